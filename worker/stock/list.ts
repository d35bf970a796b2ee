/** The stock page's questions: items in the order of their SKU with what stands of each in every warehouse, and of what is out of order those alone.
 *  Stock belongs to the whole organization: whoever may see any store sees it. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { ItemRow } from "../inventory/table.ts";
import { PAGE_ROWS } from "../team/pages.ts";
import { askAnywhere, type Can, cannot, mayAnywhere, type PersonAnywhere, RIGHTS, type Right, requireAnywhere } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { isShippingFrom, isStandingIn } from "./actions.ts";
import type { StockLevelRow, WarehouseRow } from "./table.ts";

type Figures = Pick<StockLevelRow, "warehouse_id" | "on_hand" | "allocated" | "unsellable" | "incoming">;
type Named = Pick<ItemRow, "id" | "sku" | "name">;

export interface StockRow extends Named {
  /** Pieces that orders wait for, wherever they will come from. */
  waiting: number;
  /** Warehouses in which something stood at one time. */
  levels: Figures[];
}

export interface StockCan {
  receive: Can;
  transfer: Can;
  count: Can;
  adjust: Can;
  scrap: Can;
}

export interface StockPage {
  rows: StockRow[];
  next: string | null;
  can: StockCan;
}

export const STOCK_VIEWS = ["all", "short", "below"] as const;
export type StockView = (typeof STOCK_VIEWS)[number];

/** Which items a page holds, and the word after which the next begins. Each reads one index in its order. */
const pagesOf: Record<StockView, (after: string) => SQL> = {
  all: (after) => sql`SELECT i.id, i.sku AS after FROM item i INDEXED BY item_on_shelves
    WHERE i.kind = 'standard' AND i.archived_at IS NULL AND i.sku > ${after} ORDER BY i.sku`,
  short: (after) => sql`SELECT s.item_id AS id, s.item_id AS after FROM stock_short s WHERE s.item_id > ${after} ORDER BY s.item_id`,
  below: (after) => sql`SELECT l.item_id AS id, l.item_id AS after FROM stock_level l INDEXED BY stock_level_below_zero
    WHERE l.on_hand < l.allocated AND l.item_id > ${after} GROUP BY l.item_id ORDER BY l.item_id`,
};

type LevelRow = Named & Partial<Figures> & { waiting: number; after: string };

export async function listStock(kit: Kit, signedIn: SignedIn, view: StockView, after: string): Promise<StockPage> {
  return readStock(kit, signedIn, pagesOf[view](after), PAGE_ROWS);
}

/** The items that `chosen` names as `id`, in its order. */
async function readStock(kit: Kit, signedIn: SignedIn, chosen: SQL, limit: number): Promise<StockPage> {
  const [people, rows] = await kit.db.batch<[PersonAnywhere, LevelRow]>([
    askAnywhere(signedIn),
    sql`WITH ${who(signedIn)} SELECT i.id, i.sku, i.name, p.after, IFNULL(s.units, 0) AS waiting,
        l.warehouse_id, l.on_hand, l.allocated, l.unsellable, l.incoming
      FROM (SELECT * FROM (${chosen}) WHERE ${mayAnywhere("read")} LIMIT ${limit + 1}) p
        CROSS JOIN item i ON i.id = p.id LEFT JOIN stock_short s ON s.item_id = p.id
        LEFT JOIN stock_level l INDEXED BY stock_level_by_item ON l.item_id = p.id`,
  ]);
  const { bits } = requireAnywhere(people);
  const byItem = [...Map.groupBy(rows, ({ id }) => id).values()];
  const shown = byItem.slice(0, limit);
  return { rows: shown.map(asRow), next: byItem.length > limit ? (shown.at(-1)?.[0]?.after ?? null) : null, can: whatMayBeDone(bits) };
}

function asRow(rows: LevelRow[]): StockRow {
  const [{ id, sku, name, waiting }] = rows as [LevelRow];
  const levels = rows.flatMap(({ warehouse_id, on_hand = 0, allocated = 0, unsellable = 0, incoming = 0 }) =>
    warehouse_id ? [{ warehouse_id, on_hand, allocated, unsellable, incoming }] : [],
  );
  return { id, sku, name, waiting, levels };
}

function whatMayBeDone(bits: number): StockCan {
  const asked = (right: Right): Can => ((bits & RIGHTS[right]) !== 0 ? { ok: true } : cannot("right-missing", { right }));
  const [move, decide] = [asked("fulfil"), asked("manage")];
  return { receive: move, transfer: move, count: decide, adjust: decide, scrap: decide };
}

export interface WarehouseListed extends Omit<WarehouseRow, "store_id"> {
  /** The store whose goods lie in it, for TikTok's own. */
  store: string | null;
  /** Stores that ship from it, of those the person sees. */
  ships: { id: string; name: string; is_fallback: number }[];
  can: { change: Can; archive: Can };
}

type ShipsRow = WarehouseListed["ships"][number] & { warehouse_id: string };

export async function listWarehouses(kit: Kit, signedIn: SignedIn): Promise<{ warehouses: WarehouseListed[]; can: { create: Can } }> {
  const bitsIn = sql`(who.all_bits | IFNULL((SELECT sr.bits FROM store_right sr WHERE sr.user_id = who.id AND sr.store_id = s.id), 0))`;
  const [people, rows, ships] = await kit.db.batch<
    [PersonAnywhere, WarehouseRow & { store: string | null; stands: number; used: number }, ShipsRow]
  >([
    askAnywhere(signedIn),
    sql`WITH ${who(signedIn)} SELECT w.*, s.name AS store, ${isStandingIn} AS stands, ${isShippingFrom} AS used
      FROM who CROSS JOIN warehouse w LEFT JOIN store s ON s.id = w.store_id AND ${bitsIn} & ${RIGHTS.read} WHERE ${mayAnywhere("read")}`,
    sql`WITH ${who(signedIn)} SELECT sw.warehouse_id, s.id, s.name, sw.is_fallback FROM who CROSS JOIN store_warehouse sw
      CROSS JOIN store s ON s.id = sw.store_id WHERE ${bitsIn} & ${RIGHTS.read}`,
  ]);
  const { person } = requireAnywhere(people);
  const admin: Can = person.role === "admin" ? { ok: true } : cannot("admin-only");
  const byName = (one: WarehouseRow, other: WarehouseRow) => one.name.localeCompare(other.name);
  return {
    warehouses: rows.sort(byName).map(({ store_id: _, stands, used, ...row }) => ({
      ...row,
      ships: ships.filter(({ warehouse_id }) => warehouse_id === row.id).map(({ warehouse_id: __, ...ship }) => ship),
      can: {
        change: row.kind === "fbt" ? cannot("warehouse-by-tiktok") : admin,
        archive: mayArchive(row, admin, stands === 1, used === 1),
      },
    })),
    can: { create: admin },
  };
}

function mayArchive(row: Pick<WarehouseRow, "kind" | "archived_at">, admin: Can, stands: boolean, used: boolean): Can {
  if (row.kind === "fbt") return cannot("warehouse-by-tiktok");
  if (!admin.ok || row.archived_at !== null) return admin;
  return stands ? cannot("warehouse-not-empty") : used ? cannot("warehouse-ships") : admin;
}
