// Labels by keyboard alone: L finds, makes, puts on and takes off tags, P sets the priority, the list is narrowed by both; and a buyer who is
// blocked is heard again by the same road.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  for (const name of ["anna", "boris"]) {
    new Buyer(world, shop, name).writes(`${name} has a question`);
    await world.later(60_000);
    await world.settle();
  }
  for (const name of ["Refund", "Wholesale"]) await world.admin.post("/api/tags", { name, colour: "teal" });
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const factsOf = async (buyer: string) => {
  const [row] = await world.rows<{ tags: string; priority: number; state: number }>(
    "SELECT (SELECT json_group_array(t.name) FROM json_each(k.tags) j JOIN tag t ON t.id = j.value) AS tags, k.priority, k.state FROM ticket k WHERE k.buyer_name = ?",
    buyer,
  );
  return row && { ...row, tags: JSON.parse(row.tags) as string[] };
};

test("L finds a tag and puts it on, makes one that is missing, and takes one off again; P sets the priority", async () => {
  const { page } = admin;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").click();
  const line = page.getByRole("region", { name: "Tags" });
  await line.waitFor();
  await page.keyboard.press("l");
  const field = page.getByRole("combobox", { name: "Find a tag" });
  await field.waitFor();
  await page.keyboard.type("ref");
  await page.getByRole("option", { name: "Refund" }).waitFor();
  await page.keyboard.press("Enter");
  await line.getByText("Refund").waitFor();
  await field.fill("Gift <b>");
  await page.getByRole("option", { name: "Make the tag “Gift <b>”" }).waitFor();
  await page.keyboard.press("Enter");
  await line.getByText("Gift <b>").waitFor();
  await field.fill("Refund");
  await page.getByRole("option", { name: "Refund", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await line.getByText("Refund").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
  await page.keyboard.press("p");
  const menu = page.getByRole("menu", { name: "Priority" });
  await menu.waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await line.getByText("Urgent").waitFor();
  expect(await factsOf("anna")).toMatchObject({ tags: ["Gift <b>"], priority: 0 });
  expect(await ticketOf(page, "anna").textContent()).toContain("Urgent");
});

test("the list is narrowed by tag and priority, in the address", async () => {
  const { page } = admin;
  await page.goto("/mailbox?priority=urgent");
  await ticketOf(page, "anna").waitFor();
  expect(await ticketOf(page, "boris").count()).toBe(0);
  await page.getByRole("button", { name: "Add a filter" }).click();
  await page.getByLabel("Tag", { exact: true }).selectOption("Wholesale");
  await page.getByText("Nobody is waiting").or(page.getByText("Nothing")).first().waitFor();
  expect(new URL(page.url()).searchParams.get("priority")).toBe("urgent");
  expect(new URL(page.url()).searchParams.get("tag")).toMatch(/^tag_/);
});

test("a buyer is blocked with a reason, and heard again", async () => {
  const { page } = admin;
  await page.goto("/mailbox");
  await ticketOf(page, "boris").click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Block the buyer" }).click();
  const dialog = page.getByRole("dialog", { name: "Block boris?" });
  await dialog.getByLabel("Why").fill("Threatens us");
  await page.keyboard.press("Enter");
  await page.getByText("blocked this buyer: Threatens us").waitFor();
  expect((await factsOf("boris"))?.state).toBe(3);
  await page.getByRole("button", { name: "Unblock" }).click();
  await page.getByText("blocked this buyer: Threatens us").waitFor({ state: "detached" });
  expect((await factsOf("boris"))?.state).toBe(0);
  expect(admin.complaints).toEqual([]);
});

test("who makes tags is shown as it is where a change of it was not taken", async () => {
  const { page } = admin;
  await page.goto("/settings/tags");
  const box = page.getByRole("checkbox", { name: "Agents may make tags while they work" });
  const was = await box.isChecked();
  await page.route(/\/api\/tags\/setting$/, (route) => route.abort());
  await box.click();
  await page.getByRole("alert").waitFor();
  await expect.poll(() => box.isChecked()).toBe(was);
  await page.unroute(/\/api\/tags\/setting$/);
  await box.click();
  await expect.poll(async () => (await world.admin.get<{ agentsCreate: boolean }>("/api/tags")).agentsCreate).toBe(!was);
  expect(await box.isChecked()).toBe(!was);
});

test("a tag that is being edited stays open while tags change, and what somebody else saved is not overwritten", async () => {
  const { page } = admin;
  await page.goto("/settings/tags");
  await page.getByRole("button", { name: "Edit Wholesale" }).click();
  const form = page.getByRole("form", { name: "Edit Wholesale" });
  await form.getByLabel("Name").fill("Mine");
  const { tags } = await world.admin.get<{ tags: { id: string; name: string; version: number }[] }>("/api/tags");
  const tag = tags.find(({ name }) => name === "Wholesale");
  await world.admin.put(`/api/tags/${tag?.id}`, { version: tag?.version, tag: { name: "Theirs", colour: "rose" } });
  await comeBack(page);
  const changed = page.getByRole("form", { name: "Edit Theirs" });
  expect(await changed.getByLabel("Name").inputValue()).toBe("Mine");
  await changed.getByRole("button", { name: "Save tag" }).click();
  await changed.getByText("Somebody changed this tag in the meantime.").waitFor();
  await changed.getByRole("button", { name: "Archive" }).click();
  await page.getByText("Theirs is no longer offered").waitFor();
  await page.getByRole("region", { name: "Archived" }).getByText("Theirs").waitFor();
  expect(admin.complaints).toEqual([]);
});
