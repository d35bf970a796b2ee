// Numbers of reports against the pretend shop's own books: weeks of orders with gifts, samples, two currencies, cancellations by everybody, returns
// and refunds, over the days on which clocks change, told twice, late and in the wrong order. Days that are added up always equal a count from
// nothing.
import type { DatabaseSync } from "node:sqlite";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { mirrorAftersales } from "../../worker/aftersales/mirror.ts";
import type { Kit } from "../../worker/env.ts";
import { countFigures } from "../../worker/insights/count.ts";
import { transitOf } from "../../worker/insights/fulfilment.ts";
import { addDays, countDays, listDays, periodOf } from "../../worker/insights/period.ts";
import { monthOf, spansOf } from "../../worker/insights/spans.ts";
import { mirrorOrders } from "../../worker/orders/mirror.ts";
import type { StoreRow } from "../../worker/stores/table.ts";
import { type AftersaleKind, searchAftersales, type TikTokAftersale } from "../../worker/tiktok/aftersales.ts";
import type { Line } from "../../worker/tiktok/client.ts";
import { findOrders, type TikTokOrder } from "../../worker/tiktok/orders.ts";
import { COUNTED, type CountedName, countedOf } from "../../worker/workload/counted.ts";
import { chance } from "./chance.ts";
import { type Ledger, recount, recountLists } from "./insights-recount.ts";
import { HOUR, openCaller, openStage, type Stage } from "./simulator-caller.ts";
import { openDb, openSchema, run } from "./sqlite.ts";

const KEYS = ["store_id", "day", "fulfilled_by", "is_sample", "currency"];
/** Few enough that all their cases come on one page. */
const ORDERS_ASKED = 25;
const STEPS = 45;
/** Of the newest orders, something happens to some. */
const ORDERS_ALIVE = 16;
/** Tokens live for seven days. */
const TOKEN_MS = 6 * 24 * HOUR;

interface Shop {
  stage: Stage;
  /** How the shop is spoken to, with a token that still lives. */
  line(): Promise<Line>;
  kit: Kit;
  database: DatabaseSync;
  store: StoreRow;
  /** What was told and not yet heard. */
  late: { orders: TikTokOrder[]; cases: TikTokAftersale[]; at: number }[];
}

async function open(region: string, zone: string, currency: string, begin: number): Promise<Shop> {
  const stage = openStage(region);
  stage.clock.set(begin);
  const database = openSchema();
  database
    .prepare(`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, address, reply_target_minutes, created_at)
      VALUES ('sto_1', 'One', 1, ?, ?, ?, '{}', 60, 0)`)
    .run(region, currency, zone);
  const db = openDb(database);
  let token = { of: await openCaller(stage), at: begin };
  const line = async (): Promise<Line> => {
    if (stage.clock.now() - token.at > TOKEN_MS) token = { of: await openCaller(stage), at: stage.clock.now() };
    return {
      apiUrl: "https://open-api.tiktokglobalshop.com",
      app: { key: stage.app.appKey, secret: stage.app.appSecret },
      accessToken: token.of.token,
      cipher: stage.cipher,
      now: stage.clock.now,
      fetch: stage.simulator.fetch,
    };
  };
  const store = await db.first<StoreRow>(sql`SELECT * FROM store`);
  if (!store) throw new Error("no store");
  return { stage, line, database, store, late: [], kit: { db, now: stage.clock.now } as unknown as Kit };
}

/** What happens in a shop in a few hours: one thing to one order, as far as it may happen to it. */
function live({ stage }: Shop, luck: ReturnType<typeof chance>): void {
  const { world } = stage.simulator;
  const place = { shopId: stage.shopId, paid: luck.hits(0.85), gift: luck.hits(0.15), sample: luck.hits(0.08), fbt: luck.hits(0.25) };
  world.placeOrder({
    ...place,
    shipping: luck.hits(0.4) ? "SELLER" : "TIKTOK",
    lines: [{ skuId: stage.skuId, quantity: 1 + luck.below(3) }],
  });
  for (let act = 0; act < 10; act += 1) {
    const orders = world.orders(stage.shopId);
    const order = orders[orders.length - 1 - luck.below(Math.min(orders.length, ORDERS_ALIVE))];
    if (order) tryOne(stage, order, luck);
  }
}

