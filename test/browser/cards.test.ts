// Cards and counting as people use them: a card found by keyboard and sent before its words, one from the order beside the conversation, and
// a mark that says whether what one writes counts.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let agent: Visitor;
let buyer: Buyer;
let order = "";

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  buyer = new Buyer(world, shop, "mira");
  const bought = buyer.buys(2);
  order = bought.id;
  world.shop.endHold(order);
  world.shop.ship(order);
  world.shop.scan(order);
  buyer.comesFrom(bought);
  buyer.writes("Where is my parcel?");
  await world.settle();
  await world.admin.ask("PATCH", "/api/preferences", { holdSeconds: 0 });
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const sent = () => world.shop.sentReplies(buyer.conversationId).map(({ type, content }) => [type, JSON.parse(content) as object]);

test("a # opens the cards; by keyboard alone one is found and sent before the words, and the buyer has both", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox/todo");
  await ticketOf(page, "mira").click();
  const area = page.getByRole("textbox", { name: "Reply to mira" });
  await area.click();
  await page.keyboard.type("#");
  const field = page.getByRole("combobox", { name: /Order number/ });
  await field.waitFor();
  const options = page.getByRole("option");
  await options
    .filter({ hasText: "Return or refund" })
    .or(options.filter({ hasText: "TikTok takes returns" }))
    .first()
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await options.filter({ hasText: "TikTok takes returns once" }).getAttribute("aria-disabled")).toBe("true");
  await page.keyboard.type("tracking");
  await page.keyboard.press("Enter");
  await page.getByRole("list", { name: "Cards to send" }).getByText("Tracking card").waitFor();
  expect(await area.inputValue()).toBe("");
  await page.keyboard.type("It is on its way.");
  await page.getByText("Counts as a reply").waitFor();
  await page.keyboard.press("Control+Enter");
  await thread(page).getByText("It is on its way.").waitFor();
  await world.until("both are sent", () => sent().length === 2);
  const [packageId] = world.shop.order(order).packageIds;
  expect(sent()).toEqual([
    ["LOGISTICS_CARD", { order_id: order, package_id: packageId }],
    ["TEXT", { content: "It is on its way." }],
  ]);
  await thread(page).getByText("Tracking card").waitFor();
  expect(complaints).toEqual([]);
});

test("the order beside the conversation sends itself as a card, a product is found by a word, a coupon by its id", async () => {
  const { page } = agent;
  const coupon = world.shop.addCoupon({ shopId: buyer.shop.id, title: "10 % off" });
  await page.getByRole("button", { name: "Send card" }).click();
  await page.getByRole("menuitem", { name: "The order", exact: true }).click();
  const tray = page.getByRole("list", { name: "Cards to send" });
  await tray.getByText("Order card").waitFor();
  await page.getByRole("button", { name: "Show a card" }).click();
  await page.keyboard.type("glowlab bea");
  await page
    .getByRole("option", { name: /Product/ })
    .first()
    .click();
  await tray.getByText("Product card").waitFor();
  await page.getByRole("button", { name: "Show a card" }).click();
  await page.keyboard.type(coupon.id);
  await page.getByRole("option", { name: `Coupon ${coupon.id}` }).click();
  await tray.getByRole("listitem").nth(2).waitFor();
  await tray.getByRole("button", { name: "Remove the card" }).nth(1).click();
  await page.getByRole("button", { name: /^Send as GlowLab US/ }).click();
  await world.until("both are sent", () => sent().length === 4);
  expect(sent().slice(2)).toEqual([
    ["ORDER_CARD", { order_id: order }],
    ["COUPON_CARD", { coupon_id: coupon.id }],
  ]);
});

test("a greeting is said not to count, before and after; an agent says otherwise with a reason", async () => {
  const { page, complaints } = agent;
  buyer.writes("Hello?");
  await world.settle();
  await thread(page).getByText("Hello?").waitFor();
  const area = page.getByRole("textbox", { name: "Reply to mira" });
  await area.fill("Hello!");
  await page.getByText("Does not count: only a greeting").waitFor();
  await page.keyboard.press("Control+Enter");
  const entry = thread(page).locator(".entry").filter({ hasText: "Hello!" });
  await entry.getByText("Does not count: only a greeting").waitFor();
  await entry.getByRole("button", { name: "Say that it counts" }).click();
  const dialog = page.getByRole("dialog", { name: "Say that it counts" });
  await dialog.getByLabel("Reason").fill("She only greeted");
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Say that it counts" }).click();
  await entry.getByText("Counts as a reply").waitFor();
  await thread(page).getByText("Ana Admin said that “Hello!” counts as a reply: She only greeted").waitFor();
  expect(complaints).toEqual([]);
});
