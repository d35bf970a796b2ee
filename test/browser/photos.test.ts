// A photo with a complaint as people see it: what a model saw stands under the picture with its mark, one that was not looked at has the quiet way to it,
// and a store's pictures stay where its settings say so.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MODELS } from "../../simulator/model/server.ts";
import { SMALL, setModel, simulatorOrigin, untilRead } from "../stories/model.ts";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

const SEEING = MODELS[2];

let world: World;
let browser: Browser;
let agent: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  const models = [SMALL, { ...SMALL, name: SEEING, sees: true }];
  await setModel(world, { models, tasks: { classify: SMALL.name, look: SEEING } });
  const complain = async (name: string, text: string, scene: string) => {
    const buyer = new Buyer(world, shop, name);
    buyer.comesFrom(buyer.buys());
    buyer.writes(text);
    buyer.sends("IMAGE", {
      url: `${simulatorOrigin(world)}/images/photo/${encodeURIComponent(scene)}-540x720.png`,
      width: 540,
      height: 720,
    });
    await untilRead(world);
    await world.settle();
  };
  const looked = (times: number) =>
    world.until("it was looked at", () => world.shop.asked.filter(({ task }) => task === "look").length === times);
  await complain("anna", "It came broken, the pump is damaged", "broken pump");
  await looked(1);
  await complain("boris", "I got the wrong item", "jar with a dented lid");
  await looked(2);
  world.hosted.simulator.faults.raise({ kind: "down", on: "model.look" });
  await complain("clara", "The lid is broken, it is damaged", "jar with a dented lid");
  await world.settle();
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("what a model saw stands under the picture: what it is, whether it fits, which line it shows", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").click();
  const seen = thread(page).getByText("A bottle whose pump is broken off");
  await seen.waitFor();
  await thread(page).getByText("fits the complaint", { exact: true }).waitFor();
  await thread(page).getByText("GlowLab beanie, Black, M").first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await ticketOf(page, "boris").click();
  await thread(page).getByText("does not fit the complaint").waitFor();
  expect(complaints).toEqual([]);
});

test("one that was not looked at is looked at by hand, and a server that is away costs one line", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "clara").click();
  const button = thread(page).getByRole("button", { name: "Have the photo looked at" });
  await button.click();
  await thread(page).getByText("The model is not answering. Nothing was lost.").waitFor();
  world.hosted.simulator.faults.clear();
  await button.click();
  await thread(page).getByText("A jar with a dented lid").waitFor();
  expect(await button.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("a store keeps its pictures by one box", async () => {
  const { page, complaints } = agent;
  await page.goto("/settings/machine-help");
  await page.getByRole("button", { name: /GlowLab US/ }).click();
  await page.getByRole("checkbox", { name: "Let no picture of a buyer leave" }).check();
  await page.locator(".machine-store").getByRole("button", { name: /^Save/ }).click();
  await page.getByText("Pictures stay here").waitFor();
  expect(await world.rows("SELECT keeps_pictures FROM assist_store")).toEqual([{ keeps_pictures: 1 }]);
  expect(complaints).toEqual([]);
});
