// As it is deployed: Cloudflare Pages in front, the Worker behind it over a service binding. Everything a browser asks, sign-in, pictures and
// sockets included, goes by one origin.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../scripts/workerd.ts";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, PASSWORD, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, visit } from "./browser.ts";

const web = path.resolve(import.meta.dirname, "../../web");
const folder = mkdtempSync(path.join(tmpdir(), "tillside-pages-"));

let pages: ChildProcess;
let world: World;
let shop: Shop;
let browser: Browser;
let origin = "";

/** Until it serves; rejects with what it said when it ends before. */
function startPages(port: number, registry: string): Promise<ChildProcess> {
  const args = ["pages", "dev", "--ip", "127.0.0.1", "--port", String(port), "--persist-to", path.join(folder, "state")];
  const env = { ...process.env, WRANGLER_REGISTRY_PATH: registry, WRANGLER_SEND_METRICS: "false", CI: "true" };
  const child = spawn("wrangler", args, { cwd: web, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (words: Buffer) => {
      said += words;
      if (said.includes("Ready on")) resolve(child);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", () => reject(new Error(said)));
  });
}

beforeAll(async () => {
  const registry = path.join(folder, "registry");
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  pages = await startPages(port, registry);
  [world, browser] = await Promise.all([openWorld({ front: { url: origin, registry } }), openBrowser()]);
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
  await world.settle();
});
afterAll(async () => {
  if (browser) await closeWindows(browser);
  pages?.kill();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an agent signs in, a buyer's message comes by the socket, and the reply goes out, all by the pages' own address", async () => {
  const { page, complaints, close } = await visit(browser, origin);
  const sockets: string[] = [];
  page.on("websocket", (socket) => void sockets.push(socket.url()));
  await page.goto("/mailbox");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "To do", level: 1 }).waitFor();

  const buyer = new Buyer(world, shop, "buyer.behind.pages");
  buyer.writes("Is it on its way?");
  await ticketOf(page, "buyer.behind.pages").waitFor();
  await ticketOf(page, "buyer.behind.pages").click();
  await thread(page).getByText("Is it on its way?").waitFor();

  const field = page.getByRole("textbox", { name: "Reply to buyer.behind.pages" });
  await field.fill("It left this morning.");
  await field.press("Control+Enter");
  await world.until("TikTok has it", () => world.shop.sentReplies(buyer.conversationId).length === 1);
  await page.getByText("Answered", { exact: true }).waitFor();

  expect(sockets.length).toBeGreaterThan(0);
  expect(sockets.filter((address) => !address.startsWith(origin.replace("http", "ws")))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
