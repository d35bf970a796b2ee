// Orders that TikTok's own warehouses ship: the past until a store imports them, from a day on and into a warehouse of their own; then shipped as soon
// as every listing is known, in review until then, and TikTok's alone to act on.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { localDate, offsetAt } from "../../worker/stores/calendar.ts";
import { refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE = "America/Los_Angeles";

let world: World;
let shop: Shop;
let store = "";
let warehouse = "";
let [before, on, unmapped, unpaid]: Order[] = [];
const items: Record<string, string> = {};

const today = () => localDate(world.now() / 1000, ZONE);
const theirs = (sku = 0, more: object = {}) =>
  world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: shop.skus[sku] ?? "", quantity: 2 }], paid: true, fbt: true, ...more });
const map = (sku: number, parts: object[]) =>
  world.admin.post("/api/mappings", { mappings: [{ store, sku: shop.skus[sku], state: "mapped", parts }] });

interface Page {
  store: { version: number };
  fbt: { isOn: boolean; since: string | null; earliest: string; latest: string; warehouse: string | null; warehouses: object[] };
  backfills: { stream: string; state: string; from_time: number; at_time: number }[];
}
const page = () => world.admin.get<Page>(`/api/stores/${store}`);
const save = async (fbt: { isOn: boolean; since: string | null; warehouse: string | null }) =>
  world.admin.patch(`/api/stores/${store}`, { version: (await page()).store.version, change: { fbt } });
const standing = async (order: Order | undefined) => {
  const { order: row } = await world.admin.get<{ order: { scope: string; stage: string; status: string } }>(`/api/orders/${order?.id}`);
  return `${row.scope} ${row.stage} ${row.status}`;
};
const sales = () =>
  world.rows<{ item_id: string; d_on_hand: number }>(
    "SELECT order_id, line_id, item_id, d_on_hand, kind FROM stock_movement WHERE warehouse_id = ? ORDER BY id",
    warehouse,
  );

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab", { fbt: true });
  // To the fifth of a month: its first day is behind us, and so is the month before. In the morning: what follows is of the same day.
  const isMorning = (seconds: number) => Math.floor(((seconds + offsetAt(seconds, ZONE)) % 86_400) / 3_600) === 8;
  const hours = Array.from({ length: 32 * 24 }, (_, hour) => world.now() + hour * HOUR_MS);
  const fifth = hours.find((at) => localDate(at / 1000, ZONE).endsWith("-05") && isMorning(at / 1000));
  await world.later((fifth ?? 0) - world.now());
  before = theirs();
  await world.later(DAY_MS);
  [on, unmapped] = [theirs(), theirs(1)];
  await world.later(2 * HOUR_MS);
  unpaid = theirs(0, { paid: false });
  sellUnits(world, shop);
  for (const sku of ["HAT", "BOX"])
    items[sku] = (await world.admin.post<{ id: string }>("/api/items", { kind: "standard", sku, name: sku, barcode: null })).id;
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  await map(0, [
    { item: items.HAT, qty: 1 },
    { item: items.BOX, qty: 3 },
  ]);
});
afterAll(() => world.close());

test("while nobody imports them they are the past: they stand by TikTok's word, wait for nobody, and take nothing from anywhere", async () => {
  expect(await Promise.all([before, on, unmapped, unpaid].map(standing))).toEqual([
    "history shipped AWAITING_SHIPMENT",
    "history shipped AWAITING_SHIPMENT",
    "history shipped AWAITING_SHIPMENT",
    "history unpaid UNPAID",
  ]);
  expect(await world.rows("SELECT 1 FROM stock_movement")).toEqual([]);
});

