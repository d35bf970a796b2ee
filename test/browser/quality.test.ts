// What holds on every page, by daylight and in the dark, wide and on a phone: nothing serious for axe, nothing the content policy refuses,
// nothing broken in the console, nothing wider than the screen; and what a first visit may weigh.
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../stories/world.ts";
import { addressesOf, OUTSIDE, OVER_A_SELECTION, OVER_A_TICKET, OVER_AN_ORDER } from "./addresses.ts";
import { closeWindows, openBrowser, seriousFaults, ticketOf, type Visitor, visit } from "./browser.ts";

const LIST_SCRIPT_BYTES_MAX = 55_000;
const LIST_REQUESTS_MAX = 8;
const TICKET_SCRIPT_BYTES_MAX = 75_000;
const STYLE_BYTES_MAX = 15_000;
const SCREEN = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let world: World;
let browser: Browser;
let inside: Visitor;
let addresses: ReturnType<typeof addressesOf>;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld({ preset: "seller" }), openBrowser()]);
  const { admin } = world;
  const store = await world.connect("US", "Northwind Home", "Northwind Home");
  const claim = await comeFromSellerCenter();
  await world.settle();
  const listed = async (list: string) => (await admin.get<{ rows: { id: string }[] }>(list)).rows.map(({ id }) => id);
  const make = async (what: string, form: object) => (await admin.post<{ id: string }>(`/api/${what}`, form)).id;
  const tickets = (await listed("/api/tickets?view=todo")).slice(0, 2);
  await admin.post("/api/templates/starters", { languages: ["en"] });
  const tagId = await make("tags", { name: "Wholesale", colour: "teal" });
  const warehouse = await make("warehouses", { name: "East", country: "US", postalCode: "10001", timeZone: "America/New_York" });
  const item = await make("items", { kind: "standard", sku: "MUG", name: "Mug", barcode: null });
  await admin.post("/api/stock/receive", { click: "click-of-quality", warehouse, item, qty: 12, note: "PO 1204" });
  const [authorization] = await world.rows<{ id: string }>("SELECT id FROM authorization");
  addresses = addressesOf({
    store,
    claim,
    ticket: tickets[0] ?? "",
    order: (await listed("/api/orders?stage=shipped"))[0] ?? "",
    authorization: authorization?.id ?? "",
    job: await make("bulk/jobs", { id: "click-of-quality", of: { tickets }, wish: { do: "act", act: { do: "tag", tagId } } }),
    ownReturn: await makeOwnReturn((await listed("/api/orders?stage=delivered&by=store"))[0] ?? ""),
    aftersale: (await listed("/api/aftersales"))[0] ?? "",
    rule: await make("rules", MONEY_FIRST),
    item: await makeKit(make),
    orderJob: await make("orders/jobs", {
      id: "click-of-order-job",
      of: { orders: (await listed("/api/orders?stage=shipped")).slice(0, 2) },
      wish: { do: "hold", reason: "Count first", until: null },
    }),
    run: await make("print-runs", {
      id: "click-of-printing",
      orders: (await listed("/api/orders?stage=shipped")).slice(0, 2),
      wish: { do: "slips" },
    }),
  });
  inside = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const MONEY_FIRST = {
  kind: "rule",
  name: "Money first",
  stores: null,
  stops: false,
  quietMinutes: 0,
  trigger: { on: "buyer-wrote" },
  condition: { all: [{ field: "message.text", is: "contains", values: ["refund"] }] },
  actions: [{ do: "note", text: "About money" }],
};

/** Of an order that TikTok ships, with the buyer's details. */
async function makeOwnReturn(order: string): Promise<string> {
  const { units } = await world.admin.get<{ units: { id: string }[] }>(`/api/orders/${order}/own-returns`);
  const details = { name: "Ana Ruiz", lines: "14 Pine Lane", city: "Portland", postalCode: "97201", region: "OR", country: "US" };
  const said = { id: "click-of-return", units: units.slice(0, 1).map(({ id }) => id), reason: "Seam is open" };
  const wish = { ...said, details: { ...details, phone: "+1 503 555 0134", email: "" } };
  return (await world.admin.post<{ id: string }>(`/api/orders/${order}/own-returns`, wish)).id;
}

