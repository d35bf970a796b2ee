// An archived order as an agent meets it: said so in the list and on its page, found by the filter, and brought back by a click; and the size of the
// database as an admin reads it.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { openShop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, visit } from "./browser.ts";

const DAY = 86_400_000;
let world: World;
let old: Order;

beforeAll(async () => {
  world = await openWorld({ vars: { ARCHIVE_BEGIN_BYTES: "1" } });
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeRules({ completes: false });
  old = sellUnits(world, shop, 2);
  const young = sellUnits(world, shop);
  for (const { id } of [old, young]) {
    world.shop.endHold(id);
    world.shop.ship(id);
    world.shop.scan(id);
  }
  world.shop.deliver(old.id);
  await world.settle();
  await world.later(40 * DAY);
  await world.tillside.cron("*/5 * * * *");
  await world.tillside.cron("* * * * *");
  await world.settle();
  await world.rows("UPDATE archive_setting SET months = 1");
  await world.tillside.cron("17 3 * * *");
  await world.until("it is archived", async () => (await world.rows("SELECT 1 FROM order_cold")).length === 1);
  await world.settle();
});
afterAll(async () => {
  await closeWindows(await openBrowser());
  await world.close();
});

test("an archived order is found by the filter, shown whole, and comes back by a click", async () => {
  const { page, complaints } = await visit(await openBrowser(), world.admin.origin, { as: world.admin });
  await page.goto("/orders?archived=yes");
  const row = page.getByRole("row").filter({ hasText: old.id.slice(-10) });
  await row.getByText("Archived", { exact: true }).waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/list.png` });
  await page.goto("/orders?sku=BLK-M");
  await page.getByText("Archived orders are not among these", { exact: false }).waitFor();
  await page.goto(`/orders/${old.id}`);
  const banner = page.getByRole("region", { name: "Archived" });
  await banner.waitFor();
  await page.getByText("GlowLab beanie").first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  if (process.env.PICTURES) {
    await page.screenshot({ path: `${process.env.PICTURES}/order.png` });
    for (const [theme, width] of [
      ["dark", 1440],
      ["light", 390],
    ] as const) {
      const other = await visit(await openBrowser(), world.admin.origin, { as: world.admin, theme, width });
      await other.page.goto(`/orders/${old.id}`);
      await other.page.getByRole("region", { name: "Archived" }).waitFor();
      await other.page.screenshot({ path: `${process.env.PICTURES}/order-${theme}-${width}.png` });
      await other.close();
    }
  }
  await banner.getByRole("button", { name: "Bring back" }).click();
  await page.getByText("Brought back", { exact: true }).waitFor();
  await banner.waitFor({ state: "detached" });
  expect(await world.rows("SELECT 1 FROM order_cold")).toEqual([]);
  expect(complaints).toEqual([]);
});

test("an admin reads how large the database is, and says after how long orders are archived", async () => {
  const { page, complaints } = await visit(await openBrowser(), world.admin.origin, { as: world.admin });
  await world.rows("UPDATE archive_setting SET months = 12");
  await page.goto("/settings/health");
  const card = page.getByRole("region", { name: "Database" });
  await card.getByText("of 10.0 GB", { exact: false }).waitFor();
  await card.getByText("archived: 1", { exact: false }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/health.png`, fullPage: true });
  const choice = card.getByRole("combobox");
  await page.route(/\/api\/archive$/, (route) => route.abort());
  await choice.selectOption({ label: "24 months" });
  await card.getByRole("alert").waitFor();
  await expect.poll(() => choice.inputValue()).toBe("12");
  await page.unroute(/\/api\/archive$/);
  await choice.selectOption({ label: "24 months" });
  await page.getByText("Saved. The next night goes by it.").waitFor();
  expect(await world.rows("SELECT months FROM archive_setting")).toEqual([{ months: 24 }]);
  for (const options of [{ theme: "dark", width: 390, height: 844 }] as const) {
    const narrow = await visit(await openBrowser(), world.admin.origin, { as: world.admin, ...options });
    await narrow.page.goto("/settings/health");
    await narrow.page.getByRole("region", { name: "Database" }).waitFor();
    if (process.env.PICTURES) await narrow.page.screenshot({ path: `${process.env.PICTURES}/health-narrow.png`, fullPage: true });
    await narrow.close();
  }
  expect(complaints).toEqual([]);
});
