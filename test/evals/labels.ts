// The desk's tags and ready answers in the evaluation, and which of them a ticket ought to be given: by what it is about. Tags that fit nothing stand
// among them, as they do on every desk.
import type { ClassPath } from "../../worker/assist/classes.ts";
import { STARTERS } from "../../worker/templates/starters.ts";
import type { Situation } from "./facts.ts";

const NAMES = [
  "Late parcel",
  "Not received",
  "Damaged goods",
  "Wrong item",
  "Missing item",
  "Cancellation",
  "Address change",
  "Size question",
  "Return",
  "Refund",
  "Invoice",
  "Coupon",
  "Restock",
  "Authenticity",
  "Creator",
  "Spam",
  "Wholesale",
  "Press",
  "VIP",
  "Quarterly audit",
];
export const TAGS = NAMES.map((name, at) => ({ id: `tag_${at}`, name }));

/** Nothing where no tag of these says more than the class does. */
export const TAG_OF: Partial<Record<ClassPath, string>> = {
  "where-is-my-order/late": "Late parcel",
  "where-is-my-order/not-moving": "Late parcel",
  "where-is-my-order/delivered-not-received": "Not received",
  "change-or-cancel/cancel": "Cancellation",
  "wrong-or-missing/wrong-item": "Wrong item",
  "wrong-or-missing/wrong-variant": "Wrong item",
  "wrong-or-missing/missing-item": "Missing item",
  "damaged/with-photo": "Damaged goods",
  "damaged/without-photo": "Damaged goods",
  "damaged/stopped-working": "Damaged goods",
  "size-and-fit/too-small": "Size question",
  "size-and-fit/too-large": "Size question",
  "size-and-fit/which-size": "Size question",
  "return-how-to/how": "Return",
  "return-how-to/label": "Return",
  "return-how-to/deadline": "Return",
  "refund-status/not-received": "Refund",
  "refund-status/wrong-amount": "Refund",
  "price-and-promotion/coupon": "Coupon",
  "stock/restock": "Restock",
  "authenticity/doubt": "Authenticity",
  "authenticity/proof": "Authenticity",
  "address-change/before-shipping": "Address change",
  "address-change/after-shipping": "Address change",
  "invoice/request": "Invoice",
  "invoice/correction": "Invoice",
  "creator/sample": "Creator",
  "creator/collaboration": "Creator",
  "creator/commission": "Creator",
  "abuse/spam": "Spam",
};

const LANGUAGES = ["en", "de", "es"] as const;
export const TEMPLATES = STARTERS.en.map(({ name, folder }, at) => ({
  id: name,
  name,
  folder,
  tags: [] as string[],
  variants: LANGUAGES.map((language) => ({ language, text: STARTERS[language][at]?.text ?? "" })),
}));

/** Any of these answers it; nothing where none of them does. */
export function templatesFor(about: ClassPath, situation: Situation): string[] {
  const [first] = about.split("/");
  if (first === "where-is-my-order") return situation === "unshipped" ? ["Not shipped yet"] : ["Where is my order", "Parcel is late"];
  if (about === "change-or-cancel/cancel") return ["Cancel before shipping"];
  if (first === "damaged") return ["Arrived damaged"];
  if (about === "wrong-or-missing/missing-item") return ["Something is missing"];
  if (first === "return-how-to") return ["How to return"];
  return first === "thanks" ? ["Thank you"] : [];
}
