// Which way an order leaves, what may be asked of its parcels and why not, how it is divided, what carriers' numbers look like, and what is seen to
// have come about when nobody answered.
import { describe, expect, test } from "vitest";
import { lineState } from "../../worker/orders/lines.ts";
import { contentsOf } from "../../worker/shipping/contents.ts";
import { whatCameAbout } from "../../worker/shipping/doubt.ts";
import { exampleOf, tidyNumber, whyNotNumber } from "../../worker/shipping/numbers.ts";
import { groupPicks } from "../../worker/shipping/pick.ts";
import { planRun } from "../../worker/shipping/plan.ts";
import { proposeParcels } from "../../worker/shipping/proposal.ts";
import type { Scene } from "../../worker/shipping/scene.ts";
import { splitsUnits, type Way, wayOf } from "../../worker/shipping/ways.ts";
import { whyNot } from "../../worker/shipping/wish.ts";

const MARKETS = ["US", "GB", "JP", "DE", "FR", "IT", "ES", "IE", "AT", "BE", "NL", "PL", "ID", "MY", "PH", "SG", "TH", "VN", "BR", "MX"];

describe("one way for every order", () => {
  const way = (shipping_type: string | null, marketplace: string, fulfilled_by: "merchant" | "store" = "merchant") =>
    wayOf({ shipping_type, fulfilled_by }, marketplace);
  test.each<[string, string[], Way]>([
    ["TIKTOK", ["US", "GB", "JP"], "buy-label"],
    ["TIKTOK", ["DE", "FR", "IT", "ES", "IE", "TH", "ID", "MY", "PH", "SG", "VN", "BR", "MX"], "ship-package"],
    ["SELLER", ["US", "GB", "DE", "FR", "IT", "ES", "IE", "JP"], "mark-shipped"],
    ["SELLER", ["ID", "MY", "PH", "SG", "TH", "VN", "BR", "MX"], "self-ship"],
  ])("%s in %j: %s", (type, markets, expected) => {
    expect(markets.map((market) => way(type, market))).toEqual(markets.map(() => expected));
  });
  test("what TikTok ships, or nobody, has none", () => {
    for (const market of MARKETS) {
      expect([way("TIKTOK", market, "store"), way("SELLER", market, "store"), way("TIKTOK_DIGITAL", market), way(null, market)]).toEqual(
        Array.from({ length: 4 }, () => "none"),
      );
    }
  });
  test("units of one SKU stay together in South East Asia, in Brazil, and for local sellers of Mexico", () => {
    expect(MARKETS.filter((market) => !splitsUnits(market, false))).toEqual(["ID", "MY", "PH", "SG", "TH", "VN", "BR", "MX"]);
    expect(splitsUnits("MX", true)).toBe(true);
  });
});

/** Units by SKU and status: "a:AWAITING_SHIPMENT:p1". */
function sceneOf(
  units: string[],
  more: { market?: string; shipping?: string; asksCancel?: boolean; pending?: boolean; held?: boolean; most?: number | null } = {},
): Scene {
  const market = more.market ?? "DE";
  const shipping = more.shipping ?? "TIKTOK";
  const lines = units.map((unit, at) => {
    const [sku_id = "", status = "AWAITING_SHIPMENT", package_id = null] = unit.split(":");
    return { id: `u${at}`, sku_id, status, package_id, state: lineState({ status }, { status }), warehouse: null, warehouse_id: null };
  });
  const yes = { ok: true };
  const open = lines.some((line) => line.state === "open");
  const ship = open ? yes : { ok: false, because: { code: "order-shipped", facts: {} } };
  return {
    order: { id: "o", shipping_type: shipping, fulfilled_by: "merchant" },
    store: { marketplace: market, seller_type: "LOCAL" },
    units: lines,
    packages: [...new Set(lines.flatMap((line) => line.package_id ?? []))].map((id) => ({ id, tracking_number: "N1" })),
    isHeld: more.held ?? false,
    mustSplit: more.most === undefined ? null : { unitsMax: more.most },
    way: wayOf({ shipping_type: shipping, fulfilled_by: "merchant" }, market),
    can: { ship, track: yes, split: ship, combine: ship },
    pending: more.pending ? { state: "unconfirmed" } : null,
  } as unknown as Scene;
}

