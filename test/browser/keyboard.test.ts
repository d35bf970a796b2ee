// A shift without a mouse, from the door and back out of it: through the list, answers, notes, labels, many tickets at once, search, the other
// rooms. After each step the keyboard stands somewhere, and can be seen there.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, PASSWORD, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";
import { byKeys, type Keys } from "./keys.ts";

const TABS = 40;

let world: World;
let browser: Browser;
let agent: Visitor;
let page: Page;
let keys: Keys;
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
  keys = byKeys(page);
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const sentTo = (name: string) =>
  world.shop.sentReplies(buyers.get(name)?.conversationId ?? "").map(({ content }) => (JSON.parse(content) as { content: string }).content);

test("in by name and password; j and k walk, Enter opens, r writes, / puts a template in, and Ctrl and Enter sends", async () => {
  await page.goto("/mailbox");
  await page.getByRole("textbox", { name: "E-mail" }).waitFor();
  await keys.walk("Tab", keys.isOn(page.getByRole("textbox", { name: "E-mail" })));
  await page.keyboard.type("ana@example.com");
  await keys.press("Tab");
  await page.keyboard.type(PASSWORD);
  await keys.press("Enter");
  await ticketOf(page, "anna").waitFor();
  await keys.press("j");
  await keys.stands("anna");
  await keys.press("j", "k");
  await keys.stands("anna");
  await keys.press("Enter");
  await keys.shows(thread(page).getByText("anna has a question"));
  await keys.press("r");
  await page.keyboard.type("We look into it, and j is a letter here. /");
  await keys.shows(page.getByRole("dialog", { name: "Templates" }).getByRole("option"));
  await page.keyboard.type("not shipped");
  await page
    .getByText(/thank you for your order/)
    .last()
    .waitFor();
  await keys.press("Enter");
  const field = page.getByRole("textbox", { name: "Reply to anna" });
  await expect.poll(() => field.inputValue()).toMatch(/a letter here\. Hi .*thank you for your order/);
  await keys.isHeld();
  await keys.press("Control+Enter");
  await world.until("TikTok has the answer", () => sentTo("anna").length === 1);
  expect(sentTo("anna")[0]).toContain("j is a letter here. Hi ");
  await keys.isHeld();
});

test("n notes and names a colleague, l tags, p sets the priority, a gives, i takes, u leaves unread", async () => {
  await keys.press("Escape");
  await keys.isHeld();
  await keys.press("n");
  await page.keyboard.type("Asked the warehouse @mi");
  await page.getByRole("listbox", { name: "Write the note to" }).getByRole("option", { name: "Mia Stone" }).waitFor();
  await keys.press("Enter");
  await page.keyboard.type("please look");
  await keys.press("Control+Enter");
  await keys.shows(thread(page).getByText("Note by Ana Admin"));
  await keys.press("Escape", "l");
  await page.getByRole("combobox", { name: "Find a tag" }).waitFor();
  await page.keyboard.type("whole");
  await keys.press("Enter");
  await keys.shows(page.getByRole("region", { name: "Tags" }).getByText("Wholesale"));
  await keys.press("Escape", "Escape");
  await keys.isGone(page.getByRole("combobox", { name: "Find a tag" }));
  await keys.press("p");
  await keys.shows(page.getByRole("menu", { name: "Priority" }));
  await keys.press("Home", "Enter");
  await keys.shows(page.getByRole("region", { name: "Tags" }).getByText("Urgent"));
  await keys.press("a");
  const menu = page.getByRole("menu", { name: "Assign to" });
  await keys.shows(menu.getByRole("menuitemradio", { name: /Mia Stone/ }));
  await keys.walk("ArrowDown", async () => (await keys.focused()).includes("Mia Stone"));
  await keys.press("Enter");
  await keys.shows(thread(page).getByText("Ana Admin assigned this to Mia Stone"));
  await keys.press("i");
  await keys.shows(thread(page).getByText("Ana Admin took this").last());
  await keys.press("u");
  await keys.shows(page.getByRole("heading", { name: "Choose a ticket" }));
});

