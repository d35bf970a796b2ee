// Several people at one desk: who is looking, who is writing, what one does and the other sees, and that nothing moves under a hand.
import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Desk } from "../stories/desk.ts";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, PASSWORD, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, thread, ticketOf, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let here: Shop;
let store: string;
let jonas: Desk;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  here = openShop(world, "Here");
  store = await world.connect("US", "Here", "Here US");
  jonas = await world.agent("Jonas Berg", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const conversation = (page: Page) => page.getByRole("region", { name: /^Conversation with/ });

test("two people see each other look and write, in the list and in the thread, and see what the other does", async () => {
  const buyer = new Buyer(world, here, "lucia");
  buyer.writes("Hola");
  await world.settle();
  const ana = await visit(browser, world.tillside.url, { as: world.admin });
  const other = await visit(browser, world.tillside.url, { as: jonas });
  await ana.page.goto("/mailbox");
  await ticketOf(ana.page, "lucia").waitFor();
  await other.page.goto("/mailbox");
  await ticketOf(other.page, "lucia").click();
  await ticketOf(ana.page, "lucia").getByText("Jonas Berg looking at this").waitFor();

  await ticketOf(ana.page, "lucia").click();
  await conversation(ana.page).getByText("Jonas Berg looking", { exact: true }).waitFor();
  await conversation(other.page).getByText("Ana Admin looking", { exact: true }).waitFor();
  await other.page.getByRole("textbox", { name: "Reply to lucia" }).pressSequentially("Ho");
  await conversation(ana.page).getByText("Jonas Berg writing", { exact: true }).waitFor();

  await ana.page.getByRole("button", { name: "Note", exact: true }).click();
  await ana.page.getByRole("textbox", { name: "Note for your team" }).fill("I take this one");
  await ana.page.keyboard.press("Control+Enter");
  await thread(other.page).getByText("I take this one").waitFor();
  await ana.page.getByRole("button", { name: "Resolve", exact: true }).click();
  await thread(other.page).getByText("Ana Admin resolved this").waitFor();
  // What Jonas has begun to write is still there.
  expect(await other.page.getByRole("textbox", { name: "Reply to lucia" }).inputValue()).toBe("Ho");

  await other.close();
  await conversation(ana.page).getByText("Jonas Berg looking", { exact: true }).waitFor({ state: "hidden" });
  expect([...ana.complaints, ...other.complaints]).toEqual([]);
  await ana.close();
});

test("a reply is stopped by a colleague's, says so with the words, and can be taken back for a few seconds", async () => {
  const buyer = new Buyer(world, here, "noor");
  buyer.writes("Is it vegan?");
  await world.settle();
  const said = () => world.shop.sentReplies(buyer.conversationId).map((message) => JSON.parse(message.content).content as string);
  const ana = await visit(browser, world.tillside.url, { as: world.admin });
  const other = await visit(browser, world.tillside.url, { as: jonas });
  await jonas.patch("/api/preferences", { holdSeconds: 0 });
  for (const { page } of [ana, other]) {
    await page.goto("/mailbox");
    await ticketOf(page, "noor").click();
  }
  const field = (page: Page) => page.getByRole("textbox", { name: "Reply to noor" });
  await field(ana.page).fill("Yes it is");
  // Ana's page cannot ask just now: she sees nothing of what comes.
  const ticket = /\/api\/tickets\/tkt_[^/]+$/;
  await ana.page.route(ticket, (route) => route.abort());
  await field(other.page).fill("Yes, all of it.");
  await other.page.getByRole("button", { name: "Send as Here US" }).click();
  await world.until("Jonas's is sent", () => said().length === 1);
  await ana.page.getByRole("button", { name: "Send as Here US" }).click();
  const stopped = thread(ana.page)
    .getByRole("alert")
    .filter({ hasText: "Jonas Berg answered while you were writing, so yours was not sent: “Yes, all of it.”" });
  await stopped.waitFor();
  await ana.page.unroute(ticket);
  await stopped.getByRole("button", { name: "Send anyway" }).click();
  await thread(ana.page)
    .getByText(/^Leaves in \d s$/)
    .waitFor();
  await ana.page.keyboard.press("Escape");
  await thread(ana.page)
    .getByText(/^Leaves/)
    .waitFor({ state: "hidden" });
  await world.until("her words are back", async () => (await field(ana.page).inputValue()) === "Yes it is");
  expect(said()).toEqual(["Yes, all of it."]);
  await ana.page.getByRole("button", { name: "More ways to send" }).click();
  await ana.page.getByRole("menuitem", { name: "Send later …" }).click();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Send then" }).click();
  await thread(ana.page)
    .getByText(/^Leaves .*unless the buyer writes before\.$/)
    .waitFor();
  buyer.writes("And the box?");
  await thread(ana.page).getByText("Not sent: the buyer wrote before this was to leave. Does it still fit?").waitFor();
  expect(ana.complaints).toEqual([]);
  await ana.close();
  await other.close();
});

test("what one begins to write is there on another device, a colleague sees it and goes on with it", async () => {
  const buyer = new Buyer(world, here, "mateo");
  buyer.writes("Does it shrink?");
  await world.settle();
  const open = async (desk: Desk) => {
    const visitor = await visit(browser, world.tillside.url, { as: desk });
    await visitor.page.goto("/mailbox");
    await ticketOf(visitor.page, "mateo").click();
    return { ...visitor, field: visitor.page.getByRole("textbox", { name: "Reply to mateo" }) };
  };
  const first = await open(jonas);
  await first.field.fill("Wash it cold and");
  const ana = await open(world.admin);
  await conversation(ana.page).getByText("Draft by Jonas Berg: Wash it cold and").waitFor();
  await first.close();
  await conversation(ana.page).getByText("Answer begun by Jonas Berg", { exact: true }).waitFor();
  const second = await open(jonas);
  await expect.poll(() => second.field.inputValue()).toBe("Wash it cold and");
  await ana.page.getByRole("button", { name: "Take over" }).click();
  await expect.poll(() => ana.field.inputValue()).toBe("Wash it cold and");
  await expect.poll(() => second.field.inputValue()).toBe("");
  await conversation(second.page).getByText("Draft by Ana Admin: Wash it cold and").waitFor();
  await ana.field.fill("");
  await conversation(second.page).getByText("Draft by Ana Admin").waitFor({ state: "hidden" });
  expect([...first.complaints, ...ana.complaints, ...second.complaints]).toEqual([]);
  await second.close();
  await ana.close();
});

test("rows do not move under the hand: what is new waits until it is let in", async () => {
  for (let at = 0; at < 20; at += 1) new Buyer(world, here, `early.${at}`).writes("First");
  await world.settle();
  const { page, close } = await visit(browser, world.tillside.url, { as: jonas });
  await page.goto("/mailbox");
  await ticketOf(page, "early.").first().waitFor();
  await page.getByRole("region", { name: "Tickets: To do" }).hover();
  await page.mouse.wheel(0, 600);
  const inSight = page.getByRole("link").filter({ hasText: "early." }).nth(8);
  const before = await inSight.textContent();
  await world.rows("UPDATE store SET reply_target_minutes = 5 WHERE id = ?", store);
  new Buyer(world, here, "urgent").writes("Now!");
  await page.getByRole("button", { name: "1 new" }).waitFor();
  expect(await inSight.textContent()).toBe(before);
  await page.getByRole("button", { name: "1 new" }).click();
  await ticketOf(page, "urgent").waitFor();
  await close();
});

test("while their lines are cut two people hear nothing; back again they see all of it, and nobody's page was loaded anew", async () => {
  const buyer = new Buyer(world, here, "nadia");
  buyer.writes("Hello");
  await world.settle();
  const people = await Promise.all([world.admin, jonas].map((as) => visit(browser, world.tillside.url, { as })));
  const lines: WebSocketRoute[] = [];
  let isCut = false;
  for (const { page } of people) {
    await page.routeWebSocket(/\/live$/, (line) => {
      if (isCut) return void line.close();
      line.connectToServer();
      lines.push(line);
    });
    await page.goto("/mailbox");
    await ticketOf(page, "nadia").click();
    await thread(page).getByText("Hello", { exact: true }).waitFor();
    await page.evaluate(() => {
      document.documentElement.dataset.loaded = "once";
    });
  }
  expect(lines.length).toBeGreaterThanOrEqual(4);
  isCut = true;
  for (const line of lines) await line.close();
  buyer.writes("Are you there?");
  await world.settle();
  isCut = false;
  for (const { page, complaints } of people) {
    await thread(page).getByText("Are you there?", { exact: true }).waitFor();
    await ticketOf(page, "nadia").getByText("Are you there?").waitFor();
    await page
      .getByText(/(Ana Admin|Jonas Berg) looking/)
      .first()
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.loaded)).toBe("once");
    // The browser says that a line closed; nothing else was wrong.
    expect(complaints.filter((words) => !words.includes("WebSocket"))).toEqual([]);
  }
  await Promise.all(people.map((one) => one.close()));
});