function tryOne({ simulator: { world } }: Stage, order: Order, luck: ReturnType<typeof chance>): void {
  const { id } = order;
  const some = () => order.lines.filter(({ status }) => status === "AWAITING_SHIPMENT").slice(0, 1);
  const acts: (() => unknown)[] = [
    () => world.pay(id),
    () => world.ship(id),
    () => world.ship(id),
    () => world.scan(id),
    () => world.scan(id),
    () => world.deliver(id),
    () => world.cancelByBuyer(id),
    () => world.requestCancel(id),
    () => world.grantCancel(id),
    () => world.cancelBySeller(id, some().length > 0 && luck.hits(0.5) ? { lineIds: some().map((line) => line.id) } : {}),
    () => world.askForReturn({ orderId: id, type: luck.hits(0.4) ? "REFUND" : "RETURN_AND_REFUND" }),
    ...world.returnsOf(id).flatMap((one) => [() => world.grantReturn(one.id), () => world.sendBack(one.id), () => world.bringBack(one.id)]),
  ];
  try {
    acts[luck.below(acts.length)]?.();
  } catch {
    // The shop's own rule stands against it: nothing happened.
  }
}

/** What TikTok says of some orders now. */
async function ask(shop: Shop, ids: string[]): Promise<Shop["late"][number]> {
  const line = await shop.line();
  const { orders } = await findOrders(line, ids);
  const kinds: AftersaleKind[] = ["cancellation", "return"];
  const cases = await Promise.all(kinds.map((kind) => searchAftersales(line, kind, { orders: ids })));
  return { orders, cases: cases.flatMap(({ rows }) => rows), at: shop.stage.clock.now() };
}

async function hear({ kit, store }: Shop, told: Shop["late"][number]): Promise<void> {
  await mirrorAftersales(kit, store.id, told.cases, told.at);
  await mirrorOrders(kit, store, told.orders, told.at);
}

/** Everything counted, as "day|who ships|sample|currency|what". */
function counted({ database }: Shop): Ledger {
  const ledger: Ledger = new Map();
  const note = (key: string, much: number) => much !== 0 && ledger.set(key, (ledger.get(key) ?? 0) + much);
  for (const row of database.prepare("SELECT * FROM figure_day").all() as Record<string, string | number>[]) {
    const of = KEYS.slice(1).map((key) => row[key]);
    for (const [name, much] of Object.entries(row)) if (!KEYS.includes(name)) note([...of, name].join("|"), Number(much));
  }
  for (const row of database.prepare("SELECT * FROM figure_sku WHERE period < 'm'").all() as Record<string, string | number>[]) {
    const of = [row.period, row.fulfilled_by, row.is_sample, row.currency].join("|");
    for (const name of ["units", "sold"]) note(`${of}|${name} of ${row.sku_id}`, Number(row[name]));
  }
  return ledger;
}

const sorted = (ledger: Ledger) => [...ledger].sort(([one], [other]) => (one < other ? -1 : 1));

async function countAll(shop: Shop): Promise<void> {
  while (!(await countFigures(shop.kit, shop.store.id)));
}

/** Hears of everything, as the nightly walk would. */
async function catchUp(shop: Shop): Promise<void> {
  const ids = shop.stage.simulator.world.orders(shop.stage.shopId).map(({ id }) => id);
  await shop.stage.clock.pass(2_000);
  for (let at = 0; at < ids.length; at += ORDERS_ASKED) await hear(shop, await ask(shop, ids.slice(at, at + ORDERS_ASKED)));
  await countAll(shop);
}

/** What is listed behind a number is what was counted: over all days, and over each. */
const LISTED: Partial<Record<CountedName, (of: (name: string) => number) => number>> = {
  paid: (of) => of("paid"),
  "shipped-late": (of) => of("due_ship") - of("on_time_ship"),
  "dispatched-late": (of) => of("dispatched_late"),
  "at-fault": (of) => of("faults"),
  "collected-late": (of) => of("due_collect") - of("on_time_collect"),
  "delivered-late": (of) => of("due_deliver") - of("on_time_deliver"),
  delivered: (of) => of("delivered"),
  returned: (of) => of("returned_orders"),
};

function expectLists({ database }: Shop, books: Ledger, lists: Ledger, zone: string): void {
  const days = [...new Set([...books.keys()].map((key) => key.slice(0, 10)))].sort();
  const spans = [[days[0], days.at(-1)], ...days.filter((_, at) => at % 3 === 0).map((day) => [day, day])] as [string, string][];
  for (const name of COUNTED) {
    for (const [from, to] of spans) {
      const counted = countedOf(`${name}@${zone}`, from, to);
      if (!counted) throw new Error(`nothing is counted as ${name}`);
      const { placed, condition } = counted;
      const [row] = run<{ n: number }>(
        database,
        sql`SELECT COUNT(*) AS n FROM orders o WHERE o.create_time >= ${placed.from} AND o.create_time < ${placed.before} AND ${condition}`,
      );
      const within = (ledger: Ledger) =>
        [...ledger].flatMap(([key, much]) => {
          const [day = "", , sample, , what = ""] = key.split("|");
          return sample === "0" && day >= from && day <= to ? [{ what, much }] : [];
        });
      const of = (wanted: string) => within(books).reduce((sum, { what, much }) => (what === wanted ? sum + much : sum), 0);
      const listed = new Set(within(lists).flatMap(({ what }) => (what.startsWith(`${name}@`) ? [what] : [])));
      expect(row?.n, `${name} ${from} ${to}`).toBe(LISTED[name]?.(of) ?? listed.size);
    }
  }
}

