// Days counted at TikTok and here: which days a night checks, what a comparison asks for, and what it finds, over any two sets of orders.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSpan, type Missing, SPAN_READ_MAX, type Span, type Verbs } from "../../worker/gaps/compare.ts";
import { daysToCheck, isDay, nightOf, spanOf } from "../../worker/gaps/days.ts";
import { isBeyond, keyAfterWhich, readBatch, writePackCsv, writePackJson } from "../../worker/gaps/pack.ts";

interface Held {
  id: string;
  at: number;
}

/** A shop and a desk that hold these orders; whatever TikTok shows and can be read comes in. */
function stage(theirs: Held[], ours: Held[], more: { unreadable?: Set<string>; hidden?: Set<string> } = {}) {
  const here = new Map(ours.map((order) => [order.id, order]));
  const within = (orders: Iterable<Held>, { from, before }: Span) => [...orders].filter(({ at }) => at >= from && at < before);
  let read = 0;
  const verbs: Verbs = {
    askTheirs: async (span) => {
      const counted = within(theirs, span);
      const shown = counted.filter(({ id }) => !more.hidden?.has(id)).slice(0, SPAN_READ_MAX);
      return { total: counted.length, ids: shown.length === counted.length ? shown.map(({ id }) => id) : null };
    },
    listOurs: async (span) => new Set(within(here.values(), span).map(({ id }) => id)),
    countTheirs: async (span) => within(theirs, span).length,
    countOurs: async (span) => within(here.values(), span).length,
    readSpan: async (span) => {
      read += 1;
      const shown = within(theirs, span).filter(({ id }) => !more.hidden?.has(id));
      const unread = shown.filter(({ id }) => more.unreadable?.has(id));
      const fresh = shown.filter(({ id }) => !here.has(id) && !more.unreadable?.has(id));
      const uncounted = within(here.values(), span).filter(({ id }) => !theirs.some((one) => one.id === id));
      for (const order of fresh) here.set(order.id, order);
      const missing = (ids: Held[], reason: Missing["reason"]) => ids.map(({ id }): Missing => ({ id, reason, words: null, count: 1 }));
      return {
        repaired: fresh.map(({ id }) => id),
        missing: [...missing(unread, "unreadable"), ...missing(uncounted, "not-counted")],
        leftOut: 0,
      };
    },
  };
  return { verbs, here, pagesRead: () => read };
}

const DAY: Span = { from: 1_000_000, before: 1_086_400 };
const orders = (count: number, from = DAY.from, step = 20) =>
  Array.from({ length: count }, (_, at): Held => ({ id: String(576_000_000_000 + at), at: from + at * step }));

describe("a comparison", () => {
  test("of equal counts asks once and reads nothing", async () => {
    const all = orders(3_000);
    const { verbs, pagesRead } = stage(all, all);
    expect(await compareSpan(verbs, DAY)).toMatchObject({ theirs: 3_000, ours: 3_000, verdict: "equal", calls: 1, repaired: [] });
    expect(pagesRead()).toBe(0);
  });
  test("finds three of three thousand with few questions", async () => {
    const all = orders(3_000);
    const lost = new Set([all[7]?.id, all[1_800]?.id, all[2_999]?.id]);
    const { verbs, here, pagesRead } = stage(
      all,
      all.filter(({ id }) => !lost.has(id)),
    );
    const found = await compareSpan(verbs, DAY);
    expect(found).toMatchObject({ theirs: 3_000, ours: 2_997, theirsAfter: 3_000, oursAfter: 3_000, verdict: "repaired", missing: [] });
    expect(new Set(found.repaired)).toEqual(lost);
    expect(here.size).toBe(3_000);
    expect(pagesRead()).toBe(3);
    expect(found.calls).toBeLessThan(30);
  });
  test("names what is counted and cannot be read, and counts what is never shown", async () => {
    const all = orders(40);
    const [bad, hidden] = [all[3]?.id ?? "", all[4]?.id ?? ""];
    const { verbs } = stage(all, all.slice(10), { unreadable: new Set([bad]), hidden: new Set([hidden]) });
    const found = await compareSpan(verbs, DAY);
    expect(found).toMatchObject({ verdict: "open", theirs: 40, ours: 30, oursAfter: 38 });
    expect(found.missing).toEqual([
      { id: bad, reason: "unreadable", words: null, count: 1 },
      { id: null, reason: "not-shown", words: null, count: 1 },
    ]);
  });
  test("names an order that is here and that TikTok does not count", async () => {
    const all = orders(5);
    const { verbs } = stage(all.slice(1), all);
    const found = await compareSpan(verbs, DAY);
    expect(found).toMatchObject({ verdict: "open", missing: [{ id: all[0]?.id, reason: "not-counted" }] });
  });
  test("of equal numbers that are not the same orders fetches the one and names the other", async () => {
    const all = orders(40);
    const { verbs, here } = stage(all.slice(1), all.slice(0, 39));
    const found = await compareSpan(verbs, DAY);
    expect(found).toMatchObject({ theirs: 39, ours: 39, verdict: "open", compared: "ids", repaired: [all[39]?.id] });
    expect(found.missing).toEqual([{ id: all[0]?.id, reason: "not-counted", words: null, count: 1 }]);
    expect(here.size).toBe(40);
  });
  test("says that a day of many orders was compared by its number alone", async () => {
    const all = orders(120);
    const { verbs } = stage(all.slice(1), all.slice(0, 119));
    expect(await compareSpan(verbs, DAY)).toMatchObject({ verdict: "equal", compared: "counts" });
    const { verbs: small } = stage(all.slice(0, 100), all.slice(0, 100));
    expect(await compareSpan(small, DAY)).toMatchObject({ verdict: "equal", compared: "ids", calls: 1 });
  });
  test("of a second with more orders than a page reads it as it is", async () => {
    const all = orders(450, DAY.from + 500, 0);
    const { verbs, here } = stage(all, []);
    expect(await compareSpan(verbs, DAY)).toMatchObject({ verdict: "repaired", oursAfter: 450 });
    expect(here.size).toBe(450);
  });
  test("ends with its calls, and says what is left to the next", async () => {
    const { verbs } = stage(orders(4_000), []);
    const found = await compareSpan(verbs, DAY, 20);
    expect(found.verdict).toBe("open");
    expect(found.repaired.length + (found.missing[0]?.count ?? 0)).toBe(4_000);
    expect(found.missing[0]?.reason).toBe("unfinished");
    const again = await compareSpan(verbs, DAY);
    expect(again).toMatchObject({ verdict: "repaired", oursAfter: 4_000 });
  });
  test("over any orders brings in exactly what was missing and says which", () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ id: fc.nat({ max: 5_000 }).map(String), at: fc.integer({ min: DAY.from, max: DAY.before - 1 }) }), {
          selector: ({ id }) => id,
          maxLength: 400,
        }),
        fc.array(fc.boolean(), { maxLength: 400 }),
        async (all, isHere) => {
          const known = all.filter((_, at) => isHere[at] ?? false);
          const { verbs, here } = stage(all, known);
          const found = await compareSpan(verbs, DAY);
          expect(here.size).toBe(all.length);
          expect(found.repaired.length).toBe(all.length - known.length);
          expect(found.verdict).toBe(all.length === known.length ? "equal" : "repaired");
        },
      ),
      { numRuns: 60 },
    ));
});

