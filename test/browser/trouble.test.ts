// When the desk does not answer: every page says what was lost, which is nothing, and what to do; and what somebody has written is kept
// until it is taken. The failures are made at the browser's edge of the network, where they happen.
import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

/** RFC 6455 §7.4.1: a server that goes down. */
const GOING_AWAY = 1001;

let world: World;
let browser: Browser;
let buyer: Buyer;
let agent: Visitor;
let addresses: Record<string, string>;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  buyer = new Buyer(world, shop, "patient");
  const order = buyer.buys();
  buyer.comesFrom(order);
  buyer.writes("Are you there?");
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
  await world.settle();
  const { rows } = await world.admin.get<{ rows: { id: string }[] }>("/api/tickets?view=todo");
  addresses = {
    list: "/mailbox",
    ticket: `/mailbox/todo/${rows[0]?.id}`,
    orders: "/orders",
    order: `/orders/${order.id}`,
    stores: "/stores",
    store: `/stores/${store}`,
    people: "/settings/people",
    apps: "/settings/tiktok-apps",
    sessions: "/settings/sessions",
    health: "/settings/health",
  };
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});
beforeEach(async () => {
  await agent?.close();
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});

/** Everything but who one is: the frame stands, the page fails. */
const ASKED = /\/api\/(?!me\b|auth\b)/;

/** Until it is let go, the desk answers so. */
async function failWith(page: Page, status: number, document: object | null): Promise<() => Promise<void>> {
  const body = document === null ? "<h1>Bad gateway</h1>" : JSON.stringify({ status, facts: {}, ...document });
  await page.route(ASKED, (route) => route.fulfill({ status, body, contentType: document ? "application/problem+json" : "text/html" }));
  return () => page.unroute(ASKED);
}

const alerts = (page: Page, words: string) => page.getByRole("alert").filter({ hasText: words });

describe("a failure on our side", () => {
  test("is one sentence with its reference on every page, and trying again shows the page", async () => {
    const { page } = agent;
    for (const [name, address] of Object.entries(addresses)) {
      const letGo = await failWith(page, 500, { kind: "broken", code: "broken", reference: `ref-${name.length}` });
      await page.goto(address);
      const alert = alerts(page, "Something went wrong on our side. What was saved stays saved.");
      await alert.first().waitFor();
      expect(await alert.first().textContent(), name).toContain(`ref-${name.length}`);
      if (name === "ticket") expect(await seriousFaults(page)).toEqual([]);
      await letGo();
      for (let left = await alert.count(); left > 0; left = await alert.count()) {
        await alert.first().getByRole("button", { name: "Try now" }).click();
        await expect.poll(() => alert.count(), { message: name }).toBeLessThan(left);
      }
    }
    expect(agent.complaints).toEqual([]);
  });
});

