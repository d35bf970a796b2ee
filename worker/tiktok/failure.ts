/** How TikTok says no, reduced to what a caller can do about it. TikTok answers failures with any HTTP status, so the code in the body
 *  decides and the status only where there is no body. Codes: https://partner.tiktokshop.com/docv2/page/common-errors. */
import { withoutQuotes } from "../quoting.ts";

/** retry: the same call may succeed later · reauthorize: only the seller can help · rejected: TikTok understood and refuses · bug: ours. */
export type Verdict = "retry" | "reauthorize" | "rejected" | "bug";

const WORDS_CHARACTERS_MAX = 500;

/** Whether TikTok may have carried out the call although it failed: decides if a send may be repeated. */
export type Outcome = "none" | "unknown";

export const CODES = {
  tooManyRequests: 36009002,
  internal: 36009003,
  gatewayTimeout: 36009007,
  parameter: 36009004,
  tokenInvalid: 105001,
  tokenExpired: 105002,
  scopeMissing: 105005,
  cipherMismatch: 101000,
  cipherMissing: 106013,
  signatureInvalid: 106001,
  codeInvalid: 36004004,
  refreshExpired: 36004001,
  authorizationUnknown: 36004005,
  chatQuota: 45101004,
  chatInternal: 45101001,
  chatSensitive: 45101006,
  couponTooSoon: 45111012,
  chatMayNotSend: 45109001,
  chatMayNotStart: 45109003,
} as const;

export class TikTokFailure extends Error {
  /** TikTok's code; null where no readable answer came. */
  readonly code: number | null;
  /** TikTok's own words without what they repeat of ours, or what went wrong on the way. */
  readonly words: string;
  readonly requestId: string | null;
  readonly verdict: Verdict;
  readonly outcome: Outcome;

  constructor(init: { code: number | null; words: string; requestId?: string | null; verdict: Verdict; outcome: Outcome }) {
    super(`TikTok ${init.code ?? "unreachable"}: ${init.words}`);
    this.code = init.code;
    this.words = init.words;
    this.requestId = init.requestId ?? null;
    this.verdict = init.verdict;
    this.outcome = init.outcome;
  }

  withVerdict(verdict: Verdict): TikTokFailure {
    const { code, words, requestId, outcome } = this;
    return new TikTokFailure({ code, words, requestId, verdict, outcome });
  }

  /** The token is not one TikTok takes, said with the code it has for all that is wrong with a call. A refresh may mend it. */
  get isTokenRefused() {
    return this.code === CODES.parameter && this.verdict === "reauthorize";
  }
}

/** A failure that TikTok put into words, which may repeat the call they answer: of that nothing goes further than here. */
export function failureOf(code: number, said: string, requestId: string | null, repeated: readonly string[] = []): TikTokFailure {
  const words = withoutQuotes(said, repeated).slice(0, WORDS_CHARACTERS_MAX);
  const verdict = code === CODES.parameter && TOKEN_REFUSED.test(said) ? "reauthorize" : verdictOf(code);
  const outcome: Outcome = MAY_HAVE_HAPPENED.has(code) ? "unknown" : "none";
  return new TikTokFailure({ code, words, requestId, verdict, outcome });
}

/** 36009004 stands for many things, and TikTok's page tells them apart by these words ("Message keyword index for 36009004"). */
const TOKEN_REFUSED = /\baccess[-_]token\W+header is invalid/i;

/** No readable answer: the call may or may not have arrived. */
export function unreachable(words: string): TikTokFailure {
  return new TikTokFailure({ code: null, words, verdict: "retry", outcome: "unknown" });
}

const MAY_HAVE_HAPPENED = new Set<number>([
  CODES.internal,
  CODES.gatewayTimeout,
  CODES.chatInternal,
  21001003,
  21001008,
  21001011,
  25001028,
]);

// Transient codes that TikTok's pages list per API area: orders 10…, fulfilment 21…, after-sales 25….
// A development shop's calls of an hour are used up: 36009037.
const TRANSIENT = new Set<number>([
  36009037, 10002014, 10002015, 10006402, 10037002, 10037003, 10037004, 21001003, 21001008, 21001011, 25001028,
]);

function verdictOf(code: number): Verdict {
  switch (code) {
    case CODES.tooManyRequests:
    case CODES.internal:
    case CODES.gatewayTimeout:
    case CODES.chatQuota:
    case CODES.chatInternal:
    case CODES.couponTooSoon:
    case CODES.tokenExpired:
      return "retry";
    case CODES.tokenInvalid:
    case CODES.scopeMissing:
    case CODES.refreshExpired:
    case CODES.authorizationUnknown:
    case CODES.cipherMismatch:
      return "reauthorize";
    case CODES.signatureInvalid:
    case CODES.cipherMissing:
      return "bug";
    default:
      return TRANSIENT.has(code) ? "retry" : "rejected";
  }
}
