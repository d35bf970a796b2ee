// What holds on every page, by daylight and in the dark, wide and on a phone: nothing serious for axe, nothing the content policy refuses,
// nothing broken in the console, nothing wider than the screen; and what a first visit may weigh.
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../stories/world.ts";
import { openBrowser, seriousFaults, thread, ticketOf, type Visit, visit } from "./browser.ts";

const SCRIPT_BYTES_MAX = 75_000;
const STYLE_BYTES_MAX = 15_000;

let world: World;
let browser: Browser;
let pages: [path: string, isThere: (page: Page) => Promise<void>][];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld({ preset: "seller" }), openBrowser()]);
  const store = await world.connect("US", "Northwind Home", "Northwind Home");
  await world.settle();
  const first = async (list: string) => (await world.admin.get<{ rows: { id: string }[] }>(list)).rows[0]?.id;
  const ticket = await first("/api/tickets?view=todo");
  const order = await first("/api/orders?stage=shipped");
  const heading = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name }).first().waitFor();
  const rows = (table: string) => (page: Page) => page.getByRole("table", { name: table }).getByRole("row").nth(1).waitFor();
  pages = [
    ["/mailbox", (page) => page.getByRole("region", { name: "Tickets: To do" }).getByRole("link").first().waitFor()],
    [`/mailbox/todo/${ticket}`, (page) => thread(page).getByRole("paragraph").first().waitFor()],
    ["/mailbox?q=no+such+words", (page) => page.getByText("no such words").first().waitFor()],
    ["/orders", rows("Orders")],
    [`/orders/${order}`, heading(/\d{10}/)],
    ["/stores", (page) => page.getByRole("main").getByText("Northwind Home").first().waitFor()],
    ["/stores/new", heading("New store")],
    [`/stores/${store}`, heading("Northwind Home")],
    ["/app-store", heading("App Store")],
    ["/app-store/tiktok-shop", heading("TikTok Shop")],
    ["/settings/people", heading("People")],
    ["/settings/teams", heading("At work")],
    ["/settings/templates", heading("Templates")],
    ["/settings/tags", heading("Tags")],
    ["/settings/sla", heading("SLA & hours")],
    ["/settings/tiktok-apps", heading("TikTok apps")],
    ["/notifications", heading("Notifications")],
    ["/settings/notifications", heading("My notifications")],
    ["/settings/sessions", heading("My sessions")],
    ["/settings/health", heading("Health")],
    ["/settings/bulk-jobs", heading("Bulk jobs")],
    ["/nowhere", heading("There is nothing at this address")],
  ];
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** In the dark the same elements stand there in other colours. */
const LOOKS: [name: string, look: Visit, rules: string[]][] = [
  ["by daylight", { theme: "light" }, []],
  ["in the dark", { theme: "dark" }, ["color-contrast"]],
  ["on a phone", { theme: "light", width: 390, height: 844 }, []],
];

describe.each(LOOKS)("every page %s", (_name, look, rules) => {
  test("holds nothing serious for axe, fits its screen, and neither the policy nor the console complains", async () => {
    const inside = await visit(browser, world.tillside.url, { ...look, as: world.admin });
    const faults: Record<string, string[]> = {};
    for (const [path, isThere] of pages) {
      await inside.page.goto(path);
      await isThere(inside.page);
      faults[path] = [...(await seriousFaults(inside.page, rules)), ...(await tooWide(inside.page))];
    }
    const outside = await visit(browser, world.tillside.url, look);
    for (const path of ["/sign-in", "/setup", "/join/no-such-invitation"]) {
      await outside.page.goto(path);
      await outside.page.getByRole("heading", { level: 1 }).waitFor();
      await outside.page.waitForLoadState("networkidle");
      faults[path] = [...(await seriousFaults(outside.page, rules)), ...(await tooWide(outside.page))];
    }
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
    expect([...inside.complaints, ...outside.complaints]).toEqual([]);
    await Promise.all([inside.close(), outside.close()]);
  });
});

async function tooWide(page: Page): Promise<string[]> {
  const [wanted, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return (wanted ?? 0) > (there ?? 0) ? [`${wanted}px of content on ${there}px`] : [];
}

test("the first sight of the mailbox is light: scripts and styles, packed, until its rows are there", async () => {
  const { page, context, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await context.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector("a[data-row]")) return;
      seen.disconnect();
      performance.mark("rows");
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto("/mailbox");
  await ticketOf(page, "Northwind Home").first().waitFor();
  await page.waitForLoadState("networkidle");
  const asked = await page.evaluate(() => {
    const [rows] = performance.getEntriesByName("rows");
    const before = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < (rows?.startTime ?? Infinity));
    return before.map(({ name }) => name);
  });
  const packed = async (ending: string) => {
    const answers = await Promise.all(asked.filter((address) => address.endsWith(ending)).map((address) => fetch(address)));
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    return bodies.reduce((sum, body) => sum + gzipSync(new Uint8Array(body)).length, 0);
  };
  const [scripts, styles] = [await packed(".js"), await packed(".css")];
  expect(scripts).toBeGreaterThan(0);
  expect(scripts).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  expect(styles).toBeGreaterThan(0);
  expect(styles).toBeLessThanOrEqual(STYLE_BYTES_MAX);
  if (process.env.SHOW_SIZES) console.log({ scripts, styles });
  await close();
});

test("every page comes with a policy that lets nothing in from elsewhere", async () => {
  const { headers } = await fetch(`${world.tillside.url}/mailbox`);
  const policy = headers.get("content-security-policy") ?? "";
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ])
    expect(policy.split("; ")).toContain(rule);
  expect(policy).not.toContain("unsafe");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});
