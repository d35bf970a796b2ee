/** What a return made by hand is and may become. Pure. It is for orders that TikTok ships, of which TikTok opened no return itself: where it did,
 *  that one is answered, because TikTok then knows the buyer's address and pays the way back. */
import type { LineState } from "../orders/lines.ts";
import type { OrderRow } from "../orders/table.ts";
import type { StoreRow } from "../stores/table.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { OwnReturnRow } from "./table.ts";

export const DETAILS_MISSING = 0;
export const GOODS_TO_COME = 1;
export const OVER = 2;

/** The newest first, in an index that is read forwards; the same bound as cases without a deadline have. */
const TURN_LAST = 9_000_000_000;
export const turnOf = (now: number) => TURN_LAST - Math.floor(now / 1000);

const may: Can = { ok: true };
const DELIVERED: readonly LineState[] = ["delivered", "completed"];

export interface UnitFacts {
  state: LineState;
  /** In a return that somebody began here and that is not over. */
  isInOwn: boolean;
  /** In a return of TikTok's that is not over. */
  isAtTikTok: boolean;
}

export function canReturnUnit({ state, isInOwn, isAtTikTok }: UnitFacts): Can {
  if (isAtTikTok) return cannot("own-return-at-tiktok");
  if (isInOwn) return cannot("own-return-open");
  return DELIVERED.includes(state) ? may : cannot("own-return-not-delivered");
}

export function canBegin(order: Pick<OrderRow, "fulfilled_by">, bits: number, units: readonly UnitFacts[]): Can {
  if ((bits & RIGHTS.fulfil) === 0) return cannot("right-missing", { right: "fulfil" });
  if (order.fulfilled_by !== "store") return cannot("own-return-merchant");
  const each = units.map(canReturnUnit);
  return each.some(({ ok }) => ok) ? may : (each[0] ?? cannot("own-return-not-delivered"));
}

export interface ReturnFacts {
  row: Pick<OwnReturnRow, "phase">;
  bits: number;
  hasDetails: boolean;
  store: Pick<StoreRow, "state">;
  buyer: string | null;
}

/** Whoever types the buyer's details sees them, so both rights are asked for; to ask the buyer is to write to them. */
export function canOf({ row, bits, hasDetails, store, buyer }: ReturnFacts): Record<"type" | "purge" | "ask" | "receive" | "close", Can> {
  const without = (right: "fulfil" | "personal" | "reply") => ((bits & RIGHTS[right]) === 0 ? cannot("right-missing", { right }) : null);
  const over = row.phase === OVER ? cannot("own-return-over") : null;
  return {
    type: without("fulfil") ?? without("personal") ?? over ?? may,
    purge: without("fulfil") ?? without("personal") ?? (hasDetails ? may : cannot("own-return-no-details")),
    ask: without("reply") ?? over ?? (store.state === "connected" ? (buyer ? may : cannot("buyer-unknown")) : cannot("store-disconnected")),
    receive: without("fulfil") ?? over ?? may,
    close: without("fulfil") ?? over ?? may,
  };
}
