// FBT stock at the counter: TikTok's numbers are read at a button, what is apart stands first and explains itself, an inbound order shows its history,
// and a comparison is begun anew by whoever manages the store.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;
let shop: Shop;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab", { fbt: true });
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  const beanie = { kind: "standard", sku: "BEANIE-<b>", name: "Beanie", barcode: null };
  const item = await world.admin.post<{ id: string }>("/api/items", beanie);
  await world.rows(
    "INSERT INTO warehouse (id, name, kind, store_id, time_zone, created_at) VALUES ('whs_fbt', 'FBT GlowLab', 'fbt', ?, 'UTC', 1)",
    store,
  );
  await world.settle();
  const parts = [{ item: item.id, qty: 1 }];
  await world.admin.post("/api/mappings", { mappings: [{ store, sku: shop.skus[0], state: "mapped", parts }] });
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("goods are read at a button; what is apart says so in words, explains itself, and is compared anew", async () => {
  const { page } = admin;
  await page.goto("/inventory/fbt");
  await page.getByText("Nothing lies in TikTok's warehouses").waitFor();
  await page.getByRole("button", { name: "Read now" }).press("Enter");
  const row = page.getByRole("table", { name: "Goods in TikTok's warehouses" }).getByRole("row").filter({ hasText: "BLK-M" });
  await row.getByText("Even").waitFor();
  await row.getByRole("link", { name: "BEANIE-<b>" }).waitFor();
  world.shop.adjustGoods({ skuId: shop.skus[0], quantity: -4 });
  const inbound = world.shop.planInbound({ shopId: shop.id, goods: [{ skuId: shop.skus[0], quantity: 24 }] });
  world.shop.moveInbound(inbound.id, "TO_BE_RECEIVED");
  await world.settle();
  await page.getByRole("link", { name: "Apart only" }).press("Enter");
  await row.getByText("4 fewer at TikTok").waitFor();
  await row.getByRole("button").press("Enter");
  const dialog = page.getByRole("dialog", { name: "GlowLab beanie Black, M" });
  await dialog.getByText("So there should be").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Compare anew from today" }).click();
  await page.getByText("Nothing is apart").waitFor();
});

test("an inbound order is there by its webhook alone, with its history", async () => {
  const { page, complaints } = admin;
  await page.getByRole("link", { name: "Inbound orders" }).press("Enter");
  await page.getByText("TO_BE_RECEIVED").waitFor();
  await page.getByRole("button", { name: /^Show IBR/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: /^IBR/ });
  await dialog.getByText("0 of 24").waitFor();
  expect(await dialog.getByRole("listitem").count()).toBe(3);
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