const WAITS = "AWAITING_SHIPMENT";
const code = (scene: Scene, wish: Parameters<typeof whyNot>[1]) => {
  const can = whyNot(scene, wish);
  return can.ok ? "ok" : can.because.code;
};
const UPS = { id: "2", name: "UPS" };
const GOOD = "1Z9R5W900123456789";

describe("what may be asked", () => {
  test.each<[string, Scene, Parameters<typeof whyNot>[1], string]>([
    ["a parcel that waits", sceneOf([`a:${WAITS}:p1`]), { do: "hand-over", package: "p1", handover: { method: "DROP_OFF" } }, "ok"],
    ["another way", sceneOf([`a:${WAITS}:p1`]), { do: "mark-shipped", units: ["u0"], carrier: UPS, number: GOOD }, "ship-other-way"],
    [
      "while something is in doubt",
      sceneOf([`a:${WAITS}:p1`], { pending: true }),
      { do: "split", groups: [["u0"], ["u1"]] },
      "ship-unconfirmed",
    ],
    [
      "a parcel that is gone",
      sceneOf([`a:${WAITS}:p1`]),
      { do: "hand-over", package: "p9", handover: { method: "DROP_OFF" } },
      "parcel-missing",
    ],
    [
      "a parcel that has left",
      sceneOf(["a:AWAITING_COLLECTION:p1", `b:${WAITS}:p2`]),
      { do: "hand-over", package: "p1", handover: { method: "DROP_OFF" } },
      "parcel-shipped",
    ],
    [
      "units not all open",
      sceneOf([`a:${WAITS}`, "a:IN_TRANSIT"], { market: "US", shipping: "SELLER" }),
      { do: "mark-shipped", units: ["u0", "u1"], carrier: UPS, number: GOOD },
      "unit-not-open",
    ],
    [
      "a unit twice",
      sceneOf([`a:${WAITS}`], { market: "US", shipping: "SELLER" }),
      { do: "mark-shipped", units: ["u0", "u0"], carrier: UPS, number: GOOD },
      "unit-not-open",
    ],
    [
      "a wrong number",
      sceneOf([`a:${WAITS}`], { market: "US", shipping: "SELLER" }),
      { do: "mark-shipped", units: ["u0"], carrier: UPS, number: "1Z9" },
      "tracking-format",
    ],
    [
      "not every unit",
      sceneOf([`a:${WAITS}:p1`, `b:${WAITS}:p1`, `b:${WAITS}:p1`]),
      { do: "split", groups: [["u0"], ["u1"]] },
      "split-not-all",
    ],
    ["single units in Germany", sceneOf([`a:${WAITS}:p1`, `a:${WAITS}:p1`]), { do: "split", groups: [["u0"], ["u1"]] }, "ok"],
    [
      "single units in Thailand",
      sceneOf([`a:${WAITS}:p1`, `a:${WAITS}:p1`, `b:${WAITS}:p1`], { market: "TH" }),
      { do: "split", groups: [["u0"], ["u1", "u2"]] },
      "split-tears-sku",
    ],
    [
      "one SKU in Thailand",
      sceneOf([`a:${WAITS}:p1`, `a:${WAITS}:p1`], { market: "TH" }),
      { do: "split", groups: [["u0"], ["u1"]] },
      "split-one-sku",
    ],
    [
      "without parcels in the US",
      sceneOf([`a:${WAITS}`, `b:${WAITS}`], { market: "US" }),
      { do: "split", groups: [["u0"], ["u1"]] },
      "split-by-shipping",
    ],
    [
      "TikTok's own number",
      sceneOf(["a:AWAITING_COLLECTION:p1"]),
      { do: "correct", package: "p1", carrier: UPS, number: GOOD },
      "tracking-by-tiktok",
    ],
    [
      "a delivered parcel",
      sceneOf(["a:DELIVERED:p1"], { shipping: "SELLER" }),
      { do: "correct", package: "p1", carrier: UPS, number: GOOD },
      "parcel-over",
    ],
    ["an order that is not in it", sceneOf([`a:${WAITS}:p1`]), { do: "combine", draft: "d", orders: ["x", "y"] }, "combine-other-order"],
  ])("%s", (_what, scene, wish, expected) => {
    expect(code(scene, wish)).toBe(expected);
  });
});

