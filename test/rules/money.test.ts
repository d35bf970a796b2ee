// Amounts never lose or gain a cent on their way from TikTok's strings, and what cannot be exact is refused.
import fc from "fast-check";
import { expect, test } from "vitest";
import { exponentOf, toAmount, toMinor, toMinorOrNull } from "../../worker/tiktok/money.ts";

test.each([
  ["12.40", "USD", 1240],
  ["12.4", "USD", 1240],
  ["12", "GBP", 1200],
  ["0.00", "EUR", 0],
  ["-0.00", "EUR", 0],
  ["-3.50", "USD", -350],
  ["1500", "VND", 1500],
  ["1500.00", "JPY", 1500],
  ["99000", "IDR", 99000],
])("%s %s is %i", (amount, currency, minor) => {
  expect(toMinor(amount, currency)).toBe(minor);
});

test.each([
  ["1.005", "USD"],
  ["0.5", "JPY"],
  ["", "USD"],
  ["1,000.00", "USD"],
  ["$5", "USD"],
  ["1e3", "USD"],
  ["90071992547409.93", "USD"],
])("%j in %s is refused rather than rounded", (amount, currency) => {
  expect(() => toMinor(amount, currency)).toThrow(RangeError);
});

test("an absent amount is no amount, not zero", () => {
  expect(toMinorOrNull(null, "USD")).toBeNull();
});

test("any amount written with a currency's own places comes back exactly", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom("USD", "GBP", "JPY", "THB", "VND"), (minor, currency) => {
      const places = exponentOf(currency);
      const digits = String(Math.abs(minor)).padStart(places + 1, "0");
      const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
      return toMinor(minor < 0 ? `-${text}` : text, currency) === minor;
    }),
  );
});

test("what TikTok is told of an amount it would tell us as the same", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom("USD", "EUR", "JPY", "IDR", "VND"), (minor, currency) => {
      const exact = Math.trunc(minor / 100);
      return toMinor(toAmount(exact, currency), currency) === (exact === 0 ? 0 : exact);
    }),
    { numRuns: 1_000 },
  );
});
