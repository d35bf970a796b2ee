// Pictures as a person handles them: dropped, pasted or chosen they are drawn anew before they leave, taken back they stand in the composer
// again, and those in the thread open large and are walked by the arrow keys; one that is gone says so.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { photo } from "../../simulator/pictures.ts";
import { Buyer, openShop, type Shop } from "../stories/shopkeeper.ts";
import { openWorld, type World } from "../stories/world.ts";
import { closeWindows, openBrowser, seriousFaults, thread, ticketOf, type Visitor, visit } from "./browser.ts";

let world: World;
let browser: Browser;
let shop: Shop;
let agent: Visitor;
let buyer: Buyer;
let name: string;
let count = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  browser = await openBrowser();
  agent = await visit(browser, world.tillside.url, { as: world.admin });
}, 60_000);
afterAll(async () => {
  await closeWindows(browser);
  await world.close();
});
beforeEach(() => {
  count += 1;
  name = `kit${count}`;
  buyer = new Buyer(world, shop, name);
  agent.complaints.length = 0;
});

const openTicket = async (words: string) => {
  buyer.writes(words);
  await world.settle();
  await agent.page.goto("/mailbox/todo");
  await ticketOf(agent.page, name).click();
  await thread(agent.page).getByText(words).waitFor();
};
const sent = () => world.shop.sentReplies(buyer.conversationId).map(({ type }) => type);

/** A file somebody drags in or pastes, with a place a camera wrote into it. */
const hand = (page: Page, how: "drop" | "paste") =>
  page.evaluate(async (way) => {
    const canvas = document.createElement("canvas");
    canvas.width = 5_000;
    canvas.height = 1_000;
    canvas.getContext("2d")?.fillRect(10, 10, 900, 900);
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    const transfer = new DataTransfer();
    transfer.items.add(new File(drawn ? [drawn, "Elm Street 7"] : [], `${way}.jpg`, { type: "image/jpeg" }));
    const area = document.querySelector(".write textarea");
    const event =
      way === "drop"
        ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
        : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
    area?.dispatchEvent(event);
  }, how);

test("dropped and pasted pictures are drawn anew, smaller and without what they told, and come back to the composer", async () => {
  const { page } = agent;
  await openTicket("Do you have a photo?");
  await hand(page, "drop");
  await page.getByRole("img", { name: "drop.jpg" }).waitFor();
  await hand(page, "paste");
  await page.getByRole("img", { name: "paste.jpg" }).waitFor();
  await page.getByRole("button", { name: "Remove drop.jpg" }).click();
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await thread(page)
    .getByRole("button", { name: /Take back/ })
    .click();
  await page.locator(".attachments img").waitFor();
  expect(sent()).toEqual([]);
  const files = Object.values(world.hosted.simulator.snapshot().files);
  expect(files.map(({ width, height }) => [width, height])).toEqual([[4_096, 819]]);
  expect(Buffer.from(files[0]?.base64 ?? "", "base64").includes("Elm Street")).toBe(false);
  await page.getByRole("button", { name: "Send as GlowLab US" }).click();
  await world.until("it went", () => sent().length === 1);
  expect(Object.values(world.hosted.simulator.snapshot().files)).toHaveLength(1);
  expect(agent.complaints).toEqual([]);
});

test("what moves is refused with the reason, and nothing is attached", async () => {
  const { page } = agent;
  await openTicket("Show me");
  const frame = Buffer.from("21f904000a0000002c00000000010001000002024401003b".slice(0, -2), "hex");
  const gif = Buffer.concat([Buffer.from("GIF89a"), Buffer.from("01000100800000000000ffffff", "hex"), frame, frame, Buffer.from([0x3b])]);
  await page.locator("input[type=file]").setInputFiles({ name: "dance.gif", mimeType: "image/gif", buffer: gif });
  await page.getByText("no place for pictures that move").waitFor();
  expect(await page.locator(".attachments").count()).toBe(0);
});

test("pictures in the thread open by a key, are walked by the arrows, and one that is gone says so", async () => {
  const { page } = agent;
  const origin = world.hosted.url;
  for (const scene of ["a broken jar", "its lid"]) buyer.sends("IMAGE", { url: photo(origin, scene, 640, 480), width: 640, height: 480 });
  buyer.sends("IMAGE", { url: `${origin}/files/none.png`, width: 10, height: 10 });
  await openTicket("It came broken");
  await thread(page).getByText("This picture is no longer to be had from TikTok.").waitFor();
  const [first] = await thread(page).getByRole("button", { name: "Show the picture larger" }).all();
  await first?.press("Enter");
  const box = page.getByRole("dialog", { name: "Picture 1 of 3" });
  await box.waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("dialog", { name: "Picture 2 of 3" }).waitFor();
  const shown = await page.getByRole("dialog").getByRole("img", { name: "Picture" }).getAttribute("src");
  expect(shown).toMatch(/^\/api\/tickets\/tkt_\w+\/pictures\/\d+$/);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(agent.complaints).toEqual([]);
});
