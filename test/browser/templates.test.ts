// Templates as people use them: kept under Settings, found in a ticket by slash, key or button, read before they are put in, and done in one
// click as macros.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let agent: Visitor;
const buyers: Buyer[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  for (const name of ["anna", "boris", "carla"]) {
    const buyer = new Buyer(world, shop, name);
    buyers.push(buyer);
    buyer.comesFrom(buyer.buys(2));
    buyer.writes("Where is my parcel?");
    await world.settle();
  }
  agent = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const sentTo = (buyer: Buyer | undefined) =>
  buyer ? world.shop.sentReplies(buyer.conversationId).map(({ content }) => (JSON.parse(content) as { content: string }).content) : [];

test("an admin begins with the starters and writes a macro, with placeholders put in and tried on real tickets", async () => {
  const { page, complaints } = agent;
  await page.goto("/settings/templates");
  await page.getByRole("checkbox", { name: "German" }).check();
  await page.getByRole("button", { name: "Add the eight starters" }).click();
  await page.getByRole("listitem").filter({ hasText: "Where is my order" }).getByText("en · de").waitFor();
  await page.getByRole("button", { name: "New template" }).click();
  const form = page.getByRole("form", { name: "New template" });
  await form.getByLabel("Name").fill("All settled");
  await form.getByLabel("Text in English").fill("Thank you, ");
  await form.getByText("Placeholders", { exact: true }).click();
  await form.getByRole("button", { name: "buyer.nickname" }).click();
  expect(await form.getByLabel("Text in English").inputValue()).toBe("Thank you, {{buyer.nickname}}");
  expect(await form.getByRole("button", { name: "return.id" }).getAttribute("aria-disabled")).toBeNull();
  await form.getByText("Then", { exact: true }).click();
  await form.getByLabel("Add an action").selectOption({ label: "resolve" });
  await form.getByRole("button", { name: "Try it on real tickets" }).click();
  await form.getByText("Thank you, boris").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await form.getByRole("button", { name: "Save template" }).click();
  await page.getByRole("listitem").filter({ hasText: "All settled" }).getByText("Macro").waitFor();
  expect(complaints).toEqual([]);
});

test("a template's picture is kept with it, put into the composer with its words, and leaves behind them", async () => {
  const { page, complaints } = agent;
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page.goto("/settings/templates");
  await page.getByRole("button", { name: "New template" }).click();
  const form = page.getByRole("form", { name: "New template" });
  await form.getByLabel("Name").fill("How to fold");
  await form.getByLabel("Text in English").fill("Fold it like this.");
  await form.locator("input[type=file]").setInputFiles({ name: "fold.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
  await form.getByRole("img", { name: "Picture" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await form.getByRole("button", { name: "Save template" }).click();
  await page.getByRole("listitem").filter({ hasText: "How to fold" }).waitFor();
  await page.goto("/mailbox");
  await ticketOf(page, "carla").click();
  await thread(page).getByText("Where is my parcel?").waitFor();
  await page.keyboard.press("t");
  const picker = page.getByRole("dialog", { name: "Templates" });
  await picker.getByRole("option").first().waitFor();
  await page.keyboard.type("how to fold");
  await picker.getByRole("img", { name: "Picture" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".attachments img").waitFor();
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  const types = () => world.shop.sentReplies(buyers[2]?.conversationId ?? "").map(({ type }) => type);
  await expect.poll(types, { timeout: 15_000 }).toEqual(["TEXT", "IMAGE"]);
  expect(complaints).toEqual([]);
});

test("a slash opens the picker; by keyboard alone a template is found, read and put in; what is left to fill in holds the reply back", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "anna").click();
  await thread(page).getByText("Where is my parcel?").waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("Hello and/or /");
  const picker = page.getByRole("dialog", { name: "Templates" });
  await picker.getByRole("option").first().waitFor();
  await page.keyboard.type("not shipped");
  await picker
    .getByText(/thank you for your order/)
    .last()
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Reply to anna" });
  await expect.poll(() => field.inputValue()).toMatch(/^Hello and\/or Hi .*, thank you for your order \d{6}\./);

  await field.fill("It left on {{order.shipped_date}}");
  await page.getByRole("status").getByRole("button", { name: "{{order.shipped_date}}" }).click();
  expect(await page.getByRole("button", { name: /Send as GlowLab US/ }).getAttribute("title")).toContain("{{order.shipped_date}}");
  await page.keyboard.type("Monday");
  expect(await field.inputValue()).toBe("It left on Monday");
  expect(complaints).toEqual([]);
});

test("t opens it as well, and Ctrl and Enter lets a macro do all of it", async () => {
  const { page, complaints } = agent;
  await page.goto("/mailbox");
  await ticketOf(page, "boris").click();
  await thread(page).getByText("Where is my parcel?").waitFor();
  await page.keyboard.press("t");
  const picker = page.getByRole("dialog", { name: "Templates" });
  await picker.getByRole("option").first().waitFor();
  await page.keyboard.type("settled");
  await picker.getByText("Thank you, boris").waitFor();
  await picker.getByText("Sends these words, then: resolve").waitFor();
  await page.keyboard.press("Control+Enter");
  await thread(page).getByText("Ana Admin resolved this").waitFor();
  await world.later(15_000);
  await world.until("TikTok has it", async () => {
    await world.tillside.cron("* * * * *");
    return sentTo(buyers[1]).length === 1;
  });
  expect(sentTo(buyers[1])).toEqual(["Thank you, boris"]);
  expect(complaints).toEqual([]);
});

test("what somebody else saved meanwhile is not overwritten, and what is typed stays", async () => {
  const { page, complaints } = agent;
  await world.admin.post("/api/snippets", { name: "sign", variants: [{ language: "en", text: "Ana" }] });
  await page.goto("/settings/templates");
  interface Kept {
    templates: { id: string; name: string; version: number; variants: { language: string; text: string }[] }[];
    snippets: Kept["templates"];
  }
  const { templates, snippets } = await world.admin.get<Kept>("/api/templates");
  const template = templates.find(({ name }) => name === "All settled");
  const [snippet] = snippets;
  await page.getByRole("button", { name: "Edit All settled" }).click();
  await page.getByRole("button", { name: "Edit sign" }).click();
  const form = page.getByRole("form", { name: "Edit All settled" });
  const piece = page.getByRole("form", { name: "New snippet" });
  await form.getByLabel("Text in English").fill("Mine");
  await piece.getByLabel("Text in English").fill("Mine too");

  const words = (text: string) => [{ language: "en", text }];
  await world.admin.put(`/api/templates/${template?.id}`, {
    version: template?.version,
    template: { ...template, variants: words("Theirs") },
  });
  const theirs = { name: "sign", variants: words("Theirs too") };
  await world.admin.put(`/api/snippets/${snippet?.id}`, { version: snippet?.version, snippet: theirs });
  await comeBack(page);
  await page.getByRole("listitem").filter({ hasText: "Theirs too" }).waitFor();
  const refusal = "Somebody else saved this while you were editing. Nothing of yours was saved.";
  await form.getByRole("button", { name: "Save template" }).click();
  await form.getByText(refusal).waitFor();
  await piece.getByRole("button", { name: "Save snippet" }).click();
  await piece.getByText(refusal).waitFor();
  expect(await form.getByLabel("Text in English").inputValue()).toBe("Mine");
  expect(await piece.getByLabel("Text in English").inputValue()).toBe("Mine too");
  const kept = await world.admin.get<Kept>("/api/templates");
  expect(kept.templates.find(({ name }) => name === "All settled")?.variants).toEqual(words("Theirs"));
  expect(kept.snippets[0]?.variants).toEqual(words("Theirs too"));
  expect(complaints).toEqual([]);
});
