// Handing a ticket over as people do it: a summary beside what one writes, marked where nobody said so, added as a note by hand and never alone; tags
// and ready answers that fit, to take or wave away; and a server that hangs, which costs one quiet line.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
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
  anna: "Where is my parcel? I wait since Monday, it is late.",
  boris: "Can I cancel this order before you ship it?",
  carla: "When does it arrive?",
  dora: "Is it late?",
};

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  for (const [name, text] of Object.entries(SAID)) {
    const { buyer } = await askAbout(world, shop, text, { nickname: name, quantity: 2 });
    buyers.set(name, buyer);
  }
  await world.agent("Jonas Berg", [{ store, rights: ["read", "reply"] }]);
  for (const name of ["Late parcel", "Cancellation", "Wholesale"]) await world.admin.post("/api/tags", { name, colour: "teal" });
  await world.admin.post("/api/templates/starters", { languages: ["en", "de", "es", "zh"] });
  await setModel(world, { tasks: { draft: MODELS[1], summarize: MODELS[0], suggest: MODELS[0] } });
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});
beforeEach(() => world.hosted.simulator.faults.clear());

/** By day and by night, wide and narrow. */
async function picture(name: string): Promise<void> {
  const { page } = agent;
  if (!process.env.PICTURES) return;
  for (const [width, colorScheme] of [
    [1440, "light"],
    [390, "dark"],
    [390, "light"],
    [1440, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${process.env.PICTURES}/${name}-${width}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function openTicket(name: keyof typeof SAID) {
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, name).click();
  await thread(page).getByText(SAID[name]).first().waitFor();
  await page.getByRole("button", { name: "Machine help" }).waitFor();
}
async function choose(name: string) {
  await agent.page.getByRole("button", { name: "Machine help" }).click();
  await agent.page.getByRole("menuitem", { name }).click();
}
const field = () => agent.page.getByRole("textbox", { name: /^Reply to/ });
const summary = () => agent.page.getByRole("region", { name: "Summary" });
const outcomes = async (task: string) =>
  (await world.rows<{ outcome: string }>("SELECT outcome FROM assist_suggestion WHERE task = ? ORDER BY id", task)).map(
    ({ outcome }) => outcome,
  );

test("a ticket is summed up by key, marked where nobody said so, and becomes a note with one press", async () => {
  const { page, complaints } = agent;
  world.hosted.simulator.faults.raise({ kind: "model_invents_date", on: "model.summarize" });
  await openTicket("anna");
  await page.keyboard.press("s");
  await summary().getByText("For colleagues. It becomes a note when you add it.").waitFor();
  await summary().getByText("“24 December 2031” stands nowhere in the ticket or its orders.").waitFor();
  expect(await summary().locator("mark").allInnerTexts()).toContain("24 December 2031");
  expect(await seriousFaults(page)).toEqual([]);
  await picture("summary");
  expect(await field().inputValue()).toBe("");
  await summary().getByRole("button", { name: "Add as note" }).click();
  await summary().waitFor({ state: "detached" });
  await thread(page).getByText("24 December 2031 (unconfirmed)").waitFor();
  await expect.poll(() => outcomes("summary")).toEqual(["accepted"]);
  expect(complaints).toEqual([]);
});

test("one that is kept says how much came after it, and is made again on request", async () => {
  const { page, complaints } = agent;
  buyers.get("anna")?.writes("Hello? Anybody?");
  await world.settle();
  await openTicket("anna");
  await thread(page).getByText("Hello? Anybody?").waitFor();
  await choose("Sum this ticket up");
  await summary().getByText("From before the last message.").waitFor();
  await summary().getByRole("button", { name: "Try again" }).click();
  await summary().getByText("The buyer wants: Hello? Anybody?").waitFor();
  // Into the note, where it is edited first.
  await summary().getByRole("button", { name: "Edit first" }).click();
  const note = page.getByRole("textbox", { name: "Note for your team" });
  await expect.poll(() => note.inputValue()).toContain("Hello? Anybody?");
  await note.press("End");
  await page.keyboard.type(" Call the carrier.");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect.poll(() => outcomes("summary")).toEqual(["accepted", "edited"]);
  expect(complaints).toEqual([]);
});

test("handing over offers a summary, which waits for a hand", async () => {
  const { page, complaints } = agent;
  await openTicket("dora");
  await page
    .getByRole("button", { name: /^Assign/ })
    .first()
    .click();
  await page.getByRole("menuitemcheckbox", { name: "Add a summary as a note" }).click();
  await picture("handing-over");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("menuitemradio", { name: /Jonas Berg/ }).click();
  await summary().getByText("For colleagues.").waitFor();
  await thread(page)
    .getByText("Assigned to Jonas Berg")
    .or(thread(page).getByText(/Jonas Berg/))
    .first()
    .waitFor();
  const [ticket] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_name = 'carla'");
  const { entries } = await world.admin.get<{ entries: { kind: string }[] }>(`/api/tickets/${ticket?.id}`);
  expect(entries.filter(({ kind }) => kind === "note")).toEqual([]);
  await summary().getByRole("button", { name: "Close" }).click();
  expect(complaints).toEqual([]);
});

test("tags that fit stand beside the ticket's own: one press puts one on, another waves it away", async () => {
  const { page, complaints } = agent;
  await openTicket("boris");
  const tags = page.getByRole("list", { name: "Suggested tags" });
  await tags.getByRole("button", { name: "Add the tag Cancellation" }).waitFor();
  await page.getByRole("button", { name: "Fits: Cancel before shipping" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture("tags");
  await page.setViewportSize({ width: 1440, height: 900 });
  await tags.getByRole("button", { name: "Add the tag Cancellation" }).click();
  await tags.waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Tags" }).getByTitle("Cancellation").waitFor();
  await openTicket("dora");
  await tags.getByRole("button", { name: "Do not suggest Late parcel here again" }).click();
  await tags.waitFor({ state: "detached" });
  await expect.poll(async () => (await outcomes("tag")).sort()).toEqual(expect.arrayContaining(["accepted", "discarded"]));
  expect(complaints).toEqual([]);
});

test("ready answers that fit come first, the best of them beside the composer; what was edited is told when it is sent", async () => {
  const { page, complaints } = agent;
  await openTicket("boris");
  await page.getByRole("button", { name: "Fits: Cancel before shipping" }).click();
  const picker = page.getByRole("dialog", { name: "Templates" });
  await picker.getByText("Fitting", { exact: true }).waitFor();
  expect(await picker.getByRole("option").first().innerText()).toContain("Cancel before shipping");
  expect(await seriousFaults(page)).toEqual([]);
  await picture("fitting");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("Enter");
  await picker.waitFor({ state: "detached" });
  await expect.poll(() => field().inputValue()).toContain("has not left yet");
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await expect.poll(async () => (await outcomes("template")).includes("accepted")).toBe(true);
  expect(complaints).toEqual([]);
});

test("a server that hangs to its limit costs one quiet line, and one writes and sends meanwhile", async () => {
  const { page, complaints } = agent;
  world.hosted.simulator.faults.raise({ kind: "timeout_before", on: "model.summarize", how: "hang" });
  await openTicket("carla");
  await page.keyboard.press("s");
  await summary().getByRole("button", { name: "Stop" }).waitFor();
  await field().fill("It leaves tomorrow.");
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await thread(page).getByText("It leaves tomorrow.").first().waitFor();
  await summary().getByText("The model did not answer in time. Nothing was lost.").waitFor({ timeout: 40_000 });
  await field().fill("And thank you.");
  await summary().getByRole("button", { name: "Close" }).click();
  expect(await field().inputValue()).toBe("And thank you.");
  await field().fill("");
  expect(complaints).toEqual([]);
}, 90_000);

test("the report tells what became of them", async () => {
  const { page, complaints } = agent;
  const [{ id: store, today } = { id: "", today: "" }] = await world.rows<{ id: string; today: string }>(
    "SELECT s.id, (SELECT MAX(day) FROM assist_day) AS today FROM store s",
  );
  for (const [was, became, count] of [
    ["damaged/with-photo", "damaged/without-photo", 4],
    ["stock/restock", "product-question/how-to-use", 2],
    ["stock/restock", "stock/restock", 31],
  ])
    await world.rows("INSERT INTO class_correction VALUES (?, ?, ?, ?, ?)", store, today, was, became, count);
  await page.goto("/insights/service");
  const card = page.getByRole("region", { name: "Suggested by a model" }).first();
  for (const name of ["Summaries", "Tags", "Fitting templates"]) await card.getByRole("row").filter({ hasText: name }).waitFor();
  await card.getByRole("row").filter({ hasText: "Damaged: With a photo → Damaged: Without a photo" }).waitFor();
  await card.getByText("Readings agents confirmed: 31.").waitFor();
  await card.getByRole("heading", { name: "Classes agents corrected" }).scrollIntoViewIfNeeded();
  expect(await seriousFaults(page)).toEqual([]);
  await picture("report");
  expect(complaints).toEqual([]);
});
