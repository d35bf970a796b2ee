// A shift without a mouse: through the list, into a ticket, an answer, a note, the acts, a search and the way back; and wherever the keyboard
// is, it can be seen.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";

const RING_PX_MIN = 2;
const TABS = 40;

let world: World;
let browser: Browser;
let agent: Visitor;
const buyers: Buyer[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  for (const name of ["anna", "boris", "carla"]) {
    const buyer = new Buyer(world, shop, name);
    buyers.push(buyer);
    buyer.comesFrom(buyer.buys());
    buyer.writes(`${name} has a question`);
    // TikTok counts in seconds: each has waited longer than the next.
    await world.later(60_000);
    await world.settle();
  }
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Where the keyboard is, in words. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
const sentTo = (buyer: Buyer | undefined) =>
  buyer ? world.shop.sentReplies(buyer.conversationId).map(({ content }) => (JSON.parse(content) as { content: string }).content) : [];

/** The ring is drawn by the element itself or by the field around it. */
const isFocusSeen = (page: Page) =>
  page.evaluate((least) => {
    const around = [document.activeElement, document.activeElement?.parentElement, document.activeElement?.parentElement?.parentElement];
    return around.some((element) => {
      if (!element) return false;
      return [null, "::after"].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= least;
      });
    });
  }, RING_PX_MIN);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await agent.page.keyboard.press(key);
}

test("j and k walk the list with the focus in sight, Enter opens, r writes, Ctrl and Enter sends", async () => {
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").waitFor();
  await press("j");
  expect(await focused(page)).toContain("anna");
  expect(await isFocusSeen(page)).toBe(true);
  await press("j");
  expect(await focused(page)).toContain("boris");
  await press("k");
  expect(await focused(page)).toContain("anna");
  await press("Enter");
  await thread(page).getByText("anna has a question").waitFor();
  await press("r");
  await page.keyboard.type("We look into it, and j is a letter here.");
  expect(await isFocusSeen(page)).toBe(true);
  await press("Control+Enter");
  await world.until("TikTok has the answer", () => sentTo(buyers[0]).length === 1);
  expect(sentTo(buyers[0])).toEqual(["We look into it, and j is a letter here."]);
});

test("n notes, i takes, e resolves, j goes on to the next, z puts off, and Escape leads back to the list", async () => {
  const { page } = agent;
  // The field stays open for another word; Escape leaves it.
  await press("Escape", "n");
  await page.keyboard.type("Asked the warehouse");
  await press("Control+Enter");
  await thread(page).getByText("Note by Ana Admin").waitFor();
  await press("Escape");
  // Answering gave it to whoever answered; taking one's own changes nothing.
  await press("i", "e");
  await thread(page).getByText("Ana Admin resolved this").waitFor();
  await press("Escape");
  await page.getByRole("heading", { name: "Choose a ticket" }).waitFor();

  await ticketOf(page, "anna").waitFor({ state: "hidden" });
  await press("j", "o");
  await thread(page).getByText("boris has a question").waitFor();
  await press("i");
  await thread(page).getByText("Ana Admin took this").waitFor();
  await press("j");
  await thread(page).getByText("carla has a question").waitFor();
  await press("z");
  await page.getByRole("menu", { name: "Snooze until" }).waitFor();
  expect(await isFocusSeen(page)).toBe(true);
  while (!(await focused(page)).startsWith("Tomorrow")) await press("ArrowDown");
  await press("Enter");
  await thread(page)
    .getByText(/Ana Admin snoozed this until/)
    .waitFor();
  await press("Escape");
  await page.getByRole("heading", { name: "Choose a ticket" }).waitFor();
});

test("/ searches and Escape leaves the search, ? lists the keys and Escape closes the list, g leads to the rooms", async () => {
  const { page, complaints } = agent;
  await press("/");
  await page.keyboard.type("boris");
  await ticketOf(page, "boris").waitFor();
  await ticketOf(page, "carla").waitFor({ state: "hidden" });
  await press("Escape");
  await page.getByRole("searchbox", { name: "Search" }).waitFor({ state: "hidden" });
  await press("?");
  const list = page.getByRole("dialog", { name: "Keyboard" });
  await list.getByText("Resolve and open the next").waitFor();
  await press("Escape");
  await list.waitFor({ state: "hidden" });
  await press("g", "o");
  await page.getByRole("heading", { name: "All orders" }).waitFor();
  await press("g", "s");
  await page.getByRole("heading", { name: "Stores", level: 1 }).waitFor();
  await press("g", "m");
  await ticketOf(page, "boris").waitFor();
  expect(complaints).toEqual([]);
});

test("Tab first offers to skip to the page, and shows where it is at every stop", async () => {
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "boris").click();
  await thread(page).getByText("boris has a question").waitFor();
  await page.reload();
  await thread(page).getByText("boris has a question").waitFor();
  await press("Tab");
  expect(await focused(page)).toBe("Skip to the page");
  const unseen: string[] = [];
  for (let at = 0; at < TABS; at += 1) {
    if (!(await isFocusSeen(page))) unseen.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? ""));
    await press("Tab");
  }
  expect(unseen).toEqual([]);
});
