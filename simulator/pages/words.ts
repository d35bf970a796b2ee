// Small words the panel's pages share: moments, amounts, statuses, and buttons that act. Refuses layout.
import { priceText } from "../core/money.ts";
import { type Order, totalsOf } from "../orders/order.ts";
import { type Html, html } from "./html.ts";

/** "21 Nov, 09:40:05" in UTC: every page says the same moment the same way. */
export function momentText(ms: number): string {
  const there = new Date(ms);
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][there.getUTCMonth()] ?? "";
  return `${there.getUTCDate()} ${month}, ${there.toISOString().slice(11, 19)}`;
}

export const secondText = (time: number): string => (time === 0 ? "not yet" : momentText(time * 1000));
export const totalText = (order: Order): string => priceText(totalsOf(order).total, order.currency);

const BAD = new Set(["CANCELLED", "Deauthorized", "Expired", "failed"]);
const GOOD = new Set([
  "COMPLETE",
  "RETURN_OR_REFUND_REQUEST_COMPLETE",
  "REPLACEMENT_REQUEST_COMPLETE",
  "COMPLETED",
  "DELIVERED",
  "Authorized",
  "delivered",
]);

/** A status in TikTok's own word. */
export const statusWord = (status: string): Html =>
  html`<span class="word ${GOOD.has(status) ? "good" : BAD.has(status) ? "bad" : ""}">${status}</span>`;

export interface ActButton {
  act: string;
  text: string;
  /** What the button acts on, for those who cannot see where it stands. */
  label?: string;
  fields: Record<string, string>;
  back: string;
  look?: "primary" | "danger";
}

/** A button that is a form of its own: one act, its fields, and the page to come back to. */
export const actButton = (button: ActButton): Html => html`<form method="post" action="/panel/act/${button.act}">
<input type="hidden" name="back" value="${button.back}">${Object.entries(button.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="${button.look ?? ""}" aria-label="${button.label ?? button.text}">${button.text}</button></form>`;
