// Coupons a seller made in Seller Center, as far as chat shows them. Refuses everything else of promotion: TikTok's contract, as we hold it,
// has no call that lists or reads coupons, so whoever sends one knows its id from Seller Center.
import { type Core, found, seconds } from "../core/core.ts";

const DAY_SECONDS = 86_400;
const USUAL_DAYS = 30;
/** Developer docs, "Send message": one coupon card in two seconds. */
const COUPON_CARD_MS = 2_000;

export interface Coupon {
  id: string;
  shopId: string;
  title: string;
  /** Where it may be shown: in chat, everywhere, or elsewhere only. */
  display: "CHAT" | "REGULAR" | "LIVE";
  beginTime: number;
  endTime: number;
}

export interface CouponInput {
  shopId: string;
  title: string;
  display?: Coupon["display"];
  /** Epoch seconds; from now, for 30 days, where they are absent. */
  beginTime?: number;
  endTime?: number;
}

export function addCoupon(core: Core, input: CouponInput): Coupon {
  found(core.state.shops[input.shopId], "shop", input.shopId);
  const beginTime = input.beginTime ?? seconds(core);
  const coupon: Coupon = {
    id: core.ids.next("coupon"),
    shopId: input.shopId,
    title: input.title,
    display: input.display ?? "CHAT",
    beginTime,
    endTime: input.endTime ?? beginTime + USUAL_DAYS * DAY_SECONDS,
  };
  core.state.coupons[coupon.id] = coupon;
  core.changed();
  return coupon;
}

export const couponsOf = (core: Core, shopId: string): Coupon[] =>
  Object.values(core.state.coupons).filter((coupon) => coupon.shopId === shopId);

export type CouponStatus = "UPCOMING" | "ONGOING" | "EXPIRED";

export function couponStatus(core: Core, coupon: Coupon): CouponStatus {
  const now = seconds(core);
  return now < coupon.beginTime ? "UPCOMING" : now < coupon.endTime ? "ONGOING" : "EXPIRED";
}

/** Developer docs, "Send message": ongoing, and meant for chat or for everywhere. */
export const isForChat = (core: Core, coupon: Coupon): boolean =>
  couponStatus(core, coupon) === "ONGOING" && (coupon.display === "CHAT" || coupon.display === "REGULAR");

/** False while the shop's last coupon card is too fresh. */
export function takeCouponTurn(core: Core, shopId: string): boolean {
  const last = core.state.couponTurns[shopId];
  if (last !== undefined && core.now() - last < COUPON_CARD_MS) return false;
  core.state.couponTurns[shopId] = core.now();
  return true;
}
