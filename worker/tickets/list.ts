/** The mailbox's questions: pages of tickets per view, counts per view, words. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { matchOf, matchStores } from "../orders/words.ts";
import { type Cursor, type Listing, PAGE_ROWS, type Page, readPage } from "../team/pages.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import type { TicketRow } from "./table.ts";
import { STATES, type TicketState, TURN_AFTER_DUE } from "./timeline.ts";

export const VIEWS = ["todo", "mine", "unassigned", "waiting", "snoozed", "resolved", "spam"] as const;
export type View = (typeof VIEWS)[number];

const COLUMNS = [
  "id",
  "number",
  "store_id",
  "buyer_name",
  "state",
  "assignee_id",
  "waiting_since",
  "due_at",
  "last_at",
  "last_by",
  "preview",
  "order_id",
  "trouble",
  "snoozed_until",
] as const satisfies (keyof TicketRow)[];

type Listed = Pick<TicketRow, (typeof COLUMNS)[number]>;
export type TicketSummary = Omit<Listed, "state"> & { state: TicketState };

const columns = sql.raw(COLUMNS.map((column) => `o.${column}`).join(", "));

const byState = (state: TicketState) => ({
  where: sql`o.state = ${STATES.indexOf(state)}`,
  indexes: { every: sql`INDEXED BY ticket_by_turn`, one: sql`INDEXED BY ticket_of_store_by_turn` },
});
const byAssignee = (assignee: SQL) => ({
  where: sql`o.assignee_id = ${assignee} AND o.state = 0`,
  indexes: { every: sql`INDEXED BY ticket_of_assignee_by_turn`, one: sql`INDEXED BY ticket_of_store_assignee_by_turn` },
});

const LISTINGS: Record<View, Pick<Listing, "where" | "indexes" | "from" | "before">> = {
  todo: { ...byState("open"), before: TURN_AFTER_DUE },
  // `u` is the person who asks.
  mine: byAssignee(sql`u.id`),
  unassigned: byAssignee(sql`''`),
  waiting: { ...byState("open"), from: TURN_AFTER_DUE },
  snoozed: byState("snoozed"),
  resolved: byState("resolved"),
  spam: byState("spam"),
};

export async function listTickets(
  kit: Kit,
  signedIn: SignedIn,
  view: View,
  stores: string[] | null,
  after: Cursor | null,
): Promise<Page<TicketSummary>> {
  const list: Listing = { table: sql`ticket`, columns, key: "turn", newestFirst: false, ...LISTINGS[view] };
  const page = await readPage<Listed>(kit, signedIn, list, { stores, after });
  return { ...page, rows: page.rows.map(nameState) };
}

const nameState = (row: Listed): TicketSummary => ({ ...row, state: STATES[row.state] ?? "open" });

export type ViewCounts = Record<View, number>;

export interface MailboxCounts {
  counts: ViewCounts;
  /** To do, by store. */
  todoByStore: Record<string, number>;
}

interface CountRow {
  store_id: string;
  assignee_id: string;
  todo: number;
  waiting: number;
  snoozed: number;
  resolved: number;
  spam: number;
}

export async function countTickets(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<MailboxCounts> {
  const asked = stores === null ? sql`true` : sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;
  const [people, rows] = await kit.db.batch<[Person, CountRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT c.* FROM who CROSS JOIN store s CROSS JOIN json_each(json_array('*', '', who.id)) a
      CROSS JOIN ticket_count c ON c.store_id = s.id AND c.assignee_id = a.value WHERE ${mayIn(sql`s.id`, "read")} AND ${asked}`,
  ]);
  const person = requirePerson(people);
  const sum = (assignee: string, count: (row: CountRow) => number) =>
    rows.filter((row) => row.assignee_id === assignee).reduce((total, row) => total + count(row), 0);
  const open = (row: CountRow) => row.todo + row.waiting;
  const counts = {
    todo: sum("*", (row) => row.todo),
    mine: sum(person.id, open),
    unassigned: sum("", open),
    waiting: sum("*", (row) => row.waiting),
    snoozed: sum("*", (row) => row.snoozed),
    resolved: sum("*", (row) => row.resolved),
    spam: sum("*", (row) => row.spam),
  };
  const totals = rows.filter((row) => row.assignee_id === "*");
  return { counts, todoByStore: Object.fromEntries(totals.map((row) => [row.store_id, row.todo])) };
}

/** Tickets in which a message has every word, newest message first. */
export async function searchTickets(
  kit: Kit,
  signedIn: SignedIn,
  text: string,
  stores: string[] | null,
): Promise<{ rows: TicketSummary[]; more: boolean }> {
  const words = matchOf(text);
  if (!words) return { rows: [], more: false };
  const [people, visible] = await kit.db.batch<[Person, { id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE ${bitsIn(sql`s.id`)} & ${RIGHTS.read}`,
  ]);
  requirePerson(people);
  const allowed = visible.map((row) => row.id).filter((id) => stores === null || stores.includes(id));
  if (allowed.length === 0) return { rows: [], more: false };
  const match = `${matchStores(allowed)} AND ${words}`;
  const rows = await kit.db.all<Listed>(
    sql`SELECT ${columns} FROM (SELECT ticket_id FROM message_search WHERE message_search MATCH ${match} ORDER BY rowid DESC LIMIT ${PAGE_ROWS * 2}) f
      CROSS JOIN ticket o ON o.id = f.ticket_id`,
  );
  const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
  return { rows: distinct.slice(0, PAGE_ROWS).map(nameState), more: rows.length === PAGE_ROWS * 2 };
}
