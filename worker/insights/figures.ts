/** What one order adds to which days: the definitions of every number in sales, fulfilment and returns. Pure; an order counts the same however
 *  often and in whatever order its news came. Days are the store's own. Definitions of TikTok's rates:
 *  https://seller-us.tiktok.com/university ("Shop performance: late dispatch, seller-fault cancellation, valid tracking"). */
import { localDate } from "../stores/calendar.ts";

interface FactLine {
  id: string;
  sku: string;
  status: string;
  package: string | null;
  price: number;
  seller: number | null;
  platform: number | null;
  gift: number;
  rts: number | null;
  cancelBy: string | null;
}

interface FactCase {
  id: string;
  kind: "cancellation" | "return";
  type: string;
  status: string;
  update: number;
  currency: string | null;
  total: number | null;
  subtotal: number | null;
  shipping: number | null;
  tax: number | null;
  keeps: number;
  fault: number;
  lines: { id: string; sku: string; refund: number | null }[];
}

/** As the view order_facts says it. Times in epoch seconds, money in smallest units. */
export interface OrderFigureFacts {
  create: number;
  status: string;
  by: "merchant" | "store";
  shipping: string | null;
  sample: number;
  currency: string;
  paid: number | null;
  shippingFee: number | null;
  tax: number | null;
  rts: number | null;
  collected: number | null;
  delivered: number | null;
  cancelled: number | null;
  cancelBy: string | null;
  shipBy: number | null;
  collectBy: number | null;
  deliverBy: number | null;
  lines: FactLine[];
  packages: { id: string; provider: string | null; number: string | null }[];
  cases: FactCase[];
}

export type Figures = Record<string, number>;
export interface Counted {
  /** By "day|currency". */
  days: Map<string, Figures>;
  /** By "day|sku|currency". */
  skus: Map<string, Figures>;
  /** "day|provider|hours". */
  transit: string | null;
}

const GONE = ["CANCELLED", "CANCEL"];
const ARRIVED = ["DELIVERED", "COMPLETED"];
const SCANNED = ["IN_TRANSIT", ...ARRIVED];
/** Delivery times are kept in steps, so that a month of many parcels is a few hundred rows: an order is counted under the end of its step. */
export const TRANSIT_STEP_HOURS = 6;
const TRANSIT_STEP_SECONDS = TRANSIT_STEP_HOURS * 3_600;
/** Slower parcels than two months are counted as that. */
const TRANSIT_HOURS_MAX = 1_440;
const NO_PROVIDER = "";

/** TikTok has paid the buyer back. */
const PAID_BACK = ["RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_REFUND_SUCCESS"];
const TAKEN_BACK = ["CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_COMPLETE"];

const isGone = (line: FactLine) => GONE.includes(line.status);
/** Price after the seller's discount: what TikTok adds of its own is the seller's as well. */
const soldFor = (line: FactLine) => line.price + (line.platform ?? 0);
const listPrice = (line: FactLine) => soldFor(line) + (line.seller ?? 0);

/** `zone` "" counts nothing. */
export function countOrder(facts: OrderFigureFacts | null, zone: string): Counted {
  const counted: Counted = { days: new Map(), skus: new Map(), transit: null };
  if (!facts || zone === "") return counted;
  const dayOf = (time: number) => localDate(time, zone);
  const add = (time: number | null, figures: Figures, currency = facts.currency) => {
    if (time !== null) addTo(counted.days, `${dayOf(time)}|${currency}`, figures);
  };
  const addSku = (time: number, sku: string, figures: Figures, currency = facts.currency) =>
    addTo(counted.skus, `${dayOf(time)}|${sku}|${currency}`, figures);
  countPaid(facts, add, addSku);
  countMoneyBack(facts, add, addSku);
  countPunctuality(facts, add);
  countDelivered(facts, add, addSku);
  if (facts.sample === 0 && facts.delivered !== null && facts.paid !== null) {
    const steps = Math.max(0, Math.floor((facts.delivered - facts.paid) / TRANSIT_STEP_SECONDS)) + 1;
    const hours = Math.min(TRANSIT_HOURS_MAX, steps * TRANSIT_STEP_HOURS);
    counted.transit = `${dayOf(facts.delivered)}|${(facts.packages[0]?.provider ?? NO_PROVIDER).replaceAll("|", "/")}|${hours}`;
  }
  return counted;
}

type Add = (time: number | null, figures: Figures, currency?: string) => void;
type AddSku = (time: number, sku: string, figures: Figures, currency?: string) => void;

function addTo(into: Map<string, Figures>, key: string, figures: Figures): void {
  const held = into.get(key) ?? {};
  for (const [name, value] of Object.entries(figures)) held[name] = (held[name] ?? 0) + value;
  into.set(key, held);
}

