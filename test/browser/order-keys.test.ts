// The order half without a mouse, as a shift goes: a list narrowed and walked, an order cancelled up to the last question, held and tagged, shipped and
// printed; a return decided; a listing mapped. The keyboard always stands in sight, comes back to where it was when something closes, and Escape
// closes one thing at a time.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, type Visitor, visit } from "./browser.ts";
import { byKeys, type Keys } from "./keys.ts";

let world: World;
let browser: Browser;
let person: Visitor;
let page: Page;
let keys: Keys;
let shop: Shop;
let order: Order;
let arrived: Order;
let parcel: Order;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab", { region: "GB" });
  const sold = [sellUnits(world, shop, 3), sellUnits(world, shop, 1), sellUnits(world, shop, 1, { shipping: "TIKTOK" })];
  [order, arrived, parcel] = sold as [Order, Order, Order];
  for (const { id } of sold) world.shop.endHold(id);
  world.shop.ship(arrived.id);
  world.shop.scan(arrived.id);
  world.shop.deliver(arrived.id);
  world.shop.askForReturn({ orderId: arrived.id, type: "REFUND" });
  await world.connect("GB", "GlowLab", "GlowLab UK");
  for (const name of ["Gift", "Wholesale"]) await world.admin.post("/api/tags", { name, colour: "teal" });
  await world.admin.post("/api/items", { kind: "standard", sku: "BLK-M", name: "Beanie", barcode: null });
  await world.settle();
  person = await visit(browser, world.tillside.url, { as: world.admin });
  page = person.page;
  keys = byKeys(page);
});
afterAll(async () => {
  if (browser) await closeWindows(browser);
  await world?.close();
});

const row = (id: string) =>
  page
    .getByRole("table")
    .getByRole("row")
    .filter({ hasText: id.slice(-8) });
const link = (id: string) => row(id).getByRole("link");
/** One that may be pressed by now. */
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true, disabled: false });
const dialog = () => page.getByRole("dialog");

test("the first stop skips to the page; f opens the filter, arrows choose in it, and Escape gives the button back", async () => {
  await page.goto("/orders");
  await row(order.id).waitFor();
  await keys.press("Tab", "Enter");
  await keys.standsOn(page.getByRole("main"));
  await keys.press("f");
  const stage = dialog().getByLabel("Stage");
  await keys.shows(stage);
  await keys.walk("Tab", keys.isOn(stage));
  await keys.walk("ArrowDown", async () => (await stage.inputValue()) === "ready_to_ship");
  await row(arrived.id).waitFor({ state: "detached" });
  await keys.press("Escape");
  await keys.standsOn(button("Filter"));
  expect(page.url()).toContain("stage=ready_to_ship");
});

test("/ searches, down leads into what was found, o opens it, and Escape comes back to the row and the list as it was", async () => {
  await keys.press("/");
  await keys.type(order.id);
  await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(1);
  await keys.press("ArrowDown");
  await keys.standsOn(link(order.id));
  await keys.press("/", "Escape");
  await expect.poll(() => page.url()).not.toContain("q=");
  await keys.press("Escape");
  await keys.walk("j", keys.isOn(link(order.id)));
  await keys.press("o");
  await keys.shows(page.getByRole("heading", { level: 1, name: order.id }));
  await keys.press("Escape");
  await keys.standsOn(link(order.id));
  expect(page.url()).toContain("stage=ready_to_ship");
  await keys.press("Enter");
  await keys.shows(page.getByRole("heading", { level: 1, name: order.id }));
});

test("one unit is cancelled up to the last question; Escape asks nothing and stands where it was", async () => {
  const cancel = page.getByRole("region", { name: "Cancellations and returns" }).getByRole("button", { name: "Cancel", disabled: false });
  await cancel.waitFor();
  await keys.walk("Tab", keys.isOn(cancel));
  await keys.press("Enter");
  await keys.standsOn(dialog().getByLabel("The whole order"));
  await keys.press("ArrowDown");
  await keys.standsOn(dialog().getByLabel("Some units"));
  await keys.press("Tab", "Space");
  await dialog().getByText("Out of stock", { exact: true }).waitFor();
  const act = dialog().getByRole("button", { name: /^Cancel 1 unit, refund £/ });
  await act.waitFor();
  await keys.walk("Tab", keys.isOn(act));
  await keys.press("Escape");
  await keys.standsOn(cancel);
  expect(world.shop.order(order.id).lines.map(({ status }) => status)).not.toContain("CANCELLED");
});

