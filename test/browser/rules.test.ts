// Settings › Rules as an admin lives it: a rule made from sentences, tried on the tickets there are, switched on, seen in the ticket and in its
// log; an order changed by key; an auto-reply whose words are warned about.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, ticketOf, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  new Buyer(world, shop, "lucia").writes("I want a refund");
  new Buyer(world, shop, "marek").writes("Nice beanie");
  await world.settle();
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("an admin makes a rule from sentences, tries it, switches it on, and finds what it did", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await page.goto("/settings/rules");
  await page.getByText("No rules yet").waitFor();
  await page.getByRole("link", { name: "New rule" }).click();
  await page.getByLabel("Name").fill("Money first");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("With what").fill("refund, money back");
  await page.getByLabel("Words").fill("About money: answer first.");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("2 of 2 tickets looked at").waitFor();
  await page.getByText("would act in 1", { exact: true }).waitFor();
  // Why not, and none of the words of whoever wrote: the ticket has them.
  await page.getByText(/contains refund, money back$/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Make the rule, off" }).click();
  await page.getByText("Nothing has happened that it listens to.").waitFor();

  await page.getByRole("link", { name: "All rules" }).click();
  const on = page.getByLabel("Money first is on");
  const turning = /\/api\/rules\/[^/]+\/on$/;
  await page.route(turning, (route) => route.abort());
  await on.click();
  await page.getByRole("alert").waitFor();
  await expect.poll(() => on.isChecked()).toBe(false);
  await page.unroute(turning);
  await on.check();
  await page.getByText("Money first is on. It looks").waitFor();
  new Buyer(world, shop, "noor").writes("My money back please");
  await world.settle();
  await world.until("it has acted", async () => (await world.rows("SELECT 1 FROM rule_run WHERE outcome = 'done'")).length > 0);
  await page.reload();
  await page.getByText("Did something 1 time").waitFor();
  await page.getByRole("link", { name: "Use this" }).nth(1).click();
  await page.getByRole("button", { name: "Make the rule, off" }).click();
  await page.getByText("Nothing has happened that it listens to.").waitFor();
  await page.getByRole("link", { name: "All rules" }).click();
  await page.getByRole("button", { name: "Move Thanks after an answer needs no answer up" }).press("Enter");
  await page.getByRole("listitem").first().getByText("Thanks after an answer").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("link", { name: "Money first" }).click();
  await page.getByRole("link", { name: /noor/ }).waitFor();

  await page.goto("/mailbox");
  await ticketOf(page, "noor").click();
  await page.getByText("About money: answer first.").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("an auto-reply's words are warned about with the reason, on a phone and in the dark", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin, width: 390, height: 844, theme: "dark" });
  await page.goto("/settings/rules/new-auto-reply");
  await page.getByLabel("Name").fill("Evenings");
  await page.getByLabel("What the buyer reads").last().fill("We are closed. Write to us on WhatsApp");
  await page.getByText("“WhatsApp” leads the buyer away from TikTok").waitFor();
  await page.getByText("“We are closed” reads like an away message").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole("button", { name: "Make the rule, off" }).click();
  await page.getByText("What it did", { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
