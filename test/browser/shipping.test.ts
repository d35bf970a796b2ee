// Whoever ships: fifty orders chosen and printed at once, of which one has no label; why is read, it is tried again, and prints. One order that
// TikTok wants in several parcels is divided and sent by parcel from its own page.
import { PDFDocument } from "@cantoo/pdf-lib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

const ORDERS = 50;

let world: World;
let shop: Shop;
let browser: Browser;
let person: Visitor;
let orders: Order[];
let mixed: Order;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "Haus", { region: "DE" });
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  const sell = (skus: number[]) =>
    world.shop.placeOrder({ shopId: shop.id, lines: skus.map((at) => ({ skuId: shop.skus[at] ?? "" })), paid: true, shipping: "TIKTOK" });
  orders = Array.from({ length: ORDERS }, () => sell([0]));
  mixed = sell([0, 0, 1]);
  world.shop.limitParcels({ shopId: shop.id, units: 2 });
  for (const order of [...orders, mixed]) world.shop.endHold(order.id);
  await world.connect("DE", shop.seller, "Haus store");
  await world.settle();
  person = await visit(browser, world.tillside.url, { as: world.admin, zone: "Europe/Berlin" });
});
afterAll(async () => {
  if (browser) await closeWindows(browser);
  await world?.close();
});

test("an order is divided and a parcel handed over from its page", async () => {
  const { page, complaints } = person;
  await page.goto(`/orders/${mixed.id}`);
  const parcels = page.getByRole("region", { name: "Parcels" });
  await parcels.getByText("Parcel A").waitFor();
  const reason = page.getByRole("region", { name: "Work on it" }).getByRole("listitem").filter({ hasText: "Must go in several parcels" });
  await reason.getByText("at most 2 units in each").waitFor();
  await reason.getByRole("button", { name: "Split it" }).click();
  const split = page.getByRole("dialog", { name: "Split into parcels" });
  const beanies = split.getByRole("combobox").first();
  await beanies.selectOption({ label: "Parcel B" });
  // TikTok allows more meanwhile: what somebody has put stays where they put it.
  world.shop.limitParcels({ shopId: shop.id, units: 3 });
  const asked = page.waitForResponse((response) => response.url().endsWith("/split") && response.ok());
  await comeBack(page);
  await asked;
  await split.getByText("at most 2 units in each").waitFor({ state: "detached" });
  expect(await beanies.locator("option:checked").textContent()).toBe("Parcel B");
  world.shop.limitParcels({ shopId: shop.id, units: 2 });
  await beanies.selectOption({ label: "Parcel A" });
  await split.getByRole("combobox", { name: "CAP" }).selectOption({ label: "Parcel B" });
  expect(await seriousFaults(page)).toEqual([]);
  await split.getByRole("button", { name: "Split into 2 parcels" }).click();
  await page.getByText("The order is split.").waitFor();
  await reason.waitFor({ state: "detached" });
  const row = parcels.getByRole("listitem").filter({ hasText: "CAP" });
  await row.getByRole("button", { name: "Ship" }).click();
  const handing = page.getByRole("dialog", { name: "Hand the parcel over" });
  await handing.getByRole("button", { name: "Have it fetched" }).click();
  const hours = handing.getByLabel("When");
  const [, second] = await hours.locator("option").evaluateAll((all) => all.map(({ textContent }) => textContent ?? ""));
  // The carrier takes no more parcels for the hour that is shown: no other takes its place unseen.
  await page.route(/\/slots$/, async (route) => {
    const answer = await route.fetch();
    const { slots } = (await answer.json()) as { slots: unknown[] };
    await route.fulfill({ response: answer, json: { slots: slots.slice(1) } });
  });
  await comeBack(page);
  await hours.locator("option:checked", { hasText: "Choose a time" }).waitFor({ state: "attached" });
  const act = handing.getByRole("button", { name: "Hand over" });
  expect(await act.getAttribute("aria-disabled")).toBe("true");
  await hours.selectOption({ label: second ?? "" });
  await act.click();
  await row.getByRole("link", { name: "Label" }).waitFor();
  expect(world.shop.order(mixed.id).status).toBe("PARTIALLY_SHIPPING");
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("fifty orders are printed at once: forty-nine print, one says why, is tried again, and prints", async () => {
  const { page, complaints } = person;
  const bad = orders[20] as Order;
  const words = "The sorting code of this address is missing.";
  world.hosted.simulator.faults.raise({ kind: "label_fails", on: bad.id, count: 1, code: 21042104, words });
  await page.goto("/orders?stage=ready_to_ship");
  const list = page.getByRole("table", { name: "Orders" });
  await list.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: `${ORDERS} orders selected` });
  await bar.getByRole("button", { name: "Print labels" }).click();
  const dialog = page.getByRole("dialog", { name: `Print labels for ${ORDERS} orders` });
  await dialog.getByText("Each order is shipped for itself").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: `Ship and print ${ORDERS}` }).click();
  await page.waitForURL(/\/print-runs\/run_/);
  const print = page.getByRole("link", { name: `Print ${ORDERS - 1}` });
  await print.waitFor();
  await page.getByText("Done", { exact: true }).waitFor();
  await page
    .getByRole("group", { name: "Orders" })
    .getByRole("button", { name: /Failed/ })
    .click();
  const failed = page.getByRole("listitem").filter({ hasText: bad.id });
  await failed.getByText(words).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Try 1 again" }).click();
  const all = page.getByRole("link", { name: `Print ${ORDERS}` });
  await all.waitFor();
  const sheet = await person.context.request.get((await all.getAttribute("href")) ?? "");
  expect((await PDFDocument.load(await sheet.body())).getPageCount()).toBe(ORDERS);
  expect(orders.map((order) => world.shop.order(order.id).status)).toEqual(orders.map(() => "AWAITING_COLLECTION"));
  const opened = world.shop.documents.filter((paper) => paper.event === "opened");
  expect(new Set(opened.map((paper) => paper.packageId)).size).toBe(opened.length);
  expect(complaints).toEqual([]);
});
