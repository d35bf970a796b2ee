// Cards, and whether an answer counts: what an agent may show a buyer, what the buyer then sees, sends that TikTok loses or refuses, and an
// agent's other opinion about an answer.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CompliancePage } from "../../worker/sla/compliance.ts";
import type { MacroDone } from "../../worker/templates/use.ts";
import type { ProductChoice } from "../../worker/thread/card-choice.ts";
import type { TicketPage } from "../../worker/thread/page.ts";
import type { CardBody, CardChoice } from "../../worker/timeline/cards.ts";
import { refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let shop: Shop;
let store = "";
let clicks = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  await world.settle();
});
afterAll(() => world.close());

const open = (id: string) => world.admin.get<TicketPage>(`/api/tickets/${id}`);
const ticketOf = async (buyer: Buyer) => (await currentTicket(world, buyer)).id;
const send = async (ticket: string, body: object) => {
  const id = `card-click-${++clicks}`;
  await world.admin.post(`/api/tickets/${ticket}/replies`, { id, body });
  return id;
};
const becomes = (ticket: string, id: string, state: string) =>
  world.until(`${id} is ${state}`, async () =>
    (await open(ticket)).entries.some((entry) => entry.id === id && entry.kind === "reply" && entry.state === state),
  );
/** A buyer with an order who asks about it. */
const asks = async (name: string) => {
  const buyer = new Buyer(world, shop, name);
  const order = buyer.buys();
  buyer.comesFrom(order);
  buyer.writes(`${name} asks where it is`);
  await world.settle();
  return { buyer, order, ticket: await ticketOf(buyer) };
};
const choice = (page: TicketPage, type: CardChoice["type"]) => page.cards.find((one) => one.type === type);
const lastSaid = (buyer: Buyer) => {
  const { type, content, role } = world.shop.messages(buyer.conversationId).at(-1) ?? {};
  return { type, role, content: JSON.parse(content ?? "{}") as unknown };
};
const score = async () => (await world.admin.get<CompliancePage>("/api/compliance")).stores.find((one) => one.store.id === store)?.score;

test("an order is offered as cards with reasons where not, and each reaches the buyer as TikTok's card", async () => {
  const { buyer, order, ticket } = await asks("carla");
  const before = await open(ticket);
  expect(choice(before, "ORDER_CARD")).toMatchObject({ can: { ok: true }, card: { content: { order_id: order.id } } });
  expect(choice(before, "LOGISTICS_CARD")).toMatchObject({ card: null, can: { because: { code: "card-no-package" } } });
  expect(choice(before, "RETURN_REFUND_CARD")).toMatchObject({ can: { because: { code: "card-not-delivered" } } });
  world.shop.endHold(order.id);
  world.shop.ship(order.id);
  world.shop.scan(order.id);
  world.shop.deliver(order.id);
  await world.settle();
  const after = await open(ticket);
  for (const type of ["ORDER_CARD", "LOGISTICS_CARD", "RETURN_REFUND_CARD"] as const) {
    const card = choice(after, type)?.card;
    await becomes(ticket, await send(ticket, card as CardBody), "sent");
    expect(lastSaid(buyer)).toEqual({ type, role: "CUSTOMER_SERVICE", content: card?.content });
  }
  await world.settle();
  // The echoes are the replies themselves.
  const { entries } = await open(ticket);
  expect(entries.filter((entry) => entry.kind !== "event").map((entry) => entry.kind)).toEqual([
    "message",
    "message",
    "reply",
    "reply",
    "reply",
  ]);
});

