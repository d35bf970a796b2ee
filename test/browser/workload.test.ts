// Whoever works on orders one by one: a note and a tag on the page of one.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let person: Visitor;
let orders: string[];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  orders = Array.from({ length: 3 }, () => sellUnits(world, shop, 1).id);
  for (const id of orders) world.shop.endHold(id);
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  await world.admin.post("/api/tags", { name: "Gift", colour: "teal" });
  person = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await browser?.close();
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
  expect(await notes.getByLabel("Write a note").inputValue()).toBe("");
  await notes.getByLabel("Add a tag").selectOption({ label: "Gift" });
  await notes.getByRole("button", { name: "Take off Gift" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
