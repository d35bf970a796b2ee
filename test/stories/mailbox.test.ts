// Conversations as tickets: which message goes where, what agents do, what buyers get, and who sees it live.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Entry } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { consentAs, openWorld, type World } from "./world.ts";

interface Ticket {
  id: string;
  number: number;
  state: string;
  preview: string;
  assignee_id: string;
  waiting_since: number | null;
  due_at: number | null;
  trouble: string | null;
  order_id: string | null;
  buyer_name: string;
  last_by: string;
}
interface TicketPage {
  ticket: { id: string; follow_up_of: string | null; continued_in: string | null };
  facts: { state: string; orders: string[]; waitingSince: number | null; assigneeId: string; firstReplyAt: number | null };
  entries: Entry[];
  orders: { order: { id: string } }[];
  products: { title: string }[];
  can: { reply: { ok: boolean; because?: { code: string } } };
}

const DAY = 86_400_000;
let world: World;
let shop: Shop;
let store = "";
let count = 0;
let clicks = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  await world.settle();
});
afterAll(() => world.close());

const newBuyer = () => new Buyer(world, shop, `buyer${++count}`);
const ticketsOf = (buyer: Buyer) =>
  world.rows<Ticket & { is_current: number; follow_up_of: string | null }>(
    "SELECT * FROM ticket WHERE conversation_id = ? ORDER BY number",
    buyer.conversationId,
  );
const open = (id: string, desk: Desk = world.admin) => desk.get<TicketPage>(`/api/tickets/${id}`);
const act = (id: string, what: object) => world.admin.post(`/api/tickets/${id}/acts`, what);
const reply = async (id: string, text: string, click = `click-${++clicks}-0000`) => {
  await world.admin.post(`/api/tickets/${id}/replies`, { id: click, body: { type: "TEXT", text } });
  return click;
};
const listed = async (view: string) => (await world.admin.get<{ rows: Ticket[] }>(`/api/tickets?view=${view}`)).rows;
const soleTicket = async (buyer: Buyer) => {
  const [ticket, ...more] = await ticketsOf(buyer);
  if (!ticket || more.length > 0) throw new Error(`expected one ticket, found ${more.length + (ticket ? 1 : 0)}`);
  return ticket;
};
const texts = (page: TicketPage) =>
  page.entries.flatMap((entry) =>
    entry.kind === "message"
      ? [entry.content.content ?? entry.type]
      : entry.kind === "reply" && entry.body.type === "TEXT"
        ? [entry.body.text]
        : [],
  );

test("a buyer's first message makes one ticket in To do, waiting since it was written, due by the store's target", async () => {
  const buyer = newBuyer();
  buyer.writes("Where is my parcel?");
  await world.settle();
  const ticket = await soleTicket(buyer);
  expect(ticket).toMatchObject({ preview: "Where is my parcel?", buyer_name: `buyer${count}`, last_by: "buyer", assignee_id: "" });
  const asked = world.shop.messages(buyer.conversationId)[0]?.createTime ?? 0;
  expect([ticket.waiting_since, ticket.due_at]).toEqual([asked * 1000, asked * 1000 + 720 * 60_000]);
  expect((await listed("todo")).map((row) => row.id)).toContain(ticket.id);
});

test("two first messages in the same instant make one ticket with both (Chatwoot #10798)", async () => {
  const buyer = newBuyer();
  buyer.writes("Hello?");
  buyer.writes("Anybody there?");
  await world.settle();
  expect(texts(await open((await soleTicket(buyer)).id))).toEqual(["Hello?", "Anybody there?"]);
});

