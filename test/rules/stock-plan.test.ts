// What an order's units take from the shelves beside what they have taken already.
import { expect, test } from "vitest";
import { type Held, planStock, type Shelves, type StockUnit, type Wish } from "../../worker/orders/plan.ts";

const shelves = (free: number): Shelves => ({
  warehouses: [{ id: "east", isFallback: true }],
  home: "east",
  keepsSkusTogether: false,
  free: () => free,
  take: () => {},
});
const unit = (wish: Wish, ...items: string[]): StockUnit => ({
  line: "1",
  sku: "s",
  wish,
  parts: items.map((item) => ({ item, qty: 1 })),
  chosen: null,
  isMapped: true,
});
const row = (item: string, state: Held["state"]): Held => ({
  line_id: "1",
  item_id: item,
  warehouse_id: "east",
  qty: 1,
  state,
  because: "with-others",
  attempt: 1,
  turn: 5,
});
/** The store had no warehouse. */
const homeless = (item: string): Held => ({ ...row(item, "short"), warehouse_id: null, because: "no-warehouse" });
const plan = (one: StockUnit, held: Held[], free = 1) => planStock({ id: "o", turn: 5, units: [one], held }, shelves(free));
const keys = (...told: Parameters<typeof plan>) => plan(...told).movements.map(({ key }) => key);

test.each<[what: string, unit: StockUnit, held: Held[], keys: string[]]>([
  ["what will leave is reserved", unit("hold", "a"), [], ["reserve:1:a:1"]],
  ["what is reserved stays so", unit("hold", "a"), [row("a", "reserved")], []],
  ["what leaves is booked out with its reservation", unit("sent", "a"), [row("a", "reserved")], ["ship:1:a"]],
  ["what was cancelled is given back", unit("none", "a"), [row("a", "reserved")], ["release:1:a:1"]],
  ["what has left has left", unit("sent", "a"), [row("a", "shipped")], []],
  ["what has left is not held again, though TikTok says for a while that it has not", unit("hold", "a"), [row("a", "shipped")], []],
  ["of a kit, what had no place when it left is held", unit("hold", "a", "b"), [row("a", "shipped"), homeless("b")], ["reserve:1:b:1"]],
  ["and leaves once there is one", unit("sent", "a", "b"), [row("a", "shipped"), homeless("b")], ["ship:1:b"]],
  ["of a kit, what is still held leaves", unit("sent", "a", "b"), [row("a", "shipped"), row("b", "reserved")], ["ship:1:b"]],
  ["what left without being asked for is booked out when its listing is known", unit("sent", "a", "b"), [], ["ship:1:a", "ship:1:b"]],
  ["what its listing became after it left does not leave", unit("sent", "b"), [row("a", "shipped")], []],
  ["nor is it held", unit("hold", "b"), [row("a", "shipped")], []],
  ["nor does what it was before and is again", unit("sent", "b"), [row("a", "shipped"), row("b", "released")], []],
  ["what a kit got after it left does not leave", unit("sent", "a", "b"), [row("a", "shipped")], []],
  ["nor is that held", unit("hold", "a", "b"), [row("a", "shipped")], []],
])("%s", (_, one, held, expected) => {
  expect(keys(one, held)).toEqual(expected);
});

test("of an order that left in part the other unit leaves as what its listing is by then", () => {
  const units = ["1", "2"].map((line) => ({ ...unit("sent", "b"), line }));
  const { movements } = planStock({ id: "o", turn: 5, units, held: [row("a", "shipped")] }, shelves(1));
  expect(movements.map(({ key }) => key)).toEqual(["ship:2:b"]);
});

test("where nothing is free it waits, and waiting on is not written", () => {
  expect(plan(unit("hold", "a"), [], 0)).toMatchObject({ movements: [], become: [{ state: "short", because: "nowhere-free" }] });
  const [waiting] = plan(unit("hold", "a"), [], 0).become;
  expect(plan(unit("hold", "a"), [waiting as Held], 0).become).toEqual([]);
});
