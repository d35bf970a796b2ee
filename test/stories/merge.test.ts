// Tickets that become one and are taken apart again, messages that find a ticket of their own, and tickets nobody comes back to: what every
// page, list, search and address says of them.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Entry } from "../../worker/timeline/entries.ts";
import { refusal } from "./desk.ts";
import { Buyer, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const DAY = 86_400_000;

interface TicketPage {
  ticket: { id: string; number: number };
  facts: { state: string; orders: string[]; waitingSince: number | null; dueAt: number | null; turns: { askedAt: number }[] };
  entries: Entry[];
  joined: { id: string; number: number; undo: { ok: boolean; because?: { code: string } } }[];
  drafts: { kind: string; text: string }[];
  nudge: { entry: string; order: string } | null;
}
interface Row {
  id: string;
  number: number;
  state: number;
  is_current: number;
  leads_to: string | null;
  waiting_since: number | null;
  due_at: number | null;
  order_id: string | null;
}

let world: World;
let shop: Shop;
let store = "";
let count = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  await world.settle();
});
afterAll(() => world.close());

const newBuyer = () => new Buyer(world, shop, `joiner${++count}`);
const click = () => `click-${++count}-0000`;
const ticketsOf = (buyer: Buyer) => world.rows<Row>("SELECT * FROM ticket WHERE conversation_id = ? ORDER BY number", buyer.conversationId);
const open = (id: string) => world.admin.get<TicketPage>(`/api/tickets/${id}`);
const act = (id: string, what: object) => world.admin.post(`/api/tickets/${id}/acts`, what);
const listed = async (view: string) => (await world.admin.get<{ rows: Row[] }>(`/api/tickets?view=${view}`)).rows.map(({ id }) => id);
const counts = async () => (await world.admin.get<{ counts: Record<string, number> }>("/api/tickets/counts")).counts;
const chats = () => world.rows("SELECT ticket_id, asked_at, answered_at FROM scored_chat ORDER BY asked_at");
const texts = ({ entries }: TicketPage) =>
  entries.flatMap((entry) =>
    entry.kind === "message" ? [entry.content.content] : entry.kind === "reply" && entry.body.type === "TEXT" ? [entry.body.text] : [],
  );
const merge = (id: string, other: string) =>
  world.admin.post<{ ticketId: string }>(`/api/tickets/${id}/merge`, { id: click(), with: other });

async function say(buyer: Buyer, text: string): Promise<void> {
  buyer.writes(text);
  await world.settle();
}

async function answer(id: string, text: string): Promise<void> {
  await world.admin.post(`/api/tickets/${id}/replies`, { id: click(), body: { type: "TEXT", text } });
  await world.settle();
}

/** A question that was answered and resolved, and another one after the reopen window: two tickets of one buyer. */
async function openPair(): Promise<{ buyer: Buyer; older: Row; newer: Row }> {
  const buyer = newBuyer();
  await say(buyer, "Where is my parcel?");
  const [first] = await ticketsOf(buyer);
  await answer(first?.id ?? "", "It arrives tomorrow.");
  await act(first?.id ?? "", { do: "resolve" });
  await world.later(8 * DAY);
  await say(buyer, "It never came, blue zeppelin");
  const [older, newer] = await ticketsOf(buyer);
  if (!older || !newer) throw new Error("expected two tickets");
  return { buyer, older, newer };
}

