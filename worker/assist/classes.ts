/** What a buyer's message is about, in two levels, as sellers on TikTok meet it. A model chooses among these and nothing else; an agent may choose
 *  another. Kept as codes: words are the browser's. Pure. */
import * as z from "zod";

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
/** `damaged/with-photo`: both levels in one word. */
export type ClassPath = { [Name in ClassName]: `${Name}/${(typeof CLASSES)[Name][number]}` }[ClassName];

const CLASS_NAMES = Object.keys(CLASSES) as ClassName[];
export const CLASS_PATHS = CLASS_NAMES.flatMap((name) => CLASSES[name].map((sub) => `${name}/${sub}` as ClassPath));
export const classOf = (path: string) => path.split("/")[0] as ClassName;

/** From worst to best; what falls from one message to the next is shown. */
export const SENTIMENTS = ["angry", "unhappy", "neutral", "happy"] as const;

export const classPath = z.enum(CLASS_PATHS as [ClassPath, ...ClassPath[]]);
/** What a model answers for one message. */
export const readingAnswer = z.object({
  class: classPath,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** One line of what the buyer wants, for each language agents read. */
  intent: z.object({ en: z.string().min(1), de: z.string(), es: z.string(), "zh-Hans": z.string() }),
  sentiment: z.enum(SENTIMENTS),
});
export type ReadingAnswer = z.infer<typeof readingAnswer>;

const INTENT_CHARACTERS_MAX = 120;

/** A model may say more than was asked for. */
export const intentLine = (intent: string) => [...intent.replace(/\s+/gu, " ").trim()].slice(0, INTENT_CHARACTERS_MAX).join("");

/** All four are asked for at once: sixty tokens more than one, and nobody waits for a translation of it or pays for one again. */
export function intentLines(intent: ReadingAnswer["intent"]): { intent: string; intents: Record<string, string> } {
  const lines = Object.entries(intent).map(([language, line]) => [language, intentLine(line)] as const);
  return { intent: intentLine(intent.en), intents: Object.fromEntries(lines.filter(([, line]) => line !== "")) };
}

export const CLASS_INSTRUCTION = `You sort a shop's incoming messages. "message" is what the buyer has just written, "conversation" what was said until then, "photos" how
many pictures came with it. Answer what the message is about, with exactly one of these classes:
${CLASS_PATHS.join(", ")}.
Where it asks several things, take what needs the shop most. "confidence" is between 0 and 1. "intent" is one short line of what the buyer wants, without names,
numbers or addresses, said in each language by its tag: English, German, Spanish and Simplified Chinese. "sentiment" is one of ${SENTIMENTS.join(", ")}.`;
