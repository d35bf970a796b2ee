// Working on an order in the browser: why it is in review and the way out, holding it back, where its units lie, and its story in a reply.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;
let buyer: Buyer;
let order: Order;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  const sku = shop.skus[0];
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_1', 'BLK-M', 'Beanie', 1)");
  for (const [rank, name] of ["East", "West"].entries()) {
    const id = `whs_${name}`;
    await world.rows("INSERT INTO warehouse (id, name, kind, time_zone, created_at) VALUES (?, ?, 'merchant', 'UTC', 1)", id, name);
    await world.rows("INSERT INTO store_warehouse VALUES (?, ?, ?, ?, NULL)", store, id, rank, 1 - rank);
  }
  await world.rows("INSERT INTO listing_part VALUES (?, ?, 'itm_1', 1)", store, sku);
  await world.rows("INSERT INTO listing_map VALUES (?, ?, 'mapped', 1, 'story')", store, sku);
  await world.rows(
    "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES ('whs_East', 'itm_1', 'receive', 2, 'x', 1, 'x')",
  );
  const { store: page } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
  await world.admin.patch(`/api/stores/${store}`, { version: page.version, change: { stockManaged: true } });
  buyer = new Buyer(world, shop, "wren");
  order = buyer.buys(3);
  world.shop.endHold(order.id);
  buyer.comesFrom(order);
  buyer.writes("Where is it?");
  await world.settle();
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const card = () => admin.page.getByRole("region", { name: "Work on it" });

test("the list says why an order is in review, and its page shows which unit waits and where", async () => {
  const { page } = admin;
  await page.goto("/orders?stage=in_review&reason=stock-short");
  await page.getByRole("table", { name: "Orders" }).getByText("Not enough in stock").waitFor();
  await page.goto(`/orders/${order.id}`);
  await card().getByText("Not enough in stock: Beanie").waitFor();
  await page.getByText(/2 of 3 units to ship.*1 of 3 units waiting for stock in East/).waitFor();
  expect(await card().getByText("Waits for stock: 1 × Beanie, East").count()).toBe(1);
  expect(await seriousFaults(page)).toEqual([]);
});

test("a reason is put aside with a note and taken back; an order is held and released", async () => {
  const { page } = admin;
  const units = card().locator("summary", { hasText: "3 ×" });
  await units.click();
  await card().getByRole("button", { name: "Put aside" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why it may ship all the same").fill("It lies on the desk");
  await dialog.getByRole("button", { name: "Put aside" }).click();
  await card().getByText("Put aside by Ana Admin: “It lies on the desk”").waitFor();
  await page.getByRole("heading", { level: 1 }).locator("..").getByText("Ready to ship").waitFor();
  await card().getByRole("button", { name: "Take back" }).click();
  await card().getByRole("button", { name: "Put aside" }).waitFor();
  await card().getByRole("button", { name: "Hold" }).click();
  await dialog.getByLabel("Why", { exact: true }).fill("Asked to wait");
  await dialog.getByRole("button", { name: "Hold" }).click();
  await card().getByText("Held by Ana Admin: “Asked to wait”").waitFor();
  await card().getByRole("button", { name: "Release" }).click();
  await card().getByRole("button", { name: "Hold" }).waitFor();
  // What a hand has closed stays closed, whatever became of the order meanwhile.
  expect(await card().getByLabel("Warehouse of unit 1").isVisible()).toBe(false);
  await units.click();
});

test("a unit is looked for where a person says, and the desk's own choice comes back", async () => {
  const chosen = card().getByLabel("Warehouse of unit 1");
  await chosen.selectOption({ label: "West" });
  await card()
    .getByText(/1 × Beanie, West Chosen by hand/)
    .waitFor();
  await chosen.selectOption({ label: "Automatic" });
  await expect
    .poll(() =>
      card()
        .getByText(/Chosen by hand/)
        .count(),
    )
    .toBe(0);
});

test("a listing is mapped where the order stands, with a pack size: both orders that waited go on, and both come back by an undo", async () => {
  const { page } = admin;
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_2', 'CAP', 'Plain cap', 1)");
  await world.rows(
    "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES ('whs_East', 'itm_2', 'receive', 9, 'x', 1, 'y')",
  );
  const caps = [1, 2].map(() =>
    world.shop.placeOrder({ shopId: shop.id, buyerId: buyer.id, lines: [{ skuId: shop.skus[1] ?? "" }], paid: true }),
  );
  for (const { id } of caps) world.shop.endHold(id);
  await world.settle();
  await page.goto(`/orders/${caps[0]?.id}`);
  await card().getByRole("button", { name: "Map the listing" }).click();
  const dialog = page.getByRole("dialog", { name: "Map GlowLab beanie, Cap" });
  await dialog.getByText("2 orders wait for it and go on by themselves.").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Use CAP" }).click();
  await dialog.getByRole("spinbutton", { name: "How many of CAP" }).fill("2");
  await dialog.getByRole("button", { name: "Map", exact: true }).click();
  await page.getByText("Mapped. 2 orders leave review.").waitFor();
  await page.getByRole("heading", { level: 1 }).locator("..").getByText("Ready to ship").waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await card().getByRole("button", { name: "Map the listing" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/orders/${caps[0]?.id}`);
});

test("the story goes into the reply as it stands", async () => {
  const { page } = admin;
  await page.goto("/mailbox/todo");
  await ticketOf(page, "wren").click();
  // Why it waits stands beside the conversation too, with the way out.
  await page.getByRole("complementary").getByRole("button", { name: "Put aside" }).waitFor();
  await page.getByRole("button", { name: "Insert the story" }).click();
  await expect.poll(() => page.getByRole("textbox", { name: /reply/i }).inputValue()).toContain("units waiting for stock in East");
  expect(admin.complaints).toEqual([]);
});
