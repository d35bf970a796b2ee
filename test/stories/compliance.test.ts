// TikTok's response rate as we can tell it: which chats count, which answers do, what would save the rate, and who may see whose.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CompliancePage } from "../../worker/sla/compliance.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const HOUR = 3_600_000;
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

const page = (desk: Desk = world.admin) => desk.get<CompliancePage>("/api/compliance");
const ours = async () => {
  const found = (await page()).stores.find((one) => one.store.id === store);
  if (!found) throw new Error("the store is not there");
  return found;
};
const asks = async (name: string) => {
  const buyer = new Buyer(world, shop, name);
  // TikTok counts in seconds: who asks later is due later.
  await world.later(60_000);
  buyer.writes(`${name} asks`);
  await world.settle();
  return (await currentTicket(world, buyer)).id;
};
const reply = async (ticket: string, text: string) => {
  const click = `score-click-${++clicks}`;
  await world.admin.post(`/api/tickets/${ticket}/replies`, { id: click, body: { type: "TEXT", text } });
  await world.until("it left", async () =>
    (await world.admin.get<{ entries: { id: string; state?: string }[] }>(`/api/tickets/${ticket}`)).entries.some(
      (entry) => entry.id === click && entry.state === "sent",
    ),
  );
};

test("a chat is open until a person's answer that counts; a greeting or a stall leaves it open", async () => {
  const first = await asks("first");
  expect(await ours()).toMatchObject({
    isKnown: true,
    pack: { hours: 24, target_percent: 90 },
    score: { open: 1, decided: 0, rate: null },
  });
  await reply(first, "Hi dear, one moment");
  expect((await ours()).score.open).toBe(1);
  await reply(first, "Your parcel left on Tuesday.");
  expect((await ours()).score).toMatchObject({ open: 0, decided: 1, inTime: 1, rate: 100 });
});

test("what is late costs the rate, and the page says how many of the open ones would save it and which are due first", async () => {
  const late = await asks("late");
  await world.later(25 * HOUR);
  const second = await asks("second");
  const third = await asks("third");
  const { score, open, late: lost } = await ours();
  expect(score).toMatchObject({ decided: 2, inTime: 1, open: 2, rate: 50, best: 75, isReachable: false });
  expect(open.map((chat) => chat.ticket_id)).toEqual([second, third]);
  expect(lost.map((chat) => [chat.ticket_id, chat.buyer_name])).toEqual([[late, "late"]]);
  await world.admin.put("/api/compliance/packs/US", {
    effectiveFrom: "2025-06-01",
    hours: 24,
    targetPercent: 70,
    windowDays: 30,
    weekendToMonday: false,
  });
  expect((await ours()).score).toMatchObject({ needed: 2, isReachable: true });
  await reply(second, "It is on its way.");
  await reply(third, "It is on its way too.");
  expect((await ours()).score).toMatchObject({ needed: 0, open: 0, rate: 75 });
  const [row] = await world.rows<{ action: string; before: string }>("SELECT action, before FROM audit ORDER BY at DESC LIMIT 1");
  expect([row?.action, JSON.parse(row?.before ?? "[]")]).toMatchObject(["save-score-pack", [{ target_percent: 90 }]]);
});

test("resolving a chat does not answer it at TikTok", async () => {
  const ticket = await asks("resolved");
  await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "resolve" });
  expect((await ours()).score.open).toBe(1);
});

test("TikTok's own figure is read at night and on demand, and stands beside what we counted of the same days", async () => {
  expect((await ours()).figures).toEqual({ tiktok: [], typed: [] });
  // Days of UTC that are over: all that was asked above lies in them.
  await world.later(2 * 24 * HOUR);
  await world.tillside.cron("17 3 * * *");
  await world.settle();
  const [told] = (await ours()).figures.tiktok;
  const { score } = await ours();
  expect(told).toMatchObject({ hours: 24, sessions: 5, ourChats: score.decided });
  expect(told?.until).toBe(new Date(world.now()).toISOString().slice(0, 10));
  expect([told?.theirs, told?.ours]).toEqual([expect.any(Number), score.rate]);
  expect(told?.apart).toBeCloseTo((told?.ours ?? 0) - (told?.theirs ?? 0), 5);
  await world.later(24 * HOUR);
  await world.admin.post(`/api/stores/${store}/figure`, {});
  expect((await ours()).figures.tiktok.map(({ until }) => until)).toHaveLength(2);
  world.hosted.simulator.faults.raise({ kind: "down", on: "chat.performance", count: 1 });
  expect((await refusal(world.admin.post(`/api/stores/${store}/figure`, {}))).status).toBe(503);
  expect((await ours()).figures.tiktok).toHaveLength(2);
});

test("chats counted by the day equal a recount", async () => {
  const counted = await world.rows("SELECT day, chats FROM scored_day WHERE store_id = ? AND chats > 0 ORDER BY day", store);
  expect(counted).toEqual(
    await world.rows(
      "SELECT asked_at / 86400000 AS day, COUNT(*) AS chats FROM scored_chat WHERE store_id = ? GROUP BY 1 ORDER BY 1",
      store,
    ),
  );
  expect(counted.length).toBeGreaterThan(1);
});

test("an admin types in what Seller Center shows; it is compared by the store's own rule, and recorded", async () => {
  const day = new Date(world.now()).toISOString().slice(0, 10);
  const type = (percent: number, on = day) => world.admin.put(`/api/stores/${store}/figure`, { day: on, percent });
  await type(81.5);
  await type(82.5);
  const { figures, score } = await ours();
  expect(figures.typed).toMatchObject([{ until: day, theirs: 82.5, ours: score.rate, sessions: null, hours: 24 }]);
  const [row] = await world.rows<{ action: string; before: string }>("SELECT action, before FROM audit ORDER BY at DESC LIMIT 1");
  expect([row?.action, JSON.parse(row?.before ?? "null")]).toMatchObject(["type-figure", { response_tenths: 815 }]);
  const later = new Date(world.now() + 2 * 24 * HOUR).toISOString().slice(0, 10);
  expect((await refusal(type(80, later))).code).toBe("figure-future");
  expect((await refusal(type(101))).code).toBe("field-invalid");
});

test("a marketplace whose rule is not known has the strictest one and says so; nobody sees another's stores", async () => {
  openShop(world, "Verde", { region: "BR" });
  const other = await world.connect("BR", "Verde", "Verde BR");
  await world.settle();
  const outsider = await world.agent("Olga Outside", [{ store: other, rights: ["read"] }]);
  const { stores, can } = await page(outsider);
  expect(stores.map((one) => [one.store.id, one.isKnown, one.pack.hours])).toEqual([[other, false, 12]]);
  expect(can.changePacks.ok).toBe(false);
});
