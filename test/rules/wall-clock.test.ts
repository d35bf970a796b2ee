// The clock on a reader's wall: what stands in a field is what was meant, in whichever zone, and around the nights in which clocks are changed.
import fc from "fast-check";
import { expect, test } from "vitest";
import { momentOf, morningIn, wallClock, weekdayOf } from "../../web/ui/wall-clock.ts";

const ZONES = ["Asia/Manila", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Auckland", "UTC"];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);

test("nine in the morning is nine in the reader's zone, whatever the device's", () => {
  expect(momentOf("2026-11-24T09:00", "Europe/London")).toBe(at("2026-11-24T09:00:00Z"));
  expect(momentOf("2026-07-24T09:00", "Europe/London")).toBe(at("2026-07-24T08:00:00Z"));
  expect(momentOf("2026-11-24T09:00", "Asia/Manila")).toBe(at("2026-11-24T01:00:00Z"));
  expect(wallClock(at("2026-11-24T01:00:00Z"), "Asia/Manila")).toBe("2026-11-24T09:00");
  expect(momentOf("", "Asia/Manila")).toBeNaN();
});

test("every minute stands in the field as itself, but for an hour that comes twice", () => {
  const minutes = fc.integer({ min: at("2025-01-01T00:00:00Z") / MINUTE, max: at("2028-01-01T00:00:00Z") / MINUTE });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
      const back = momentOf(wallClock(minute * MINUTE, zone), zone);
      expect([0, HOUR, -HOUR]).toContain(back - minute * MINUTE);
      expect(wallClock(back, zone)).toBe(wallClock(minute * MINUTE, zone));
    }),
  );
});

test("an hour the clock skips is as long after the hour before it", () => {
  expect(momentOf("2026-03-08T02:30", "America/New_York")).toBe(at("2026-03-08T07:30:00Z"));
  expect(momentOf("2026-03-29T01:30", "Europe/London")).toBe(at("2026-03-29T01:30:00Z"));
});

test("tomorrow's morning is tomorrow's where the reader is, also across the night clocks are changed", () => {
  expect(morningIn(1, 9, at("2026-11-23T23:30:00Z"), "Asia/Manila")).toBe(at("2026-11-25T01:00:00Z"));
  expect(morningIn(1, 9, at("2026-03-07T15:00:00Z"), "America/New_York")).toBe(at("2026-03-08T13:00:00Z"));
  expect(weekdayOf(at("2026-11-22T23:30:00Z"), "Asia/Manila")).toBe(1);
  expect(weekdayOf(at("2026-11-22T23:30:00Z"), "America/New_York")).toBe(0);
});
