// The desk on a phone's home screen: what makes it installable, what lies on the disk and what never does, and how it opens without a connection.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { openBrowser, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let phone: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  new Buyer(world, shop, "anna").writes("Where is my parcel?");
  await world.settle();
  phone = await visit(browser, world.tillside.url, { as: world.admin, width: 390, height: 844, offline: true });
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

test("the manifest names icons that are there, in the sizes it says", async () => {
  const manifest = (await (await fetch(`${world.tillside.url}/manifest.webmanifest`)).json()) as {
    icons: { src: string; sizes: string }[];
  };
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith(".png"))) {
    const bytes = Buffer.from(await (await fetch(world.tillside.url + src)).arrayBuffer());
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
  }
});

test("files of the build lie on the disk and nothing of anybody's; without a connection the desk opens and says so", async () => {
  const { page, context, complaints } = phone;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  await ticketOf(page, "anna").click();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    }
    return found;
  });
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.filter((path) => path !== "/" && !path.startsWith("/assets/"))).toEqual([]);
  expect(complaints).toEqual([]);
  await context.setOffline(true);
  await page.goto("/mailbox/todo");
  await page.getByRole("button", { name: "Try now" }).waitFor();
  expect(await page.content()).not.toContain("anna");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try now" }).click();
  await ticketOf(page, "anna").waitFor();
});