describe("a print run", () => {
  test.each<[string, Scene, object]>([
    ["hands over what waits", sceneOf([`a:${WAITS}:p1`, `b:${WAITS}:p2`]), { do: "hand-over" }],
    [
      "buys a label per parcel and for what lies in none",
      sceneOf([`a:${WAITS}:p1`, `b:${WAITS}`], { market: "GB" }),
      { do: "buy-label", parcels: [["u0"], ["u1"]] },
    ],
    [
      "divides a parcel TikTok finds too large",
      sceneOf([`a:${WAITS}:p1`, `a:${WAITS}:p1`], { most: 1 }),
      { do: "split", groups: [["u0"], ["u1"]] },
    ],
    ["hands over what was divided", sceneOf([`a:${WAITS}:p1`, `a:${WAITS}:p2`], { most: 1 }), { do: "hand-over" }],
    [
      "buys labels for no more units than a parcel may hold",
      sceneOf([`a:${WAITS}`, `a:${WAITS}`, `b:${WAITS}`], { market: "US", most: 2 }),
      { do: "buy-label", parcels: [["u0", "u1"], ["u2"]] },
    ],
    [
      "leaves to a person what no dividing makes small enough",
      sceneOf([`a:${WAITS}:p1`, `a:${WAITS}:p1`], { market: "TH", most: 1 }),
      { do: "skip", because: { code: "run-must-split" } },
    ],
    [
      "leaves to a person what TikTok gives no number for",
      sceneOf([`a:${WAITS}`, `b:${WAITS}`], { market: "GB", most: null }),
      { do: "skip", because: { code: "run-must-split" } },
    ],
    ["only prints what has left", sceneOf(["a:AWAITING_COLLECTION:p1"]), { do: "print" }],
    ["leaves out what is held", sceneOf([`a:${WAITS}:p1`], { held: true }), { do: "skip", because: { code: "run-held" } }],
    [
      "leaves out one's own carrier",
      sceneOf([`a:${WAITS}:p1`], { shipping: "SELLER" }),
      { do: "skip", because: { code: "run-own-carrier" } },
    ],
    ["waits for what is in doubt", sceneOf([`a:${WAITS}:p1`], { pending: true }), { do: "wait", because: { code: "ship-unconfirmed" } }],
    ["leaves out what is cancelled", sceneOf(["a:CANCELLED:p1"]), { do: "skip", because: { code: "order-shipped" } }],
  ])("%s", (_what, scene, expected) => {
    expect(planRun(scene, { do: "labels", service: "usual", handover: "DROP_OFF", measures: null })).toMatchObject(expected);
  });
});

test("a pick list takes the pieces of an item in a warehouse together, names their orders, and puts what lies nowhere last", () => {
  const piece = (warehouse: string | null, sku: string, order: string, qty = 1) => ({
    warehouse,
    sku,
    name: sku.toLowerCase(),
    order,
    qty,
  });
  const rows = [
    piece(null, "Z", "3"),
    piece("West", "B", "2"),
    piece("East", "B", "1", 2),
    piece("East", "A", "1"),
    piece("East", "B", "2"),
    piece("East", "B", "1"),
  ];
  expect(groupPicks(rows)).toEqual([
    {
      warehouse: "East",
      picks: [
        { sku: "A", name: "a", qty: 1, orders: [["1", 1]] },
        {
          sku: "B",
          name: "b",
          qty: 4,
          orders: [
            ["1", 3],
            ["2", 1],
          ],
        },
      ],
    },
    { warehouse: "West", picks: [{ sku: "B", name: "b", qty: 1, orders: [["2", 1]] }] },
    { warehouse: null, picks: [{ sku: "Z", name: "z", qty: 1, orders: [["3", 1]] }] },
  ]);
});

