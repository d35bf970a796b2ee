// Teams in a browser: an admin makes one and gives it a store's new tickets, an agent takes, leaves and comes back by keys alone, and whoever
// only reads is told once why nothing may be given to anybody.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Desk } from "../stories/desk.ts";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;
let store = "";
let ben: Desk;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  ben = await world.agent("Ben Carter", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const openAssign = async (page: Page) => {
  await thread(page).waitFor();
  await page.keyboard.press("a");
  return page.getByRole("menu", { name: "Assign to" });
};

test("an admin makes a team and gives it a store's new tickets; they come in turn, and the picker shows who has how many", async () => {
  const { page } = admin;
  await page.goto("/settings/teams");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Returns");
  await page.getByRole("checkbox", { name: "Ben Carter" }).check();
  await page.getByRole("button", { name: "Make the team" }).click();
  await page.getByRole("button", { name: "Edit Returns" }).waitFor();
  const cap = page.getByRole("spinbutton", { name: "Tickets Ben Carter gets at most" });
  await cap.fill("1");
  await cap.press("Enter");
  await page.getByText("Ben Carter gets 1 at most").waitFor();
  await page.goto(`/stores/${store}`);
  await page.getByRole("button", { name: "Edit Tickets nobody has" }).click();
  await page.getByRole("combobox").selectOption({ label: "Go in turn to the team Returns" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Edit Tickets nobody has" }).waitFor();
  new Buyer(world, shop, "first").writes("Where is my parcel?");
  await world.settle();
  new Buyer(world, shop, "second").writes("And mine?");
  await world.until("the second stands with the team", async () =>
    (await world.rows<{ placed: number }>("SELECT placed FROM ticket_wait")).some((row) => row.placed === 1),
  );
  await page.goto("/mailbox");
  await ticketOf(page, "first").click();
  await thread(page).getByText("Given in turn to Ben Carter, Returns").waitFor();
  await ticketOf(page, "second").click();
  await thread(page).getByText("Waits for the team Returns: nobody in it is free").waitFor();
  const menu = await openAssign(page);
  await menu.getByRole("menuitemradio", { name: /Ben Carter.*1 of 1/ }).waitFor();
  await menu.getByRole("menuitemradio", { name: "No team" }).click();
  await thread(page).getByText("Ana Admin took this from its team").waitFor();
  expect(admin.complaints).toEqual([]);
});

test("an agent goes away and comes back by a key, the account says so, and the team's tickets are one click away", async () => {
  const agent = await visit(browser, world.tillside.url, { as: ben });
  const { page } = agent;
  await page.goto("/mailbox");
  // The rail has a link of that name too.
  await page.locator('a[href*="team="]', { hasText: "Returns" }).click();
  await ticketOf(page, "first").waitFor();
  await ticketOf(page, "second").waitFor({ state: "hidden" });
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await page.getByText("You are away. You keep your tickets and get no new ones.").waitFor();
  await page.getByRole("button", { name: "Your account, Ben Carter" }).click();
  const menu = page.getByRole("menu", { name: "Your account, Ben Carter" });
  await menu.getByRole("menuitemradio", { name: /^Away/, checked: true }).waitFor();
  await menu.getByRole("menuitemradio", { name: /^Here/ }).click();
  await page.getByText("You are here. Tickets come to you in turn again.").waitFor();
  expect(agent.complaints).toEqual([]);
  await agent.close();
});

test("whoever only reads is told once why, and begins no rule", async () => {
  const rita = await world.agent("Rita Reader", [{ store, rights: ["read"] }]);
  const { page, close } = await visit(browser, world.tillside.url, { as: rita });
  await page.goto("/mailbox");
  await ticketOf(page, "first").click();
  const menu = await openAssign(page);
  const reason = "You may not write to buyers of this store. An admin can let you.";
  await menu.getByRole("menuitemradio", { name: /Ben Carter/ }).waitFor();
  expect(await menu.getByText(reason).count()).toBe(1);
  const offered = await menu.getByRole("menuitemradio").all();
  expect(await Promise.all(offered.map((item) => item.getAttribute("aria-disabled")))).toEqual(offered.map(() => "true"));
  await page.goto("/settings/rules");
  await page.getByRole("button", { name: /New rule/, disabled: true }).waitFor();
  await page.getByTitle("You may not manage this store. An admin can let you.").first().waitFor();
  await close();
});

test("an invitation begins with what most people may do, and the grid follows", async () => {
  const { page } = admin;
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const box = (right: string) => page.getByRole("checkbox", { name: `Every store, later ones too: ${right}` });
  for (const [preset, rights] of [
    ["Viewer", "Read"],
    ["Lead", "Read, Reply, Fulfil, See recipients, Manage"],
  ] as const) {
    await page.getByRole("button", { name: preset }).click();
    for (const right of ["Read", "Reply", "Fulfil", "See recipients", "Manage"])
      expect(await box(right).isChecked(), `${preset}: ${right}`).toBe(rights.includes(right));
  }
});

test("what is being typed of one person stays when they get a ticket", async () => {
  const { page } = admin;
  await page.goto("/settings/teams");
  const bens = page.getByRole("spinbutton", { name: "Tickets Ben Carter gets at most" });
  const has = () =>
    page
      .getByRole("listitem")
      .filter({ hasText: "Ben Carter" })
      .getByText(/to do$/)
      .textContent();
  await bens.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("2");
  const typed = await bens.inputValue();
  const before = await has();
  new Buyer(world, shop, "third").writes("Hello?");
  await world.settle();
  const [third] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_name = 'third'");
  const [person] = await world.rows<{ id: string }>("SELECT id FROM user WHERE name = 'Ben Carter'");
  await world.admin.post(`/api/tickets/${third?.id}/acts`, { do: "assign", assigneeId: person?.id });
  // The line was away for an hour, and is back.
  await page.evaluate(() => {
    const at = Date.now() + 3_600_000;
    Date.now = () => at;
    dispatchEvent(new Event("offline"));
    dispatchEvent(new Event("online"));
  });
  await expect.poll(has).not.toBe(before);
  expect(await bens.inputValue()).toBe(typed);
  expect(await bens.evaluate((field) => field === document.activeElement)).toBe(true);
});

test("how turns are given is not overwritten where somebody else said otherwise meanwhile, and is saved twice in a row where nobody did", async () => {
  const { page } = admin;
  const cap = page.getByRole("spinbutton", { name: "Tickets to do one person gets at most" });
  const save = page.getByRole("button", { name: "Save how turns are given" });
  const kept = async () => (await world.admin.get<{ rota: { cap: number; version: number } }>("/api/rota")).rota;
  await page.goto("/settings/teams");
  await cap.fill("7");
  const { version, ...rota } = await kept();
  await world.admin.put("/api/rota", { version, rota: { ...rota, cap: 3 } });
  const bens = page.getByRole("spinbutton", { name: "Tickets Ben Carter gets at most" });
  await bens.fill("2");
  await bens.press("Enter");
  await page.getByPlaceholder("3", { exact: true }).first().waitFor();
  await save.click();
  await page.getByText("Somebody else saved these settings while you were editing. Nothing of yours was saved.").waitFor();
  expect([(await kept()).cap, await cap.inputValue()]).toEqual([3, "7"]);
  await page.reload();
  for (const most of [8, 9]) {
    await cap.fill(String(most));
    await save.click();
    await expect.poll(async () => (await kept()).cap).toBe(most);
    await expect.poll(() => save.getAttribute("aria-busy")).toBeNull();
  }
  expect(admin.complaints).toEqual([]);
});
