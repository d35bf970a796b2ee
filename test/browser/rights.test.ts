// What an agent of one store sees in a browser: that store and nothing of any other, in lists, counts, searches and behind links; and beside
// everything that may not be pressed, why.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Desk } from "../stories/desk.ts";
import { Buyer, openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";

const ADMIN_ONLY = "Only an admin may do this.";

let world: World;
let browser: Browser;
let here: Shop;
let there: Shop;
let stores: { here: string; there: string };
let orders: { here: string; there: string };
let jonas: Desk;
let agent: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  here = openShop(world, "Here");
  there = openShop(world, "There");
  orders = { here: sellUnits(world, here).id, there: sellUnits(world, there).id };
  world.shop.endHold(orders.here);
  stores = { here: await world.connect("US", "Here", "Here US"), there: await world.connect("US", "There", "There US") };
  jonas = await world.agent("Jonas Berg", [{ store: stores.here, rights: ["read", "reply"] }]);
  new Buyer(world, here, "visible").writes("Is my umbrella here?");
  new Buyer(world, there, "elsewhere").writes("Is my umbrella there?");
  await world.settle();
  agent = await visit(browser, world.tillside.url, { as: jonas });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const ticketIn = async (store: string) =>
  (await world.admin.get<{ rows: { id: string }[] }>(`/api/tickets?view=todo&stores=${store}`)).rows[0]?.id;
const rows = (page: Page) => page.getByRole("table", { name: "Orders" }).getByRole("row");

test("lists, counts, searches and the directory hold the one store only", async () => {
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "visible").waitFor();
  expect(await ticketOf(page, "elsewhere").count()).toBe(0);
  await expect.poll(() => page.getByRole("link", { name: /^To do/ }).textContent()).toMatch(/To do\s*1$/);
  await page.goto("/mailbox?q=umbrella");
  await ticketOf(page, "visible").waitFor();
  expect(await ticketOf(page, "elsewhere").count()).toBe(0);

  await page.goto("/orders");
  await rows(page)
    .filter({ hasText: orders.here.slice(-10) })
    .waitFor();
  expect(
    await rows(page)
      .filter({ hasText: orders.there.slice(-10) })
      .count(),
  ).toBe(0);
  await expect.poll(() => page.getByRole("link", { name: /^All orders/ }).textContent()).toMatch(/All orders\s*1$/);
  await page.goto(`/orders?q=${orders.there}`);
  await page.getByRole("heading", { name: `No order has “${orders.there}”` }).waitFor();

  await page.goto("/stores");
  await page.getByRole("main").getByText("Here US").first().waitFor();
  expect(await page.getByText("There US").count()).toBe(0);
  expect(agent.complaints).toEqual([]);
});

test("a link to another store's ticket, order or page says in words that there is nothing to see", async () => {
  const { page } = agent;
  const gone = [
    [`/mailbox/todo/${await ticketIn(stores.there)}`, "This ticket does not exist, or belongs to a store you do not see."],
    [`/orders/${orders.there}`, "This order is not here. It may be older than the import, or belong to a store you do not see."],
    [`/stores/${stores.there}`, "This store does not exist, or is not one you see."],
  ] as const;
  for (const [address, words] of gone) {
    await page.goto(address);
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    expect(await page.getByRole("button", { name: "Try now" }).count()).toBe(0);
  }
});

test("what only an admin does is there, cannot be pressed, and says so", async () => {
  const { page } = agent;
  const isRefused = async (button: ReturnType<Page["getByRole"]>) => {
    await button.waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    expect((await button.getAttribute("title")) ?? (await button.textContent())).toContain(ADMIN_ONLY);
  };
  await page.goto(`/stores/${stores.here}`);
  await isRefused(page.getByRole("button", { name: /^Edit Orders import/ }));
  await page.getByRole("button", { name: "More: disconnect" }).click();
  await isRefused(page.getByRole("menuitem", { name: "Disconnect" }));
  await page.keyboard.press("Escape");
  await page.goto("/stores");
  await isRefused(page.getByRole("main").getByRole("button", { name: "New store" }));
  await page.goto("/app-store/tiktok-shop");
  await page.getByRole("radio", { name: "United States" }).check();
  await isRefused(page.getByRole("button", { name: "Authorize at TikTok" }));
  for (const address of ["/settings/people", "/settings/tiktok-apps", "/settings/health"]) {
    await page.goto(address);
    await page.getByRole("alert").filter({ hasText: ADMIN_ONLY }).first().waitFor();
  }
});

test("a reader sees why nothing may be written or done", async () => {
  const rita = await world.agent("Rita Reader", [{ store: stores.here, rights: ["read"] }]);
  const { page, close } = await visit(browser, world.tillside.url, { as: rita });
  await page.goto("/mailbox");
  await ticketOf(page, "visible").click();
  await thread(page).getByText("Is my umbrella here?").waitFor();
  await page.getByText("You may not write to buyers of this store. An admin can let you.").first().waitFor();
  expect(await page.getByRole("textbox", { name: "Reply to visible" }).isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: /^Resolve/ }).getAttribute("aria-disabled")).toBe("true");
  await page.goto(`/orders/${orders.here}`);
  expect(await page.getByRole("button", { name: "Write to the buyer" }).getAttribute("aria-disabled")).toBe("true");
  await page.getByText("Your account does not show recipients of this store. An admin can let you.").waitFor();
  await close();
});

test("a right that is given shows at once, and one that is taken closes the door at once", async () => {
  const tomas = await world.agent("Tomás Alves", [{ store: stores.here, rights: ["read"] }]);
  const { id } = (await tomas.get<{ person: { id: string } }>("/api/me")).person;
  const { page, close } = await visit(browser, world.tillside.url, { as: tomas });
  await page.goto("/mailbox");
  await ticketOf(page, "visible").waitFor();
  expect(await page.getByRole("link", { name: /There US/ }).count()).toBe(0);
  await world.admin.put(`/api/team/${id}/rights`, {
    rights: [
      { store: stores.here, rights: ["read"] },
      { store: stores.there, rights: ["read"] },
    ],
  });
  await page.getByRole("link", { name: /There US/ }).waitFor();
  await world.admin.put(`/api/team/${id}/disabled`, { disabled: true });
  await page.getByRole("heading", { name: "Sign in to Tillside" }).waitFor();
  await close();
});
