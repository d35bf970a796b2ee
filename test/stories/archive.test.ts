// A desk that has grown: what nobody touched for long goes to the archive by night, whoever dies on the way. Every list, search, page, file and report
// is what it was before; news of an order, or somebody's act on it, bring it back first; and who is erased is in no object any more.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restore } from "../../scripts/restore.ts";
import { startTillside } from "../../scripts/workerd.ts";
import type { Order } from "../../simulator/orders/order.ts";
import { Desk, refusal } from "./desk.ts";
import { Buyer, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, PASSWORD, SECRETS, type World } from "./world.ts";

const DAY = 86_400_000;
const NIGHT = "17 3 * * *";
const ORDERS = 24;
let world: World;
let shop: Shop;
let store = "";
let elsewhere: Desk;
let clicks = 0;
const click = () => `archive-click-${++clicks}`;

interface Customer {
  buyer: Buyer;
  order: Order;
  name: string;
}
let customers: Customer[] = [];
let asking: Customer;
let waiting: Customer;
let ticket = "";

const bought = (at: number) => customers[at] as Customer;

const coldIds = async () =>
  (await world.rows<{ id: string }>("SELECT order_id AS id FROM order_cold ORDER BY order_id")).map(({ id }) => id);
const objects = async () => {
  const { objects: kept } = await (await world.tillside.miniflare.getR2Bucket("MAIL")).list({ prefix: "cold/" });
  return kept.map(({ key }) => key);
};

/** Objects in whose records the order is. */
async function namesIn(order: string): Promise<string[]> {
  const bucket = await world.tillside.miniflare.getR2Bucket("MAIL");
  const found: string[] = [];
  for (const key of await objects()) {
    const kept = (await bucket.get(key)) as unknown as { arrayBuffer(): Promise<ArrayBuffer> };
    const body = Buffer.from(await kept.arrayBuffer());
    const [{ at } = { at: 0 }] = await world.rows<{ at: number }>("SELECT directory_at AS at FROM cold_object WHERE key = ?", key);
    if (gunzipSync(body.subarray(0, at)).toString().includes(order) || body.subarray(at).toString().includes(order)) found.push(key);
  }
  return found;
}

async function passNight(): Promise<void> {
  await world.tillside.cron(NIGHT);
  await world.until("the night is over", async () =>
    (await world.rows<{ step: string }>("SELECT step FROM archive_night")).every(({ step }) => step === "done" || step === "failed"),
  );
  await world.settle();
}

async function writeOut(): Promise<string[]> {
  const columns = ["id", "store", "placed", "status", "stage", "buyer", "skus", "units", "total", "tracking", "packages", "tags", "notes"];
  const of = { filters: {} };
  const { id } = await world.admin.post<{ id: string }>("/api/orders/exports", {
    id: click(),
    of,
    columns: [...columns, "recipient", "address"],
  });
  await world.settle();
  return (await (await world.admin.send("GET", `/api/orders/exports/${id}/file`)).text()).split("\r\n").sort();
}

/** Where an order lies is told, and is the only thing that may differ. */
const forget = (text: string) => JSON.parse(text.replaceAll(/"cold_at":(null|\d+)/g, '"cold_at":"?"')) as unknown;

/** Whatever anybody can ask of what will be archived. */
async function lookAround(): Promise<Record<string, unknown>> {
  await world.tillside.cron("* * * * *");
  await world.until("all is counted", async () => (await world.rows("SELECT 1 FROM figure_due")).length === 0);
  await world.settle();
  const tracking = await world.admin.get<{ packages: { tracking_number: string }[] }>(`/api/orders/${bought(3).order.id}`);
  const number = tracking.packages[0]?.tracking_number ?? "";
  const from = new Date(world.now() - 80 * DAY).toISOString().slice(0, 10);
  const to = new Date(world.now()).toISOString().slice(0, 10);
  const asked = [
    "/api/orders",
    "/api/orders?stage=completed",
    "/api/orders?stage=delivered",
    "/api/orders?stage=delivered,completed&by=merchant",
    "/api/orders?tag=none",
    "/api/orders/counts",
    ...[bought(3).order.id, number, bought(4).name, "BLK-M", "beanie"].map((q) => `/api/orders/search?q=${q}`),
    `/api/orders/named?ids=${bought(5).order.id},${number}`,
    ...["sales", "skus", "fulfilment", "returns"].map((report) => `/api/insights/${report}?from=${from}&to=${to}`),
    ...[0, 1, 2, 3].flatMap((at) => {
      const page = `/api/orders/${bought(at).order.id}`;
      return [
        page,
        ...["work", "history", "aftersales", "tickets", "desk", "parcels", "cancel", "refund"].map((part) => `${page}/${part}`),
      ];
    }),
    `/api/buyers/${bought(2).buyer.id}`,
    `/api/tickets/${ticket}`,
  ];
  const seen: Record<string, unknown> = {};
  for (const address of asked) {
    const answer = await world.admin.send("GET", address);
    seen[address] = { status: answer.status, says: forget(await answer.text()) };
  }
  seen.file = await writeOut();
  return seen;
}

