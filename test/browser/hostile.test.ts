// Words that mean harm, on the pages people look at: wide and on a phone they stand there as words, nothing of them runs, nothing complains,
// and no page grows wider than its screen.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LINES, NASTY, WORD } from "../stories/nasty.ts";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, visit } from "./browser.ts";

/** Somebody else may be using the machine; nothing here is measured by it. */
const STANDS_MS_MAX = 10_000;
const LONG_NAME = "n".repeat(40);
let world: World;
let browser: Browser;
let ticket = "";
const nasty = Object.values(NASTY);
const script = NASTY.script ?? "";

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const { admin } = world;
  const shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  const mia = await world.agent("Mia Stone", [{ store, rights: ["read", "reply"] }]);
  const buyers = [...nasty, WORD.slice(0, 200)].map((name) => new Buyer(world, shop, name));
  for (const buyer of buyers) buyer.writes("Hello");
  for (const text of [LINES, WORD, ...nasty]) buyers[0]?.writes(text);
  await world.settle();
  ticket = (await world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_name = ?", script))[0]?.id ?? "";
  const { id: me } = (await world.rows<{ id: string }>("SELECT id FROM user WHERE name = 'Ana Admin'"))[0] ?? { id: "" };
  await mia.post(`/api/tickets/${ticket}/notes`, { id: "nasty-mention-1", text: `@Ana Admin ${script}`, mentions: [me] });
  for (const text of [...nasty, LONG_NAME]) {
    await admin.post("/api/templates", template(text));
    await admin.post("/api/teams", { name: text, members: [], stores: null });
    await admin.post("/api/tags", { name: text, colour: "teal" });
    await admin.post("/api/views", { name: text, filters: everything, shared: true });
    await admin.post("/api/rules", rule(text));
  }
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const everything = { view: "todo", stores: null, market: null, assignee: null, due: null };
const template = (text: string) => ({
  name: text,
  folder: "",
  tags: [],
  kind: "reply",
  shared: true,
  variants: [{ language: "en", text: text === NASTY.braces ? "Hi {{buyer.nickname}}" : text }],
  conditions: { stores: [], marketplaces: [], stages: [], hours: null },
  actions: [],
  pictures: [],
});
const rule = (text: string) => ({
  kind: "rule",
  name: text,
  stores: null,
  stops: false,
  quietMinutes: 0,
  trigger: { on: "opened" },
  condition: { all: [{ field: "message.text", is: "contains", values: [text] }] },
  actions: [{ do: "note", text }],
});

/** What stands on the page as text, of what should; how much wider than the screen it is; whether something ran. */
async function standing(page: Page, wanted: string[]) {
  await expect.poll(() => missing(page, wanted), { timeout: STANDS_MS_MAX }).toEqual([]);
  return page.evaluate(() => ({
    tooWide: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    hacked: "hacked" in window,
  }));
}
const missing = (page: Page, wanted: string[]) =>
  page.evaluate((texts) => texts.filter((text) => !document.body.textContent?.includes(text)), wanted);
const INERT = { tooWide: 0, hacked: false };
/** A tag is one line of what is seen. */
const tagged = nasty.map((text) =>
  text
    .replace(/\p{Cf}+/gu, " ")
    .replace(/\s+/g, " ")
    .trim(),
);

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`at ${width} px every page shows them as words, and stays as wide as it is`, async () => {
    const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin, width, height });
    const seen: Record<string, unknown> = {};
    const pages: [string, string[]][] = [
      ["/mailbox", nasty],
      ["/settings/rules", nasty],
      ["/settings/tags", tagged],
      ["/settings/teams", nasty],
      ["/settings/templates", nasty],
      ["/settings/audit", [script]],
      ["/notifications", [script]],
      [`/mailbox/todo/${ticket}`, [script, "line 10"]],
    ];
    for (const [address, wanted] of pages) {
      await page.goto(address);
      seen[address] = await standing(page, wanted);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${width}${address.replaceAll("/", "-")}.png` });
    }
    await thread(page).getByText(script).first().waitFor();
    await page.keyboard.press("t");
    const picker = page.getByRole("dialog", { name: "Templates" });
    await picker.getByRole("option").filter({ hasText: script }).first().waitFor();
    seen.picker = await standing(page, nasty);
    await page.keyboard.type("script");
    await picker.getByText(script).last().waitFor();
    seen.preview = await standing(page, [script]);
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((place) => [place, INERT])));
    expect(complaints).toEqual([]);
    await close();
  });