describe("days", () => {
  test("begin and end with the store's own midnight, also where the clock is put forward or back", () => {
    const hours = (day: string, zone: string) => {
      const { from, before } = spanOf(day, zone);
      return (before - from) / 3_600;
    };
    expect([hours("2026-03-29", "Europe/London"), hours("2026-10-25", "Europe/London"), hours("2026-11-21", "America/New_York")]).toEqual([
      23, 25, 24,
    ]);
  });
  test("of a night are the last thirty, and older ones in turn until each was checked", () => {
    const since = spanOf("2026-08-01", "UTC").from;
    const checked = new Set<string>();
    for (let night = 22; night <= 41; night += 1) {
      const today = new Date(Date.UTC(2026, 10, night)).toISOString().slice(0, 10);
      const days = daysToCheck(today, "UTC", since);
      expect(days).toHaveLength(33);
      expect(new Set(days).size).toBe(33);
      expect(days[0]).toBe(new Date(Date.UTC(2026, 10, night - 1)).toISOString().slice(0, 10));
      for (const day of days) checked.add(day);
    }
    const all = Array.from({ length: 70 }, (_, at) => new Date(Date.UTC(2026, 8, 12 + at)).toISOString().slice(0, 10));
    expect(all.filter((day) => !checked.has(day))).toEqual([]);
    expect(daysToCheck("2026-11-22", "UTC", spanOf("2026-11-20", "UTC").from)).toEqual(["2026-11-21", "2026-11-20"]);
  });
  test("a night comes by the store's own clock", () => {
    const at = Date.UTC(2026, 10, 22, 10, 30) / 1_000;
    expect([nightOf(at, "America/Los_Angeles"), nightOf(at, "America/New_York"), nightOf(at, "Asia/Tokyo")]).toEqual([
      null,
      "2026-11-22",
      "2026-11-22",
    ]);
  });
  test.each(["2026-02-30", "2026-13-01", "20261122", "", "2026-11-22T"])("%j is no day", (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe("a pack", () => {
  const row = { notification: "7300", message: "m1", shop: "74950", topic: "orders", ids: ["576000000001"], verdict: "done", at: 2_000 };
  const other = { ...row, shop: "74999", ids: ["576000000002"] };
  const body = JSON.stringify({ queue: "live", proofs: [row, other] });
  const wanted = { shop: "74950", order: null, fromAt: 1_000, untilAt: 3_000 };
  const sha = "e".repeat(64);
  test("holds the rows that are meant, and the batch's hash as it is now", () => {
    const read = readBatch("batches/1970-01-01/2000-x.json", body, sha, wanted);
    expect(read).toMatchObject({ rows: [row], isIntact: false });
    expect(readBatch("k", body, read?.sha256, wanted)?.isIntact).toBe(true);
    expect(readBatch("k", body, sha, { ...wanted, order: "576000000002" })).toBeNull();
    expect(readBatch("k", body, sha, { ...wanted, fromAt: 2_001 })).toBeNull();
    expect(readBatch("k", "{broken", sha, wanted)).toMatchObject({ rows: [], isIntact: false });
  });
  test("in parts is one file", () => {
    const read = readBatch("k", body, sha, wanted);
    const some = read ? [read] : [];
    const text = [writePackJson(some, true, false, false), writePackJson([], false, false, true), writePackJson(some, false, true, true)];
    expect(JSON.parse(text.join(""))).toHaveLength(2);
    expect(JSON.parse(writePackJson([], true, true, false))).toEqual([]);
    expect(`${writePackCsv(some, true)}${writePackCsv(some, false)}`.split("\r\n")).toHaveLength(4);
  });
  test("begins and ends by the names of its batches", () => {
    const key = (at: number) => `batches/${new Date(at).toISOString().slice(0, 10)}/${at}-0123.json`;
    const at = Date.UTC(2026, 10, 22, 12);
    expect(key(at) > keyAfterWhich(at)).toBe(true);
    expect(key(at - 1) > keyAfterWhich(at)).toBe(false);
    expect([isBeyond(key(at), at), isBeyond(key(at + 3_600_000), at)]).toEqual([false, true]);
  });
});
