/** Returns made by hand over all stores, in the shape of TikTok's own so that one list shows either, and those of one order with the units of which
 *  another may be begun. */
import { sql } from "drizzle-orm";
import { PHASES } from "../aftersales/case.ts";
import type { CaseSummary } from "../aftersales/list.ts";
import { openOrdered } from "../aftersales/ordered.ts";
import type { Kit } from "../env.ts";
import { type Cursor, type Listing, type Page, readPage } from "../team/pages.ts";
import { bitsIn, type Can, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { canBegin, canReturnUnit, type UnitFacts } from "./return.ts";
import type { OwnReturnRow } from "./table.ts";

type Listed = Pick<OwnReturnRow, "id" | "store_id" | "order_id" | "reason" | "items" | "units" | "phase" | "created_at">;
export type OwnSummary = Omit<CaseSummary, "kind"> & { kind: "own" };

const columns = sql.raw("o.id, o.store_id, o.order_id, o.reason, o.items, o.units, o.phase, o.created_at");

/** What TikTok says of a case it never says of these. */
const nameRow = ({ id, store_id, order_id, reason, items, units, phase, created_at }: Listed): OwnSummary => ({
  id,
  kind: "own",
  store_id,
  order_id,
  type: "OWN",
  status: "",
  role: null,
  reason_text: reason,
  reason: null,
  create_time: Math.floor(created_at / 1000),
  update_time: Math.floor(created_at / 1000),
  action: phase === 0 ? "OWN_DETAILS" : null,
  deadline: null,
  items,
  units,
  currency: null,
  refund_minor: null,
  arbitration: null,
  phase: PHASES[phase] ?? "underway",
});

export interface OwnFilter {
  stores: string[] | null;
  phase: (typeof PHASES)[number];
}

export async function listOwnReturns(kit: Kit, signedIn: SignedIn, filter: OwnFilter, after: Cursor | null): Promise<Page<OwnSummary>> {
  const list: Listing = {
    table: sql`own_return`,
    columns,
    key: "turn",
    newestFirst: false,
    indexes: { every: sql`INDEXED BY own_return_by_turn`, one: sql`INDEXED BY own_return_of_store_by_turn` },
    where: sql`o.phase = ${PHASES.indexOf(filter.phase)}`,
  };
  const page = await readPage<Listed>(kit, signedIn, list, { stores: filter.stores, after });
  return { ...page, rows: page.rows.map(nameRow) };
}

/** How many wait for the buyer's details. */
export async function countOwnReturns(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<number> {
  const asked = stores === null ? sql`true` : sql`c.store_id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;
  const [people, rows] = await kit.db.batch<[Person, { waiting: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT c.waiting FROM who CROSS JOIN store s CROSS JOIN own_return_count c ON c.store_id = s.id
      WHERE ${mayIn(sql`s.id`, "read")} AND ${asked}`,
  ]);
  requirePerson(people);
  return rows.reduce((sum, { waiting }) => sum + waiting, 0);
}

/** By its own id or its order's, newest first. */
export async function findOwnReturns(kit: Kit, signedIn: SignedIn, id: string, stores: string[] | null): Promise<OwnSummary[]> {
  const mayRead = sql`${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`;
  const [people, own, ofOrder] = await kit.db.batch<[Person, Listed, Listed]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${columns} FROM who CROSS JOIN own_return o WHERE o.id = ${id} AND ${mayRead}`,
    sql`WITH ${who(signedIn)} SELECT ${columns} FROM who CROSS JOIN own_return o INDEXED BY own_return_of_order
      WHERE o.order_id = ${id} AND ${mayRead}`,
  ]);
  requirePerson(people);
  return [...own, ...ofOrder]
    .filter((row) => stores === null || stores.includes(row.store_id))
    .sort((one, other) => other.created_at - one.created_at)
    .map(nameRow);
}

export interface OwnOfOrder {
  order: string;
  isByTikTok: boolean;
  /** Where the store sells: what the form begins with. */
  country: string;
  returns: OwnSummary[];
  units: { id: string; title: string; variation: string | null; sellerSku: string | null; can: Can }[];
  can: { begin: Can; typeDetails: Can };
}

export async function openOrderForReturn(kit: Kit, signedIn: SignedIn, orderId: string) {
  const ordered = await openOrdered(kit, signedIn, orderId);
  const rows = await kit.db.all<{ line_id: string; by: "own" | "tiktok" }>(
    sql`SELECT l.line_id, 'own' AS by FROM own_return r INDEXED BY own_return_of_order CROSS JOIN own_return_line l ON l.return_id = r.id
      WHERE r.order_id = ${orderId} AND l.is_open = 1
      UNION ALL SELECT l.line_id, 'tiktok' FROM aftersale a INDEXED BY aftersale_of_order CROSS JOIN aftersale_line l ON l.aftersale_id = a.id
      WHERE a.order_id = ${orderId} AND a.kind = 'return' AND a.phase < ${PHASES.indexOf("over")}`,
  );
  const isIn = (id: string, by: "own" | "tiktok") => rows.some((row) => row.line_id === id && row.by === by);
  const units = ordered.units.map((unit) => {
    const facts: UnitFacts = { state: unit.state, isInOwn: isIn(unit.id, "own"), isAtTikTok: isIn(unit.id, "tiktok") };
    return { ...unit, facts, canReturn: canReturnUnit(facts) };
  });
  const begin = canBegin(
    ordered.order,
    ordered.bits,
    units.map(({ facts }) => facts),
  );
  return { ordered, units, begin };
}

export async function listOwnOfOrder(kit: Kit, signedIn: SignedIn, orderId: string): Promise<OwnOfOrder> {
  const [{ ordered, units, begin }, returns] = await Promise.all([
    openOrderForReturn(kit, signedIn, orderId),
    findOwnReturns(kit, signedIn, orderId, null),
  ]);
  const { order, shop, bits } = ordered;
  const mayType = (bits & RIGHTS.personal) !== 0;
  return {
    order: order.id,
    isByTikTok: order.fulfilled_by === "store",
    country: shop.store.marketplace,
    returns,
    units: units.map((unit) => ({
      id: unit.id,
      title: unit.title ?? "",
      variation: unit.variation,
      sellerSku: unit.seller_sku,
      can: unit.canReturn,
    })),
    can: {
      begin,
      typeDetails: mayType ? begin : { ok: false, because: { code: "right-missing", facts: { right: "personal" } } },
    },
  };
}
