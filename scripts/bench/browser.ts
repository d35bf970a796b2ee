// What a person at a screen waits for, in Chromium against the built Worker: the first sight over a slow line, a ticket and the next one, a letter in
// the composer, a long list under the wheel, a buyer's words on a colleague's screen. Bytes, requests and nodes are counted; milliseconds are with a
// processor four times slower than the machine's, where that is said.
import { gzipSync } from "node:zlib";
import type { CDPSession, Page } from "playwright-core";
import { closeWindows, openBrowser, type Visitor, visit } from "../../test/browser/browser.ts";
import { Buyer } from "../../test/stories/shopkeeper.ts";
import { drawWords } from "./chance.ts";
import { SIZES } from "./data.ts";
import { type Goal, join, type Measured, round, rowOf, type Scale } from "./row.ts";
import { type Connected, connectShop, UNTHROTTLED, writeNow } from "./shop.ts";
import { type Stand, withStands } from "./stand.ts";

const SLOWER = 4;
/** A slow 4G line as Lighthouse takes it: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md */
const SLOW_4G = { latency: 150, down: (1.6 * 1024 * 1024) / 8, up: (750 * 1024) / 8 };
const TALKS = { quick: 6, full: 30 };
const STEPS = { quick: 5, full: 29 };
const LETTERS = { quick: 20, full: 200 };
const MESSAGES = { quick: 8, full: 60 };
const SCROLLED_ROWS = { quick: 300, full: 10_000 };
const SCROLL_PX = 600;
const LIST = "a[data-row]";
const THREAD = "[role=log] .entry";
const nicknameOf = (buyer: number) => `buyer${buyer}`;
const FRAME_MS_MOST = 50;
const GOALS = {
  listBytes: 55_000,
  ticketBytes: 75_000,
  styleBytes: 15_000,
  requests: 8,
  nodes: 1_500,
  lcp: 1_500,
  open: 100,
  type: 50,
  heard: 150,
};

export async function measureBrowser({ isFull }: Scale): Promise<Measured> {
  const pick = ({ quick, full }: { quick: number; full: number }) => (isFull ? full : quick);
  const browser = await openBrowser();
  try {
    return await withStands([{ size: isFull ? SIZES.L : SIZES.S }], async (stand) => {
      stand.hosted.simulator.world.changeLimits(UNTHROTTLED);
      const shop = await connectShop(stand, "Windowly");
      const buyers = Array.from(
        { length: pick(TALKS) },
        (_, at) => new Buyer({ shop: stand.hosted.simulator.world }, shop, nicknameOf(at)),
      );
      for (const [at, buyer] of buyers.entries()) {
        buyer.comesFrom(buyer.buys());
        await writeNow(stand, buyer, drawWords(at, 0, 40));
      }
      await stand.settle();
      const enter = () => visit(browser, stand.tillside.url, { as: stand.desk(0) });
      const parts = [
        await arrive(await enter(), stand),
        await walk(await enter(), shop, pick(STEPS), pick(LETTERS)),
        await scroll(await enter(), pick(SCROLLED_ROWS)),
        await hearOf(await enter(), stand, shop, buyers, pick(MESSAGES)),
      ];
      return join(parts);
    });
  } finally {
    await closeWindows(browser);
    await browser.close();
  }
}

const slow = async (page: Page): Promise<CDPSession> => {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return wire;
};

/** Scripts and styles that were asked for until an element was there, raw and packed, how many requests that were, and how many nodes stand. */
async function weigh(page: Page, mark: string) {
  await page.locator(mark).first().waitFor();
  const { asked, nodes } = await page.evaluate((selector) => {
    const until = performance.getEntriesByName(selector)[0]?.startTime ?? performance.now();
    const before = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < until);
    return { asked: [location.href, ...before.map(({ name }) => name)], nodes: document.querySelectorAll("*").length };
  }, mark);
  const bytes = { raw: 0, scripts: 0, styles: 0 };
  for (const address of asked.filter((one) => /\.(js|css)$/.test(one))) {
    const body = new Uint8Array(await (await fetch(address)).arrayBuffer());
    bytes.raw += body.length;
    bytes[address.endsWith(".js") ? "scripts" : "styles"] += gzipSync(body).length;
  }
  return { ...bytes, requests: asked.length, nodes };
}

