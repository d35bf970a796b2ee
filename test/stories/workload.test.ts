// Working lists over orders: what waits and for what, filters that live in an address, pasted ids, views and columns, marks, notes, jobs over
// many orders and lists written out as files, each through the rights of whoever asks.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const HOUR_MS = 3_600_000;

type Order = ReturnType<typeof sellUnits>;

interface Row {
  id: string;
  stage: string;
  tags: string[];
  assignee: string | null;
}
interface Job {
  id: string;
  state: string;
  counts: Record<string, number>;
  because: { because: { code: string }; count: number }[];
}

let world: World;
let shop: Shop;
let other: Shop;
let ready: Order[];
let elsewhere: Order;
/** Ships for the first store; sees no recipients, and nothing of the second. */
let packer: Desk;
/** Reads the first store and no more. */
let reader: Desk;
let store = "";
let packerId = "";
let clicks = 0;
const click = () => `workload-${++clicks}`;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  other = openShop(world, "Northwind");
  ready = Array.from({ length: 6 }, () => sellUnits(world, shop, 1));
  for (const { id } of ready) world.shop.endHold(id);
  sellUnits(world, shop, 2);
  elsewhere = sellUnits(world, other);
  world.shop.endHold(elsewhere.id);
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.connect("US", "Northwind", "Northwind US");
  await world.settle();
  await world.until("all orders are in", async () => (await world.rows("SELECT id FROM orders WHERE stage IS NOT NULL")).length === 8);
  packer = await world.agent("Pia Packer", [{ store, rights: ["read", "fulfil"] }]);
  reader = await world.agent("Rita Reader", [{ store, rights: ["read"] }]);
  packerId = (await packer.get<{ person: { id: string } }>("/api/me")).person.id;
});
afterAll(() => world.close());

const list = async (desk: Desk, query: string) => (await desk.get<{ rows: Row[] }>(`/api/orders${query}`)).rows;
const idsOf = async (desk: Desk, query: string) => (await list(desk, query)).map(({ id }) => id).sort();
const waiting = async (desk: Desk, query = "") =>
  Object.fromEntries(
    Object.entries((await desk.get<{ waiting: Record<string, { count: number }> }>(`/api/orders/waiting${query}`)).waiting).map(
      ([name, { count }]) => [name, count],
    ),
  );
const begin = (desk: Desk, of: object, wish: object, more: object = {}) =>
  desk.post<Job>("/api/orders/jobs", { id: click(), of, wish, ...more });
const act = (desk: Desk, order: Order, wish: object) => desk.post(`/api/orders/${order.id}/act`, wish);
const some = (from: number, to: number) => ready.slice(from, to).map(({ id }) => id);

test("what waits is counted as the lists count it, and only in stores one sees", async () => {
  expect(await waiting(world.admin)).toMatchObject({ toShip: 7, review: 0, held: 0, overdue: 0, mine: 0, returns: 0, cancellations: 0 });
  expect(await waiting(packer)).toMatchObject({ toShip: 6 });
  expect(await idsOf(packer, "?stage=ready_to_ship,partially_shipped")).toEqual(some(0, 6).sort());
  const lists = { overdue: "late", today: "today" } as const;
  for (const [name, due] of Object.entries(lists))
    expect((await waiting(world.admin))[name], name).toBe(
      (await list(world.admin, `?due=${due}&stage=on_hold,in_review,held,ready_to_ship,partially_shipped`)).length,
    );
});

test("several stages are one list, what is due first", async () => {
  const rows = await world.admin.get<{ rows: { due_time: number | null; stage: string }[] }>("/api/orders?stage=on_hold,ready_to_ship");
  expect(new Set(rows.rows.map((row) => row.stage))).toEqual(new Set(["on_hold", "ready_to_ship"]));
  const dues = rows.rows.flatMap((row) => row.due_time ?? []);
  expect(dues).toEqual([...dues].sort((a, b) => a - b));
});

test("pasted ids are found to the letter, by order, parcel or number, and what is not found is named", async () => {
  const [parcel] = await world.rows<{ order_id: string; id: string }>("SELECT order_id, id FROM package LIMIT 1");
  const asked = [ready[1]?.id, ready[0]?.id, elsewhere.id, "1Z-NOT-THERE", parcel?.id].filter((id) => id !== undefined);
  const found = await packer.get<{ rows: Row[]; unknown: string[] }>(`/api/orders/named?ids=${asked.join()}`);
  expect(found.rows.map(({ id }) => id).slice(0, 2)).toEqual([ready[1]?.id, ready[0]?.id]);
  expect(found.unknown).toEqual([elsewhere.id, "1Z-NOT-THERE"]);
  const many = Array.from({ length: 101 }, (_, at) => String(at)).join();
  expect(await refusal(packer.get(`/api/orders/named?ids=${many}`))).toMatchObject({ status: 422 });
});

