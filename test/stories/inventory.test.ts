// What is sold and what it is made of: items and kits, listings mapped to them by hand, by their SKU and by a sheet, FBT codes, and the way back.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ItemPage, ItemsPage } from "../../worker/inventory/items.ts";
import type { ListingSummary, StoreCounts } from "../../worker/inventory/listings.ts";
import type { Mapped } from "../../worker/inventory/map.ts";
import type { SheetAnswer } from "../../worker/inventory/sheets.ts";
import type { Suggestion } from "../../worker/inventory/suggest.ts";
import type { ExactMatch } from "../../worker/inventory/suggestions.ts";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const MINUTE = 60_000;
let world: World;
let shop: Shop;
let store = "";
let other = "";
let packer: Desk;
let reader: Desk;
let stranger: Desk;
const made: Record<string, string> = {};

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab", { fbt: true });
  store = await world.connect("US", "GlowLab", "GlowLab US");
  const second = openShop(world, "Northwind");
  other = await world.connect("US", "Northwind", "Northwind US");
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  packer = await world.agent("Pam Packer", [{ store, rights: ["read", "fulfil"] }]);
  reader = await world.agent("Rita Reader", [{ store: other, rights: ["read"] }]);
  stranger = await world.agent("Sam Stranger", []);
  expect(second.skus[0]).not.toBe("");
  await world.settle();
});
afterAll(() => world.close());

const plain = (sku: string, name: string, more: object = {}) => ({ kind: "standard", sku, name, barcode: null, parts: [], ...more });
const make = async (form: { sku: string } & Record<string, unknown>, desk: Desk = packer) => {
  made[form.sku] = (await desk.post<{ id: string }>("/api/items", form)).id;
  return made[form.sku] ?? "";
};
const items = (asked = "", desk: Desk = packer) => desk.get<ItemsPage>(`/api/items${asked}`);
const open = (id: string, desk: Desk = world.admin) => desk.get<ItemPage>(`/api/items/${id}`);
const listings = async (asked: string, desk: Desk = packer) => (await desk.get<{ rows: ListingSummary[] }>(`/api/listings?${asked}`)).rows;
const mapped = (sku: string, parts: object[], of = store) => ({ store: of, sku, state: "mapped", parts });
const map = (mappings: object[], desk: Desk = packer) => desk.post<Mapped>("/api/mappings", { mappings });
const undo = (act: string | null, desk: Desk = packer) => desk.post<Mapped>(`/api/mappings/${act}/undo`, {});
const stateOf = async (sku: string) => (await listings(`q=${sku}`))[0];
const reviewed = (order: string) => world.rows("SELECT 1 FROM order_review WHERE order_id = ? AND reason = 'listing-unmapped'", order);
const recount = () =>
  world.rows(`SELECT c.store_id FROM listing_count c WHERE c.unmapped + c.mapped + c.ignored <> (SELECT COUNT(*) FROM listing l WHERE l.store_id = c.store_id)
    OR c.mapped <> (SELECT COUNT(*) FROM listing_map m WHERE m.store_id = c.store_id AND m.state = 'mapped')
    OR c.ignored <> (SELECT COUNT(*) FROM listing_map m WHERE m.store_id = c.store_id AND m.state = 'ignored')`);

