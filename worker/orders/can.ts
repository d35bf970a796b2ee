/** What may be done with an order and with one of its units, and why not: one table by TikTok's word for the order, then what else stands in the
 *  way. Pure; the door of every act asks here again. TikTok: https://partner.tiktokshop.com/docv2/page/order-api-overview,
 *  …/fulfillment-api-overview, …/return-refund-and-cancel-api-overview. */
import type { StoreRow } from "../stores/table.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import { isActive, isBeforeDispatch, type LineState } from "./lines.ts";
import type { OrderRow } from "./table.ts";

export const ORDER_ACTS = [
  "ship",
  "track",
  "split",
  "combine",
  "cancel",
  "cancelSome",
  "answerCancel",
  "hold",
  "release",
  "editWarehouse",
] as const;
export type OrderAct = (typeof ORDER_ACTS)[number];
export type OrderCan = Record<OrderAct, Can>;

export interface ActFacts {
  order: Pick<OrderRow, "status" | "fulfilled_by" | "cancel_requested">;
  store: Pick<StoreRow, "state" | "marketplace" | "stock_managed">;
  /** The asking person's rights in the store. */
  bits: number;
  lines: LineState[];
  isHeld: boolean;
}

const YES = "";
type Why = string;
type Rule = Record<Exclude<OrderAct, "release">, Why>;

const none = (why: Why): Rule => ({
  ship: why,
  track: why,
  split: why,
  combine: why,
  cancel: why,
  cancelSome: why,
  answerCancel: why,
  hold: why,
  editWarehouse: why,
});

/** TikTok's word for the order → a code for what is not possible then. */
const RULES: Record<string, Rule> = {
  UNPAID: { ...none("order-unpaid"), cancel: YES, hold: YES, editWarehouse: YES },
  // In the buyer's first hour TikTok itself cancels when asked.
  ON_HOLD: { ...none("order-on-hold"), cancel: YES, hold: YES, editWarehouse: YES },
  AWAITING_SHIPMENT: { ...none(YES), track: "order-not-shipped" },
  PARTIALLY_SHIPPING: { ...none(YES), combine: "order-partly-shipped", cancel: "order-partly-shipped" },
  AWAITING_COLLECTION: { ...none("order-shipped"), track: YES, cancel: YES, answerCancel: YES },
  // A seller's own parcel is often under way before its number is found to be wrong; TikTok says how long it may be corrected.
  IN_TRANSIT: { ...none("order-shipped"), track: YES },
  DELIVERED: none("order-shipped"),
  COMPLETED: none("order-shipped"),
  CANCELLED: none("order-cancelled"),
  CANCEL: none("order-cancelled"),
};

/** Acts that ask TikTok for something. */
const AT_TIKTOK: readonly OrderAct[] = ["ship", "track", "split", "combine", "cancel", "cancelSome", "answerCancel"];
/** Where a part of an order may be cancelled, and only as out of stock: elsewhere TikTok answers 25005010. */
const PARTIAL_CANCEL_MARKETS: readonly string[] = ["US", "GB"];
/** Where what awaits its carrier may still be cancelled. */
const LATE_CANCEL_MARKETS: readonly string[] = ["US"];
/** Where shipping is how a buyer's wish to cancel is refused; elsewhere TikTok takes no parcel of such an order (21011007). */
const SHIPPING_REFUSES_MARKETS: readonly string[] = ["US"];

/** Where sellers of the country may not part units of one SKU (21011036): https://partner.tiktokshop.com/docv2/page/split-orders-202309. */
const WHOLE_SKU_MARKETS: readonly string[] = ["BR", "ID", "MX", "MY", "PH", "SG", "TH", "VN"];

export const keepsSkusTogether = ({ marketplace, seller_type }: Pick<StoreRow, "marketplace" | "seller_type">) =>
  WHOLE_SKU_MARKETS.includes(marketplace) && seller_type !== "CROSS_BORDER";

const may: Can = { ok: true };

export function canOf(facts: ActFacts): OrderCan {
  return Object.fromEntries(ORDER_ACTS.map((act) => [act, canDo(act, facts)])) as OrderCan;
}

export function canDo(act: OrderAct, facts: ActFacts): Can {
  const { order, store, bits } = facts;
  if ((bits & RIGHTS.fulfil) === 0) return cannot("right-missing", { right: "fulfil" });
  if (order.fulfilled_by === "store") return cannot("order-by-tiktok");
  if (act === "release") return facts.isHeld ? may : cannot("order-not-held");
  const rule = RULES[order.status];
  if (!rule) return cannot("order-status-unknown", { status: order.status });
  if (rule[act] !== YES) return cannot(rule[act], { status: order.status });
  if (AT_TIKTOK.includes(act) && store.state !== "connected") return cannot("store-disconnected");
  return ELSE[act]?.(facts) ?? may;
}

/** What the table cannot say: null where nothing stands in the way. */
const ELSE: Partial<Record<OrderAct, (facts: ActFacts) => Can | null>> = {
  ship: (facts) => whereAsked(facts, SHIPPING_REFUSES_MARKETS) ?? whereNoneOpen(facts),
  split: (facts) => whereAsked(facts) ?? whereNoneOpen(facts) ?? (unitsLeft(facts) < 2 ? cannot("order-one-unit") : null),
  combine: (facts) => whereAsked(facts) ?? whereNoneOpen(facts),
  cancel: ({ order, store }) =>
    order.status === "AWAITING_COLLECTION" && !LATE_CANCEL_MARKETS.includes(store.marketplace)
      ? cannot("order-shipped", { status: order.status })
      : null,
  cancelSome: (facts) => {
    const { marketplace } = facts.store;
    if (!PARTIAL_CANCEL_MARKETS.includes(marketplace)) return cannot("order-part-market", { marketplace });
    return whereNoneOpen(facts) ?? (facts.lines.filter(isActive).length < 2 ? cannot("order-one-unit") : null);
  },
  answerCancel: ({ order }) => (order.cancel_requested ? null : cannot("order-no-request")),
  hold: ({ isHeld }) => (isHeld ? cannot("order-held") : null),
  editWarehouse: (facts) =>
    facts.store.stock_managed ? (unitsLeft(facts) === 0 ? cannot("order-shipped") : null) : cannot("stock-elsewhere"),
};

const unitsLeft = ({ lines }: ActFacts) => lines.filter(isBeforeDispatch).length;

function whereAsked({ order, store }: ActFacts, but: readonly string[] = []): Can | null {
  return order.cancel_requested && !but.includes(store.marketplace) ? cannot("order-cancel-asked") : null;
}

/** Units whose cancellation is with TikTok are nobody's to pack. */
function whereNoneOpen({ lines }: ActFacts): Can | null {
  if (lines.includes("open")) return null;
  return lines.includes("cancel-pending") ? cannot("order-cancelling") : cannot("order-shipped");
}

export type LineAct = "ship" | "split" | "cancelSome" | "editWarehouse";

const LINE_WHY: Partial<Record<LineState, Why>> = {
  pending: "line-pending",
  "cancel-pending": "line-cancelling",
  dispatched: "line-shipped",
  "in-transit": "line-shipped",
  delivered: "line-shipped",
  completed: "line-shipped",
  cancelled: "line-cancelled",
};

/** One unit of an order of which `order` may be done. */
export function canDoLine(act: LineAct, state: LineState, order: OrderCan): Can {
  if (!order[act].ok) return order[act];
  const why = act === "editWarehouse" && isBeforeDispatch(state) ? undefined : LINE_WHY[state];
  return why === undefined ? may : cannot(why);
}
