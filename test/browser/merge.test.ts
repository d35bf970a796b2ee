// A buyer's tickets by keyboard alone: two become one and two again, a message gets a ticket of its own or goes to another, a second topic is
// pointed out, and an order is not what the ticket is about; and a ticket sleeps on although the buyer writes.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, type Visitor, visit } from "./browser.ts";

const DAY = 86_400_000;

interface Row {
  id: string;
  number: number;
  order_id: string | null;
  merged_into: string | null;
}

let world: World;
let browser: Browser;
let shop: Shop;
let admin: Visitor;
let store = "";
let buyer: Buyer;
const orders: string[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  const [row] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store);
  await world.admin.patch(`/api/stores/${store}`, { version: row?.version, change: { orderOpensTicket: false } });
  buyer = new Buyer(world, shop, "mergia");
  orders.push(buyer.buys().id, buyer.buys().id);
  buyer.writes(`Where is ${orders[0]}?`);
  await world.settle();
  const [first] = await tickets();
  await world.admin.post(`/api/tickets/${first?.id}/acts`, { do: "resolve" });
  await world.later(8 * DAY);
  buyer.writes("It never came");
  await world.settle();
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const tickets = () => world.rows<Row>("SELECT * FROM ticket WHERE conversation_id = ? ORDER BY number", buyer.conversationId);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
const toast = (page: Page) => page.getByRole("status");

/** What the menu of the order that is open offers. */
async function pick(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More of this order" }).press("Enter");
  await page.getByRole("menuitem", { name: item }).press("Enter");
}

