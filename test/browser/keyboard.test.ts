// A shift without a mouse, from the door and back out of it: through the list, answers, notes, labels, many tickets at once, search, the other
// rooms. After each step the keyboard stands somewhere, and can be seen there.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, PASSWORD, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";

const RING_PX_MIN = 2;
const TABS = 40;
/** More lines, fields or buttons than any page here has. */
const STEPS_MAX = 100;

let world: World;
let browser: Browser;
let agent: Visitor;
let page: Page;
const buyers = new Map<string, Buyer>();

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  for (const name of ["anna", "boris", "carla", "dora", "emil"]) {
    const buyer = new Buyer(world, shop, name);
    buyers.set(name, buyer);
    buyer.comesFrom(buyer.buys());
    buyer.writes(`${name} has a question`);
    // TikTok counts in seconds: each has waited longer than the next.
    await world.later(60_000);
  }
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.agent("Mia Stone", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
  await world.admin.post("/api/templates/starters", { languages: ["en"] });
  await world.admin.post("/api/tags", { name: "Wholesale", colour: "teal" });
  agent = await visit(browser, world.tillside.url);
  page = agent.page;
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

/** Where the keyboard is, in words. */
const focused = () =>
  page.evaluate(() => (document.activeElement === document.body ? "nowhere" : (document.activeElement?.textContent?.trim() ?? "")));
const sentTo = (name: string) =>
  world.shop.sentReplies(buyers.get(name)?.conversationId ?? "").map(({ content }) => (JSON.parse(content) as { content: string }).content);

/** The ring is drawn by the element itself or by the field around it. */
const isFocusSeen = () =>
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

/** The key, again and again until the keyboard stands there. */
async function walk(key: string, isThere: () => Promise<boolean>): Promise<void> {
  for (let pressed = 0; !(await isThere()); pressed += 1) {
    if (pressed >= STEPS_MAX) throw new Error(`${key} leads to "${await focused()}"`);
    await press(key);
  }
}

const isOn = (field: Locator) => () => field.evaluate((element) => element === document.activeElement);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** After this the page shows it, and the keyboard stands in sight. */
async function shows(locator: Locator): Promise<void> {
  await locator.first().waitFor();
  await isHeld();
}

async function isGone(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: "hidden" });
  await isHeld();
}

async function isHeld(): Promise<void> {
  await expect.poll(async () => ((await isFocusSeen()) ? "seen" : await focused()), { message: new Error().stack ?? "" }).toBe("seen");
}

const stands = (name: string) => expect.poll(focused).toContain(name);

test("in by name and password; j and k walk, Enter opens, r writes, / puts a template in, and Ctrl and Enter sends", async () => {
  await page.goto("/mailbox");
  await page.getByRole("textbox", { name: "E-mail" }).waitFor();
  await walk("Tab", isOn(page.getByRole("textbox", { name: "E-mail" })));
  await page.keyboard.type("ana@example.com");
  await press("Tab");
  await page.keyboard.type(PASSWORD);
  await press("Enter");
  await ticketOf(page, "anna").waitFor();
  await press("j");
  await stands("anna");
  await press("j", "k");
  await stands("anna");
  await press("Enter");
  await shows(thread(page).getByText("anna has a question"));
  await press("r");
  await page.keyboard.type("We look into it, and j is a letter here. /");
  await shows(page.getByRole("dialog", { name: "Templates" }).getByRole("option"));
  await page.keyboard.type("not shipped");
  await page
    .getByText(/thank you for your order/)
    .last()
    .waitFor();
  await press("Enter");
  const field = page.getByRole("textbox", { name: "Reply to anna" });
  await expect.poll(() => field.inputValue()).toMatch(/a letter here\. Hi .*thank you for your order/);
  await isHeld();
  await press("Control+Enter");
  await world.until("TikTok has the answer", () => sentTo("anna").length === 1);
  expect(sentTo("anna")[0]).toContain("j is a letter here. Hi ");
  await isHeld();
});

test("n notes and names a colleague, l tags, p sets the priority, a gives, i takes, u leaves unread", async () => {
  await press("Escape");
  await isHeld();
  await press("n");
  await page.keyboard.type("Asked the warehouse @mi");
  await page.getByRole("listbox", { name: "Write the note to" }).getByRole("option", { name: "Mia Stone" }).waitFor();
  await press("Enter");
  await page.keyboard.type("please look");
  await press("Control+Enter");
  await shows(thread(page).getByText("Note by Ana Admin"));
  await press("Escape", "l");
  await page.getByRole("combobox", { name: "Find a tag" }).waitFor();
  await page.keyboard.type("whole");
  await press("Enter");
  await shows(page.getByRole("region", { name: "Tags" }).getByText("Wholesale"));
  await press("Escape", "Escape");
  await isGone(page.getByRole("combobox", { name: "Find a tag" }));
  await press("p");
  await shows(page.getByRole("menu", { name: "Priority" }));
  await press("Home", "Enter");
  await shows(page.getByRole("region", { name: "Tags" }).getByText("Urgent"));
  await press("a");
  const menu = page.getByRole("menu", { name: "Assign to" });
  await shows(menu.getByRole("menuitemradio", { name: /Mia Stone/ }));
  await walk("ArrowDown", async () => (await focused()).includes("Mia Stone"));
  await press("Enter");
  await shows(thread(page).getByText("Ana Admin assigned this to Mia Stone"));
  await press("i");
  await shows(thread(page).getByText("Ana Admin took this").last());
  await press("u");
  await shows(page.getByRole("heading", { name: "Choose a ticket" }));
});

