// The import of orders that TikTok ships, at the counter: from the Status card's pencil to the orders it brings in, step by step, by keyboard too.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

const TWO_HOURS_MS = 7_200_000;
const NAME = "FBT East <b>仓库";

let world: World;
let browser: Browser;
let admin: Visitor;
let shop: Shop;
let store = "";
let form: Locator;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab", { fbt: true });
  for (const skuId of shop.skus) world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId }], paid: true, fbt: true });
  await world.later(TWO_HOURS_MS);
  store = await world.connect("US", "GlowLab", "GlowLab US");
  const { id } = await world.admin.post<{ id: string }>("/api/items", { kind: "standard", sku: "HAT", name: "Hat", barcode: null });
  await world.settle();
  const mapped = { store, sku: shop.skus[0], state: "mapped", parts: [{ item: id, qty: 1 }] };
  await world.admin.post("/api/mappings", { mappings: [mapped] });
  admin = await visit(browser, world.tillside.url, { as: world.admin });
  form = admin.page.locator("form").filter({ has: admin.page.getByRole("heading", { name: "FBT Orders Import" }) });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const setting = () => world.admin.get<{ fbt: { earliest: string; latest: string } }>(`/api/stores/${store}`).then(({ fbt }) => fbt);
const row = () => admin.page.getByRole("region", { name: "Status" }).locator(".setting").filter({ hasText: "FBT Orders Import" });

test("1: the store's Status card has the import, which is off, and a pencil", async () => {
  const { page } = admin;
  await page.goto(`/stores/${store}`);
  await row().getByText("Orders TikTok ships are shown as history").waitFor();
  await page.getByRole("button", { name: "Edit FBT Orders Import" }).press("Enter");
  await form.waitFor();
});

test("2: Enabled asks for a start date, from the first of the month to today", async () => {
  const { earliest, latest } = await setting();
  await form.getByRole("button", { name: "Enabled" }).press("Enter");
  const date = form.getByLabel("Start date");
  expect([await date.getAttribute("min"), await date.getAttribute("max")]).toEqual([earliest, latest]);
  await date.fill(earliest);
});

test("3: Create FBT Warehouse opens in place, asks a name, and the warehouse comes back chosen; a second one is refused", async () => {
  await form.getByRole("button", { name: "Create FBT Warehouse" }).press("Enter");
  await form.getByLabel("Name of the FBT warehouse").fill(NAME);
  await admin.page.keyboard.press("Enter");
  await admin.page.waitForFunction(() =>
    [...document.querySelectorAll("option:checked")].some((one) => one.textContent?.startsWith("FBT East")),
  );
  expect(await form.getByLabel("FBT warehouse", { exact: true }).locator("option:checked").textContent()).toBe(NAME);
  await form.getByText(`A store has one FBT warehouse, and this one has “${NAME}”.`).waitFor();
});

test("4: Save closes the form, and the row says from which day on and into which warehouse", async () => {
  await form.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await form.waitFor({ state: "detached" });
  await row().getByText("Enabled").waitFor();
  await row().getByText(`into ${NAME}`).waitFor();
});

test("5: the orders are here: fulfilled by the store, the mapped one shipped and the other in review, TikTok's own word beside", async () => {
  const { page } = admin;
  await world.settle();
  await page.goto("/orders");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByLabel("Fulfilled by").selectOption({ label: "Store (FBT)" });
  await page.keyboard.press("Escape");
  const orders = page.getByRole("table", { name: "Orders" }).getByRole("row");
  const waiting = orders.filter({ hasText: "In review" });
  await orders.filter({ hasText: "Shipped" }).getByText("AWAITING_SHIPMENT").waitFor();
  await waiting.getByText("AWAITING_SHIPMENT").waitFor();
  await waiting.getByRole("link").first().click();
  await page.getByText("TikTok does not share the buyer's details").waitFor();
  await page.getByText("What you can do").click();
  await page.getByText("Write to the buyer in the chat.", { exact: true }).waitFor();
  const hold = page.getByRole("button", { name: "Hold", exact: true });
  await hold.waitFor();
  expect(await hold.getAttribute("aria-disabled")).toBe("true");
  await page.getByRole("button", { name: "Map the listing" }).waitFor();
});

test("a return TikTok opened none for: made here, the customer asked by one button, their details typed, marked, and deleted", async () => {
  const { page } = admin;
  const buyerId = world.shop.addBuyer({ region: "US", nickname: "Ana" }).id;
  const { id } = world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: shop.skus[0], quantity: 2 }], paid: true, fbt: true, buyerId });
  for (const move of ["endHold", "ship", "scan", "deliver"] as const) world.shop[move](id);
  await world.settle();
  await page.goto(`/orders/${id}`);
  await page.getByRole("button", { name: "Create a return" }).click();
  const dialog = page.getByRole("dialog", { name: /^Return for order/ });
  await dialog.getByRole("checkbox", { name: /BLK-M/ }).first().uncheck();
  await dialog.getByLabel("Why it comes back").fill("Seam is open");
  await dialog.getByRole("button", { name: "Create the return" }).press("Enter");
  await page.getByText("Not known yet.").waitFor();
  const address = page.url();
  await page.getByRole("button", { name: "Ask the customer" }).press("Enter");
  const reply = page.getByRole("textbox", { name: /^Reply/ });
  await page.waitForURL("**/mailbox/todo/**");
  await reply.waitFor();
  expect(await reply.inputValue()).toContain(`To arrange the return of your order …${id.slice(-6)}`);
  await page.goto(address);
  const card = page.getByRole("region", { name: "Buyer’s shipping details" });
  await card.getByText(/opened a request to the customer/).waitFor();
  await card.getByRole("button", { name: "Type them in" }).press("Enter");
  for (const [field, value] of Object.entries({ Name: "Ana Ruiz", "Postal code": "97201", City: "Portland", Phone: "+1 503 555 0134" }))
    await card.getByLabel(field, { exact: true }).fill(value);
  await card.getByText("Still missing: Street and house number.").waitFor();
  await card.getByLabel("Street and house number").fill("14 Pine Lane");
  await card.getByRole("button", { name: "Save the details" }).press("Enter");
  await card.getByText("14 Pine Lane").waitFor();
  await card.getByText("From the customer").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await card.getByRole("button", { name: "Delete the details" }).press("Enter");
  await card.getByText("deleted for good").waitFor();
  await card.getByRole("button", { name: "Delete the details" }).press("Enter");
  await card.getByText("The details were deleted.").waitFor();
  await page.goto("/returns?kind=own&phase=underway");
  await page.getByRole("table").getByText("Seam is open").waitFor();
});

test("6: switched off, the row says that what came in stays", async () => {
  const { page, complaints } = admin;
  await page.goto(`/stores/${store}`);
  await page.getByRole("button", { name: "Edit FBT Orders Import" }).press("Enter");
  await form.getByRole("button", { name: "Disabled" }).press("Enter");
  await form.getByText("FBT orders that came in stay as they are").waitFor();
  await form.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await row().getByText("What came in stays").waitFor();
  expect(complaints).toEqual([]);
});