let before: Record<string, unknown>;

beforeAll(async () => {
  world = await openWorld({ vars: { ARCHIVE_BEGIN_BYTES: "1" } });
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  elsewhere = await world.agent("Otto Other", []);
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  world.shop.changeRules({ completes: false });
  customers = Array.from({ length: ORDERS }, (_, at) => {
    const name = `wander${String.fromCodePoint(97 + at)}`;
    const buyer = new Buyer(world, shop, name);
    const order = buyer.buys(1 + (at % 3));
    world.shop.endHold(order.id);
    return { buyer, order, name };
  });
  asking = bought(1);
  asking.buyer.comesFrom(asking.order);
  asking.buyer.writes("When does it come?");
  // Has waited for an answer ever since: their order stays.
  waiting = bought(ORDERS - 3);
  await world.settle();
  for (const { order } of customers) {
    world.shop.ship(order.id);
    world.shop.scan(order.id);
  }
  for (const { order } of customers.slice(0, ORDERS - 2)) world.shop.deliver(order.id);
  await world.settle();
  await world.later(60_000);
  for (const { order } of customers.slice(6, ORDERS - 2)) world.shop.complete(order.id);
  await world.settle();
  await world.settle();
  ticket = (await world.rows<{ id: string }>("SELECT id FROM ticket"))[0]?.id ?? "";
  await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "resolve" });
  await world.admin.post(`/api/orders/${bought(0).order.id}/notes`, { id: click(), text: "He likes blue" });
  // What a store that ships from here keeps besides.
  await world.rows(
    `INSERT INTO parcel_paper (package_id, kind, order_id, store_id, number, file, bytes, fetched_at)
      SELECT p.id, 'label', p.order_id, ?, p.tracking_number, 'papers/' || p.id || '.pdf', 5, 1 FROM package p WHERE p.order_id IN (?, ?)`,
    store,
    bought(0).order.id,
    bought(2).order.id,
  );
  await world.rows(
    `INSERT INTO ship_act (id, order_id, store_id, wish, state, by_id, begun_at, ended_at)
      VALUES ('act_old', ?, ?, '{"do":"hand-over","package":"1","handover":"PICKUP"}', 'done', 'usr_none', 1, 2)`,
    bought(0).order.id,
    store,
  );
  await world.rows(
    `INSERT INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, turn, at)
      SELECT order_id, id, 'itm_none', create_time, ?, 'whs_none', 1, 'shipped', 'only', 1, 1 FROM order_line WHERE order_id = ?`,
    store,
    bought(0).order.id,
  );
  waiting.buyer.comesFrom(waiting.order);
  waiting.buyer.writes("It is too small");
  for (let days = 0; days < 40; days += 10) {
    await world.later(10 * DAY);
    await world.tillside.cron("*/5 * * * *");
    await world.settle();
  }
  before = await lookAround();
  await world.rows("UPDATE archive_setting SET months = 1");
});
afterAll(() => world.close());

test("what nobody touched for long goes by night; what somebody still works on stays; nobody sees a difference", async () => {
  await passNight();
  const cold = await coldIds();
  const expected = customers.slice(0, ORDERS - 3).map(({ order }) => order.id);
  expect(cold).toEqual(expected.sort());
  const left = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM order_line WHERE order_id IN (SELECT order_id FROM order_cold)");
  expect(left).toEqual([{ n: 0 }]);
  expect(await world.rows("SELECT orders, bytes > 0 AS some FROM cold_count")).toEqual([{ orders: cold.length, some: 1 }]);
  const after = await lookAround();
  for (const address of Object.keys(before)) expect(after[address], address).toEqual(before[address]);
});