test("the import asks for a day of this month and for the store's own warehouse, of which there is one", async () => {
  const { earliest, latest } = (await page()).fbt;
  expect([earliest, latest]).toEqual([today().replace(/\d\d$/, "01"), today()]);
  const tomorrow = localDate((world.now() + DAY_MS) / 1000, ZONE);
  const endOfLast = localDate(Date.parse(`${earliest}T00:00:00Z`) / 1000 - 1, "UTC");
  const why = async (since: string | null, chosen: string | null) => (await refusal(save({ isOn: true, since, warehouse: chosen }))).code;
  warehouse = (await world.admin.post<{ id: string }>(`/api/stores/${store}/fbt-warehouse`, { name: "GlowLab at TikTok" })).id;
  expect(await why(endOfLast, warehouse)).toBe("fbt-too-early");
  expect(await why(tomorrow, warehouse)).toBe("fbt-too-late");
  expect(await why(null, warehouse)).toBe("fbt-incomplete");
  expect(await why(today(), null)).toBe("fbt-incomplete");
  expect(await why(today(), "whs_other")).toBe("fbt-warehouse-unknown");
  const second = await refusal(world.admin.post(`/api/stores/${store}/fbt-warehouse`, { name: "Another" }));
  expect(second).toMatchObject({ code: "fbt-warehouse-exists", facts: { name: "GlowLab at TikTok" } });
  expect((await page()).fbt).toMatchObject({ isOn: false, since: null, warehouse: null, warehouses: [{ id: warehouse }] });
});

test("switched on, orders of the start date and after come in: mapped ones shipped, others in review; those before and unpaid ones do not", async () => {
  await save({ isOn: true, since: today(), warehouse });
  await world.settle();
  expect(await Promise.all([before, on, unmapped, unpaid].map(standing))).toEqual([
    "history shipped AWAITING_SHIPMENT",
    "live shipped AWAITING_SHIPMENT",
    "live in_review AWAITING_SHIPMENT",
    "history unpaid UNPAID",
  ]);
  const [one, two] = on?.lines ?? [];
  const sold = (line_id: string | undefined) =>
    [
      [items.HAT, -1],
      [items.BOX, -3],
    ].map(([item_id, d_on_hand]) => ({ order_id: on?.id, line_id, item_id, d_on_hand, kind: "fbt_sale" }));
  const moved = await sales();
  expect(moved).toHaveLength(4);
  expect(moved).toEqual(expect.arrayContaining([...sold(one?.id), ...sold(two?.id)]));
  const { review } = await world.admin.get<{ review: object[] }>(`/api/orders/${unmapped?.id}/work`);
  expect(review).toMatchObject([{ reason: "listing-unmapped", ref: shop.skus[1] }]);
  const changed = await world.rows("SELECT before, after FROM audit WHERE action = 'change-store' ORDER BY id DESC LIMIT 1");
  expect(JSON.stringify(changed)).toContain(`\\"since\\":\\"${today()}\\"`);
});