/** By the day of payment. Gifts are counted and worth nothing. */
function countPaid(facts: OrderFigureFacts, add: Add, addSku: AddSku): void {
  if (facts.paid === null) return;
  const sold = facts.lines.filter((line) => !line.gift);
  const kept = sold.filter((line) => !isGone(line));
  const gone = sold.filter(isGone);
  const sum = (lines: FactLine[], of: (line: FactLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const by = (who: string) => gone.filter((line) => whoCancelled(facts, line) === who).length;
  const stands = facts.lines.some((line) => !isGone(line));
  add(facts.paid, {
    paid: 1,
    standing: Number(stands),
    units: sold.length,
    gifts: facts.lines.length - sold.length,
    gmv: sum(sold, listPrice),
    sold: sum(kept, soldFor),
    platform: sum(kept, (line) => line.platform ?? 0),
    shipping: stands ? (facts.shippingFee ?? 0) : 0,
    tax: stands ? (facts.tax ?? 0) : 0,
    cancelled_buyer: by("buyer"),
    cancelled_seller: by("seller"),
    cancelled_tiktok: by("tiktok"),
  });
  for (const line of sold) {
    const isKept = !isGone(line);
    addSku(facts.paid, line.sku, { units: 1, gmv: listPrice(line), sold: isKept ? soldFor(line) : 0, cancelled: Number(!isKept) });
  }
}

/** SYSTEM and OPERATOR are TikTok's own clock and its people. */
function whoCancelled(facts: OrderFigureFacts, line: FactLine): "buyer" | "seller" | "tiktok" {
  const who = line.cancelBy ?? facts.cancelBy;
  return who === "BUYER" ? "buyer" : who === "SELLER" ? "seller" : "tiktok";
}

/** By the day TikTok closed the case. What a cancelled unit cost was never sold, so its refund takes nothing off the sales. */
function countMoneyBack(facts: OrderFigureFacts, add: Add, addSku: AddSku): void {
  for (const one of facts.cases) {
    const currency = one.currency ?? facts.currency;
    if (one.kind === "cancellation") {
      if (TAKEN_BACK.includes(one.status) && facts.paid !== null) add(one.update, { refund_cancelled: one.total ?? 0 }, currency);
      continue;
    }
    const total = one.total ?? 0;
    if (!PAID_BACK.includes(one.status) || total === 0) continue;
    const goods = one.subtotal ?? total - (one.shipping ?? 0) - (one.tax ?? 0);
    const isKept = one.keeps === 1 || one.type === "REFUND";
    add(
      one.update,
      { refunds: 1, refund_goods: goods, refund_shipping: one.shipping ?? 0, refund_tax: one.tax ?? 0, refund_kept: isKept ? total : 0 },
      currency,
    );
    shareOut(goods, one.lines).forEach((share, at) => {
      addSku(one.update, one.lines[at]?.sku ?? "", { refunded: share }, currency);
    });
  }
}

/** The goods' money over the units, by what TikTok says of each; to the last cent. */
function shareOut(goods: number, lines: FactCase["lines"]): number[] {
  const weights = lines.map(({ refund }) => refund ?? 0);
  const all = weights.reduce((total, one) => total + one, 0);
  let left = goods;
  return lines.map((_, at) => {
    const share = at === lines.length - 1 ? left : Math.round(all === 0 ? goods / lines.length : (goods * (weights[at] ?? 0)) / all);
    left -= share;
    return share;
  });
}

/** TikTok's rates: of what sellers ship themselves, samples apart. Late is what was due and not on time, so that no number depends on the hour
 *  it is asked at. */
function countPunctuality(facts: OrderFigureFacts, add: Add): void {
  const kept = facts.lines.filter((line) => !isGone(line));
  const arrived = kept.length > 0 && facts.delivered !== null;
  if (kept.length > 0 && facts.deliverBy !== null)
    add(facts.deliverBy, { due_deliver: 1, on_time_deliver: Number(arrived && (facts.delivered ?? 0) <= facts.deliverBy) });
  if (facts.by === "store") return;
  add(facts.create, { placed: 1, faults: Number(facts.cases.some(({ fault }) => fault === 1)) });
  const left = leftAt(facts, kept);
  if (facts.shipBy !== null && !wasGoneBefore(facts, kept, facts.shipBy))
    add(facts.shipBy, { due_ship: 1, on_time_ship: Number(left !== null && left <= facts.shipBy) });
  if (left !== null) add(left, { dispatched: 1, dispatched_late: Number(facts.shipBy !== null && left > facts.shipBy) });
  if (facts.collectBy !== null && !wasGoneBefore(facts, kept, facts.collectBy)) {
    const isOnTime = facts.collected !== null && facts.collected <= facts.collectBy;
    add(facts.collectBy, { due_collect: 1, on_time_collect: Number(isOnTime) });
  }
  if (facts.shipping === "SELLER") countParcels(facts, kept, add);
}

/** When the last unit that is still wanted left; null while one waits. */
function leftAt(facts: OrderFigureFacts, kept: FactLine[]): number | null {
  const times = kept.map((line) => line.rts ?? facts.rts);
  return times.length === 0 || times.some((time) => time === null) ? null : Math.max(...times.map((time) => time ?? 0));
}

const wasGoneBefore = (facts: OrderFigureFacts, kept: FactLine[], deadline: number) =>
  kept.length === 0 && (facts.cancelled === null || facts.cancelled < deadline);

/** A parcel the seller sent by an own carrier is valid once that carrier has scanned it. */
function countParcels(facts: OrderFigureFacts, kept: FactLine[], add: Add): void {
  for (const parcel of facts.packages) {
    const lines = kept.filter((line) => line.package === parcel.id);
    const left = leftAt(facts, lines);
    if (left !== null) add(left, { parcels: 1, parcels_scanned: Number(lines.some(({ status }) => SCANNED.includes(status))) });
  }
}

/** By the day of delivery, returns too: a return rate that does not fall because more is sold. */
function countDelivered(facts: OrderFigureFacts, add: Add, addSku: AddSku): void {
  if (facts.delivered === null) return;
  const units = facts.lines.filter((line) => !line.gift && ARRIVED.includes(line.status));
  const asked = new Set(facts.cases.filter(({ kind }) => kind === "return").flatMap((one) => one.lines.map(({ id }) => id)));
  const back = units.filter(({ id }) => asked.has(id));
  add(facts.delivered, {
    delivered: Number(units.length > 0),
    delivered_units: units.length,
    returned_orders: Number(back.length > 0),
    returned_units: back.length,
  });
  for (const line of units) addSku(facts.delivered, line.sku, { delivered: 1, returned: Number(asked.has(line.id)) });
}