test("one order is one range of one object, and says so in lists and on its page", async () => {
  const [place] = await world.rows<{ key: string; at: number; bytes: number }>(
    "SELECT x.key, c.at, c.bytes FROM order_cold c JOIN cold_object x ON x.id = c.object_id WHERE c.order_id = ?",
    bought(0).order.id,
  );
  const bucket = await world.tillside.miniflare.getR2Bucket("MAIL");
  const part = await bucket.get(place?.key ?? "", { range: { offset: place?.at ?? 0, length: place?.bytes ?? 0 } });
  const record = JSON.parse(gunzipSync(Buffer.from(await (part as { arrayBuffer(): Promise<ArrayBuffer> }).arrayBuffer())).toString());
  expect(record).toMatchObject({ order: bought(0).order.id, store });
  expect(record.tables.ship_act.rows[0].slice(0, 3)).toEqual(["act_old", bought(0).order.id, store]);
  const archived = await world.admin.get<{ rows: { id: string; cold_at: number | null }[] }>("/api/orders?archived=yes");
  expect(archived.rows.map(({ id }) => id).sort()).toEqual(await coldIds());
  const here = await world.admin.get<{ rows: { id: string }[] }>("/api/orders?archived=no");
  expect(here.rows.map(({ id }) => id).sort()).toEqual(
    customers
      .slice(ORDERS - 3)
      .map(({ order }) => order.id)
      .sort(),
  );
});

test("whoever may not see a store sees nothing of its archive, and brings nothing back", async () => {
  const page = `/api/orders/${bought(0).order.id}`;
  expect((await refusal(elsewhere.get(page))).status).toBe(404);
  expect((await refusal(elsewhere.post(`${page}/bring-back`, {}))).status).toBe(404);
  expect((await refusal(elsewhere.post(`${page}/notes`, { id: click(), text: "me" }))).status).toBe(404);
  expect(await coldIds()).toContain(bought(0).order.id);
});

test("it comes back by a click, whole, and stays for a while", async () => {
  const { id } = bought(0).order;
  await world.admin.post(`/api/orders/${id}/bring-back`, {});
  expect(await coldIds()).not.toContain(id);
  for (const [table, n] of Object.entries({ order_line: 1, package: 1, recipient: 1, allocation: 1, ship_act: 1, parcel_paper: 1 }))
    expect(await world.rows(`SELECT COUNT(*) AS n FROM ${table} WHERE order_id = ?`, id), table).toEqual([{ n }]);
  const after = await lookAround();
  for (const address of Object.keys(before)) expect(after[address], address).toEqual(before[address]);
  const stale = await objects();
  await passNight();
  expect(await coldIds()).not.toContain(id);
  // Nobody lies any more in the object it was in.
  expect((await objects()).some((key) => !stale.includes(key))).toBe(true);
  expect(await world.rows("SELECT 1 FROM cold_object WHERE is_stale = 1")).toEqual([]);
});

test("news of TikTok's bring it back before they are applied, and change it as they would have", async () => {
  const { order } = bought(3);
  world.shop.complete(order.id);
  await world.settle();
  expect(await coldIds()).not.toContain(order.id);
  expect(await world.admin.get(`/api/orders/${order.id}`)).toMatchObject({
    order: { status: "COMPLETED", stage: "completed", cold_at: null },
  });
  expect(await world.rows("SELECT COUNT(*) AS n FROM order_line WHERE order_id = ?", order.id)).toEqual([{ n: order.lines.length }]);
});

test("somebody's act brings it back and is done; a job does so for each it works on", async () => {
  const { order } = bought(4);
  await world.admin.post(`/api/orders/${order.id}/notes`, { id: click(), text: "Asked for an invoice" });
  expect(await coldIds()).not.toContain(order.id);
  const [{ orders } = { orders: -1 }] = await world.rows<{ orders: number }>("SELECT orders FROM cold_count");
  expect(orders).toBe((await coldIds()).length);
});

test("a store that moves is counted anew, archived orders and all", async () => {
  const sums = () =>
    world.rows(
      "SELECT SUM(paid) AS paid, SUM(units) AS units, SUM(gmv) AS gmv, SUM(delivered) AS delivered, SUM(parcels) AS parcels FROM figure_day",
    );
  const told = await sums();
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store");
  await world.admin.patch(`/api/stores/${store}`, { version, change: { timeZone: "Asia/Tokyo" } });
  await world.tillside.cron("* * * * *");
  await world.settle();
  expect(await world.rows("SELECT zone, at_time FROM figure_store")).toEqual([{ zone: "Asia/Tokyo", at_time: null }]);
  expect(await sums()).toEqual(told);
});

