// A hundred days of orders, each lived through with the same acts a test would use, at moments in the past. Refuses shortcuts: a seeded
// order cannot be in a state that TikTok's rules would not lead to.
import { addBuyer, type Buyer } from "../buyers/buyer.ts";
import { type Product, productsOf } from "../catalogue/product.ts";
import type { Chance } from "../core/chance.ts";
import { at, type Core } from "../core/core.ts";
import { cancelByBuyer, cancelBySeller, cancelBySystem, endRequest, grantCancel, requestCancel } from "../orders/cancel.ts";
import { complete, deliver, endHold, pay, scan } from "../orders/moves.ts";
import type { Order } from "../orders/order.ts";
import { type PlaceOrder, placeOrder } from "../orders/place.ts";
import { ship } from "../orders/ship.ts";
import type { Shop } from "../sellers/account.ts";
import { regionOf } from "../sellers/regions.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const HISTORY_DAYS = 100;
/** Above one: the nearer to now, the more orders. */
const LEANING = 1.5;

export interface Share {
  shop: Shop;
  orders: number;
  /** Part of the orders that TikTok fulfils. */
  fbt: number;
}

interface Life {
  core: Core;
  chance: Chance;
  shop: Shop;
  order: Order;
  /** The end of history. */
  end: number;
}

const between = (chance: Chance, from: number, to: number) => from + chance.number() * (to - from);

/** Does the act at its moment; false when that has not come yet. */
function live(life: Life, moment: number, act: (core: Core) => unknown): boolean {
  if (moment > life.end) return false;
  act(at(life.core, Math.floor(moment)));
  return true;
}

const NOTES: Record<string, readonly string[]> = {
  US: ["Please leave at the back door", "It's a gift, no receipt please", "Ring twice"],
  GB: ["Please leave in the porch", "Gift for my mum", "Safe place: the shed"],
  DE: ["Bitte beim Nachbarn abgeben", "Ist ein Geschenk"],
  TH: ["โทรก่อนส่งนะคะ", "ฝากไว้ที่ป้อมยามได้ค่ะ"],
};

function drawPurchase(chance: Chance, share: Share, products: readonly Product[], buyer: Buyer): PlaceOrder {
  const kinds = chance.hits(0.72) ? 1 : chance.hits(0.75) ? 2 : 3;
  const lines = Array.from({ length: kinds }, () => ({
    skuId: chance.pick(chance.pick(products).skus).id,
    quantity: chance.hits(0.82) ? 1 : 2 + chance.below(3),
  }));
  return {
    shopId: share.shop.id,
    buyerId: buyer.id,
    lines,
    fbt: chance.hits(share.fbt),
    gift: chance.hits(0.04),
    sample: chance.hits(0.025),
    cod: share.shop.region === "TH" && chance.hits(0.3),
    message: chance.hits(0.07) ? chance.pick(NOTES[share.shop.region] ?? [""]) : "",
  };
}

/** Paid or left: an order nobody pays is cancelled by TikTok after two days. */
function livePayment(life: Life, placedAt: number): number | null {
  const { chance, order } = life;
  if (chance.hits(0.05)) {
    live(life, placedAt + 2 * DAY, (core) => cancelBySystem(core, order.id, "system_cancel_unpaid_time_out"));
    return null;
  }
  const paidAt = placedAt + 0.2 * MINUTE + 25 * MINUTE * chance.number() ** 6;
  if (!live(life, paidAt, (core) => pay(core, order.id))) return null;
  if (!regionOf(life.shop.region).holds) return paidAt;
  if (chance.hits(0.03) && live(life, paidAt + between(chance, 4 * MINUTE, 50 * MINUTE), (core) => cancelByBuyer(core, order.id)))
    return null;
  const freeAt = Math.floor(paidAt / 1000) * 1000 + HOUR;
  return live(life, freeAt, (core) => endHold(core, order.id)) ? freeAt : null;
}

