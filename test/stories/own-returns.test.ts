// Returns begun here on orders that TikTok ships: what the buyer tells is typed by one of us, kept sealed on the return alone, seen by whoever may,
// and deleted by an act, by the night, or with the order's recipient. Nothing is sent, and TikTok's own returns stay apart.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Can {
  ok: boolean;
  because?: { code: string; facts: Record<string, string> };
}
interface Page {
  return: { phase: string; order_id: string; creator: string; asker: string | null; closed_at: number | null };
  units: { line_id: string; condition: string | null }[];
  customer: { state: string; isHidden: boolean; details: Record<string, string> | null; source: string | null; typedBy: string | null };
  can: Record<"type" | "purge" | "ask" | "receive" | "close", Can>;
  shelves: object[];
}
interface OfOrder {
  returns: { id: string; phase: string }[];
  units: { id: string; can: Can }[];
  can: { begin: Can; typeDetails: Can };
}

const DAY_MS = 86_400_000;
const NIGHT = "17 3 * * *";
const DETAILS = {
  name: "Ana Ruiz",
  lines: "14 Pine Lane\nApt 2",
  city: "Portland",
  postalCode: "97201",
  region: "OR",
  country: "US",
  phone: "+1 503 555 0134",
  email: "",
};

let world: World;
let shop: Shop;
let store = "";
let fay: Desk;
let ria: Desk;
let order: Order;
let clicks = 0;
const click = () => `own-return-${++clicks}`;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab", { region: "GB", fbt: true });
  order = delivered(3);
  store = await world.connect("GB", "GlowLab", "GlowLab UK");
  await world.settle();
  fay = await world.agent("Fay Fulfil", [{ store, rights: ["read", "fulfil", "personal", "reply"] }]);
  ria = await world.agent("Ria Read", [{ store, rights: ["read", "fulfil"] }]);
});
afterAll(() => world.close());

function delivered(quantity: number): Order {
  const { id } = world.shop.placeOrder({
    shopId: shop.id,
    lines: [{ skuId: shop.skus[0], quantity }],
    paid: true,
    fbt: true,
    buyerId: world.shop.addBuyer({ region: "GB", nickname: `buyer ${quantity}` }).id,
  });
  world.shop.endHold(id);
  world.shop.ship(id);
  world.shop.scan(id);
  world.shop.deliver(id);
  return world.shop.order(id) as Order;
}

const ofOrder = (of = order, desk = fay) => desk.get<OfOrder>(`/api/orders/${of.id}/own-returns`);
const begin = (of: Order, units: (string | undefined)[], details: object | null = null, id = click()) =>
  fay.post<{ id: string }>(`/api/orders/${of.id}/own-returns`, { id, units, reason: "Seam is open", details });
const openOne = async () => (await ofOrder()).returns.find(({ phase }) => phase !== "over")?.id ?? "";
const open = (id: string, desk = fay) => desk.get<Page>(`/api/own-returns/${id}`);
const waiting = async () => (await fay.get<{ waiting: number }>("/api/own-returns/counts")).waiting;
const told = () =>
  world.rows<{ action: string; user_id: string | null; before: string; after: string }>(
    "SELECT action, user_id, before, after FROM audit WHERE action LIKE '%-return-details' ORDER BY id",
  );
const sealed = () => world.rows<{ return_id: string; sealed: string; seal_key: string }>("SELECT * FROM own_return_person");

test("a unit that came is begun on once; the click that comes twice, a unit under way and a merchant order are told apart", async () => {
  const [first, second] = order.lines.map(({ id }) => id);
  expect(await ofOrder()).toMatchObject({ returns: [], can: { begin: { ok: true }, typeDetails: { ok: true } } });
  const id = click();
  const made = await begin(order, [first], null, id);
  expect(await begin(order, [first], null, id)).toEqual(made);
  expect((await refusal(begin(order, [first, second]))).code).toBe("own-return-open");
  expect((await refusal(begin(order, ["999"]))).code).toBe("cancel-units-unknown");
  expect(await waiting()).toBe(1);
  const page = await open(made.id);
  expect(page).toMatchObject({ return: { phase: "waiting", creator: "Fay Fulfil" }, customer: { state: "missing", details: null } });
  const own = world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: shop.skus[0] }], paid: true });
  await world.settle();
  expect((await refusal(begin(own as Order, [own.lines[0]?.id]))).code).toBe("own-return-merchant");
});

test("TikTok's own return of a unit comes first, and stays in its own list", async () => {
  const other = delivered(1);
  const theirs = world.shop.askForReturn({ orderId: other.id, note: "Too small" });
  await world.settle();
  const { can } = await ofOrder(other);
  expect(can.begin).toMatchObject({ ok: false, because: { code: "own-return-at-tiktok" } });
  const mirrored = await fay.get<{ case: object; isByTikTok: boolean }>(`/api/aftersales/${theirs.id}`);
  expect(mirrored.isByTikTok).toBe(true);
  const { rows } = await fay.get<{ rows: { id: string }[] }>("/api/own-returns");
  expect(rows.map((row) => row.id)).not.toContain(theirs.id);
});

