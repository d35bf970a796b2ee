/** The mailbox's questions: pages of tickets per view and filter, counts per view. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { PRIORITIES, type Priority, USUAL_PRIORITY } from "../labels/label.ts";
import { type Cursor, type Listing, type Page, readPage } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { isUnread } from "../thread/unread.ts";
import type { TicketRow } from "../tickets/table.ts";
import type { ListedReading } from "../timeline/reading.ts";
import { STATES, type TicketState } from "../timeline/timeline.ts";
import { sliceOf, type TicketFilter, type View } from "./filters.ts";

const COLUMNS = [
  "id",
  "number",
  "store_id",
  "buyer_name",
  "state",
  "assignee_id",
  "team_id",
  "waiting_since",
  "due_at",
  "last_at",
  "last_by",
  "preview",
  "order_id",
  "trouble",
  "snoozed_until",
  "tags",
  "priority",
  "reading",
] as const satisfies (keyof TicketRow)[];

export type Listed = Pick<TicketRow, (typeof COLUMNS)[number]> & { unread: number };
type Told = { state: TicketState; tags: string[]; priority: Priority; unread: boolean; reading: ListedReading | null };
export type TicketSummary = Omit<Listed, keyof Told> & Told;

/** `me` is the asking person's id as the statement knows it. */
export const columnsFor = (me: SQL) => sql`${sql.raw(COLUMNS.map((column) => `o.${column}`).join(", "))}, ${isUnread(me)} AS unread`;

export async function listTickets(
  kit: Kit,
  signedIn: SignedIn,
  view: View,
  question: { stores: string[] | null; market: string | null; filter: TicketFilter },
  after: Cursor | null,
): Promise<Page<TicketSummary>> {
  const { stores, market, filter } = question;
  // `u` is the person who asks.
  const slice = sliceOf(view, filter, sql`u.id`, kit.now());
  const list: Listing = { table: sql`ticket`, columns: columnsFor(sql`u.id`), key: "turn", newestFirst: false, ...slice };
  const within = market === null ? stores : await listVisibleStores(kit, signedIn, stores, market);
  const page = await readPage<Listed>(kit, signedIn, list, { stores: within, after });
  return { ...page, rows: page.rows.map(nameState) };
}

/** The stores a person may read, of those asked for and of one marketplace where one is named. */
export async function listVisibleStores(kit: Kit, signedIn: SignedIn, stores: string[] | null, market: string | null): Promise<string[]> {
  const [people, visible] = await kit.db.batch<[Person, { id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s
      WHERE ${mayIn(sql`s.id`, "read")} ${market === null ? sql`` : sql`AND s.marketplace = ${market}`}`,
  ]);
  requirePerson(people);
  return visible.map((row) => row.id).filter((id) => stores === null || stores.includes(id));
}

export const nameState = (row: Listed): TicketSummary => ({
  ...row,
  state: STATES[row.state] ?? "open",
  unread: row.unread === 1,
  tags: JSON.parse(row.tags) as string[],
  priority: PRIORITIES[row.priority] ?? USUAL_PRIORITY,
  reading: row.reading === null ? null : (JSON.parse(row.reading) as ListedReading),
});

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
