/** A refund or a return the seller begins on an order that has left: which units, for which of TikTok's reasons, and how much at most. The reasons
 *  come from TikTok's own eligibility, never from here. https://partner.tiktokshop.com/docv2/page/create-return-202309. */
import * as z from "zod";
import type { Kit } from "../env.ts";
import { isDispatched } from "../orders/lines.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { calculateRefund, openReturn } from "../tiktok/aftersale-acts.ts";
import { type Eligibility, listEligibility, type RequestType } from "../tiktok/aftersale-answers.ts";
import { toAmount } from "../tiktok/money.ts";
import { type Acted, act, recallAct } from "./acts.ts";
import { type RefundShown, shownOf } from "./cancel.ts";
import { insist, type Ordered, openOrdered } from "./ordered.ts";

const UNITS_MAX = 100;
const TYPES = ["REFUND", "RETURN_AND_REFUND"] as const satisfies RequestType[];
export type RefundType = (typeof TYPES)[number];

export const refundAsk = z
  .object({ type: z.enum(TYPES), units: z.array(z.string().max(30)).min(1).max(UNITS_MAX), reason: z.string().min(1).max(160) })
  .strict();
export const refundWish = refundAsk.extend({
  id: z.string().min(8).max(80),
  /** Less than all of it, in the currency's smallest unit. */
  amountMinor: z.number().int().positive().optional(),
});
export type RefundAsk = z.infer<typeof refundAsk>;
export type RefundWish = z.infer<typeof refundWish>;

export interface RefundChoices {
  order: string;
  currency: string;
  can: Can;
  types: {
    type: RefundType;
    units: { id: string; title: string; variation: string | null; sellerSku: string | null; priceMinor: number; can: Can }[];
    reasons: string[];
  }[];
}

/** What has not left is cancelled instead. */
export function mayRefund({ order, bits, shop, units }: Ordered): Can {
  if ((bits & RIGHTS.fulfil) === 0) return cannot("right-missing", { right: "fulfil" });
  if (order.fulfilled_by === "store") return cannot("order-by-tiktok");
  if (shop.store.state !== "connected") return cannot("store-disconnected");
  return units.some(({ state }) => isDispatched(state)) ? { ok: true } : cannot("order-not-shipped");
}

export async function offerRefund(kit: Kit, signedIn: SignedIn, orderId: string): Promise<RefundChoices> {
  const ordered = await openOrdered(kit, signedIn, orderId);
  const { order, shop, units } = ordered;
  const can = mayRefund(ordered);
  const eligible = can.ok ? await shop.call("person", (line) => listEligibility(line, orderId, TYPES)) : [];
  const types = TYPES.map((type) => ({
    type,
    units: units.map((unit) => ({
      id: unit.id,
      title: unit.title ?? "",
      variation: unit.variation,
      sellerSku: unit.seller_sku,
      priceMinor: unit.price_minor,
      can: canRefundUnit(eligible, type, unit.id),
    })),
    reasons: [...new Set(eligible.filter((one) => one.type === type && one.eligible).flatMap((one) => one.reasons))],
  }));
  const isNone = can.ok && types.every(({ units: all }) => all.every((unit) => !unit.can.ok));
  return { order: order.id, currency: order.currency, can: isNone ? cannot("refund-none") : can, types };
}

function canRefundUnit(eligible: Eligibility[], type: RefundType, unitId: string): Can {
  const said = eligible.filter((one) => one.type === type && one.lines.includes(unitId));
  if (said.some((one) => one.eligible)) return { ok: true };
  return cannot("tiktok-says", { words: said[0]?.because ?? "" });
}

export async function reckonRefund(kit: Kit, signedIn: SignedIn, orderId: string, ask: RefundAsk): Promise<RefundShown | null> {
  const ordered = await openOrdered(kit, signedIn, orderId);
  insist(mayRefund(ordered));
  return shownOf(() => ordered.shop.call("person", (line) => calculateRefund(line, { orderId, ...ask })));
}

export async function refund(kit: Kit, signedIn: SignedIn, orderId: string, wish: RefundWish): Promise<Acted> {
  const ordered = await openOrdered(kit, signedIn, orderId);
  const { order, shop, person } = ordered;
  const known = await recallAct(kit, { id: wish.id, by_id: person.id, order_id: order.id });
  if (known) return known;
  insist(mayRefund(ordered));
  if (!wish.units.every((id) => ordered.units.some((unit) => unit.id === id))) throw new Problem("invalid", "cancel-units-unknown");
  const { id, type, reason, units, amountMinor } = wish;
  const total = amountMinor === undefined ? undefined : { currency: order.currency, amount: toAmount(amountMinor, order.currency) };
  const written = {
    id,
    kind: "open" as const,
    store_id: order.store_id,
    order_id: order.id,
    decision: type,
    reason,
    amount_minor: amountMinor ?? null,
    currency: order.currency,
    by_id: person.id,
    units,
  };
  return act(kit, shop, written, (line) => openReturn(line, { orderId, type, reason, units, key: id, total }));
}