/** Of one part. */
async function makeKit(make: (what: string, form: object) => Promise<string>): Promise<string> {
  const item = (sku: string) => ({ kind: "standard", sku, name: sku, barcode: null });
  const part = await make("items", item("PART-1"));
  return make("items", { ...item("KIT-1"), kind: "kit", parts: [{ item: part, qty: 2 }] });
}

/** A consent that began at TikTok: what waits to be claimed. */
async function comeFromSellerCenter(): Promise<string> {
  const { world: there } = world.hosted.simulator;
  const [app] = there.apps;
  const [seller] = there.sellers;
  const { redirect } = there.authorize({ appKey: app?.appKey ?? "", sellerId: seller?.id ?? "" });
  return (await world.admin.follow(redirect)).searchParams.get("claim") ?? "";
}

/** As a link is followed: the room changes, the page stays. */
const follow = (page: Page, address: string) =>
  page.evaluate((href) => {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, address);

/** By daylight, in the dark and on a phone. Elsewhere than by daylight the same elements stand in other colours, or in other places. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = [...(await seriousFaults(page)), ...(await tooWide(page))];
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await seriousFaults(page, { only: ["color-contrast"] })).map((fault) => `in the dark: ${fault}`));
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(PHONE);
  found.push(
    ...[...(await seriousFaults(page, { but: ["color-contrast"] })), ...(await tooWide(page))].map((fault) => `on a phone: ${fault}`),
  );
  await page.setViewportSize(SCREEN);
  return found;
}

test("every address is known here", () => {
  const routes = readFileSync(path.resolve(import.meta.dirname, "../../web/main.tsx"), "utf8").matchAll(/<Route path="([^"]+)"/g);
  const patterns = [...routes].map(([, pattern]) => pattern ?? "");
  expect(new Set([...Object.keys(addresses), ...Object.keys(OUTSIDE)])).toEqual(new Set(patterns));
});

/** Script and style, packed, and everything else that was asked for until an element was there. */
async function weigh(page: Page, mark: string) {
  const asked = await page.evaluate((name) => {
    const [there] = performance.getEntriesByName(name);
    const before = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < (there?.startTime ?? 0));
    return [location.href, ...before.map((one) => one.name)];
  }, mark);
  const packed = async (ending: string) => {
    const answers = await Promise.all(asked.filter((address) => address.endsWith(ending)).map((address) => fetch(address)));
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    return bodies.reduce((sum, body) => sum + gzipSync(new Uint8Array(body)).length, 0);
  };
  const sizes = { scripts: await packed(".js"), styles: await packed(".css"), requests: asked.length };
  if (process.env.SHOW_SIZES) console.log(mark, sizes, asked);
  expect(asked.filter((address) => new URL(address).origin !== world.tillside.url)).toEqual([]);
  expect(sizes.scripts).toBeGreaterThan(0);
  expect(sizes.styles).toBeGreaterThan(0);
  return sizes;
}