test("messages of every kind are kept and told apart; a kind nobody knows is kept under its name; hidden ones are not shown", async () => {
  const buyer = newBuyer();
  const product = world.shop.products(shop.id)[0];
  const order = buyer.buys();
  buyer.sends("BUYER_ENTER_FROM_PRODUCT", { product_id: product?.id });
  buyer.sends("TEXT", { content: "Is this warm?" });
  buyer.sends("IMAGE", { url: "https://img.example.test/a.jpg", width: "800", height: 600 });
  buyer.sends("VIDEO", { url: "https://v.example.test/a.mp4", cover: "https://img.example.test/c.jpg", duration: "20.5" });
  buyer.sends("PRODUCT_CARD", { product_id: product?.id });
  buyer.sends("ORDER_CARD", { order_id: order.id });
  buyer.sends("EMOTICONS", "{}");
  buyer.sends("HOLOGRAM", { depth: 3 });
  buyer.sends("TEXT", "not even JSON");
  world.shop.sayAsRobot({ conversationId: buyer.conversationId, text: "A colleague will answer soon." });
  world.shop.sayAsSystem({ conversationId: buyer.conversationId, text: "Sam joined" });
  world.shop.sayAsSystem({ conversationId: buyer.conversationId, text: "Rate us", visible: false });
  await world.settle();
  const page = await open((await soleTicket(buyer)).id);
  const messages = page.entries.filter((entry) => entry.kind === "message");
  expect(messages.map((entry) => `${entry.role} ${entry.type}`)).toEqual([
    "BUYER BUYER_ENTER_FROM_PRODUCT",
    "BUYER TEXT",
    "BUYER IMAGE",
    "BUYER VIDEO",
    "BUYER PRODUCT_CARD",
    "BUYER ORDER_CARD",
    "BUYER EMOTICONS",
    "BUYER HOLOGRAM",
    "BUYER TEXT",
    "ROBOT TEXT",
    "SYSTEM NOTIFICATION",
    "SYSTEM HIDDEN",
  ]);
  expect(JSON.stringify(page)).not.toContain("Rate us");
  expect([page.facts.orders, page.orders.map((one) => one.order.id), page.products.map((one) => one.title)]).toEqual([
    [order.id],
    [order.id],
    ["GlowLab beanie"],
  ]);
});

test("a reply goes to the buyer once, ends the wait and moves the ticket to Waiting; the same click twice is one reply", async () => {
  const buyer = newBuyer();
  buyer.writes("Is it waterproof?");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const click = await reply(id, "Yes, up to 10 m.");
  await world.admin.post(`/api/tickets/${id}/replies`, { id: click, body: { type: "TEXT", text: "Yes, up to 10 m." } });
  await world.settle();
  expect(world.shop.sentReplies(buyer.conversationId).map((message) => JSON.parse(message.content))).toEqual([
    { content: "Yes, up to 10 m." },
  ]);
  const page = await open(id);
  expect(page.entries.filter((entry) => entry.kind === "reply")).toMatchObject([{ state: "sent", byName: "Ana Admin", trouble: null }]);
  expect(page.entries.filter((entry) => entry.kind === "message")).toHaveLength(1);
  expect(await soleTicket(buyer)).toMatchObject({ waiting_since: null, due_at: null, last_by: "us", preview: "Yes, up to 10 m." });
  expect((await listed("waiting")).map((row) => row.id)).toContain(id);
  expect((await listed("todo")).map((row) => row.id)).not.toContain(id);
  // Whoever answers an unassigned ticket has it.
  expect((await listed("mine")).map((row) => row.id)).toContain(id);
});

test("what TikTok refuses is failed with its words and code; the agent sends other words or lets it go", async () => {
  const buyer = newBuyer();
  buyer.writes("How do I reach you?");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const click = await reply(id, "Write to me on WhatsApp");
  await world.settle();
  const failed = (await open(id)).entries.find((entry) => entry.kind === "reply");
  expect(failed).toMatchObject({ state: "failed", code: 45101006, trouble: expect.stringMatching(/\w/) });
  expect(await soleTicket(buyer)).toMatchObject({ trouble: "failed" });
  expect((await soleTicket(buyer)).waiting_since).not.toBeNull();
  await world.admin.post(`/api/tickets/${id}/replies/${click}`, { decision: "discard" });
  expect(await soleTicket(buyer)).toMatchObject({ trouble: null });
  expect(await refusal(world.admin.post(`/api/tickets/${id}/replies/${click}`, { decision: "resend" }))).toMatchObject({
    status: 409,
    code: "reply-settled",
  });
  expect(world.shop.sentReplies(buyer.conversationId)).toEqual([]);
});

test("a reply typed in Seller Center shows as such and ends the wait; a robot's does not", async () => {
  const buyer = newBuyer();
  buyer.writes("Hello");
  await world.settle();
  world.shop.sayAsRobot({ conversationId: buyer.conversationId, text: "We will be with you." });
  await world.settle();
  expect((await soleTicket(buyer)).waiting_since).not.toBeNull();
  world.shop.typeInSellerCenter({ conversationId: buyer.conversationId, text: "How can I help?", agentName: "Sam" });
  await world.settle();
  const ticket = await soleTicket(buyer);
  expect(ticket.waiting_since).toBeNull();
  expect((await open(ticket.id)).entries.at(-1)).toMatchObject({ kind: "message", role: "CUSTOMER_SERVICE", name: "Sam" });
});

