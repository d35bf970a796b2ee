/** What a ticket's room does as one of many: an act by the name of its job, done once; the way back, as long as nobody has touched what it
 *  changed; and what became of a reply. What was before is kept here, for only the room knows it whole. */
import type { Kit } from "../env.ts";
import { type Act, afterAct } from "../timeline/acts.ts";
import type { EventEntry, ReplyEntry } from "../timeline/entries.ts";
import { retime, type ThreadRules, type TicketFacts } from "../timeline/timeline.ts";
import { ANNOUNCED, type Keeper } from "./keeper.ts";
import { RareTable } from "./rare.ts";
import type { TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

/** After this nobody takes anything back. */
const BEFORE_KEPT_MS = 2 * 86_400_000;

export type BulkErrand =
  | { do: "act"; id: string; job: string; act: Act; person: Person; rules: ThreadRules }
  | { do: "undo"; id: string; job: string; person: Person; rules: ThreadRules }
  | { do: "look"; replyId: string };

export interface BulkAnswer {
  is: "done" | "unchanged" | "changed-since" | "missing";
  /** The newest arrival: whoever looked has seen everything up to here. */
  newest: number;
  reply: Pick<ReplyEntry, "state" | "trouble" | "code"> | null;
}

interface Kept {
  before: TicketFacts;
  after: TicketFacts;
  isUndone: boolean;
}

type FactName = keyof TicketFacts;

/** Time alone moves these; what they have recorded is nobody's to take back, unless the ticket's state goes back with them. */
const DERIVED: readonly FactName[] = ["clocks", "dueAt", "turns"];
/** Whoever has spoken since meant the ticket as it stood. */
const SAID: readonly FactName[] = ["lastAt", "questionIndex"];
const namesOf = (facts: TicketFacts) => Object.keys(facts) as FactName[];

export class InBulk {
  readonly #acts: RareTable;
  readonly #storage: TicketStorage;
  readonly #keeper: Keeper;

  constructor(storage: DurableObjectStorage, ticket: TicketStorage, keeper: Keeper) {
    this.#acts = new RareTable(
      storage.sql,
      "CREATE TABLE IF NOT EXISTS bulk_act (id TEXT PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
    );
    this.#storage = ticket;
    this.#keeper = keeper;
  }

  async do(kit: Kit, errand: BulkErrand): Promise<BulkAnswer> {
    if (!this.#storage.readLive()) return { is: "missing", newest: 0, reply: null };
    const is = errand.do === "look" ? "done" : errand.do === "act" ? await this.#act(kit, errand) : await this.#undo(kit, errand);
    return { is, newest: this.#storage.newestArrival(), reply: errand.do === "look" ? this.#reply(errand.replyId) : null };
  }

  /** A call that comes again finds what it did, and tells D1 what D1 has not heard. */
  async #act(kit: Kit, { id, job, act, person, rules }: BulkErrand & { do: "act" }): Promise<BulkAnswer["is"]> {
    const before = this.#storage.read()?.facts;
    if (!before) return "missing";
    const now = kit.now();
    const isDone = this.#storage.entry(id) !== null;
    const { facts, event, told } = isDone ? { facts: before, event: null, told: {} } : afterAct(before, act, rules, now);
    if (!isDone && !event) return "unchanged";
    if (event) {
      this.#keep(id, { before, after: facts, isUndone: false }, now);
      this.#tell(id, event, { ...told, bulk: job }, person, now);
      this.#schedule(facts);
    }
    await this.#keeper.keepOrTell(kit, event ? facts : null, ANNOUNCED);
    return "done";
  }

  /** Only what the act changed goes back, and only as long as all of it still is as the act left it. */
  async #undo(kit: Kit, { id, job, person, rules }: BulkErrand & { do: "undo" }): Promise<BulkAnswer["is"]> {
    const facts = this.#storage.read()?.facts;
    const act = this.#storage.entry(id);
    const kept = this.#kept(id);
    if (!facts || !kept || act?.kind !== "event") return "changed-since";
    const changed = namesOf(kept.after).filter((name) => name !== "touched" && !isSame(kept.before[name], kept.after[name]));
    const watched = changed.includes("state") ? [...changed, ...SAID] : changed;
    const isTouched = watched.some((name) => !DERIVED.includes(name) && !isSame(facts[name], kept.after[name]));
    if (isTouched && !kept.isUndone) return "changed-since";
    if (!kept.isUndone) {
      const goesBack = (name: FactName) => changed.includes("state") || !DERIVED.includes(name);
      const was = Object.fromEntries(changed.filter(goesBack).map((name) => [name, kept.before[name]])) as Partial<TicketFacts>;
      const restored = retime({ ...facts, ...was }, kit.now(), rules);
      this.#keep(id, { ...kept, isUndone: true }, kit.now());
      this.#tell(`${id}:undone`, "bulk-undone", { what: act.name, bulk: job }, person, kit.now());
      this.#schedule(restored);
      await this.#keeper.keepOrTell(kit, restored, ANNOUNCED);
    } else await this.#keeper.keepOrTell(kit, null, {});
    return "done";
  }

  #reply(id: string): BulkAnswer["reply"] {
    const entry = this.#storage.entry(id);
    return entry?.kind === "reply" ? { state: entry.state, trouble: entry.trouble, code: entry.code } : null;
  }

  #schedule(facts: TicketFacts): void {
    this.#storage.schedule("snooze", facts.state === "snoozed" ? facts.snoozedUntil : null);
  }

  #tell(id: string, name: EventEntry["name"], facts: EventEntry["facts"], person: Person, at: number): void {
    this.#storage.putEntry({ kind: "event", id, at, by: person.id, byName: person.name, name, facts });
  }

  #kept(id: string): Kept | null {
    const [row] = this.#acts.ask<{ body: string }>("SELECT body FROM bulk_act WHERE id = ?", id);
    return row ? (JSON.parse(row.body) as Kept) : null;
  }

  #keep(id: string, kept: Kept, now: number): void {
    this.#acts.ask("DELETE FROM bulk_act WHERE at < ?", now - BEFORE_KEPT_MS);
    this.#acts.put("INSERT OR REPLACE INTO bulk_act (id, at, body) VALUES (?, ?, ?)", id, now, JSON.stringify(kept));
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
