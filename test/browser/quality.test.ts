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
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  const [ticket] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE state = 'open' AND due_at > 0 ORDER BY due_at LIMIT 1");
  const [order] = await world.rows<{ id: string }>("SELECT id FROM orders WHERE stage = 'to_ship' LIMIT 1");
  const heading = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name }).first().waitFor();
  const rows = (table: string) => (page: Page) => page.getByRole("table", { name: table }).getByRole("row").nth(1).waitFor();
  pages = [
    ["/mailbox", (page) => page.getByRole("region", { name: "Tickets: To do" }).getByRole("link").first().waitFor()],
    [`/mailbox/todo/${ticket?.id}`, (page) => thread(page).getByRole("paragraph").first().waitFor()],
    ["/mailbox?q=no+such+words", (page) => page.getByText("no such words").first().waitFor()],
    ["/orders", rows("Orders")],
    [`/orders/${order?.id}`, heading(/\d{10}/)],
    ["/stores", (page) => page.getByRole("main").getByText("GlowLab US").first().waitFor()],
    ["/stores/new", heading("New store")],
    [`/stores/${store}`, heading("GlowLab US")],
    ["/app-store", heading("App Store")],
    ["/app-store/tiktok-shop", heading("TikTok Shop")],
    ["/settings/people", heading("People")],
    ["/settings/tiktok-apps", heading("TikTok apps")],
    ["/settings/sessions", heading("My sessions")],
    ["/settings/dead-letters", heading("Dead letters")],
    ["/nowhere", heading("There is nothing at this address")],
  ];
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const LOOKS: [string, Visit][] = [
  ["by daylight", { theme: "light" }],
  ["in the dark", { theme: "dark" }],
  ["on a phone", { theme: "light", width: 390, height: 844 }],
];

describe.each(LOOKS)("every page %s", (_name, look) => {
  test("holds nothing serious for axe, fits its screen, and neither the policy nor the console complains", async () => {
    const inside = await visit(browser, world.tillside.url, { ...look, as: world.admin });
    const faults: Record<string, string[]> = {};
    for (const [path, isThere] of pages) {
      await inside.page.goto(path);
      await isThere(inside.page);
      faults[path] = [...(await seriousFaults(inside.page)), ...(await tooWide(inside.page))];
    }
    const outside = await visit(browser, world.tillside.url, look);
    await outside.page.goto("/sign-in");
    await outside.page.getByRole("button", { name: "Sign in" }).waitFor();
    faults["/sign-in"] = [...(await seriousFaults(outside.page)), ...(await tooWide(outside.page))];
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
  const { page, close } = await visit(browser, world.tillside.url, { as: world.admin });
  const bytes = { script: 0, stylesheet: 0 };
  const read: Promise<void>[] = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    if (kind !== "script" && kind !== "stylesheet") return;
    const count = (body: Buffer) => {
      bytes[kind] += gzipSync(body).length;
    };
    read.push(response.body().then(count));
  });
  await page.goto("/mailbox");
  await ticketOf(page, "GlowLab US").first().waitFor();
  page.removeAllListeners("response");
  await Promise.all(read);
  expect(bytes.script).toBeGreaterThan(0);
  expect(bytes.script).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  expect(bytes.stylesheet).toBeLessThanOrEqual(STYLE_BYTES_MAX);
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