test("a note stays among us", async () => {
  const buyer = newBuyer();
  buyer.writes("Hello");
  await world.settle();
  const { id } = await soleTicket(buyer);
  await world.admin.post(`/api/tickets/${id}/notes`, { id: "note-0000-1", text: "Buyer sounds upset" });
  await world.settle();
  expect((await open(id)).entries.at(-1)).toMatchObject({ kind: "note", text: "Buyer sounds upset", byName: "Ana Admin" });
  expect(world.shop.sentReplies(buyer.conversationId)).toEqual([]);
  expect((await soleTicket(buyer)).waiting_since).not.toBeNull();
});

test("assign, snooze, resolve, reopen, spam: each moves the ticket, tells so, and counts stay a recount's", async () => {
  const buyer = newBuyer();
  buyer.writes("One");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const bo = await world.agent(`Bo ${count}`, [{ store, rights: ["read", "reply"] }]);
  const boId = (await bo.get<{ person: { id: string } }>("/api/me")).person.id;
  await act(id, { do: "assign", assigneeId: boId });
  expect((await bo.get<{ rows: Ticket[] }>("/api/tickets?view=mine")).rows.map((row) => row.id)).toEqual([id]);
  expect(await refusal(act(id, { do: "assign", assigneeId: "usr_nobody" }))).toMatchObject({ code: "assignee-unknown" });
  await act(id, { do: "snooze", until: world.now() + DAY });
  expect((await listed("snoozed")).map((row) => row.id)).toContain(id);
  expect(await refusal(act(id, { do: "snooze", until: world.now() - 1 }))).toMatchObject({ code: "snooze-past" });
  await act(id, { do: "reopen" });
  await act(id, { do: "spam" });
  expect((await listed("spam")).map((row) => row.id)).toContain(id);
  await act(id, { do: "reopen" });
  expect((await listed("todo")).map((row) => row.id)).toContain(id);
  await act(id, { do: "resolve" });
  expect((await listed("resolved")).map((row) => row.id)).toContain(id);
  // Resolving answers what was asked: opened again, nobody waits for us.
  await act(id, { do: "reopen" });
  expect((await listed("waiting")).map((row) => row.id)).toContain(id);
  const events = (await open(id)).entries.flatMap((entry) => (entry.kind === "event" ? [entry.name] : []));
  expect(events).toEqual(["assigned", "snoozed", "reopened", "spam", "not-spam", "resolved", "reopened"]);
  await expectCountsToBeTrue();
});

test("a snoozed ticket wakes at its hour although its alarm was lost", async () => {
  const buyer = newBuyer();
  buyer.writes("Later is fine");
  await world.settle();
  const { id } = await soleTicket(buyer);
  await act(id, { do: "snooze", until: world.now() + DAY });
  await world.later(DAY + 60_000);
  await world.tillside.cron("* * * * *");
  await world.until("it woke", async () => (await listed("todo")).some((row) => row.id === id));
  expect((await open(id)).entries.at(-1)).toMatchObject({ kind: "event", name: "woke", by: null });
});

test("a buyer who writes within the window reopens the ticket; after it a new one follows the old", async () => {
  const buyer = newBuyer();
  buyer.writes("It does not fit");
  await world.settle();
  const first = await soleTicket(buyer);
  await act(first.id, { do: "resolve" });
  buyer.writes("One more thing");
  await world.settle();
  expect((await open((await soleTicket(buyer)).id)).facts.state).toBe("open");
  await act(first.id, { do: "resolve" });
  await world.later(8 * DAY);
  buyer.writes("Something else");
  await world.settle();
  const [old, next] = await ticketsOf(buyer);
  expect([old?.is_current, next?.is_current, next?.follow_up_of]).toEqual([0, 1, old?.id]);
  expect(texts(await open(old?.id ?? ""))).toEqual(["It does not fit", "One more thing"]);
  expect(texts(await open(next?.id ?? ""))).toEqual(["Something else"]);
  expect((await open(old?.id ?? "")).ticket.continued_in).toBe(next?.id);
});

