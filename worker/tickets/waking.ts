/** What wakes a ticket: the end of a snooze, when it is worked on again, a reply that stayed with us, and a round that finds its room overdue. */
import type { Kit } from "../env.ts";
import { findStore } from "../stores/shop.ts";
import type { EventEntry, EventName, ReplyEntry } from "../timeline/entries.ts";
import type { Pending } from "../timeline/outbox.ts";
import * as timeline from "../timeline/timeline.ts";
import { afterUnsent } from "../timeline/unsent.ts";
import type { Keeper } from "./keeper.ts";
import { findRules } from "./mirror.ts";
import type { TicketHead, TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

export async function wakeTicket(kit: Kit, storage: TicketStorage, keeper: Keeper, { storeId }: TicketHead): Promise<void> {
  const store = await findStore(kit, storeId);
  if (!store) throw new Error("a ticket without its store");
  const rules = await findRules(kit, store);
  const kept = storage.read();
  if (!kept || !storage.isDue("snooze", kit.now()) || storage.isHanding()) return;
  storage.schedule("snooze", null);
  tellEvent(storage, "woke", null, kit.now(), { over: 1 });
  await keeper.keep(kit, timeline.wake(kept.facts, kit.now(), rules));
}

/** A reply the ticket was ended with has not left: the ticket is to do again. */
export async function bringBack(kit: Kit, storage: TicketStorage, keeper: Keeper, { storeId }: TicketHead): Promise<void> {
  const store = await findStore(kit, storeId);
  if (!store) throw new Error("a ticket without its store");
  const rules = await findRules(kit, store);
  const kept = storage.read();
  if (!kept || !storage.isDue("unsent", kit.now()) || storage.isHanding()) return;
  storage.schedule("unsent", null);
  const facts = afterUnsent(kept.facts, storage.entries(), rules, kit.now());
  if (facts) tellEvent(storage, "unsent", null, kit.now(), {});
  await keeper.keep(kit, facts ?? kept.facts);
}

/** Everything that is due is due now, and D1 is to be told all anew. False where there is no ticket. */
export function rouse(storage: TicketStorage, isReconnected: boolean, now: number): boolean {
  const kept = storage.read();
  if (!kept) return false;
  // A look that TikTok did answer keeps its time: its reads lag its writes.
  const isWaiting = ({ reply, pending }: { reply: ReplyEntry; pending: Pending }) =>
    reply.state === "queued" || (reply.state === "doubt" && pending.missed !== undefined);
  const waiting = isReconnected ? storage.openReplies().filter(isWaiting) : [];
  for (const { pending } of waiting) storage.putPending({ ...pending, notBefore: now });
  storage.write({ ...kept, version: kept.version + 1, shown: null, tellAt: now });
  storage.tally.doubt(kept.version + 1);
  return true;
}

/** One line of the timeline; `given` names an act that may be asked for twice. */
export function tellEvent(
  storage: TicketStorage,
  name: EventName,
  person: Person | null,
  at: number,
  facts: EventEntry["facts"],
  given?: string,
): void {
  const id = given ?? `${name}:${at}:${storage.read()?.version ?? 0}`;
  storage.putEntry({ kind: "event", id, at, by: person?.id ?? null, byName: person?.name ?? null, name, facts });
}
