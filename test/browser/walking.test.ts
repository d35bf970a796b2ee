// From ticket to ticket: the page stays, and what somebody wrote, chose or opened in one ticket is in no other and goes to nobody else. Answers
// that come late find their own ticket or nothing.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Buyer, openShop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, thread, ticketOf, type Visitor, visit } from "./browser.ts";

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const PICTURE = { name: "label.png", mimeType: "image/png", buffer: Buffer.from(PIXEL, "base64") };

let world: World;
let browser: Browser;
let shop: ReturnType<typeof openShop>;
let agent: Visitor;
let page: Page;
/** Three who wait, the longest first. */
let ada: Buyer;
let ben: Buyer;
let cleo: Buyer;
let round = 0;
const names = new Map<Buyer, string>();

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), openBrowser()]);
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
});
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});

/** Each story has three tickets of its own, in a list of their own, and stands in the first. */
beforeEach(async () => {
  round += 1;
  const write = async (name: string) => {
    const buyer = new Buyer(world, shop, `${name}${round}`);
    names.set(buyer, `${name}${round}`);
    buyer.comesFrom(buyer.buys());
    buyer.writes(`${name}${round} asks`);
    // TikTok counts in seconds: each has waited longer than the next.
    await world.later(60_000);
    return buyer;
  };
  for (const { id } of await world.rows<{ id: string }>("SELECT id FROM ticket WHERE state = 0"))
    await world.admin.post(`/api/tickets/${id}/acts`, { do: "resolve" });
  [ada, ben, cleo] = [await write("ada"), await write("ben"), await write("cleo")];
  await world.settle();
  await agent?.close();
  agent = await visit(browser, world.tillside.url, { as: world.admin });
  ({ page } = agent);
  await page.goto("/mailbox");
  await open(ada);
});

const nameOf = (buyer: Buyer) => names.get(buyer) ?? "";
const conversation = (buyer: Buyer) => page.getByRole("region", { name: `Conversation with ${nameOf(buyer)}` });
const reply = (buyer: Buyer) => page.getByRole("textbox", { name: `Reply to ${nameOf(buyer)}` });
const note = () => page.getByRole("textbox", { name: "Note for your team" });
const isOn = async (buyer: Buyer) => {
  await conversation(buyer).waitFor();
  await thread(page)
    .getByText(`${nameOf(buyer)} asks`)
    .waitFor();
};
const open = async (buyer: Buyer) => {
  await ticketOf(page, nameOf(buyer)).click();
  await isOn(buyer);
};
const walk = async (key: "j" | "k", buyer: Buyer) => {
  await page.keyboard.press(key);
  await isOn(buyer);
};
/** By the address, as a notification or the way back leads: whatever lies over the page is no obstacle. */
const comeBackTo = async (buyer: Buyer) => {
  await page.goBack();
  await isOn(buyer);
};
const sentTo = (buyer: Buyer) =>
  world.shop
    .sentReplies(buyer.conversationId)
    .map(({ content }) => (JSON.parse(content) as { content?: string; url?: string }).content ?? "picture");

/** Answers to such questions wait until they are let go. */
async function holdBack(method: string, address: RegExp): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (route.request().method() === method) await gate.promise;
    await route.continue().catch(() => null);
  });
  return async () => {
    const answered = page.waitForResponse((response) => address.test(response.url()) && response.request().method() === method);
    gate.resolve();
    await answered;
    // What is done with an answer is done before the next frame but one.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  };
}

test("the pane stays while its ticket changes, and the next one stands before the desk is asked", async () => {
  await page.locator(".pane-thread").evaluate((pane) => pane.setAttribute("data-mark", "the same"));
  const after = await ticketOf(page, nameOf(cleo)).getAttribute("data-row");
  const foreseen = page.waitForResponse((response) => response.url().endsWith(`/api/tickets/${after}`));
  await walk("j", ben);
  await foreseen;
  const release = await holdBack("GET", /\/api\/tickets\/tkt_[^/]+$/);
  await walk("j", cleo);
  await walk("k", ben);
  expect(await page.locator(".pane-thread").getAttribute("data-mark")).toBe("the same");
  await release();
  expect(agent.complaints).toEqual([]);
});

test("a reply and a note that were begun are in their own ticket, as what they were", async () => {
  await reply(ada).fill("For ada alone");
  await page.keyboard.press("Escape");
  await walk("j", ben);
  expect(await reply(ben).inputValue()).toBe("");
  await page.keyboard.press("n");
  await page.keyboard.type("Of ben, among us");
  await page.keyboard.press("Escape");
  await walk("j", cleo);
  expect(await reply(cleo).inputValue()).toBe("");
  await reply(cleo).fill("For cleo alone");
  await page.keyboard.press("Escape");
  await walk("k", ben);
  expect(await note().inputValue()).toBe("Of ben, among us");
  await walk("k", ada);
  expect(await reply(ada).inputValue()).toBe("For ada alone");
  await page.keyboard.press("r");
  await page.keyboard.press("Control+Enter");
  await world.until("ada has it", () => sentTo(ada).length === 1);
  await page.keyboard.press("Escape");
  await walk("j", ben);
  expect(await note().inputValue()).toBe("Of ben, among us");
  await walk("j", cleo);
  expect(await reply(cleo).inputValue()).toBe("For cleo alone");
  await world.settle();
  expect([sentTo(ada), sentTo(ben), sentTo(cleo)]).toEqual([["For ada alone"], [], []]);
});