test("it is held and released where one stands; of two tags arrows walk to the second and Enter takes it; Escape leaves a note as typed", async () => {
  await keys.walk("Shift+Tab", keys.isOn(button("Hold")));
  await keys.press("Enter");
  await keys.standsOn(dialog().getByLabel("Why", { exact: true }));
  await keys.type("Wrong colour");
  await keys.press("Enter");
  await keys.standsOn(button("Release"));
  await keys.press("Enter");
  await keys.standsOn(button("Hold"));
  const tags = page.getByLabel("Add a tag");
  await keys.walk("Tab", keys.isOn(tags));
  await keys.press("ArrowDown", "ArrowDown", "Enter");
  await keys.shows(button("Take off Wholesale"));
  expect(await button("Take off Gift").count()).toBe(0);
  const note = page.getByLabel("Write a note");
  await keys.walk("Tab", keys.isOn(note));
  await keys.type("Ask Mia");
  await keys.press("Escape");
  await keys.isHeld();
  expect([await note.inputValue(), new URL(page.url()).pathname]).toEqual(["Ask Mia", `/orders/${order.id}`]);
});

test("it is shipped with a carrier chosen by arrows and a number", async () => {
  const ship = button("Enter tracking");
  await keys.walk("Tab", keys.isOn(ship));
  await keys.press("Enter");
  const carrier = dialog().getByLabel("Carrier");
  await carrier.waitFor();
  await keys.walk("Shift+Tab", keys.isOn(carrier));
  await keys.walk("ArrowDown", async () =>
    /Royal Mail/.test(await carrier.evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.text ?? "")),
  );
  await keys.press("Tab");
  await keys.type("AB123456785GB");
  await keys.press("Enter");
  await keys.isGone(dialog());
  await expect.poll(() => world.shop.order(order.id).status).toBe("AWAITING_COLLECTION");
});

test(". leads to what can be done with the selection, and a print run ends at the file to print", async () => {
  await keys.press("Escape");
  await row(parcel.id).waitFor();
  await keys.walk("j", keys.isOn(link(parcel.id)));
  await keys.press("x");
  const bar = page.getByRole("toolbar", { name: "1 order selected" });
  await keys.shows(bar);
  await keys.press(".");
  await keys.walk("ArrowRight", keys.isOn(bar.getByRole("button", { name: "More" })));
  await keys.press("Enter", "ArrowDown", "Escape");
  await keys.standsOn(bar.getByRole("button", { name: "More" }));
  await keys.walk("ArrowLeft", keys.isOn(bar.getByRole("button", { name: "Print labels" })));
  await keys.press("Enter");
  const begin = dialog().getByRole("button", { name: "Ship and print 1" });
  await begin.waitFor();
  await keys.walk("Tab", keys.isOn(dialog().getByLabel(/^Weight and size/)));
  await keys.press("ArrowDown");
  for (const measure of ["250", "20", "15", "5"]) {
    await keys.press("Tab");
    await keys.type(measure);
  }
  await keys.walk("Tab", keys.isOn(begin));
  await keys.press("Enter");
  const print = page.getByRole("link", { name: "Print 1" });
  await print.waitFor();
  await keys.walk("Tab", keys.isOn(print));
});

test("a return is refused from the list: Escape closes the form first, then the page", async () => {
  await keys.press("g", "r");
  await page.getByRole("table", { name: "Cancellations and returns" }).getByRole("row").nth(1).waitFor();
  await keys.press("j", "o");
  const refuse = button("Refuse the refund");
  await refuse.waitFor();
  await keys.walk("Tab", keys.isOn(refuse));
  await keys.press("Enter");
  const comment = page.getByLabel("For the buyer");
  await keys.standsOn(comment);
  await keys.press("Escape");
  await keys.standsOn(refuse);
  await keys.press("Enter");
  await keys.standsOn(comment);
  await keys.type("It looked well on the photos");
  await keys.press("Enter");
  await keys.shows(page.getByText("It is over: there is nothing left to answer."));
  await keys.press("Escape");
  await keys.shows(page.getByRole("heading", { name: "Returns that wait for us" }));
});

test("a listing is mapped from the list by words and arrows, and Ctrl and Z takes it back", async () => {
  await keys.press("g", "i");
  await page.getByRole("table", { name: "Items" }).waitFor();
  await page.goto("/inventory/listings");
  await row("BLK-M").waitFor();
  const find = dialog().getByRole("combobox", { name: "Find an item" });
  await keys.press("j", "o");
  await keys.shows(find);
  await keys.press("Escape");
  await keys.stands("Map: GlowLab beanie, Black, M");
  await keys.press("Enter");
  await find.waitFor();
  await keys.walk("Tab", keys.isOn(find));
  await keys.type("bean");
  await dialog().getByRole("listbox").getByRole("option").waitFor();
  await keys.press("ArrowDown", "Enter");
  const map = dialog().getByRole("button", { name: "Map", exact: true });
  await keys.walk("Tab", keys.isOn(map));
  await keys.press("Enter");
  await keys.isGone(row("BLK-M"));
  await keys.shows(page.getByRole("button", { name: "Undo" }));
  await keys.press("Control+z");
  await keys.shows(row("BLK-M"));
  expect(person.complaints).toEqual([]);
});
