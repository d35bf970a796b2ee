// What a person sees of being told: the bell, a note that names them, what is unread and where one reads on, and the choices.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Desk } from "../stories/desk.ts";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { openBrowser, thread, ticketOf, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let mia: Desk;
let buyer: Buyer;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  mia = await world.agent("Mia Stone", [{ store, rights: ["read", "reply"] }]);
  buyer = new Buyer(world, shop, "maya");
  buyer.writes("Where is my parcel?");
  await world.settle();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

test("a note names a colleague from the list; her bell counts it at once, leads to it, and opening reads it", async () => {
  const [ana, told] = await Promise.all([
    visit(browser, world.tillside.url, { as: world.admin }),
    visit(browser, world.tillside.url, { as: mia }),
  ]);
  await told.page.goto("/orders");
  await ana.page.goto("/mailbox");
  const row = ticketOf(ana.page, "maya");
  await row.getByText("Unread:").waitFor();
  await row.click();
  await thread(ana.page).getByText("Unread from here").waitFor();
  await row.getByText("Unread:").waitFor({ state: "detached" });
  await ana.page.keyboard.press("n");
  await ana.page.keyboard.type("@mi");
  await ana.page.getByRole("option", { name: "Mia Stone" }).waitFor();
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type("is this yours?");
  await ana.page.keyboard.press("Control+Enter");
  await thread(ana.page).locator(".mention", { hasText: "@Mia Stone" }).waitFor();
  const bell = told.page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /Alerts.*1 unread/ });
  await bell.click();
  await world.until("the tab counts it", async () => (await told.page.title()).startsWith("(1) "));
  await told.page.getByRole("link", { name: /Ana Admin named you in a note/ }).click();
  await thread(told.page).getByText("is this yours?").waitFor();
  await told.page.getByRole("button", { name: "Stop following" }).waitFor();
  await bell.waitFor({ state: "detached" });
  expect([...ana.complaints, ...told.complaints]).toEqual([]);
  await Promise.all([ana.close(), told.close()]);
});

test("U leaves a ticket unread, the filter finds it, and what one does not want to be told of is kept", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: mia });
  await page.goto("/mailbox");
  await ticketOf(page, "maya").click();
  await thread(page).getByText("Where is my parcel?").waitFor();
  await page.keyboard.press("u");
  await ticketOf(page, "maya").getByText("Unread:").waitFor();
  await page.goto("/mailbox/todo?unread");
  await ticketOf(page, "maya").waitFor();
  await page.goto("/settings/notifications");
  const box = page.getByRole("checkbox", { name: "I am given a ticket: My devices" });
  await box.uncheck();
  await page.getByRole("checkbox", { name: /No desktop, device or sound/ }).check();
  await page.getByLabel("From").waitFor();
  await page.reload();
  expect(await box.isChecked()).toBe(false);
  expect(await page.getByLabel("From").inputValue()).toBe("22:00");
  expect(complaints).toEqual([]);
  await close();
});