test("taking typing back never brings another ticket's words, nor takes this one's", async () => {
  await reply(ada).pressSequentially("Secret of ada");
  await page.keyboard.press("Escape");
  await walk("j", ben);
  await page.keyboard.press("r");
  for (let times = 0; times < 4; times += 1) await page.keyboard.press("Control+z");
  expect(await reply(ben).inputValue()).toBe("");
  await page.keyboard.type("Of ben");
  for (let times = 0; times < 12; times += 1) await page.keyboard.press("Control+z");
  expect(await reply(ben).inputValue()).toBe("");
  await page.keyboard.press("Escape");
  await walk("k", ada);
  expect(await reply(ada).inputValue()).toBe("Secret of ada");
});

test("whoever is led on while writing writes no letter into the next ticket", async () => {
  await reply(ada).fill("Done, thank you");
  await page.keyboard.press("Control+Shift+Enter");
  await isOn(ben);
  expect(await reply(ben).evaluate((field) => field === document.activeElement)).toBe(false);
  expect(await reply(ben).inputValue()).toBe("");
  await reply(ben).fill("Half a sen");
  await page.evaluate((address) => history.pushState(null, "", address), page.url());
  await page.goBack();
  await page.goBack();
  await isOn(ada);
  await page.keyboard.type("xx");
  expect(await reply(ada).inputValue()).toBe("");
});

test("a reply that is on its way is shown where it was written, and its ticket alone waits for it", async () => {
  const release = await holdBack("POST", /\/replies$/);
  await reply(ada).fill("On its way to ada");
  await page.keyboard.press("Control+Enter");
  await thread(page).getByText("On its way to ada").waitFor();
  await page.keyboard.press("Escape");
  await walk("j", ben);
  expect(await thread(page).getByText("On its way to ada").count()).toBe(0);
  await reply(ben).fill("Being written to ben");
  await release();
  await world.until("ada has it", () => sentTo(ada).length === 1);
  expect(await thread(page).getByText("On its way to ada").count()).toBe(0);
  expect(await reply(ben).inputValue()).toBe("Being written to ben");
  await page.keyboard.press("Escape");
  await walk("k", ada);
  await thread(page).getByText("On its way to ada").waitFor();
  expect([sentTo(ada), sentTo(ben)]).toEqual([["On its way to ada"], []]);
});

test("a reply with a picture sees what its own ticket had shown, and keeps to it, however long the picture takes", async () => {
  await page.locator("input[type=file]").first().setInputFiles(PICTURE);
  await page.getByRole("img", { name: "label.png" }).waitFor();
  await reply(ada).fill("This is the label");
  const release = await holdBack("POST", /\/images$/);
  const asked = page.waitForRequest(/\/images$/);
  await page.keyboard.press("Control+Enter");
  await asked;
  await page.keyboard.press("Escape");
  await walk("j", ben);
  expect(await page.getByRole("img", { name: "label.png" }).count()).toBe(0);
  await reply(ben).fill("Written meanwhile");
  // An order of events no desk takes for a reply that was overtaken.
  ben.writes("One thing more");
  await thread(page).getByText("One thing more").waitFor();
  await release();
  await world.until("ada has both", () => sentTo(ada).length === 2);
  expect(await reply(ben).inputValue()).toBe("Written meanwhile");
  expect([sentTo(ada), sentTo(ben)]).toEqual([["picture", "This is the label"], []]);
});

test("a file chosen for one ticket is put into that one, even where it was opened from a page that has gone on", async () => {
  const chooser = page.waitForEvent("filechooser");
  await conversation(ada).getByRole("button", { name: "Picture" }).click();
  const chosen = await chooser;
  await conversation(ada).getByRole("log").focus();
  await walk("j", ben);
  await chosen.setFiles(PICTURE);
  await walk("k", ada);
  await page.getByRole("img", { name: "label.png" }).waitFor();
  await walk("j", ben);
  expect(await page.getByRole("img", { name: "label.png" }).count()).toBe(0);
});

test("menus, questions and pickers that lie over a ticket go with it", async () => {
  await open(ben);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Mark as spam" }).waitFor();
  await comeBackTo(ada);
  expect(await page.getByRole("menuitem", { name: "Mark as spam" }).isVisible()).toBe(false);
  for (const [key, title] of [
    ["l", "Tags"],
    ["m", /./],
    ["t", "Templates"],
    ["#", /./],
  ] as const) {
    await open(ben);
    await page.keyboard.press(key);
    await page.getByRole("dialog", { name: title }).waitFor();
    await comeBackTo(ada);
    expect(await page.getByRole("dialog").count()).toBe(0);
  }
  expect(agent.complaints).toEqual([]);
});

