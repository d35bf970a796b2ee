// Finding and reaching, as a person does it: a filter in the address, a view that is kept, the palette, keys of one's own, preferences on
// another device, and the audit log.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  for (const name of ["anna", "boris"]) {
    const buyer = new Buyer(world, shop, name);
    buyer.writes(`${name} asks where the <i>parcel</i> with the lamp is`);
    await world.later(60_000);
    await world.settle();
  }
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("a search shows the words it found, and narrowing it writes the address", async () => {
  const { page } = admin;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").waitFor();
  await page.keyboard.press("/");
  await page.getByText("a ticket's number (#1204)").waitFor();
  await page.keyboard.type("parcel");
  await page.locator("mark").first().waitFor();
  expect(await page.locator("mark").allTextContents()).toEqual(["parcel", "parcel"]);
  expect(await page.locator("a[data-row]").first().textContent()).toContain("<i>parcel</i>");
  await page.getByRole("button", { name: "Add a filter" }).click();
  await page.getByLabel("Assignee").selectOption("me");
  await page.waitForURL(/assignee=me/);
  await page.getByText("No ticket has “parcel”").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove the filter Assignee Me" }).click();
  await ticketOf(page, "anna").waitFor();
});

test("what is narrowed is kept as a view with its count, and 8 leads to it", async () => {
  const { page } = admin;
  await page.goto("/mailbox/todo?assignee=nobody");
  await page.getByRole("button", { name: "Keep as a view" }).click();
  await page.getByLabel("Name").fill("Nobody has it");
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep the view" }).click();
  const kept = page.getByRole("link", { name: /Nobody has it 2/ });
  await kept.waitFor();
  expect(await kept.getAttribute("aria-current")).toBe("page");
  // What lies over the list has the keys.
  await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
  await page.keyboard.press("4");
  await page.waitForURL(/\/mailbox\/waiting$/);
  await page.keyboard.press("8");
  await page.waitForURL(/\/mailbox\/todo\?assignee=nobody$/);
});

test("Ctrl and K finds a ticket by its number, a place and a command, from a field too", async () => {
  const { page } = admin;
  const [{ number }] = (await world.rows<{ number: number }>("SELECT number FROM ticket WHERE buyer_name = 'boris'")) as [
    { number: number },
  ];
  await page.keyboard.press("/");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
  await page.keyboard.type(`#${number}`);
  await page.getByRole("option", { name: /boris/ }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await thread(page).getByText("boris asks where").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("resolve");
  await page.keyboard.press("Enter");
  await thread(page).getByText("Ana Admin resolved this").waitFor();
});

test("a key of one's own acts at once and everywhere, a taken key is refused by name", async () => {
  const { page } = admin;
  await page.keyboard.press("Control+k");
  await page.keyboard.type("my pref");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "My preferences" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Change the key of Go to orders" }).click();
  await page.keyboard.press("j");
  await page.getByText("J is already Next").waitFor();
  await page.getByRole("button", { name: "Change the key of Go to orders" }).click();
  await page.keyboard.press("y");
  await page.getByRole("button", { name: "Give Go to orders our key again" }).waitFor();
  await page.getByLabel("Look", { exact: true }).selectOption("dark");
  await world.until("the desk keeps both", async () => (await world.rows("SELECT 1 FROM preference")).length === 2);
  await page.locator("body").click();
  await page.keyboard.press("y");
  await page.getByRole("heading", { name: "All orders" }).waitFor();
  const elsewhere = await visit(browser, world.tillside.url, { as: world.admin });
  await elsewhere.page.goto("/mailbox");
  await elsewhere.page.locator("html[data-theme=dark]").waitFor();
  await elsewhere.page.keyboard.press("y");
  await elsewhere.page.getByRole("heading", { name: "All orders" }).waitFor();
  await elsewhere.close();
});

test("the audit log tells an admin who changed what, from what to what", async () => {
  const { page, complaints } = admin;
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_mug', 'MUG', 'Mug', 1)");
  const shelf = { name: "East", country: "US", postalCode: "10001", timeZone: "America/New_York" };
  const { id: warehouse } = await world.admin.post<{ id: string }>("/api/warehouses", shelf);
  const spot = (click: string) => ({ click: `audit-${click}`, warehouse, item: "itm_mug" });
  await world.admin.post("/api/stock/receive", { ...spot("receive"), qty: 1_200, note: "PO 7" });
  await world.admin.post("/api/stock/adjust", { ...spot("adjust"), by: -2, reason: "damaged" });
  const conditions = { stores: [], marketplaces: ["US"], stages: ["shipped"], hours: { from: 540, to: 1_020 } };
  const variants = [{ language: "de", text: "Hallo" }];
  const template = { name: "Hello", folder: "", tags: [], kind: "reply", shared: true, variants, conditions, actions: [{ do: "resolve" }] };
  await world.admin.post("/api/templates", template);
  await page.goto("/settings/audit");
  const row = (text: string) => page.getByRole("listitem").filter({ hasText: text });
  const adjusted = row("adjusted stock");
  await adjusted.getByRole("link", { name: "MUG" }).waitFor();
  expect(await adjusted.locator("dl").innerText()).toMatch(/On hand\s*1.200 → 1.198[\s\S]*Unsellable\s*0 → 2[\s\S]*Damaged/);
  const made = await row("created a template").locator("dl").innerText();
  for (const says of ["German: Hallo", "Order stage", "09:00–17:00", "resolve it"]) expect(made).toContain(says);
  await page.getByText("Changed their preferences").first().waitFor();
  await page.getByText("Kept a view").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