test("tags and whoever has an order narrow the list from an index of their own, by the tags tickets have", async () => {
  const { id: tag } = await world.admin.post<{ id: string }>("/api/tags", { name: "Gift wrap", colour: "teal" });
  const [first, second] = ready as [Order, Order];
  await act(packer, first, { do: "tag", tagId: tag });
  await act(packer, first, { do: "tag", tagId: tag });
  await act(packer, first, { do: "assign", personId: packerId });
  await act(world.admin, second, { do: "assign", personId: packerId });
  expect(await idsOf(packer, `?tag=${tag}`)).toEqual([first.id]);
  expect(await idsOf(packer, `?tag=${tag}&assignee=me&stage=ready_to_ship`)).toEqual([first.id]);
  expect(await idsOf(packer, "?assignee=me")).toEqual([first.id, second.id].sort());
  expect(await idsOf(packer, "?assignee=nobody&stage=ready_to_ship")).toEqual(some(2, 6).sort());
  expect(await waiting(packer)).toMatchObject({ mine: 2 });
  expect((await list(packer, `?tag=${tag}`))[0]).toMatchObject({ tags: [tag], assignee: packerId });

  expect(await refusal(act(reader, first, { do: "untag", tagId: tag }))).toMatchObject({ status: 403, code: "right-missing" });
  expect(await refusal(act(packer, elsewhere, { do: "tag", tagId: tag }))).toMatchObject({ status: 404 });
  expect(await refusal(act(world.admin, elsewhere, { do: "assign", personId: packerId }))).toMatchObject({ code: "taker-may-not" });

  const { id: into } = await world.admin.post<{ id: string }>("/api/tags", { name: "Gifts", colour: "rose" });
  await world.admin.post(`/api/tags/${tag}/merge`, { into });
  expect(await idsOf(packer, `?tag=${into}`)).toEqual([first.id]);
  expect(await idsOf(packer, `?tag=${tag}`)).toEqual([]);
});

test("a mark follows its order to another stage", async () => {
  const [first] = ready as [Order];
  await act(packer, first, { do: "hold", reason: "Wrong label stock", until: null });
  expect(await idsOf(packer, "?assignee=me&stage=held")).toEqual([first.id]);
  await act(packer, first, { do: "release" });
  expect(await idsOf(packer, "?assignee=me&stage=held")).toEqual([]);
});

test("notes are ours, said once however often they are sent, and the record says who did what", async () => {
  const [first] = ready as [Order];
  const note = { id: click(), text: "Leave at the back door <b>please</b>" };
  await packer.post(`/api/orders/${first.id}/notes`, note);
  await packer.post(`/api/orders/${first.id}/notes`, note);
  const desk = await reader.get<{ notes: object[] }>(`/api/orders/${first.id}/desk`);
  const { changes } = await reader.get<{ changes: { action: string; person: string }[] }>(`/api/orders/${first.id}/history`);
  expect(desk.notes).toMatchObject([{ text: note.text, by: "Pia Packer", can: { drop: { ok: false } } }]);
  expect(changes.map(({ action, person }) => [action, person]).slice(0, 3)).toEqual([
    ["note-order", "Pia Packer"],
    ["release-order", "Pia Packer"],
    ["hold-order", "Pia Packer"],
  ]);
  expect(await refusal(reader.post(`/api/orders/${first.id}/notes`, { id: click(), text: "no" }))).toMatchObject({ status: 403 });
  await packer.delete(`/api/orders/${first.id}/notes/${note.id}`);
  expect(await packer.get(`/api/orders/${first.id}/desk`)).toMatchObject({ notes: [] });
});

test("a view keeps filters and columns, and counts each reader's own", async () => {
  const view = {
    name: "Ready",
    filters: { stages: ["ready_to_ship", "partially_shipped"] },
    columns: ["order", "tags", "deadline"],
    shared: true,
  };
  const { id } = await world.admin.post<{ id: string }>("/api/orders/views", view);
  expect(await packer.get("/api/orders/views")).toMatchObject({ views: [{ id, columns: view.columns, own: false, changeable: false }] });
  expect(await world.admin.get("/api/orders/views/counts")).toEqual({ counts: [{ id, count: 7, more: false }] });
  expect(await packer.get("/api/orders/views/counts")).toEqual({ counts: [{ id, count: 6, more: false }] });
  expect(await refusal(packer.delete(`/api/orders/views/${id}`))).toMatchObject({ code: "view-of-another" });
});

