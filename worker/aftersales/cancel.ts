/** Cancelling as the seller, the whole order or some of its units. TikTok takes a part back for want of stock alone (25005010 otherwise), so for a
 *  part there is one reason and no choice: here, in the form and in the table. https://partner.tiktokshop.com/docv2/page/cancel-order-202309. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { canDoLine } from "../orders/can.ts";
import { isActive } from "../orders/lines.ts";
import { restage } from "../orders/stage.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { Asker, SignedIn } from "../team/session.ts";
import { calculateRefund, cancelOrder } from "../tiktok/aftersale-acts.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { toMinorOrNull } from "../tiktok/money.ts";
import { type Acted, act, recallAct } from "./acts.ts";
import { insist, type Ordered, openOrdered } from "./ordered.ts";
import { type RateShown, rateAfter, readRate } from "./rate.ts";
import { type CancelReason, cancelReasons } from "./reasons.ts";

/** TikTok refuses more (25005011) and names no number; the simulator's is this too. */
const UNITS_MAX = 100;
export const CLICK = z.string().min(8).max(80);

export const cancelWish = z
  .object({
    /** The click's own id. */
    id: CLICK,
    /** Null: the whole order. */
    units: z.array(z.string().max(30)).min(1).max(UNITS_MAX).nullable(),
    reason: z.string().min(1).max(120),
    /** False: done here alone. TikTok goes on with the order. */
    tell: z.boolean(),
  })
  .strict();
export type CancelWish = z.infer<typeof cancelWish>;

export interface CancelChoices {
  order: string;
  currency: string;
  units: { id: string; title: string; variation: string | null; sellerSku: string | null; priceMinor: number; can: Can }[];
  whole: Can;
  part: Can;
  /** Not telling TikTok. */
  untold: Can;
  reasons: { whole: CancelReason[]; part: CancelReason[] };
  rate: RateShown;
}

/** What the dialog offers: the browser holds no rule. */
export async function offerCancel(kit: Kit, signedIn: SignedIn, orderId: string): Promise<CancelChoices> {
  const ordered = await openOrdered(kit, signedIn, orderId);
  const { order, shop, bits, units } = ordered;
  const rate = await readRate(kit, order.store_id);
  const reasons = (isPart: boolean) => cancelReasons({ marketplace: shop.store.marketplace, status: order.status, isPart });
  return {
    order: order.id,
    currency: order.currency,
    units: units
      .filter((unit) => isActive(unit.state))
      .map((unit) => ({
        id: unit.id,
        title: unit.title ?? "",
        variation: unit.variation,
        sellerSku: unit.seller_sku,
        priceMinor: unit.price_minor,
        can: canDoLine("cancelSome", unit.state, ordered.can),
      })),
    whole: canCancelWhole(ordered),
    part: ordered.can.cancelSome,
    untold: (bits & RIGHTS.manage) === 0 ? cannot("right-missing", { right: "manage" }) : { ok: true },
    reasons: { whole: reasons(false), part: reasons(true) },
    rate: rateAfter(rate, 1),
  };
}

/** While the buyer asks, the answer to that is the way; a second cancellation TikTok refuses (25001011). */
export function canCancelOrder(can: Can, { isAsked, isCancelling }: { isAsked: boolean; isCancelling: boolean }): Can {
  if (!can.ok) return can;
  if (isAsked) return cannot("order-cancel-asked");
  return isCancelling ? cannot("order-cancelling") : can;
}

const canCancelWhole = ({ order, units, can }: Ordered): Can =>
  canCancelOrder(can.cancel, {
    isAsked: order.cancel_requested === 1,
    isCancelling: units.some((unit) => unit.state === "cancel-pending"),
  });

/** Whether there is anything to cancel; of two reasons why not, the one that is about the whole. */
export function canCancelAny(ordered: Ordered): Can {
  const whole = canCancelWhole(ordered);
  return whole.ok || !ordered.can.cancelSome.ok ? whole : ordered.can.cancelSome;
}

interface Choice {
  /** What is cancelled; never empty. */
  units: string[];
  isPart: boolean;
  reason: CancelReason;
}

/** Which units and why, or the reason why not. Naming every unit is the whole order. */
function chooseCancel(ordered: Ordered, wish: Pick<CancelWish, "units" | "reason">): Choice {
  const { order, units, shop, can } = ordered;
  const wanted = units.filter((unit) => isActive(unit.state));
  const named = wish.units && new Set(wish.units);
  const chosen = named ? wanted.filter((unit) => named.has(unit.id)) : wanted;
  if (chosen.length === 0 || (named && chosen.length < named.size)) throw new Problem("invalid", "cancel-units-unknown");
  const isPart = chosen.length < wanted.length;
  if (!isPart) insist(canCancelWhole(ordered));
  else for (const unit of chosen) insist(canDoLine("cancelSome", unit.state, can));
  const offered = cancelReasons({ marketplace: shop.store.marketplace, status: order.status, isPart });
  const reason = offered.find(({ name }) => name === wish.reason);
  if (!reason) throw new Problem("invalid", isPart ? "cancel-part-reason" : "cancel-reason", { status: order.status });
  return { units: chosen.map(({ id }) => id), isPart, reason };
}

