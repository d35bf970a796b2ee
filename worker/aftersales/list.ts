/** Cancellations and returns over all stores: pages by what is due first, how many wait for us, and one found by its id or its order's. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Cursor, type Listing, type Page, readPage } from "../team/pages.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { PHASES, type Phase } from "./case.ts";
import type { AftersaleRow, Kind } from "./table.ts";

const COLUMNS = [
  "id",
  "kind",
  "store_id",
  "order_id",
  "type",
  "status",
  "role",
  "reason_text",
  "reason",
  "create_time",
  "update_time",
  "action",
  "deadline",
  "items",
  "units",
  "currency",
  "refund_minor",
  "arbitration",
  "phase",
] as const satisfies (keyof AftersaleRow)[];

type Listed = Pick<AftersaleRow, (typeof COLUMNS)[number]>;
export type CaseSummary = Omit<Listed, "phase"> & { phase: Phase };

const columns = sql.raw(COLUMNS.map((column) => `o.${column}`).join(", "));
const nameRow = (row: Listed): CaseSummary => ({ ...row, phase: PHASES[row.phase] ?? "underway" });

export interface CaseFilter {
  stores: string[] | null;
  kind: Kind;
  phase: Phase;
  /** TikTok's words. */
  type?: string | undefined;
  status?: string | undefined;
}

export async function listCases(kit: Kit, signedIn: SignedIn, filter: CaseFilter, after: Cursor | null): Promise<Page<CaseSummary>> {
  const conditions = [
    filter.type === undefined ? [] : sql`o.type = ${filter.type}`,
    filter.status === undefined ? [] : sql`o.status = ${filter.status}`,
  ].flat();
  const list: Listing = {
    table: sql`aftersale`,
    columns,
    key: "turn",
    newestFirst: false,
    indexes: { every: sql`INDEXED BY aftersale_by_turn`, one: sql`INDEXED BY aftersale_of_store_by_turn` },
    where: sql`o.kind = ${filter.kind} AND o.phase = ${PHASES.indexOf(filter.phase)}`,
    filter: conditions.length > 0 ? sql.join(conditions, sql` AND `) : undefined,
  };
  const page = await readPage<Listed>(kit, signedIn, list, { stores: filter.stores, after });
  return { ...page, rows: page.rows.map(nameRow) };
}

export interface WaitingCounts {
  cancellations: number;
  returns: number;
}

/** How many wait for us, over the stores asked for and allowed. */
export async function countWaiting(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<WaitingCounts> {
  const asked = stores === null ? sql`true` : sql`c.store_id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;
  const [people, rows] = await kit.db.batch<[Person, WaitingCounts]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT c.cancellations, c.returns FROM who CROSS JOIN store s CROSS JOIN aftersale_count c ON c.store_id = s.id
      WHERE ${mayIn(sql`s.id`, "read")} AND ${asked}`,
  ]);
  requirePerson(people);
  return {
    cancellations: rows.reduce((sum, row) => sum + row.cancellations, 0),
    returns: rows.reduce((sum, row) => sum + row.returns, 0),
  };
}

/** By the case's own id or its order's, newest first. */
export async function findCases(kit: Kit, signedIn: SignedIn, id: string, stores: string[] | null): Promise<CaseSummary[]> {
  const mayRead = sql`${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`;
  const [people, own, ofOrder] = await kit.db.batch<[Person, Listed, Listed]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${columns} FROM who CROSS JOIN aftersale o WHERE o.id = ${id} AND ${mayRead}`,
    sql`WITH ${who(signedIn)} SELECT ${columns} FROM who CROSS JOIN aftersale o INDEXED BY aftersale_of_order
      WHERE o.order_id = ${id} AND ${mayRead}`,
  ]);
  requirePerson(people);
  return [...own, ...ofOrder]
    .filter((row) => stores === null || stores.includes(row.store_id))
    .sort((one, other) => other.create_time - one.create_time)
    .map(nameRow);
}
