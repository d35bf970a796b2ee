/** What may be done with many orders at once, and whether one of them allows it, with the reason where not. Pure: the same rule answers before,
 *  when it is shown what would happen, and at the moment it happens. */
import * as z from "zod";
import { canCancelOrder } from "../aftersales/cancel.ts";
import { CANCEL_MEANINGS, type CancelReason, cancelReasons } from "../aftersales/reasons.ts";
import { canDo } from "../orders/can.ts";
import { REVIEW_REASONS } from "../orders/review.ts";
import type { StoreRow } from "../stores/table.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import { DAY_MS } from "../units.ts";

export const HOLD_REASON_CHARACTERS_MAX = 200;
export const NOTE_CHARACTERS_MAX = 2_000;
const HOLD_DAYS_MAX = 90;

const id = z.string().min(1).max(40);

export const orderWish = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("hold"),
    reason: z.string().trim().min(1).max(HOLD_REASON_CHARACTERS_MAX),
    /** Epoch milliseconds; null until somebody releases it. */
    until: z.number().int().positive().nullable(),
  }),
  z.object({ do: z.literal("release") }),
  z.object({ do: z.literal("tag"), tagId: id }),
  z.object({ do: z.literal("untag"), tagId: id }),
  /** "": nobody. */
  z.object({ do: z.literal("assign"), personId: z.string().max(40) }),
  z.object({ do: z.literal("waive"), reason: z.enum(REVIEW_REASONS), note: z.string().trim().min(1).max(HOLD_REASON_CHARACTERS_MAX) }),
]);
export type OrderWish = z.infer<typeof orderWish>;

/** What TikTok is told of each order, and nobody takes back: why, market by market, since each has its own reasons. */
const cancelWish = z.object({
  do: z.literal("cancel"),
  reasons: z.record(z.string().regex(/^[A-Z]{2}$/), z.enum(CANCEL_MEANINGS)).refine((reasons) => Object.keys(reasons).length > 0),
});
export type CancelManyWish = z.infer<typeof cancelWish>;

/** What a job may be about. */
export const jobWish = z.union([orderWish, cancelWish]);
export type JobWish = z.infer<typeof jobWish>;

/** An order as it stands when it is its turn. */
export interface Seen {
  id: string;
  create_time: number;
  store_id: string;
  status: string;
  fulfilled_by: "merchant" | "store";
  cancel_requested: number;
  /** Rights of whoever asked, in its store, now. */
  bits: number;
  state: StoreRow["state"];
  marketplace: string;
  stock_managed: number;
  is_held: number;
  /** A cancellation of ours is with TikTok. */
  is_cancelling: number;
  /** Ids of tags, and "@" with whoever has it. */
  marks: string[];
  /** Reasons nobody has waived. */
  reasons: string[];
  /** Whether the person it is to be given to may read it. */
  taker_bits: number;
}

const may: Can = { ok: true };

/** Whoever works with a store's buyers or parcels sorts its orders. */
const SORTING = RIGHTS.reply | RIGHTS.fulfil;

export function canWish(wish: JobWish, order: Seen, now: number): Can {
  const right = (bits: number): Can | null => ((order.bits & bits) === 0 ? cannot("right-missing", { right: "fulfil" }) : null);
  const unchanged = (is: boolean): Can => (is ? cannot("order-so-already") : may);
  switch (wish.do) {
    case "hold":
      if (wish.until !== null && (wish.until <= now || wish.until > now + HOLD_DAYS_MAX * DAY_MS))
        return cannot("hold-time", { days: HOLD_DAYS_MAX });
      return canDo("hold", factsOf(order));
    case "release":
      return canDo("release", factsOf(order));
    case "tag":
      return right(SORTING) ?? unchanged(order.marks.includes(wish.tagId));
    case "untag":
      return right(SORTING) ?? unchanged(!order.marks.includes(wish.tagId));
    case "assign":
      if (wish.personId === "") return right(SORTING) ?? unchanged(!order.marks.some((mark) => mark.startsWith("@")));
      if ((order.taker_bits & RIGHTS.read) === 0) return right(SORTING) ?? cannot("taker-may-not");
      return right(SORTING) ?? unchanged(order.marks.includes(`@${wish.personId}`));
    case "waive":
      if (order.fulfilled_by === "store") return right(RIGHTS.fulfil) ?? cannot("order-by-tiktok");
      return right(RIGHTS.fulfil) ?? (order.reasons.includes(wish.reason) ? may : cannot("reason-not-open"));
    case "cancel":
      return canCancelFor(wish, order);
  }
}

function canCancelFor(wish: CancelManyWish, order: Seen): Can {
  const can = canCancelOrder(canDo("cancel", factsOf(order)), {
    isAsked: order.cancel_requested === 1,
    isCancelling: order.is_cancelling === 1,
  });
  if (!can.ok || reasonFor(wish, order)) return can;
  const { marketplace, status } = order;
  return marketplace in wish.reasons ? cannot("cancel-reason", { status }) : cannot("cancel-reason-market", { marketplace });
}

/** TikTok's own key for what is meant, as the order's market and status have it. */
export const reasonFor = (wish: CancelManyWish, { marketplace, status }: Pick<Seen, "marketplace" | "status">): CancelReason | undefined =>
  cancelReasons({ marketplace, status, isPart: false }).find(({ meaning }) => meaning === wish.reasons[marketplace]);

/** Holding asks nothing of the units. */
const factsOf = (order: Seen) => ({ order, store: order, bits: order.bits, lines: [], isHeld: order.is_held === 1 });
