// What a buyer's message is about, read by a model behind everything people wait for: shown in lists and in the ticket, corrected by whoever knows
// better, and missing without harm while the server is away, slow or wrong.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FaultKind } from "../../simulator/index.ts";
import type { TicketSummary } from "../../worker/mailbox/list.ts";
import type { TicketPage } from "../../worker/thread/page.ts";
import { type Desk, refusal } from "./desk.ts";
import { SMALL, setModel, untilRead } from "./model.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let shop: Shop;
let store = "";
let agent: Desk;
let count = 0;

const MINUTE = 60_000;
const switchOn = (isOn: boolean) => setModel(world, { isOn, models: [SMALL], tasks: { classify: SMALL.name } });
const newBuyer = () => new Buyer(world, shop, `buyer${++count}`);
const ticketOf = async (buyer: Buyer) => world.admin.get<TicketPage>(`/api/tickets/${(await currentTicket(world, buyer)).id}`);
const due = () => world.rows("SELECT * FROM reading_due");
const read = async () => {
  await untilRead(world);
  await world.settle();
};
const raise = (kind: FaultKind, more: object = {}) => world.hosted.simulator.faults.raise({ kind, on: "model.chat", ...more });
const list = async (query = "") => (await agent.get<{ rows: TicketSummary[] }>(`/api/tickets?view=todo${query}`)).rows;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  agent = await world.agent("Otto", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(() => world.close());
beforeEach(() => world.hosted.simulator.faults.clear());

test("while machine help is off nothing is named, asked or shown", async () => {
  const buyer = newBuyer();
  buyer.writes("Where is my order?");
  await world.settle();
  expect(await due()).toEqual([]);
  expect(world.shop.asked).toEqual([]);
  expect((await ticketOf(buyer)).facts.reading).toBeNull();
});

test("a message is in its ticket first and read afterwards; the list shows what is wanted and is narrowed by it", async () => {
  await switchOn(true);
  const buyer = newBuyer();
  buyer.writes("My lamp stopped working after 2 days, call me: +1 212 555 0188");
  await read();
  const { facts, ticket } = await ticketOf(buyer);
  expect(facts.reading).toMatchObject({ class: "damaged/stopped-working", isByHand: false, language: "en", moodBefore: null });
  const [row] = await list("&class=damaged");
  expect(row).toMatchObject({ id: ticket.id, reading: { class: "damaged/stopped-working", soured: false } });
  const { intent, intents } = row?.reading ?? {};
  expect([intent?.includes("lamp"), Object.keys(intents ?? {})]).toEqual([true, ["en", "de", "es", "zh-Hans"]]);
  expect(intents?.en).toBe(intent);
  expect(await list("&class=stock")).toEqual([]);
  expect(world.shop.asked.at(-1)).toMatchObject({ task: "classify" });
  expect(world.shop.asked.at(-1)?.user).not.toContain("555 0188");
});

test("the next message is read anew; one that sounds worse says so", async () => {
  const buyer = newBuyer();
  buyer.writes("Thank you, it is perfect");
  await read();
  expect((await ticketOf(buyer)).facts.reading).toMatchObject({ class: "thanks/thanks", mood: 3 });
  buyer.writes("The lid is cracked!!! This is ridiculous");
  await read();
  const { facts, ticket } = await ticketOf(buyer);
  expect(facts.reading).toMatchObject({ class: "damaged/without-photo", mood: 0, moodBefore: 3 });
  expect((await list()).find(({ id }) => id === ticket.id)?.reading).toMatchObject({ soured: true });
});

test("an agent's word stands for that message, is told in the ticket, and ends with the next one", async () => {
  const buyer = newBuyer();
  buyer.writes("How do I return this?");
  await read();
  const { ticket } = await ticketOf(buyer);
  await agent.put(`/api/tickets/${ticket.id}/class`, { class: "return-how-to/deadline" });
  await agent.put(`/api/tickets/${ticket.id}/class`, { class: "return-how-to/deadline" });
  await world.settle();
  const { facts, entries } = await ticketOf(buyer);
  expect(facts.reading).toMatchObject({ class: "return-how-to/deadline", isByHand: true, confidence: 1 });
  const told = entries.filter((entry) => entry.kind === "event" && entry.name === "classified");
  expect(told).toMatchObject([{ byName: "Otto", facts: { class: "return-how-to/deadline", was: "return-how-to/how" } }]);
  // A reading that comes late says nothing any more.
  await world.rows("INSERT INTO reading_due (ticket_id, due_at) VALUES (?, 1)", ticket.id);
  await (await world.tillside.miniflare.getQueueProducer("LONG")).send({ do: "read-question", ticket: ticket.id });
  await read();
  expect((await ticketOf(buyer)).facts.reading).toMatchObject({ class: "return-how-to/deadline", isByHand: true });
  buyer.writes("Is it compatible with my phone?");
  await read();
  expect((await ticketOf(buyer)).facts.reading).toMatchObject({ class: "product-question/does-it-fit", isByHand: false });
});

test("only who may reply may say so, and only what there is", async () => {
  const reader = await world.agent("Rob", [{ store, rights: ["read"] }]);
  const buyer = newBuyer();
  buyer.writes("Hello, where is my parcel?");
  await read();
  const { ticket } = await ticketOf(buyer);
  const path = `/api/tickets/${ticket.id}/class`;
  expect(await refusal(reader.put(path, { class: "stock/restock" }))).toMatchObject({ status: 403 });
  expect(await refusal(agent.put(path, { class: "stock" }))).toMatchObject({ status: 422 });
});

test("a server that is away is asked again later; one that answers with something else is not", async () => {
  raise("down");
  const buyer = newBuyer();
  buyer.writes("My coupon does not work");
  await world.settle();
  await world.until("it was tried", async () => (await world.rows("SELECT * FROM reading_due WHERE tries = 1")).length === 1);
  expect((await ticketOf(buyer)).facts).toMatchObject({ reading: null, lastBy: "buyer" });
  world.hosted.simulator.faults.clear();
  await world.later(10 * MINUTE);
  await world.tillside.cron("* * * * *");
  await read();
  expect((await ticketOf(buyer)).facts.reading).toMatchObject({ class: "price-and-promotion/coupon" });
  raise("model_off_schema", { count: 1 });
  const other = newBuyer();
  other.writes("I need an invoice");
  await read();
  expect((await ticketOf(other)).facts.reading).toBeNull();
});

test("a job that was lost is named again by the minute's round", async () => {
  const buyer = newBuyer();
  buyer.writes("Is it the real brand or a fake?");
  await read();
  const { ticket } = await ticketOf(buyer);
  const asked = world.shop.asked.length;
  await world.rows("INSERT INTO reading_due (ticket_id, due_at) VALUES (?, ?)", ticket.id, world.now() - 2 * MINUTE);
  await world.tillside.cron("* * * * *");
  await read();
  expect(world.shop.asked.length).toBe(asked);
});

test("whoever is erased leaves no line of what they wanted", async () => {
  const buyer = newBuyer();
  buyer.writes("When will the mint one be back in stock, love Zebedee");
  await read();
  const { ticket } = await ticketOf(buyer);
  const [before] = await world.rows<{ reading: string }>("SELECT reading FROM ticket WHERE id = ?", ticket.id);
  expect(before?.reading).toContain("mint");
  await world.admin.post(`/api/buyers/${ticket.buyer_user_id}/erase`, { id: "erase-click", typed: ticket.buyer_name });
  await world.settle();
  await world.until("the buyer is gone", async () => {
    const [row] = await world.rows<{ reading: string | null }>("SELECT reading FROM ticket WHERE id = ?", ticket.id);
    return !row?.reading?.includes("mint");
  });
});
