// Chance for invented data: the same number for the same things, whatever was drawn before, so that a data set can be made in any order and
// is the same on every machine.

/** Evenly mixed, in [0, 1). */
export function mix(...of: number[]): number {
  let hash = 0x9e3779b9;
  for (const one of of) {
    hash = Math.imul(hash ^ one, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 4_294_967_296;
}

/** A whole number in [0, below). */
export const whole = (below: number, ...of: number[]) => Math.floor(mix(...of) * below);

export const choose = <T>(from: readonly T[], ...of: number[]): T => from[whole(from.length, ...of)] as T;

/** One of `from` by its share of all shares. */
export function weigh<T>(from: readonly (readonly [one: T, share: number])[], ...of: number[]): T {
  const all = from.reduce((sum, [, share]) => sum + share, 0);
  let left = mix(...of) * all;
  for (const [one, share] of from) {
    left -= share;
    if (left < 0) return one;
  }
  return from[0]?.[0] as T;
}

const WORDS =
  "where is my parcel order refund please wrong size colour broken late delivery tracking thanks hello return exchange address change cancel today tomorrow week still waiting package arrived empty box missing item black white small large discount coupon code again help need asap love great product quality shirt beanie cap bottle lamp charger cable".split(
    " ",
  );
/** One sentence in twenty is in no Latin script. */
const ELSEWHERE = ["สินค้ายังไม่มาถึงเลยค่ะ", "什么时候发货？", "Когда придёт моя посылка?", "هل وصل طلبي؟", "いつ届きますか"];

/** What a buyer may write: words that are common, one that is rare, and now and then another script. */
export function drawWords(...of: number[]): string {
  if (mix(...of, 1) < 0.05) return choose(ELSEWHERE, ...of, 2);
  const count = 4 + whole(14, ...of, 3);
  // Squared: a few words make up most of what is said.
  const said = Array.from({ length: count }, (_, at) => WORDS[Math.floor(mix(...of, 4, at) ** 2 * WORDS.length)] ?? "");
  if (mix(...of, 5) < 0.3) said.splice(whole(count, ...of, 6), 0, `w${whole(50_000, ...of, 7).toString(36)}`);
  return said.join(" ");
}

export const drawName = (at: number) => `${choose(WORDS, at, 8)}.${choose(WORDS, at, 9)}${at.toString(36)}`;
