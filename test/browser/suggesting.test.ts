// Machine help at the composer as people use it: a suggested reply that comes while they write and never touches what they wrote, one that is blocked
// with its reasons, other words for their own with the way back, and translations both ways.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MODELS } from "../../simulator/model/server.ts";
import { setModel } from "../stories/model.ts";
import { askAbout, type Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let agent: Visitor;
const buyers = new Map<string, Buyer>();

const SAID = {
  anna: "Where is my parcel and when does it arrive?",
  boris: "When do I get my beanie?",
  carla: "Wo ist meine Bestellung?",
  dora: "Where is it?",
};

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  for (const [name, text] of Object.entries(SAID)) {
    const { buyer } = await askAbout(world, shop, text, { nickname: name, quantity: 2 });
    buyers.set(name, buyer);
  }
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const sentTo = (name: keyof typeof SAID) =>
  world.shop.sentReplies(buyers.get(name)?.conversationId ?? "").map(({ content }) => (JSON.parse(content) as { content: string }).content);

async function openTicket(name: keyof typeof SAID) {
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, name).click();
  await thread(page).getByText(SAID[name]).waitFor();
}
const help = () => agent.page.getByRole("button", { name: "Machine help" });
async function choose(name: string) {
  await help().click();
  await agent.page.getByRole("menuitem", { name }).click();
}
const field = () => agent.page.getByRole("textbox", { name: /^Reply to/ });
const suggestion = (name = "Suggested reply") => agent.page.getByRole("region", { name });

test("without a model the button says once what one would add, and is quiet when told to be", async () => {
  const { page, complaints } = agent;
  await openTicket("dora");
  await help().click();
  await page.getByText("No model is set.").waitFor();
  expect(await page.getByRole("menuitem", { name: "Set one up" }).getAttribute("href")).toBe("/settings/machine-help");
  await page.getByRole("menuitem", { name: "Do not say this again" }).click();
  await help().waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await setModel(world, { tasks: { draft: MODELS[1], rewrite: MODELS[0], translate: MODELS[0] } });
});

test("a reply is suggested while one writes, stands beside it with its facts, and goes in behind what was written", async () => {
  const { page, complaints } = agent;
  world.hosted.simulator.faults.raise({ kind: "slow", on: "model.draft", ms: 700 });
  await openTicket("anna");
  await choose("Suggest a reply");
  await field().click();
  await page.keyboard.type("Dear Anna,");
  await suggestion().getByText("Nothing is sent until you send it.").waitFor();
  expect(await field().inputValue()).toBe("Dear Anna,");
  await suggestion().getByRole("listitem").filter({ hasText: "Ship by" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const words = await suggestion().locator(".said").innerText();
  await suggestion().getByRole("button", { name: "Use" }).click();
  await suggestion().waitFor({ state: "detached" });
  expect(await field().inputValue()).toBe(`Dear Anna, ${words}`);
  expect(sentTo("anna")).toEqual([]);
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await expect.poll(() => sentTo("anna"), { timeout: 15_000 }).toEqual([`Dear Anna, ${words}`]);
  const kept = () => world.rows<{ outcome: string }>("SELECT outcome FROM assist_suggestion");
  await expect.poll(kept).toEqual([{ outcome: "edited" }]);
  expect(complaints).toEqual([]);
});

test("what no fact bears out is struck through with the reason, and there is no way to use it", async () => {
  const { page, complaints } = agent;
  world.hosted.simulator.faults.raise({ kind: "model_invents_date", on: "model.draft" });
  world.hosted.simulator.faults.raise({ kind: "model_invents_promise", on: "model.draft" });
  await openTicket("boris");
  await choose("Suggest a reply");
  await suggestion().getByText("Blocked: it cannot be used as it is.").waitFor();
  expect(await suggestion().locator("s").allInnerTexts()).toContain("24 December 2031");
  await suggestion().getByText("States “24 December 2031”, which is in no fact.").waitFor();
  expect(await suggestion().getByRole("button").allInnerTexts()).toEqual(["Discard", "Try again"]);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await field().inputValue()).toBe("");
  await suggestion().getByRole("button", { name: "Discard" }).click();
  await suggestion().waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});

test("a server that fails costs one line", async () => {
  const { page } = agent;
  world.hosted.simulator.faults.raise({ kind: "model_key_refused", on: "model.draft" });
  await openTicket("boris");
  await field().fill("Mine");
  await choose("Suggest a reply");
  await suggestion().getByText("The model did not want to answer this.").waitFor();
  await suggestion().getByRole("button", { name: "Close" }).click();
  expect(await field().inputValue()).toBe("Mine");
  await field().fill("");
  await page.keyboard.press("Escape");
});

test("one's own words are said another way where they stand, and are back with one press", async () => {
  const { complaints } = agent;
  await openTicket("boris");
  await field().fill("teh 2 caps leave soon");
  await choose("Make it warmer");
  const made = suggestion("Said another way");
  await made.getByText("Nothing is sent until you send it.").waitFor();
  const words = await made.locator(".said").innerText();
  await made.getByRole("button", { name: "Edit" }).click();
  expect(await field().inputValue()).toBe(words);
  await suggestion("Said another way").getByRole("button", { name: "Undo" }).click();
  expect(await field().inputValue()).toBe("teh 2 caps leave soon");
  await field().fill("");
  expect(complaints).toEqual([]);
});

test("a message in another language is translated on request, and the reply shows what it says before it leaves", async () => {
  const { page, complaints } = agent;
  await openTicket("carla");
  await page.getByRole("button", { name: "Translate from German" }).click();
  await thread(page).getByText("Where is my order?").waitFor();
  await field().fill("Your parcel is on its way.");
  await choose("Translate into German");
  const made = suggestion("Translation");
  await made.getByText("Translated back:").waitFor();
  await made.getByText("Your parcel is on its way.").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await made.getByRole("button", { name: "Use" }).click();
  expect(await field().inputValue()).toBe("Ihr Paket ist unterwegs.");
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await expect.poll(() => sentTo("carla"), { timeout: 15_000 }).toEqual(["Ihr Paket ist unterwegs."]);
  await thread(page).getByText("Written in English:").waitFor();
  // By itself from now on, because this person wants it so.
  await page.getByRole("button", { name: "Always translate" }).click();
  buyers.get("carla")?.writes("Danke! Hallo!");
  await world.settle();
  await thread(page).getByText("Thank you! Hello!").waitFor();
  expect(complaints).toEqual([]);
});

test("the report shows what became of suggestions, by task, store and month", async () => {
  const { page, complaints } = agent;
  await page.goto("/insights/service");
  const card = page.getByRole("region", { name: "Suggested by a model" }).first();
  await card.getByRole("row").filter({ hasText: "Translations" }).waitFor();
  await card.getByRole("button", { name: "Store" }).click();
  await card.getByRole("row").filter({ hasText: "GlowLab US" }).waitFor();
  expect(complaints).toEqual([]);
});
