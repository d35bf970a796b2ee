// What may be done with an order, by TikTok's word for it: the whole table, then what stands in the way besides.
import { describe, expect, test } from "vitest";
import { type ActFacts, canDoLine, canOf, ORDER_ACTS, type OrderAct } from "../../worker/orders/can.ts";
import { LINE_STATES, type LineState, lineState } from "../../worker/orders/lines.ts";
import { RIGHTS } from "../../worker/team/rights.ts";

interface Given {
  status?: string;
  fulfilledBy?: "merchant" | "store";
  asked?: boolean;
  marketplace?: string;
  stockManaged?: boolean;
  state?: "connected" | "disconnected" | "reauthorize";
  bits?: number;
  lines?: LineState[];
  isHeld?: boolean;
}

const facts = (given: Given): ActFacts => ({
  order: {
    status: given.status ?? "AWAITING_SHIPMENT",
    fulfilled_by: given.fulfilledBy ?? "merchant",
    cancel_requested: Number(given.asked ?? false),
  },
  store: { state: given.state ?? "connected", marketplace: given.marketplace ?? "US", stock_managed: Number(given.stockManaged ?? true) },
  bits: given.bits ?? RIGHTS.fulfil,
  lines: given.lines ?? ["open", "open"],
  isHeld: given.isHeld ?? false,
});
const whyNot = (act: OrderAct, given: Given): string | null => {
  const can = canOf(facts(given))[act];
  return can.ok ? null : can.because.code;
};

const pending: LineState[] = ["pending", "pending"];
const gone: LineState[] = ["dispatched", "dispatched"];
const rows: [status: string, lines: LineState[], may: OrderAct[]][] = [
  ["UNPAID", pending, ["cancel", "hold", "editWarehouse"]],
  ["ON_HOLD", pending, ["cancel", "hold", "editWarehouse"]],
  ["AWAITING_SHIPMENT", ["open", "open"], ["ship", "split", "combine", "cancel", "cancelSome", "hold", "editWarehouse"]],
  ["PARTIALLY_SHIPPING", ["open", "open", "dispatched"], ["ship", "track", "split", "cancelSome", "hold", "editWarehouse"]],
  ["AWAITING_COLLECTION", gone, ["track", "cancel"]],
  ["IN_TRANSIT", ["in-transit"], ["track"]],
  ["DELIVERED", ["delivered"], []],
  ["COMPLETED", ["completed"], []],
  ["CANCELLED", ["cancelled"], []],
  ["TELEPORTED", pending, []],
];

test.each(rows)("of an order that is %s with %j units", (status, lines, may) => {
  const can = canOf(facts({ status, lines }));
  expect(ORDER_ACTS.filter((act) => can[act].ok)).toEqual(ORDER_ACTS.filter((act) => may.includes(act)));
});

describe("what else stands in the way", () => {
  const table: [what: string, act: OrderAct, given: Given, why: string | null][] = [
    ["no right", "hold", { bits: RIGHTS.read }, "right-missing"],
    ["TikTok's own warehouse", "cancel", { fulfilledBy: "store" }, "order-by-tiktok"],
    ["consent has ended", "ship", { state: "reauthorize" }, "store-disconnected"],
    ["to hold needs nobody's consent", "hold", { state: "disconnected" }, null],
    ["a wish to cancel stops a parcel", "ship", { asked: true, marketplace: "GB" }, "order-cancel-asked"],
    ["in the US shipping is the no", "ship", { asked: true }, null],
    ["a wish to cancel stops a split anywhere", "split", { asked: true }, "order-cancel-asked"],
    ["a wish to cancel is answered", "answerCancel", { asked: true }, null],
    ["without a wish there is no answer", "answerCancel", {}, "order-no-request"],
    ["a part outside the US and the UK", "cancelSome", { marketplace: "DE" }, "order-part-market"],
    ["a part in the UK", "cancelSome", { marketplace: "GB" }, null],
    ["the only unit is no part", "cancelSome", { lines: ["open", "cancelled"] }, "order-one-unit"],
    ["awaiting its carrier, outside the US", "cancel", { status: "AWAITING_COLLECTION", lines: gone, marketplace: "GB" }, "order-shipped"],
    ["one unit cannot be split", "split", { lines: ["open"] }, "order-one-unit"],
    ["units that are being cancelled", "ship", { lines: ["cancel-pending"] }, "order-cancelling"],
    ["what is held is not held again", "hold", { isHeld: true }, "order-held"],
    ["what is held is released", "release", { isHeld: true, status: "DELIVERED" }, null],
    ["nothing to release", "release", {}, "order-not-held"],
    ["stock is managed elsewhere", "editWarehouse", { stockManaged: false }, "stock-elsewhere"],
  ];
  test.each(table)("%s: %s", (_what, act, given, why) => expect(whyNot(act, given)).toBe(why));
});

test.each(rows)("nothing is done to an order that is %s and that TikTok ships, and each act says so", (status, lines) => {
  const can = canOf(facts({ status, lines, fulfilledBy: "store", isHeld: true }));
  for (const act of ORDER_ACTS) expect(can[act]).toMatchObject({ ok: false, because: { code: "order-by-tiktok" } });
});

test("a unit answers for itself once its order may", () => {
  const can = canOf(facts({ lines: ["open", "dispatched"], status: "PARTIALLY_SHIPPING" }));
  const shippable = LINE_STATES.filter((state) => canDoLine("ship", state, can).ok);
  expect(shippable).toEqual(["open"]);
  expect(LINE_STATES.filter((state) => canDoLine("editWarehouse", state, can).ok)).toEqual(["pending", "open", "cancel-pending"]);
  expect(canDoLine("ship", "open", canOf(facts({ status: "ON_HOLD" })))).toMatchObject({ because: { code: "order-on-hold" } });
});

test("a unit is where TikTok says, but waits while its order is on hold or unpaid", () => {
  const table: [line: string, order: string, cancelling: boolean, state: LineState][] = [
    ["UNPAID", "UNPAID", false, "pending"],
    ["AWAITING_SHIPMENT", "ON_HOLD", false, "pending"],
    ["AWAITING_SHIPMENT", "AWAITING_SHIPMENT", false, "open"],
    ["AWAITING_SHIPMENT", "AWAITING_SHIPMENT", true, "cancel-pending"],
    ["AWAITING_COLLECTION", "AWAITING_COLLECTION", true, "dispatched"],
    ["IN_TRANSIT", "IN_TRANSIT", false, "in-transit"],
    ["CANCELLED", "CANCELLED", false, "cancelled"],
    ["TELEPORTED", "AWAITING_SHIPMENT", false, "pending"],
  ];
  for (const [line, order, cancelling, state] of table) expect(lineState({ status: line }, { status: order }, cancelling)).toBe(state);
});
