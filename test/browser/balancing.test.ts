// Balancing at the counter: a store is switched on, a number explains itself in words, a rule changes it, and one button stops it all.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;
let shop: Shop;
let store = "";

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_mug', 'MUG', 'Mug', 1)");
  await world.rows("INSERT INTO warehouse (id, name, kind, time_zone, created_at) VALUES ('whs_east', 'East', 'merchant', 'UTC', 1)");
  await world.rows("INSERT INTO store_warehouse (store_id, warehouse_id, rank, is_fallback) VALUES (?, 'whs_east', 0, 1)", store);
  await world.rows(
    "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES ('whs_east', 'itm_mug', 'receive', 40, 'story', 1, 'one')",
  );
  await world.rows(
    "INSERT INTO listing_map (store_id, sku_id, state, mapped_at, mapped_by) VALUES (?, ?, 'mapped', 1, 'story')",
    store,
    shop.skus[0],
  );
  await world.rows("INSERT INTO listing_part (store_id, sku_id, item_id, qty) VALUES (?, ?, 'itm_mug', 1)", store, shop.skus[0]);
  await world.rows("UPDATE store SET stock_managed = 1 WHERE id = ?", store);
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("switched on, a listing shows what is there and says why; a rule keeps some back", async () => {
  const { page, complaints } = admin;
  await page.goto("/inventory/balancing");
  await page.getByRole("button", { name: "Switch on for GlowLab US" }).press("Enter");
  const explained = page.getByRole("button", { name: "Explain 40 of GlowLab beanie" });
  await world.until(
    "TikTok was told",
    async () => (await world.rows("SELECT 1 FROM balance_listing WHERE shown = 40 AND sent IS NULL")).length > 0,
  );
  await page.reload();
  await explained.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("MUG: 40 on hand − 0 promised = 40 in this store's warehouses.").waitFor();
  await dialog.getByText("So it is to show 40.").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Rule: This listing" }).press("Enter");
  await dialog.getByLabel("Keep back").fill("6");
  await dialog.getByRole("button", { name: "Save rule" }).press("Enter");
  await dialog.getByText("Shares with the others, keeps 6 back", { exact: true }).waitFor();
  await world.until(
    "TikTok was told",
    async () => (await world.rows("SELECT 1 FROM balance_listing WHERE shown = 34 AND sent IS NULL")).length > 0,
  );
  await page.keyboard.press("Escape");
  expect(complaints).toEqual([]);
});

test("one button stops it all, and says so; a rule that is being written stays when its store is paused", async () => {
  const { page } = admin;
  await page.getByRole("button", { name: "Rule of GlowLab US" }).press("Enter");
  const kept = page.getByRole("region", { name: "Stores" }).getByLabel("Keep back");
  await kept.fill("3");
  await page.getByRole("button", { name: "Pause GlowLab US" }).press("Enter");
  await page.getByRole("button", { name: "Go on with GlowLab US" }).press("Enter");
  await page.getByRole("button", { name: "Pause GlowLab US" }).waitFor();
  expect(await kept.inputValue()).toBe("3");
  await page.getByRole("button", { name: "Pause all" }).press("Enter");
  await page.getByText("Balancing is paused.").waitFor();
  await page.getByRole("button", { name: "Go on", exact: true }).first().press("Enter");
  await page.getByText("Balancing is paused.").waitFor({ state: "detached" });
  expect(await seriousFaults(page)).toEqual([]);
});
