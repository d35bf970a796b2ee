// The pace of calls: never more than was learned to be allowed, quick to slow down, slow to speed up, and a person never waits in line.
import fc from "fast-check";
import { expect, test } from "vitest";
import { openPace, RATE_FIRST_PER_SECOND, RATE_MIN_PER_SECOND, slowDown, takeTurn } from "../../worker/stores/pace.ts";

test("calls beyond the burst wait for their turn, spread over time", () => {
  const pace = openPace(0);
  const waits = Array.from({ length: 30 }, () => takeTurn(pace, 0, false));
  expect(waits.slice(0, RATE_FIRST_PER_SECOND).every((wait) => wait === 0)).toBe(true);
  expect(waits.at(-1)).toBeGreaterThan(750);
  for (const [at, wait] of waits.entries()) if (at > 0) expect(wait).toBeGreaterThanOrEqual(waits[at - 1] ?? 0);
});

test("a person's call goes to the head of the line, except when nothing may go at all", () => {
  const pace = openPace(0);
  for (let call = 0; call < 40; call += 1) takeTurn(pace, 0, false);
  expect(takeTurn(pace, 0, true)).toBe(0);
  slowDown(pace, 0);
  expect(takeTurn(pace, 0, true)).toBeGreaterThan(0);
});

test("the first refusal halves the pace once, whatever comes back refused with it", () => {
  const pace = openPace(0);
  const before = pace.rate;
  slowDown(pace, 0);
  slowDown(pace, 10);
  slowDown(pace, 250);
  expect(pace.rate).toBe(before / 2);
  for (let second = 2; second < 40; second += 2) slowDown(pace, second * 1000);
  expect(pace.rate).toBe(RATE_MIN_PER_SECOND);
});

/** A bucket as TikTok may have it, and a caller who takes every turn as soon as it comes: calls that went through in so many seconds. */
function call({ perSecond, burst, seconds }: { perSecond: (second: number) => number; burst: number; seconds: number }) {
  const pace = openPace(0);
  let [now, tokens, filledAt] = [0, burst, 0];
  const [through, refused] = [[] as number[], [] as number[]];
  while (now < seconds * 1_000) {
    now += takeTurn(pace, now, false);
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1_000) * perSecond(now / 1_000));
    filledAt = now;
    if (tokens >= 1) {
      tokens -= 1;
      through.push(now);
    } else {
      refused.push(now);
      slowDown(pace, now);
    }
    now += 1;
  }
  return { through, refused };
}

test.each([
  [5, 5],
  [5, 20],
  [10, 5],
  [10, 20],
  [30, 10],
  [50, 50],
])("of %i calls a second that are allowed, %i at once, most are used, and few are refused", (allowed, burst) => {
  const { through, refused } = call({ perSecond: () => allowed, burst, seconds: 120 });
  const used = through.filter((at) => at > 20_000).length / (100 * allowed);
  expect(used).toBeGreaterThan(0.85);
  expect(refused.length / through.length).toBeLessThan(0.05);
});

test("what is allowed changes, and within a minute most of it is used again", () => {
  const { through } = call({ perSecond: (second) => (second < 60 ? 40 : second < 120 ? 8 : 30), burst: 10, seconds: 240 });
  const used = (from: number, to: number) => through.filter((at) => at >= from * 1_000 && at < to * 1_000).length / (to - from);
  expect(used(100, 120)).toBeGreaterThan(0.85 * 8);
  expect(used(180, 240)).toBeGreaterThan(0.85 * 30);
});

test("one refusal long after another steps back a little only", () => {
  const pace = openPace(0);
  slowDown(pace, 0);
  for (let call = 0; call < 200; call += 1) takeTurn(pace, 2_000 + call * 100, false);
  const before = pace.rate;
  slowDown(pace, 30_000);
  expect(pace.rate).toBeCloseTo(before * 0.85);
});

test("quiet calls raise it again", () => {
  const pace = openPace(0);
  slowDown(pace, 0);
  const slow = pace.rate;
  for (let call = 0; call < 100; call += 1) takeTurn(pace, 5_000 + call * 300, false);
  expect(pace.rate).toBeGreaterThan(slow);
});

test("whenever calls come, no second holds more of them than its rate and one burst allow", () => {
  const gaps = fc.array(fc.oneof(fc.nat(5), fc.nat(400), fc.nat(5_000)), { minLength: 1, maxLength: 150 });
  fc.assert(
    fc.property(gaps, (some) => {
      const pace = openPace(0);
      let now = 0;
      const leaves = some.map((gap) => {
        now += gap;
        return now + takeTurn(pace, now, false);
      });
      const sorted = leaves.toSorted((one, other) => one - other);
      // The rate only rises here, so the last is the highest; a second is what was saved up before it and what comes in within.
      for (const [at, from] of sorted.entries())
        expect(sorted.slice(at).filter((one) => one < from + 1_000).length).toBeLessThanOrEqual(2 * pace.rate + 1);
    }),
    { numRuns: 300 },
  );
});
