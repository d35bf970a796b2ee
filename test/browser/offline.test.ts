// The desk on a phone's home screen: what makes it installable, what lies on the disk and what never does, and how it opens without a connection.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, ticketOf, type Visitor, visit } from "./browser.ts";

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
  await closeWindows(browser);
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
  await ticketOf(page, "anna").waitFor();
});

test("what is pushed is shown while nobody has the desk open, in the person's language, and leads to the words; else the desk tells", async () => {
  const { page, context } = phone;
  await context.grantPermissions(["notifications"]);
  const worker = await context.newCDPSession(page);
  const registration = new Promise<string>((found) => {
    worker.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && found(registrations[0].registrationId));
  });
  await worker.send("ServiceWorker.enable");
  const registrationId = await registration;
  const item = { store: "GlowLab US", kind: "mentioned", buyer: "anna", by: "Ana Admin", ticket: "tkt_1", entry: "note:1", number: 7 };
  const push = () =>
    worker.send("ServiceWorker.deliverPushMessage", {
      origin: world.tillside.url,
      registrationId,
      data: JSON.stringify({ items: [item], more: 2, language: "de" }),
    });
  // A browser without a screen has nowhere to show it: what it is asked to show is written down.
  const [own] = context.serviceWorkers();
  await own?.evaluate(() => {
    const scope = globalThis as unknown as { told: unknown[]; registration: ServiceWorkerRegistration };
    scope.told = [];
    scope.registration.showNotification = async (title, { body, data } = {}) => void scope.told.push([title, body, data.url]);
  });
  const shown = () => own?.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);
  const two = [
    ["GlowLab US", "Sie wurden in einer Notiz genannt · Ana Admin · #7", "/mailbox/todo/tkt_1#note%3A1"],
    ["Weitere Meldungen", "+2", "/notifications"],
  ];
  await page.goto("about:blank");
  await push();
  await expect.poll(shown).toEqual(two);
  await page.goto("/mailbox");
  await ticketOf(page, "anna").waitFor();
  await push();
  expect(await shown()).toEqual(two);
});