test("a product is found by a word, a coupon sent by its id; both as the pretend shop knows them", async () => {
  const { buyer, ticket } = await asks("paula");
  const find = (q: string) => world.admin.get<{ products: ProductChoice[] }>(`/api/tickets/${ticket}/product-cards?q=${q}`);
  expect((await find("nothing-like-it")).products).toEqual([]);
  expect((await find("100%25")).products).toEqual([]);
  const [product] = (await find("BEANIE")).products;
  expect(product).toMatchObject({ title: "GlowLab beanie", can: { ok: true } });
  await becomes(ticket, await send(ticket, product?.card ?? {}), "sent");
  expect(lastSaid(buyer)).toMatchObject({ type: "PRODUCT_CARD", content: { product_id: product?.product_id } });
  expect((await open(ticket)).products.map(({ title }) => title)).toEqual(["GlowLab beanie"]);
  const coupon = world.shop.addCoupon({ shopId: shop.id, title: "10 % off" });
  const over = world.shop.addCoupon({ shopId: shop.id, title: "Gone", beginTime: 1, endTime: 2 });
  await becomes(ticket, await send(ticket, { type: "COUPON_CARD", content: { coupon_id: coupon.id } }), "sent");
  await becomes(ticket, await send(ticket, { type: "COUPON_CARD", content: { coupon_id: over.id } }), "failed");
  expect((await open(ticket)).entries.at(-1)).toMatchObject({ kind: "reply", code: 45111017 });
});

test("coupons too close together are sent one after the other, by themselves", async () => {
  const { buyer, ticket } = await asks("quick");
  const coupon = world.shop.addCoupon({ shopId: shop.id, title: "5 % off" });
  const card = { type: "COUPON_CARD", content: { coupon_id: coupon.id } };
  await becomes(ticket, await send(ticket, card), "sent");
  await becomes(ticket, await send(ticket, card), "sent");
  const said = world.shop.messages(buyer.conversationId).filter(({ type }) => type === "COUPON_CARD");
  expect((said[1]?.createdAt ?? 0) - (said[0]?.createdAt ?? 0)).toBeGreaterThanOrEqual(2_000);
  expect(said).toHaveLength(2);
});

test("another buyer's order, a stranger's product and a package of nothing are refused, and nothing is sent", async () => {
  const { buyer, ticket } = await asks("nora");
  const other = await asks("olaf");
  const said = world.shop.messages(buyer.conversationId).length;
  const tried = async (body: object) => (await refusal(send(ticket, body))).code;
  expect(await tried({ type: "ORDER_CARD", content: { order_id: other.order.id } })).toBe("card-other-buyer");
  expect(await tried({ type: "ORDER_CARD", content: { order_id: "576900000000000001" } })).toBe("order-missing");
  expect(await tried({ type: "PRODUCT_CARD", content: { product_id: "1729900000000000001" } })).toBe("card-unknown");
  const parcel = { order_id: other.order.id, package_id: "1153900000000000401" };
  expect(await tried({ type: "LOGISTICS_CARD", content: parcel })).toBe("card-unknown");
  expect(await tried({ type: "COUPON_CARD", content: { coupon_id: "<script>" } })).toBe("field-invalid");
  // Linked by its number it stays another's.
  await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "link-order", orderId: other.order.id });
  const linked = (await open(ticket)).cards.find((one) => one.orderId === other.order.id);
  expect(linked?.can).toMatchObject({ because: { code: "card-other-buyer" } });
  expect(world.shop.messages(buyer.conversationId)).toHaveLength(said);
});

test("a card whose answer was lost is looked up, and never sent twice", async () => {
  const { buyer, order, ticket } = await asks("dora");
  world.hosted.simulator.faults.raise({ kind: "timeout_after", on: "send", count: 1 });
  const id = await send(ticket, { type: "ORDER_CARD", content: { order_id: order.id } });
  await becomes(ticket, id, "sent");
  expect(world.shop.messages(buyer.conversationId).filter(({ type }) => type === "ORDER_CARD")).toHaveLength(1);
});

