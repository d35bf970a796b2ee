// Many tickets at once without a mouse: chosen with x and ⇧x, resolved, taken back; all that match; a reply read before it leaves, and what
// became of it; and the same under a thumb.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, ticketOf, type Visitor, visit } from "./browser.ts";

const NAMES = ["anna", "boris", "carla", "<script>alert(1)</script> \u202ednoces \u200b😀"];

const MORE_THAN_A_PAGE = 51;

let world: World;
let shop: Shop;
let browser: Browser;
let agent: Visitor;
const buyers: Buyer[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  for (const name of NAMES) {
    const buyer = new Buyer(world, shop, name);
    buyers.push(buyer);
    buyer.writes(`Question number ${buyers.length}`);
    // TikTok counts in seconds: each has waited longer than the next.
    await world.later(60_000);
  }
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const states = async () => (await world.rows<{ state: number }>("SELECT state FROM ticket ORDER BY created_at")).map(({ state }) => state);
const sentTo = (buyer: Buyer | undefined) =>
  buyer ? world.shop.sentReplies(buyer.conversationId).map(({ content }) => (JSON.parse(content) as { content: string }).content) : [];

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await agent.page.keyboard.press(key);
}

test("x chooses, ⇧x chooses up to here, e resolves them all, and Undo brings them back to where they were", async () => {
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").waitFor();
  await press("j", "x", "j", "j", "X");
  const bar = page.getByRole("toolbar", { name: "3 selected" });
  await bar.getByRole("button", { name: "Resolve" }).waitFor();
  expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(3);
  await press("Escape");
  await bar.waitFor({ state: "hidden" });
  await press("x", "k", "x", "k", "x");
  await bar.getByRole("button", { name: "Resolve" }).waitFor();
  await press("e");
  const toast = page.getByRole("status").filter({ hasText: "Resolved 3 tickets" });
  await toast.waitFor();
  expect((await states()).toSorted((one, other) => one - other)).toEqual([0, 2, 2, 2]);
  await toast.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Took back 3 tickets").waitFor();
  expect(await states()).toEqual([0, 0, 0, 0]);
  await ticketOf(page, "anna").waitFor();
});

test("a reply to all is filled in and read before it leaves, and each buyer has it once", async () => {
  const { page, complaints } = agent;
  await press("Control+a");
  await page.getByRole("toolbar", { name: "4 selected" }).waitFor();
  await press("r");
  const dialog = page.getByRole("dialog", { name: "Reply to 4 tickets" });
  await dialog.getByLabel("Reply", { exact: true }).fill("Hi {{buyer.nickname}}, we are on it.");
  await press("Escape");
  // Hidden, it may not yet have said that it is closed.
  await expect
    .poll(async () => {
      if (!(await dialog.isVisible())) await press("r");
      return dialog.isVisible();
    })
    .toBe(true);
  expect(await dialog.getByLabel("Reply", { exact: true }).inputValue()).toBe("Hi {{buyer.nickname}}, we are on it.");
  await dialog.getByRole("button", { name: "Fill in 4 and look" }).click();
  const preview = page.getByRole("region", { name: "How they read" });
  await preview.getByText("Hi anna, we are on it.").waitFor();
  await preview.getByRole("button", { name: "Next reply" }).click();
  await preview.getByText("Hi boris, we are on it.").waitFor();
  await preview.getByText("2 of 4").waitFor();
  await preview.getByRole("button", { name: "Previous reply" }).click();
  await preview.getByText("Hi anna, we are on it.").waitFor();
  expect(buyers.flatMap(sentTo)).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Send 4 replies" }).click();
  await world.until("TikTok has all of them", () => buyers.flatMap(sentTo).length === 4);
  await world.later(20_000);
  await world.tillside.cron("* * * * *");
  await page.getByRole("region", { name: "Progress" }).getByText("4 of 4").waitFor();
  await page.getByRole("region", { name: "Tickets" }).getByText("Sent", { exact: true }).first().waitFor();
  expect(buyers.map((buyer) => sentTo(buyer).length)).toEqual([1, 1, 1, 1]);
  await page.getByRole("link", { name: "All bulk jobs" }).click();
  await page.getByRole("link", { name: "Reply to 4 tickets" }).waitFor();
  expect(complaints).toEqual([]);
});

/** Until the row is chosen. */
async function holdFinger(page: Page, name: string): Promise<void> {
  const box = await ticketOf(page, name).boundingBox();
  if (!box) throw new Error("no row");
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await page.getByRole("checkbox", { name: `Select ${name}`, checked: true }).waitFor();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("under a thumb a button or a long press shows the boxes, and the bar fits", async () => {
  const phone = await visit(browser, world.tillside.url, { as: world.admin, width: 390, height: 844 });
  const { page, complaints } = phone;
  await page.goto("/mailbox/waiting");
  await ticketOf(page, "anna").waitFor();
  await page.getByRole("button", { name: "Select tickets" }).click();
  await page.getByRole("checkbox", { name: "Select boris" }).click();
  await page.getByRole("toolbar", { name: "1 selected" }).getByRole("button", { name: "Resolve" }).click();
  await page.getByText("Resolved 1 ticket").waitFor();
  await holdFinger(page, "anna");
  await page.getByRole("toolbar", { name: "1 selected" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/mailbox/waiting");
  await page.getByRole("button", { name: "Clear the selection" }).click();
  await ticketOf(page, "anna").click();
  await page.waitForURL(/\/mailbox\/waiting\/tkt_/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
  await phone.close();
});

test("all that match the filters are chosen at once and put off until a time of one's choice; what does not match is left alone", async () => {
  const { page, complaints } = agent;
  const crowd = Array.from({ length: MORE_THAN_A_PAGE + 1 }, (_, at) => new Buyer(world, shop, `crowd${at + 1}`));
  for (const buyer of crowd) buyer.writes("Where is it?");
  await world.settle();
  const [mine] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_name = 'crowd1'");
  const { person } = await world.admin.get<{ person: { id: string } }>("/api/me");
  await world.admin.post(`/api/tickets/${mine?.id}/acts`, { do: "assign", assigneeId: person.id });
  await page.goto("/mailbox/todo?assignee=nobody");
  await ticketOf(page, "crowd2").first().waitFor();
  await press("j", "x");
  await page.getByRole("button", { name: `Select all ${MORE_THAN_A_PAGE} that match` }).click();
  const bar = page.getByRole("toolbar", { name: `All ${MORE_THAN_A_PAGE} that match` });
  await bar.getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("menuitem", { name: "Choose a time" }).click();
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  const at = dialog.getByLabel("Snooze until");
  await at.fill("2020-01-01T09:00");
  await dialog.getByRole("alert").getByText("Choose a time that is still to come.").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await at.fill(`${new Date(world.now()).getFullYear() + 1}-01-01T09:00`);
  await dialog.getByRole("button", { name: "Snooze" }).click();
  const asleep = () => world.rows<{ buyer_name: string }>("SELECT buyer_name FROM ticket WHERE state = 1");
  await world.until("all of them sleep", async () => (await asleep()).length === MORE_THAN_A_PAGE);
  expect((await asleep()).map((row) => row.buyer_name)).not.toContain("crowd1");
  expect(complaints).toEqual([]);
});