describe("a desk that cannot be reached", () => {
  test("is asked again by itself, then says that nothing was changed, and goes on when it is back", async () => {
    const { page } = agent;
    const letGo = await failWith(page, 503, { kind: "unavailable", code: "tiktok-silent", reference: "ref" });
    await page.goto("/mailbox");
    await alerts(page, "TikTok is not answering. Nothing was changed.").waitFor();
    await letGo();
    await page.getByRole("button", { name: "Try now" }).click();
    await ticketOf(page, "patient").waitFor();
  });

  test("says so even before it is known who asks, and when something else answers in its place", async () => {
    const { page } = agent;
    await page.route(/\/api\//, (route) => route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>", contentType: "text/html" }));
    await page.goto("/mailbox");
    await alerts(page, "Something else answered for the desk. Look whether").waitFor();
    await page.unroute(/\/api\//);
    await page.getByRole("button", { name: "Try now" }).click();
    await ticketOf(page, "patient").waitFor();
  });

  test("leaves on the page what was there, says that it may be older, and catches up by itself", async () => {
    const { page } = agent;
    const lines: WebSocketRoute[] = [];
    let isDown = false;
    await page.routeWebSocket(/\/live$/, (line) => {
      if (isDown) return void line.close({ code: GOING_AWAY });
      line.connectToServer();
      lines.push(line);
    });
    await page.goto(addresses.ticket ?? "");
    await thread(page).getByText("Are you there?").waitFor();
    await page.waitForLoadState("networkidle");
    isDown = true;
    await Promise.all(lines.map((line) => line.close({ code: GOING_AWAY })));
    await page.getByText("No connection. You can go on reading").waitFor();
    buyer.writes("Said while the line was down");
    await world.settle();
    await thread(page).getByText("Are you there?").waitFor();
    isDown = false;
    await thread(page).getByText("Said while the line was down").waitFor();
    await page.getByText("No connection. You can go on reading").waitFor({ state: "detached" });
  });
});

test("a note that was not taken is a note again when it is edited, and no reply", async () => {
  const { page } = agent;
  const notes = "**/api/tickets/*/notes";
  await page.route(notes, (route) => route.abort());
  await page.goto(addresses.ticket ?? "");
  await page.getByRole("button", { name: "Note", exact: true }).click();
  const note = page.getByRole("textbox", { name: "Note for your team" });
  await note.fill("Refund fraud, I think");
  await page.getByRole("button", { name: "Save note" }).click();
  await thread(page).getByRole("button", { name: "Edit and save" }).click();
  await expect.poll(() => note.inputValue()).toBe("Refund fraud, I think");
  await page.unroute(notes);
  await page.getByRole("button", { name: "Save note" }).click();
  await thread(page).getByText("Refund fraud, I think").waitFor();
  await page.getByRole("button", { name: "Reply", exact: true }).click();
  expect(await page.getByRole("textbox", { name: /^Reply to/ }).inputValue()).toBe("");
});

test("a draft that could not be saved is saved by itself once the desk is back", async () => {
  const { page } = agent;
  const saves = "**/api/tickets/*/drafts";
  let lost = 0;
  await page.route(saves, (route) => {
    lost += 1;
    return route.abort();
  });
  await page.goto(addresses.ticket ?? "");
  await page.getByRole("textbox", { name: /^Reply to/ }).fill("Typed while nobody listened");
  await world.until("a save was lost", () => lost > 0);
  await page.unroute(saves);
  const ticket = addresses.ticket?.split("/").pop();
  const kept = async () => (await world.admin.get<{ drafts: { text: string }[] }>(`/api/tickets/${ticket}`)).drafts.map(({ text }) => text);
  await world.until("it is kept", async () => (await kept()).includes("Typed while nobody listened"));
  await page.getByRole("textbox", { name: /^Reply to/ }).fill("");
  await world.until("it is gone", async () => !(await kept()).some((text) => text !== ""));
});

test("a reply that the desk does not take stays with its words, and one press sends it once", async () => {
  const { page } = agent;
  await page.goto(addresses.ticket ?? "");
  await thread(page).getByText("Are you there?").waitFor();
  const replies = "**/api/tickets/*/replies";
  // The desk takes it, and its answer is lost: nobody can say that nothing was changed.
  await page.route(replies, async (route) => {
    await route.fetch();
    await route.abort();
  });
  // Nor is it told by anything else meanwhile.
  await page.route(/\/api\/tickets\/[^/]+$/, (route) => route.abort());
  const field = page.getByRole("textbox", { name: "Reply to patient" });
  await field.fill("We are here.");
  await field.press("Control+Enter");
  const says = thread(page).getByText("The desk did not answer, and nobody knows whether this was done.");
  await says.waitFor();
  expect(await says.textContent()).not.toContain("Not handed over");
  await thread(page).getByText("We are here.").waitFor();
  await page.unroute(replies);
  await page.unroute(/\/api\/tickets\/[^/]+$/);
  await thread(page).getByRole("button", { name: "Try again" }).click();
  await world.until("TikTok has it", () => world.shop.sentReplies(buyer.conversationId).length > 0);
  await world.settle();
  expect(world.shop.sentReplies(buyer.conversationId).length).toBe(1);
});