test("a template carries its order's cards: put in with its words, or sent by the macro until one cannot be shown", async () => {
  const { buyer, order, ticket } = await asks("tessa");
  const { id: templateId } = await world.admin.post<{ id: string }>("/api/templates", {
    name: "On its way",
    folder: "",
    tags: [],
    kind: "reply",
    shared: true,
    variants: [{ language: "en", text: "It is on its way." }],
    conditions: { stores: [], marketplaces: [], stages: [], hours: null },
    actions: [{ do: "show-card", card: "order" }, { do: "show-card", card: "logistics" }, { do: "resolve" }],
  });
  const use = (id: string) => world.admin.post<MacroDone>(`/api/tickets/${ticket}/macros`, { templateId, id });
  const render = () => world.admin.post<{ text: string; cards: CardBody[] }>(`/api/tickets/${ticket}/render`, { templateId });
  expect(await render()).toMatchObject({ cards: [{ type: "ORDER_CARD" }] });
  expect(await use("macro-one-click")).toMatchObject({
    done: ["reply", "show-card"],
    failed: { do: "show-card", code: "card-no-package" },
  });
  world.shop.endHold(order.id);
  world.shop.ship(order.id);
  await world.settle();
  expect((await render()).cards.map(({ type }) => type)).toEqual(["ORDER_CARD", "LOGISTICS_CARD"]);
  expect(await use("macro-two-click")).toMatchObject({ done: ["reply", "show-card", "show-card", "resolve"], failed: null });
  await becomes(ticket, "macro-two-click-1", "sent");
  const said = world.shop.sentReplies(buyer.conversationId).map(({ type }) => type);
  expect(said).toEqual(["TEXT", "ORDER_CARD", "TEXT", "ORDER_CARD", "LOGISTICS_CARD"]);
});

test("before it is sent the desk says whether it counts; after, an agent may think otherwise, and the chat is counted again", async () => {
  const judge = (text: string, shows = false) => world.admin.post<object>("/api/judgements", { text, shows });
  expect(await judge("Hi dear, one moment")).toEqual({ counts: false, because: "stalling" });
  expect(await judge("Hello!")).toEqual({ counts: false, because: "greeting" });
  expect(await judge("Hello!", true)).toEqual({ counts: true });
  expect(await judge("It left on Tuesday")).toEqual({ counts: true });
  const before = await score();
  const { ticket } = await asks("judith");
  expect((await open(ticket)).awaitsAnswer).toBe(true);
  const greeting = await send(ticket, { type: "TEXT", text: "Hello!" });
  await becomes(ticket, greeting, "sent");
  expect((await open(ticket)).judgements[greeting]).toEqual({ counts: false, because: "greeting", opinion: null });
  expect((await score())?.open).toBe((before?.open ?? 0) + 1);
  const say = (counts: boolean, reason: string) => world.admin.put(`/api/tickets/${ticket}/judgements/${greeting}`, { counts, reason });
  await say(true, "She only wanted to say hello");
  expect((await score())?.open).toBe(before?.open);
  const page = await open(ticket);
  expect([page.awaitsAnswer, page.judgements[greeting]]).toMatchObject([false, { counts: true, opinion: { byName: "Ana Admin" } }]);
  expect(page.entries.at(-1)).toMatchObject({
    kind: "event",
    name: "judged",
    facts: { before: "greeting", after: "counts", reason: "She only wanted to say hello", said: "Hello!" },
  });
  await say(false, "Somebody looked again");
  expect((await score())?.open).toBe((before?.open ?? 0) + 1);
  expect((await refusal(world.admin.put(`/api/tickets/${ticket}/judgements/none`, { counts: true, reason: "x" }))).code).toBe(
    "answer-missing",
  );
  expect((await refusal(say(true, " "))).code).toBe("field-invalid");
});

test("videos, stickers and what nobody has heard of come in as what they are, and wait for an answer", async () => {
  const { buyer, ticket } = await asks("vera");
  buyer.sends("VIDEO", { url: "https://video.example.test/1.mp4", cover: "https://img.example.test/1.png", expire_time: "1", vid: "v1" });
  buyer.sends("EMOTICONS", { content: "[heart]" });
  buyer.sends("VOICE_NOTE", { vid: "v2" });
  buyer.sends("TEXT", "no JSON at all");
  await world.settle();
  const { entries, facts } = await open(ticket);
  const said = entries.flatMap((entry) => (entry.kind === "message" ? [[entry.type, entry.content]] : []));
  expect(said.slice(-4)).toMatchObject([
    ["VIDEO", { cover: "https://img.example.test/1.png" }],
    ["EMOTICONS", { content: "[heart]" }],
    ["VOICE_NOTE", { vid: "v2" }],
    ["TEXT", { content: "no JSON at all" }],
  ]);
  expect(facts.waitingSince).not.toBeNull();
});