test("mapped, the order is shipped by itself and its units leave TikTok's warehouse once, whatever is told again or mapped anew", async () => {
  await map(1, [{ item: items.HAT, qty: 1 }]);
  await world.until("it is shipped", async () => (await standing(unmapped)) === "live shipped AWAITING_SHIPMENT");
  await map(1, [{ item: items.BOX, qty: 1 }]);
  await world.admin.post("/api/mappings", { mappings: [{ store, sku: shop.skus[0], state: "unmapped", parts: [] }] });
  await world.rows("UPDATE backfill SET state = 'running', at_time = until_time WHERE stream IN ('orders', 'fbt')");
  await world.later(130_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  expect(await Promise.all([on, unmapped].map(standing))).toEqual(Array(2).fill("live shipped AWAITING_SHIPMENT"));
  expect((await sales()).map(({ item_id, d_on_hand }) => `${item_id === items.HAT ? "HAT" : "BOX"} ${d_on_hand}`).sort()).toEqual(
    ["BOX -3", "BOX -3", "HAT -1", "HAT -1", "HAT -1", "HAT -1"].sort(),
  );
  await map(0, [{ item: items.HAT, qty: 1 }]);
});

test("one that is paid and one that is placed come in by TikTok's word; then each follows TikTok, and what TikTok cancels is put back", async () => {
  const fresh = theirs();
  world.shop.pay(unpaid?.id ?? "");
  await world.settle();
  expect(await Promise.all([fresh, unpaid].map(standing))).toEqual(Array(2).fill("history on_hold ON_HOLD"));
  for (const { id } of [fresh, unpaid as Order]) world.shop.endHold(id);
  await world.settle();
  expect(await Promise.all([fresh, unpaid].map(standing))).toEqual(Array(2).fill("live shipped AWAITING_SHIPMENT"));
  const level = async () =>
    (await world.rows<{ on_hand: number }>("SELECT on_hand FROM stock_level WHERE item_id = ?", items.HAT))[0]?.on_hand;
  expect(await level()).toBe(-8);
  world.shop.requestCancel(fresh.id);
  world.shop.grantCancel(fresh.id);
  world.shop.ship(unpaid?.id ?? "");
  world.shop.scan(unpaid?.id ?? "");
  world.shop.deliver(unpaid?.id ?? "");
  await world.settle();
  expect(await standing(fresh)).toBe("live cancelled CANCELLED");
  expect(await standing(unpaid)).toBe("live delivered DELIVERED");
  expect(await level()).toBe(-6);
  expect(await world.rows("SELECT 1 FROM stock_level WHERE warehouse_id <> ?", warehouse)).toEqual([]);
});

test("nothing is done to one here: every act is refused, and says whose it is", async () => {
  const waiting = theirs(1);
  world.shop.endHold(waiting.id);
  await world.settle();
  const about = (path: string) => `/api/orders/${waiting.id}/${path}`;
  const [line] = waiting.lines;
  const { can } = await world.admin.get<{ can: Record<string, { ok: boolean; because: { code: string } }> }>(about("work"));
  // What its listing is made of is ours to say.
  const { map, ...others } = can;
  expect(map?.ok).toBe(true);
  for (const act of Object.values(others)) expect(act).toMatchObject({ ok: false, because: { code: "order-by-tiktok" } });
  const acts: [path: string, body: object][] = [
    ["hold", { reason: "No", until: null }],
    ["release", {}],
    ["waive", { reason: "listing-unmapped", ref: shop.skus[1], note: "No" }],
    ["warehouse", { lines: [line?.id], warehouse: null }],
  ];
  for (const [path, body] of acts) expect((await refusal(world.admin.post(about(path), body))).code, path).toBe("order-by-tiktok");
  const { recipient, recipientHidden } = await world.admin.get<{ recipient: object; recipientHidden: string }>(`/api/orders/${waiting.id}`);
  expect([recipientHidden, JSON.stringify(recipient)]).toEqual(["fbt", expect.not.stringContaining("Lane")]);
});

test("an earlier date brings in only what lies between; a later one, and none at all, take nothing away", async () => {
  const saved = (await page()).fbt.since as string;
  const earlier = localDate((before?.createTime ?? 0) as number, ZONE);
  await save({ isOn: true, since: earlier, warehouse });
  const gap = (await page()).backfills.find(({ stream }) => stream === "fbt");
  const [place] = await world.rows<{ since: number }>("SELECT fbt_since AS since FROM store WHERE id = ?", store);
  expect(gap?.from_time).toBe(place?.since);
  await world.settle();
  const [walk] = await world.rows<{ until_time: number }>("SELECT until_time FROM backfill WHERE stream = 'fbt'");
  expect(localDate(walk?.until_time ?? 0, ZONE)).toBe(saved);
  expect(await standing(before)).toBe("live shipped AWAITING_SHIPMENT");
  await save({ isOn: true, since: today(), warehouse });
  await save({ isOn: false, since: null, warehouse: null });
  const later = theirs();
  world.shop.endHold(later.id);
  world.shop.ship(before?.id ?? "");
  await world.settle();
  expect(await standing(later)).toBe("history shipped AWAITING_SHIPMENT");
  expect(await standing(before)).toBe("live shipped AWAITING_COLLECTION");
  expect((await page()).fbt).toMatchObject({ isOn: false, since: today(), warehouse });
});

test("a store that takes no other orders imports these alone", async () => {
  await save({ isOn: true, since: today(), warehouse });
  // A walk that is under way goes by what was set when its step began.
  await world.settle();
  await world.admin.patch(`/api/stores/${store}`, { version: (await page()).store.version, change: { ordersImport: false } });
  const own = sellUnits(world, shop);
  const fresh = theirs();
  for (const { id } of [own, fresh]) world.shop.endHold(id);
  await world.settle();
  expect(await standing(fresh)).toBe("live shipped AWAITING_SHIPMENT");
  expect((await refusal(world.admin.get(`/api/orders/${own.id}`))).code).toBe("order-missing");
});