test("asking opens a reply in the order's ticket with the words in the store's language, and sends nothing", async () => {
  const id = await openOne();
  const asked = await fay.post<{ ticketId: string; text: string; language: string }>(`/api/own-returns/${id}/ask`, {});
  expect(asked).toMatchObject({ language: "en", text: expect.stringContaining(order.id.slice(-6)) });
  const ticket = await fay.get<{ orders: { order: { id: string } }[]; entries: { kind: string }[] }>(`/api/tickets/${asked.ticketId}`);
  expect(ticket.orders.map((one) => one.order.id)).toContain(order.id);
  expect(ticket.entries.filter(({ kind }) => kind === "reply")).toEqual([]);
  expect((await fay.post<{ ticketId: string }>(`/api/own-returns/${id}/ask`, {})).ticketId).toBe(asked.ticketId);
  expect((await open(id)).return.asker).toBe("Fay Fulfil");
  expect((await refusal(ria.post(`/api/own-returns/${id}/ask`, {}))).facts).toMatchObject({ right: "reply" });
});

test("details are typed by whoever may see them, lie sealed, and the record says that there are some but not what they are", async () => {
  const id = await openOne();
  const type = (desk: Desk, details: object) => desk.put(`/api/own-returns/${id}/details`, details);
  expect((await refusal(type(ria, DETAILS))).facts).toMatchObject({ right: "personal" });
  expect((await refusal(type(fay, { ...DETAILS, phone: "", email: "" }))).kind).toBe("invalid");
  await type(fay, DETAILS);
  expect(await waiting()).toBe(0);
  const page = await open(id);
  expect(page).toMatchObject({ return: { phase: "underway" }, customer: { state: "there", source: "customer", typedBy: "Fay Fulfil" } });
  expect(page.customer.details).toEqual(DETAILS);
  expect((await open(id, ria)).customer).toMatchObject({ state: "there", isHidden: true, details: null });
  const kept = JSON.stringify([await sealed(), await told(), await world.rows("SELECT * FROM own_return")]);
  for (const secret of ["Ruiz", "Pine", "97201", "0134"]) expect(kept).not.toContain(secret);
  expect(await told()).toMatchObject([{ action: "type-return-details", before: '{"details":"none"}', after: '{"details":"typed"}' }]);
  expect(await world.rows("SELECT 1 FROM recipient WHERE name LIKE '%Ruiz%'")).toEqual([]);
});

test("one act deletes them, with a record; what was typed again goes with the recipient's data of the order", async () => {
  const id = await openOne();
  const purge = (desk: Desk) => desk.delete(`/api/own-returns/${id}/details`);
  expect((await refusal(purge(ria))).facts).toMatchObject({ right: "personal" });
  await purge(fay);
  expect(await sealed()).toEqual([]);
  expect((await open(id)).customer).toMatchObject({ state: "gone", details: null });
  expect((await refusal(purge(fay))).code).toBe("own-return-no-details");
  expect((await told()).at(-1)).toMatchObject({
    action: "purge-return-details",
    before: '{"details":"typed"}',
    after: '{"details":"none"}',
  });
  await fay.put(`/api/own-returns/${id}/details`, DETAILS);
  await world.rows("DELETE FROM recipient WHERE order_id = ?", order.id);
  expect(await sealed()).toEqual([]);
});

test("goods are taken in as with other returns and end it; the night deletes what has had its time and seals again what lies under an older key", async () => {
  const [, second, third] = order.lines.map(({ id }) => id);
  const { id } = await begin(order, [second, third], DETAILS);
  expect((await open(id)).return.phase).toBe("underway");
  const take = (line: string | undefined, condition: string) =>
    ria.post(`/api/own-returns/${id}/receive`, { units: [{ line, condition }], warehouse: null });
  expect(await take(second, "not_inspected")).toEqual({ received: 1 });
  expect(await take(third, "sellable")).toEqual({ received: 1 });
  expect((await open(id)).return.phase).toBe("underway");
  expect(await take(second, "unsellable")).toEqual({ received: 1 });
  expect(await open(id)).toMatchObject({ return: { phase: "over", closer: "Ria Read" } });
  expect((await refusal(fay.put(`/api/own-returns/${id}/details`, DETAILS))).code).toBe("own-return-over");
  // Under a key that is not the newest.
  await world.rows("UPDATE own_return_person SET seal_key = 'a0'");
  await world.tillside.cron(NIGHT);
  expect((await sealed()).map((row) => row.seal_key)).not.toContain("a0");
  expect((await open(id)).customer.details).toEqual(DETAILS);
  await world.later(31 * DAY_MS);
  await world.tillside.cron(NIGHT);
  expect(await sealed()).toEqual([]);
  expect((await told()).at(-1)).toMatchObject({ action: "purge-return-details", user_id: null });
});

test("one that nobody goes on with is ended by hand; the count is what a recount says", async () => {
  const id = await openOne();
  await fay.post(`/api/own-returns/${id}/close`, {});
  expect((await open(id)).can.close).toMatchObject({ ok: false, because: { code: "own-return-over" } });
  const another = delivered(1);
  await world.settle();
  await begin(another, [another.lines[0]?.id]);
  const recount = await world.rows("SELECT store_id, SUM(phase = 0) AS waiting FROM own_return GROUP BY store_id");
  expect(await world.rows("SELECT * FROM own_return_count")).toEqual(recount);
  const { rows } = await fay.get<{ rows: { phase: string }[] }>("/api/own-returns?phase=over");
  expect(rows.map(({ phase }) => phase)).toEqual(["over", "over"]);
  expect((await fay.get<{ rows: object[] }>(`/api/own-returns/search?q=${order.id}`)).rows).toHaveLength(2);
});
