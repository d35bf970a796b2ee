// Where each order should stand, worked out once more from TikTok's own words, and everything counted and indexed over orders counted and
// indexed again.

import { targetsOf } from "../../../simulator/orders/clock.ts";
import type { Line, Order } from "../../../simulator/orders/order.ts";
import type { Store } from "../stores.ts";
import { differ, differInMembers } from "./compare.ts";
import { asksForListing, isImported } from "./imports.ts";
import type { Seen } from "./seen.ts";
import { termsOf, tokensIn } from "./words.ts";

/** In the order the table counts them. */
const STAGES = [
  "unpaid",
  "on_hold",
  "in_review",
  "held",
  "ready_to_ship",
  "partially_shipped",
  "shipped",
  "delivered",
  "completed",
  "cancelled",
];

const RANKS: Record<Line["status"], number | null> = {
  UNPAID: 0,
  AWAITING_SHIPMENT: 1,
  AWAITING_COLLECTION: 2,
  IN_TRANSIT: 3,
  DELIVERED: 4,
  COMPLETED: 5,
  CANCELLED: null,
};

const TURN_WITHOUT_DEADLINE = 9_000_000_000;

function expectedStage(order: Order, speaksAgainst: boolean): { stage: string; due: number | null } {
  const ranks = order.lines.map((line) => RANKS[line.status]).filter((rank) => rank !== null);
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  const stage = stageOf(order, ranks.length, least, most, speaksAgainst);
  const targets = targetsOf(order);
  if (order.fbt || !targets) return { stage, due: null };
  const index = STAGES.indexOf(stage);
  if (index >= STAGES.indexOf("on_hold") && index <= STAGES.indexOf("partially_shipped")) return { stage, due: targets.shipBy };
  return { stage, due: stage === "shipped" && least === 2 ? targets.collectBy : null };
}

/** `speaksAgainst`: a listing that is not mapped, or stock that is not there. */
function stageOf(order: Order, wanted: number, least: number, most: number, speaksAgainst: boolean): string {
  if (wanted === 0 || order.status === "CANCELLED") return "cancelled";
  if (order.fbt && speaksAgainst) return "in_review";
  if (least === 5) return "completed";
  if (least === 4) return "delivered";
  if (order.fbt && order.status !== "UNPAID" && order.status !== "ON_HOLD") return "shipped";
  if (least >= 2) return "shipped";
  if (most >= 2) return "partially_shipped";
  if (order.status === "UNPAID") return "unpaid";
  if (order.status === "ON_HOLD") return "on_hold";
  return order.asksCancel || speaksAgainst ? "in_review" : "ready_to_ship";
}

/** Where stock is managed here: units without a listing's parts, or parts without a place. */
function lacksSomething(world: Seen, store: Store, order: Order): boolean {
  if (order.fbt) return isImported(world, store, order) && asksForListing(world, store, order);
  if (world.rows("SELECT 1 FROM store WHERE id = ? AND stock_managed = 1", store.id).length === 0) return false;
  const isMapped = (sku: string) => world.rows("SELECT 1 FROM listing_map WHERE store_id = ? AND sku_id = ?", store.id, sku).length > 0;
  const open = order.lines.filter((line) => line.status !== "CANCELLED");
  if (open.some((line) => !isMapped(line.skuId))) return true;
  return world.rows("SELECT 1 FROM allocation WHERE order_id = ? AND state = 'short'", order.id).length > 0;
}

export function compareStages(world: Seen, store: Store): string[] {
  const found: string[] = [];
  const counts = Object.fromEntries(STAGES.map((stage) => [stage, 0]));
  for (const order of world.shop.orders(store.shop.id)) {
    const { stage, due } = expectedStage(order, lacksSomething(world, store, order));
    counts[stage] = (counts[stage] ?? 0) + 1;
    const [row] = world.rows("SELECT stage, due_time, turn FROM orders WHERE create_time = ? AND id = ?", order.createTime, order.id);
    const turn = due ?? TURN_WITHOUT_DEADLINE - order.createTime;
    found.push(...differ(`stage of ${order.id} (${order.status})`, row, { stage: STAGES.indexOf(stage), due_time: due, turn }));
  }
  const [counted] = world.rows("SELECT * FROM order_count WHERE store_id = ?", store.id);
  // A store that has not sold anything yet has no row.
  if (!counted && world.shop.orders(store.shop.id).length === 0) return found;
  return [...found, ...differ(`counts of ${store.shop.name}`, counted, counts)];
}

/** Every order is found by its present ids, numbers and names, and by no former ones. */
export function compareOrderSearch(world: Seen, stores: Store[]): string[] {
  const held = termsOf(world, "order_search");
  const orders = stores.flatMap((store) => world.shop.orders(store.shop.id).map((order) => ({ store, order })));
  const places = world.rows<{ row: string; order_id: string }>("SELECT CAST(rowid AS TEXT) AS row, order_id FROM order_search");
  const found = differInMembers(
    "order_search",
    places.map((one) => one.order_id),
    orders.map(({ order }) => order.id),
  );
  for (const { store, order } of orders) {
    const row = places.find((one) => one.order_id === order.id)?.row ?? "";
    const parcels = world.shop.packages(order.id);
    const words = [order.id, world.shop.buyers.find((buyer) => buyer.id === order.buyerId)?.nickname ?? ""];
    for (const parcel of parcels) words.push(parcel.id, parcel.trackingNumber);
    for (const line of order.lines) words.push(line.sellerSku, line.skuId, line.productName, line.skuName);
    const expected = new Set([...tokensIn(words.join(" ")), `zzbuyer${order.buyerId}`, `zz${store.id.replace(/[^a-z0-9]/g, "")}`]);
    found.push(...differInMembers(`search words of ${order.id}`, [...(held.get(row) ?? [])], [...expected]));
  }
  return found;
}
