// An agent's day: the list, a thread, replies and notes, the acts, an order's facts in a reply within two clicks, and a buyer's message that
// appears by itself.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Buyer, openShop, type Shop, sellUnits } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;
let agent: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
  await world.settle();
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

let count = 0;
let buyer: Buyer;
let name = "";
beforeEach(() => {
  count += 1;
  // Numbers alone would run into the minutes that stand behind a name.
  name = `buyer.${count}a`;
  buyer = new Buyer(world, shop, name);
});

/** The buyer writes, and the agent opens what came of it. */
async function openTicket(text = "Where is my parcel?"): Promise<void> {
  buyer.writes(text);
  await world.settle();
  const { page } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, name).click();
  await thread(page).getByText(text).waitFor();
}

const saidToBuyer = () =>
  world.shop.sentReplies(buyer.conversationId).map((message) => JSON.parse(message.content) as { content?: string; url?: string });

test("a buyer's message appears in the list and in the open thread without a reload", async () => {
  const { page } = agent;
  await page.goto("/mailbox");
  await page.getByRole("heading", { name: "To do", level: 1 }).waitFor();
  buyer.writes("Is anybody there?");
  await ticketOf(page, name).waitFor();
  await ticketOf(page, name).click();
  await thread(page).getByText("Is anybody there?").waitFor();
  buyer.writes("Hello again");
  await thread(page).getByText("Hello again").waitFor();
});

test("a reply is on the page at once, reaches the buyer once, and answers the ticket", async () => {
  await openTicket();
  const { page } = agent;
  const field = page.getByRole("textbox", { name: `Reply to ${name}` });
  await field.fill("It left this morning.");
  await field.press("Control+Enter");
  await thread(page).getByText("It left this morning.").waitFor();
  expect(await field.inputValue()).toBe("");
  await world.until("TikTok has it", () => saidToBuyer().length === 1);
  expect(saidToBuyer()).toEqual([{ content: "It left this morning." }]);
  await page.getByText("Answered", { exact: true }).waitFor();
  await page.getByRole("button", { name: /^Assign: Ana Admin/ }).waitFor();
});

test("a note looks like one, stays among us, and is never sent", async () => {
  await openTicket();
  const { page } = agent;
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await page.getByRole("textbox", { name: "Note for your team" }).fill("She is a regular.");
  await page.getByRole("button", { name: "Save note" }).click();
  await thread(page).getByText("Note by Ana Admin").waitFor();
  await thread(page).getByText("She is a regular.").waitFor();
  await world.settle();
  expect(saidToBuyer()).toEqual([]);
});

test("words TikTok refuses stay with the reason, and can be mended and sent", async () => {
  await openTicket();
  const { page } = agent;
  const field = page.getByRole("textbox", { name: `Reply to ${name}` });
  await field.fill("Write to us on WhatsApp");
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await thread(page)
    .getByText(/^Not sent\. TikTok says:/)
    .waitFor();
  await ticketOf(page, name).getByText("Not sent").waitFor();
  await thread(page).getByRole("button", { name: "Edit and send" }).click();
  expect(await field.inputValue()).toBe("Write to us on WhatsApp");
  await field.fill("Write to us here");
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await world.until("TikTok has it", () => saidToBuyer().length === 1);
  expect(saidToBuyer()).toEqual([{ content: "Write to us here" }]);
});

