// Insights › Gaps as an admin lives it: a day that is open, its receipt, the day checked again at a click, evidence written and opened; and what costs
// points next, by keyboard, to the ticket it is about.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, visit } from "./browser.ts";

const DAY_MS = 86_400_000;

let world: World;
let browser: Browser;
let shop: Shop;
let store: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  world.shop.changeLimits({ requestsPerSecond: 1_000, burst: 5_000 });
  for (let at = 0; at < 5; at += 1) sellUnits(world, shop);
  store = await world.connect("US", "GlowLab", "GlowLab US");
  new Buyer(world, shop, "lucia").writes("Where is my parcel?");
  await world.settle();
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("a day is open until what TikTok counts can be read, each check leaves its receipt, and evidence is written and opened", async () => {
  const bad = sellUnits(world, shop);
  const { currency } = world.shop.order(bad.id);
  (world.shop.order(bad.id) as { currency: string }).currency = "";
  await world.settle();
  await world.later(DAY_MS);
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin, zone: "America/Los_Angeles" });
  await page.clock.setFixedTime(world.now());
  await page.goto("/insights/gaps");
  await page.getByText("Not yet counted. The first night does it, or you now.").waitFor();
  await page.getByRole("button", { name: "Check now: the last days of GlowLab US" }).click();
  await page.getByText("1 day is open.").waitFor();
  await page.getByRole("button", { name: /Open, TikTok 6, here 5/ }).click();
  const receipt = page.getByRole("dialog", { name: /^GlowLab US, / });
  await receipt.getByText(bad.id).waitFor();
  await receipt.getByText("is counted by TikTok and could not be read:").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  (world.shop.order(bad.id) as { currency: string }).currency = currency;
  await receipt.getByRole("button", { name: "Check this day now" }).click();
  await receipt.getByText("Was missing, now equal").waitFor();
  await receipt.getByRole("link", { name: bad.id }).waitFor();
  await receipt.getByRole("button", { name: "Close" }).click();
  await page.getByText("1 missing order was found and fetched.").waitFor();

  await page.getByLabel("Order", { exact: true }).fill(bad.id);
  await page.getByRole("button", { name: "Write the file" }).click();
  await page.getByText(`order ${bad.id}`).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Open CSV" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^evidence-.*\.csv$/);
  expect(complaints).toEqual([]);
  await page.goto(`/stores/${store}`);
  await page.getByText("TikTok 6, here 6").waitFor({ state: "attached" });
  await close();
});

test("what costs points next leads by keyboard to what is due, and tells what has passed", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin, width: 390, height: 844, theme: "dark" });
  // Keys are heard once what they lead to is known.
  await page.goto("/mailbox", { waitUntil: "networkidle" });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("heading", { name: "What costs points next" }).waitFor();
  await page
    .getByRole("link", { name: /Ship it/ })
    .first()
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto("/points?kind=chat&when=late");
  // Orders are to be shipped, too, and the switch counts them no more than the list does.
  const switched = page.getByRole("group", { name: "When" });
  await switched.getByRole("button", { name: "Passed 1", exact: true }).waitFor();
  await switched.getByRole("button", { name: "Coming 0", exact: true }).waitFor();
  await page.getByRole("link", { name: /lucia.*Response rate: 90 % within 24 h.*Reply/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/mailbox\/todo\/tkt_/);
  expect(complaints).toEqual([]);
  await close();
});