test("a job says first what would happen to each order and why not, then does it once with the rights of that moment", async () => {
  const chosen = { orders: [...some(0, 3), elsewhere.id, "576460000000000000"] };
  const wish = { do: "hold", reason: "Count first", until: null };
  const job = await begin(packer, chosen, wish);
  expect(job).toMatchObject({
    state: "ready",
    counts: { total: 5, ready: 3, skipped: 2, done: 0 },
    because: [{ because: { code: "order-missing" }, count: 2 }],
  });
  expect(await waiting(packer)).toMatchObject({ held: 0 });

  await act(world.admin, ready[0] as Order, { do: "hold", reason: "Mine", until: null });
  const done = await packer.post<Job>(`/api/orders/jobs/${job.id}`, { decision: "start" });
  expect(done).toMatchObject({ state: "done", counts: { done: 2, skipped: 3 } });
  expect(await waiting(packer)).toMatchObject({ held: 3, toShip: 3 });
  expect(await world.rows("SELECT stage, COUNT(*) AS n FROM orders WHERE store_id = ? AND stage = 3", store)).toEqual([{ stage: 3, n: 3 }]);
  const result = await (await packer.send("GET", `/api/orders/jobs/${job.id}/result`)).text();
  expect(result).toContain(`\t${ready[1]?.id}",done`);
  expect(result).toContain("order-held");
  expect(await refusal(reader.get(`/api/orders/jobs/${job.id}`))).toMatchObject({ status: 404 });
});

test("all that match is a job too; the same click is one, and it can be stopped", async () => {
  const of = { filters: { stages: ["held"] } };
  const order = { id: click(), of, wish: { do: "release" } };
  const [one, again] = [await packer.post<Job>("/api/orders/jobs", order), await packer.post<Job>("/api/orders/jobs", order)];
  expect(again.id).toBe(one.id);
  expect(one).toMatchObject({ state: "ready", counts: { total: 3, ready: 3 } });
  expect(await packer.post<Job>(`/api/orders/jobs/${one.id}`, { decision: "stop" })).toMatchObject({
    state: "stopped",
    counts: { done: 0 },
  });
  const straight = await begin(packer, of, { do: "release" }, { straight: true });
  expect(straight).toMatchObject({ state: "done", counts: { done: 3 } });
  expect(await waiting(packer)).toMatchObject({ held: 0, toShip: 6 });
});

test("a list is written out page by page, runs no formula, keeps ids whole, and tells of recipients only where one may see them", async () => {
  const [first] = ready as [Order];
  await packer.post(`/api/orders/${first.id}/notes`, { id: click(), text: '=HYPERLINK("http://example.com")' });
  const columns = ["id", "store", "stage", "total", "notes"];
  const of = { filters: { stages: ["ready_to_ship"] } };
  const begun = await packer.post<{ id: string }>("/api/orders/exports", { id: click(), of, columns });
  await world.settle();
  const [kept] = (await packer.get<{ exports: { id: string; state: string; rows: number }[] }>("/api/orders/exports")).exports;
  expect(kept).toMatchObject({ id: begun.id, state: "done", rows: 6 });
  const bytes = await (await packer.send("GET", `/api/orders/exports/${begun.id}/file`)).bytes();
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  const lines = text.trim().split("\r\n");
  expect(lines[0]).toContain(columns.join());
  expect(lines).toHaveLength(7);
  const line = lines.find((one) => one.includes(first.id));
  expect(line?.replace(/,[\d.]+,/, ",#,")).toBe(`"\t${first.id}",GlowLab US,ready_to_ship,#,"'=HYPERLINK(""http://example.com"")"`);
  expect(text).not.toContain(elsewhere.id);

  expect(await refusal(packer.post("/api/orders/exports", { id: click(), of, columns: ["id", "recipient"] }))).toMatchObject({
    code: "right-missing",
  });
  expect((await world.admin.send("GET", `/api/orders/exports/${begun.id}/file`)).status).toBe(404);
  const [recorded] = await world.rows<{ after: string }>("SELECT after FROM audit WHERE action = 'open-export'");
  expect(JSON.parse(recorded?.after ?? "{}")).toEqual({ rows: 6 });
});

test("a file with recipients is closed to whoever lost the right to see them, and forgotten after days", async () => {
  const carer = await world.agent("Cora Carer", [{ store, rights: ["read", "personal"] }]);
  const of = { orders: some(0, 2) };
  const { id } = await carer.post<{ id: string }>("/api/orders/exports", { id: click(), of, columns: ["id", "recipient", "city"] });
  await world.settle();
  expect((await carer.send("GET", `/api/orders/exports/${id}/file`)).status).toBe(200);
  await world.rows("UPDATE store_right SET bits = 1 WHERE bits = 9");
  expect((await carer.send("GET", `/api/orders/exports/${id}/file`)).status).toBe(403);
  // A part that a step put down while the list was stopped is counted by no row.
  await world.rows("UPDATE order_export SET state = 'stopped', parts = 0 WHERE id = ?", id);
  const bucket = await world.tillside.miniflare.getR2Bucket("MAIL");
  const parts = async () => (await bucket.list({ prefix: "exports/" })).objects.map(({ key }) => key);
  expect(await parts()).toContain(`exports/${id}/0.csv`);
  await world.later(8 * 24 * HOUR_MS);
  await world.tillside.cron("17 3 * * *");
  expect(await carer.get("/api/orders/exports")).toMatchObject({ exports: [{ id, state: "forgotten" }] });
  expect(await parts()).toEqual([]);
});
