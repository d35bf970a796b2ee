// People's data as an admin has it: a buyer is found, what goes and what stays is read, and after the name was typed it is gone and said to be.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, visit } from "./browser.ts";

const NAME = "<b>jen</b> \u202Eholloway 🧵";
let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  const buyer = new Buyer(world, shop, NAME);
  const order = buyer.buys();
  world.shop.endHold(order.id);
  world.shop.ship(order.id);
  world.shop.scan(order.id);
  world.shop.deliver(order.id);
  buyer.comesFrom(order);
  buyer.writes("Where is my receipt?");
  await world.settle();
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("a buyer is found by the ticket, read about and erased by typing what is asked for: of a name no keyboard writes, the end of its id; the ticket says what became of it", async () => {
  const { page, complaints } = await visit(browser, world.admin.origin, { as: world.admin });
  await page.goto("/settings/personal-data");
  const periods = page.getByRole("region", { name: "What goes by itself" });
  await periods.getByRole("combobox", { name: "Buyers in orders" }).selectOption("90");
  await page.getByRole("dialog").getByText("Orders that would be emptied tonight: 0.").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByText("Period saved").waitFor();
  expect(await world.rows("SELECT kind, days FROM retention")).toEqual([{ kind: "recipients", days: 90 }]);
  await page.getByRole("textbox", { name: /Name at TikTok/ }).fill("#1");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /holloway/ }).click();
  const card = page.getByRole("region", { name: /holloway/ });
  await card.getByText("Tickets (1): all words").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await card.getByRole("button", { name: "Make the file" }).click();
  await card.getByRole("link", { name: "Download JSON" }).waitFor();
  await card.getByRole("button", { name: "Erase…" }).click();
  const dialog = page.getByRole("dialog");
  const [{ id } = { id: "" }] = await world.rows<{ id: string }>("SELECT buyer_user_id AS id FROM ticket");
  await dialog.getByRole("textbox").fill("somebody");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await dialog.getByText("Nothing was erased.").waitFor();
  await dialog.getByRole("textbox").fill(id.slice(-6));
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Erasures" }).getByText("Erased", { exact: true }).waitFor();
  expect(await page.getByRole("main").innerText()).not.toContain("holloway");
  const [row] = await world.rows<{ id: string }>("SELECT id FROM ticket");
  await page.goto(`/mailbox/resolved/${row?.id}`);
  await page.getByRole("log").getByText("Erased", { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});
