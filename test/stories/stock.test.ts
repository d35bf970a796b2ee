// Warehouses and stock as people work with them: where a store ships from, what is received, counted, moved and thrown away, by whom, once per
// click, and what explains a number afterwards.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, refusal } from "./desk.ts";
import { openShop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Level {
  on_hand: number;
  allocated: number;
  unsellable: number;
}
interface Listed {
  rows: { id: string; sku: string; waiting: number; levels: (Level & { warehouse_id: string })[] }[];
  next: string | null;
}

let world: World;
let store = "";
let east = "";
let west = "";
let packer: Desk;
let manager: Desk;
let clicks = 0;
const click = () => `stock-click-${++clicks}`;
const place = (name: string, country = "US") => ({ name, country, postalCode: "10001", timeZone: "America/New_York" });
const at = (warehouse: string, item = "itm_mug") => ({ click: click(), warehouse, item });
const listed = async (view = "all") => (await world.admin.get<Listed>(`/api/stock?view=${view}`)).rows;
const levelOf = async (warehouse: string, item = "itm_mug") =>
  (await listed()).find(({ id }) => id === item)?.levels.find((one) => one.warehouse_id === warehouse);

beforeAll(async () => {
  world = await openWorld();
  openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  const rights = (...rights: string[]) => [{ store, rights: ["read", ...rights] }];
  packer = await world.agent("Pia Packer", rights("fulfil"));
  manager = await world.agent("Mo Manager", rights("fulfil", "manage"));
  for (const [id, sku] of [
    ["itm_mug", "MUG"],
    ["itm_cap", "CAP"],
  ])
    await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES (?, ?, ?, 1)", id, sku, `${sku} of ours`);
  await world.rows("INSERT INTO item (id, sku, name, kind, created_at) VALUES ('itm_kit', 'KIT', 'Both', 'kit', 1)");
  await world.settle();
});
afterAll(() => world.close());

const waits = (order: string, item: string, qty: number, turn: number) =>
  world.rows(
    `INSERT INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, turn, at)
     VALUES (?, ?, ?, 1, ?, ?, ?, 'short', 'nowhere-free', ?, 1)`,
    order,
    `line-of-${order}`,
    item,
    store,
    east,
    qty,
    turn,
  );

describe("warehouses", () => {
  test("an admin makes them, one name each; others see them", async () => {
    const made = (form: object) => world.admin.post<{ id: string }>("/api/warehouses", form);
    east = (await made(place("East"))).id;
    west = (await made(place("West"))).id;
    expect(await refusal(made(place("eAsT")))).toMatchObject({ status: 409, code: "warehouse-name-taken" });
    expect(await refusal(made({ ...place("Nowhere"), timeZone: "Mars/Base" }))).toMatchObject({ status: 422 });
    expect(await refusal(manager.post("/api/warehouses", place("Own")))).toMatchObject({ code: "admin-only" });
    const seen = await packer.get<{ warehouses: { name: string }[]; can: object }>("/api/warehouses");
    expect(seen.warehouses.map(({ name }) => name)).toEqual(["East", "West"]);
    expect(seen.can).toEqual({ create: { ok: false, because: { code: "admin-only", facts: {} } } });
  });

  test("whoever was faster is not overwritten", async () => {
    await world.admin.put(`/api/warehouses/${west}`, { seen: place("West"), warehouse: place("Far west") });
    const late = world.admin.put(`/api/warehouses/${west}`, { seen: place("West"), warehouse: place("Wild west") });
    expect(await refusal(late)).toMatchObject({ status: 409, code: "warehouse-changed-meanwhile" });
    await world.admin.put(`/api/warehouses/${west}`, { seen: place("Far west"), warehouse: place("West") });
  });

  test("a store ships from a list with one fallback; what waited for a place is looked at again", async () => {
    await world.rows(
      "INSERT INTO order_review (order_id, reason, create_time, store_id, opened_at) VALUES ('o-homeless', 'no-warehouse', 1, ?, 1)",
      store,
    );
    const address = `/api/stores/${store}/warehouses`;
    const { version, shopWarehouses } = await manager.get<{ version: number; shopWarehouses: { id: string }[] }>(address);
    const theirs = shopWarehouses[0]?.id ?? null;
    const rows = (fallback: string) =>
      [west, east].map((warehouse) => ({
        warehouse,
        isFallback: warehouse === fallback,
        shopWarehouse: warehouse === east ? theirs : null,
      }));
    expect(await refusal(manager.put(address, { version, warehouses: rows("none") }))).toMatchObject({ code: "sources-fallback" });
    expect(await refusal(packer.put(address, { version, warehouses: rows(east) }))).toMatchObject({ code: "right-missing" });
    await manager.put(address, { version, warehouses: rows(east) });
    expect(await refusal(manager.put(address, { version, warehouses: [] }))).toMatchObject({ code: "store-changed-meanwhile" });
    const now = await packer.get<{ rows: { name: string; is_fallback: number }[] }>(address);
    expect(now.rows.map(({ name, is_fallback }) => `${name}${is_fallback ? ", fallback" : ""}`)).toEqual(["West", "East, fallback"]);
    await world.until("they are", () => world.log.some(({ job }) => job === "settle-orders"));
  });
});

describe("what people do with stock", () => {
  test("a delivery is received once, however often the click arrives, and offered to whoever waits", async () => {
    await waits("o-late", "itm_mug", 2, 20);
    await waits("o-soon", "itm_mug", 1, 10);
    const delivery = { ...at(east), qty: 12, note: "PO 1204" };
    await packer.post("/api/stock/receive", delivery);
    expect(await packer.post("/api/stock/receive", delivery)).toEqual({ level: { on_hand: 12, allocated: 0, unsellable: 0 } });
    await world.until("it is", () => world.log.filter(({ job }) => job === "settle-orders").length > 1);
    const { rows } = await packer.get<{ rows: { order_id: string; qty: number }[] }>("/api/stock/itm_mug/waiting");
    expect(rows.map(({ order_id, qty }) => [order_id, qty])).toEqual([
      ["o-soon", 1],
      ["o-late", 2],
    ]);
  });

  test("a count needs the newest number, and says what it is", async () => {
    const count = { ...at(east), to: 10, seen: 12 };
    expect(await refusal(packer.post("/api/stock/count", count))).toMatchObject({ status: 403, facts: { right: "manage" } });
    await packer.post("/api/stock/receive", { ...at(east), qty: 1, note: null });
    expect(await refusal(manager.post("/api/stock/count", count))).toMatchObject({
      status: 409,
      code: "stock-moved-meanwhile",
      facts: { now: 13, seen: 12 },
    });
    await manager.post("/api/stock/count", { ...count, seen: 13 });
    expect(await levelOf(east)).toMatchObject({ on_hand: 10 });
  });

  test("nobody takes out what is not there; damaged pieces stay in the house until they are thrown away", async () => {
    expect(await refusal(manager.post("/api/stock/adjust", { ...at(east), by: -11, reason: "lost" }))).toMatchObject({
      facts: { there: 10 },
    });
    expect(await refusal(manager.post("/api/stock/adjust", { ...at(east), by: 1, reason: "lost" }))).toMatchObject({ code: "adjust-way" });
    await manager.post("/api/stock/adjust", { ...at(east), by: -3, reason: "damaged" });
    expect(await levelOf(east)).toMatchObject({ on_hand: 7, unsellable: 3 });
    expect(await refusal(manager.post("/api/stock/scrap", { ...at(east), qty: 4, from: "unsellable" }))).toMatchObject({ status: 409 });
    await manager.post("/api/stock/scrap", { ...at(east), qty: 2, from: "unsellable" });
    expect(await levelOf(east)).toMatchObject({ on_hand: 7, unsellable: 1 });
  });

  test("what moves to another warehouse leaves one and reaches the other; what is promised stays unless somebody is certain", async () => {
    await world.rows(
      "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_allocated, order_id, line_id, actor, at, idem_key) VALUES (?, 'itm_mug', 'reserve', 5, 'o-held', 'l', 'desk', 1, 'held')",
      east,
    );
    const wish = { ...at(east), qty: 3, to: west, isCertain: false };
    expect(await refusal(packer.post("/api/stock/transfer", wish))).toMatchObject({ code: "transfer-more-than-free", facts: { free: 2 } });
    await packer.post("/api/stock/transfer", { ...wish, qty: 2 });
    await packer.post("/api/stock/transfer", { ...wish, qty: 2 });
    await packer.post("/api/stock/transfer", { ...at(east), qty: 1, to: west, isCertain: true });
    expect([await levelOf(east), await levelOf(west)]).toMatchObject([{ on_hand: 4, allocated: 5 }, { on_hand: 3 }]);
    expect((await listed("below")).map(({ sku }) => sku)).toEqual(["MUG"]);
    expect((await listed("short")).map(({ sku, waiting }) => [sku, waiting])).toEqual([["MUG", 3]]);
  });

  test("kits and places that are not there have no stock", async () => {
    const receive = (spot: object) => refusal(packer.post("/api/stock/receive", { ...spot, qty: 1, note: null }));
    expect(await receive(at(east, "itm_kit"))).toMatchObject({ code: "item-is-kit" });
    expect(await receive(at(east, "itm_none"))).toMatchObject({ status: 404, code: "item-missing" });
    expect(await receive(at("whs_none"))).toMatchObject({ status: 404, code: "warehouse-missing" });
    expect((await listed()).map(({ sku }) => sku)).toEqual(["CAP", "MUG"]);
    const found = async (q: string) => (await packer.get<Listed>(`/api/stock?q=${q}`)).rows.map(({ sku }) => sku);
    expect((await found("ours")).sort()).toEqual(["CAP", "MUG"]);
    expect([await found("ca"), await found("nothing")]).toEqual([["CAP"], []]);
  });
});

test("the record says who did what with the stock of an item, how it was and how it is, once per click", async () => {
  const { rows } = await world.admin.get<{
    rows: { person: string; action: string; subject_name: string; before: object; after: object }[];
  }>("/api/audit?subject=itm_mug");
  expect(rows.map(({ person, action }) => `${person} ${action}`)).toEqual([
    "Pia Packer transfer-stock",
    "Pia Packer transfer-stock",
    "Mo Manager scrap-stock",
    "Mo Manager adjust-stock",
    "Mo Manager count-stock",
    "Pia Packer receive-stock",
    "Pia Packer receive-stock",
  ]);
  const none = { to: null, there: null };
  expect([rows[1], rows[3], rows[4], rows[6]]).toMatchObject([
    { subject_name: "MUG", before: { on_hand: 7, there: 0 }, after: { warehouse: "East", on_hand: 5, to: "West", there: 2, why: null } },
    { before: { on_hand: 10, unsellable: 0 }, after: { on_hand: 7, unsellable: 3, why: "damaged", ...none } },
    { before: { on_hand: 13 }, after: { on_hand: 10 } },
    { before: { on_hand: 0 }, after: { on_hand: 12, why: "PO 1204" } },
  ]);
});

test("a sheet is tried, which changes nothing, and counts only what nobody moved meanwhile; once, however often it is sent", async () => {
  const shelf = await (await manager.send("GET", `/api/warehouses/${west}/counts.csv`)).text();
  expect(shelf).toContain("warehouse,sku,on_hand,name\r\nWest,CAP,,CAP of ours\r\nWest,MUG,,MUG of ours\r\n");
  const text = "warehouse,sku,on_hand\nwest,cap,7\nWest,MUG,5\nEast,MUG,\nMars,CAP,1\nEast,KIT,1\nEast,CAP,many";
  expect(await refusal(packer.post("/api/stock/sheet", { text }))).toMatchObject({ code: "right-missing-anywhere" });
  const trial = await manager.post<{ counts: { line: number }[]; blank: number; wrong: { line: number; because: { code: string } }[] }>(
    "/api/stock/sheet",
    { text },
  );
  expect(trial.wrong.map(({ line, because }) => [line, because.code])).toEqual([
    [5, "sheet-warehouse-unknown"],
    [6, "item-is-kit"],
    [7, "sheet-count-wrong"],
  ]);
  expect(trial).toMatchObject({
    blank: 1,
    counts: [
      { line: 2, to: 7, seen: 0 },
      { line: 3, to: 5, seen: 3 },
    ],
  });
  expect(await levelOf(west)).toMatchObject({ on_hand: 3 });
  await packer.post("/api/stock/receive", { ...at(west), qty: 1, note: null });
  const sheet = { click: click(), counts: trial.counts };
  for (let round = 0; round < 2; round += 1) expect(await manager.post("/api/stock/counts", sheet)).toEqual({ counted: 1, left: [3] });
  expect([await levelOf(west, "itm_cap"), await levelOf(west)]).toMatchObject([{ on_hand: 7 }, { on_hand: 4 }]);
  const { rows } = await world.admin.get<{ rows: { action: string; before: object; after: object }[] }>("/api/audit?subject=itm_cap");
  expect(rows).toMatchObject([{ action: "count-stock", before: { on_hand: 0 }, after: { warehouse: "West", on_hand: 7 } }]);
});

describe("explain this number", () => {
  test("every entry with who, why and the balance it left; the sum agrees", async () => {
    const { rows, level } = await packer.get<{
      rows: { kind: string; person: string | null; reason: string; other: string; balance: Level }[];
      level: Level;
    }>(`/api/stock/itm_mug/${east}/ledger`);
    expect(level).toEqual({ on_hand: 4, allocated: 5, unsellable: 1 });
    expect(rows.map(({ kind, balance }) => [kind, balance.on_hand])).toEqual([
      ["transfer_out", 4],
      ["transfer_out", 5],
      ["reserve", 7],
      ["scrap", 7],
      ["adjust", 7],
      ["count", 10],
      ["receive", 13],
      ["receive", 12],
    ]);
    expect(rows.at(-1)).toMatchObject({ person: "Pia Packer", reason: "PO 1204" });
    expect(rows[0]).toMatchObject({ person: "Pia Packer", other: "West" });
    expect(rows[2]).toMatchObject({ person: null });
    expect(await packer.get(`/api/stock/itm_mug/${east}/recount`)).toEqual({ entries: 8, agrees: true });
  });

  test("counted again from the ledger, no level and no waiting figure differs", async () => {
    const differing = await world.rows(
      `SELECT l.* FROM stock_level l WHERE (l.on_hand, l.allocated, l.unsellable) <>
        (SELECT SUM(m.d_on_hand), SUM(m.d_allocated), SUM(m.d_unsellable) FROM stock_movement m WHERE m.warehouse_id = l.warehouse_id AND m.item_id = l.item_id)`,
    );
    expect(differing).toEqual([]);
    await world.rows("UPDATE allocation SET state = 'reserved' WHERE order_id = 'o-late'");
    await world.rows("DELETE FROM allocation WHERE order_id = 'o-soon'");
    expect(await world.rows("SELECT * FROM stock_short")).toEqual([]);
  });
});

test("a warehouse is put away when nothing stands there and no store ships from it, and comes back", async () => {
  const north = (await world.admin.post<{ id: string }>("/api/warehouses", place("North"))).id;
  const archived = (id: string, archived: boolean) => world.admin.put(`/api/warehouses/${id}/archived`, { archived });
  expect(await refusal(archived(west, true))).toMatchObject({ status: 409, code: "warehouse-not-empty" });
  await packer.post("/api/stock/receive", { ...at(north), qty: 1, note: null });
  expect(await refusal(archived(north, true))).toMatchObject({ code: "warehouse-not-empty" });
  await packer.post("/api/stock/transfer", { ...at(north), qty: 1, to: west, isCertain: false });
  await archived(north, true);
  expect(await refusal(packer.post("/api/stock/receive", { ...at(north), qty: 1, note: null }))).toMatchObject({
    code: "warehouse-archived",
  });
  await archived(north, false);
  const changes = await world.rows<{ action: string }>(
    "SELECT action FROM audit WHERE action LIKE '%warehouse' OR action = 'change-sources' ORDER BY id",
  );
  expect(changes.map(({ action }) => action)).toEqual([
    "create-warehouse",
    "create-warehouse",
    "change-warehouse",
    "change-warehouse",
    "change-sources",
    "create-warehouse",
    "archive-warehouse",
    "restore-warehouse",
  ]);
});

test("each night levels are counted against their ledger: what differs is told to admins until it no longer does, and never mended", async () => {
  interface Health {
    recount: { endedAt: number | null; levels: number; drifts: object[] } | null;
  }
  const night = async () => {
    await world.tillside.cron("17 3 * * *");
    await world.until("the levels are counted", async () => (await world.admin.get<Health>("/api/health/page")).recount?.endedAt !== null);
    return (await world.admin.get<Health>("/api/health/page")).recount;
  };
  const [{ n: levels } = { n: 0 }] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM stock_level");
  expect(await night()).toMatchObject({ levels, drifts: [] });
  const spoil = (by: number) =>
    world.rows("UPDATE stock_level SET on_hand = on_hand + ? WHERE item_id = 'itm_mug' AND warehouse_id = ?", by, west);
  const [before] = await world.rows<{ on_hand: number }>(
    "SELECT on_hand FROM stock_level WHERE item_id = 'itm_mug' AND warehouse_id = ?",
    west,
  );
  await spoil(2);
  await world.later(86_400_000);
  const found = await night();
  const is = before?.on_hand ?? 0;
  expect(found?.drifts).toMatchObject([{ itemId: "itm_mug", warehouse: "West", level: [is + 2, 0, 0, 0], ledger: [is, 0, 0, 0] }]);
  expect(await world.rows("SELECT on_hand FROM stock_level WHERE item_id = 'itm_mug' AND warehouse_id = ?", west)).toEqual([
    { on_hand: is + 2 },
  ]);
  await spoil(-2);
  await world.later(86_400_000);
  expect(await night()).toMatchObject({ levels, drifts: [] });
});
