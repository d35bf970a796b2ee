// Whoever is in the middle of something stays in it: an answer that comes meanwhile, a keystroke or the way from one order to the next takes away
// neither a field nor what was typed there, closes nothing, and puts nothing into something else.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, currentTicket, openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, thread, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;
let stores: { glow: string; verde: string };
let buyer: Buyer;
let orders: string[];
/** The ticket about the first of them, to begin with. */
let ticket = "";
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  openShop(world, "Verde");
  stores = { glow: await world.connect("US", "GlowLab", "GlowLab US"), verde: await world.connect("US", "Verde", "Verde US") };
  buyer = new Buyer(world, shop, "wren");
  const bought = [buyer.buys(), buyer.buys(), buyer.buys()];
  orders = bought.map(({ id }) => id);
  for (const order of bought) {
    buyer.comesFrom(order);
    buyer.writes(`Where is ${order.id}?`);
    await world.settle();
  }
  [{ id: ticket } = { id: "" }] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE order_id = ?", orders[0] ?? "");
  await world.agent("Ben Carter", [{ store: stores.glow, rights: ["read"] }]);
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

/** Hears what the page asks next. */
const asks = (page: Page, path: RegExp) => page.waitForResponse((one) => path.test(new URL(one.url()).pathname) && one.ok());

/** What was answered is drawn. */
const isDrawn = (page: Page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));

/** The first answer from there is on its way until it is let go. */
async function holdBack(page: Page, address: string): Promise<() => Promise<void>> {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isAnswered = () => {};
  const answered = new Promise<void>((resolve) => {
    isAnswered = resolve;
  });
  await page.route(
    address,
    async (route) => {
      const response = await route.fetch();
      await isLetGo;
      await route.fulfill({ response });
      isAnswered();
    },
    { times: 1 },
  );
  return async () => {
    letGo();
    await answered;
    await isDrawn(page);
  };
}

test("hours and minutes are typed by key, one after the other, and half a date is no empty one", async () => {
  const { page } = admin;
  await page.goto("/settings/sla");
  await page.getByRole("button", { name: "New calendar" }).click();
  const from = page.getByLabel("Monday, from");
  await from.focus();
  await page.keyboard.type("0830");
  expect(await from.inputValue()).toBe("08:30");
  const holiday = page.getByLabel("Holiday", { exact: true });
  await holiday.fill("2026-12-25");
  await holiday.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("31");
  expect(await holiday.inputValue()).toBe("2026-12-31");
  await page.getByRole("button", { name: "Edit what GlowLab US promises" }).click();
  await page.getByRole("button", { name: "Add a promise of its own" }).click();
  const own = page.getByRole("group", { name: "For some tickets" });
  await own.getByLabel("First reply").focus();
  await page.keyboard.type("30");
  await page.keyboard.press("Tab");
  await page.keyboard.type("45");
  await page.keyboard.press("Tab");
  expect([await own.getByLabel("First reply").inputValue(), await own.getByLabel("Next reply").inputValue()]).toEqual(["30", "45"]);
});

test("a number that is emptied for another one does not begin with a 1", async () => {
  const { page } = admin;
  await page.goto("/settings/rules/new");
  await page.getByLabel("What is done").selectOption("snooze");
  const hours = page.getByLabel("Hours", { exact: true });
  await hours.press("End");
  for (const key of ["Backspace", "Backspace", "4", "8"]) await page.keyboard.press(key);
  expect(await hours.inputValue()).toBe("48");
});

test("a note begun beside one order stays with it when the ticket is about another meanwhile", async () => {
  const { page } = admin;
  await page.goto(`/mailbox/todo/${ticket}`);
  const of = (order: string) => page.locator("details.order-summary", { has: page.locator("summary", { hasText: order }) });
  const note = of(orders[0] ?? "").getByRole("textbox", { name: "Write a note" });
  await note.fill("Only for the first");
  await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "link-order", orderId: orders[1] });
  await of(orders[1] ?? "")
    .getByRole("textbox", { name: "Write a note" })
    .waitFor();
  expect(await note.inputValue()).toBe("Only for the first");
  await of(orders[0] ?? "")
    .getByRole("button", { name: "Add the note" })
    .click();
  await expect
    .poll(() => world.rows("SELECT order_id, text FROM order_note"))
    .toEqual([{ order_id: orders[0], text: "Only for the first" }]);
});

test("the ticket one chose to merge with stays chosen when another is written in", async () => {
  const { page } = admin;
  await page.goto(`/mailbox/todo/${ticket}`);
  await thread(page).waitFor();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: /^Merge/ });
  const second = dialog.getByRole("radio").nth(1);
  await second.check();
  const chosen = await dialog.getByRole("button", { name: /^Merge/ }).textContent();
  buyer.writes("Hello? Anybody?");
  await world.settle();
  const asked = asks(page, /\/related$/);
  await comeBack(page);
  await asked;
  await dialog.getByText("Hello? Anybody?").waitFor();
  expect(await dialog.getByRole("button", { name: /^Merge/ }).textContent()).toBe(chosen);
});

test("a reply that can still be taken back counts its seconds in silence", async () => {
  const { page } = admin;
  await page.goto(`/mailbox/todo/${(await currentTicket(world, buyer)).id}`);
  await page.getByRole("textbox", { name: "Reply to wren" }).fill("It is on its way.");
  await page.keyboard.press("Control+Enter");
  await thread(page).getByRole("timer").waitFor();
});

