// What a person sees of being told: the bell, a note that names them, what is unread and where one reads on, and the choices.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Desk } from "../stories/desk.ts";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let mia: Desk;
let buyer: Buyer;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  mia = await world.agent("Mia Stone", [{ store, rights: ["read", "reply"] }]);
  buyer = new Buyer(world, shop, "maya");
  buyer.writes("Where is my parcel?");
  for (let line = 1; line <= 12; line += 1) buyer.writes(`It is number ${line} of twelve`);
  await world.settle();
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

test("a note names a colleague from the list; her bell counts it at once, leads to it, and opening reads it", async () => {
  const [ana, told] = await Promise.all([
    visit(browser, world.tillside.url, { as: world.admin }),
    visit(browser, world.tillside.url, { as: mia }),
  ]);
  await told.page.goto("/orders");
  await ana.page.goto("/mailbox");
  const row = ticketOf(ana.page, "maya");
  await row.getByText("Unread:").waitFor();
  await row.click();
  await thread(ana.page).getByText("Unread from here").waitFor();
  await row.getByText("Unread:").waitFor({ state: "detached" });
  await ana.page.keyboard.press("n");
  await ana.page.keyboard.type("@mi");
  await ana.page.getByRole("listbox", { name: "Write the note to" }).getByRole("option", { name: "Mia Stone" }).waitFor();
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type("is this yours?");
  await ana.page.keyboard.press("Control+Enter");
  await thread(ana.page).locator(".mention", { hasText: "@Mia Stone" }).waitFor();
  const bell = told.page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /Alerts.*1 unread/ });
  await bell.click();
  await world.until("the tab counts it", async () => (await told.page.title()).startsWith("(1) "));
  await told.page.getByRole("link", { name: /Ana Admin named you in a note/ }).click();
  await thread(told.page).getByText("is this yours?").waitFor();
  await thread(told.page).getByText("What you were told of:").waitFor({ state: "attached" });
  expect(await thread(told.page).locator(".named + *").innerText()).toContain("is this yours?");
  await told.page.getByRole("button", { name: "Stop following" }).waitFor();
  await bell.waitFor({ state: "detached" });
  expect([...ana.complaints, ...told.complaints]).toEqual([]);
  await Promise.all([ana.close(), told.close()]);
});

test("an address that names an entry shows it, however far up it stands, and marks it", async () => {
  const { page, close } = await visit(browser, world.tillside.url, { as: mia, height: 420 });
  const [row] = await world.rows<{ id: string }>("SELECT id FROM ticket");
  const { entries } = await mia.get<{ entries: { id: string; kind: string }[] }>(`/api/tickets/${row?.id}`);
  const first = entries.find(({ kind }) => kind === "message")?.id ?? "";
  await page.goto(`/mailbox/todo/${row?.id}#${encodeURIComponent(first)}`);
  const named = thread(page).locator(".named + *");
  expect(await named.innerText()).toContain("Where is my parcel?");
  const isInSight = () =>
    named.evaluate((entry) => {
      const [own, around] = [entry.getBoundingClientRect(), entry.closest("[role=log]")?.getBoundingClientRect()];
      return around !== undefined && own.top >= around.top && own.bottom <= around.bottom;
    });
  await expect.poll(isInSight).toBe(true);
  await close();
});

/** What the browser would show on the desktop, and whether it rang; and a tab nobody looks at. */
function lookAway(): void {
  const told: { title: string; body: string; tag: string; press: () => void }[] = [];
  class Shown {
    static permission = "granted";
    onclick = () => {};
    constructor(title: string, { body = "", tag = "" }: NotificationOptions) {
      told.push({ title, body, tag, press: () => this.onclick() });
    }
    close() {}
  }
  const rings = { count: 0 };
  class Ringing extends AudioContext {
    constructor() {
      super();
      rings.count += 1;
    }
  }
  Object.assign(globalThis, { Notification: Shown, AudioContext: Ringing, told, rings });
  Object.defineProperty(document, "hidden", { get: () => true });
}

test("while nobody looks, the desktop is told once, a sound is made for whoever wants one, and a press leads to the words", async () => {
  await mia.patch("/api/preferences", { sound: true });
  const { person } = await mia.get<{ person: { id: string } }>("/api/me");
  const [row] = await world.rows<{ id: string; number: number }>("SELECT id, number FROM ticket");
  await mia.post(`/api/tickets/${row?.id}/acts`, { do: "assign", assigneeId: person.id });
  const { page, context, complaints, close } = await visit(browser, world.tillside.url, { as: mia });
  await context.addInitScript(lookAway);
  const known = page.waitForResponse((response) => response.url().endsWith("/api/notifications"));
  await page.goto("/settings/notifications");
  await known;
  const note = { id: "desktop-note-1", text: "@Mia Stone, once more", mentions: [person.id] };
  await world.admin.post(`/api/tickets/${row?.id}/notes`, note);
  const told = () =>
    page.evaluate(() => {
      const seen = globalThis as unknown as { told: { title: string; body: string; tag: string }[]; rings: { count: number } };
      return { told: seen.told.map(({ title, body, tag }) => [title, body, tag]), rings: seen.rings.count };
    });
  const one = ["GlowLab US", `You are named in a note\nmaya · #${row?.number}`, row?.id];
  await expect.poll(told).toEqual({ told: [one], rings: 1 });
  expect(await page.title()).toMatch(/^\(1\) /);
  await page.evaluate(() => (globalThis as unknown as { told: { press(): void }[] }).told[0]?.press());
  await thread(page).locator(".named + *", { hasText: "once more" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("U leaves a ticket unread, the filter finds it, and what one does not want to be told of is kept", async () => {
  const { page, complaints, close } = await visit(browser, world.tillside.url, { as: mia });
  await page.goto("/mailbox");
  await ticketOf(page, "maya").click();
  await thread(page).getByText("Where is my parcel?").waitFor();
  await page.keyboard.press("u");
  await ticketOf(page, "maya").getByText("Unread:").waitFor();
  await page.goto("/mailbox/todo?unread");
  await ticketOf(page, "maya").waitFor();
  await page.goto("/settings/notifications");
  const box = page.getByRole("checkbox", { name: "I am given a ticket: My devices" });
  await box.uncheck();
  await page.getByRole("checkbox", { name: /No desktop, device or sound/ }).check();
  await page.getByLabel("From").waitFor();
  await page.waitForLoadState("networkidle");
  await page.reload();
  await expect.poll(() => box.isChecked()).toBe(false);
  expect(await page.getByLabel("From").inputValue()).toBe("22:00");
  expect(complaints).toEqual([]);
  await close();
});