test("items and kits are made by whoever ships, cost is a manager's, and every change is refused with its reason or recorded", async () => {
  await make(plain("BLK-M", "Beanie, black, medium", { barcode: "0501234567890" }));
  await make(plain("BOX", "Gift box"), world.admin);
  const kit = await make({
    ...plain("GIFT", "Gift set", {
      parts: [
        { item: made["BLK-M"], qty: 2 },
        { item: made.BOX, qty: 1 },
      ],
    }),
    kind: "kit",
  });
  expect((await refusal(make(plain("blk-m", "Another")))).code).toBe("item-sku-taken");
  const nested = { ...plain("GIFTS", "Gift sets", { parts: [{ item: kit, qty: 1 }] }), kind: "kit" };
  expect((await refusal(make(nested))).code).toBe("kit-in-kit");
  expect((await refusal(make({ ...nested, parts: [] }))).code).toBe("kit-empty");
  expect((await refusal(make(plain("X", "X"), reader))).code).toBe("right-missing-anywhere");
  expect((await refusal(items("", stranger))).code).toBe("right-missing");
  expect((await refusal(make(plain("X", "X", { cost: { amount: "1.00", currency: "USD" } })))).facts).toMatchObject({ right: "manage" });
  const { version } = (await open(made.BOX ?? "")).item;
  const costs = (amount: string) => ({ version, item: { ...plain("BOX", "Gift box, kraft"), cost: { amount, currency: "USD" } } });
  expect((await refusal(world.admin.put(`/api/items/${made.BOX}`, costs("1.005")))).code).toBe("item-cost-wrong");
  await world.admin.put(`/api/items/${made.BOX}`, costs("1.20"));
  expect((await refusal(world.admin.put(`/api/items/${made.BOX}`, costs("1.30")))).code).toBe("item-changed-meanwhile");
  expect((await open(made.BOX ?? "")).item).toMatchObject({ name: "Gift box, kraft", cost_minor: 120, cost_currency: "USD" });
  expect((await open(made.BOX ?? "", packer)).item.cost_minor).toBeNull();
  expect((await open(made.BOX ?? "")).kits).toMatchObject([{ sku: "GIFT", qty: 1 }]);
  expect((await refusal(packer.put(`/api/items/${made.BOX}/archived`, { archived: true }))).code).toBe("item-in-kits");
  expect((await items()).rows.map((row) => [row.sku, row.parts])).toEqual([
    ["BLK-M", 0],
    ["BOX", 0],
    ["GIFT", 2],
  ]);
  for (const asked of ["lack", "0501234567890", "blk-m", "ie"]) expect((await items(`?q=${asked}`)).rows[0]?.sku).toBe("BLK-M");
  const audit = await world.rows<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY id", made.BOX);
  expect(audit.map(({ action }) => action)).toEqual(["create-item", "change-item"]);
});

test("listings of one's stores are counted and found, unmapped first and of those what orders wait for; suggestions say why", async () => {
  const rows = await listings("state=unmapped");
  expect(rows.map((row) => [row.title, row.variation, row.sellerSku, row.codes])).toEqual([
    ["GlowLab beanie", "Black, M", "BLK-M", ["BLK-M"]],
    ["GlowLab beanie", "Cap", "CAP", ["CAP"]],
  ]);
  await world.rows("INSERT INTO order_review VALUES ('o1', 'listing-unmapped', ?, 1, ?, 1)", shop.skus[1], store);
  expect((await listings("state=unmapped")).map((row) => [row.sku, row.waiting])).toEqual([
    [shop.skus[1], 1],
    [shop.skus[0], 0],
  ]);
  await world.rows("DELETE FROM order_review");
  for (const asked of ["beanie black", shop.skus[0], "BLK", "bl"])
    expect((await listings(`q=${asked}`)).map((row) => row.sku)).toEqual([shop.skus[0]]);
  expect(await listings("", stranger)).toEqual([]);
  expect((await listings("q=beanie", reader)).map((row) => row.store)).toEqual([other, other]);
  const { stores } = await packer.get<{ stores: StoreCounts[] }>("/api/listings/counts");
  expect(stores).toMatchObject([{ store, unmapped: 2, mapped: 0, ignored: 0, fbtBecause: null }]);
  const { suggestions } = await packer.get<{ suggestions: Suggestion[] }>(`/api/listings/${store}/${shop.skus[0]}`);
  expect(suggestions[0]).toMatchObject({ sku: "BLK-M", why: "sku" });
  expect((await refusal(packer.get(`/api/listings/${other}/${shop.skus[0]}`))).code).toBe("listing-missing");
});