export async function cancel(kit: Kit, asker: Asker, orderId: string, wish: CancelWish): Promise<Acted> {
  return cancelOrdered(kit, await openOrdered(kit, asker, orderId), wish);
}

/** `isUntold`: of units that are cancelled here alone, and stay so until TikTok has taken them. */
export async function cancelOrdered(kit: Kit, ordered: Ordered, wish: CancelWish, isUntold = false): Promise<Acted> {
  const { order, shop, person, bits } = ordered;
  // A click that comes again finds its units gone: it is told what became of it.
  const known = await recallAct(kit, { id: wish.id, by_id: person.id, order_id: order.id });
  if (known) return known;
  const choice = chooseCancel(ordered, wish);
  if (!wish.tell && (bits & RIGHTS.manage) === 0) throw new Problem("forbidden", "right-missing", { right: "manage" });
  const acted = await act(
    kit,
    shop,
    {
      id: wish.id,
      kind: "cancel",
      store_id: order.store_id,
      order_id: order.id,
      decision: "CANCEL",
      reason: choice.reason.name,
      is_told: Number(wish.tell),
      by_id: person.id,
      units: choice.units,
      isUntold,
    },
    (line) => cancelOrder(line, { orderId: order.id, reason: choice.reason.name, units: choice.isPart ? choice.units : undefined }),
  );
  if (!wish.tell) await takeBack(kit, ordered, choice);
  return acted;
}

/** Cancelled here alone: what it held on a shelf is free, it stands where its other units put it, and the record says who did so. */
async function takeBack(kit: Kit, { order, person }: Ordered, { units, reason }: Choice): Promise<void> {
  const { id: subject, store_id: storeId } = order;
  const after = { units: units.length, reason: reason.name };
  await standAnew(kit, order, recordChange({ at: kit.now(), userId: person.id, action: "cancel-untold", subject, storeId, after }));
}

/** After what is cancelled here alone has changed: the order's place and what it takes from the shelves, in the batch of the change. */
export async function standAnew(kit: Kit, { id, store_id: storeId, create_time: t }: Ordered["order"], ...changes: SQL[]): Promise<void> {
  await kit.db.run(
    ...changes,
    ...restage(storeId, [{ t, id }], kit.now()),
    sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
      SELECT ${id}, ${t}, s.id, ${kit.now()} FROM store s WHERE s.id = ${storeId} AND s.stock_managed = 1`,
  );
  await kit.env.LIVE.send({ do: "settle-orders" });
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: storeId, orders: [id], aftersales: [] });
}

export interface RefundShown {
  currency: string;
  totalMinor: number | null;
  subtotalMinor: number | null;
  shippingMinor: number | null;
  taxMinor: number | null;
}

/** What the buyer would get back, by TikTok's own reckoning; null where it does not say. */
export async function reckonCancel(
  kit: Kit,
  signedIn: SignedIn,
  orderId: string,
  wish: Pick<CancelWish, "units" | "reason">,
): Promise<RefundShown | null> {
  const ordered = await openOrdered(kit, signedIn, orderId);
  const choice = chooseCancel(ordered, wish);
  return shownOf(() =>
    ordered.shop.call("person", (line) =>
      calculateRefund(line, { orderId, type: "CANCEL", reason: choice.reason.name, units: choice.isPart ? choice.units : undefined }),
    ),
  );
}

type Reckoned = Awaited<ReturnType<typeof calculateRefund>>;

export async function shownOf(ask: () => Promise<Reckoned>): Promise<RefundShown | null> {
  try {
    const amount = await ask();
    const currency = amount?.currency;
    if (!amount || !currency) return null;
    const minor = (text: string | null) => toMinorOrNull(text, currency);
    return {
      currency,
      totalMinor: minor(amount.refund_total),
      subtotalMinor: minor(amount.refund_subtotal),
      shippingMinor: minor(amount.refund_shipping_fee),
      taxMinor: minor(amount.refund_tax),
    };
  } catch (failure) {
    // The amount is shown before the act and decides nothing: TikTok reckons again when it is told.
    if (failure instanceof TikTokFailure || failure instanceof RangeError) return null;
    throw failure;
  }
}
