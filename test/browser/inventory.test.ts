// Mapping as a person does it: a kit is made, one listing gets what it most likely is and goes back, several are mapped at one click after they were
// shown, and a sheet is tried before it changes anything. By keyboard where keys are meant.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;
let page: Page;
let shop: Shop;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab", { fbt: true });
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  admin = await visit(browser, world.tillside.url, { as: world.admin });
  page = admin.page;
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const field = (name: string) => page.getByRole("textbox", { name });
const row = (text: string) => page.getByRole("table", { name: "Listings" }).getByRole("row").filter({ hasText: text });
const tab = (name: string) => page.getByRole("navigation", { name: "Listings" }).getByRole("link", { name });
const stateOf = async (sku: string) =>
  (
    await world.rows<{ state: number; parts: string }>(
      `SELECT p.state, (SELECT json_group_array(i.sku || ' ' || q.qty) FROM listing_part q JOIN item i ON i.id = q.item_id WHERE q.sku_id = p.id) AS parts
     FROM listing_place p WHERE p.id = ?`,
      sku,
    )
  )[0];

test("an item and a kit of it are made, the kit's part on the spot, and a hostile name is only a name", async () => {
  await page.goto("/inventory");
  await page.getByRole("heading", { name: "No item is here yet" }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "New item" }).last().click();
  await field("SKU").fill("BLK-M");
  await field("Name").fill("<img src=x onerror=hacked=1> beanie");
  await field("Cost of one").fill("4.205");
  await page.getByRole("button", { name: "Make the item" }).click();
  await page.getByText("is no amount in USD").waitFor();
  await field("Cost of one").fill("4.20");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "BLK-M" }).waitFor();
  await page.goto("/inventory/items/new");
  await page.getByRole("radio", { name: /^Kit/ }).check();
  await field("SKU").fill("GIFT");
  await field("Name").fill("Gift set");
  await page.getByRole("combobox", { name: "Find an item" }).fill("beanie");
  await page.getByRole("option", { name: /BLK-M/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("spinbutton", { name: "How many of BLK-M" }).fill("2");
  await page.getByRole("button", { name: "Make a new item" }).click();
  const made = page.getByRole("group", { name: "New item" });
  await made.getByRole("textbox", { name: "SKU" }).fill("BOX");
  await made.getByRole("textbox", { name: "Name" }).fill("Gift box");
  await page.keyboard.press("Enter");
  await page.getByRole("spinbutton", { name: "How many of BOX" }).waitFor();
  await page.getByRole("button", { name: "Make the item" }).click();
  await page.getByRole("heading", { name: "GIFT" }).waitFor();
  expect(await world.rows("SELECT i.sku, k.qty FROM kit_part k JOIN item i ON i.id = k.item_id ORDER BY i.sku")).toEqual([
    { sku: "BLK-M", qty: 2 },
    { sku: "BOX", qty: 1 },
  ]);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("link", { name: "BLK-M" }).waitFor();
  expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
});

test("a listing is mapped to what it most likely is, with a pack size, and goes back to what it was", async () => {
  await page.goto("/inventory/listings");
  await row("BLK-M").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog", { name: "Map GlowLab beanie, Black, M" });
  await dialog.getByText("its SKU is the same").waitFor();
  await dialog.getByRole("button", { name: "Use BLK-M" }).click();
  await dialog.getByRole("spinbutton", { name: "How many of BLK-M" }).fill("3");
  await dialog.getByRole("button", { name: "Map", exact: true }).click();
  await page.getByText("Mapped.").waitFor();
  await row("BLK-M").waitFor({ state: "detached" });
  expect(await stateOf(shop.skus[0])).toEqual({ state: 1, parts: '["BLK-M 3"]' });
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByText("Back to what it was.").waitFor();
  await row("BLK-M").waitFor();
  expect((await stateOf(shop.skus[0]))?.state).toBe(0);
});

test("what matches by SKU is shown, then mapped at one click; what is ticked is ignored together", async () => {
  await page.getByRole("button", { name: "Map by SKU" }).click();
  const dialog = page.getByRole("dialog", { name: "Listings whose SKU is an item’s" });
  await dialog.getByRole("checkbox").waitFor();
  await dialog.getByRole("button", { name: "Map 1" }).click();
  await row("BLK-M").waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: /Choose GlowLab beanie, Cap/ }).check();
  await page.getByRole("toolbar", { name: "1 chosen" }).getByRole("button", { name: "Ignore" }).click();
  await page.getByRole("heading", { name: "Every listing is mapped" }).waitFor();
  await tab("Ignored").click();
  await row("CAP").getByText("Sells without stock of ours").waitFor();
  await tab("All").getByText("2").waitFor();
});

test("a sheet says row by row what is wrong, changes nothing before it is told to, and maps what is right", async () => {
  await page.getByRole("button", { name: "Sheet" }).click();
  const dialog = page.getByRole("dialog", { name: "Map by a sheet" });
  const text = "store;seller_sku;item_sku;qty\nGlowLab US;CAP;GIFT;2\nGlowLab US;NONE;GIFT;1\n";
  await dialog.getByLabel("The filled-in file, CSV").setInputFiles({ name: "map.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByText("“NONE” is no listing of GlowLab US.").waitFor();
  expect((await stateOf(shop.skus[1]))?.state).toBe(2);
  await dialog.getByRole("button", { name: "Map 1 listing" }).click();
  await page.getByText("Mapped.").waitFor();
  expect(await stateOf(shop.skus[1])).toEqual({ state: 1, parts: '["GIFT 2"]' });
  expect(admin.complaints).toEqual([]);
});

test("an item somebody else saved meanwhile is not overwritten; one's own acts stand in nobody's way", async () => {
  const lid = { kind: "standard", sku: "LID", name: "Lid", barcode: null };
  const { id } = await world.admin.post<{ id: string }>("/api/items", lid);
  const kept = async () => (await world.rows<{ name: string; version: number }>("SELECT name, version FROM item WHERE id = ?", id))[0];
  const save = page.getByRole("button", { name: "Save the item" });
  await page.goto(`/inventory/items/${id}`);
  await field("Name").fill("Mine");
  await world.admin.put(`/api/items/${id}`, { version: 1, item: { ...lid, name: "Theirs" } });
  const asked = page.waitForResponse((answer) => answer.url().endsWith(`/api/items/${id}`));
  await comeBack(page);
  await asked;
  await save.click();
  await page.getByText("Somebody else saved this item while you were editing. Nothing of yours was saved.").waitFor();
  expect([(await kept())?.name, await field("Name").inputValue()]).toEqual(["Theirs", "Mine"]);

  await page.reload();
  const saveAs = async (name: string, version: number) => {
    await field("Name").fill(name);
    await save.click();
    await expect.poll(kept).toEqual({ name, version });
    await expect.poll(() => save.getAttribute("aria-busy")).toBeNull();
  };
  await saveAs("Once", 3);
  await saveAs("Twice", 4);
  for (const act of ["Archive", "Offer again"]) {
    await page.getByRole("button", { name: act, exact: true }).click();
    await page.getByRole("button", { name: act, exact: true }).waitFor({ state: "detached" });
  }
  await saveAs("Thrice", 7);
  expect(admin.complaints).toEqual([]);
});
