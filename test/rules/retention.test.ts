// What is due by night and what is spared, on the real schema and in a ticket's room: one row for each thing somebody may still be working on.
import { type SQL, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { STAGES, type Stage } from "../../worker/orders/stage.ts";
import { isDueOrder, isDueTicket, isDueWithMails } from "../../worker/retention/due.ts";
import { isAlive } from "../../worker/tickets/alive.ts";
import type { Draft } from "../../worker/tickets/drafts.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { openFacts, STATES, type TicketFacts } from "../../worker/timeline/timeline.ts";
import { openSchema, run } from "./sqlite.ts";

const DAY = 86_400;
/** Seconds; what ended up to it is due. */
const UNTIL = 100 * DAY;

interface GivenOrder {
  stage?: Stage;
  delivered?: number | null;
  cancelled?: number | null;
  updated?: number;
  gone?: boolean;
  case?: "open" | "over";
  ownReturn?: "open" | "over";
  pack?: "of the order" | "of the store" | "of another store" | "of other days" | "written";
  /** A day that waits to be counted. */
  counting?: string;
}

const database = openSchema();
// Only what is asked about is put there.
database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
afterAll(() => database.close());

function put(table: string, row: Record<string, string | number | null>): void {
  const needed = database.prepare(`SELECT name, type FROM pragma_table_info('${table}') WHERE "notnull" AND dflt_value IS NULL`).all();
  const filled = { ...Object.fromEntries(needed.map(({ name, type }) => [String(name), type === "TEXT" ? "" : 0])), ...row };
  const names = Object.keys(filled);
  database
    .prepare(`INSERT INTO ${table} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => "?").join()})`)
    .run(...Object.values(filled));
}

/** Whatever `put` is undone. */
function ask(fill: () => void, question: SQL): boolean {
  database.exec("BEGIN");
  fill();
  const found = run(database, question);
  database.exec("ROLLBACK");
  return found.length === 1;
}

const isOrderDue = (given: GivenOrder) => ask(() => putOrder(given), sql`SELECT 1 AS one FROM orders o WHERE ${isDueOrder(UNTIL * 1000)}`);

function putOrder(given: GivenOrder): void {
  const { stage = "completed", delivered = 90 * DAY, cancelled = null, updated = 99 * DAY } = given;
  const times = { create_time: 80 * DAY, delivery_time: delivered, cancel_time: cancelled, update_time: updated };
  put("orders", { id: "o", store_id: "s", stage: STAGES.indexOf(stage), ...times, person_gone_at: given.gone ? 1 : null });
  if (given.case) put("aftersale", { id: "a", order_id: "o", store_id: "s", phase: given.case === "open" ? 1 : 2, kind: "return" });
  if (given.ownReturn) put("own_return", { id: "r", order_id: "o", store_id: "s", phase: given.ownReturn === "open" ? 1 : 2 });
  const { pack } = given;
  if (pack)
    put("evidence_pack", {
      id: "p",
      store_id: pack === "of another store" ? "t" : "s",
      order_id: pack === "of the order" ? "o" : null,
      from_at: pack === "of other days" ? 90 * DAY * 1000 : 0,
      until_at: 99 * DAY * 1000,
      state: "writing",
      format: "csv",
      walk_at: pack === "written" ? null : 1,
    });
  if (given.counting) put("gap_walk", { store_id: "s", days: JSON.stringify([{ day: given.counting, by: null }]) });
}

const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

test.each<[GivenOrder, boolean]>([
  [{}, true],
  [{ stage: "delivered", delivered: UNTIL }, true],
  [{ stage: "delivered", delivered: UNTIL + 1 }, false],
  [{ stage: "cancelled", delivered: null, cancelled: 90 * DAY }, true],
  [{ stage: "cancelled", delivered: 1, cancelled: UNTIL + 1 }, false],
  [{ delivered: null, updated: UNTIL }, true],
  [{ delivered: null, updated: UNTIL + 1 }, false],
  ...STAGES.slice(0, STAGES.indexOf("delivered")).map((stage): [GivenOrder, boolean] => [{ stage }, false]),
  [{ gone: true }, false],
  [{ case: "open" }, false],
  [{ case: "over" }, true],
  [{ ownReturn: "open" }, false],
  [{ ownReturn: "over" }, true],
  [{ pack: "of the order" }, false],
  [{ pack: "of the store" }, false],
  [{ pack: "of another store" }, true],
  [{ pack: "of other days" }, true],
  [{ pack: "written" }, true],
  [{ counting: dayOf(80 * DAY) }, false],
  [{ counting: dayOf(79 * DAY) }, false],
  [{ counting: dayOf(70 * DAY) }, true],
])("an order %j is due: %s", (given, isDue) => {
  expect(isOrderDue(given)).toBe(isDue);
});

interface GivenTicket {
  state?: TicketFacts["state"];
  last?: number;
  resolved?: number | null;
  emptied?: number;
  thinned?: number;
  mails?: boolean;
  /** An order it is about. */
  order?: GivenOrder;
  into?: TicketFacts["state"];
}

function putTicket({ state = "resolved", last = 90, resolved = 95, emptied, thinned, mails = true, order, into }: GivenTicket): void {
  const row = { store_id: "s", conversation_id: "c", buyer_name: "b", version: 1 };
  const marks = { person_gone_at: emptied ?? null, mails_gone_at: thinned ?? null };
  const merged = { merged_into: into ? "m" : null, leads_to: into ? "m" : null };
  put("ticket", { ...row, ...marks, ...merged, id: "t", number: 1, state: STATES.indexOf(state), last_at: last, resolved_at: resolved });
  if (into) put("ticket", { ...row, id: "m", number: 2, state: STATES.indexOf(into), last_at: 90, resolved_at: 95, person_gone_at: 100 });
  if (mails) put("mail_thread", { id: "h", ticket_id: "t" });
  if (!order) return;
  putOrder(order);
  put("order_line", { order_id: "o", id: "l", create_time: 80 * DAY });
  put("ticket_order", { ticket_id: "t", order_id: "o" });
}

test.each<[GivenTicket, words: boolean, mails: boolean]>([
  [{}, true, true],
  [{ mails: false }, true, false],
  [{ state: "spam", resolved: null }, true, true],
  [{ state: "open" }, false, false],
  [{ state: "snoozed" }, false, false],
  [{ last: 101 }, false, false],
  [{ resolved: 101 }, false, false],
  [{ emptied: 100 }, false, false],
  // An answer to what was emptied came in, and is old by now.
  [{ emptied: 80 }, true, true],
  [{ thinned: 100 }, true, false],
  [{ thinned: 80 }, true, true],
  [{ order: {} }, true, true],
  [{ order: { stage: "shipped" } }, false, false],
  [{ order: { case: "open" } }, false, false],
  [{ order: { ownReturn: "open" } }, false, false],
  [{ into: "resolved", state: "open" }, true, true],
  [{ into: "open" }, false, false],
])("of a ticket %j all words are due: %s, files of e-mails: %s", (given, words, mails) => {
  const due = (is: SQL) => ask(() => putTicket(given), sql`SELECT 1 AS one FROM ticket t WHERE t.id = 't' AND ${is}`);
  expect({ words: due(isDueTicket(100)), mails: due(isDueWithMails(100)) }).toEqual({ words, mails });
});

const closed = { ...openFacts(0), state: "resolved" as const, resolvedAt: 95 };
const reply = (state: string, at: number) => ({ kind: "reply", id: "r", at, state }) as Entry;
const mail = (state: string) => ({ kind: "email", id: "e", at: 1, dispatch: { state } }) as Entry;
const draft = (text: string, at: number) => ({ text, at }) as Draft;

test.each<[facts: Partial<TicketFacts>, entries: Entry[], drafts: Draft[], alive: boolean]>([
  [{}, [], [], false],
  [{ state: "open" }, [], [], true],
  [{ state: "snoozed" }, [], [], true],
  [{ state: "spam", resolvedAt: null }, [], [], false],
  [{ resolvedAt: 101 }, [], [], true],
  [{}, [{ kind: "message", id: "m", at: 101 } as Entry], [], true],
  [{}, [{ kind: "note", id: "n", at: 100 } as Entry], [], false],
  [{}, [{ kind: "event", id: "v", at: 101 } as Entry], [], false],
  ...["held", "queued", "sending", "doubt"].map((state): [object, Entry[], Draft[], boolean] => [{}, [reply(state, 1)], [], true]),
  ...["sent", "failed", "unconfirmed", "returned"].map((state): [object, Entry[], Draft[], boolean] => [{}, [reply(state, 1)], [], false]),
  [{}, [mail("queued")], [], true],
  [{}, [mail("unconfirmed")], [], false],
  [{}, [], [draft("begun", 101)], true],
  [{}, [], [draft("begun", 100)], false],
  [{}, [], [draft("", 101)], false],
])("a room with %j, %j and %j lives on: %s", (facts, entries, drafts, alive) => {
  expect(isAlive({ facts: { ...closed, ...facts }, merged: null }, entries, drafts, 100)).toBe(alive);
});

test("what is part of another ticket lives by what is written in it alone", () => {
  const merged = { into: "m", isOver: false } as Parameters<typeof isAlive>[0]["merged"];
  expect(isAlive({ facts: openFacts(0), merged }, [], [], 100)).toBe(false);
  expect(isAlive({ facts: openFacts(0), merged: { ...merged, isOver: true } as typeof merged }, [], [], 100)).toBe(true);
});
