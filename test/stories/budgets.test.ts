// What every page and every job costs in D1, by D1's own count, against the committed budgets. A budget that is not met fails; so does one
// that is far too wide, so that a saving is written down and kept.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillYear } from "../../scripts/bench/year.ts";
import type { Order } from "../../simulator/orders/order.ts";
import type { Desk } from "./desk.ts";
import {
  BIG_STORE,
  type Filled,
  fillAftersales,
  fillChats,
  fillDeeds,
  fillInventory,
  fillOrders,
  fillParcels,
  fillStock,
  fillTickets,
} from "./fill.ts";
import { Buyer, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { type LogLine, openWorld, type World } from "./world.ts";

interface Budget {
  trips: number;
  rowsRead: number;
  rowsWritten: number;
}

const budgets = JSON.parse(readFileSync(path.join(import.meta.dirname, "budgets.json"), "utf8")) as Record<string, Budget>;
const STORES = 20;
/** Of items and of listings. */
const LISTINGS_PER_ORDER = 2;
/** A budget may be this much wider than the cost before it must be narrowed: what depends on the moment, or on how a table has grown, needs room. */
const SLACK_ROWS = 6;
const SLACK_SHARE = 0.1;

/** Four of them, in an address. */
const weeks = () => {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return `from=${dayOf(world.now() - 27 * 86_400_000)}&to=${dayOf(world.now())}`;
};

let world: World;
const people: Record<string, Desk> = {};
const measured = new Map<string, Budget>();

async function cost(line: (log: LogLine) => boolean, act: () => Promise<unknown>): Promise<Budget> {
  const from = world.log.length;
  await act();
  await world.until("it is logged", () => world.log.slice(from).some(line));
  const lines = world.log.slice(from).filter(line);
  const sum = (field: "trips" | "rowsRead" | "rowsWritten") => lines.reduce((total, one) => total + (one[field] ?? 0), 0);
  return { trips: sum("trips"), rowsRead: sum("rowsRead"), rowsWritten: sum("rowsWritten") };
}

/** A bulk job's first step is taken where it is begun. */
const begun = (act: () => Promise<unknown>) => cost((log) => log.door === "http" && log.route?.startsWith("POST ") === true, act);

const ask = (desk: Desk, address: string) =>
  cost(
    (log) => log.door === "http" && log.route?.startsWith("GET ") === true,
    () => desk.get(address),
  );

function judge(name: string, spent: Budget, isFull = true): void {
  measured.set(name, spent);
  const budget = budgets[name];
  expect(budget, `no budget for "${name}": ${JSON.stringify(spent)}`).toBeDefined();
  if (!budget) return;
  expect(spent.trips, name).toBeLessThanOrEqual(budget.trips);
  expect(spent.rowsRead, name).toBeLessThanOrEqual(budget.rowsRead);
  expect(spent.rowsWritten, name).toBeLessThanOrEqual(budget.rowsWritten);
  if (isFull)
    expect(budget.rowsRead, `the budget of "${name}" is wide: it cost ${spent.rowsRead}`).toBeLessThanOrEqual(
      spent.rowsRead + Math.max(SLACK_ROWS, spent.rowsRead * SLACK_SHARE),
    );
}

/** What reports are asked about: the same days whatever the day; and as many before. */
const REPORT = { from: "2026-09-02", to: "2026-10-31", days: 60 };

const PAGES: [name: string, who: string, address: (filled: Filled) => string][] = [
  ...["todo", "mine", "unassigned", "waiting", "snoozed", "resolved"].flatMap((view): typeof PAGES => [
    [`tickets: ${view}, all stores`, "admin", () => `/api/tickets?view=${view}`],
    [`tickets: ${view}, one store`, "admin", ({ stores }) => `/api/tickets?view=${view}&stores=${stores[BIG_STORE]}`],
  ]),
  ["tickets: todo, 7 of 20 stores", "some", ({ stores }) => `/api/tickets?view=todo&stores=${stores.slice(0, 7).join()}`],
  ["tickets: todo, 19 of 20 stores", "many", ({ stores }) => `/api/tickets?view=todo&stores=${stores.slice(0, 19).join()}`],
  ["tickets: counts, all stores", "admin", () => "/api/tickets/counts"],
  ["tickets: search a common word", "admin", () => "/api/tickets/search?q=parcel"],
  ["tickets: todo, late, nobody's", "admin", () => "/api/tickets?view=todo&due=late&assignee=nobody"],
  ["tickets: todo, the marketplace of 20 stores", "admin", () => "/api/tickets?view=todo&market=US"],
  ["tickets: counts of three views kept, 19 of 20 stores", "many", () => "/api/views/counts"],
  ["audit: newest changes", "admin", () => "/api/audit"],
  ["orders: all stages, all stores", "admin", () => "/api/orders"],
  ["orders: all stages, one store", "admin", ({ stores }) => `/api/orders?stores=${stores[BIG_STORE]}`],
  ["orders: ready to ship, all stores", "admin", () => "/api/orders?stage=ready_to_ship"],
  ["orders: ready to ship, one store", "admin", ({ stores }) => `/api/orders?stage=ready_to_ship&stores=${stores[BIG_STORE]}`],
  ["orders: 7 of 20 stores", "some", ({ stores }) => `/api/orders?stores=${stores.slice(0, 7).join()}`],
  ["orders: 19 of 20 stores", "many", ({ stores }) => `/api/orders?stores=${stores.slice(0, 19).join()}`],
  ["orders: a filter without an index", "admin", () => "/api/orders?status=ON_HOLD&by=store"],
  ["orders: to ship, two stages, all stores", "admin", () => "/api/orders?stage=ready_to_ship,partially_shipped"],
  ["orders: overdue, 19 of 20 stores", "many", () => "/api/orders?due=late"],
  ["orders: by tag, one store", "admin", ({ stores }) => `/api/orders?tag=tag_fill&stage=ready_to_ship&stores=${stores[BIG_STORE]}`],
  ["orders: what waits, all of 20 stores", "admin", () => "/api/orders/waiting"],
  ["orders: what the desk keeps of one", "admin", ({ order }) => `/api/orders/${order}/desk`],
  ["orders: counts, all stores", "admin", () => "/api/orders/counts"],
  ["orders: search an exact id", "admin", ({ order }) => `/api/orders/search?q=${order}`],
  ["orders: one", "admin", ({ order }) => `/api/orders/${order}`],
  ["aftersales: waiting, all stores", "admin", () => "/api/aftersales"],
  ["aftersales: waiting, one store", "admin", ({ stores }) => `/api/aftersales?stores=${stores[BIG_STORE]}`],
  ["aftersales: over, 19 of 20 stores", "many", ({ stores }) => `/api/aftersales?phase=over&stores=${stores.slice(0, 19).join()}`],
  ["aftersales: cancellations of a status, all stores", "admin", () => "/api/aftersales?kind=cancellation&phase=over&status=NONE"],
  ["aftersales: counts, all stores", "admin", () => "/api/aftersales/counts"],
  ["aftersales: search an order's id", "admin", ({ order }) => `/api/aftersales/search?q=${order}`],
  ["aftersales: one", "admin", () => "/api/aftersales/return0"],
  ["aftersales: of an order", "admin", ({ order }) => `/api/orders/${order}/aftersales`],
  ["returns made here: waiting, all stores", "admin", () => "/api/own-returns"],
  ["returns made here: over, 19 of 20 stores", "many", ({ stores }) => `/api/own-returns?phase=over&stores=${stores.slice(0, 19).join()}`],
  ["returns made here: counts, all stores", "admin", () => "/api/own-returns/counts"],
  ["returns made here: search an order's id", "admin", ({ order }) => `/api/own-returns/search?q=${order}`],
  ["returns made here: one", "admin", () => "/api/own-returns/ret_fill0"],
  ["returns made here: of an order", "admin", ({ order }) => `/api/orders/${order}/own-returns`],
  ["aftersales: what may be cancelled", "admin", ({ order }) => `/api/orders/${order}/cancel`],
  ["templates: all", "admin", () => "/api/templates"],
  ["templates: for a ticket", "admin", ({ ticket }) => `/api/tickets/${ticket}/templates`],
  ["tickets: products to show, one store", "admin", ({ ticket }) => `/api/tickets/${ticket}/product-cards?q=nothing`],
  ["sla: promises of 20 stores", "admin", () => "/api/sla"],
  ["compliance: rates of 20 stores", "admin", () => "/api/compliance"],
  ["insights: service of 20 stores, four weeks", "admin", () => `/api/insights/service?${weeks()}`],
  [
    "insights: first replies, one store",
    "admin",
    ({ stores }) => `/api/insights/service/tickets?${weeks()}&counted=first&stores=${stores[1]}`,
  ],
  ["points: next, all of 20 stores", "admin", () => "/api/points"],
  ["points: late parcels, one of 20 stores", "admin", ({ stores }) => `/api/points?when=late&kind=dispatch&stores=${stores[BIG_STORE]}`],
  ["points: counts, all of 20 stores", "admin", () => "/api/points/counts"],
  ["gaps: days of 20 stores", "admin", () => "/api/gaps"],
  ...["sales", "skus", "items", "fulfilment", "returns"].map((report): (typeof PAGES)[number] => [
    `insights: ${report} of 20 stores`,
    "admin",
    () => `/api/insights/${report}?from=${REPORT.from}&to=${REPORT.to}`,
  ]),
  ["me", "admin", () => "/api/me"],
  ["at work", "admin", () => "/api/at-work"],
  ["who a ticket of a store can be given to", "admin", ({ stores }) => `/api/stores/${stores[0]}/colleagues`],
  ["tickets: todo of a team, 19 of 20 stores", "many", () => "/api/tickets?view=todo&team=tea_none"],
  ["tickets: todo by tag, all stores", "admin", () => "/api/tickets?view=todo&tag=tag_fill"],
  [
    "tickets: todo by tag, 19 of 20 stores",
    "many",
    ({ stores }) => `/api/tickets?view=todo&tag=tag_fill&stores=${stores.slice(0, 19).join()}`,
  ],
  ["tickets: todo, urgent, one store", "admin", ({ stores }) => `/api/tickets?view=todo&priority=urgent&stores=${stores[BIG_STORE]}`],
  ["tags", "admin", () => "/api/tags"],
  ["bulk: how many match, all of 20 stores", "admin", () => "/api/bulk/matching?view=todo"],
  ["bulk: choices", "admin", () => "/api/bulk/choices"],
  ["items: by SKU", "admin", () => "/api/items"],
  ["items: the next page", "admin", () => "/api/items?after=FILL-5"],
  ["items: search a common word", "admin", () => "/api/items?q=plain"],
  ["items: search what is too short for the index", "admin", () => "/api/items?q=zz"],
  ["items: one", "admin", () => "/api/items/itm_fill6"],
  ["listings: unmapped, all stores", "admin", () => "/api/listings?state=unmapped"],
  ["listings: mapped, one store", "admin", ({ stores }) => `/api/listings?state=mapped&stores=${stores[BIG_STORE]}`],
  ["listings: unmapped, 19 of 20 stores", "many", () => "/api/listings?state=unmapped"],
  ["listings: search a common word, 19 of 20 stores", "many", () => "/api/listings?q=plain"],
  ["listings: counts", "admin", () => "/api/listings/counts"],
  ["listings: what matches by SKU, 20 of 20 stores", "admin", () => "/api/listings/exact"],
  ["listings: one, with suggestions", "admin", ({ stores }) => `/api/listings/${stores[BIG_STORE]}/1729900000000000000`],
  ["stock: all items", "admin", () => "/api/stock"],
  ["stock: waited for", "admin", () => "/api/stock?view=short"],
  ["stock: below zero", "admin", () => "/api/stock?view=below"],
  ["stock: search a common word", "admin", () => "/api/stock?q=plain"],
  ["stock: who waits for an item, 7 of 20 stores", "some", ({ item }) => `/api/stock/${item}/waiting`],
  ["stock: a level explained", "admin", ({ item }) => `/api/stock/${item}/whs_fill0/ledger`],
  ["a level added up", "admin", ({ item }) => `/api/stock/${item}/whs_fill0/recount`],
  ["warehouses: all", "admin", () => "/api/warehouses"],
  ["stores: where one ships from", "admin", ({ stores }) => `/api/stores/${stores[0]}/warehouses`],
  ["stores: all", "admin", () => "/api/stores"],
  ["stores: one", "admin", ({ stores }) => `/api/stores/${stores[0]}`],
];

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  if (process.env.PRINT_BUDGETS) console.log(JSON.stringify(Object.fromEntries(measured), null, 2));
  await world.close();
});