const emptied = (database: DatabaseSync) =>
  ["figure_day", "figure_sku", "figure_transit"].map((table) => database.exec(`DELETE FROM ${table}`));
const dump = (database: DatabaseSync) =>
  ["figure_day", "figure_sku", "figure_transit"].map((table) =>
    (database.prepare(`SELECT * FROM ${table}`).all() as object[]).filter(hasNumber),
  );
const hasNumber = (row: object) =>
  Object.entries(row).some(([name, value]) => ![...KEYS, "hours"].includes(name) && typeof value === "number" && value !== 0);

const PLACES = [
  { region: "US", zone: "America/Los_Angeles", currency: "USD", begin: Date.UTC(2026, 9, 25), changes: "2026-11-01", hours: 25, seed: 3 },
  { region: "GB", zone: "Europe/London", currency: "GBP", begin: Date.UTC(2026, 2, 20), changes: "2026-03-29", hours: 23, seed: 8 },
];

/** What the books of both shops speak of. */
const told = new Set<string>();

test.each(PLACES)("in $zone, over a day of $hours hours, reports say what the shop's own books say", async (place) => {
  const luck = chance(place.seed);
  const shop = await open(place.region, place.zone, place.currency, place.begin);
  const { world } = shop.stage.simulator;
  for (let step = 0; step < STEPS; step += 1) {
    await shop.stage.clock.pass(HOUR * luck.below(18) + 61_000);
    live(shop, luck);
    const orders = world.orders(shop.stage.shopId);
    const told = await ask(shop, [...new Set([1, 2, 3].map(() => orders[luck.below(orders.length)]?.id ?? ""))]);
    if (luck.hits(0.3)) shop.late.push(told);
    else await hear(shop, told);
    // An old answer that comes now changes nothing that is newer, and the same once more changes nothing at all.
    if (luck.hits(0.2)) for (const late of shop.late.splice(0)) await hear(shop, late);
    if (luck.hits(0.2)) await hear(shop, told);
    if (luck.hits(0.3)) await countFigures(shop.kit, shop.store.id);
  }
  await catchUp(shop);
  const books = recount(world, shop.stage.shopId, place.zone);
  expect(sorted(counted(shop))).toEqual(sorted(books));
  for (const key of books.keys()) told.add(key.split("|")[4] ?? "");
  expect([...books.keys()].some((key) => key.startsWith(place.changes))).toBe(true);
  expect([...books.keys()].some((key) => key.includes("|1|"))).toBe(true);

  const lists = recountLists(world, shop.stage.shopId, place.zone);
  expectLists(shop, books, lists, place.zone);
  for (const key of lists.keys()) told.add(key.split("|")[4]?.split("@")[0] ?? "");
  const before = dump(shop.database);
  emptied(shop.database);
  shop.database.exec("UPDATE figure_store SET old_zone = '', at_time = -1, at_id = '', version = version + 1");
  await countAll(shop);
  expect(dump(shop.database)).toEqual(before);
});

test("the two shops' weeks were worth telling", () => {
  const names = [
    "gifts",
    "faults",
    "refund_goods",
    "refund_kept",
    "returned_units",
    "dispatched_late",
    "on_time_collect",
    "parcels_scanned",
  ];
  for (const name of COUNTED.filter((one) => !(one in LISTED))) expect([...told], name).toContain(name);
  for (const name of [...names, "cancelled_buyer", "cancelled_seller", "cancelled_tiktok", "refund_cancelled"])
    expect([...told], name).toContain(name);
});

test("a store that moves to another zone is counted there, while its orders go on changing", async () => {
  const luck = chance(5);
  const shop = await open("GB", "Europe/London", "GBP", Date.UTC(2026, 9, 20));
  const { world } = shop.stage.simulator;
  for (let step = 0; step < 60; step += 1) {
    await shop.stage.clock.pass(2 * HOUR);
    live(shop, luck);
  }
  await catchUp(shop);
  for (const zone of ["Asia/Tokyo", "Pacific/Auckland", "America/New_York"]) {
    shop.database.prepare("UPDATE store SET time_zone = ?").run(zone);
    // Some steps of the walk, then news of orders behind it and before it.
    for (let step = 0; step < 3; step += 1) {
      live(shop, luck);
      const orders = world.orders(shop.stage.shopId);
      await hear(
        shop,
        await ask(
          shop,
          [0, 1, 2, 3].map(() => orders[luck.below(orders.length)]?.id ?? ""),
        ),
      );
    }
  }
  await catchUp(shop);
  expect(sorted(counted(shop))).toEqual(sorted(recount(world, shop.stage.shopId, "America/New_York")));
});

