/** What a model may be asked to do, for how long it is waited for and how much it may say, and the one way in which it lets us down. Pure. */
import type { CallRow } from "./table.ts";

export const ASSIST_TASKS = ["classify", "summarize", "draft", "rewrite", "translate", "suggest", "look"] as const;
export type AssistTask = (typeof ASSIST_TASKS)[number];

/** From the question to the last word of the answer, a second try included. Somebody waits for all but `classify`, and sometimes for `look`. */
export const ASSIST_MS_MAX: Record<AssistTask, number> = {
  classify: 20_000,
  summarize: 25_000,
  draft: 45_000,
  rewrite: 30_000,
  translate: 25_000,
  suggest: 15_000,
  look: 30_000,
};

/** Models that think before they speak count their thoughts among these. */
export const ASSIST_TOKENS_MAX: Record<AssistTask, number> = {
  classify: 1_000,
  summarize: 1_200,
  draft: 1_500,
  rewrite: 1_500,
  translate: 2_500,
  suggest: 800,
  look: 1_200,
};

/** off: nobody set a model for it · budget: the month's is spent · slow: no answer in time · broken: no answer that could be one, or half of it ·
 *  refused: the server or the model does not want to · unreadable: an answer that is not what was asked for. */
export type AssistReason = "off" | "budget" | "slow" | "broken" | "refused" | "unreadable";

/** Carries no word of the question or the answer, so that it may be logged. */
export class AssistFailure extends Error {
  readonly reason: AssistReason;
  /** A code for the log: "http-503". */
  readonly detail: string;
  /** The server's own words without what they quote, for admins who set it up. */
  readonly words: string;

  constructor(reason: AssistReason, detail = "", words = "") {
    super(detail ? `${reason}: ${detail}` : reason);
    this.name = "AssistFailure";
    this.reason = reason;
    this.detail = detail;
    this.words = words;
  }
}

export type CallOutcome = CallRow["outcome"];

const TOKENS_PER_PRICE = 1_000_000;
/** Of two bytes or three, whatever the script: no tokenizer in use makes more of them. */
const BYTES_PER_TOKEN_MIN = 2;
const BYTES_PER_TOKEN = 3;
/** What one picture counts at most with the usual servers. */
export const PICTURE_TOKENS = 2_000;

export interface Price {
  /** Millionths of a dollar for a million tokens that go in, and that come out. */
  in: number;
  out: number;
}

/** In millionths of a dollar, rounded up. */
export const costOf = (price: Price, tokensIn: number, tokensOut: number) =>
  Math.ceil((price.in * tokensIn + price.out * tokensOut) / TOKENS_PER_PRICE);

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
/** What a text may come to at most, and about. */
export const mostTokensOf = (text: string) => Math.ceil(bytesOf(text) / BYTES_PER_TOKEN_MIN);
export const aboutTokensOf = (text: string) => Math.ceil(bytesOf(text) / BYTES_PER_TOKEN);

export const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);