let small: Map<string, number>;

describe.each([1_000, 10_000])("at %i tickets and orders", (size) => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await fillTickets(world, STORES, size);
    await fillOrders(world, filled, size);
    await fillChats(world);
    await fillDeeds(world);
    await fillAftersales(world, filled, size);
    await fillInventory(world, filled, size * LISTINGS_PER_ORDER);
    await fillStock(world, filled);
    if (size === 1_000) {
      const { database } = world.tillside;
      await fillYear(database, { stores: filled.stores, orders: 40_000, skus: 20, days: 2 * REPORT.days, until: REPORT.to });
      const rights = (from: number, to: number) => filled.stores.slice(from, to).map((store) => ({ store, rights: ["read", "reply"] }));
      people.admin = world.admin;
      people.some = await world.agent("Some Stores", rights(0, 7));
      people.many = await world.agent("Many Stores", rights(0, 19));
      const all = { view: "todo", stores: null, market: null, assignee: null, due: null };
      for (const filters of [all, { ...all, view: "resolved", due: "soon" }, { ...all, view: "waiting", assignee: "nobody" }])
        await people.many.post("/api/views", { name: "Kept", filters, shared: false });
    }
    await world.rows("UPDATE ticket SET assignee_id = (SELECT id FROM user WHERE role = 'admin') WHERE number % 3 = 0");
    // What somebody has read costs no row more.
    await world.rows(
      "UPDATE ticket SET readers = json_object((SELECT id FROM user WHERE role = 'admin'), json_array(heard, 1)) WHERE number % 2 = 0",
    );
  });

  test.each(PAGES)("%s", async (name, who, address) => {
    judge(name, await ask(people[who] as Desk, address(filled)), size === 10_000);
  });

  test.each(PAGES.filter(([name]) => /^(tickets|orders|aftersales|stock): (?!counts|search|one$|of an|what)/.test(name)))(
    "%s: the next page costs no more",
    async (_, who, address) => {
      const desk = people[who] as Desk;
      const { next } = await desk.get<{ next: string | null }>(address(filled));
      const first = await ask(desk, address(filled));
      if (next === null) return;
      const second = await ask(desk, `${address(filled)}${address(filled).includes("?") ? "&" : "?"}after=${next}`);
      expect(second.rowsRead).toBeLessThanOrEqual(first.rowsRead + SLACK_ROWS);
    },
  );

  test("a page costs the same whatever the size", () => {
    const reads = new Map([...measured].map(([name, { rowsRead }]) => [name, rowsRead]));
    if (size === 1_000) small = reads;
    // A small store among seven may not fill its share of a page; what such a page may cost at most is its budget.
    else
      for (const [name, rows] of [...reads].filter(([one]) => !one.includes("of 20 stores")))
        expect(Math.abs(rows - (small.get(name) ?? 0)), name).toBeLessThanOrEqual(5);
  });
});

