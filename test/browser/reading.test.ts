// What tickets are about as people see it: the line of the list, the class in the ticket with how sure it is, the word of whoever knows better, and
// the list narrowed by it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MODELS } from "../../simulator/model/server.ts";
import { setModel, untilRead } from "../stories/model.ts";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let agent: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  await setModel(world, { tasks: { classify: MODELS[0] } });
  const write = async (name: string, ...said: string[]) => {
    const buyer = new Buyer(world, shop, name);
    buyer.comesFrom(buyer.buys(2));
    for (const text of said) {
      buyer.writes(text);
      await world.settle();
    }
  };
  await write("anna", "Thank you, it is perfect", "The lid is cracked!!! This is ridiculous");
  await write("boris", "Where is my order? It has not been shipped yet and I ordered it a whole week ago, please tell me what is going on");
  await untilRead(world);
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const chip = () => agent.page.getByRole("button", { name: /^About: / });

test("the list says in a line what is wanted, and the ticket what it is about and that it sounds worse", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").click();
  await thread(page).getByText("The lid is cracked!!! This is ridiculous").waitFor();
  await chip().waitFor();
  expect(await chip().textContent()).toContain("Damaged");
  await page.getByText("sounds worse").first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("whoever knows better says so, and the list is narrowed by that word", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "boris").click();
  await thread(page).getByText("Where is my order?").waitFor();
  await chip().click();
  await page.getByRole("menuitemradio", { name: "wanted" }).click();
  await page.getByRole("button", { name: /^About: Invoice: wanted said by an agent/ }).waitFor();
  await page.goto("/mailbox?class=invoice");
  await ticketOf(page, "boris").waitFor();
  await ticketOf(page, "anna").waitFor({ state: "hidden" });
  expect(complaints).toEqual([]);
});