// It comes first: a draft left by what follows brings its own script.
test("the first sight of the mailbox is light, and so is that of a ticket: scripts and styles, packed, until they are there", async () => {
  const { page, context, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await context.addInitScript(() => {
    const marks: [string, string][] = [
      ["rows", "a[data-row]"],
      ["thread", "[role=log] .entry"],
    ];
    const seen = new MutationObserver(() => {
      for (const [mark, what] of marks) {
        if (performance.getEntriesByName(mark).length === 0 && document.querySelector(what)) performance.mark(mark);
      }
    });
    seen.observe(document, { childList: true, subtree: true });
    // What waits until nothing is urgent may come before or after: it is not of the first sight.
    globalThis.requestIdleCallback = () => 0;
  });
  await page.goto("/mailbox");
  await ticketOf(page, "Northwind Home").first().waitFor();
  const list = await weigh(page, "rows");
  expect(list.scripts).toBeLessThanOrEqual(LIST_SCRIPT_BYTES_MAX);
  expect(list.styles).toBeLessThanOrEqual(STYLE_BYTES_MAX);
  expect(list.requests).toBeLessThanOrEqual(LIST_REQUESTS_MAX);
  const [, [ticket, stands]] = addresses["/mailbox/:view?/:ticket?"] as [unknown, [string, (page: Page) => Promise<void>]];
  await page.goto(ticket);
  await stands(page);
  const open = await weigh(page, "thread");
  expect(open.scripts).toBeLessThanOrEqual(TICKET_SCRIPT_BYTES_MAX);
  expect(open.styles).toBeLessThanOrEqual(STYLE_BYTES_MAX);
  await close();
});

test("every page holds nothing serious for axe, fits its screen, and neither the policy nor the console complains", async () => {
  const { page, complaints } = inside;
  const faults: Record<string, string[]> = {};
  await page.goto("/stores");
  for (const [address, stands] of Object.values(addresses).flat()) {
    await follow(page, address);
    await stands(page);
    faults[address] = await faultsOf(page);
  }
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("so do the pages in front of the door", async () => {
  const outside = await visit(browser, world.tillside.url);
  const faults: Record<string, string[]> = {};
  for (const address of Object.values(OUTSIDE)) {
    await outside.page.goto(address);
    await outside.page.getByRole("heading", { level: 1 }).waitFor();
    await outside.page.waitForLoadState("networkidle");
    faults[address] = await faultsOf(outside.page);
  }
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(outside.complaints).toEqual([]);
  await outside.close();
});

test("so does whatever opens over a ticket or a selection, and Escape closes it", async () => {
  const { page, complaints } = inside;
  const faults: Record<string, string[]> = {};
  const layers = page.locator("dialog[open], :popover-open");
  const look = async (opened: typeof OVER_A_TICKET, over: string) => {
    for (const [key, stands] of opened) {
      await page.keyboard.press(key);
      await stands(page);
      faults[`${over}: ${key}`] = await faultsOf(page);
      // A menu goes with the screen it stood on.
      if ((await layers.count()) > 0) await page.keyboard.press("Escape");
      await expect.poll(() => layers.count(), { message: key }).toBe(0);
    }
  };
  const [, [ticket, stands]] = addresses["/mailbox/:view?/:ticket?"] as [unknown, [string, (page: Page) => Promise<void>]];
  await page.goto(ticket);
  await stands(page);
  await look(OVER_A_TICKET, "ticket");
  await follow(page, "/mailbox");
  await page.getByRole("heading", { name: "Choose a ticket" }).waitFor();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await page.getByRole("toolbar", { name: "2 selected" }).getByRole("button", { name: "Resolve" }).waitFor();
  faults.selection = await faultsOf(page);
  await look(OVER_A_SELECTION, "selection");
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("so does whatever opens over an order, and Escape closes it", async () => {
  const { page, complaints } = inside;
  const faults: Record<string, string[]> = {};
  for (const [stage, button, stands] of OVER_AN_ORDER) {
    const { rows } = await world.admin.get<{ rows: { id: string }[] }>(`/api/orders?stage=${stage}`);
    await follow(page, `/orders/${rows[0]?.id}`);
    await page.getByRole("main").getByRole("button", { name: button, exact: true }).first().click();
    await stands(page);
    faults[button] = await faultsOf(page);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog[open]").count(), { message: button }).toBe(0);
  }
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(complaints).toEqual([]);
});

async function tooWide(page: Page): Promise<string[]> {
  // The page's middle scrolls by itself.
  return page.evaluate(() =>
    [...document.querySelectorAll("html, main")]
      .filter((part) => part.scrollWidth > part.clientWidth)
      .map((part) => `${part.scrollWidth}px of content on ${part.clientWidth}px of ${part.localName}`),
  );
}

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
