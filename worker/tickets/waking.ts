/** The end of a snooze: the time a ticket was put off until has come, and it is worked on again. */
import type { Kit } from "../env.ts";
import { findStore } from "../stores/shop.ts";
import type { EventEntry, EventName } from "../timeline/entries.ts";
import * as timeline from "../timeline/timeline.ts";
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