test("what may still be written is counted when little is left, is told to who hears the page, and too much is not sent", async () => {
  await openTicket();
  const { page } = agent;
  const field = page.getByRole("textbox", { name: `Reply to ${name}` });
  const heard = page.getByRole("status").filter({ hasText: /^Characters/ });
  await field.fill("x".repeat(1_800));
  await field.press("Backspace");
  expect(await page.getByText(/^Characters/).count()).toBe(0);
  await field.fill("x".repeat(1_990));
  await heard.getByText("Characters left: 10").waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/left.png` });
  await field.fill("x".repeat(2_003));
  await heard.getByText("Characters over: 3").waitFor();
  await field.press("Control+Enter");
  expect(await field.inputValue()).toHaveLength(2_003);
  expect(saidToBuyer()).toEqual([]);
});

test("a picture goes out before the words that explain it", async () => {
  await openTicket();
  const { page } = agent;
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page.locator("input[type=file]").setInputFiles({ name: "label.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
  await page.getByRole("img", { name: "label.png" }).waitFor();
  await page.getByRole("textbox", { name: `Reply to ${name}` }).fill("This is the label.");
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await world.until("TikTok has both", () => saidToBuyer().length === 2);
  expect(saidToBuyer()).toMatchObject([{ url: expect.stringContaining("http") }, { content: "This is the label." }]);
});

test("an order's tracking number is in the reply after one click beside it, and after two by the composer", async () => {
  const order = buyer.buys(2);
  await world.settle();
  world.shop.endHold(order.id);
  world.shop.ship(order.id, { trackingNumber: "1Z999AA10123456784" });
  buyer.comesFrom(order);
  await openTicket("When does it come?");
  const { page } = agent;
  const field = page.getByRole("textbox", { name: `Reply to ${name}` });
  await page.getByRole("button", { name: "Put into the reply: Tracking number" }).click();
  expect(await field.inputValue()).toContain("tracking number 1Z999AA10123456784.");
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill("");
  await page.getByRole("button", { name: "Insert from the order" }).click();
  await page.getByRole("menuitem", { name: /^Order number/ }).click();
  expect(await field.inputValue()).toBe(`Your order number is ${order.id}.`);
});

test("another order of the buyer is suggested, linked, and one click away", async () => {
  const order = buyer.buys();
  await world.settle();
  await openTicket("A question");
  const { page } = agent;
  const panel = page.getByRole("complementary", { name: `Order of ${name}` });
  await panel.getByRole("listitem").getByRole("button", { name: "Link" }).first().click();
  await panel.getByRole("link", { name: "Open the order" }).click();
  await page.getByRole("heading", { name: order.id }).waitFor();
  await page
    .getByRole("region", { name: "Tickets" })
    .getByRole("link", { name: /A question/ })
    .click();
  await thread(page).getByText("A question").waitFor();
});

test("nine tomorrow morning is nine where one reads times, whatever the device's zone", async () => {
  buyer.writes("When do you open?");
  await world.settle();
  const zone = "Europe/London";
  await world.admin.patch("/api/preferences", { zone });
  const { page, close } = await visit(browser, world.tillside.url, { as: world.admin, zone: "Asia/Manila" });
  await page.goto("/mailbox");
  await ticketOf(page, name).click();
  await page
    .getByRole("button", { name: "Snooze (Z)" })
    .or(page.getByRole("button", { name: "Snooze" }))
    .first()
    .click();
  await page.getByRole("menuitem", { name: /^Tomorrow.*09:00/ }).waitFor();
  await page.getByRole("menuitem", { name: /^Choose/ }).click();
  expect(await page.locator("input[type=datetime-local]").inputValue()).toMatch(/T09:00$/);
  await page.keyboard.press("Escape");
  await close();
  await world.admin.patch("/api/preferences", { zone: null });
});

test("tickets are given, put to sleep, resolved with a way back, and kept as spam", async () => {
  await openTicket();
  const { page } = agent;
  await page.getByRole("button", { name: /^Assign:/ }).click();
  await page.getByRole("menuitemradio", { name: /Ana Admin \(you\)/ }).click();
  await thread(page).getByText("Ana Admin took this").waitFor();

  await page
    .getByRole("button", { name: "Snooze (Z)" })
    .or(page.getByRole("button", { name: "Snooze" }))
    .first()
    .click();
  await page.getByRole("menuitem", { name: /^Tomorrow/ }).click();
  await thread(page)
    .getByText(/Ana Admin snoozed this until/)
    .waitFor();
  await page.getByRole("link", { name: /^Snoozed/ }).click();
  await ticketOf(page, name).click();
  await page.getByRole("button", { name: "Reopen" }).click();

  await page.getByRole("button", { name: "Resolve", exact: true }).click();
  await page
    .getByRole("status")
    .getByText(/resolved$/)
    .waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await thread(page).getByText("Ana Admin opened this again").last().waitFor();
  // What is under way is not begun again.
  await page.getByRole("button", { name: "Resolve", exact: true }).and(page.locator(":not([aria-busy])")).click();
  await page.getByRole("link", { name: /^Resolved/ }).click();
  await ticketOf(page, name).waitFor();

  buyer.writes("One more thing");
  await page.getByRole("link", { name: /^To do/ }).click();
  await ticketOf(page, name).getByText("One more thing").waitFor();
  await ticketOf(page, name).click();
  await thread(page).getByText("Opened again by the buyer's message").waitFor();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Mark as spam" }).click();
  await page.getByRole("link", { name: /^Spam/ }).click();
  await ticketOf(page, name).waitFor();
});

test("every kind of message has a form, a new kind is named, and what TikTok hides is not shown", async () => {
  const order = sellUnits(world, shop, 1, { buyerId: buyer.id });
  await world.settle();
  buyer.sends("ORDER_CARD", { order_id: order.id });
  buyer.sends("LOGISTICS_CARD", { order_id: order.id });
  buyer.sends("PRODUCT_CARD", { product_id: world.shop.products(shop.id)[0]?.id ?? "" });
  buyer.sends("COUPON_CARD", { coupon_id: "7400000000000000001" });
  buyer.sends("RETURN_REFUND_CARD", { order_id: order.id, sku_id: "1" });
  buyer.sends("VIDEO", { url: "https://example.com/video.mp4", expire_time: "1" });
  buyer.sends("EMOTICONS", {});
  buyer.sends("HOLOGRAM", { depth: 3 });
  buyer.sends("OTHER", { content: "Rate your chat" }, false);
  world.shop.sayAsRobot({ conversationId: buyer.conversationId, text: "I am a robot." });
  world.shop.typeInSellerCenter({ conversationId: buyer.conversationId, text: "Typed elsewhere", agentName: "Maya" });
  await openTicket("See https://example.com/a?b=1, javascript:alert(1)");
  const said = thread(agent.page);
  for (const words of [
    "Order card",
    "Tracking card",
    "Product card",
    "Coupon",
    "Return or refund",
    "This video’s link has ended",
    "Sticker",
  ])
    await said.getByText(words.replace("’", "'")).first().waitFor();
  await said.getByText("A message of the kind HOLOGRAM").waitFor();
  await said.getByText("TikTok's assistant").waitFor();
  await said.getByText("Sent in Seller Center").waitFor();
  expect(await said.getByText("Rate your chat").count()).toBe(0);
  expect(await said.getByRole("link", { name: "https://example.com/a?b=1" }).getAttribute("rel")).toContain("noopener");
  expect(await said.locator("a[href^=javascript]").count()).toBe(0);
  expect(agent.complaints).toEqual([]);
});