test("whose rights change goes on hearing the ticket that is open", async () => {
  const buyer = new Buyer(world, here, "oskar");
  buyer.writes("Hej");
  await world.settle();
  const tilda = await world.agent("Tilda Lund", [{ store, rights: ["read"] }]);
  const { person } = await tilda.get<{ person: { id: string } }>("/api/me");
  const { page, close } = await visit(browser, world.tillside.url, { as: tilda });
  await page.goto("/mailbox");
  await ticketOf(page, "oskar").click();
  const field = page.getByRole("textbox", { name: "Reply to oskar" });
  const ana = await visit(browser, world.tillside.url, { as: world.admin });
  await ana.page.goto("/mailbox");
  await ticketOf(ana.page, "oskar").click();
  const looks = conversation(ana.page).getByText("Tilda Lund looking", { exact: true });
  await looks.waitFor();
  await world.admin.put(`/api/team/${person.id}/rights`, { rights: [{ store, rights: ["read", "reply"] }] });
  await expect.poll(() => field.isEnabled()).toBe(true);
  await looks.waitFor();
  buyer.writes("Kommer den snart?");
  await thread(page).getByText("Kommer den snart?").waitFor();
  await Promise.all([close(), ana.close()]);
});

test("words that were begun wait for whoever began them, and whoever signs in after them does not find them as their own", async () => {
  new Buyer(world, here, "pia").writes("Grüezi");
  await world.settle();
  const { page, complaints, close } = await visit(browser, world.tillside.url);
  const signIn = async (email: string) => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
  };
  const endSession = async () => {
    await world.rows("DELETE FROM session WHERE user_id = (SELECT id FROM user WHERE email = 'uma.vogt@example.com')");
    await comeBack(page);
    await page.getByText("Your session has ended").waitFor();
  };
  const field = page.getByRole("textbox", { name: "Note for your team" });
  await world.agent("Uma Vogt", [{ store, rights: ["read", "reply"] }]);
  await page.goto("/mailbox");
  await signIn("uma.vogt@example.com");
  await ticketOf(page, "pia").click();
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await field.fill("Only mine");
  await endSession();
  await signIn("uma.vogt@example.com");
  await field.waitFor();
  await expect.poll(() => field.inputValue()).toBe("Only mine");
  await endSession();
  await signIn("jonas.berg@example.com");
  await page.getByRole("button", { name: "Your account, Jonas Berg" }).waitFor();
  await thread(page).getByText("Grüezi").waitFor();
  await page.getByRole("button", { name: "Note", exact: true }).click();
  expect(await field.inputValue()).toBe("");
  // A line that was being opened when the session ended is told of by the browser; nothing else was wrong.
  expect(complaints.filter((words) => !words.includes("WebSocket"))).toEqual([]);
  await close();
});

test("on a device whose clock is seven minutes slow, what is still to leave is counted by the desk's", async () => {
  const buyer = new Buyer(world, here, "petra");
  buyer.writes("Is it blue?");
  await world.settle();
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: world.admin });
  await page.addInitScript(() => {
    const right = Date.now;
    Date.now = () => right() - 420_000;
  });
  await page.goto("/mailbox");
  await ticketOf(page, "petra").click();
  await page.getByRole("textbox", { name: "Reply to petra" }).fill("It is");
  await page.keyboard.press("Control+Enter");
  await thread(page)
    .getByText(/^Leaves in \d s$/)
    .waitFor();
  expect(complaints).toEqual([]);
  await close();
});