test("e resolves and Ctrl and Z takes it back, ⇧E goes on to the next, z puts off, Escape leads back to the list", async () => {
  await press("Home", "k", "k", "k", "k", "k");
  await walk("j", async () => (await focused()).includes("boris"));
  await press("o");
  await shows(thread(page).getByText("boris has a question"));
  await press("e");
  await shows(thread(page).getByText("Ana Admin resolved this"));
  await press("Control+z");
  await shows(thread(page).getByText("Ana Admin opened this again"));
  await press("E");
  await shows(thread(page).getByText("carla has a question"));
  await stands("carla");
  await press("z");
  await shows(page.getByRole("menu", { name: "Snooze until" }));
  await walk("ArrowDown", async () => (await focused()).startsWith("Tomorrow"));
  await press("Enter");
  await shows(thread(page).getByText(/Ana Admin snoozed this until/));
  await press("Escape");
  await shows(page.getByRole("heading", { name: "Choose a ticket" }));
});

test("x and ⇧x choose, e resolves all of them, Ctrl and Z takes it back, r writes to all, and Escape lets them go", async () => {
  await press("g", "m");
  await ticketOf(page, "emil").waitFor();
  await walk("j", async () => (await focused()).includes("dora"));
  await press("x", "j", "X");
  const bar = page.getByRole("toolbar", { name: "2 selected" });
  await shows(bar.getByRole("button", { name: "Resolve", disabled: false }));
  await press("e");
  await shows(page.getByText("Resolved 2 tickets"));
  await press("Control+z");
  await shows(page.getByText("Took back 2 tickets"));
  await ticketOf(page, "emil").waitFor();
  await walk("k", async () => (await focused()).includes("dora"));
  await press("x", "j", "X", "r");
  const dialog = page.getByRole("dialog", { name: "Reply to 2 tickets" });
  await shows(dialog);
  await walk("Tab", isOn(page.getByLabel("Reply", { exact: true })));
  await page.keyboard.type("We are on it.");
  await press("Escape");
  await isGone(dialog);
  await press("Escape");
  await isGone(bar);
});

test("/ searches, ? lists the keys, Ctrl and K leads anywhere, g to the rooms, and out by the account", async () => {
  await press("/");
  await page.keyboard.type("em");
  await ticketOf(page, "dora").waitFor({ state: "hidden" });
  await shows(ticketOf(page, "emil"));
  // What was found does not take the field away from whoever goes on typing.
  await page.keyboard.type("il");
  expect(await page.getByRole("searchbox", { name: "Search" }).inputValue()).toBe("emil");
  await press("Escape");
  await isGone(page.getByRole("searchbox", { name: "Search" }));
  await press("?");
  await shows(page.getByRole("dialog", { name: "Keyboard" }).getByText("Resolve and open the next"));
  await press("Escape");
  await isGone(page.getByRole("dialog", { name: "Keyboard" }));
  await press("g", "o");
  await shows(page.getByRole("heading", { name: "All orders" }));
  await press("g", "n");
  await shows(page.getByRole("heading", { name: "Notifications" }));
  await press("g", "s");
  await shows(page.getByRole("heading", { name: "Stores", level: 1 }));
  await press("Control+k");
  await page.keyboard.type("sessions");
  await shows(page.getByRole("option", { name: /sessions/ }));
  await press("Enter");
  await shows(page.getByRole("heading", { name: "My sessions" }));
  await press("g", "m");
  await shows(ticketOf(page, "emil"));
});

test("Tab first offers to skip to the page, shows where it is at every stop, and leads out by the account", async () => {
  await page.reload();
  await ticketOf(page, "dora").waitFor();
  await press("j", "o");
  await thread(page).waitFor();
  await page.reload();
  await thread(page).getByRole("paragraph").first().waitFor();
  await press("Tab");
  expect(await focused()).toBe("Skip to the page");
  const unseen: string[] = [];
  for (let at = 0; at < TABS; at += 1) {
    if (!(await isFocusSeen())) unseen.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? ""));
    await press("Tab");
  }
  expect(unseen).toEqual([]);
  const account = page.getByRole("button", { name: "Your account, Ana Admin" });
  await walk("Shift+Tab", isOn(account));
  await press("Enter");
  const menu = page.getByRole("menu", { name: "Your account, Ana Admin" });
  await expect.poll(() => menu.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await press("End");
  await stands("Sign out");
  await press("Enter");
  await page.getByRole("textbox", { name: "E-mail" }).waitFor();
  expect(agent.complaints).toEqual([]);
});
