/** What a message may be about, in two levels: the desk's own list, in the order in which it is offered. */
export const CLASSES = {
  "where-is-my-order": ["not-shipped", "late", "not-moving", "delivered-not-received"],
  "change-or-cancel": ["cancel", "change-item", "change-quantity"],
  "wrong-or-missing": ["wrong-item", "wrong-variant", "missing-item", "empty-parcel"],
  damaged: ["with-photo", "without-photo", "stopped-working"],
  "size-and-fit": ["too-small", "too-large", "which-size"],
  "return-how-to": ["how", "label", "deadline", "exchange"],
  "refund-status": ["not-received", "wrong-amount", "rejected"],
  "price-and-promotion": ["coupon", "price", "live-offer"],
  "product-question": ["how-to-use", "what-is-in-it", "does-it-fit"],
  stock: ["restock", "availability"],
  authenticity: ["doubt", "proof"],
  "address-change": ["before-shipping", "after-shipping"],
  invoice: ["request", "correction"],
  creator: ["sample", "collaboration", "commission"],
  thanks: ["thanks", "no-action"],
  abuse: ["insult", "spam", "phishing"],
} as const;

export type ClassName = keyof typeof CLASSES;
export const CLASS_NAMES = Object.keys(CLASSES) as ClassName[];
