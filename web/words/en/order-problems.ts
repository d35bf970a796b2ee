/** Why something is not done with an order or a unit of it: a sentence for every code, beside those of problems.ts. */
import type { Facts } from "../../api.ts";

export const orderProblems: Record<string, (facts: Facts) => string> = {
  "order-unpaid": () => "The buyer has not paid yet.",
  "order-on-hold": () => "TikTok holds the order for the buyer's first hour. Nothing may be packed until then.",
  "order-not-shipped": () => "Nothing of it has been shipped yet.",
  "order-partly-shipped": () => "A part of it has been shipped. Choose single units instead.",
  "order-shipped": () => "It has been shipped.",
  "order-cancelled": () => "It has been cancelled.",
  "order-by-tiktok": () => "TikTok's own warehouse ships this order. There is nothing to do here.",
  "order-status-unknown": ({ status }) => `TikTok calls it “${status}”, a word we do not know. Look at it in Seller Center.`,
  "order-cancel-asked": () => "The buyer asked to cancel. Answer that first.",
  "order-cancelling": () => "Its cancellation is with TikTok and not answered yet.",
  "order-no-request": () => "The buyer has not asked to cancel.",
  "order-one-unit": () => "There is only one unit left.",
  "order-part-market": ({ marketplace }) =>
    `TikTok lets a part of an order be cancelled in the US and the UK only, not in ${marketplace}. Cancel it whole.`,
  "order-held": () => "It is held already.",
  "order-not-held": () => "Nobody holds it.",
  "stock-elsewhere": () => "This store's stock is not managed here. An admin can change that on the store's page.",
  "line-pending": () => "TikTok has not released this unit yet.",
  "line-cancelling": () => "Its cancellation is with TikTok and not answered yet.",
  "line-shipped": () => "This unit has been shipped.",
  "line-cancelled": () => "This unit has been cancelled.",
};
