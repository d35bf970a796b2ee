// Chromium against the running product: a browser per process, a person per context, and everything the page complained about kept, so that a
// story can say that there was nothing. Elements are found as a person finds them: by role and by name.

import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page, type Route } from "playwright-core";
import type { Desk } from "../stories/desk.ts";
import { chromiumPath } from "./chromium.ts";

/** Somebody else may be using the machine; nothing here is measured by it. */
const WAIT_MS_MAX = 20_000;
/** `SLOW_LINE=800`: every answer comes up to so many milliseconds late, which finds what acts on a page before it has heard what it needs. */
const LATE_MS_MAX = Number(process.env.SLOW_LINE ?? 0);
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];

let running: Promise<Browser> | null = null;

/** One for all files of a process, with which it goes. */
export async function openBrowser(): Promise<Browser> {
  running ??= launch();
  return running;
}

/** What a file leaves behind: nothing. */
export async function closeWindows(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: QUIET });
}

export interface Visit {
  /** Whose session; absent, nobody's. */
  as?: Desk;
  width?: number;
  height?: number;
  theme?: "light" | "dark";
  /** Where the person sits; absent, where the machine does. */
  zone?: string;
  /** What the browser asks for (BCP 47); absent, American English. */
  language?: string;
  /** True where the page may keep itself for when there is no connection; elsewhere it would answer in the Worker's place. */
  offline?: boolean;
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Console errors, broken pages and refusals of the content policy, in the order they came. */
  complaints: string[];
  close(): Promise<void>;
}

/** A person at a window of their own. */
export async function visit(browser: Browser, origin: string, options: Visit = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.theme ?? "light",
    reducedMotion: "reduce",
    serviceWorkers: options.offline ? "allow" : "block",
    ...(options.zone ? { timezoneId: options.zone } : {}),
    // What a machine without a language of its own calls itself is no language tag.
    locale: options.language ?? "en-US",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  if (options.as) {
    const cookies = [...options.as.cookies].map(([name, value]) => ({ name, value, url: origin }));
    await context.addCookies(cookies);
  }
  const complaints: string[] = [];
  await context.exposeBinding("complain", (_source, words: string) => void complaints.push(words));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { complain } = globalThis as unknown as { complain(words: string): void };
      complain(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
    });
  });
  if (LATE_MS_MAX > 0) await context.route(/\/api\//, beLate);
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS_MAX);
  page.on("console", (message) => {
    // A refusal the story asked for is shown by the browser as an error too; the story says which.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error.stack)));
  return { page, context, complaints, close: () => context.close() };
}

async function beLate(route: Route): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * LATE_MS_MAX));
  // The page may be gone by then.
  await route.continue().catch(() => undefined);
}

/** What axe finds serious on the page as it stands, in words: all its rules, `only` some, or all `but` some. */
export async function seriousFaults(page: Page, rules: { only?: string[]; but?: string[] } = {}): Promise<string[]> {
  // What it brings along stays in the page until the page goes; run in the page itself, it opens no window to add up its findings.
  const isThere = await page.evaluate(() => "axe" in globalThis);
  // What is right need not be told in full: that takes most of the time.
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: "0" } : {}) }).setLegacyMode().options({ resultTypes: ["violations"] });
  if (rules.only) axe.withRules(rules.only);
  if (rules.but) axe.disableRules(rules.but);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`));
}

/** The person comes back to the window an hour later: what stands there is asked for again. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    const at = Date.now() + 3_600_000;
    Date.now = () => at;
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

/** The ticket of a buyer, in the list on screen. */
export const ticketOf = (page: Page, buyer: string) => page.getByRole("link").filter({ hasText: buyer });

export const thread = (page: Page) => page.getByRole("log");
