// Many buyers who ask the same, as people see it: the line above the list, the list of those tickets, the note on each of them, one answer for all,
// and not wanting to hear of it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MODELS } from "../../simulator/model/server.ts";
import { setModel, untilRead } from "../stories/model.ts";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

const CROWD = 9;

let world: World;
let browser: Browser;
let agent: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  await setModel(world, { tasks: { classify: MODELS[0], draft: MODELS[0] } });
  const write = (name: string, text: string) => {
    const buyer = new Buyer(world, shop, name);
    buyer.comesFrom(buyer.buys());
    buyer.writes(text);
  };
  for (let at = 1; at <= CROWD; at += 1) write(`crowd${at}`, "My order has not been shipped yet, when will you ship it?");
  write("someone", "Can I have an invoice please?");
  await untilRead(world);
  await world.tillside.cron("*/5 * * * *");
  await world.until("they are found", async () => (await world.rows("SELECT 1 FROM burst")).length === 1);
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const line = () => agent.page.getByRole("note").filter({ hasText: "tickets say the same" });

test("one line says how many ask the same, and leads to exactly those; each says that it is one of them", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await line().getByText("Where is my order: not shipped yet · GlowLab beanie · orders of").waitFor();
  expect(await line().textContent()).toContain(`${CROWD} tickets say the same:`);
  await ticketOf(page, "someone").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await line().getByRole("button", { name: "Look" }).click();
  await ticketOf(page, "someone").waitFor({ state: "hidden" });
  await ticketOf(page, "crowd4").click();
  await thread(page).getByText("My order has not been shipped yet").waitFor();
  await page.getByRole("link", { name: `One of ${CROWD} like it` }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("one answer for all of them: all are chosen, one is left out by hand, and the rest is one job", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await line().getByRole("button", { name: "Answer all" }).click();
  const dialog = page.getByRole("dialog", { name: `Reply to ${CROWD} tickets` });
  await dialog.waitFor();
  const suggest = dialog.getByRole("button", { name: "Suggest a reply for all" });
  // Whoever writes on while it is thought about keeps their words.
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/bursts/*/draft", (route) => isLetGo.then(() => route.continue()), { times: 1 });
  await suggest.click();
  await dialog.getByRole("textbox").fill("Written by hand");
  letGo();
  await dialog.getByText("your words stay").waitFor();
  expect(await dialog.getByRole("textbox").inputValue()).toBe("Written by hand");
  await suggest.click();
  await dialog.getByText("Put into the field.").waitFor();
  expect(await dialog.getByRole("textbox").inputValue()).toContain("{{order.status_text}}");
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("checkbox", { name: "Select crowd2" }).click();
  await page
    .getByRole("toolbar", { name: `${CROWD - 1} selected` })
    .getByRole("button", { name: "Reply" })
    .click();
  const smaller = page.getByRole("dialog", { name: `Reply to ${CROWD - 1} tickets` });
  await smaller.getByRole("textbox").fill("Your order {{order.id}} leaves soon.");
  await smaller.getByRole("button", { name: /^Fill in/ }).click();
  await page.waitForURL(/bulk-jobs\/blk_/);
  await page.getByText("Your order 57").first().waitFor();
  expect(complaints).toEqual([]);
});

test("whoever does not want to hear of it does not, and others do", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await line().getByRole("button", { name: "Do not show this to me again" }).click();
  await line().waitFor({ state: "hidden" });
  await page.reload();
  await ticketOf(page, "crowd1").waitFor();
  expect(await line().count()).toBe(0);
  const { bursts } = await (await world.agent("Otto", [])).get<{ bursts: unknown[] }>("/api/bursts");
  expect(bursts).toEqual([]);
  expect(complaints).toEqual([]);
});