test("mapped once, every order it concerns goes on; taken back, all is as before, unless somebody has changed it since", async () => {
  const { store: page } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
  await world.admin.patch(`/api/stores/${store}`, { version: page.version, change: { stockManaged: true } });
  const order = sellUnits(world, shop, 2);
  await world.settle();
  await world.later(61 * MINUTE);
  await world.settle();
  const [sku, cap] = shop.skus;
  await world.until("the order waits for its listing", async () => (await stateOf(sku))?.waiting === 1);
  expect((await refusal(map([mapped(sku, [{ item: made["BLK-M"], qty: 1 }])], reader))).code).toBe("listing-missing");
  const pack = await map([
    mapped(sku, [
      { item: made["BLK-M"], qty: 3 },
      { item: made.BOX, qty: 1 },
    ]),
    { store, sku: cap, state: "ignored" },
  ]);
  expect(pack).toMatchObject({ listings: 2, left: 0 });
  await world.until("the order waits no more", async () => (await reviewed(order.id)).length === 0);
  expect((await stateOf(sku))?.waiting).toBe(0);
  expect(await stateOf(sku)).toMatchObject({
    state: "mapped",
    parts: [
      { sku: "BLK-M", qty: 3 },
      { sku: "BOX", qty: 1 },
    ],
  });
  expect(await recount()).toEqual([]);
  expect((await map([{ store, sku: cap, state: "ignored" }])).act).toBeNull();
  expect((await refusal(packer.put(`/api/items/${made.BOX}/archived`, { archived: true }))).code).toBe("item-mapped");
  expect((await open(made.BOX ?? "")).listings).toMatchObject([{ sku_id: sku, qty: 1 }]);

  const again = await map([mapped(sku, [{ item: made.GIFT, qty: 1 }])]);
  expect((await refusal(undo(again.act, reader))).status).toBe(404);
  expect(await undo(pack.act)).toMatchObject({ listings: 1, left: 1 });
  expect(await stateOf(sku)).toMatchObject({ state: "mapped", parts: [{ sku: "GIFT" }] });
  expect(await stateOf(cap)).toMatchObject({ state: "unmapped" });
  await undo(again.act);
  expect(await stateOf(sku)).toMatchObject({
    state: "mapped",
    parts: [
      { sku: "BLK-M", qty: 3 },
      { sku: "BOX", qty: 1 },
    ],
  });
  expect((await refusal(undo(again.act))).code).toBe("mapping-changed-meanwhile");
  const unmapped = await map([{ store, sku, state: "unmapped" }]);
  await world.until("the order waits again", async () => (await stateOf(sku))?.waiting === 1);
  await world.later(31 * MINUTE);
  expect((await refusal(undo(unmapped.act))).code).toBe("mapping-undo-late");
  expect(await recount()).toEqual([]);
  const actions = await world.rows<{ action: string }>("SELECT action FROM audit WHERE subject LIKE 'map\\_%' ESCAPE '\\' ORDER BY id");
  expect(actions.map(({ action }) => action)).toEqual(["map-listings", "map-listings", "undo-mapping", "undo-mapping", "map-listings"]);
});

test("listings whose SKU is an item's are shown before they are mapped at one click", async () => {
  const { rows } = await packer.get<{ rows: ExactMatch[] }>("/api/listings/exact");
  expect(rows.map((row) => [row.sku, row.item.sku])).toEqual([[shop.skus[0], "BLK-M"]]);
  const done = await map(rows.map((row) => mapped(row.sku, [{ item: row.item.id, qty: 1 }], row.store)));
  expect(done.listings).toBe(1);
  expect((await packer.get<{ rows: ExactMatch[] }>("/api/listings/exact")).rows).toEqual([]);
  await undo(done.act);
});

test("a sheet is tried without a change, then its right rows are mapped and its wrong ones are left", async () => {
  const file = await (await packer.send("GET", "/api/listings/unmapped.csv")).text();
  const [head, first] = file.split("\r\n");
  expect(head).toBe("store,sku_id,seller_sku,fbt_reference_code,item_sku,qty,title,variation,waiting_orders");
  expect(first).toMatch(new RegExp(`^GlowLab US,"\\t${shop.skus[0]}",BLK-M,BLK-M,BLK-M,1,`));
  const text = [
    head,
    `GlowLab US,'${shop.skus[0]},,,blk-m,2,,,`,
    `GlowLab US,,BLK-M,,BOX,,,,`,
    `GlowLab US,,,CAP,GIFT,1,,,`,
    `Northwind US,,CAP,,BOX,1,,,`,
    `GlowLab US,,CAP,,,1,,,`,
  ].join("\n");
  const send = (apply: boolean) => packer.post<SheetAnswer>("/api/mappings/sheet", { text, apply });
  const trial = await send(false);
  expect(trial).toMatchObject({ listings: 2, blank: 1, acts: [], wrong: [{ line: 5, because: { code: "sheet-store-unknown" } }] });
  expect((await stateOf(shop.skus[0]))?.state).toBe("unmapped");
  const done = await send(true);
  expect(done.listings).toBe(2);
  expect(await stateOf(shop.skus[0])).toMatchObject({
    parts: [
      { sku: "BLK-M", qty: 2 },
      { sku: "BOX", qty: 1 },
    ],
  });
  expect(await stateOf(shop.skus[1])).toMatchObject({ parts: [{ sku: "GIFT", qty: 1 }] });
  for (const act of done.acts) await undo(act);
  expect((await stateOf(shop.skus[1]))?.state).toBe("unmapped");
  const none = packer.post("/api/mappings/sheet", { text: "a,b\n1,2", apply: false });
  expect(await refusal(none)).toMatchObject({ code: "sheet-column-missing", facts: { column: "store" } });
});
