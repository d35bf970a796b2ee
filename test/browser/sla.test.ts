// Settings › SLA & hours as an admin lives it: a calendar with a holiday, a store's promise in its hours, a ticket that says why it is due;
// and Compliance: the rate, the chat that saves it, and a rule corrected.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, ticketOf, visit } from "./browser.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

let world: World;
let browser: Browser;
let shop: Shop;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  new Buyer(world, shop, "lucia").writes("Where is my parcel?");
  await world.settle();
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("an admin writes a calendar, gives a store its hours, and the ticket says whose hours it is due by", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await page.goto("/settings/sla");
  await page.getByText("A message now is due").waitFor();
  // What is open in a row stays while the page saves something else.
  await page.getByRole("button", { name: "Edit what GlowLab US promises" }).click();
  await page.getByLabel("First reply, in minutes").fill("90");
  await page.getByRole("button", { name: "New calendar" }).click();
  await page.getByLabel("Calendar’s name").fill("Chicago office");
  await page.getByLabel("Time zone").fill("America/Chicago");
  await page.getByRole("button", { name: "Add hours on Monday" }).click();
  await page.getByLabel("Monday, to").last().fill("22:00");
  await page.getByRole("button", { name: "Copy Monday to Tuesday–Friday" }).click();
  await page.getByLabel("Holiday", { exact: true }).fill("2026-12-25");
  await page.getByRole("button", { name: "Add a holiday" }).click();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Save calendar" }).click();
  await page.getByText("Mon–Fri 09:00–17:00, 18:00–22:00").waitFor();
  await page.getByText("America/Chicago · 1 holiday · Used by no store").waitFor();

  expect(await page.getByLabel("First reply, in minutes").inputValue()).toBe("90");
  await page.getByLabel("Hours", { exact: true }).selectOption({ label: "Chicago office" });
  await page.getByRole("button", { name: "Save promise" }).click();
  await page.getByText("First reply within 1 h 30 m · Next reply within 1 h 30 m · no resolution promised · Chicago office").waitFor();
  await world.until("tickets have been told", async () => (await world.rows("SELECT 1 FROM clock_walk")).length === 0);

  await page.goto("/mailbox");
  await ticketOf(page, "lucia").click();
  await page.getByRole("button", { name: "Due because" }).click();
  await page.getByText("Promised within 1 h 30 m in the hours of Chicago office").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test("compliance says which chat to answer, leads to it, owns up to a rule it does not know, and lets an admin correct it", async () => {
  openShop(world, "Verde", { region: "BR" });
  await world.connect("BR", "Verde", "Verde BR");
  await world.settle();
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await page.goto("/mailbox");
  await page.getByRole("link", { name: "Rates" }).first().click();
  const glow = page.getByRole("region", { name: "Response rate of GlowLab US" });
  await glow.getByText("0 of 0 chats answered in time, last 30 days").waitFor();
  await glow.getByText(/^Answer this chat before .* to stay at 90 % or above$/).waitFor();
  const verde = page.getByRole("region", { name: "Response rate of Verde BR" });
  await verde.getByText("the strictest one stands in").waitFor();
  await verde.getByRole("button", { name: "Edit the rule for BR" }).click();
  await verde.getByLabel("Answer within, in hours").fill("24");
  expect(await seriousFaults(page)).toEqual([]);
  await verde.getByRole("button", { name: "Save rule" }).click();
  await verde.getByText("Target 90 % within 24 h").waitFor();
  await verde.getByText("the strictest one stands in").waitFor({ state: "hidden" });
  await glow.getByText("Not asked yet.").waitFor();
  await glow.getByRole("button", { name: "Type in what Seller Center shows" }).click();
  await glow.getByLabel("Response rate, in percent").fill("93,4");
  await glow.getByRole("button", { name: "Ask TikTok now" }).click();
  await glow.getByText("Nothing to count").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await glow.getByRole("button", { name: "Keep the figure" }).click();
  await glow.getByText("93.4 %").waitFor();
  await glow.getByRole("link", { name: /lucia/ }).click();
  await page.getByRole("region", { name: "Conversation with lucia" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("chats that save the rate are to be answered before the first of them is due, and of more than a hundred that were late all are counted", async () => {
  const [chat] = await world.rows<{ ticket_id: string; store_id: string; asked_at: number; time_zone: string }>(
    "SELECT c.ticket_id, c.store_id, c.asked_at, s.time_zone FROM scored_chat c JOIN store s ON s.id = c.store_id WHERE s.name = 'GlowLab US'",
  );
  if (!chat) throw new Error("nobody asked");
  const insert = "INSERT INTO scored_chat (ticket_id, asked_at, store_id, answered_at)";
  // Earlier: what is asked after today of UTC would be of no day that counts.
  const first = chat.asked_at - 97 * MINUTE;
  await world.rows(`${insert} VALUES (?, ?, ?, NULL)`, chat.ticket_id, first, chat.store_id);
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await page.goto(`/compliance?store=${chat.store_id}`);
  const glow = page.getByRole("region", { name: "Response rate of GlowLab US" });
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: chat.time_zone, timeStyle: "short" });
  await glow.getByText(new RegExp(`^Answer these 2 before .*${clock.format(first + DAY)}, .* to stay at 90 % or above$`)).waitFor();
  const begin = world.now() - 5 * DAY;
  await world.rows(
    `${insert} SELECT ?, ? + value, ?, ? + value FROM json_each(?)`,
    chat.ticket_id,
    begin,
    chat.store_id,
    begin + 2 * DAY,
    JSON.stringify(Array.from({ length: 120 }, (_, at) => at * MINUTE)),
  );
  await page.reload();
  await glow.getByText("0 of 120 chats answered in time").waitFor();
  await glow.getByText("Late or never answered (120)").click();
  await glow.getByText("The first 100 are listed").waitFor();
  expect(complaints).toEqual([]);
  await close();
});
