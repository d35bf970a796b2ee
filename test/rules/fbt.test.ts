// The import of orders that TikTok ships: which start dates may be chosen, over the ends of months and across time zones, and what an imported order
// takes from TikTok's warehouse, once and for every part.
import { describe, expect, test } from "vitest";
import { planImported } from "../../worker/orders/fbt.ts";
import type { Held, StockUnit } from "../../worker/orders/plan.ts";
import { fbtLimits, whyNotSince } from "../../worker/stores/fbt.ts";

const at = (text: string) => Date.parse(text) / 1000;

const limits: [now: string, zone: string, earliest: string, latest: string][] = [
  ["2026-11-22T12:00:00Z", "America/Los_Angeles", "2026-11-01", "2026-11-22"],
  // The first day of a month has one choice.
  ["2026-11-01T08:00:00Z", "Europe/London", "2026-11-01", "2026-11-01"],
  ["2026-11-30T23:59:59Z", "UTC", "2026-11-01", "2026-11-30"],
  ["2026-12-01T00:00:00Z", "UTC", "2026-12-01", "2026-12-01"],
  // One moment, three months' ends: it is another day, month and year elsewhere.
  ["2027-01-01T03:00:00Z", "America/New_York", "2026-12-01", "2026-12-31"],
  ["2027-01-01T03:00:00Z", "Asia/Bangkok", "2027-01-01", "2027-01-01"],
  ["2026-12-31T16:30:00Z", "Asia/Singapore", "2027-01-01", "2027-01-01"],
  // Half hours, and days of 23 and 25 hours.
  ["2026-10-31T18:45:00Z", "Asia/Kolkata", "2026-11-01", "2026-11-01"],
  ["2026-03-29T00:30:00Z", "Europe/Berlin", "2026-03-01", "2026-03-29"],
  ["2026-11-01T06:30:00Z", "America/Los_Angeles", "2026-10-01", "2026-10-31"],
  ["2026-11-01T07:30:00Z", "America/Los_Angeles", "2026-11-01", "2026-11-01"],
  ["2028-02-29T23:00:00Z", "UTC", "2028-02-01", "2028-02-29"],
];

test.each(limits)("at %s in %s the start may lie between %s and %s", (now, zone, earliest, latest) => {
  expect(fbtLimits(at(now), zone)).toEqual({ earliest, latest });
});

test.each([
  ["2026-11-01", null, null],
  ["2026-11-22", null, null],
  ["2026-10-31", null, "fbt-too-early"],
  ["2026-11-23", null, "fbt-too-late"],
  ["2026-11-00", null, "fbt-too-early"],
  ["2026-11-31", null, "fbt-too-late"],
  // What is saved stays valid in later months; whoever changes it keeps to the limits.
  ["2026-09-03", "2026-09-03", null],
  ["2026-09-04", "2026-09-03", "fbt-too-early"],
  ["2026-11-05", "2026-09-03", null],
])("%s where %s is saved: %s", (since, saved, why) => {
  expect(whyNotSince(since, saved, fbtLimits(at("2026-11-22T12:00:00Z"), "UTC"))).toBe(why);
});

describe("an imported order", () => {
  const unit = (line: string, wish: StockUnit["wish"], parts: StockUnit["parts"], isMapped = true): StockUnit => ({
    line,
    sku: line,
    wish,
    parts,
    chosen: null,
    isMapped,
  });
  const shipped = (line_id: string, item_id: string): Held => ({
    line_id,
    item_id,
    warehouse_id: "fbt",
    qty: 2,
    state: "shipped",
    because: "by-tiktok",
    attempt: 1,
    turn: 1,
  });
  const plan = (units: StockUnit[], held: Held[] = []) => {
    const { movements, become } = planImported({ id: "o", turn: 1, units, held }, "fbt");
    return { moved: movements.map(({ key, kind, onHand }) => `${key} ${kind} ${onHand}`), become: become.map(({ state }) => state) };
  };
  const hat = [{ item: "hat", qty: 2 }];

  test("takes every part of every unit from TikTok's warehouse, under a key of its own", () => {
    const kit = [...hat, { item: "box", qty: 1 }];
    expect(plan([unit("l1", "sold", kit), unit("l2", "sold", hat)])).toEqual({
      moved: ["fbt:l1:hat fbt_sale -2", "fbt:l1:box fbt_sale -1", "fbt:l2:hat fbt_sale -2"],
      become: ["shipped", "shipped", "shipped"],
    });
  });

  test("takes nothing while one of its listings is unknown, but a cancelled unit's does not matter", () => {
    expect(plan([unit("l1", "sold", hat), unit("l2", "sold", [], false)]).moved).toEqual([]);
    expect(plan([unit("l1", "sold", hat), unit("l2", "back", [], false)]).moved).toEqual(["fbt:l1:hat fbt_sale -2"]);
  });

  test("takes once, whatever its listings become", () => {
    expect(plan([unit("l1", "sold", [{ item: "cap", qty: 1 }])], [shipped("l1", "hat")]).moved).toEqual([]);
    expect(plan([unit("l1", "sold", [], false)], [shipped("l1", "hat")]).moved).toEqual([]);
  });

  test("gives back what TikTok cancels after it counted as sold, once", () => {
    const back = plan([unit("l1", "back", hat)], [shipped("l1", "hat")]);
    expect(back).toEqual({ moved: ["fbt-back:l1:hat fbt_return 2"], become: ["released"] });
    expect(plan([unit("l1", "back", hat)], [{ ...shipped("l1", "hat"), state: "released" }]).moved).toEqual([]);
  });
});
