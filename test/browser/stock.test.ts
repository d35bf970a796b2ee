// Stock at the counter, by keyboard where it matters: a warehouse is made, a store ships from it, a delivery is received, a count is not made over
// a number that moved, and every number explains itself.
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;
let store = "";
let item = "";

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  const mug = { kind: "standard", sku: "MUG-<b>", name: "Mug كوب", barcode: null };
  item = (await world.admin.post<{ id: string }>("/api/items", mug)).id;
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const warehouses = () => world.rows<{ id: string; name: string }>("SELECT id, name FROM warehouse ORDER BY created_at");

async function makeWarehouse(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New warehouse" }).click();
  const form = page.getByRole("form", { name: "New warehouse" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Country").selectOption("US");
  await form.getByRole("button", { name: "Create the warehouse" }).click();
  await page.getByRole("link", { name: `Stock in ${name}` }).waitFor();
}

test("warehouses are made, and a store ships from them in the order its arrows give", async () => {
  const { page } = admin;
  await page.goto("/inventory/warehouses");
  await page.getByText("No warehouse yet").waitFor();
  await makeWarehouse(page, "East");
  await makeWarehouse(page, "West");
  await page.goto(`/stores/${store}`);
  await page.getByRole("button", { name: "Edit where it ships from" }).press("Enter");
  const form = page.getByRole("form", { name: "Edit where it ships from" });
  for (const { id } of await warehouses()) await form.getByLabel("Add a warehouse").selectOption(id);
  await form.getByRole("button", { name: "Move West up" }).press("Enter");
  await form.getByRole("radio", { name: "What stands nowhere waits in West" }).press("Space");
  await form.getByRole("button", { name: "Save the order" }).press("Enter");
  await form.waitFor({ state: "detached" });
  const shown = page.getByRole("region", { name: "Ships from" }).getByRole("listitem");
  expect((await shown.allTextContents()).map((text) => text.trim())).toEqual(["1WestFallback", "2East"]);
});

test("what a colleague receives stands on the page by itself, under the hand that rests on it", async () => {
  const { page } = admin;
  const [, west] = await warehouses();
  const receive = (qty: number) =>
    world.admin.post("/api/stock/receive", { click: `live-${qty}-click`, warehouse: west?.id, item, qty, note: null });
  await receive(5);
  await page.goto(`/inventory/stock?warehouse=${west?.id}`);
  const number = page.getByRole("button", { name: "Explain MUG-<b> in West" });
  await number.getByText("5", { exact: true }).waitFor();
  await number.focus();
  await receive(2);
  await number.getByText("7", { exact: true }).waitFor();
  expect(await number.evaluate((element) => element === document.activeElement)).toBe(true);
  // A number that comes while the page rests is not lost.
  await receive(3);
  await number.getByText("10", { exact: true }).waitFor();
  const away = { click: "live-away-click", warehouse: west?.id, item, qty: 10, from: "on-hand" };
  await world.admin.post("/api/stock/scrap", away);
});

test("a delivery is received where it arrives; a count over a number that moved is refused, shown the new one, and then made", async () => {
  const { page } = admin;
  const [east] = await warehouses();
  await page.goto(`/inventory/stock?warehouse=${east?.id}`);
  await page.getByRole("button", { name: "Change stock of MUG-<b> in East" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Stock of MUG-<b>" });
  await dialog.getByLabel("Pieces").fill("12");
  await dialog.getByLabel("Note").fill("PO 1204");
  await page.keyboard.press("Enter");
  await page.getByText("MUG-<b> received: 12 on hand.").waitFor();
  const number = page.getByRole("button", { name: "Explain MUG-<b> in East" });
  await number.getByText("12").waitFor();
  await page.getByRole("button", { name: "Change stock of MUG-<b> in East" }).click();
  await dialog.getByRole("button", { name: "Count", exact: true }).click();
  await dialog.getByLabel("Counted pieces").fill("10");
  await world.admin.post("/api/stock/receive", { click: "meanwhile", warehouse: east?.id, item, qty: 1, note: null });
  await dialog.getByRole("button", { name: "Set to 10" }).click();
  await dialog.getByText("It was 12 when you began, and is 13 now.").waitFor();
  expect(await dialog.getByLabel("Counted pieces").inputValue()).toBe("10");
  await dialog.getByRole("button", { name: "Set to 10" }).click();
  await page.getByText("MUG-<b> counted: 10 on hand.").waitFor();
});

test("pressed again after the answer was lost, it is the same delivery", async () => {
  const { page } = admin;
  const [east, west] = await warehouses();
  await page.goto(`/inventory/stock?warehouse=${west?.id}`);
  await page.getByRole("button", { name: "Change stock of MUG-<b> in West" }).click();
  const dialog = page.getByRole("dialog", { name: "Stock of MUG-<b>" });
  await dialog.getByLabel("Pieces").fill("4");
  const received = "**/api/stock/receive";
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route(received, lose, { times: 1 });
  await dialog.getByRole("button", { name: "Receive 4" }).click();
  await dialog.getByText("The desk did not answer").waitFor();
  await dialog.getByRole("button", { name: "Receive 4" }).click();
  await page.getByText("MUG-<b> received: 4 on hand.").waitFor();
  await page.goto(`/inventory/stock?warehouse=${east?.id}`);
});

test("a number explains itself, and says that it adds up", async () => {
  const { page, complaints } = admin;
  const number = page.getByRole("button", { name: "Explain MUG-<b> in East" });
  await number.getByText("10").waitFor();
  await number.press("Enter");
  const ledger = page.getByRole("dialog", { name: "MUG-<b> in East" });
  await ledger.getByText("Adds up: 3 movements").waitFor();
  const entries = await ledger.getByRole("listitem").allTextContents();
  expect(entries.map((text) => /^(Counted|Received)( PO 1204)?/.exec(text)?.[0])).toEqual(["Counted", "Received", "Received PO 1204"]);
  expect(entries[0]).toContain("−3");
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Find an item" }).fill("no such thing");
  await page.getByText("No item is called “no such thing”").waitFor();
  expect(complaints).toEqual([]);
});

test("what is being typed stays where the item leaves the view meanwhile", async () => {
  const { page } = admin;
  const [east] = await warehouses();
  await world.rows(
    "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES (?, ?, 'adjust', -11, 'story', 1, 'below')",
    east?.id ?? "",
    item,
  );
  await page.goto("/inventory/stock?view=below");
  await page.getByRole("button", { name: "Change stock of MUG-<b> in East" }).click();
  const dialog = page.getByRole("dialog", { name: "Stock of MUG-<b>" });
  await dialog.getByLabel("Pieces").fill("7");
  await world.admin.post("/api/stock/receive", { click: "above-zero-click", warehouse: east?.id, item, qty: 11, note: null });
  await expect.poll(() => page.getByRole("table").count()).toBe(0);
  expect(await dialog.getByLabel("Pieces").inputValue()).toBe("7");
});

test("a warehouse that is being edited stays open while warehouses change, and what somebody else saved is not overwritten", async () => {
  const { page } = admin;
  await page.goto("/inventory/warehouses");
  await page.getByRole("button", { name: "Edit West" }).click();
  await page.getByRole("form", { name: "Edit West" }).getByLabel("Name").fill("Mine");
  const [, west] = await warehouses();
  const form = { country: "US", postalCode: null, timeZone: "America/New_York" };
  const [kept] = await world.rows<{ time_zone: string }>("SELECT time_zone FROM warehouse WHERE id = ?", west?.id ?? "");
  const seen = { ...form, timeZone: kept?.time_zone, name: "West" };
  await world.admin.put(`/api/warehouses/${west?.id}`, { seen, warehouse: { ...form, name: "Theirs" } });
  await comeBack(page);
  const changed = page.getByRole("form", { name: "Edit Theirs" });
  expect(await changed.getByLabel("Name").inputValue()).toBe("Mine");
  await changed.getByRole("button", { name: "Save the warehouse" }).click();
  await changed.getByText("Somebody else saved this warehouse while you were editing. Nothing of yours was saved.").waitFor();
  expect(admin.complaints).toEqual([]);
});
