// Insights as a person reads them: days and stores chosen, held against those before, a number that opens exactly its orders, a chart that is read by
// keyboard and as a table, a file, and how long stock lasts.
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, visit } from "./browser.ts";

const DAY_MS = 86_400_000;

let world: World;
let browser: Browser;
const stores: Record<string, string> = {};

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  world.shop.changeLimits({ requestsPerSecond: 1_000, burst: 5_000 });
  for (const [seller, name, orders] of [
    ["GlowLab", "GlowLab US", 3],
    ["Northwind Home", "Northwind Home", 2],
  ] as const) {
    const shop = openShop(world, seller);
    for (let at = 0; at < orders; at += 1) sellUnits(world, shop, 2);
    stores[name] = await world.connect("US", seller, name);
  }
  await world.settle();
  await world.tillside.cron("* * * * *");
  await world.until("orders are counted", async () => (await world.rows("SELECT 1 FROM figure_due LIMIT 1")).length === 0);
  // A week of the weeks before, which nobody sold anything in by the pretend shop.
  const week = Array.from({ length: 7 }, (_, at) => new Date(world.now() - (30 + at) * DAY_MS).toISOString().slice(0, 10));
  await world.rows(
    `INSERT INTO figure_day (store_id, day, fulfilled_by, is_sample, currency, paid, standing, units, gmv, sold)
     SELECT ?, value, 'merchant', 0, 'USD', 1, 1, 1, 1000, 1000 FROM json_each(?)`,
    stores["GlowLab US"],
    JSON.stringify(week),
  );
  await world.rows("INSERT INTO item (id, sku, name, kind, created_at) VALUES ('itm_lamp', 'LAMP-1', 'Lamp', 'standard', 1)");
  await world.rows(
    "INSERT OR IGNORE INTO listing_part (store_id, sku_id, item_id, qty) SELECT store_id, sku_id, 'itm_lamp', 1 FROM listing",
  );
  // Stock lasts by days that are over.
  await world.later(DAY_MS);
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("days, stores, numbers that open their orders, a chart with its table and its file", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin, zone: "America/Los_Angeles" });
  await page.clock.setFixedTime(world.now());
  await page.goto("/insights");
  const dollars = page.getByRole("region", { name: "In USD" });
  await dollars.getByRole("link", { name: "Orders: 5. Open the orders" }).waitFor();
  await dollars.getByText("before: 7").first().waitFor();

  await page.getByRole("button", { name: "All stores" }).click();
  await page.getByRole("menuitemradio", { name: "Northwind Home" }).click();
  await page.keyboard.press("Escape");
  await dollars.getByRole("link", { name: "Orders: 2. Open the orders" }).waitFor();
  await page.getByLabel("Days", { exact: true }).selectOption("7d");
  await page.waitForURL(/span=7d/);
  await page.waitForURL(new RegExp(`stores=${stores["Northwind Home"]}`));

  await dollars.getByRole("button", { name: "Orders", exact: true }).click();
  const chart = page.getByRole("img", { name: /^Orders per day: 7 values between/ });
  await chart.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.getByText(/: These days \d · Days before 0$/).waitFor();
  await dollars.getByRole("region", { name: "Orders per day" }).getByRole("button", { name: "Table" }).click();
  const table = page.getByRole("table", { name: "Orders per day" });
  expect(await table.getByRole("row").count()).toBe(8);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download “Orders per day” as CSV" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8").split("\r\n")[0]).toBe('\uFEFF"Day","These days","Days before"');
  expect(await seriousFaults(page)).toEqual([]);

  await dollars.getByRole("link", { name: "Orders: 2. Open the orders" }).click();
  await page.waitForURL(/\/orders\?.*counted=paid/);
  const listed = page.getByRole("main").locator("a[href^='/orders/5']");
  await listed.nth(1).waitFor();
  expect(new Set(await listed.evaluateAll((links) => links.map((link) => link.getAttribute("href")))).size).toBe(2);
  expect(complaints).toEqual([]);
  await close();
});

test("what was sold of an item stands beside SKUs, and how long it lasts on a page of its own", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, {
    as: world.admin,
    zone: "America/Los_Angeles",
    width: 390,
    height: 844,
  });
  await page.clock.setFixedTime(world.now());
  await page.goto("/insights");
  await page.getByRole("button", { name: "Item", exact: true }).click();
  await page
    .getByRole("table", { name: "By item" })
    .getByRole("rowheader", { name: /^LAMP-1/ })
    .waitFor();
  await page.goto("/insights/cover");
  const row = page.getByRole("table", { name: "How long stock lasts" }).getByRole("row", { name: /^LAMP-1/ });
  await row.getByText("used up").waitFor();
  await row.getByRole("link", { name: "10", exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "No sale in 28 days" }).click();
  await page.getByText("No item stands without sales").waitFor();
  expect(complaints).toEqual([]);
  await close();
});