describe("jobs", () => {
  let shop: Shop;
  let store = "";
  const job = (name: string, act: () => Promise<unknown>) => cost((log) => log.job === name && log.store === store, act);
  /** What happens is told by exactly one webhook, whatever TikTok would have sent. */
  const told = async (act: () => string) => {
    const { faults } = world.hosted.simulator;
    faults.raise({ kind: "webhook_lost" });
    const orderId = act();
    await world.hosted.simulator.tick();
    faults.clear();
    world.shop.publishWebhook({ shopId: shop.id, type: 1, data: { order_id: orderId } });
    await world.settle();
  };
  beforeAll(async () => {
    shop = openShop(world, "GlowLab");
    store = await world.connect("US", "GlowLab", "GlowLab US");
    world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
    for (let count = 0; count < 20; count += 1) sellUnits(world, shop, 2);
    await world.settle();
  });

  test("a new order of two units", async () => {
    judge("job: a new order of two units", await job("notified-orders", () => told(() => sellUnits(world, shop, 2).id)));
  });

  test("a bulk act, and a bulk reply that is checked and sent, for each of 20 tickets; their rooms count for themselves", async () => {
    const buyers = Array.from({ length: 20 }, (_, at) => new Buyer(world, shop, `many${at}`));
    for (const buyer of buyers) buyer.writes("Where is it?");
    await world.settle();
    const rows = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE store_id = ?", store);
    const of = { tickets: rows.map(({ id }) => id) };
    expect(rows).toHaveLength(buyers.length);
    let id = "";
    const begin = (wish: object) => async () => {
      id = (await world.admin.post<{ id: string }>("/api/bulk/jobs", { id: `bulk-click-${JSON.stringify(wish).length}`, of, wish })).id;
    };
    judge("job: 20 tickets marked read", await begun(begin({ do: "mark", read: true })));
    judge("job: a bulk act on 20 tickets", await begun(begin({ do: "act", act: { do: "priority", priority: "urgent" } })));
    judge("job: a bulk reply to 20 tickets, checked", await begun(begin({ do: "reply", text: "Hi {{buyer.nickname}}", perMinute: 120 })));
    judge("job: a bulk reply to 20 tickets, sent", await begun(() => world.admin.post(`/api/bulk/jobs/${id}`, { decision: "start" })));
    expect(await world.admin.get(`/api/bulk/jobs/${id}`)).toMatchObject({ counts: { leaving: 20 } });
    await world.settle();
    judge("tickets: open one", await ask(world.admin, `/api/tickets/${of.tickets[0]}`));
    judge("bulk: jobs", await ask(world.admin, "/api/bulk/jobs"));
    judge("bulk: one job", await ask(world.admin, `/api/bulk/jobs/${id}`));
    judge("bulk: what became of a job's tickets", await ask(world.admin, `/api/bulk/jobs/${id}/items`));
    judge("bulk: how one reply reads", await ask(world.admin, `/api/bulk/jobs/${id}/preview`));
  });

  test("an order that moves on", async () => {
    const { id } = sellUnits(world, shop, 2);
    await world.settle();
    judge("job: an order that moves on", await job("notified-orders", () => told(() => world.shop.endHold(id).id)));
  });

  test("a buyer who asks to cancel", async () => {
    const { id } = sellUnits(world, shop, 2);
    world.shop.endHold(id);
    await world.settle();
    const asks = () =>
      job("notified-aftersales", async () => {
        world.shop.requestCancel(id);
        await world.settle();
      });
    judge("job: a buyer who asks to cancel", await asks());
  });

  test("an order pulled again unchanged writes nothing", async () => {
    const { id } = sellUnits(world, shop, 2);
    await world.settle();
    const spent = await job("pull-orders", () => world.admin.post(`/api/orders/${id}/pull`, {}));
    expect(spent.rowsWritten).toBe(0);
    judge("job: an order pulled again unchanged", spent);
  });

  test("a walk over a shop in which nothing changed writes nothing and asks TikTok once for each stream", async () => {
    // Orders leave TikTok's first hour meanwhile; what that brings is walked over once before the walk that counts.
    await world.later(3_600_000);
    await world.settle();
    await world.admin.post(`/api/stores/${store}/pull`, {});
    await world.settle();
    // What lies in TikTok's own warehouses is read by a clock of its own.
    const calls = () => world.shop.calls.filter((call) => call.shopId === shop.id && !call.name.startsWith("fbt.")).length;
    const before = calls();
    const from = world.log.length;
    const orders = await job("reconcile-orders", () => world.tillside.cron("*/5 * * * *"));
    const chats = await job("sweep-conversations", () => world.admin.post(`/api/stores/${store}/pull`, {}));
    await world.settle();
    // Orders, cancellations and returns; the pull asked for them a second time, and for conversations.
    expect(calls() - before).toBeLessThanOrEqual(7);
    const walked = world.log.slice(from).find((log) => log.job === "reconcile-aftersales" && log.store === store);
    judge("job: cancellations and returns, nothing changed", {
      trips: walked?.trips ?? 0,
      rowsRead: walked?.rowsRead ?? 0,
      rowsWritten: walked?.rowsWritten ?? 0,
    });
    judge("job: orders, nothing changed", orders);
    judge("job: conversations, nothing changed", chats);
  });
});

