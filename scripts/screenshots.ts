// `npm run screenshots`: the pictures in docs/screenshots, taken of the real product with three shops of the pretend TikTok connected and a
// working day behind it. The same seed and the same hour each time; only the dates move on. Needs Chromium; refuses to invent a page.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Order } from "../simulator/orders/order.ts";
import { photo } from "../simulator/pictures.ts";
import { openBrowser, thread, visit } from "../test/browser/browser.ts";
import type { Desk } from "../test/stories/desk.ts";
import { openWorld, type World } from "../test/stories/world.ts";
import { DAY_MS, HOUR_MS } from "../worker/units.ts";
import { build } from "./build.ts";

const folder = path.resolve(import.meta.dirname, "../docs/screenshots");
/** Twenty to ten in Los Angeles in summer, twenty to nine in winter. */
const MOMENT_MS = 16 * HOUR_MS + 40 * 60_000;
const DAY_HOURS = 13;
const PACKED_AFTER_MS = 45 * HOUR_MS;
/** Every minute's and every five minutes' work. */
const CRONS = ["* * * * *", "*/5 * * * *"];

const SHOPS = [
  ["US", "GlowLab", "GlowLab US"],
  ["US", "Northwind Home", "Northwind Home"],
  ["GB", "Northwind Trading Ltd", "Northwind UK"],
] as const;

type Status = "IN_TRANSIT" | "AWAITING_SHIPMENT" | "DELIVERED";

interface Question {
  hoursAgo: number;
  shop: 0 | 1 | 2;
  /** The status of the order it is about. */
  about: Status;
  words: string;
}

/** What buyers wrote in the hours behind us. The first two are the conversations on the pictures. */
const QUESTIONS: readonly Question[] = [
  { hoursAgo: 12.3, shop: 0, about: "DELIVERED", words: "Hi, it arrived with the lid broken, and I need it for Saturday" },
  { hoursAgo: 11.1, shop: 0, about: "IN_TRANSIT", words: "Where is my parcel?" },
  { hoursAgo: 7.4, shop: 2, about: "AWAITING_SHIPMENT", words: "Can you send both of my orders in one parcel?" },
  { hoursAgo: 6.5, shop: 1, about: "IN_TRANSIT", words: "It says out for delivery since this morning, is that right?" },
  { hoursAgo: 5.2, shop: 0, about: "AWAITING_SHIPMENT", words: "¿Puedo cambiar la dirección? Me mudé la semana pasada." },
  { hoursAgo: 4.1, shop: 2, about: "DELIVERED", words: "Thanks. Does it come in other colours too?" },
  { hoursAgo: 3.3, shop: 1, about: "AWAITING_SHIPMENT", words: "I ordered two by mistake, can I still cancel one of them?" },
  { hoursAgo: 2.4, shop: 0, about: "DELIVERED", words: "Could I have an invoice for my company, please?" },
  { hoursAgo: 1.6, shop: 1, about: "DELIVERED", words: "There is a scratch on one side, can I get another one?" },
  { hoursAgo: 0.9, shop: 2, about: "IN_TRANSIT", words: "Will it come before the weekend?" },
  { hoursAgo: 0.3, shop: 0, about: "AWAITING_SHIPMENT", words: "When does this ship? I need it for a birthday." },
];

interface Talk {
  ticket: string;
  conversation: string;
  /** Who speaks, where. */
  buyer: { shopId: string; buyerId: string };
}

interface Day {
  stores: string[];
  talks: Talk[];
  jonas: Desk;
}

const act = (desk: Desk, talk: Talk | undefined, what: object) => desk.post(`/api/tickets/${talk?.ticket}/acts`, what);
const idOf = async (desk: Desk) => (await desk.get<{ person: { id: string } }>("/api/me")).person.id;

/** Connects, clears the desk of what came in with the shops, and lets buyers write through the day. */
async function liveThroughDay(world: World): Promise<Day> {
  const end = Math.ceil((world.now() + DAY_HOURS * HOUR_MS - MOMENT_MS) / DAY_MS) * DAY_MS + MOMENT_MS;
  const until = (hoursAgo: number) => trade(world, end - hoursAgo * HOUR_MS);
  await until(DAY_HOURS);
  const stores: string[] = [];
  for (const place of SHOPS.keys()) stores.push(await connect(world, place));
  const jonas = await world.agent(
    "Jonas Berg",
    stores.map((store) => ({ store, rights: ["read", "reply"] })),
  );
  await world.settle();
  const { rows } = await world.admin.get<{ rows: { id: string }[] }>("/api/tickets?view=todo");
  for (const { id } of rows) await world.admin.post(`/api/tickets/${id}/acts`, { do: "resolve" });
  const talks: Talk[] = [];
  for (const question of QUESTIONS) {
    await until(question.hoursAgo);
    talks.push(await ask(world, question));
    if (talks.length === 1)
      world.shop.sendAsBuyer({ ...(talks[0] as Talk).buyer, type: "IMAGE", content: pictureOf(world, "jar with a dented lid") });
    if (talks.length === 2) await converse(world, jonas, talks[1] as Talk, until);
  }
  packParcels(world, end);
  await until(0.2);
  await shareOut(world, jonas, talks);
  await until(0);
  for (const cron of CRONS) await world.tillside.cron(cron);
  await world.settle();
  return { stores, talks, jonas };
}

