/** Entries handed from one ticket to another: a merge, its undoing, a split, a message moved. Two rooms change, so each step is written down
 *  before the next and may be repeated: the giver names what goes and does nothing else until the taker has it, the taker takes each hand-over
 *  once, and only then the giver lets go. Nothing is in no ticket, and nothing that is on its way to a buyer is handed over. */
import { type Env, type Kit, openKit } from "../env.ts";
import { writeLog } from "../log.ts";
import { findStore } from "../stores/shop.ts";
import type { EventName } from "../timeline/entries.ts";
import { emptied, joinFacts, partFacts } from "../timeline/sharing.ts";
import type { ThreadRules, TicketFacts } from "../timeline/timeline.ts";
import type { Album } from "./album.ts";
import type { Draft, Drafts } from "./drafts.ts";
import { chooseEntries, type HandOrder, refuseHanding } from "./handable.ts";
import { type Joined, Joins } from "./joins.ts";
import type { Keeper } from "./keeper.ts";
import { openKept } from "./kept.ts";
import { findRules } from "./mirror.ts";
import { type Parcel, Parcels } from "./parcels.ts";
import { RareTable } from "./rare.ts";
import { openSplitTicket } from "./splitting.ts";
import type { Kept, TicketHead, TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

const HAND_RETRY_MS = 5_000;

export type HandKind = "merge" | "return" | "split" | "move";

/** What the giver has begun to hand over. */
interface Handover {
  id: string;
  kind: HandKind;
  to: TicketHead;
  /** Null until a ticket that is split off has one. */
  toNumber: number | null;
  fromNumber: number;
  ids: string[];
  /** The merge that is undone. */
  merge: string | null;
  wasCurrent: boolean;
  by: Person;
  at: number;
}

/** What the taker is told. */
export interface Delivery extends Handover {
  from: TicketHead;
  parcel: Parcel;
  facts: TicketFacts;
  drafts: Draft[];
  followers: Person[];
  /** Entries whose pictures are still to be had. */
  pictures: string[];
}

export type Taken = "taken" | "busy" | "gone";
export type HandAnswer = { is: "done"; ticketId: string; number: number } | { is: "refused"; code: string };

const SAYS: Record<HandKind, { there: EventName; here: EventName | null }> = {
  merge: { there: "merged", here: null },
  return: { there: "unmerged", here: "unmerged" },
  split: { there: "split-from", here: "split-off" },
  move: { there: "moved-here", here: "moved-away" },
};

export class Handing {
  readonly #handed: RareTable;
  readonly #env: Env;
  readonly #storage: TicketStorage;
  readonly #keeper: Keeper;
  readonly #drafts: Drafts;
  readonly #album: Album;
  readonly #parcels: Parcels;
  readonly #joins: Joins;
  #carrying: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env, storage: TicketStorage, keeper: Keeper, drafts: Drafts, album: Album) {
    this.#handed = new RareTable(
      ctx.storage.sql,
      "CREATE TABLE IF NOT EXISTS handed (id TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID",
    );
    this.#env = env;
    this.#storage = storage;
    this.#keeper = keeper;
    this.#drafts = drafts;
    this.#album = album;
    this.#parcels = new Parcels(ctx.storage, storage);
    this.#joins = new Joins(ctx.storage, storage);
  }

  /** The same id twice is one hand-over. */
  async start(kit: Kit, order: HandOrder): Promise<HandAnswer> {
    const done = this.#answerOf(order.id);
    if (done) return done;
    const kept = this.#storage.readLive();
    if (!kept) return { is: "refused", code: "ticket-missing" };
    const begun = this.#begin(kept, order, kit.now());
    if (typeof begun === "string") return { is: "refused", code: begun };
    this.#write(begun);
    this.#storage.schedule("hand", kit.now() + HAND_RETRY_MS);
    await this.#keeper.arm();
    await this.carry(kit);
    return this.#answerOf(order.id) ?? { is: "refused", code: "ticket-busy" };
  }

  /** Answers why not. */
  #begin(kept: Kept, order: HandOrder, now: number): Handover | string {
    const { id, by } = order;
    const begun = { id, by, at: now, fromNumber: order.number, merge: null, wasCurrent: false };
    if (order.do === "undo") {
      const joined = this.#joins.find(order.merge);
      const { undo } = joined ? this.#joins.judge(kept.facts, joined) : { undo: null };
      if (!joined || !undo) return "merge-missing";
      if (!undo.ok) return undo.because.code;
      return { ...begun, kind: "return", to: joined.from, toNumber: joined.number, ids: joined.ids, merge: joined.id };
    }
    const chosen = chooseEntries(this.#storage.entries(), order);
    const refused = refuseHanding(this.#storage, order, chosen);
    if (refused) return refused;
    const ids = chosen.map((entry) => entry.id);
    if (order.do === "merge") return { ...begun, kind: "merge", to: order.to, toNumber: order.toNumber, ids, wasCurrent: order.wasCurrent };
    if (order.do === "move") return { ...begun, kind: "move", to: order.to, toNumber: order.toNumber, ids };
    const openingIndex = String(BigInt(this.#storage.lastIndex()) + 1n);
    const createdAt = Math.floor((chosen[0]?.at ?? now) / 1000) * 1000;
    return {
      ...begun,
      kind: "split",
      to: { ...kept.head, id: order.newId, createdAt, openingIndex, openingOrder: null },
      toNumber: null,
      ids,
    };
  }

  /** Goes on with what was begun; throws while it cannot. One caller at a time, the others wait for it. */
  carry(kit: Kit): Promise<void> {
    this.#carrying ??= this.#carryOnce(kit).finally(() => {
      this.#carrying = null;
    });
    return this.#carrying;
  }

  /** As an alarm does: what fails now is tried again. Answers whether nothing is left to hand over. */
  async carryOn(kit: Kit): Promise<boolean> {
    try {
      await this.carry(kit);
      return true;
    } catch (error) {
      writeLog(kit, { door: "room", job: "hand", store: this.#storage.read()?.head.storeId, verdict: "retry", error });
      this.#storage.schedule("hand", kit.now() + HAND_RETRY_MS);
      await this.#keeper.arm();
      return false;
    }
  }

  async #carryOnce(kit: Kit): Promise<void> {
    const handover = this.#read();
    const kept = this.#storage.read();
    if (!handover || !kept) return;
    const rules = await this.#rulesOf(kit, kept.head);
    if (handover.toNumber === null) {
      handover.toNumber = await openSplitTicket(kit, kept.head, handover.to);
      this.#write(handover);
    }
    // The types of Durable Object calls cannot follow a message's free-form content.
    const room = this.#env.TICKET.getByName(handover.to.id) as unknown as { take(delivery: Delivery): Promise<Taken> };
    const taken = await room.take(this.#deliver(kept, handover, rules, kit.now()));
    if (taken === "taken") await this.#letGo(kit, handover, rules);
    else this.#end(handover.id, { is: "refused", code: taken === "busy" ? "ticket-busy" : "ticket-moved-on" });
  }

  async #rulesOf(kit: Kit, { storeId }: TicketHead): Promise<ThreadRules> {
    const store = await findStore(kit, storeId);
    if (!store) throw new Error("a ticket without its store");
    return findRules(kit, store);
  }

  #deliver(kept: Kept, handover: Handover, rules: ThreadRules, now: number): Delivery {
    const { kind, ids } = handover;
    const facts = kind === "merge" || kind === "return" ? kept.facts : this.#part(kept, ids, rules, now).goes;
    const drafts = kind === "merge" ? this.#drafts.all().filter(({ text }) => text !== "") : [];
    const followers = kind === "merge" ? this.#storage.followers.all() : [];
    return { ...handover, followers, from: kept.head, parcel: this.#parcels.pack(ids), facts, drafts, pictures: this.#album.wanted(ids) };
  }

  #part({ facts }: Kept, ids: string[], rules: ThreadRules, now: number) {
    const entries = this.#storage.entries();
    const goes = new Set(ids);
    const byHand = entries.flatMap((entry) =>
      entry.kind === "event" && entry.name === "order-linked" && entry.by !== null ? [String(entry.facts.order)] : [],
    );
    const [leaving, staying] = [entries.filter(({ id }) => goes.has(id)), entries.filter(({ id }) => !goes.has(id))];
    return partFacts(facts, leaving, staying, byHand, rules, now);
  }

  async #letGo(kit: Kit, handover: Handover, rules: ThreadRules): Promise<void> {
    const kept = this.#storage.read();
    if (!kept) return;
    const { kind, ids, to, toNumber } = handover;
    const joined = handover.merge === null ? null : this.#joins.find(handover.merge);
    const stays = kind === "split" || kind === "move" ? this.#part(kept, ids, rules, kit.now()).stays : kept.facts;
    this.#parcels.drop(ids);
    if (kind === "merge") this.#becomePart(kept, handover);
    if (kind === "split") this.#storage.write({ ...kept, successor: { id: to.id, openingIndex: to.openingIndex } });
    const facts = kind === "merge" ? emptied(kept.facts) : joined ? this.#joins.undo(kept.facts, joined) : stays;
    this.#tell(handover, SAYS[kind].here, to.id, toNumber);
    this.#storage.schedule("snooze", facts.state === "snoozed" ? facts.snoozedUntil : null);
    this.#end(handover.id, { is: "done", ticketId: to.id, number: toNumber ?? 0 });
    await this.#keeper.keep(kit, facts, { isAnnounced: true });
  }

  /** Whatever was still to be told of the entries is told by the ticket that has them. */
  #becomePart(kept: Kept, { id, to, wasCurrent }: Handover): void {
    const merged = { id, into: to.id, wasCurrent, before: kept.facts, isOver: false };
    this.#storage.write({ ...kept, unsearched: [], untold: [], moved: [], merged });
    for (const errand of ["sla", "mail", "unsent"] as const) this.#storage.schedule(errand, null);
    this.#drafts.clear();
  }

  /** Takes each hand-over once, and never waits for one of its own: two tickets that hand to each other would wait for ever. */
  async take(delivery: Delivery): Promise<Taken> {
    const kit = await openKit(this.#env);
    const rules = await this.#rulesOf(kit, delivery.to);
    if (this.#joins.hasTaken(delivery.id)) {
      await this.#keeper.keepOrTell(kit, null, {});
      return "taken";
    }
    const kept = this.#storage.read() ?? (delivery.kind === "split" ? openKept(this.#storage, delivery.to) : null);
    if (!kept) return "gone";
    if (this.#storage.isHanding()) return "busy";
    const isPart = kept.merged !== null && !kept.merged.isOver;
    if (delivery.kind === "return" ? kept.merged?.id !== delivery.merge || !isPart : isPart) return "gone";
    await this.#keeper.keepOrTell(kit, this.#putIn(kept, delivery, rules, kit.now()), {});
    return "taken";
  }

  #putIn(kept: Kept, delivery: Delivery, rules: ThreadRules, now: number): TicketFacts {
    const { id, kind, parcel, from, fromNumber } = delivery;
    const ids = parcel.entries.map((entry) => entry.id);
    // A ticket that begins with what was split off has nothing of its own to join it with.
    const isNew = kind === "split" && this.#storage.entries().length === 0;
    this.#joins.putIn(() => this.#parcels.put(parcel));
    this.#storage.write({
      ...kept,
      moved: [...kept.moved, ...ids],
      merged: kind === "return" && kept.merged ? { ...kept.merged, isOver: true } : kept.merged,
      // The conversation's last ticket may be part of this one now.
      successor: kind === "merge" ? null : kept.successor,
    });
    const joins = () => (isNew ? delivery.facts : joinFacts(kept.facts, delivery.facts, rules, now));
    const facts = kind === "return" ? (kept.merged?.before ?? kept.facts) : joins();
    for (const draft of delivery.drafts) this.#drafts.join(draft, now);
    this.#album.expectAgain(delivery.pictures, now);
    this.#storage.followers.add(...delivery.followers);
    this.#tell(delivery, SAYS[kind].there, from.id, fromNumber);
    this.#storage.schedule("snooze", facts.state === "snoozed" ? facts.snoozedUntil : null);
    const joined: Joined | null =
      kind === "merge" ? { id, from, number: fromNumber, ids, before: kept.facts, after: facts, newest: 0 } : null;
    this.#joins.remember(id, joined);
    return facts;
  }

  #tell({ id, kind, by, at }: Handover, name: EventName | null, ticket: string, number: number | null): void {
    if (!name) return;
    const facts = { ticket, number: number ?? 0, ...(kind === "merge" ? { merge: id } : {}) };
    this.#storage.putEntry({ kind: "event", id: `${name}:${id}`, at, by: by.id, byName: by.name, name, facts });
  }

  #read(): Handover | null {
    const [row] = this.#storage.handovers.ask<{ body: string }>("SELECT body FROM handover");
    return row ? (JSON.parse(row.body) as Handover) : null;
  }

  #write(handover: Handover): void {
    this.#storage.handovers.put(
      "INSERT INTO handover (one, body) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
      JSON.stringify(handover),
    );
  }

  #end(id: string, answer: HandAnswer): void {
    this.#storage.handovers.ask("DELETE FROM handover");
    this.#storage.schedule("hand", null);
    this.#handed.put("INSERT OR REPLACE INTO handed (id, answer) VALUES (?, ?)", id, JSON.stringify(answer));
  }

  #answerOf(id: string): HandAnswer | null {
    const [row] = this.#handed.ask<{ answer: string }>("SELECT answer FROM handed WHERE id = ?", id);
    return row ? (JSON.parse(row.answer) as HandAnswer) : null;
  }

  joined(facts: TicketFacts) {
    return this.#joins.all(facts);
  }
}