test("coming from another order opens a ticket of its own, and the store may say that it shall not", async () => {
  const buyer = newBuyer();
  const [first, second] = [buyer.buys(), buyer.buys()];
  buyer.comesFrom(first);
  buyer.writes("About this one");
  await world.settle();
  buyer.comesFrom(second);
  buyer.writes("And about this one");
  await world.settle();
  expect((await ticketsOf(buyer)).map((ticket) => ticket.order_id)).toEqual([first.id, second.id]);

  const { store: seen } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
  await world.admin.patch(`/api/stores/${store}`, { version: seen.version, change: { orderOpensTicket: false } });
  const other = newBuyer();
  const [third, fourth] = [other.buys(), other.buys()];
  for (const order of [third, fourth]) {
    other.comesFrom(order);
    other.writes(`About ${order.id}`);
    await world.settle();
  }
  const page = await open((await soleTicket(other)).id);
  expect(page.facts.orders).toEqual([third.id, fourth.id]);
  await world.admin.patch(`/api/stores/${store}`, { version: seen.version + 1, change: { orderOpensTicket: true } });
});

test("a reply sent from the older of two tickets is not taken for Seller Center's words in the newer", async () => {
  const buyer = newBuyer();
  const [first, second] = [buyer.buys(), buyer.buys()];
  buyer.comesFrom(first);
  buyer.writes("About this one");
  await world.settle();
  buyer.comesFrom(second);
  buyer.writes("And about this one");
  await world.settle();
  const [old, next] = await ticketsOf(buyer);
  await reply(old?.id ?? "", "Yours left on Tuesday.");
  await world.settle();
  buyer.writes("Thanks");
  await world.settle();
  expect(texts(await open(old?.id ?? ""))).toEqual(["BUYER_ENTER_FROM_ORDER", "About this one", "Yours left on Tuesday."]);
  expect(texts(await open(next?.id ?? ""))).not.toContain("Yours left on Tuesday.");
});

test("an agent starts a conversation from an order; where TikTok does not allow it, its words come back", async () => {
  const buyer = newBuyer();
  const order = buyer.buys();
  await world.settle();
  const { ticketId } = await world.admin.post<{ ticketId: string }>(`/api/orders/${order.id}/conversation`, {});
  await reply(ticketId, "Your order is being packed.");
  await world.settle();
  expect(world.shop.sentReplies(buyer.conversationId)).toHaveLength(1);
  const page = await open(ticketId);
  expect(page.facts).toMatchObject({ orders: [order.id], state: "open", waitingSince: null });
  expect(page.entries.map((entry) => entry.kind)).toEqual(["event", "reply"]);
  const { ticketId: again } = await world.admin.post<{ ticketId: string }>(`/api/orders/${order.id}/conversation`, {});
  expect(again).toBe(ticketId);
  buyer.writes("Great!");
  await world.settle();
  expect((await ticketsOf(buyer)).map((ticket) => ticket.id)).toEqual([ticketId]);

  const stranger = sellUnits(world, shop);
  await world.settle();
  await world.rows("UPDATE orders SET buyer_user_id = '7499999999999999999' WHERE id = ?", stranger.id);
  const refused = await refusal(world.admin.post(`/api/orders/${stranger.id}/conversation`, {}));
  expect(refused).toMatchObject({ status: 422, kind: "rejected", code: "tiktok-refused" });
  expect(String(refused.facts.words)).toMatch(/\w/);
});

test("when TikTok no longer lets the shop write, the composer says so before anything is typed", async () => {
  const buyer = newBuyer();
  buyer.writes("Hello");
  await world.settle();
  const ticket = await soleTicket(buyer);
  await world.later(31 * DAY);
  await world.tillside.cron("* * * * *");
  await world.settle();
  const failed = await reply(ticket.id, "Are you still there?");
  await world.settle();
  expect((await open(ticket.id)).entries.find((entry) => entry.kind === "reply" && entry.id === failed)).toMatchObject({
    state: "failed",
    code: 45109001,
  });
  const other = newBuyer();
  other.writes("Somebody else");
  await world.settle();
  await world.rows("UPDATE conversation SET can_send = 0 WHERE id = ?", buyer.conversationId);
  expect((await open(ticket.id)).can.reply).toEqual({ ok: false, because: { code: "tiktok-closed", facts: { code: 45109001 } } });
  expect(
    await refusal(world.admin.post(`/api/tickets/${ticket.id}/replies`, { id: "click-closed-1", body: { type: "TEXT", text: "x" } })),
  ).toMatchObject({
    status: 409,
    code: "tiktok-closed",
  });
});