test("two tickets of a buyer become one: every name of the newer one leads to the older, and nothing is counted twice (Chatwoot #9264)", async () => {
  const { buyer, older, newer } = await openPair();
  const before = await chats();
  const line = await world.admin.listen(`/api/tickets/${newer.id}/live`);
  await world.admin.put(`/api/tickets/${newer.id}/drafts`, { kind: "reply", text: "Dear buyer, we", edition: 1 });
  const { ticketId } = await merge(older.id, newer.id);
  expect(ticketId).toBe(older.id);
  await world.until("whoever looks at it is told", () => line.heard.some((frame) => frame.t === "changed"));

  const page = await open(newer.id);
  expect([page.ticket.number, texts(page), page.facts.state]).toEqual([
    older.number,
    ["Where is my parcel?", "It arrives tomorrow.", "It never came, blue zeppelin"],
    "open",
  ]);
  expect(page.drafts).toMatchObject([{ kind: "reply", text: "Dear buyer, we" }]);
  const [kept, stub] = await ticketsOf(buyer);
  expect([kept?.is_current, stub?.is_current, stub?.leads_to]).toEqual([1, 0, older.id]);
  // The wait and its promise are those of the question that waits.
  expect([kept?.waiting_since, kept?.due_at]).toEqual([newer.waiting_since, newer.due_at]);
  expect((await chats()).map(({ asked_at, answered_at }) => [asked_at, answered_at])).toEqual(
    before.map(({ asked_at, answered_at }) => [asked_at, answered_at]),
  );

  for (const view of ["todo", "waiting", "resolved", "snoozed", "spam"]) expect(await listed(view)).not.toContain(newer.id);
  const total = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM ticket WHERE merged_into IS NULL");
  const { todo = 0, waiting = 0, snoozed = 0, resolved = 0, spam = 0 } = await counts();
  expect(todo + waiting + snoozed + resolved + spam).toBe(total[0]?.n);
  for (const asked of ["zeppelin", `%23${newer.number}`]) {
    const { rows } = await world.admin.get<{ rows: Row[] }>(`/api/tickets/search?q=${asked}`);
    expect(rows.map(({ id }) => id)).toEqual([older.id]);
  }
  await say(buyer, "And the refund?");
  expect(texts(await open(older.id))).toHaveLength(4);
  await answer(newer.id, "We refund it today.");
  expect((await ticketsOf(buyer)).map(({ waiting_since }) => waiting_since)).toEqual([null, null]);
});

test("a merge is undone and brings back exactly what came, until something new was said", async () => {
  const { buyer, older, newer } = await openPair();
  const [was, ways] = [await open(older.id), await open(newer.id)];
  const [rowsBefore, countsBefore, chatsBefore] = [await ticketsOf(buyer), await counts(), await chats()];
  await merge(newer.id, older.id);
  const [joined] = (await open(older.id)).joined;
  expect(joined).toMatchObject({ number: newer.number, undo: { ok: true } });
  const undo = { id: click(), merge: joined?.id };
  await world.admin.post(`/api/tickets/${older.id}/unmerge`, undo);
  // The same click again, from a browser that heard no answer.
  await world.admin.post(`/api/tickets/${older.id}/unmerge`, undo);
  expect([texts(await open(older.id)), texts(await open(newer.id))]).toEqual([texts(was), texts(ways)]);
  const plain = (rows: Row[]) =>
    rows.map(({ state, is_current, leads_to, waiting_since, due_at }) => [state, is_current, leads_to, waiting_since, due_at]);
  expect(plain(await ticketsOf(buyer))).toEqual(plain(rowsBefore));
  expect([await counts(), await chats()]).toEqual([countsBefore, chatsBefore]);

  await merge(newer.id, older.id);
  await say(buyer, "Hello?");
  const [again] = (await open(older.id)).joined;
  expect(again?.undo).toEqual({ ok: false, because: { code: "arrived-since-merge", facts: {} } });
  const refused = await refusal(world.admin.post(`/api/tickets/${older.id}/unmerge`, { id: click(), merge: again?.id }));
  expect([refused.status, refused.code]).toEqual([409, "arrived-since-merge"]);
});

test("another buyer's ticket stays apart, and a ticket is not merged into itself", async () => {
  const [one, other] = [newBuyer(), newBuyer()];
  await say(one, "Mine");
  await say(other, "Somebody else's");
  const [own] = await ticketsOf(one);
  const [foreign] = await ticketsOf(other);
  const { tickets } = await world.admin.get<{ tickets: { number: number; merge: { ok: boolean; because?: { code: string } } }[] }>(
    `/api/tickets/${own?.id}/related?number=${foreign?.number}`,
  );
  expect(tickets).toMatchObject([{ number: foreign?.number, merge: { ok: false, because: { code: "merge-other-buyer" } } }]);
  expect((await refusal(merge(own?.id ?? "", foreign?.id ?? ""))).code).toBe("merge-other-buyer");
  expect((await refusal(merge(own?.id ?? "", own?.id ?? ""))).code).toBe("merge-itself");
});

