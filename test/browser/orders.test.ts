// Orders over all stores: tabs, filters that live in the address, search, pages as one scrolls, and one order's page.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, type Visitor, visit } from "./browser.ts";

const ORDERS = 130;

let world: World;
let browser: Browser;
let shop: Shop;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab", { fbt: true });
  for (let at = 0; at < ORDERS; at += 1) sellUnits(world, shop, 1 + (at % 3), at % 5 === 0 ? { fbt: true } : {});
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const rows = () => admin.page.getByRole("table", { name: "Orders" }).getByRole("row");

test("tabs and chips narrow the list, live in the address, and survive a reload", async () => {
  const { page } = admin;
  await page.goto("/orders");
  await rows().nth(5).waitFor();
  await page
    .getByRole("navigation", { name: "Stage" })
    .getByRole("link", { name: /^On hold/ })
    .click();
  expect(page.url()).toContain("stage=on_hold");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByLabel("Fulfilled by").selectOption({ label: "Merchant" });
  await page.keyboard.press("Escape");
  await page.getByText("Fulfilled by Merchant").waitFor();
  expect(page.url()).toContain("by=merchant");
  await page.reload();
  await page.getByText("Fulfilled by Merchant").waitFor();
  await rows().nth(1).waitFor();
  expect(await rows().filter({ hasText: "Store (FBT)" }).count()).toBe(0);
  await page.getByRole("button", { name: "Remove filter Fulfilled by Merchant" }).click();
  expect(page.url()).not.toContain("by=");
});

test("every order can be reached by scrolling, though only those near the screen are drawn", async () => {
  const { page } = admin;
  await page.goto("/orders");
  await rows().nth(5).waitFor();
  const seen = new Set<string>();
  for (let turn = 0; turn < 60 && seen.size < ORDERS; turn += 1) {
    for (const id of await page.locator("tr[data-row]").evaluateAll((all) => all.map((row) => row.getAttribute("data-row") ?? "")))
      seen.add(id);
    await page.mouse.move(800, 500);
    await page.mouse.wheel(0, 700);
    await page.waitForFunction(() => document.querySelectorAll("tr[data-row]").length > 0);
  }
  expect(seen.size).toBe(ORDERS);
  expect(await page.locator("tr[data-row]").count()).toBeLessThan(60);
});

test("a filter without an index says how far it looked and offers to look further", async () => {
  const { page } = admin;
  await page.goto("/orders?status=COMPLETED&from=2020-01-01");
  await page.getByRole("heading", { name: "No order fits these filters" }).waitFor();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await rows().nth(1).waitFor();
});

test("search finds by number, product and buyer, and says when there is nothing", async () => {
  const { page } = admin;
  const buyer = new Buyer(world, shop, "searchable.person");
  const order = buyer.buys(2);
  await world.settle();
  await page.goto("/orders");
  const field = page.getByRole("searchbox", { name: "Search orders" });
  for (const text of [order.id, "searchable"]) {
    await field.fill(text);
    await page.getByRole("heading", { name: `Orders with “${text}”` }).waitFor();
    await rows()
      .filter({ hasText: order.id.slice(-10) })
      .waitFor();
  }
  await field.fill("nothing-of-this-name");
  await page.getByRole("heading", { name: "No order has “nothing-of-this-name”" }).waitFor();
});

test("an order's page tells what was bought and where it is, in both words, and leads to its buyer", async () => {
  const { page, complaints } = admin;
  const buyer = new Buyer(world, shop, "told.person");
  const order = buyer.buys(2);
  world.shop.endHold(order.id);
  world.shop.ship(order.id, { trackingNumber: "1Z999AA10123456784" });
  await world.settle();
  await page.goto(`/orders/${order.id}`);
  await page.getByRole("heading", { name: order.id }).waitFor();
  const status = page.getByRole("region", { name: "Status" });
  await status.getByText("Shipped", { exact: true }).waitFor();
  await status.getByText("AWAITING_COLLECTION").waitFor();
  await page.getByRole("heading", { name: "Deadlines" }).waitFor();
  await page.getByRole("region", { name: "Items" }).getByText("GlowLab beanie").waitFor();
  await page.getByText("1Z999AA10123456784").waitFor();
  await page.getByRole("button", { name: "Show the carrier’s scans" }).click();
  await page.getByText("Order placed.").waitFor();

  world.shop.scan(order.id);
  await status.getByText("IN_TRANSIT").waitFor();

  await page.getByRole("button", { name: "Write to the buyer" }).click();
  await thread(page).getByText("Ana Admin started this conversation").waitFor();
  await page.getByRole("textbox", { name: "Reply to told.person" }).waitFor();
  expect(complaints).toEqual([]);
});

test("TikTok's refusal to open a conversation is shown in its words", async () => {
  const { page } = admin;
  const order = sellUnits(world, shop);
  await world.settle();
  world.hosted.simulator.faults.raise({ kind: "down", on: "chat.create", count: 5 });
  await page.goto(`/orders/${order.id}`);
  await page.getByRole("button", { name: "Write to the buyer" }).click();
  await page.getByRole("alert").filter({ hasText: "TikTok is not answering. Nothing was changed." }).waitFor();
  world.hosted.simulator.faults.clear();
});

test("a gift is marked among the units of its SKU, and cost nothing", async () => {
  const { page } = admin;
  const order = sellUnits(world, shop, 2, { gift: true });
  await world.settle();
  await page.goto(`/orders/${order.id}`);
  const units = page.getByRole("region", { name: "Items" }).getByRole("listitem");
  await units.nth(2).waitFor();
  expect(await units.count()).toBe(3);
  const gifts = units.filter({ hasText: "Gift" });
  expect([await gifts.count(), await gifts.innerText()]).toEqual([1, expect.stringContaining("$0.00")]);
});