test("without consent a reply is kept, takes no call of the day that all stores share, and goes when the seller has consented again", async () => {
  const seller = openShop(world, "Away Seller");
  const away = await world.connect("US", "Away Seller", "Away store");
  const buyer = new Buyer(world, seller, "patient");
  buyer.writes("Hello?");
  await world.settle();
  const { id } = await soleTicket(buyer);
  world.shop.deauthorize({ shopId: seller.id });
  await world.hosted.simulator.tick();
  await world.until(
    "the store says so",
    async () => (await world.rows<{ state: string }>("SELECT state FROM store WHERE id = ?", away))[0]?.state === "reauthorize",
  );
  const used = async () => {
    const page = await world.admin.get<{ stores: { id: string; chatCalls: { used: number } }[] }>("/api/health/page");
    return page.stores.find((one) => one.id === away)?.chatCalls.used;
  };
  const before = await used();
  await reply(id, "Here I am.");
  await world.until("it is kept", async () => (await soleTicket(buyer)).trouble === "disconnected");
  expect((await open(id)).entries.find((entry) => entry.kind === "reply")).toMatchObject({ state: "queued", trouble: "disconnected" });
  expect(world.shop.sentReplies(buyer.conversationId)).toEqual([]);
  expect([before === undefined, await used()]).toEqual([false, before]);
  const { url } = await world.admin.post<{ url: string }>(`/api/stores/${away}/authorize`, {});
  await world.admin.follow(consentAs(world.hosted, new URL(url), "Away Seller"));
  await world.settle();
  await world.until("it went", () => world.shop.sentReplies(buyer.conversationId).length === 1);
  await world.until("and says so", async () => (await soleTicket(buyer)).trouble === null);
});

test("a reply in doubt is looked for at once when the seller has consented again, whatever failed before it", async () => {
  const seller = openShop(world, "Doubted Seller");
  const store = await world.connect("US", "Doubted Seller", "Doubted store");
  const buyer = new Buyer(world, seller, "patient");
  buyer.writes("Hello?");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "business_error", on: "chat.send", code: 45101006, words: "Not these words.", count: 1 });
  await reply(id, "Buy elsewhere!");
  await world.until("it failed", async () => (await soleTicket(buyer)).trouble === "failed");
  faults.raise({ kind: "timeout_before", on: "chat.send", how: "throw", count: 1 });
  const doubted = await reply(id, "Here I am.");
  const stateOf = async () =>
    (await open(id)).entries.flatMap((entry) => (entry.id === doubted && "state" in entry ? [entry.state] : []))[0];
  await world.until("it is in doubt", async () => (await stateOf()) === "doubt");
  world.shop.deauthorize({ shopId: seller.id });
  await world.hosted.simulator.tick();
  await world.until(
    "the store says so",
    async () => (await world.rows<{ state: string }>("SELECT state FROM store WHERE id = ?", store))[0]?.state === "reauthorize",
  );
  const round = async (ms: number) => {
    await world.later(ms);
    await world.tillside.cron("* * * * *");
    await world.settle();
  };
  // Each look that is not answered puts the next one off, up to five minutes.
  for (const ms of [31_000, 11_000, 21_000, 41_000, 81_000, 161_000, 301_000]) await round(ms);
  expect(await stateOf()).toBe("doubt");
  const { url } = await world.admin.post<{ url: string }>(`/api/stores/${store}/authorize`, {});
  await world.admin.follow(consentAs(world.hosted, new URL(url), "Doubted Seller"));
  await world.settle();
  // One look at once, and the second as long after it as ever.
  await round(11_000);
  expect(await stateOf()).toBe("unconfirmed");
});

