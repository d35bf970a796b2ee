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
  await page.getByRole("link", { name: "Returns" }).click();
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
