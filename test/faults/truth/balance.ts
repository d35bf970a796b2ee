// What buyers see against the rule at rest, worked out once more: nothing has sold for a while, so a listing shows what its shelves have for it, less what
// its rule keeps back; where there are hardly more pieces than sellers they are divided, and then all of them together show no more than there is. No
// number was told twice, and none is on its way.
import type { Balance } from "../balance.ts";
import type { Store } from "../stores.ts";
import type { Seen } from "./seen.ts";

interface Row {
  sku_id: string;
  wanted: number;
  shown: number | null;
  sent: number | null;
  next: number | null;
  failed_words: string | null;
}

interface Rule {
  kind: "shared" | "percent" | "fixed" | "stop";
  amount: number | null;
  reserve: number;
  max: number | null;
  stop_at: number;
}

const USUAL: Rule = { kind: "shared", amount: null, reserve: 0, max: null, stop_at: 0 };

export function compareNumbers(world: Seen, stores: Store[], balance: Balance): string[] {
  const due = world.rows("SELECT * FROM balance_due").map((row) => `never thought over: ${JSON.stringify(row)}`);
  return [
    ...due,
    ...stores.flatMap((store) => compareStore(world, store)),
    ...compareTogether(world),
    ...findDoubled(world, balance),
    ...balance.strayed,
  ];
}

function compareStore(world: Seen, store: Store): string[] {
  if (world.rows("SELECT 1 FROM balance_store WHERE store_id = ?", store.id).length === 0) return [`store ${store.id} is not balanced`];
  const skus = world.rows<{ sku_id: string }>("SELECT DISTINCT sku_id FROM listing_part WHERE store_id = ?", store.id);
  return skus.flatMap(({ sku_id: sku }) => {
    const [row] = world.rows<Row>("SELECT * FROM balance_listing WHERE store_id = ? AND sku_id = ?", store.id, sku);
    const what = `listing ${sku} of ${store.id}`;
    if (!row) return [`${what} has no number`];
    const seen = seenByBuyers(world, store, sku);
    const rests = row.sent === null && row.next === null && row.failed_words === null;
    const allowed = atRest(world, store, sku);
    return [
      ...(rests ? [] : [`${what} is not at rest: ${JSON.stringify(row)}`]),
      ...(row.shown === seen ? [] : [`${what} is taken to show ${row.shown}, and shows ${seen}`]),
      ...(row.wanted === seen ? [] : [`${what} is to show ${row.wanted}, and shows ${seen}`]),
      ...((allowed.isShallow ? seen <= allowed.number : seen === allowed.number)
        ? []
        : [`${what} shows ${seen}, and its rule says ${allowed.number}`]),
    ];
  });
}

/** What can be bought of it from the seller's own warehouses. */
function seenByBuyers(world: Seen, store: Store, skuId: string): number {
  const own = world.shop
    .warehouses(store.shop.id)
    .filter(({ kind }) => kind === "SALES")
    .map(({ id }) => id);
  const sku = world.shop
    .products(store.shop.id)
    .flatMap(({ skus }) => skus)
    .find(({ id }) => id === skuId);
  return (sku?.stock ?? []).filter(({ warehouseId }) => own.includes(warehouseId)).reduce((sum, { available }) => sum + available, 0);
}

function freeOf(world: Seen, store: string, item: string): number {
  const [row] = world.rows<{ free: number }>(
    `SELECT IFNULL(SUM(MAX(0, l.on_hand - l.allocated)), 0) AS free FROM store_warehouse w JOIN warehouse h ON h.id = w.warehouse_id AND h.kind = 'merchant'
      JOIN stock_level l ON l.warehouse_id = w.warehouse_id AND l.item_id = ? WHERE w.store_id = ?`,
    item,
    store,
  );
  return row?.free ?? 0;
}

/** `isShallow`: hardly more pieces of something than sellers of it, so the number is the most there may be. */
function atRest(world: Seen, store: Store, sku: string): { number: number; isShallow: boolean } {
  const rules = world.rows<Rule & { sku_id: string }>("SELECT * FROM balance_rule WHERE store_id = ? AND sku_id IN ('', ?)", store.id, sku);
  const rule = rules.find(({ sku_id }) => sku_id !== "") ?? rules[0] ?? USUAL;
  if (rule.kind === "stop") return { number: 0, isShallow: false };
  const parts = world.rows<{ item_id: string; qty: number }>("SELECT * FROM listing_part WHERE store_id = ? AND sku_id = ?", store.id, sku);
  const units = Math.min(...parts.map(({ item_id, qty }) => Math.floor(freeOf(world, store.id, item_id) / qty)));
  const isShallow = parts.some(({ item_id }) => {
    const sellers = sellersOf(world, item_id);
    return sellers > 1 && freeOf(world, store.id, item_id) <= sellers;
  });
  const cap = rule.kind === "percent" ? Math.floor((units * (rule.amount ?? 0)) / 100) : rule.kind === "fixed" ? (rule.amount ?? 0) : units;
  const left = Math.min(Math.max(0, Math.min(units, cap) - rule.reserve), rule.max ?? Number.POSITIVE_INFINITY);
  return { number: left <= rule.stop_at ? 0 : left, isShallow };
}

/** Who is stopped sells none of it. */
function sellersOf(world: Seen, item: string): number {
  return world.rows(
    `SELECT p.store_id, p.sku_id FROM listing_part p JOIN balance_store b ON b.store_id = p.store_id WHERE p.item_id = ? AND IFNULL(
      (SELECT r.kind FROM balance_rule r WHERE r.store_id = p.store_id AND r.sku_id = p.sku_id),
      IFNULL((SELECT r.kind FROM balance_rule r WHERE r.store_id = p.store_id AND r.sku_id = ''), 'shared')) <> 'stop'`,
    item,
  ).length;
}

/** Divided, they together show no more than there is. */
function compareTogether(world: Seen): string[] {
  const items = world.rows<{ item_id: string; n: number; free: number; shown: number }>(
    `SELECT p.item_id, COUNT(*) AS n, SUM(b.shown * p.qty) AS shown,
        (SELECT SUM(MAX(0, l.on_hand - l.allocated)) FROM stock_level l JOIN warehouse w ON w.id = l.warehouse_id AND w.kind = 'merchant'
          WHERE l.item_id = p.item_id) AS free
      FROM balance_listing b JOIN listing_part p ON p.store_id = b.store_id AND p.sku_id = b.sku_id GROUP BY p.item_id`,
  );
  return items
    .filter(({ item_id, free, shown }) => free <= sellersOf(world, item_id) && shown > free)
    .map((row) => `more is shown than there is: ${JSON.stringify(row)}`);
}

/** Each request was written down as one push; a push that was cut off before it left made none. */
function findDoubled(world: Seen, balance: Balance): string[] {
  const pushes = new Map(
    world
      .rows<{ sku_id: string; n: number }>("SELECT sku_id, COUNT(*) AS n FROM balance_push GROUP BY sku_id")
      .map(({ sku_id, n }) => [sku_id, n]),
  );
  return [...balance.told]
    .filter(([sku, times]) => times > (pushes.get(sku) ?? 0))
    .map(([sku, times]) => `SKU ${sku} was told ${times} numbers, of which ${pushes.get(sku) ?? 0} were meant`);
}