test("an act answered late is told by its number, moves nobody, and its way back leads to its own ticket", async () => {
  const release = await holdBack("POST", /\/acts$/);
  // Resolve, and on to the next; whoever goes further meanwhile stays there.
  await page.keyboard.press("Shift+E");
  await walk("j", ben);
  await walk("j", cleo);
  await page.getByRole("button", { name: "Resolve", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Resolve", exact: true }).getAttribute("aria-busy")).toBe(null);
  await release();
  await page
    .getByRole("status")
    .getByText(/resolved$/)
    .waitFor();
  await isOn(cleo);
  expect(await world.rows("SELECT buyer_name FROM ticket WHERE state = 2 AND buyer_name LIKE ?", `%${round}`)).toEqual([
    { buyer_name: nameOf(ada) },
  ]);
  await page.getByRole("button", { name: "Undo" }).click();
  await world.until("ada is open again", async () => {
    const rows = await world.rows("SELECT 1 FROM ticket WHERE state = 0 AND buyer_name = ?", nameOf(ada));
    return rows.length === 1;
  });
  await isOn(cleo);
});

test("words taken back late are where they were written, and in no other ticket", async () => {
  await world.admin.patch("/api/preferences", { holdSeconds: 10 });
  await page.reload();
  await isOn(ada);
  await reply(ada).fill("Too soon");
  await page.keyboard.press("Control+Enter");
  const release = await holdBack("POST", /\/replies\/[^/]+$/);
  await page.getByRole("button", { name: "Take back" }).click();
  await page.keyboard.press("Escape");
  await thread(page).focus();
  await walk("j", ben);
  await reply(ben).fill("To ben");
  await release();
  expect(await reply(ben).inputValue()).toBe("To ben");
  expect(await reply(ben).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  await walk("k", ada);
  // The answer was held back, and is read whenever it arrives.
  await expect.poll(() => reply(ada).inputValue()).toBe("Too soon");
  await world.admin.patch("/api/preferences", { holdSeconds: 0 });
  expect([sentTo(ada), sentTo(ben)]).toEqual([[], []]);
});

test("until a ticket is known nothing of the one before is shown or heard", async () => {
  await reply(ada).fill("Only ada");
  await page.keyboard.press("Escape");
  const release = await holdBack("GET", /\/api\/tickets\/tkt_[^/]+$/);
  // Further than anybody foresaw.
  await ticketOf(page, nameOf(cleo)).click();
  await conversation(ada).waitFor({ state: "hidden" });
  expect(await page.getByRole("textbox", { name: /^Reply to/ }).count()).toBe(0);
  await page.keyboard.press("e");
  await page.keyboard.press("r");
  await page.keyboard.type("lost");
  await release();
  await isOn(cleo);
  expect(await reply(cleo).inputValue()).toBe("");
  await world.settle();
  expect(await world.rows("SELECT 1 FROM ticket WHERE state = 2 AND buyer_name LIKE ?", `%${round}`)).toEqual([]);
});

test("a conversation is read from its end, wherever the one before was left", async () => {
  for (let at = 0; at < 40; at += 1) ben.writes(`Line ${at} of ben`);
  for (let at = 0; at < 40; at += 1) cleo.writes(`Line ${at} of cleo`);
  await world.settle();
  await open(ben);
  await thread(page).getByText("Line 39 of ben").waitFor();
  await thread(page).evaluate((log) => log.scrollTo({ top: 0 }));
  await expect.poll(() => thread(page).evaluate((log) => log.scrollTop)).toBe(0);
  await ticketOf(page, nameOf(ben)).focus();
  await walk("j", cleo);
  const below = () => thread(page).evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await expect.poll(below).toBeLessThan(5);
  await walk("k", ben);
  await expect.poll(below).toBeLessThan(5);
});

test("a colleague sees somebody look at the ticket they are in, and at no other", async () => {
  const { store_id: store } = (await world.rows<{ store_id: string }>("SELECT store_id FROM ticket LIMIT 1"))[0] ?? { store_id: "" };
  const jonas = await world.agent(`Jonas ${round}`, [{ store, rights: ["read", "reply"] }]);
  const other = await visit(browser, world.tillside.url, { as: jonas });
  await other.page.goto("/mailbox");
  await ticketOf(other.page, nameOf(ada)).getByText("Ana Admin looking at this").waitFor();
  await reply(ada).fill("I begin");
  await ticketOf(other.page, nameOf(ada))
    .getByText(/Ana Admin writing/)
    .waitFor();
  await page.keyboard.press("Escape");
  await walk("j", ben);
  await ticketOf(other.page, nameOf(ben)).getByText("Ana Admin looking at this").waitFor();
  await ticketOf(other.page, nameOf(ada))
    .getByText(/Ana Admin (looking|writing)/)
    .waitFor({ state: "hidden" });
  await other.close();
});
