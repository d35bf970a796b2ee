// What a person does after the sale: cancels a part with the only reason there is, answers a buyer from the list, and begins a refund.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawPng } from "../../simulator/png.ts";
import { openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "Northwind", { region: "GB" });
  await world.connect("GB", "Northwind", "Northwind UK");
  await world.settle();
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const sold = (quantity: number) => {
  const { id } = sellUnits(world, shop, quantity);
  world.shop.endHold(id);
  return id;
};

test("a part of an order: the reason is fixed and says why, the button says the refund, and nothing leaves before it is pressed", async () => {
  const id = sold(3);
  await world.settle();
  const { page } = admin;
  await page.goto(`/orders/${id}`);
  await page.getByRole("region", { name: "Cancellations and returns" }).getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("dialog", { name: /^Cancel order/ });
  await dialog.getByLabel("The whole order").waitFor();
  expect(await dialog.getByLabel("Reason").count()).toBe(1);
  await dialog.getByLabel("Some units").check();
  // Of a part there is no reason to choose.
  expect(await dialog.getByRole("combobox").count()).toBe(0);
  await dialog.getByText("Out of stock", { exact: true }).waitFor();
  await dialog.getByText("A cancellation cannot be undone.").waitFor();
  await dialog.getByRole("checkbox", { name: /BLK-M/ }).first().check();
  const act = dialog.getByRole("button", { name: /^Cancel 1 unit, refund £/ });
  await act.waitFor();
  expect(world.shop.order(id).lines.filter((line) => line.status === "CANCELLED")).toHaveLength(0);
  await act.click();
  await page.getByText("Done. TikTok has taken it.").waitFor();
  expect(world.shop.order(id).lines.filter((line) => line.status === "CANCELLED")).toHaveLength(1);
  await page.getByRole("region", { name: "Cancellations and returns" }).getByText("Cancelled by us or TikTok").waitFor();
});

test("a buyer who asks stands in the list with a deadline and is refused with TikTok's own reason", async () => {
  const id = sold(1);
  world.shop.requestCancel(id);
  await world.settle();
  const { page } = admin;
  await page.goto("/returns?kind=cancellations");
  await page.getByRole("table", { name: "Cancellations and returns" }).getByRole("row").nth(1).waitFor();
  await page
    .getByRole("link", { name: /^Returns/ })
    .getByText("1 waiting for you")
    .waitFor({ state: "attached" });
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Refuse to cancel" }).click();
  await page.getByLabel("TikTok’s reason").selectOption({ label: "Product has been packed" });
  await page.getByLabel("For the buyer").fill("It is sealed already");
  const files = page.locator("input[type=file]");
  const photo = (name: string, side: number) => {
    const buffer = Buffer.from(drawPng(side, side, (x) => [x % 256, 90, 90]));
    return { name, mimeType: "image/png", buffer };
  };
  const words = { name: "words.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
  await files.setInputFiles([photo("sealed.png", 300), words, photo("tiny.png", 40)]);
  const chosen = page.getByRole("group", { name: "Photos for TikTok" }).getByRole("listitem");
  await chosen.filter({ hasText: "sealed.png" }).getByText("TikTok has it").waitFor();
  await chosen.filter({ hasText: "tiny.png" }).getByText("at least 100 × 100 pixels").waitFor();
  await chosen.filter({ hasText: "words.png" }).getByRole("alert").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Take out words.png" }).click();
  await page.getByRole("button", { name: "Refuse to cancel" }).click();
  await page.getByText("It is over: there is nothing left to answer.").waitFor();
  const told = world.shop.cancellations(shop.id).find((one) => one.orderId === id);
  expect(told).toMatchObject({ status: "CANCELLED", evidence: [expect.stringMatching(/\.(png|jpg)$/)] });
  await page.getByRole("region", { name: "What we did" }).getByRole("img", { name: "Photo 1" }).waitFor();
  expect(admin.complaints).toEqual([]);
});

test("a refund on an order that has arrived says how much before it is paid", async () => {
  const id = sold(1);
  world.shop.ship(id);
  world.shop.scan(id);
  world.shop.deliver(id);
  await world.settle();
  const { page } = admin;
  await page.goto(`/orders/${id}`);
  await page.getByRole("button", { name: "Refund" }).click();
  const dialog = page.getByRole("dialog", { name: /^Refund on order/ });
  await dialog.getByLabel("Reason").selectOption({ label: "It arrived damaged" });
  await dialog.getByRole("button", { name: "Refund £9.00" }).click();
  await page.getByText("Done. TikTok has taken it.").waitFor();
  await expect.poll(() => world.shop.returnsOf(id).length).toBe(1);
});

test("a refund TikTok does not reckon names no amount that nobody knows", async () => {
  const id = sold(1);
  world.shop.ship(id);
  world.shop.scan(id);
  world.shop.deliver(id);
  await world.settle();
  const { page } = admin;
  await page.goto(`/orders/${id}`);
  world.hosted.simulator.faults.raise({ kind: "down", on: "refunds.calculate" });
  await page.getByRole("button", { name: "Refund" }).click();
  const dialog = page.getByRole("dialog", { name: /^Refund on order/ });
  await dialog.getByText("TikTok says how much when it is done.").waitFor();
  await dialog.getByRole("button", { name: "Refund", exact: true }).waitFor();
  const amount = dialog.getByLabel("Amount");
  await amount.fill("0");
  await dialog.getByText("Write an amount above nothing, such as 12.50.").waitFor();
  await amount.fill("4.50");
  await dialog.getByRole("button", { name: "Refund £4.50" }).waitFor();
  world.hosted.simulator.faults.clear();
  expect(world.shop.returnsOf(id)).toEqual([]);
  await page.keyboard.press("Escape");
});

test("a buyer who asks is a banner on the order's page, with the deadline, and is answered there", async () => {
  const id = sold(1);
  world.shop.requestCancel(id);
  await world.settle();
  const { page } = admin;
  await page.goto(`/orders/${id}`);
  const banner = page.getByRole("region", { name: "The buyer asks to cancel" });
  await banner
    .getByText(/left|overdue/i)
    .first()
    .waitFor();
  await banner.getByRole("button", { name: "Answer" }).click();
  await banner.getByRole("button", { name: "Refuse to cancel" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await banner.getByRole("button", { name: /^Cancel the order/ }).click();
  await banner.waitFor({ state: "detached" });
  expect(world.shop.cancellations(shop.id).find((one) => one.orderId === id)?.status).not.toBe("CANCELLATION_REQUEST_PENDING");
});