/** Notes the first moment at which each of the selectors stands. */
const noteFirst = (page: Page) =>
  page.addInitScript(
    (selectors) => {
      const look = () => {
        for (const one of selectors)
          if (performance.getEntriesByName(one).length === 0 && document.querySelector(one)) performance.mark(one);
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
    },
    [LIST, THREAD],
  );

const momentOf = (page: Page, mark: string) => page.evaluate((name) => performance.getEntriesByName(name)[0]?.startTime ?? 0, mark);

async function arrive({ page, close }: Visitor, stand: Stand): Promise<Measured> {
  await noteFirst(page);
  await page.goto("/mailbox");
  const list = await weigh(page, LIST);
  await page.goto(`/mailbox/todo/${await newestTicket(stand)}`);
  const open = await weigh(page, THREAD);
  const wire = await slow(page);
  // The local wire carries files unpacked; it is made faster by what packing saves.
  const packing = list.raw / (list.scripts + list.styles);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const { latency, down, up } = SLOW_4G;
  await wire.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: down * packing,
    uploadThroughput: up,
  });
  await page.goto("/mailbox");
  await page.locator(LIST).first().waitFor();
  const rows = await momentOf(page, LIST);
  const largest = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((seen) => resolve(seen.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  await close();
  const count = (name: string, is: number, most: number): Goal => ({ name, kind: "count", is, most });
  return {
    rows: [rowOf("rows stand, slow 4G", "ms", [rows]), rowOf("largest paint, slow 4G", "ms", [largest])],
    goals: [
      count("script bytes until the list", list.scripts, GOALS.listBytes),
      count("script bytes until a ticket", open.scripts, GOALS.ticketBytes),
      count("style bytes until a ticket", open.styles, GOALS.styleBytes),
      count("requests until the list", list.requests, GOALS.requests),
      count("nodes of list and ticket", open.nodes, GOALS.nodes),
      { name: "largest paint, slow 4G, ms", kind: "timing", is: Math.round(largest), most: GOALS.lcp },
    ],
  };
}

async function newestTicket(stand: Stand): Promise<string> {
  const [row] = await stand.rows<{ id: string }>("SELECT id FROM ticket ORDER BY number DESC LIMIT 1");
  return row?.id ?? "";
}

/** From the key or click until what it asks for stands and was painted, in milliseconds. */
async function until(page: Page, act: () => Promise<unknown>, stands: string): Promise<number> {
  await page.evaluate((selector) => {
    const world = globalThis as unknown as { painted?: Promise<number> };
    world.painted = new Promise((resolve) => {
      let begun = 0;
      const begin = (event: Event) => {
        begun ||= event.timeStamp;
      };
      for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, begin, { capture: true, once: true });
      const look = () => {
        if (begun && document.querySelector(selector)) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, stands);
  await act();
  return page.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
}

async function walk({ page, close }: Visitor, shop: Connected, steps: number, letters: number): Promise<Measured> {
  await page.goto(`/mailbox/todo?store=${shop.store}`);
  await page.locator(LIST).first().waitFor();
  await page.waitForLoadState("networkidle");
  await slow(page);
  const first = await until(page, () => page.locator(LIST).first().click(), THREAD);
  const ids = await page.locator(LIST).evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row") ?? ""));
  const stepped: number[] = [];
  // The first step tells the page which way somebody goes.
  for (let step = 1; step <= steps && step < ids.length; step += 1) {
    await page.waitForLoadState("networkidle");
    // The page may stay while the ticket on it changes; what was said does not.
    await page.evaluate((said) => {
      for (const entry of document.querySelectorAll(said)) entry.setAttribute("data-before", "");
    }, THREAD);
    const next = await until(page, () => page.keyboard.press("j"), `${THREAD}:not([data-before])`);
    if (step > 1) stepped.push(next);
  }
  await page.keyboard.press("r");
  await page.locator("textarea:focus").waitFor();
  const typed: number[] = [];
  for (let at = 1; at <= letters; at += 1) typed.push(await until(page, () => page.keyboard.press("a"), "textarea:focus"));
  await close();
  const rows = [
    rowOf(`list → ticket, ${SLOWER}× slower`, "ms", [round(first)]),
    rowOf(`next ticket by J, ${SLOWER}× slower`, "ms", stepped),
    rowOf(`a letter in the composer, ${SLOWER}× slower`, "ms", typed),
  ];
  const most = [GOALS.open, GOALS.type, GOALS.type];
  return { rows, goals: rows.map(({ name, p95 }, at) => ({ name, kind: "timing", is: p95, most: most[at] ?? 0 })) };
}

/** By the wheel through what is resolved, until so many rows went by or there are no more. */
async function scroll({ page, close }: Visitor, wanted: number): Promise<Measured> {
  await page.goto("/mailbox/resolved");
  await page.locator(LIST).first().waitFor();
  await page.waitForLoadState("networkidle");
  await slow(page);
  const { frames, passed, nodes } = await page.evaluate(
    async ({ selector, most, by }) => {
      const seen = new Set<string | null>();
      const between: number[] = [];
      let mostNodes = 0;
      let scroller = document.querySelector(selector)?.parentElement ?? null;
      while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
      let idle = 0;
      let last = await new Promise<number>(requestAnimationFrame);
      const QUIET_FRAMES = 120;
      while (scroller && seen.size < most && idle < QUIET_FRAMES) {
        const before = seen.size;
        scroller.scrollTop += by;
        const now = await new Promise<number>(requestAnimationFrame);
        between.push(now - last);
        last = now;
        for (const row of document.querySelectorAll(selector)) seen.add(row.getAttribute("data-row"));
        mostNodes = Math.max(mostNodes, document.querySelectorAll("*").length);
        idle = seen.size === before ? idle + 1 : 0;
      }
      return { frames: between, passed: seen.size, nodes: mostNodes };
    },
    { selector: LIST, most: wanted, by: SCROLL_PX },
  );
  await close();
  const long = frames.filter((ms) => ms > FRAME_MS_MOST).length;
  return {
    rows: [rowOf(`a frame of ${passed} rows under the wheel, ${SLOWER}× slower`, "ms", frames)],
    goals: [
      { name: "nodes while a list is scrolled", kind: "count", is: nodes, most: GOALS.nodes },
      { name: `frames over ${FRAME_MS_MOST} ms while a list is scrolled`, kind: "timing", is: long, most: 0 },
    ],
  };
}

/** From TikTok's push until the words stand in a list that somebody looks at. */
async function hearOf({ page, close }: Visitor, stand: Stand, shop: Connected, buyers: Buyer[], messages: number): Promise<Measured> {
  await page.goto(`/mailbox/todo?store=${shop.store}`);
  await page.locator(LIST).first().waitFor();
  await page.waitForLoadState("networkidle");
  // Rows below the fold do not stand in the page.
  const standing = (await page.locator(LIST).allInnerTexts()).flatMap((row) => row.split("\n").map((line) => line.trim()));
  const seen = buyers.filter((_, at) => standing.includes(nicknameOf(at)));
  if (seen.length === 0) throw new Error("the list shows none of the buyers who are to write");
  const times: number[] = [];
  for (let at = 0; at < messages; at += 1) {
    const text = `bench word ${at}`;
    const shown = page.locator(LIST).filter({ hasText: text }).first().waitFor();
    const begun = performance.now();
    await writeNow(stand, seen[at % seen.length] as Buyer, text);
    await shown;
    times.push(performance.now() - begun);
    await stand.settle();
  }
  await close();
  const row = rowOf("from a push to the words in a colleague's list", "ms", times);
  return { rows: [row], goals: [{ name: row.name, kind: "timing", is: row.p95, most: GOALS.heard }] };
}