describe("after an answer that was lost", () => {
  const left = sceneOf(["a:AWAITING_COLLECTION:p1", `b:${WAITS}:p2`], { market: "US", shipping: "SELLER" });
  test.each<[Parameters<typeof whyNot>[1], string[] | null]>([
    [{ do: "mark-shipped", units: ["u0"], carrier: UPS, number: GOOD }, ["p1"]],
    [{ do: "mark-shipped", units: ["u1"], carrier: UPS, number: GOOD }, null],
    [{ do: "mark-shipped", units: ["u0", "u1"], carrier: UPS, number: GOOD }, null],
    [{ do: "hand-over", package: "p1", handover: { method: "DROP_OFF" } }, ["p1"]],
    [{ do: "hand-over", package: "p2", handover: { method: "DROP_OFF" } }, null],
    [{ do: "correct", package: "p1", carrier: UPS, number: "N1" }, ["p1"]],
    [{ do: "correct", package: "p1", carrier: UPS, number: "N2" }, null],
    [{ do: "split", groups: [["u0"], ["u1"]] }, ["p1", "p2"]],
    [{ do: "split", groups: [["u0", "u1"], []] }, null],
    [{ do: "uncombine", package: "p1", orders: ["o"] }, null],
    [{ do: "uncombine", package: "p7", orders: ["o"] }, []],
    [{ do: "combine", draft: "p1", orders: ["o", "q"] }, ["p1"]],
    [{ do: "combine", draft: "p7", orders: ["o", "q"] }, null],
  ])("%j", (wish, packages) => {
    expect(whatCameAbout({ ...left, shared: [] }, wish)?.packages ?? null).toEqual(packages);
  });
  test("orders that travel in one parcel by now were combined, whatever it is called", () => {
    expect(whatCameAbout({ ...left, shared: ["p2"] }, { do: "combine", draft: "p7", orders: ["o", "q"] })?.packages).toEqual(["p2"]);
  });
  test("units that were cancelled meanwhile have not left; those beside them tell", () => {
    const gone = sceneOf(["a:CANCELLED:p1", "b:AWAITING_COLLECTION:p2", "c:CANCELLED:p2"]);
    const handed = (parcel: string) =>
      whatCameAbout({ ...gone, shared: [] }, { do: "hand-over", package: parcel, handover: { method: "DROP_OFF" } });
    expect([handed("p1"), handed("p2")]).toEqual([null, { packages: ["p2"] }]);
  });
});

describe("proposed parcels", () => {
  const unit = (id: string, sku_id: string, warehouse: string | null = null) => ({ id, sku_id, warehouse });
  const parcels = (units: ReturnType<typeof unit>[], tears: boolean, most: number | null = null) =>
    proposeParcels(units, tears, most).map((parcel) => parcel.units.join(""));
  test("follow the stock, unit by unit or SKU by SKU, and hold no more than TikTok lets them", () => {
    const units = [unit("1", "a", "East"), unit("2", "a", "West"), unit("3", "a", "West"), unit("4", "b", "East")];
    expect(parcels(units, true)).toEqual(["14", "23"]);
    expect(parcels(units, false)).toEqual(["123", "4"]);
    expect(parcels([unit("1", "a"), unit("2", "a"), unit("3", "b")], true, 2)).toEqual(["12", "3"]);
    expect(parcels([unit("1", "a"), unit("2", "a"), unit("3", "b")], false, 2)).toEqual(["12", "3"]);
    expect(parcels([unit("1", "b"), unit("2", "a"), unit("3", "a")], false, 2)).toEqual(["1", "23"]);
  });
  test("the same things weigh the same, in whatever order they come", () => {
    expect(contentsOf([unit("1", "b"), unit("2", "a"), unit("3", "b")])).toBe("a×1 b×2");
  });
});

test.each([
  ["UPS", "1Z 9r5 w90 0123456789", true],
  ["UPS", "9400111206201234567890", false],
  ["USPS", "9400111206201234567890", true],
  ["Royal Mail", "JD0002212345678", true],
  ["Royal Mail", "1234", false],
  ["Thailand Post", "EF112345678TH", true],
  ["Thailand Post", "EF112345678GB", false],
  ["A carrier nobody has heard of", "AB-123456", true],
  ["A carrier nobody has heard of", "AB", false],
])("%s and %s: %s", (carrier, number, isRight) => {
  expect(whyNotNumber(carrier, tidyNumber(number)) === null).toBe(isRight);
  const example = exampleOf(carrier);
  if (example) expect(whyNotNumber(carrier, example)).toBeNull();
});