/** The seller says yes at TikTok; of several shops the first becomes the store. */
async function connect(world: World, place: number): Promise<string> {
  const [marketplace, seller, name] = SHOPS[place] ?? SHOPS[0];
  const storeId = await world.connect(marketplace, seller, name);
  const { state } = (await world.rows<{ state: string }>("SELECT state FROM store WHERE id = ?", storeId))[0] ?? {};
  if (state === "connected") return storeId;
  const [authorization] = await world.rows<{ id: string }>("SELECT id FROM authorization ORDER BY updated_at DESC LIMIT 1");
  await world.admin.post(`/api/authorizations/${authorization?.id}/shops`, { shopIds: [shopAt(world, place).id], storeId });
  return storeId;
}

function shopAt(world: World, place: number) {
  const seller = world.shop.sellers.find((one) => one.name === SHOPS[place]?.[1]);
  const shop = world.shop.shops.find((one) => one.sellerId === seller?.id);
  if (!shop) throw new Error(`no shop of ${SHOPS[place]?.[1]}`);
  return shop;
}

/** Time goes on, and every shop sells something every hour. */
async function trade(world: World, end: number): Promise<void> {
  for (let hour = Math.ceil(world.now() / HOUR_MS); world.now() < end; hour += 1) {
    await world.later(Math.min(HOUR_MS, end - world.now()));
    for (const place of SHOPS.keys()) {
      const { id: shopId } = shopAt(world, place);
      const orders = world.shop.orders(shopId);
      const { buyerId } = orders[(hour * 7_919) % orders.length] as Order;
      const skus = world.shop.products(shopId).flatMap((product) => product.skus);
      const inStock = skus.filter((sku) => sku.stock.every((stock) => stock.available > 2));
      const { id: skuId = "" } = inStock[(hour * 31) % inStock.length] ?? {};
      world.shop.placeOrder({ shopId, buyerId, lines: [{ skuId, quantity: 1 + (hour % 2) }], paid: true });
    }
  }
}

/** Most of what had to leave has left. */
function packParcels(world: World, end: number): void {
  for (const place of SHOPS.keys()) {
    const waiting = world.shop.orders(shopAt(world, place).id).filter((one) => one.status === "AWAITING_SHIPMENT" && !one.fbt);
    const due = waiting.filter((one) => one.createTime * 1000 < end - PACKED_AFTER_MS);
    for (const order of due.slice(1)) world.shop.ship(order.id);
  }
}

/** The buyer of the newest order that stands so, and has not written yet, comes from it and asks. */
async function ask(world: World, { shop: place, about, words }: Question): Promise<Talk> {
  const shop = shopAt(world, place);
  const known = new Set(world.shop.conversations(shop.id).map((one) => one.buyerId));
  const order = world.shop.orders(shop.id).findLast((one) => one.status === about && !known.has(one.buyerId));
  if (!order) throw new Error(`no order ${about} in ${shop.name}`);
  const buyer = { shopId: shop.id, buyerId: order.buyerId };
  world.shop.sendAsBuyer({ ...buyer, type: "BUYER_ENTER_FROM_ORDER", content: { order_id: order.id } });
  world.shop.writeAsBuyer({ ...buyer, text: words });
  await world.settle();
  const conversation = world.shop.conversations(shop.id).find((one) => one.buyerId === order.buyerId)?.id ?? "";
  const [ticket] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE conversation_id = ?", conversation);
  return { ticket: ticket?.id ?? "", conversation, buyer };
}

/** An answer that did not settle it, and what was said among colleagues since. */
async function converse(world: World, jonas: Desk, talk: Talk, until: (hoursAgo: number) => Promise<void>): Promise<void> {
  const say = (desk: Desk, where: string, body: object) => desk.post(`/api/tickets/${talk.ticket}/${where}`, body);
  await until(10.6);
  const text = "Hello, it left our warehouse on Monday and is with the carrier. I look where it is and write again today.";
  await say(world.admin, "replies", { id: "picture-reply-1", body: { type: "TEXT", text } });
  await world.settle();
  await until(9.9);
  world.shop.writeAsBuyer({ ...talk.buyer, text: "The tracking has not moved for two days. Which number is it?" });
  await world.settle();
  await until(9.5);
  await say(jonas, "notes", { id: "picture-note-1", text: "The carrier says it was scanned in the hub last night and moves on today." });
}

