// Business hours: the moment some open time has passed, over nights, weekends, holidays and days of 23 and 25 hours.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addOpenMinutes, addOpenMs, type Calendar, isOpen, nextOpening, openMsBetween, type Range } from "../../worker/sla/calendar.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const range = (from: number, to: number): Range => ({ from: from * 60, to: to * 60 });
const every = (...ranges: Range[]) => Array.from({ length: 7 }, () => ranges);
const weekdays = (...ranges: Range[]) => [...Array.from({ length: 5 }, () => ranges), [], []];

const office = (timeZone: string, more: Partial<Calendar> = {}): Calendar => ({
  timeZone,
  week: weekdays(range(9, 17)),
  holidays: [],
  ...more,
});

describe("adding open minutes", () => {
  const chicago = office("America/Chicago");
  const siesta: Calendar = { timeZone: "Europe/Madrid", week: weekdays(range(9, 13), range(16, 20)), holidays: [] };
  const nights: Calendar = { timeZone: "America/New_York", week: every(range(22, 6)), holidays: [] };
  const christmas: Calendar = office("Europe/London", {
    holidays: [
      { date: "2026-12-25", ranges: [] },
      { date: "2026-12-28", ranges: [range(10, 12)] },
    ],
  });
  const closedOnTheFirst: Calendar = { ...nights, holidays: [{ date: "2027-01-01", ranges: [] }] };
  const always: Calendar = { timeZone: "Asia/Bangkok", week: every({ from: 0, to: 1_440 }), holidays: [] };

  test.each<[string, Calendar | null, string, number, string]>([
    ["around the clock", null, "2026-11-22T10:00:00Z", 90, "2026-11-22T11:30:00Z"],
    ["within one range", chicago, "2026-11-23T15:00:00Z", 60, "2026-11-23T16:00:00Z"],
    ["to the very end of a range", chicago, "2026-11-23T15:00:00Z", 480, "2026-11-23T23:00:00Z"],
    ["before opening it starts at opening", chicago, "2026-11-23T08:00:00Z", 60, "2026-11-23T16:00:00Z"],
    ["over a night", chicago, "2026-11-23T22:30:00Z", 60, "2026-11-24T15:30:00Z"],
    ["over a weekend", chicago, "2026-11-20T22:30:00Z", 60, "2026-11-23T15:30:00Z"],
    ["over a lunch of three hours", siesta, "2026-11-23T11:30:00Z", 60, "2026-11-23T15:30:00Z"],
    ["a range over midnight", nights, "2026-11-24T02:00:00Z", 120, "2026-11-24T05:00:00Z"],
    ["in the second half of a night", nights, "2026-11-24T10:00:00Z", 120, "2026-11-25T04:00:00Z"],
    ["a holiday of the whole day", christmas, "2026-12-24T16:30:00Z", 60, "2026-12-28T10:30:00Z"],
    ["a holiday with hours of its own", christmas, "2026-12-28T08:00:00Z", 180, "2026-12-29T10:00:00Z"],
    ["a holiday ends the night before it at midnight", closedOnTheFirst, "2027-01-01T03:00:00Z", 180, "2027-01-03T04:00:00Z"],
    ["ranges that touch are one", always, "2026-11-22T23:59:00Z", 60 * 24 * 3, "2026-11-25T23:59:00Z"],
    // The United States go forward on 2026-03-08 at 02:00 and back on 2026-11-01 at 02:00.
    ["US, the night of 23 hours", nights, "2026-03-08T03:00:00Z", 480, "2026-03-09T03:00:00Z"],
    ["US, the night of 25 hours", nights, "2026-11-01T02:00:00Z", 540, "2026-11-01T11:00:00Z"],
    ["US, office hours stay on the wall", office("America/New_York"), "2026-03-06T21:30:00Z", 60, "2026-03-09T13:30:00Z"],
    // The European Union goes forward on 2026-03-29 at 01:00 UTC and back on 2026-10-25.
    ["EU, over the change in spring", office("Europe/Berlin"), "2026-03-27T15:30:00Z", 60, "2026-03-30T07:30:00Z"],
    ["EU, over the change in autumn", office("Europe/Berlin"), "2026-10-23T14:30:00Z", 60, "2026-10-26T08:30:00Z"],
    // South of the equator it is the other way around: Sydney back on 2026-04-05, forward on 2026-10-04.
    ["Sydney, back in April", office("Australia/Sydney"), "2026-04-03T05:30:00Z", 60, "2026-04-05T23:30:00Z"],
    ["Sydney, forward in October", office("Australia/Sydney"), "2026-10-02T06:30:00Z", 60, "2026-10-04T22:30:00Z"],
    ["half hours: Lord Howe moves by 30 minutes", office("Australia/Lord_Howe"), "2026-10-02T06:00:00Z", 60, "2026-10-04T22:30:00Z"],
  ])("%s", (_, calendar, from, minutes, expected) => {
    expect(new Date(addOpenMinutes(calendar, at(from), minutes)).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe("the hour that is missing, the hour that is there twice", () => {
  const early: Calendar = { timeZone: "America/New_York", week: every({ from: 150, to: 240 }), holidays: [] };
  test("a range that begins in the missing hour begins when the clock jumps", () => {
    expect(nextOpening(early, at("2026-03-08T05:00:00Z"))).toBe(at("2026-03-08T07:00:00Z"));
    expect(openMsBetween(early, at("2026-03-08T05:00:00Z"), at("2026-03-08T15:00:00Z"))).toBe(HOUR);
  });
  test("a range over the doubled hour has it twice", () => {
    const night: Calendar = { ...early, week: every({ from: 0, to: 180 }) };
    expect(openMsBetween(night, at("2026-11-01T04:00:00Z"), at("2026-11-01T12:00:00Z"))).toBe(4 * HOUR);
  });
  test("ranges that overlap because the hour is doubled are counted once", () => {
    const split: Calendar = { ...early, week: every({ from: 0, to: 90 }, { from: 90, to: 180 }) };
    expect(openMsBetween(split, at("2026-11-01T04:00:00Z"), at("2026-11-01T12:00:00Z"))).toBe(4 * HOUR);
  });
});

test("open or not, and what comes next", () => {
  const calendar = office("America/Chicago", { holidays: [{ date: "2026-11-26", ranges: [] }] });
  expect(isOpen(calendar, at("2026-11-25T15:00:00Z"))).toBe(true);
  expect(isOpen(calendar, at("2026-11-25T23:00:00Z"))).toBe(false);
  expect(isOpen(calendar, at("2026-11-26T18:00:00Z"))).toBe(false);
  expect(nextOpening(calendar, at("2026-11-25T23:00:00Z"))).toBe(at("2026-11-27T15:00:00Z"));
  expect(nextOpening({ ...calendar, week: every() }, at("2026-11-25T23:00:00Z"))).toBeNull();
});

describe("for any calendar", () => {
  const zones = ["America/New_York", "Europe/London", "Australia/Sydney", "America/Santiago", "Asia/Kathmandu", "Africa/Cairo", "UTC"];
  const minute = fc.integer({ min: 0, max: 1_440 });
  const ranges = fc.array(fc.record({ from: fc.integer({ min: 0, max: 1_439 }), to: minute }), { maxLength: 3 });
  const dates = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
  const calendars = fc.record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(ranges, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(fc.record({ date: dates.map((date) => date.toISOString().slice(0, 10)), ranges }), { maxLength: 4 }),
  });
  const moment = dates.map((date) => Math.floor(date.getTime() / 1000) * 1000);

  test("between now and the moment by which some open time has passed lies exactly that much of it, and not one millisecond less", () => {
    fc.assert(
      fc.property(calendars, moment, fc.integer({ min: 1, max: 5_000 }), (calendar, from, minutes) => {
        if (calendar.week.every((day) => day.length === 0)) return;
        const due = addOpenMinutes(calendar, from, minutes);
        const counted = openMsBetween(calendar, from, due);
        return counted === minutes * 60_000 && openMsBetween(calendar, from, due - 1) < counted;
      }),
      { numRuns: 60 },
    );
  });

  test("open time adds up, and never exceeds the time there is", () => {
    fc.assert(
      fc.property(calendars, moment, fc.nat(20 * 24), fc.nat(20 * 24), (calendar, from, first, second) => {
        const middle = from + first * HOUR;
        const end = middle + second * HOUR;
        const all = openMsBetween(calendar, from, end);
        return all === openMsBetween(calendar, from, middle) + openMsBetween(calendar, middle, end) && all <= end - from;
      }),
      { numRuns: 60 },
    );
  });

  test("adding twice is adding once", () => {
    fc.assert(
      fc.property(calendars, moment, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), (calendar, from, one, other) => {
        if (calendar.week.every((day) => day.length === 0)) return;
        const step = addOpenMs(calendar, from, one * 60_000);
        return addOpenMs(calendar, step, other * 60_000) === addOpenMs(calendar, from, (one + other) * 60_000);
      }),
      { numRuns: 60 },
    );
  });
});
