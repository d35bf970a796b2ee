/** Which item a listing most likely sells. Pure: the same SKU says so for certain; a title only speaks for it, and how much of it agrees is said.
 *  What agrees too little is not suggested at all. */

/** Two names that share fewer of their words are two things. */
const TITLE_SHARE_MIN = 0.5;
export const SUGGESTIONS_MAX = 5;
const CERTAIN = 1;

export interface Listed {
  title: string;
  variation: string | null;
  sellerSku: string | null;
  codes: string[];
}

export interface Candidate {
  id: string;
  sku: string;
  name: string;
}

/** sku: the seller's own SKU is the item's · code: TikTok's warehouses call it so · title: the names are alike. */
export interface Suggestion extends Candidate {
  why: "sku" | "code" | "title";
  /** 0 to 1. */
  share: number;
}

const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
/** SKUs are compared as SQLite compares them: letters of ASCII in either case. */
const isSameSku = (one: string | null, other: string) =>
  one !== null && one.trim() !== "" && one.trim().toLowerCase() === other.toLowerCase();

/** Words, and of scripts without spaces pairs of signs. */
function wordsOf(text: string): Set<string> {
  const runs = fold(text).match(/[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu) ?? [];
  const words = runs.flatMap((run) => {
    if (!/[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)) return [run];
    const signs = [...run];
    return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
  });
  return new Set(words);
}

/** How much of two names is the same: twice what they share, of all they have (Dice). */
export function shareOf(one: string, other: string): number {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const all = first.size + second.size;
  if (all === 0) return 0;
  return (2 * [...first].filter((word) => second.has(word)).length) / all;
}

export function suggestItems(listing: Listed, candidates: Candidate[]): Suggestion[] {
  const name = `${listing.title} ${listing.variation ?? ""}`;
  const judged = candidates.map((item): Suggestion => {
    if (isSameSku(listing.sellerSku, item.sku)) return { ...item, why: "sku", share: CERTAIN };
    if (listing.codes.some((code) => isSameSku(code, item.sku))) return { ...item, why: "code", share: CERTAIN };
    return { ...item, why: "title", share: Math.max(shareOf(name, item.name), shareOf(listing.title, item.name)) };
  });
  const rank = { sku: 0, code: 1, title: 2 };
  return judged
    .filter(({ why, share }) => why !== "title" || share >= TITLE_SHARE_MIN)
    .sort((one, other) => rank[one.why] - rank[other.why] || other.share - one.share || (one.sku < other.sku ? -1 : 1))
    .slice(0, SUGGESTIONS_MAX);
}