/** Second thoughts after the hour; null when the order has ended or waits for an answer. */
function liveDoubts(life: Life, freeAt: number): number | null {
  const { chance, order } = life;
  if (chance.hits(0.018) && !order.fbt) {
    live(life, freeAt + between(chance, HOUR, 9 * HOUR), (core) => cancelBySeller(core, order.id));
    return null;
  }
  if (chance.hits(0.005) && !order.fbt) {
    live(life, order.paidTime * 1000 + 5 * DAY, (core) => cancelBySystem(core, order.id, "system_cancel_order_reason_shipping_timeout"));
    return null;
  }
  if (!chance.hits(0.05)) return freeAt;
  const askedAt = freeAt + between(chance, 10 * MINUTE, 3 * HOUR);
  if (!live(life, askedAt, (core) => requestCancel(core, order.id))) return null;
  const isGranted = chance.hits(0.6);
  const answeredAt = askedAt + between(chance, 2 * HOUR, 20 * HOUR);
  const answered = live(life, answeredAt, (core) => (isGranted ? grantCancel(core, order.id) : endRequest(core, order.id)));
  return answered && !isGranted ? answeredAt : null;
}

function liveJourney(life: Life, readyAt: number): void {
  const { chance, order } = life;
  const shippedAt = readyAt + between(chance, 3 * HOUR, 38 * HOUR);
  const splits = order.lines.length > 1 && !order.fbt && regionOf(life.shop.region).marksShipped && chance.hits(0.35);
  const first = order.lines[0]?.id ?? "";
  if (!live(life, shippedAt, (core) => ship(core, order.id, splits ? { lineIds: [first] } : {}))) return;
  const restAt = shippedAt + between(chance, 6 * HOUR, 54 * HOUR);
  if (splits && !live(life, restAt, (core) => ship(core, order.id))) return;
  const leftAt = (splits ? restAt : shippedAt) + between(chance, 2 * HOUR, 20 * HOUR);
  if (!live(life, leftAt, (core) => scan(core, order.id))) return;
  const arrivedAt = leftAt + between(chance, 1.2 * DAY, 5 * DAY);
  if (!live(life, arrivedAt, (core) => deliver(core, order.id))) return;
  live(life, Math.floor(arrivedAt / 1000) * 1000 + 14 * DAY, (core) => complete(core, order.id));
}

function liveOrder(core: Core, share: Share, products: readonly Product[], buyer: Buyer, placedAt: number, end: number): Order {
  const chance = core.chance("seed");
  const order = placeOrder(at(core, placedAt), drawPurchase(chance, share, products, buyer));
  const life = { core, chance, shop: share.shop, order, end };
  const freeAt = livePayment(life, placedAt);
  const readyAt = freeAt === null ? null : liveDoubts(life, freeAt);
  if (readyAt !== null) liveJourney(life, readyAt);
  return order;
}

/** A few in every shop are so fresh that they still rest. */
const FRESH_ORDERS = 3;
const ASKING_ORDERS = 2;

/** When the share's orders are placed: over a hundred days, and a few within the last hour. */
function drawMoments(chance: Chance, share: Share, end: number): number[] {
  const long = Array.from({ length: share.orders - FRESH_ORDERS }, () => end - 5_000 - HISTORY_DAYS * DAY * chance.number() ** LEANING);
  return [...long, ...Array.from({ length: FRESH_ORDERS }, () => end - between(chance, 2 * MINUTE, 45 * MINUTE))];
}

/** The newest merchant orders that wait: their buyers have just asked to cancel. */
function askToCancel(core: Core, shop: Shop): void {
  const waiting = core
    .orders(shop.id)
    .sorted("updateTime", "AWAITING_SHIPMENT")
    .filter((order) => !order.fbt && !order.asksCancel);
  for (const order of waiting.slice(-ASKING_ORDERS)) requestCancel(core, order.id);
}

/** Lives through every order, oldest first, so that ids grow with time. */
export function seedHistory(core: Core, shares: readonly Share[]): void {
  const chance = core.chance("seed");
  const end = core.now();
  const moments = shares.flatMap((share) => drawMoments(chance, share, end).map((moment) => ({ share, placedAt: Math.floor(moment) })));
  moments.sort((a, b) => a.placedAt - b.placedAt);
  const known = new Map<string, Buyer[]>();
  const shelves = new Map(shares.map((share) => [share.shop.id, productsOf(core, share.shop.id)]));
  for (const { share, placedAt } of moments) {
    const buyers = known.get(share.shop.id) ?? [];
    known.set(share.shop.id, buyers);
    const returning = buyers.length > 0 && chance.hits(0.22);
    const buyer = returning ? chance.pick(buyers) : addBuyer(core, { region: share.shop.region });
    if (!returning) buyers.push(buyer);
    liveOrder(core, share, shelves.get(share.shop.id) ?? [], buyer, placedAt, end);
  }
  for (const { shop } of shares) askToCancel(core, shop);
}
