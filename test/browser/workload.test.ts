// Whoever works through orders: a note and a tag on the page of one; several chosen by keyboard, and held once it was said what would happen.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let person: Visitor;
let orders: string[];
let store: string;

/** More than a page of the list holds. */
const ORDERS = 54;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  orders = Array.from({ length: ORDERS }, () => sellUnits(world, shop, 1).id);
  for (const id of orders) world.shop.endHold(id);
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  await world.admin.post("/api/tags", { name: "Gift", colour: "teal" });
  person = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  if (browser) await closeWindows(browser);
  await world?.close();
});

test("a note and a tag stand on an order's page, with whoever wrote them", async () => {
  const { page, complaints } = person;
  await page.goto(`/orders/${orders[0]}`);
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByLabel("Write a note").fill("Ships with <b>the mug</b>");
  await page.keyboard.press("Control+Enter");
  const note = notes.getByRole("listitem").filter({ hasText: "Ships with <b>the mug</b>" });
  await note.getByRole("button", { name: "Take the note back" }).waitFor();
  await expect.poll(() => notes.getByLabel("Write a note").inputValue()).toBe("");
  await notes.getByLabel("Add a tag").selectOption({ label: "Gift" });
  await notes.getByRole("button", { name: "Take off Gift" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("two orders are chosen with x and held, once it was said that both can be", async () => {
  const { page } = person;
  await page.goto("/orders?stage=ready_to_ship");
  await page.getByRole("table", { name: "Orders" }).getByRole("row").nth(3).waitFor();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  const bar = page.getByRole("toolbar", { name: "2 orders selected" });
  const hold = bar.getByRole("button", { name: "Hold", disabled: false });
  await hold.waitFor();
  await hold.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Hold 2 orders" });
  await dialog.getByLabel("Reason").fill("Wrong colour in the box");
  await page.keyboard.press("Enter");
  await dialog.getByText("2 can be done").waitFor();
  expect(await world.rows("SELECT order_id FROM order_hold")).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Do it for 2" }).press("Enter");
  await page.getByText("2 done").waitFor();
  await page.goto("/orders?stage=held");
  const held = page.getByRole("table", { name: "Orders" });
  await held.getByRole("row").nth(2).waitFor();
  expect(await held.getByRole("checkbox").count()).toBe(2);
});

test("what would change nothing says why, and the jobs stand on their page with their results", async () => {
  const { page, complaints } = person;
  await page.keyboard.press("j");
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "2 orders selected" });
  await bar.getByRole("button", { name: "Tags" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags of the selection" });
  await dialog.getByLabel("Tag", { exact: true }).selectOption({ label: "Gift" });
  await dialog.getByLabel("Tags").selectOption({ label: "Take off" });
  await dialog.getByRole("button", { name: "See what would happen" }).click();
  await dialog.getByText("It is so already.").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.goto("/orders/jobs");
  const row = page.getByRole("listitem").filter({ hasText: "Hold 2 orders" });
  await row.getByRole("link", { name: "Download the result" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("chosen orders are cancelled behind More: a reason first, then what it costs, then each on its own", async () => {
  const { page, complaints } = person;
  await page.goto("/orders?stage=ready_to_ship");
  await page.getByRole("table", { name: "Orders" }).getByRole("row").nth(1).waitFor();
  for (const key of ["j", "x"]) await page.keyboard.press(key);
  const bar = page.getByRole("toolbar", { name: "1 order selected" });
  await bar.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Cancel orders" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel 1 order" });
  await dialog.getByLabel("Reason").selectOption({ label: "Out of stock" });
  await dialog.getByRole("button", { name: "See what would happen" }).click();
  await dialog.getByText("Buyers get back at most").waitFor();
  await dialog.getByText("TikTok’s limit is 2.5 %").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel 1 order" }).click();
  await page.waitForURL("**/orders/jobs");
  await page.getByRole("listitem").filter({ hasText: "Cancel 1 order" }).getByText("Done 1").waitFor();
  await page.getByRole("link", { name: "Cancel 1 order" }).click();
  await page.getByRole("heading", { name: "Job", level: 1 }).waitFor();
  const items = page.getByRole("region", { name: "Orders" });
  await items
    .getByRole("listitem")
    .filter({ hasText: "Done" })
    .getByRole("link", { name: /\d{10}/ })
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Looked at first, then done for as many as it was said of. */
async function doItFor(count: number): Promise<void> {
  const { page } = person;
  const dialog = page.getByRole("dialog");
  // Where nothing is to be filled in, it looks by itself.
  const look = dialog.locator("button:not([aria-busy=true])", { hasText: "See what would happen" });
  const act = dialog.getByRole("button", { name: `Do it for ${count}` });
  await look.or(act).first().waitFor();
  if (await look.isVisible()) await look.click();
  await act.click();
  await dialog.waitFor({ state: "detached" });
}

test("what is held is released, and all that match, also those nobody has scrolled to, are given to somebody", async () => {
  const { page, complaints } = person;
  const list = page.getByRole("table", { name: "Orders" });
  await page.goto("/orders?stage=held");
  await list.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar", { name: "2 orders selected" }).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Release" }).click();
  await doItFor(2);
  await world.until("nothing is held", async () => (await world.rows("SELECT 1 FROM order_hold")).length === 0);
  await page.goto("/orders?stage=ready_to_ship");
  await list.getByRole("row").nth(1).waitFor();
  for (const key of ["j", "x"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: `Select all ${ORDERS - 1}` }).click();
  await page
    .getByRole("toolbar", { name: /^All 53/ })
    .getByRole("button", { name: "Assign" })
    .click();
  await page.getByRole("dialog").getByLabel("Assignee").selectOption({ label: "Ana Admin" });
  await doItFor(ORDERS - 1);
  const mine = "SELECT 1 FROM order_mark WHERE mark GLOB '@*'";
  await world.until("all of them have somebody", async () => (await world.rows(mine)).length === ORDERS - 1);
  expect(complaints).toEqual([]);
});

test("what keeps orders in review is put aside for the chosen ones, with a note, and they go on", async () => {
  const { page, complaints } = person;
  const { store: seen } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
  await world.admin.patch(`/api/stores/${store}`, { version: seen.version, change: { stockManaged: true } });
  await world.settle();
  await page.goto("/orders?stage=in_review");
  await page.getByRole("table", { name: "Orders" }).getByRole("row").nth(2).waitFor();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await page.getByRole("toolbar", { name: "2 orders selected" }).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Put reasons aside" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").selectOption("listing-unmapped");
  await dialog.getByLabel("Note").fill("Packed by hand");
  await doItFor(2);
  await world.until("both are put aside", async () => (await world.rows("SELECT DISTINCT order_id FROM review_waiver")).length === 2);
  expect(complaints).toEqual([]);
});