test("a second topic is split off with its order: it waits on its own, is found on its own, and what the buyer writes next goes there", async () => {
  await world.admin.patch(`/api/stores/${store}`, { version: await version(), change: { orderOpensTicket: false } });
  const buyer = newBuyer();
  const [first, second] = [buyer.buys(), buyer.buys()];
  await world.settle();
  await say(buyer, `Where is ${first.id}?`);
  await say(buyer, `And the purple ${second.id} is torn`);
  const [only] = await ticketsOf(buyer);
  const page = await open(only?.id ?? "");
  expect([page.facts.orders, page.nudge?.order]).toEqual([[first.id, second.id], second.id]);
  const before = await chats();
  const { ticketId } = await world.admin.post<{ ticketId: string }>(`/api/tickets/${only?.id}/split`, {
    id: click(),
    entry: page.nudge?.entry,
    only: false,
  });
  const [stays, goes] = [await open(only?.id ?? ""), await open(ticketId)];
  expect([texts(stays).length, texts(goes).length, stays.facts.orders, goes.facts.orders]).toEqual([1, 1, [first.id], [second.id]]);
  expect([stays.facts.waitingSince, goes.facts.waitingSince].every((since) => since !== null)).toBe(true);
  expect(stays.nudge).toBeNull();
  expect((await chats()).length).toBe(before.length);
  const { rows } = await world.admin.get<{ rows: Row[] }>("/api/tickets/search?q=purple");
  expect(rows.map(({ id }) => id)).toEqual([ticketId]);
  await say(buyer, "It has a hole");
  expect(texts(await open(ticketId))).toHaveLength(2);
  const { tickets } = await world.admin.get<{ tickets: { id: string; relation: string }[] }>(`/api/tickets/${ticketId}/related`);
  expect(tickets).toMatchObject([{ id: only?.id, relation: "split-from" }]);

  const moved = (await open(ticketId)).entries.findLast(({ kind }) => kind === "message");
  await world.admin.post(`/api/tickets/${ticketId}/move`, { id: click(), entry: moved?.id, to: only?.id });
  expect([texts(await open(only?.id ?? "")).length, texts(await open(ticketId)).length]).toEqual([2, 1]);
  // Read again from the beginning, TikTok's conversation changes nothing.
  await world.rows("UPDATE conversation SET handed_index = '0', pulled_index = '0' WHERE id = ?", buyer.conversationId);
  await world.admin.post(`/api/stores/${store}/pull`, {});
  await world.settle();
  expect([texts(await open(only?.id ?? "")).length, texts(await open(ticketId)).length]).toEqual([2, 1]);
});

test("an order is taken away, another is what the ticket is about, and the ticket before suggests its own", async () => {
  const { newer, older, buyer } = await openPair();
  const [one, two] = [buyer.buys(), buyer.buys()];
  await world.settle();
  for (const { id } of [one, two]) await act(older.id, { do: "link-order", orderId: id });
  await act(older.id, { do: "put-order-first", orderId: one.id });
  const order = async () => (await ticketsOf(buyer))[0]?.order_id;
  expect(await order()).toBe(one.id);
  await act(older.id, { do: "unlink-order", orderId: one.id });
  expect([await order(), await world.rows("SELECT order_id FROM ticket_order WHERE ticket_id = ?", older.id)]).toEqual([
    two.id,
    [{ order_id: two.id }],
  ]);
  const { orders } = await world.admin.get<{ orders: { order: { id: string }; isEarlier: boolean }[] }>(
    `/api/tickets/${newer.id}/suggested-orders`,
  );
  expect(orders.map(({ order: { id }, isEarlier }) => [id, isEarlier])).toEqual([
    [two.id, true],
    [one.id, false],
  ]);
});

test("a ticket nobody comes back to is resolved by itself; one that waits, or was put off, stays", async () => {
  const [quiet, waits, slept] = [newBuyer(), newBuyer(), newBuyer()];
  for (const buyer of [quiet, waits, slept]) await say(buyer, "Which size?");
  const idOf = async (buyer: Buyer) => (await ticketsOf(buyer))[0]?.id ?? "";
  for (const buyer of [quiet, slept]) await answer(await idOf(buyer), "Take M, it runs large.");
  await act(await idOf(slept), { do: "snooze", until: world.now() + 30 * DAY, keepSnoozed: true });
  await world.admin.patch(`/api/stores/${store}`, { version: await version(), change: { quietDays: 3 } });
  await world.later(2 * DAY);
  await world.tillside.cron("*/5 * * * *");
  await world.settle();
  const states = async () => Promise.all([quiet, waits, slept].map(async (buyer) => (await open(await idOf(buyer))).facts.state));
  expect(await states()).toEqual(["open", "open", "snoozed"]);
  await world.later(2 * DAY);
  await world.tillside.cron("*/5 * * * *");
  await world.until("it is resolved", async () => (await states())[0] === "resolved");
  expect(await states()).toEqual(["resolved", "open", "snoozed"]);
  const told = (await open(await idOf(quiet))).entries.find((entry) => entry.kind === "event" && entry.name === "resolved");
  expect(told).toMatchObject({ by: null, facts: { days: 3 } });
});

const version = async () => (await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store))[0]?.version;