async function shareOut(world: World, jonas: Desk, talks: Talk[]): Promise<void> {
  const [ana, other] = [await idOf(world.admin), await idOf(jonas)];
  for (const [at, assigneeId] of [other, ana, "", ana, other, "", "", other].entries())
    if (assigneeId) await act(world.admin, talks[at], { do: "assign", assigneeId });
}

const pictureOf = (world: World, what: string) => ({ url: photo(world.hosted.url, what, 720, 540), width: 720, height: 540 });

interface View {
  address: string;
  isThere: (page: Page) => Promise<void>;
}

interface Shot extends View {
  name: string;
  /** Where it is worth a picture there. */
  phone?: View;
}

/** What there is to see, and when it is all there. */
async function listShots(world: World, { stores, talks }: Day): Promise<Shot[]> {
  const [damaged, late] = talks;
  const orders = await world.admin.get<{ rows: { id: string }[] }>("/api/orders?stage=partially_shipped");
  const row = (page: Page) => page.getByRole("table").getByRole("row").nth(3).waitFor();
  const words = (text: string) => (page: Page) => page.getByRole("main").getByText(text).first().waitFor();
  const order = { address: `/orders/${orders.rows[0]?.id}`, isThere: words("Deadlines") };
  const said = (page: Page) => thread(page).getByRole("paragraph").last().waitFor();
  return [
    {
      name: "mailbox",
      address: `/mailbox/todo/${damaged?.ticket}`,
      phone: { address: "/mailbox/todo", isThere: words("Jonas Berg looking at this") },
      isThere: said,
    },
    {
      name: "ticket",
      address: `/mailbox/todo/${late?.ticket}`,
      isThere: async (page) => {
        await said(page);
        // The first look's words are kept as a draft for the next.
        if ((await page.getByRole("textbox", { name: /^Reply/ }).inputValue()) === "")
          await page.getByRole("button", { name: "Put into the reply: Tracking number" }).click();
      },
      phone: { address: `/mailbox/todo/${late?.ticket}`, isThere: said },
    },
    { name: "orders", address: "/orders?stage=ready_to_ship&by=merchant", isThere: row },
    { name: "order", ...order, phone: order },
    { name: "stores", address: "/stores", isThere: words("GlowLab US") },
    { name: "store", address: `/stores/${stores[0]}`, isThere: words("Connected") },
    { name: "app-store", address: "/app-store/tiktok-shop", isThere: words("What happens next") },
  ];
}

interface Look {
  suffix: "light" | "dark" | "phone";
  theme: "light" | "dark";
  width: number;
  height: number;
}

const LOOKS: readonly Look[] = [
  { suffix: "light", theme: "light", width: 1440, height: 900 },
  { suffix: "dark", theme: "dark", width: 1440, height: 900 },
  { suffix: "phone", theme: "light", width: 390, height: 844 },
];

async function takePictures(browser: Browser, world: World, shots: Shot[], look: Look): Promise<void> {
  const { page, close } = await visit(browser, world.tillside.url, { ...look, zone: "America/Los_Angeles", as: world.admin });
  await page.clock.install({ time: world.now() });
  for (const shot of shots) {
    const view = look.suffix === "phone" ? shot.phone : shot;
    if (!view) continue;
    await page.goto(view.address);
    await view.isThere(page);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: path.join(folder, `${shot.name}-${look.suffix}.png`) });
    console.log(`${shot.name}-${look.suffix}.png`);
  }
  await close();
}

async function takeAll(world: World, browser: Browser): Promise<void> {
  console.log("A day passes at the desk …");
  const day = await liveThroughDay(world);
  const shots = await listShots(world, day);
  const other = await visit(browser, world.tillside.url, { as: day.jonas });
  await other.page.clock.install({ time: world.now() });
  await other.page.goto(`/mailbox/todo/${day.talks[1]?.ticket}`);
  await thread(other.page).getByRole("paragraph").last().waitFor();
  mkdirSync(folder, { recursive: true });
  for (const look of LOOKS) await takePictures(browser, world, shots, look);
}

build();
const [world, browser] = await Promise.all([openWorld({ preset: "seller" }), openBrowser()]);
try {
  await takeAll(world, browser);
} finally {
  await browser.close();
  await world.close();
}
