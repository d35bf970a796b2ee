/** The stock page's questions: items in the order of their SKU with what stands of each in every warehouse, and of what is out of order those alone.
 *  Stock belongs to the whole organization: whoever may see any store sees it. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { ItemRow } from "../inventory/table.ts";
import { matchParts } from "../inventory/words.ts";
import { PAGE_ROWS } from "../team/pages.ts";
import {
  askAnywhere,
  type Can,
  cannot,
  mayReadAnywhere,
  type PersonAnywhere,
  RIGHTS,
  type Right,
  requireAnywhere,
} from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { MARKETPLACES } from "../tiktok/authorization.ts";
import { isShippingFrom, isStandingIn } from "./actions.ts";
import type { StockLevelRow, WarehouseRow } from "./table.ts";
import { ADJUST_REASONS, type AdjustReason, wayOf } from "./warehouse.ts";

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
  /** Why a number may be changed, and which way each reason goes. */
  reasons: { code: AdjustReason; way: 1 | -1 | 0 }[];
}

export const STOCK_VIEWS = ["all", "short", "below"] as const;
export type StockView = (typeof STOCK_VIEWS)[number];

/** Which items a page holds, and the word after which the next begins. Each reads one index in its order. What TikTok sells from its own warehouse
 *  goes below zero, for nobody counts here what it took in: that is no fault. */
const pagesOf: Record<StockView, (after: string) => SQL> = {
  all: (after) => sql`SELECT i.id, i.sku AS after FROM item i INDEXED BY item_on_shelves
    WHERE i.kind = 'standard' AND i.archived_at IS NULL AND i.sku > ${after} ORDER BY i.sku`,
  short: (after) => sql`SELECT s.item_id AS id, s.item_id AS after FROM stock_short s WHERE s.item_id > ${after} ORDER BY s.item_id`,
  below: (after) => sql`SELECT l.item_id AS id, l.item_id AS after FROM stock_level l INDEXED BY stock_level_below_zero
    WHERE l.on_hand < l.allocated AND l.item_id > ${after} AND (SELECT w.kind FROM warehouse w WHERE w.id = l.warehouse_id) = 'merchant'
    GROUP BY l.item_id ORDER BY l.item_id`,
};

type LevelRow = Named & Partial<Figures> & { waiting: number; after: string };

/** What a search finds is sorted out from so many: kits and what was archived have no shelf. */
const FOUND_ITEMS_MAX = 4 * PAGE_ROWS;
/** After every SKU that begins with a text. */
const LAST_CHARACTER = "\u{10ffff}";

/** Words of three letters and more are looked up wherever they stand; of shorter ones only the beginning of a SKU. */
function found(text: string): SQL {
  const match = matchParts(text);
  if (match)
    return sql`SELECT i.id, i.sku AS after FROM (SELECT item_id FROM item_search WHERE item_search MATCH ${match} ORDER BY rowid DESC
        LIMIT ${FOUND_ITEMS_MAX}) f CROSS JOIN item i ON i.id = f.item_id WHERE i.kind = 'standard' AND i.archived_at IS NULL`;
  return sql`SELECT i.id, i.sku AS after FROM item i INDEXED BY item_on_shelves
    WHERE i.kind = 'standard' AND i.archived_at IS NULL AND i.sku >= ${text} AND i.sku < ${text + LAST_CHARACTER} ORDER BY i.sku`;
}

export interface StockQuestion {
  view: StockView;
  /** A search looks at all items, and has one page. */
  q: string;
  after: string;
}

export async function listStock(kit: Kit, signedIn: SignedIn, { view, q, after }: StockQuestion): Promise<StockPage> {
  const text = q.trim();
  if (text === "") return readStock(kit, signedIn, pagesOf[view](after), PAGE_ROWS);
  return { ...(await readStock(kit, signedIn, found(text), PAGE_ROWS)), next: null };
}

/** The items that `chosen` names as `id`, in its order. */
async function readStock(kit: Kit, signedIn: SignedIn, chosen: SQL, limit: number): Promise<StockPage> {
  const [people, rows] = await kit.db.batch<[PersonAnywhere, LevelRow]>([
    askAnywhere(signedIn),
    sql`WITH ${who(signedIn)} SELECT i.id, i.sku, i.name, p.after, IFNULL(s.units, 0) AS waiting,
        l.warehouse_id, l.on_hand, l.allocated, l.unsellable, l.incoming
      FROM (SELECT * FROM (${chosen}) WHERE ${mayReadAnywhere} LIMIT ${limit + 1}) p
        CROSS JOIN item i ON i.id = p.id LEFT JOIN stock_short s ON s.item_id = p.id
        LEFT JOIN stock_level l INDEXED BY stock_level_by_item ON l.item_id = p.id`,
  ]);
  const { bits } = requireAnywhere(people);
  const byItem = [...Map.groupBy(rows, ({ id }) => id).values()];
  const shown = byItem.slice(0, limit);
  return {
    rows: shown.map(asRow),
    next: byItem.length > limit ? (shown.at(-1)?.[0]?.after ?? null) : null,
    can: whatMayBeDone(bits),
    reasons: REASONS,
  };
}

const REASONS = ADJUST_REASONS.map((code) => ({ code, way: wayOf(code) }));

function asRow(rows: LevelRow[]): StockRow {
  const [{ id, sku, name, waiting }] = rows as [LevelRow];
  const levels = rows.flatMap(({ warehouse_id, on_hand = 0, allocated = 0, unsellable = 0, incoming = 0 }) =>
    warehouse_id ? [{ warehouse_id, on_hand, allocated, unsellable, incoming }] : [],
  );
  return { id, sku, name, waiting, levels };
}

function whatMayBeDone(bits: number): StockCan {
  const asked = (right: Right): Can => ((bits & RIGHTS[right]) !== 0 ? { ok: true } : cannot("right-missing-anywhere", { right }));
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

export interface WarehousesPage {
  warehouses: WarehouseListed[];
  /** Where one may stand, as ISO 3166-1 names it: TikTok's marketplaces, and where cross-border sellers ship from. */
  countries: string[];
  can: { create: Can };
}

const COUNTRIES = [...new Set([...MARKETPLACES.map(({ code }) => code), "CN", "HK"])];

type ShipsRow = WarehouseListed["ships"][number] & { warehouse_id: string };

export async function listWarehouses(kit: Kit, signedIn: SignedIn): Promise<WarehousesPage> {
  const bitsIn = sql`(who.all_bits | IFNULL((SELECT sr.bits FROM store_right sr WHERE sr.user_id = who.id AND sr.store_id = s.id), 0))`;
  const [people, rows, ships] = await kit.db.batch<
    [PersonAnywhere, WarehouseRow & { store: string | null; stands: number; used: number }, ShipsRow]
  >([
    askAnywhere(signedIn),
    sql`WITH ${who(signedIn)} SELECT w.*, s.name AS store, ${isStandingIn} AS stands, ${isShippingFrom} AS used
      FROM who CROSS JOIN warehouse w LEFT JOIN store s ON s.id = w.store_id AND ${bitsIn} & ${RIGHTS.read} WHERE ${mayReadAnywhere}`,
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
    countries: COUNTRIES,
    can: { create: admin },
  };
}

function mayArchive(row: Pick<WarehouseRow, "kind" | "archived_at">, admin: Can, stands: boolean, used: boolean): Can {
  if (row.kind === "fbt") return cannot("warehouse-by-tiktok");
  if (!admin.ok || row.archived_at !== null) return admin;
  return stands ? cannot("warehouse-not-empty") : used ? cannot("warehouse-ships") : admin;
}
