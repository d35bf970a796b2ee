// E-mail as people meet it: an agent writes one from a ticket, what comes back stands in the timeline as words, and nothing in it acts.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, comeBack, openBrowser, seriousFaults, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let admin: Visitor;
let ticket: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  const shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  const buyer = new Buyer(world, shop, "jennifer");
  buyer.comesFrom(buyer.buys());
  buyer.writes("My parcel never came");
  await world.settle();
  ticket = (await world.rows<{ id: string }>("SELECT id FROM ticket"))[0]?.id ?? "";
  admin = await visit(browser, world.tillside.url, { as: world.admin });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

const mails = () => Object.values(world.hosted.simulator.snapshot().mails);
const tab = () => admin.page.getByRole("group", { name: "Kind of message" }).getByRole("button", { name: "E-mail" });

test("an e-mail says why it cannot be written until the store has an address, and leaves once it has one", async () => {
  const { page } = admin;
  await page.goto(`/mailbox/todo/${ticket}`);
  await tab().click();
  await page.getByText("This store has no e-mail address of its own yet").first().waitFor();
  const [store] = await world.rows<{ id: string }>("SELECT id FROM store");
  await page.goto(`/stores/${store?.id}`);
  await page.getByRole("button", { name: "Edit E-mail address" }).click();
  await page.getByLabel("Address", { exact: true }).fill("care@glowlab.example");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("care@glowlab.example").first().waitFor();
  await page.goto(`/mailbox/todo/${ticket}`);
  await tab().click();
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Another address" });
  await page.getByLabel("Address", { exact: true }).fill("supplier@example.net");
  await page.getByLabel("Subject", { exact: true }).fill("Where is the parcel?");
  await page.getByRole("textbox", { name: "E-mail" }).fill("Please look into it.");
  await page
    .locator(".mail-writer input[type=file]")
    .setInputFiles({ name: "label.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await page.getByText("label.pdf").waitFor();
  await page.getByRole("button", { name: "Send e-mail" }).click();
  await page.getByRole("article").filter({ hasText: "Where is the parcel?" }).waitFor();
  await expect.poll(() => mails().map((mail) => [mail.to, mail.attachments.length])).toEqual([["supplier@example.net", 1]]);
});

test("the conversation is quoted message by message, read before it goes, and the ticket says so", async () => {
  const { page } = admin;
  await page.goto(`/mailbox/todo/${ticket}`);
  await tab().click();
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Another address" });
  await page.getByLabel("Address", { exact: true }).fill("carrier@example.net");
  await page.getByLabel("Subject", { exact: true }).fill("Please trace it");
  await page.getByRole("textbox", { name: "E-mail" }).fill("Where is this parcel?");
  await page.getByRole("button", { name: "Quote the conversation" }).click();
  const box = page.getByRole("dialog", { name: "Quote the conversation" });
  await expect.poll(() => box.locator(".quote-preview").innerText()).toContain("Buyer, ");
  expect(await seriousFaults(page)).toEqual([]);
  await box.getByRole("button", { name: /^Quote \d+ message/ }).click();
  await page.getByRole("button", { name: "Change the quote" }).waitFor();
  await page.getByRole("button", { name: "Send e-mail" }).click();
  await page.getByText(/shared \d+ messages? with carrier@example.net, the buyer's details hidden/).waitFor();
  await expect.poll(() => mails().find(({ to }) => to === "carrier@example.net")?.text ?? "").toContain("Buyer, ");
});

test("what is hostile in an answer is words; its design stands in a frame without rights and loads nothing by itself", async () => {
  const { page } = admin;
  world.shop.writeHostileMail({ to: mails()[0]?.replyTo ?? "" });
  await world.hosted.simulator.tick();
  const mail = page.getByRole("article").filter({ hasText: "mallory@example.net" });
  await mail.waitFor();
  expect(await mail.textContent()).toContain("<script>alert(1)</script>");
  await mail.getByRole("button", { name: "Show all of it" }).click();
  await mail.getByText("line 10000").waitFor();
  await mail.getByRole("button", { name: "Show as designed" }).click();
  const frame = mail.frameLocator("iframe");
  await frame.getByText("Your parcel").waitFor();
  expect(await mail.locator("iframe").getAttribute("sandbox")).not.toMatch(/allow-(scripts|same-origin|forms)/);
  expect(await frame.locator("img").getAttribute("src")).toBeNull();
  expect(await frame.locator("script, form, [onclick]").count()).toBe(0);
  expect(admin.complaints).toEqual([]);
});

test("what names no ticket waits under Settings and is put into one", async () => {
  const { page } = admin;
  world.shop.writeMail({
    from: "Carrier <desk@carrier.example>",
    to: "care@glowlab.example",
    subject: "Parcel 12",
    text: "Lost in Hamburg",
  });
  await world.hosted.simulator.tick();
  await expect.poll(() => world.rows("SELECT 1 FROM unmatched_mail")).toHaveLength(1);
  await page.goto("/settings/unmatched-mail");
  await page.getByText("Lost in Hamburg").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const [row] = await world.rows<{ number: number }>("SELECT number FROM ticket");
  const waiting = page.getByRole("listitem").filter({ hasText: "Lost in Hamburg" });
  await waiting.getByLabel("Ticket number").fill(String(row?.number));
  // What is being typed stays when a newer one comes in above it, and when that one goes.
  world.shop.writeMail({ from: "shop@news.example", to: "care@glowlab.example", subject: "News", text: "Ten per cent off" });
  await world.hosted.simulator.tick();
  await expect.poll(() => world.rows("SELECT 1 FROM unmatched_mail")).toHaveLength(2);
  await comeBack(page);
  await page.getByRole("listitem").filter({ hasText: "Ten per cent off" }).getByRole("button", { name: "Put away" }).click();
  await page.getByText("Ten per cent off").waitFor({ state: "detached" });
  expect(await waiting.getByLabel("Ticket number").inputValue()).toBe(String(row?.number));
  await waiting.getByRole("button", { name: "Put into the ticket" }).click();
  await page.getByText("Every e-mail has found its ticket").waitFor();
  await page.goto(`/mailbox/todo/${ticket}`);
  await page.getByRole("article").filter({ hasText: "Parcel 12" }).waitFor();
  expect((await seriousFaults(page)).filter((fault) => /mail/.test(fault))).toEqual([]);
});