test("e resolves and Ctrl and Z takes it back, ⇧E goes on to the next, z puts off, Escape leads back to the list", async () => {
  await keys.press("Home", "k", "k", "k", "k", "k");
  await keys.walk("j", async () => (await keys.focused()).includes("boris"));
  await keys.press("o");
  await keys.shows(thread(page).getByText("boris has a question"));
  await keys.press("e");
  await keys.shows(thread(page).getByText("Ana Admin resolved this"));
  await keys.shows(page.getByRole("button", { name: "Undo" }));
  await keys.press("Control+z");
  await keys.shows(thread(page).getByText("Ana Admin opened this again"));
  await keys.press("E");
  await keys.shows(thread(page).getByText("carla has a question"));
  await keys.stands("carla");
  await keys.press("z");
  await keys.shows(page.getByRole("menu", { name: "Snooze until" }));
  // The page's clock moves on under an open menu, and takes nobody out of it.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await keys.walk("ArrowDown", async () => (await keys.focused()).startsWith("Tomorrow"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await keys.stands("Tomorrow");
  await keys.press("Enter");
  await keys.shows(thread(page).getByText(/Ana Admin snoozed this until/));
  await keys.press("Escape");
  await keys.shows(page.getByRole("heading", { name: "Choose a ticket" }));
});

test("x and ⇧x choose, e resolves all of them, Ctrl and Z takes it back, r writes to all, and Escape lets them go", async () => {
  await keys.press("g", "m");
  await ticketOf(page, "emil").waitFor();
  await keys.walk("j", async () => (await keys.focused()).includes("dora"));
  await keys.press("x", "j", "X");
  const bar = page.getByRole("toolbar", { name: "2 selected" });
  await keys.shows(bar.getByRole("button", { name: "Resolve", disabled: false }));
  await keys.press("e");
  await keys.shows(page.getByText("Resolved 2 tickets"));
  await keys.press("Control+z");
  await keys.shows(page.getByText("Took back 2 tickets"));
  await ticketOf(page, "emil").waitFor();
  await keys.walk("k", async () => (await keys.focused()).includes("dora"));
  await keys.press("x", "j", "X", "r");
  const dialog = page.getByRole("dialog", { name: "Reply to 2 tickets" });
  await keys.shows(dialog);
  await keys.walk("Tab", keys.isOn(page.getByLabel("Reply", { exact: true })));
  await page.keyboard.type("We are on it.");
  await keys.press("Escape");
  await keys.isGone(dialog);
  await keys.press("Escape");
  await keys.isGone(bar);
});

test("/ searches, ? lists the keys, Ctrl and K leads anywhere, g to the rooms, and out by the account", async () => {
  await keys.press("/");
  await page.keyboard.type("emi");
  await ticketOf(page, "dora").waitFor({ state: "hidden" });
  await keys.shows(ticketOf(page, "emil"));
  // What was found does not take the field away from whoever goes on typing.
  await page.keyboard.type("l");
  expect(await page.getByRole("searchbox", { name: "Search" }).inputValue()).toBe("emil");
  await keys.press("Escape");
  await keys.isGone(page.getByRole("searchbox", { name: "Search" }));
  await keys.press("?");
  await keys.shows(page.getByRole("dialog", { name: "Keyboard" }).getByText("Resolve and open the next"));
  await keys.press("Escape");
  await keys.isGone(page.getByRole("dialog", { name: "Keyboard" }));
  await keys.press("g", "o");
  await keys.shows(page.getByRole("heading", { name: "All orders" }));
  await keys.press("g", "n");
  await keys.shows(page.getByRole("heading", { name: "Notifications" }));
  await keys.press("g", "s");
  await keys.shows(page.getByRole("heading", { name: "Stores", level: 1 }));
  await keys.press("Control+k");
  await page.keyboard.type("sessions");
  await keys.shows(page.getByRole("option", { name: /sessions/ }));
  await keys.press("Enter");
  await keys.shows(page.getByRole("heading", { name: "My sessions" }));
  await keys.press("g", "m");
  await keys.shows(ticketOf(page, "emil"));
});

test("Tab first offers to skip to the page, shows where it is at every stop, and leads out by the account", async () => {
  await page.reload();
  await ticketOf(page, "dora").waitFor();
  await keys.press("j", "o");
  await thread(page).waitFor();
  await page.reload();
  await thread(page).getByRole("paragraph").first().waitFor();
  await keys.press("Tab");
  expect(await keys.focused()).toBe("Skip to the page");
  const unseen: string[] = [];
  for (let at = 0; at < TABS; at += 1) {
    if (!(await keys.isSeen())) unseen.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? ""));
    await keys.press("Tab");
  }
  expect(unseen).toEqual([]);
  const account = page.getByRole("button", { name: "Your account, Ana Admin" });
  await keys.walk("Shift+Tab", keys.isOn(account));
  await keys.press("Enter");
  const menu = page.getByRole("menu", { name: "Your account, Ana Admin" });
  await expect.poll(() => menu.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await keys.press("End");
  await keys.stands("Sign out");
  await keys.press("Enter");
  await page.getByRole("textbox", { name: "E-mail" }).waitFor();
  expect(agent.complaints).toEqual([]);
});