describe("parcels", () => {
  const BOX = { grams: 400, lengthMm: 200, widthMm: 150, heightMm: 60 };
  let store = "";
  let orders: Order[] = [];
  const linesOf = (order: Order | undefined) => order?.lines.map((line) => line.id) ?? [];
  beforeAll(async () => {
    const shop = openShop(world, "Parcelo");
    store = await world.connect("US", "Parcelo", "Parcelo US");
    world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
    await fillParcels(world, store, 400);
    orders = Array.from({ length: 21 }, () => sellUnits(world, shop, 1, { shipping: "TIKTOK" }));
    for (const { id } of orders) world.shop.endHold(id);
    await world.settle();
  });

  test("an order's parcels, what is asked before deciding, and an act whose answer was lost", async () => {
    const [order, other] = orders;
    const parcels = `/api/orders/${order?.id}/parcels`;
    const units = linesOf(order);
    let services: { id: string }[] = [];
    const rates = async () => {
      ({ services } = await world.admin.post<{ services: { id: string }[] }>(`${parcels}/rates`, { units, measures: BOX }));
    };
    judge("parcels: what a label costs", await begun(rates));
    world.hosted.simulator.faults.raise({ kind: "timeout_after", on: "packages.create", count: 1 });
    const wish = { do: "buy-label", units, service: services[0]?.id, measures: BOX };
    await world.admin.post(`${parcels}/acts`, { id: "ship-click-lost", wish });
    await world.settle();
    await world.later(31_000);
    const looked = await cost(
      (log) => log.job === "look-at-ship-act" && log.store === store,
      () => world.tillside.cron("* * * * *"),
    );
    judge("job: an act on a parcel looked at", looked);
    await world.settle();
    await world.admin.post(`${parcels}/details`, {});
    judge("parcels: details that are fresh", await begun(() => world.admin.post(`${parcels}/details`, {})));
    judge("parcels: of an order", await ask(world.admin, parcels));
    const recalled = () => world.admin.post(`/api/orders/${other?.id}/parcels/measures`, { units: linesOf(other) });
    judge("parcels: what the same weighed before", await begun(recalled));
    expect(await recalled()).toEqual({ measures: BOX });
  });

  test("labels bought and printed for 20 orders", async () => {
    const { faults } = world.hosted.simulator;
    // What the webhooks of twenty labels bring in beside the walk would be counted by chance.
    faults.raise({ kind: "webhook_lost" });
    let id = "";
    const isOver = async () => (await world.admin.get<{ state: string }>(`/api/print-runs/${id}`)).state === "done";
    const walked = await cost(
      (log) => log.job === "ship-walk",
      async () => {
        const run = { id: "ship-click-run", orders: orders.slice(1).map((order) => order.id), wish: { do: "labels", measures: BOX } };
        judge(
          "job: labels for 20 orders, begun",
          await begun(async () => ({ id } = await world.admin.post<{ id: string }>("/api/print-runs", run))),
        );
        await world.until("the run is over", isOver);
        await world.settle();
      },
    );
    faults.clear();
    judge("job: labels bought for 20 orders", walked);
    expect(await world.admin.get(`/api/print-runs/${id}`)).toMatchObject({ counts: { total: 20, done: 20 }, papers: 20 });
    judge("print runs: one's own", await ask(world.admin, "/api/print-runs"));
    judge("print runs: everybody's", await ask(world.admin, "/api/print-runs?all=1"));
    judge("print runs: one", await ask(world.admin, `/api/print-runs/${id}`));
    judge(
      "print runs: what is to be picked for a run",
      await cost(
        (log) => log.route === "GET /api/print-runs/:id/pick-list",
        () => world.admin.send("GET", `/api/print-runs/${id}/pick-list`),
      ),
    );
    judge("print runs: what became of a run's orders", await ask(world.admin, `/api/print-runs/${id}/items`));
    judge("print runs: the orders that are done", await ask(world.admin, `/api/print-runs/${id}/items?outcome=done`));
  });
});

test("every budget is somebody's", () => {
  expect([...measured.keys()].sort()).toEqual(Object.keys(budgets).sort());
});
