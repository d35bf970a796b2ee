// Days as a store lives them: midnights in its own zone, short and long days, and three months back by the calendar.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isTimeZone, localDate, localTime, startOfDay, startOfDayMonthsBefore } from "../../worker/stores/calendar.ts";

const at = (iso: string) => Date.parse(iso) / 1000;

test.each([
  ["2026-03-29T12:00:00Z", "Europe/London", "2026-03-29", "the spring day of 23 hours", "2026-03-29T00:00:00Z"],
  ["2026-10-25T23:30:00Z", "Europe/Berlin", "2026-10-26", "just after the autumn day of 25 hours", "2026-10-25T23:00:00Z"],
  ["2026-10-25T12:00:00Z", "Europe/Berlin", "2026-10-25", "the autumn day itself", "2026-10-24T22:00:00Z"],
  ["2026-11-01T06:30:00Z", "America/Los_Angeles", "2026-10-31", "an evening west of Greenwich", "2026-10-31T07:00:00Z"],
  ["2026-01-01T01:00:00Z", "Asia/Bangkok", "2026-01-01", "a morning east of it", "2025-12-31T17:00:00Z"],
  // Chile's clocks go forward at midnight: that day begins at one o'clock.
  ["2026-09-06T12:00:00Z", "America/Santiago", "2026-09-06", "a day without a midnight", "2026-09-06T04:00:00Z"],
])("%s in %s is %s: %s", (moment, zone, date, _name, start) => {
  expect(localDate(at(moment), zone)).toBe(date);
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  expect(startOfDay({ year, month, day }, zone)).toBe(at(start));
});

test.each([
  ["2026-05-31T10:00:00Z", "UTC", "2026-02-28T00:00:00Z"],
  ["2024-05-31T10:00:00Z", "UTC", "2024-02-29T00:00:00Z"],
  ["2026-11-21T23:00:00Z", "America/Los_Angeles", "2026-08-21T07:00:00Z"],
  ["2026-01-15T05:00:00Z", "America/Los_Angeles", "2025-10-14T07:00:00Z"],
  ["2026-05-10T00:30:00Z", "Europe/London", "2026-02-10T00:00:00Z"],
])("three months before %s in %s is %s", (moment, zone, start) => {
  expect(startOfDayMonthsBefore(at(moment), 3, zone)).toBe(at(start));
});

test("every moment lies in the day that its own start begins, and the second before it does not", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Pacific/Apia",
    "America/Santiago",
  );
  fc.assert(
    fc.property(fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") }), zones, (time, zone) => {
      const start = startOfDay(localTime(time, zone), zone);
      return start <= time && localDate(start, zone) === localDate(time, zone) && localDate(start - 1, zone) !== localDate(time, zone);
    }),
    { numRuns: 2_000 },
  );
});

test("a zone nobody knows is no zone", () => {
  expect(isTimeZone("Europe/Berlin")).toBe(true);
  expect(isTimeZone("Europe/Atlantis")).toBe(false);
});
