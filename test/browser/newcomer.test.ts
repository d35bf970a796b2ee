// The first minutes of somebody new: a fresh copy of this project, the README's one command, and then everything by what is on screen: the
// set-up link, three shops through TikTok's pages, the import to its end, a buyer's question and the answer.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startOfDayMonthsBefore } from "../../worker/stores/calendar.ts";
import { PASSWORD } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, type Visitor, visit } from "./browser.ts";

const START_SECONDS_MAX = 240;
const FIRST_MINUTES_SECONDS_MAX = 180;
const IMPORT_MS_MAX = 90_000;
/** Below those the system gives to whoever connects: between the choice of a port and the listening lies a build, and other tests run beside it. */
const QUIET_PORTS = 20_000;
const PORTS_EACH = 6_000;
const GENERATED = ["node_modules", "dist", ".git", ".local", ".tsbuild", ".wrangler"];

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "tillside-newcomer-"));

let started: Started;
let browser: Browser;
let newcomer: Visitor;
let panel: Page;

interface Started {
  process: ChildProcess;
  setup: string;
  shop: string;
}

/** `npm start` as the README says it; answers what it printed. */
async function start(): Promise<Started> {
  cpSync(root, folder, { recursive: true, filter: (from) => !GENERATED.includes(path.basename(from)) });
  const turn = process.pid % PORTS_EACH;
  const env = { ...process.env, PORT: String(QUIET_PORTS + turn), SIMULATOR_PORT: String(QUIET_PORTS + PORTS_EACH + turn) };
  const child = spawn("npm", ["start"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (words: Buffer) => {
      said += words;
      const setup = /http:\S+\/setup#\S+/.exec(said)?.[0];
      const shop = /Pretend TikTok Shop\s+(http:\S+)/.exec(said)?.[1];
      if (setup && shop && said.includes("Ctrl-C")) resolve({ process: child, setup, shop });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", () => reject(new Error(said)));
  });
}

beforeAll(async () => {
  [started, browser] = await Promise.all([start(), openBrowser()]);
  newcomer = await visit(browser, new URL(started.setup).origin);
  panel = (await visit(browser, started.shop)).page;
}, START_SECONDS_MAX * 1_000);

afterAll(async () => {
  if (browser) await closeWindows(browser);
  if (started && isRunning(groupOf(started))) process.kill(groupOf(started), "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** npm and all it started, as a terminal's Ctrl-C would reach them. */
const groupOf = ({ process: { pid = 0 } }: Started) => -pid;

function isRunning(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}

/** From the app's page through TikTok's three pages and back. */
async function connect(page: Page, marketplace: string, seller: string, shops: string[]): Promise<void> {
  await page.getByRole("link", { name: "App Store" }).click();
  await page.getByRole("link", { name: /TikTok Shop/ }).click();
  await page.getByRole("button", { name: "Install App" }).click();
  await page.getByRole("radio", { name: marketplace }).check();
  await page.getByRole("button", { name: "Authorize at TikTok" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page
    .getByRole("radio", { name: new RegExp(`^${seller},`) })
    .first()
    .check();
  await page.getByRole("button", { name: "Sign in and install" }).click();
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await page.getByRole("heading", { name: "Which shops shall become stores?" }).waitFor();
  for (const box of await page.getByRole("checkbox").all()) {
    const name = (await box.getAttribute("aria-label")) ?? (await box.evaluate((element) => element.closest("label")?.textContent ?? ""));
    await box.setChecked(shops.some((shop) => name.includes(shop)));
  }
  await page.getByRole("button", { name: `Connect ${shops.length} shop` }).click();
  await page.getByText("The store is connected").waitFor();
}

/** What the shop itself counts since the first day that is brought in. */
async function countAtShop(page: Page, store: string, zone: string): Promise<number> {
  await page.getByRole("link", { name: "Directory" }).click();
  await page.getByRole("main").getByRole("link", { name: store }).click();
  const connection = page.getByRole("region", { name: "Connection" });
  const shopId = /7\d{18}/.exec((await connection.textContent()) ?? "")?.[0];
  await connection.getByText(/orders brought in/).waitFor({ timeout: IMPORT_MS_MAX });
  const ge = startOfDayMonthsBefore(Date.now() / 1000, 3, zone);
  const answer = await fetch(`${started.shop}/panel/api/countOrders`, { method: "POST", body: JSON.stringify({ shopId, ge }) });
  return ((await answer.json()) as { result: number }).result;
}

test(
  "signs in, connects three shops, sees every order, answers a buyer with tracking in two clicks, and hears back at once",
  async () => {
    const { page, complaints } = newcomer;
    await page.goto(started.setup);
    await page.getByLabel("E-mail").fill("newcomer@example.com");
    await page.getByLabel("Your name").fill("New Comer");
    await page.getByLabel("Choose a password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create the desk" }).click();
    await page.getByRole("heading", { name: "Connect a TikTok shop" }).waitFor();

    await connect(page, "United States", "GlowLab", ["GlowLab"]);
    await connect(page, "United States", "Northwind Home", ["Northwind Home"]);
    await connect(page, "United Kingdom", "Northwind Trading Ltd", ["Northwind UK"]);
    const counts = [
      await countAtShop(page, "GlowLab", "America/Los_Angeles"),
      await countAtShop(page, "Northwind Home", "America/Los_Angeles"),
      await countAtShop(page, "Northwind UK", "Europe/London"),
    ];
    const all = counts.reduce((sum, count) => sum + count, 0);
    expect(Math.min(...counts)).toBeGreaterThan(400);
    await page.getByRole("link", { name: "Orders", exact: true }).first().click();
    const shown = page.getByRole("link", { name: /^All orders/ });
    await expect.poll(async () => Number((await shown.textContent())?.replaceAll(/\D/g, "")), { timeout: 10_000 }).toBe(all);

    await panel.goto("/?status=IN_TRANSIT");
    await panel.getByRole("combobox", { name: /^Shop/ }).selectOption({ label: "GlowLab" });
    await panel.getByRole("button", { name: "Show" }).click();
    await panel.locator("#orders tbody a").first().click();
    await page.getByRole("link", { name: "Mailbox", exact: true }).click();
    await panel.getByLabel("Message as the buyer").fill("Which number do I follow it by?");
    await panel.getByRole("button", { name: "Send as buyer" }).click();
    await panel.getByRole("link", { name: "Open the conversation" }).waitFor();
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("searchbox", { name: "Search" }).fill("which number follow");
    await page.getByRole("link").filter({ hasText: "Which number do I follow it by?" }).click();
    await thread(page).getByText("Which number do I follow it by?").waitFor();
    await page.getByRole("button", { name: "Insert from the order" }).click();
    await page.getByRole("menuitem", { name: /^Tracking number/ }).click();
    await page.getByRole("button", { name: "Send as GlowLab" }).click();
    const written = thread(page).getByText("tracking number");
    await written.waitFor();
    await thread(page)
      .getByText(/^Leaves/)
      .waitFor({ state: "hidden" });
    await panel.getByRole("link", { name: "Open the conversation" }).click();
    await panel.getByText("tracking number").waitFor();

    await panel.getByLabel("Message as the buyer").fill("Thank you!");
    await panel.getByRole("button", { name: "Send as buyer" }).click();
    await thread(page).getByText("Thank you!").waitFor();
    expect(complaints).toEqual([]);
  },
  FIRST_MINUTES_SECONDS_MAX * 1_000,
);

test("Ctrl-C ends all of it", async () => {
  process.kill(groupOf(started), "SIGINT");
  await expect.poll(() => isRunning(groupOf(started)), { timeout: 10_000 }).toBe(false);
});