/** The menu of the message that says this, and what is chosen in it. */
async function choose(page: Page, said: string, item: RegExp): Promise<void> {
  const more = thread(page).locator(".entry", { hasText: said }).getByRole("button", { name: "Split or move this message" });
  await more.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Split or move this message" }).locator(":focus").waitFor();
  for (let steps = 0; steps < 3 && !item.test(await focused(page)); steps += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

test("M makes the newer ticket part of the older, the toast takes it back, and so does the line that tells of it", async () => {
  const { page } = admin;
  const [older, newer] = await tickets();
  await page.goto(`/mailbox/todo/${newer?.id}`);
  await thread(page).getByText("It never came").waitFor();
  await page.getByText(`after #${older?.number}`).waitFor();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: `Merge #${newer?.number} with another ticket` });
  await dialog.getByRole("radio", { checked: true }).waitFor();
  await dialog.getByText(`#${newer?.number} becomes part of #${older?.number}`).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("textbox").fill("999999");
  await dialog.getByText("There is no ticket #999999").waitFor();
  await dialog.getByRole("textbox").fill("");
  await dialog.getByRole("radio", { checked: true }).waitFor();
  await page.keyboard.press("Enter");
  await thread(page).getByText(`Where is ${orders[0]}?`).waitFor();
  await page.waitForURL(`**/todo/${older?.id}`);
  await toast(page).getByText(`#${newer?.number} is part of #${older?.number} now`).waitFor();
  await toast(page).getByRole("button", { name: "Undo" }).press("Enter");
  await page.waitForURL(`**/todo/${newer?.id}`);
  await thread(page).getByText(`Where is ${orders[0]}?`).waitFor({ state: "detached" });
  await thread(page).getByText("took this apart again from").waitFor();
  expect((await tickets()).map(({ merged_into }) => merged_into)).toEqual([null, null]);

  await page.keyboard.press("m");
  await dialog.getByRole("radio", { checked: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/todo/${older?.id}`);
  const undo = thread(page).getByRole("button", { name: "Undo merge" });
  // The merge itself is still told to the page.
  await undo.and(page.locator(":not([aria-busy])")).press("Enter");
  await toast(page).getByText(`#${newer?.number} is a ticket of its own again`).waitFor();
  await undo.waitFor({ state: "detached" });
});

test("what is said of another order is pointed out and split off; a message moves on; an order is taken away", async () => {
  const { page } = admin;
  const [older, newer] = await tickets();
  buyer.writes(`I mean ${orders[0]}, please look`);
  await world.later(2_000);
  buyer.writes(`And ${orders[1]} is torn`);
  await world.settle();
  await page.goto(`/mailbox/todo/${newer?.id}`);
  const pointedOut = page.getByText("Asks about another order as well");
  await page.getByRole("button", { name: "Not now" }).press("Enter");
  await pointedOut.waitFor({ state: "detached" });
  await page.reload();
  await pointedOut.waitFor();
  await choose(page, "It never came", /^Split from here/);
  // Nothing would be left: the menu says so and does nothing.
  await page.getByText("Nothing would be left in this ticket.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Split here" }).press("Enter");
  await toast(page).getByText("Split off as #").waitFor();
  await thread(page).getByText(`And ${orders[1]} is torn`).waitFor();
  const third = (await tickets()).at(-1);
  await page.getByText(`from #${newer?.number}`).first().waitFor();
  await toast(page)
    .getByRole("button", { name: `Back to #${newer?.number}` })
    .press("Enter");
  await thread(page).getByText("It never came").waitFor();

  await choose(page, "please look", /^Move to another ticket/);
  const dialog = page.getByRole("dialog", { name: "Move this message to another ticket" });
  await dialog.getByRole("textbox").fill(`#${third?.number}`);
  await dialog.getByRole("radio", { checked: true }).waitFor();
  await page.keyboard.press("Enter");
  await toast(page).getByText(`Moved to #${third?.number}`).waitFor();
  await thread(page).getByText("please look").waitFor({ state: "detached" });
  await toast(page)
    .getByRole("button", { name: `Open #${third?.number}` })
    .press("Enter");
  await thread(page).getByText("please look").waitFor();

  await choose(page, "is torn", /^Split only this message/);
  await toast(page).getByText("Split off as #").waitFor();
  expect((await tickets()).length).toBe(4);
  await page.getByRole("tab", { name: "Buyer" }).press("Enter");
  const others = page.getByRole("region", { name: "Other tickets" });
  await others.getByRole("link").nth(2).waitFor();
  expect(await others.getByRole("link").count()).toBe(3);
  await page.getByRole("tab", { name: "Orders" }).press("Enter");
  await pick(page, "Unlink");
  await toast(page).getByText("is not linked any more").waitFor();
  expect((await tickets()).at(-1)?.order_id).toBeNull();
  await toast(page).getByRole("button", { name: "Undo" }).press("Enter");
  await expect.poll(async () => (await tickets()).at(-1)?.order_id).toBe(orders[1]);
  await page.getByRole("button", { name: "More of this order" }).waitFor();
  const fourth = (await tickets()).at(-1);
  await world.admin.post(`/api/tickets/${fourth?.id}/acts`, { do: "link-order", orderId: orders[0] });
  expect((await tickets()).at(-1)?.order_id).toBe(orders[0]);
  // The one that was linked before is closed now, and offers to be what the ticket is about.
  const former = page.locator("summary", { hasText: String(orders[1]) });
  await page.locator("summary").nth(1).and(former).click();
  await page.locator("summary").first().click();
  await pick(page, "Make main");
  await page.locator("summary").first().and(former).waitFor();
  expect((await tickets()).at(-1)?.order_id).toBe(orders[1]);
  expect(older?.merged_into).toBeNull();
});

test("put off with the tick, a ticket sleeps on although the buyer writes", async () => {
  const { page, complaints } = admin;
  await page.keyboard.press("z");
  const menu = page.getByRole("menu", { name: "Snooze until" });
  await menu.locator(":focus").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await menu.getByRole("menuitemcheckbox", { name: "Stay snoozed when the buyer writes", checked: true }).waitFor();
  while (!(await focused(page)).startsWith("Choose a time")) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  await dialog.getByRole("checkbox", { name: "Stay snoozed when the buyer writes", checked: true }).waitFor();
  // Browsers tell the hour; the desk of this story is days ahead of it.
  const until = new Date(world.now() + 2 * DAY).toISOString().slice(0, 16);
  await dialog.getByLabel("Snooze until", { exact: true }).fill(until);
  await dialog.getByRole("button", { name: "Snooze" }).press("Enter");
  await thread(page)
    .getByText(/snoozed this until/)
    .waitFor();
  const slept = (await tickets()).at(-1);
  buyer.writes("Are you there?");
  await world.settle();
  const { facts } = await world.admin.get<{ facts: { state: string; keepSnoozed: boolean } }>(`/api/tickets/${slept?.id}`);
  expect([facts.state, facts.keepSnoozed]).toEqual(["snoozed", true]);
  expect(complaints).toEqual([]);
});
