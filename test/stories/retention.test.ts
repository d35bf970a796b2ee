// What is old goes by itself where an admin wants that: a month passes, and of the old buyer nothing is found on the disk of the stopped desk, while
// whoever is younger, still waits for a parcel or has an open ticket keeps everything. TikTok tells it again and it stays away; who writes again is
// answered as any other.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { findOnDisk } from "./canaries.ts";
import { refusal } from "./desk.ts";
import { Buyer, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const DAY = 86_400_000;
const stateFolder = mkdtempSync(path.join(tmpdir(), "tillside-retention-"));
let world: World;
let shop: Shop;
let store = "";
let clicks = 0;
const click = () => `retention-click-${++clicks}`;

interface Customer {
  buyer: Buyer;
  order: Order;
  ticket: string;
  /** Words of theirs that are nobody else's, in lower case. */
  canaries: string[];
}
let old: Customer;
let young: Customer;
let waiting: Customer;
let open: Customer;
let returning: Customer;

/** Who bought, wrote and was answered; what they are called and what was said is theirs alone. */
async function serve(words: string[]): Promise<Customer[]> {
  const come = words.map((word) => {
    const buyer = new Buyer(world, shop, `${word}name`);
    const order = buyer.buys();
    world.shop.endHold(order.id);
    buyer.comesFrom(order);
    buyer.writes(`${word}question`);
    return { buyer, order, word };
  });
  await world.settle();
  const served: Customer[] = [];
  for (const { buyer, order, word } of come) {
    const [{ id: ticket } = { id: "" }] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_user_id = ?", buyer.id);
    const page = `/api/tickets/${ticket}`;
    await world.admin.post(`${page}/replies`, { id: click(), body: { type: "TEXT", text: `${word}answer` } });
    await world.admin.post(`${page}/notes`, { id: click(), text: `${word}note` });
    await world.admin.post(`/api/orders/${order.id}/notes`, { id: click(), text: `${word}remark` });
    served.push({ buyer, order, ticket, canaries: ["name", "question", "answer", "note", "remark"].map((one) => word + one) });
  }
  await world.settle();
  return served;
}

function ship({ order }: Customer): void {
  world.shop.ship(order.id);
  world.shop.scan(order.id);
}

const resolve = ({ ticket }: Customer) => world.admin.post(`/api/tickets/${ticket}/acts`, { do: "resolve" });
const change = (kind: string, days: number | null, was: number | null = null) => world.admin.put("/api/retention", { kind, days, was });
const preview = (kind: string) => world.admin.post<object>("/api/retention/preview", { kind, days: 30 });

async function lookAtDisk(): Promise<Record<string, string[]>> {
  await world.tillside.stop();
  const found = findOnDisk(
    stateFolder,
    [old, young, waiting, open, returning].flatMap(({ canaries }) => canaries),
  );
  await world.restart();
  return found;
}

const night = () => world.rows<{ step: string; orders: number; tickets: number }>("SELECT * FROM retention_night");

async function passNight(): Promise<void> {
  await world.tillside.cron("17 3 * * *");
  await world.until("the night is over", async () => (await night()).every(({ step }) => step === "done"));
  await world.settle();
}

/** A letter of theirs with a file, beside the chat. */
async function sendLetter({ order, ticket, canaries }: Customer, word: string): Promise<void> {
  const supplier = { to: { address: "supplier@example.net" }, subject: `${word}subject`, text: "Please look into it." };
  await world.admin.post(`/api/tickets/${ticket}/mails`, { id: click(), ...supplier });
  const sent = () => Object.values(world.hosted.simulator.snapshot().mails).find(({ subject }) => subject === `${word}subject`);
  await world.until("it is sent", () => sent() !== undefined);
  world.shop.answerMail({ mailId: sent()?.id ?? "", text: `${word}letter about ${order.id}` });
  await world.hosted.simulator.tick();
  await world.until("it is read", () => world.log.some((line) => line.job === "take-mail" && line.verdict === "done"));
  canaries.push(`${word}subject`, `${word}letter`);
}

beforeAll(async () => {
  world = await openWorld({ stateFolder });
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store");
  await world.admin.patch(`/api/stores/${store}`, { version, change: { mailAddress: "care@glowlab.example" } });
  [old, waiting, open, returning] = (await serve(["quillon", "vexbird", "zorblat", "plumdri"])) as [Customer, Customer, Customer, Customer];
  await sendLetter(old, "quillon");
  for (const one of [old, waiting, open, returning]) ship(one);
  for (const one of [old, returning]) world.shop.deliver(one.order.id);
  await world.settle();
  for (const one of [old, waiting, returning]) await resolve(one);
  await world.later(29 * DAY);
  [young] = (await serve(["flommox"])) as [Customer];
  ship(young);
  world.shop.deliver(young.order.id);
  await world.settle();
  await resolve(young);
  await world.rows(
    `INSERT INTO own_return (id, click, store_id, order_id, reason, items, units, phase, turn, created_by, created_at)
      VALUES ('ret_late', 'late', ?, ?, 'Too small', '', 1, 0, 1, 'usr_none', 1)`,
    store,
    returning.order.id,
  );
  await world.later(2 * DAY);
  await world.settle();
});
afterAll(async () => {
  try {
    await world.close();
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
});

test("nothing goes until somebody decides; a preview says what tonight would take; every change is on record", async () => {
  await world.tillside.cron("17 3 * * *");
  expect(await night()).toEqual([]);
  const page = await world.admin.get<{ periods: object[]; daysMin: number; fixed: object }>("/api/retention");
  expect(page).toMatchObject({
    periods: ["recipients", "conversations", "mails"].map((kind) => ({ kind, days: null })),
    daysMin: 30,
    fixed: { exportDays: 7, returnDetails: { afterEnd: 30, most: 180 } },
  });
  expect(await preview("recipients")).toEqual({ orders: 1, tickets: 0, letters: 0, isMore: false });
  expect(await preview("conversations")).toEqual({ orders: 0, tickets: 1, letters: 0, isMore: false });
  expect(await preview("mails")).toEqual({ orders: 0, tickets: 1, letters: 0, isMore: false });
  expect((await refusal(change("recipients", 29))).status).toBe(422);
  await change("recipients", 90);
  expect((await refusal(change("recipients", 60))).code).toBe("retention-changed");
  await change("recipients", null, 90);
  const changes = await world.rows("SELECT subject, before, after FROM audit WHERE action = 'change-retention' ORDER BY id");
  expect(changes).toEqual([
    { subject: "recipients", before: '{"days":null}', after: '{"days":90}' },
    { subject: "recipients", before: '{"days":90}', after: '{"days":null}' },
  ]);
});

test("what e-mails came as and their files go before their words where their period is the shorter one", async () => {
  await change("mails", 30);
  await passNight();
  expect(await world.rows("SELECT id FROM ticket WHERE mails_gone_at IS NOT NULL")).toEqual([{ id: old.ticket }]);
});

test("what is old goes from every place, and stays away when TikTok tells it again; what is younger, on its way, open or being returned stays whole", async () => {
  await change("recipients", 30);
  await change("conversations", 30);
  const before = await lookAtDisk();
  for (const canary of [old, young, waiting, open, returning].flatMap(({ canaries }) => canaries))
    expect(before[canary] ?? [], canary).not.toEqual([]);
  const sums = "SELECT SUM(total_minor) AS total, COUNT(*) AS n FROM orders";
  const kept = await world.rows(sums);
  await passNight();
  expect(await night()).toMatchObject([{ orders: 1, tickets: 1 }]);
  // TikTok tells all of it again, as if none of it had ever been read or handed to a ticket.
  await world.rows("UPDATE orders SET update_time = 0, hash = '' WHERE id = ?", old.order.id);
  await world.rows("UPDATE cursor SET until_time = 1");
  const lately = Math.floor(world.now() / 1000);
  await world.rows(
    "UPDATE conversation SET pulled_index = '0', handed_index = '0', last_time = ? WHERE id = ?",
    lately,
    old.buyer.conversationId,
  );
  const sweeps = () => world.log.filter((line) => line.job === "sweep-conversations" && line.verdict === "done").length;
  const swept = sweeps();
  await world.admin.post(`/api/orders/${old.order.id}/pull`, {});
  await world.tillside.cron("* * * * *");
  await world.until("it is swept", () => sweeps() > swept);
  await world.settle();
  expect(await world.rows("SELECT id FROM orders WHERE update_time = 0")).toEqual([]);
  const after = await lookAtDisk();
  expect(old.canaries.filter((canary) => after[canary])).toEqual([]);
  for (const canary of [young, waiting, open, returning].flatMap(({ canaries }) => canaries))
    expect(after[canary], canary).toEqual(before[canary]);
  expect(await world.rows(sums)).toEqual(kept);
  expect(await world.rows("SELECT order_id FROM recipient WHERE order_id = ?", old.order.id)).toEqual([]);
  // The night before thinned the e-mails.
  const nights = await world.rows<{ after: string }>("SELECT after FROM audit WHERE action = 'end-night' AND user_id IS NULL ORDER BY id");
  expect(nights.map(({ after: counts }) => JSON.parse(counts))).toMatchObject([
    { orders: 0, tickets: 0, mails: 1 },
    { orders: 1, tickets: 1, mails: 0 },
  ]);
});

test("who writes again has a ticket of a buyer like any other, and is answered; the next night leaves it alone", async () => {
  old.buyer.writes("I am back");
  await world.settle();
  const [ticket] = await world.rows<{ id: string; buyer_name: string }>(
    "SELECT id, buyer_name FROM ticket WHERE buyer_user_id = ?",
    old.buyer.id,
  );
  expect(ticket?.buyer_name).toBe("quillonname");
  const page = `/api/tickets/${ticket?.id}`;
  await world.admin.post(`${page}/replies`, { id: click(), body: { type: "TEXT", text: "Welcome back" } });
  await world.settle();
  const { entries } = await world.admin.get<{ entries: { content?: { content?: string }; body?: { text?: string }; state?: string }[] }>(
    page,
  );
  expect(entries.flatMap(({ content }) => content?.content ?? [])).toEqual(["I am back"]);
  expect(entries).toContainEqual(expect.objectContaining({ state: "sent", body: { type: "TEXT", text: "Welcome back" } }));
  await passNight();
  expect(await night()).toMatchObject([{ orders: 0, tickets: 0 }]);
  expect(await world.rows("SELECT 1 FROM message_text WHERE says = 'I am back'")).toHaveLength(1);
});