test("months are the sums of their days", async () => {
  const luck = chance(9);
  const shop = await open("US", "America/Los_Angeles", "USD", Date.UTC(2026, 9, 25));
  for (let step = 0; step < 60; step += 1) {
    await shop.stage.clock.pass(5 * HOUR);
    live(shop, luck);
  }
  await catchUp(shop);
  const rows = shop.database
    .prepare(`SELECT period, SUM(units) AS units, SUM(sold) AS sold, IFNULL((SELECT SUM(t.orders) FROM figure_transit t WHERE t.day = period), 0) AS arrived
      FROM figure_sku GROUP BY period`)
    .all() as { period: string; units: number; sold: number; arrived: number }[];
  const [days, months] = [rows.filter(({ period }) => period < "m"), rows.filter(({ period }) => period >= "m")];
  expect(months.length).toBe(2);
  for (const { period, units, sold, arrived } of months) {
    const mine = days.filter((row) => monthOf(row.period) === period);
    const sum = (of: (row: (typeof rows)[number]) => number) => mine.reduce((total, row) => total + of(row), 0);
    expect([units, sold, arrived]).toEqual([sum((row) => row.units), sum((row) => row.sold), sum((row) => row.arrived)]);
  }
});

test("a period is held against as many days right before it, over month ends, leap days and years", () => {
  expect(periodOf({ from: "2026-11-22", to: "2026-11-22" }).before).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  expect(periodOf({ from: "2026-03-01", to: "2026-03-31" }).before).toEqual({ from: "2026-01-29", to: "2026-02-28" });
  expect(periodOf({ from: "2028-03-01", to: "2028-03-02" }).before).toEqual({ from: "2028-02-28", to: "2028-02-29" });
  expect(() => periodOf({ from: "2026-11-22", to: "2026-11-21" })).toThrow("period-backward");
  expect(() => periodOf({ from: "2025-01-01", to: "2026-11-21" })).toThrow("period-long");
});

test("a span is whole months and few days at its ends, added and taken off, each day once", () => {
  const daysOfMonth = (month: string) => {
    const from = `${month}-01`;
    return listDays({ from, to: addDays(from, 31) }).filter((day) => day.startsWith(month));
  };
  for (const from of ["2026-01-01", "2026-01-02", "2026-01-20", "2026-01-31", "2027-12-31", "2028-02-29"]) {
    for (const days of [0, 1, 12, 27, 28, 30, 31, 58, 89, 364, 399]) {
      const span = { from, to: addDays(from, days) };
      const times = new Map<string, number>();
      let single = 0;
      for (const { sign, ...part } of spansOf(span)) {
        const isMonths = part.from.startsWith("m");
        const whole: string[] = [];
        for (let month = part.from.slice(1); isMonths && month <= part.to.slice(1); month = addDays(`${month}-28`, 4).slice(0, 7))
          whole.push(...daysOfMonth(month));
        if (!isMonths) single += countDays(part);
        for (const day of isMonths ? whole : listDays(part)) times.set(day, (times.get(day) ?? 0) + sign);
      }
      const once = [...times].filter(([, much]) => much !== 0);
      expect(once.map(([day, much]) => `${day} ${much}`).sort(), `${from} + ${days}`).toEqual(listDays(span).map((day) => `${day} 1`));
      expect(single).toBeLessThanOrEqual(30);
    }
  }
});

test("how long parcels took is exact to the step", () => {
  const rows = (...hours: number[]) => hours.map((one) => ({ hours: one, orders: 1 }));
  expect(transitOf([])).toEqual({ orders: 0, median: null, p90: null });
  expect(transitOf(rows(50))).toEqual({ orders: 1, median: 50, p90: 50 });
  expect(transitOf(rows(9, 1, 2, 3, 4, 5, 6, 7, 8, 10))).toEqual({ orders: 10, median: 5, p90: 9 });
  expect(
    transitOf([
      { hours: 30, orders: 99 },
      { hours: 400, orders: 1 },
      { hours: 3, orders: 0 },
    ]),
  ).toEqual({ orders: 100, median: 30, p90: 30 });
});