test("a picture is judged by its bytes, goes to TikTok and then to the buyer", async () => {
  const buyer = newBuyer();
  buyer.writes("Can you show me?");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const upload = (bytes: Uint8Array, type = "image/png") =>
    fetch(`${world.tillside.url}/api/tickets/${id}/images`, {
      method: "POST",
      headers: { origin: world.tillside.url, cookie: world.admin.cookieHeader(), "content-type": type, "x-tillside": "upload" },
      body: bytes as BodyInit,
    });
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const image = (await (await upload(png)).json()) as { url: string; width: number; height: number };
  expect(image).toMatchObject({ width: 1, height: 1, url: expect.stringContaining("http") });
  await world.admin.post(`/api/tickets/${id}/replies`, { id: "picture-0001", body: { type: "IMAGE", ...image } });
  await world.settle();
  expect(world.shop.sentReplies(buyer.conversationId).map((message) => message.type)).toEqual(["IMAGE"]);
  expect(await (await upload(Buffer.from("<svg onload=alert(1)>"), "image/svg+xml")).json()).toMatchObject({
    status: 422,
    code: "not-an-image",
  });
  expect((await upload(new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
});

test("words find their tickets, newest first, with the buyer's name", async () => {
  const buyer = newBuyer();
  buyer.writes("Mein Päckchen ist verschwunden, Sendung XZ-4711");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const find = async (q: string) =>
    (await world.admin.get<{ rows: Ticket[] }>(`/api/tickets/search?q=${encodeURIComponent(q)}`)).rows.map((row) => row.id);
  expect(await find("päckchen verschwunden")).toEqual([id]);
  expect(await find("4711")).toEqual([id]);
  expect(await find(`buyer${count}`)).toContain(id);
  expect(await find('"; DROP')).toEqual([]);
});

test("the buyer's other orders are offered, and one is linked by a click", async () => {
  const buyer = newBuyer();
  const order = buyer.buys(2);
  buyer.writes("When will it arrive?");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const offered = () => world.admin.get<{ orders: { order: { id: string } }[] }>(`/api/tickets/${id}/suggested-orders`);
  expect((await offered()).orders.map((one) => one.order.id)).toEqual([order.id]);
  await act(id, { do: "link-order", orderId: order.id });
  expect((await offered()).orders).toEqual([]);
  expect((await open(id)).orders.map((one) => one.order.id)).toEqual([order.id]);
  const { tickets } = await world.admin.get<{ tickets: { id: string }[] }>(`/api/orders/${order.id}/tickets`);
  expect(tickets.map((ticket) => ticket.id)).toEqual([id]);
});

test("live: a message pokes the list and the open ticket, and two agents see each other", async () => {
  const buyer = newBuyer();
  buyer.writes("First");
  await world.settle();
  const { id } = await soleTicket(buyer);
  const bo = await world.agent(`Bo ${count}`, [{ store, rights: ["read", "reply"] }]);
  const [list, mine, his] = await Promise.all([
    world.admin.listen("/api/mailbox/live"),
    world.admin.listen(`/api/tickets/${id}/live`),
    bo.listen(`/api/tickets/${id}/live`),
  ]);
  await world.until("both are seen", () => mine.heard.some((frame) => frame.t === "present" && (frame.people as object[]).length === 2));
  expect(list.heard.some((frame) => frame.t === "looking" && frame.ticket === id)).toBe(true);
  his.say({ t: "mode", mode: "typing" });
  await world.until("typing is seen", () => mine.heard.some((frame) => JSON.stringify(frame).includes('"mode":"typing"')));
  const before = list.heard.length;
  buyer.writes("Second");
  await world.until("the list is poked", () =>
    list.heard.slice(before).some((frame) => frame.t === "changed" && (frame.tickets as string[])?.includes(id)),
  );
  await world.until("the ticket is poked", () => mine.heard.some((frame) => frame.t === "changed"));
  // Pokes carry names, never facts.
  expect(JSON.stringify([...list.heard, ...mine.heard])).not.toContain("Second");
  // What he began he gives up; otherwise he would be waited for.
  his.say({ t: "mode", mode: "viewing", done: true });
  his.close();
  await world.until("leaving is seen", () => {
    const people = mine.heard.findLast((frame) => frame.t === "present")?.people as object[] | undefined;
    return people?.length === 1;
  });
  list.close();
  mine.close();
  await expectCountsToBeTrue();
});

async function expectCountsToBeTrue() {
  const [row] = await world.rows<Record<string, number>>(
    `SELECT SUM(state = 0 AND waiting_since IS NOT NULL) AS todo, SUM(state = 0 AND waiting_since IS NULL) AS waiting, SUM(state = 1) AS snoozed,
      SUM(state = 2) AS resolved, SUM(state = 3) AS spam, SUM(state = 0 AND assignee_id = '') AS unassigned FROM ticket`,
  );
  const { counts } = await world.admin.get<{ counts: Record<string, number> }>("/api/tickets/counts");
  expect(counts).toMatchObject(row ?? {});
  const perAssignee = await world.rows(
    `SELECT c.store_id, c.assignee_id, c.todo, (SELECT COUNT(*) FROM ticket t WHERE t.store_id = c.store_id AND (c.assignee_id = '*' OR t.assignee_id = c.assignee_id)
      AND t.state = 0 AND t.waiting_since IS NOT NULL) AS recount FROM ticket_count c WHERE c.todo <> recount`,
  );
  expect(perAssignee).toEqual([]);
}