test("a backup carries the archive, and a desk restored from it shows, finds and counts what lies there", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tillside-archive-"));
  const simulatorUrl = world.hosted.url.replace("localhost", "127.0.0.1");
  const second = await startTillside({ simulatorUrl, secrets: SECRETS });
  try {
    const { key: recoveryKey } = await world.admin.post<{ key: string }>("/api/backups/recovery-key", {});
    const { id } = await world.admin.post<{ id: string }>("/api/backups", { id: click() });
    await world.until("the backup is written", async () => (await world.rows("SELECT 1 FROM backup WHERE state = 'done'")).length > 0);
    const file = path.join(folder, "desk.backup");
    writeFileSync(file, Buffer.from(await (await world.admin.send("GET", `/api/backups/${id}/file`)).arrayBuffer()));
    await restore({ file, to: second.url, recoveryKey, setupToken: SECRETS.SETUP_TOKEN });
    const restored = new Desk(second.url);
    await restored.signIn("ana@example.com", PASSWORD);
    const { order, name } = bought(5);
    expect(await coldIds()).toContain(order.id);
    for (const address of [
      `/api/orders/${order.id}`,
      `/api/orders/${order.id}/parcels`,
      "/api/orders",
      `/api/orders/search?q=${name}`,
      "/api/orders/search?q=beanie",
    ])
      expect(await restored.get(address), address).toEqual(await world.admin.get(address));
    expect((await second.database.prepare("SELECT orders FROM cold_count").bind().all()).results).toEqual(
      await world.rows("SELECT orders FROM cold_count"),
    );
  } finally {
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a night that dies between the object and the rows leaves both as they were, and the next one ends it", async () => {
  const { id } = bought(0).order;
  await world.rows("DELETE FROM order_back");
  await world.rows(
    `CREATE TRIGGER dies BEFORE UPDATE OF cold_at ON orders WHEN NEW.cold_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'killed'); END`,
  );
  const rows = await world.rows("SELECT * FROM order_line");
  await world.tillside.cron(NIGHT);
  await world.until("a step has failed", () => world.log.some(({ job, verdict }) => job === "archive-cold" && verdict === "bug"));
  expect(await world.rows("SELECT * FROM order_line")).toEqual(rows);
  expect(await coldIds()).not.toContain(id);
  const left = await objects();
  await world.rows("DROP TRIGGER dies");
  // Its lease is over, and the minute's round names it again.
  await world.later(61_000);
  await world.tillside.cron("* * * * *");
  await world.until("the night is over", async () => (await world.rows("SELECT 1 FROM archive_night WHERE step = 'done'")).length > 0);
  expect(await coldIds()).toContain(id);
  // What was written before the end is what is pointed at now.
  const known = await world.rows<{ key: string }>("SELECT key FROM cold_object");
  expect(left.some((key) => known.some((one) => one.key === key))).toBe(true);
});

test("what is held of a buyer is told out of the archive, and whoever is erased is in no object", async () => {
  const { buyer, order, name } = bought(2);
  expect(await coldIds()).toContain(order.id);
  const { id } = await world.admin.post<{ id: string }>(`/api/buyers/${buyer.id}/files`, { id: click() });
  await world.until("the file is written", async () =>
    (await world.admin.get<{ files: { state: string }[] }>(`/api/buyers/${buyer.id}/files`)).files.every(({ state }) => state === "done"),
  );
  const told = Buffer.from(await (await world.admin.send("GET", `/api/buyer-files/${id}`)).arrayBuffer()).toString("latin1");
  const shipped = await world.admin.get<{ packages: { tracking_number: string }[] }>(`/api/orders/${order.id}`);
  expect(told).toContain(shipped.packages[0]?.tracking_number);
  expect(await coldIds()).toContain(order.id);
  expect(await namesIn(order.id)).toHaveLength(1);
  await world.admin.post(`/api/buyers/${buyer.id}/erase`, { id: click(), typed: name });
  await world.until("the buyer is erased", async () => (await world.rows("SELECT 1 FROM erasure WHERE state = 'done'")).length > 0);
  expect(await namesIn(order.id)).toEqual([]);
  expect(await world.admin.get(`/api/orders/${order.id}`)).toMatchObject({ recipientHidden: "erased", order: { buyer_nickname: null } });
});