test("what is typed on one order's page is not on the next", async () => {
  const { page } = admin;
  const [first = "", second = ""] = orders;
  const note = page.getByRole("textbox", { name: "Write a note" });
  await page.goto(`/orders/${second}`);
  await note.waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill(first);
  await page.getByRole("option", { name: `Order ${first}` }).click();
  await page.waitForURL(`**/orders/${first}`);
  await page.getByRole("heading", { name: first }).waitFor();
  await note.fill("Only for the first");
  await page.goBack();
  await page.getByRole("heading", { name: second }).waitFor();
  expect(await note.inputValue()).toBe("");
});

test("a form that is open in one store does not go on in the next", async () => {
  const { page } = admin;
  await page.goto(`/stores/${stores.verde}`);
  await page.getByRole("heading", { name: "Verde US" }).waitFor();
  const views = page.getByRole("complementary");
  await views.getByRole("link", { name: "GlowLab US" }).click();
  await page.getByRole("heading", { name: "GlowLab US" }).waitFor();
  await page.getByRole("button", { name: "Edit E-mail address" }).click();
  await page.getByLabel("Address", { exact: true }).waitFor();
  await views.getByRole("link", { name: "Verde US" }).click();
  await page.getByRole("heading", { name: "Verde US" }).waitFor();
  expect(await page.getByLabel("Address", { exact: true }).count()).toBe(0);
});

test("rights that are being chosen stay when somebody joins, and the page has heard of them", async () => {
  const { page } = admin;
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Edit Ben Carter" }).click();
  const box = page.getByRole("checkbox", { name: "GlowLab US: Fulfil" });
  await box.check();
  await world.agent("Aaron Abel", []);
  await comeBack(page);
  await page.getByText("Aaron Abel", { exact: true }).first().waitFor();
  expect(await box.isChecked()).toBe(true);
  await page.getByRole("button", { name: "Save rights" }).click();
  await page.getByText("Rights of Ben Carter saved.").waitFor();
  await box.waitFor({ state: "detached" });
});

test("when a template suits stays open while it is said, and a healthy store while one reads of it", async () => {
  const { page } = admin;
  await page.goto("/settings/templates");
  await page.getByRole("button", { name: "New template" }).click();
  await page.getByText("When it suits", { exact: true }).click();
  const market = page.getByRole("group", { name: "Marketplaces" }).getByRole("checkbox").first();
  await market.check();
  expect(await market.isVisible()).toBe(true);
  await page.goto("/settings/health");
  const store = page.locator("details", { hasText: "GlowLab US" });
  await store.waitFor();
  const isOpen = await store.evaluate((details: HTMLDetailsElement) => details.open);
  await store.locator("summary").click();
  buyer.writes("Are you there?");
  await world.settle();
  const asked = asks(page, /\/health\/page$/);
  await comeBack(page);
  await asked;
  await isDrawn(page);
  expect(await store.evaluate((details: HTMLDetailsElement) => details.open)).toBe(!isOpen);
});

test("a second choice is not shown as taken back by the late answer to the first", async () => {
  const { page } = admin;
  await page.goto("/settings/notifications");
  const boxes = page.getByRole("table").getByRole("checkbox");
  const letGo = await holdBack(page, "**/api/preferences");
  await boxes.nth(0).uncheck();
  const second = asks(page, /\/preferences$/);
  await boxes.nth(1).uncheck();
  await second;
  await letGo();
  expect(await boxes.nth(1).isChecked()).toBe(false);
  expect(admin.complaints).toEqual([]);
});

test("why a period was not taken is said although another admin's came back in its place", async () => {
  const { page } = admin;
  await page.goto("/settings/personal-data");
  const period = page.getByRole("combobox", { name: "Buyers in orders" });
  await period.waitFor();
  await world.admin.put("/api/retention", { kind: "recipients", days: 365, was: null });
  await period.selectOption("730");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByText("Another admin changed this period meanwhile.").waitFor();
});

test("a name that is being written stays when another view is moved", async () => {
  const { page } = admin;
  for (const name of ["First", "Second", "Third"])
    await world.admin.post("/api/views", {
      name,
      shared: false,
      filters: { view: "todo", stores: null, market: null, assignee: "me", due: null },
    });
  await page.goto("/mailbox");
  await page.getByRole("button", { name: "Change the views you keep" }).click();
  await page.getByRole("button", { name: "Change Second" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Being written");
  await page.getByRole("button", { name: "Move Third up" }).click();
  await expect.poll(() => page.getByRole("dialog").getByRole("listitem").nth(1).textContent()).toContain("Third");
  expect(await page.getByRole("dialog").getByLabel("Name").inputValue()).toBe("Being written");
});

test("what a parcel weighs as somebody types it is not what it weighed the last time", async () => {
  const { page } = admin;
  const order = sellUnits(world, shop, 1, { shipping: "TIKTOK" });
  await world.rows("INSERT INTO parcel_size VALUES (?, ?, 4536, 254, 254, 254, 1)", stores.glow, `${shop.skus[0]}×1`);
  world.shop.endHold(order.id);
  await world.settle();
  await page.goto(`/orders/${order.id}`);
  const letGo = await holdBack(page, "**/parcels/measures");
  await page.getByRole("button", { name: "Buy a label" }).click();
  const weight = page.getByLabel(/^Weight in/);
  await weight.fill("3");
  await letGo();
  expect(await weight.inputValue()).toBe("3");
});
