// What was sold of items and how long they last, by sums small enough to be worked out by hand: packs, kits, listings of several items, listings of
// none, TikTok's warehouses, and a desk in which somebody sees one store of two.
import { expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { reportCover } from "../../worker/insights/cover.ts";
import { reportItems, reportSkus, soldQuery } from "../../worker/insights/skus.ts";
import { openDb, openSchema } from "./sqlite.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = "2026-11-10";

/** Listing 1: a pack of two A · 2: one A and three B · 3: a kit of two B · 4: mapped to nothing. Ten units of each are sold for 10.01 a unit. */
function open() {
  const database = openSchema();
  database.exec(`
    INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at) VALUES ('ana', 'Ana', 'a@x', 1, 'admin', 0, 0), ('bo', 'Bo', 'b@x', 1, 'agent', 0, 0);
    INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES ('s1', 'ana', 'ana', 9e15, 0, 9e15), ('s2', 'bo', 'bo', 9e15, 0, 9e15);
    INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at) VALUES ('one', 'One', 1, 'US', 'USD', 'UTC', 0), ('two', 'Two', 2, 'US', 'USD', 'UTC', 0);
    INSERT INTO store_right (user_id, store_id, bits) VALUES ('bo', 'two', 1);
    INSERT INTO item (id, sku, name, kind, created_at) VALUES ('a', 'A', 'Cup', 'standard', 0), ('b', 'B', 'Lid', 'standard', 0), ('k', 'K', 'Two lids', 'kit', 0), ('c', 'C', 'Idle', 'standard', 0);
    INSERT INTO kit_part (kit_id, item_id, qty) VALUES ('k', 'b', 2);
    INSERT INTO listing_part (store_id, sku_id, item_id, qty) VALUES ('one', '1', 'a', 2), ('one', '2', 'a', 1), ('one', '2', 'b', 3), ('one', '3', 'k', 1), ('two', '1', 'a', 1), ('one', '5', 'c', 1);
    INSERT INTO warehouse (id, name, kind, store_id, time_zone, created_at) VALUES ('w1', 'West', 'merchant', NULL, 'UTC', 0), ('w2', 'East', 'merchant', NULL, 'UTC', 0), ('f', 'FBT', 'fbt', 'one', 'UTC', 0);
    INSERT INTO stock_level (warehouse_id, item_id, on_hand, allocated, unsellable, incoming, updated_at) VALUES
      ('w1', 'a', 30, 4, 0, 0, 0), ('w2', 'a', 4, 0, 0, 0, 0), ('w1', 'b', 5, 9, 0, 0, 0), ('w1', 'c', 7, 0, 0, 0, 0), ('f', 'a', -50, 0, 0, 0, 0);
    INSERT INTO fbt_line (store_id, id, code, name, on_hand, reserved, available, unfulfillable, in_transit, item_id, qty) VALUES ('one', 'g', 'C', 'Cup', 9, 1, 8, 0, 0, 'a', 2);
  `);
  const sold =
    database.prepare(`INSERT INTO figure_sku (store_id, period, sku_id, fulfilled_by, is_sample, currency, units, gmv, sold, cancelled, refunded, delivered, returned)
    VALUES (?, ?, ?, ?, ?, 'USD', 10, 10010, 9009, 1, 1001, 8, 2)`);
  for (const period of [DAY, "m2026-11"]) {
    for (const sku of ["1", "2", "3", "4"]) sold.run("one", period, sku, "merchant", 0);
    sold.run("one", period, "1", "store", 0);
    sold.run("one", period, "5", "store", 0);
    sold.run("two", period, "1", "merchant", 0);
    sold.run("one", period, "1", "merchant", 1);
  }
  return { db: openDb(database), now: () => NOW } as unknown as Kit;
}

const kit = open();
const ana = { tokenHash: "ana", now: NOW };
const query = (more = {}) => soldQuery.parse({ from: DAY, to: DAY, ...more });

test("an item's pieces are its listings' units times the pieces in one, a kit stands as a kit, and no cent is lost or made", async () => {
  const [block] = (await reportItems(kit, ana, query())).blocks;
  const of = new Map(block?.rows.map((row) => [row.sku, row]));
  // 2 × (10 + 10 FBT) + 1 × 10 + the other store's 10.
  expect(of.get("A")).toMatchObject({ units: 60, cancelled: 6, delivered: 48, returned: 12 });
  expect(of.get("B")).toMatchObject({ units: 30, is_kit: 0, sold: Math.round((9009 * 3) / 4) });
  expect(of.get("K")).toMatchObject({ units: 10, is_kit: 1, sold: 9009 });
  expect(of.get(null)).toMatchObject({ item: null, name: null, units: 10 });
  const bySku = (await reportSkus(kit, ana, query())).blocks[0]?.rows ?? [];
  for (const name of ["sold", "gmv", "refunded"] as const) {
    const sum = (rows: Record<typeof name, number>[]) => rows.reduce((total, row) => total + row[name], 0);
    expect([name, sum(block?.rows ?? [])]).toEqual([name, sum(bySku)]);
  }
});

test("months less their other days say what their days say, and each store's rights hold", async () => {
  const month = query({ from: "2026-11-01", to: "2026-11-29" });
  expect((await reportItems(kit, ana, month)).blocks).toEqual((await reportItems(kit, ana, query())).blocks);
  expect((await reportItems(kit, ana, query({ to: "2026-11-11", from: "2026-11-11" }))).blocks).toEqual([]);
  const bo = await reportItems(kit, { tokenHash: "bo", now: NOW }, query());
  expect(bo.blocks[0]?.rows).toMatchObject([{ sku: "A", units: 10 }]);
});

test("pages go on where the last ended", async () => {
  const all = (await reportSkus(kit, ana, query())).blocks[0];
  const rest = (await reportSkus(kit, ana, query({ after: "2", currency: "USD" }))).blocks[0];
  expect(all).toMatchObject({ many: 6, next: null });
  expect(rest?.rows).toEqual(all?.rows.slice(2));
});

test("stock lasts what is free by what left on an average day; kits are taken apart, TikTok's warehouses stand alone", async () => {
  const asked = { stores: null, after: "" };
  const { rows, period, many } = await reportCover(kit, ana, { ...asked, view: "selling" });
  const idle = await reportCover(kit, ana, { ...asked, view: "idle" });
  expect(period.now).toEqual({ from: "2026-10-25", to: "2026-11-21" });
  const of = new Map([...rows, ...idle.rows].map((row) => [`${row.sku} ${row.store ?? ""}`, row]));
  // Nine of ten units stand. A leaves 2 × (9 + 9 as samples) + 1 × 9 + the other store's 9; of it 30 are free.
  expect(of.get("A ")).toMatchObject({ free: 30, units: 54, days: (30 * 28) / 54, isLow: false, isInKit: false });
  expect(of.get("A ")?.shelves).toEqual([
    { warehouse: "West", free: 26 },
    { warehouse: "East", free: 4 },
  ]);
  expect(of.get("A one")).toMatchObject({ free: 16, units: 18, days: (16 * 28) / 18, shelves: [] });
  expect(of.get("B ")).toMatchObject({ free: -4, units: 3 * 9 + 2 * 9, days: 0, isLow: true, isInKit: true });
  expect(of.get("C one")).toMatchObject({ free: null, units: 9, days: null, isLow: false });
  expect(of.get("C ")).toMatchObject({ free: 7, units: 0, days: null, endsAt: null });
  expect([rows.map(({ sku }) => sku), many]).toEqual([["B", "A", "A", "C"], 4]);
  expect([idle.rows.map(({ sku }) => sku), idle.next]).toEqual([["C"], null]);
});
