// Days of reports for many stores, written straight into D1 as the counting would leave them: the same numbers each time, best sellers and slow
// ones, parcels of three carriers. Nothing else about the stores is meant to be true.
import { TRANSIT_STEP_HOURS } from "../../worker/insights/figures.ts";
import { DAY_MS } from "../../worker/units.ts";
import type { Database } from "../sql-door.ts";

export interface Year {
  /** How many there are to be, each with its listings; or the ids of some that are there. */
  stores: number | string[];
  /** Of all stores together, in 365 days. */
  orders: number;
  /** SKUs that one store sells. */
  skus: number;
  /** How many days there are, the last of them `until`. */
  days: number;
  until: string;
}

const DAYS_OF_YEAR = 365;
/** Rows of one statement: a bound value of D1 ends at 2 MB. */
const CHUNK = 8_000;
const UNITS_PER_ORDER = 1.6;
/** TikTok ships every fifth order. */
const FBT_SHARE = 0.2;
const PRICE_FROM = 500;
const PRICE_SPREAD = 6_000;
const MARKETS = [
  ["US", "USD", "America/Los_Angeles"],
  ["US", "USD", "America/Los_Angeles"],
  ["GB", "GBP", "Europe/London"],
  ["DE", "EUR", "Europe/Berlin"],
] as const;
const CARRIERS = ["USPS", "UPS", "FedEx"];
/** Fastest delivery and how far the slowest is behind, in hours. */
const HOURS = { from: 26, spread: 190 };

/** Evenly mixed and always the same, in [0, 1). */
const mix = (...of: number[]) =>
  (of.reduce((sum, one) => Math.imul(sum ^ (one + 0x9e3779b9), 2_654_435_761) ^ (sum >>> 13), 7) >>> 0) / 4_294_967_296;
/** A whole number that is `expected` on average. */
const about = (expected: number, ...of: number[]) => Math.floor(expected + mix(...of));

export const storeId = (store: number) => `sto_year${String(store).padStart(2, "0")}`;
const skuId = (store: number, sku: number) => String(1_730_000_000_000_000_000n + BigInt(store * 10_000 + sku));

const itemId = (sku: number) => `itm_year${sku}`;

type Row = Record<string, string | number>;

class Table {
  readonly #database: Database;
  readonly #insert: string;
  readonly #columns: readonly string[];
  #waiting: Row[] = [];
  written = 0;

  constructor(database: Database, name: string, columns: readonly string[], values: readonly string[] = []) {
    this.#database = database;
    this.#columns = columns;
    const given = columns.map((_, at) => `value->>${at}`);
    this.#insert = `INSERT OR IGNORE INTO ${name} (${columns.join(", ")}${values.map((one) => `, ${one.split("=")[0]}`).join("")})
      SELECT ${given.join(", ")}${values.map((one) => `, ${one.split("=")[1]}`).join("")} FROM json_each(?)`;
  }

  async add(row: Row): Promise<void> {
    if (this.#waiting.push(row) >= CHUNK) await this.write();
  }

  async write(): Promise<void> {
    const rows = this.#waiting.map((row) => this.#columns.map((column) => row[column] ?? 0));
    this.#waiting = [];
    this.written += rows.length;
    if (rows.length > 0) await this.#database.prepare(this.#insert).bind(JSON.stringify(rows)).all();
  }
}

const SKU_FIGURES = ["units", "gmv", "sold", "cancelled", "refunded", "delivered", "returned"] as const;
const DAY_FIGURES =
  "paid standing units gifts gmv sold platform shipping tax cancelled_buyer cancelled_seller cancelled_tiktok refunds refund_goods placed faults due_ship on_time_ship dispatched dispatched_late due_collect on_time_collect parcels parcels_scanned due_deliver on_time_deliver delivered delivered_units returned_orders returned_units".split(
    " ",
  );

interface Sold extends Year {
  ids: string[];
}

/** Answers how many rows there are of what. */
export async function fillYear(database: Database, asked: Year): Promise<Record<string, number>> {
  const { stores } = asked;
  const isNew = typeof stores === "number";
  const ids = isNew ? Array.from({ length: stores }, (_, store) => storeId(store)) : stores;
  const year: Sold = { ...asked, ids };
  const tables = {
    store: new Table(database, "store", ["id", "name", "mark", "marketplace", "currency", "time_zone"], ["created_at=1"]),
    listing: new Table(database, "listing", ["store_id", "sku_id", "title", "seller_sku"], ["product_id='1'", "status='ACTIVATE'"]),
    item: new Table(database, "item", ["id", "sku", "name"], ["kind='standard'", "created_at=1"]),
    part: new Table(database, "listing_part", ["store_id", "sku_id", "item_id"], ["qty=1"]),
    level: new Table(database, "stock_level", ["warehouse_id", "item_id", "on_hand"], ["updated_at=1"]),
    day: new Table(database, "figure_day", ["store_id", "day", "fulfilled_by", "is_sample", "currency", ...DAY_FIGURES]),
    sku: new Table(database, "figure_sku", ["store_id", "period", "sku_id", "fulfilled_by", "is_sample", "currency", ...SKU_FIGURES]),
    transit: new Table(database, "figure_transit", ["store_id", "day", "fulfilled_by", "provider", "hours", "orders"]),
  };
  if (isNew)
    await database
      .prepare(`INSERT OR IGNORE INTO warehouse (id, name, kind, time_zone, created_at)
        VALUES ('whs_year0', 'West', 'merchant', 'UTC', 1), ('whs_year1', 'East', 'merchant', 'UTC', 1)`)
      .bind()
      .all();
  for (const [store, id] of isNew ? ids.entries() : []) {
    const [marketplace, currency, time_zone] = marketOf(store);
    await tables.store.add({ id, name: id, mark: (store % 8) + 1, marketplace, currency, time_zone });
    for (let sku = 0; sku < year.skus; sku += 1) {
      await tables.listing.add({ store_id: id, sku_id: skuId(store, sku), title: `Plain thing ${sku}`, seller_sku: `YEAR-${sku}` });
      await tables.part.add({ store_id: id, sku_id: skuId(store, sku), item_id: itemId(sku) });
    }
  }
  for (let sku = 0; isNew && sku < year.skus; sku += 1) {
    await tables.item.add({ id: itemId(sku), sku: `YEAR-${sku}`, name: `Plain thing ${sku}` });
    for (const warehouse of ["whs_year0", "whs_year1"])
      await tables.level.add({ warehouse_id: warehouse, item_id: itemId(sku), on_hand: Math.floor(mix(sku, 11) * 4_000) });
  }
  await tables.store.write();
  const last = Date.parse(`${year.until}T00:00:00Z`);
  for (let ago = year.days - 1; ago >= 0; ago -= 1) {
    const day = new Date(last - ago * DAY_MS).toISOString().slice(0, 10);
    for (const store of ids.keys()) await addDay(tables, year, store, day, ago);
  }
  for (const table of Object.values(tables)) await table.write();
  await addMonths(database);
  return Object.fromEntries(Object.entries(tables).map(([name, { written }]) => [name, written]));
}

const marketOf = (store: number) => MARKETS[store % MARKETS.length] ?? MARKETS[0];

/** Zipf's law: a store lives on its best sellers. */
function sharesOf(skus: number): number[] {
  const weights = Array.from({ length: skus }, (_, sku) => 1 / (sku + 2));
  const all = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((one) => one / all);
}

async function addDay(tables: Record<string, Table>, year: Sold, store: number, day: string, ago: number): Promise<void> {
  const shares = sharesOf(year.skus);
  const season = 1 + 0.3 * Math.sin((ago / DAYS_OF_YEAR) * 2 * Math.PI) + 0.2 * mix(store, ago);
  const all = (year.orders / year.ids.length / DAYS_OF_YEAR) * season;
  for (const [fulfilled_by, share] of [
    ["merchant", 1 - FBT_SHARE],
    ["store", FBT_SHARE],
  ] as const) {
    const orders = Math.round(all * share);
    const key = { store_id: year.ids[store] ?? "", fulfilled_by, is_sample: 0, currency: marketOf(store)[1] };
    const sums: Row = {};
    for (const [sku, part] of shares.entries()) {
      const units = about(orders * UNITS_PER_ORDER * part, store, ago, sku, orders);
      if (units === 0) continue;
      const price = PRICE_FROM + Math.round(mix(store, sku) * PRICE_SPREAD);
      const cancelled = about(units * 0.03, store, sku, ago);
      const returned = about(units * 0.06, sku, store, ago, 3);
      const figures: Row = {
        units,
        gmv: units * price,
        sold: (units - cancelled) * price,
        cancelled,
        delivered: units - cancelled,
        returned,
      };
      figures.refunded = returned * price;
      await tables.sku?.add({ ...key, period: day, sku_id: skuId(store, sku), ...figures });
      for (const [name, value] of Object.entries(figures)) sums[name] = Number(sums[name] ?? 0) + Number(value);
    }
    await tables.day?.add({ ...key, day, ...dayOf(orders, sums, fulfilled_by === "merchant") });
    await addTransit(tables, store, ago, { store_id: key.store_id, day, fulfilled_by }, orders);
  }
}

function dayOf(
  orders: number,
  { units = 0, gmv = 0, sold = 0, cancelled = 0, refunded = 0, returned = 0, delivered = 0 }: Row,
  isMerchant: boolean,
): Row {
  const late = Math.round(orders * 0.02);
  const own = isMerchant ? orders : 0;
  return {
    paid: orders,
    standing: orders - late,
    units,
    gifts: Math.round(orders * 0.05),
    gmv,
    sold,
    platform: Math.round(Number(sold) * 0.04),
    shipping: orders * 310,
    tax: Math.round(Number(sold) * 0.07),
    cancelled_buyer: cancelled,
    refunds: returned,
    refund_goods: refunded,
    placed: own,
    faults: own && late,
    due_ship: own,
    on_time_ship: own && own - late,
    dispatched: own,
    dispatched_late: own && late,
    due_collect: own,
    on_time_collect: own && own - late,
    parcels: own,
    parcels_scanned: own && own - late,
    due_deliver: orders,
    on_time_deliver: orders - late,
    delivered: orders,
    delivered_units: delivered,
    returned_orders: returned,
    returned_units: returned,
  };
}

async function addTransit(tables: Record<string, Table>, store: number, ago: number, key: Row, orders: number): Promise<void> {
  const counted = new Map<string, Row>();
  for (let order = 0; order < orders; order += 1) {
    const provider = CARRIERS[Math.floor(mix(order, ago, store) * CARRIERS.length)] ?? "";
    // Most come soon, few very late.
    const spread = Math.floor(mix(order, store, ago, 5) * mix(ago, order, store, 9) * HOURS.spread);
    const hours = (Math.floor((HOURS.from + spread) / TRANSIT_STEP_HOURS) + 1) * TRANSIT_STEP_HOURS;
    const held = counted.get(`${provider} ${hours}`);
    counted.set(`${provider} ${hours}`, { ...key, provider, hours, orders: Number(held?.orders ?? 0) + 1 });
  }
  for (const row of counted.values()) await tables.transit?.add(row);
}

/** Of what is read by months too, the sums of its days. */
async function addMonths(database: Database): Promise<void> {
  const add = async (table: string, period: string, key: string, figures: readonly string[]) => {
    const sums = figures.map((name) => `SUM(${name})`).join(", ");
    await database
      .prepare(
        `INSERT INTO ${table} (store_id, ${period}, fulfilled_by, ${key}, ${figures.join(", ")})
         SELECT store_id, 'm' || substr(${period}, 1, 7), fulfilled_by, ${key}, ${sums} FROM ${table} WHERE ${period} < 'm'
         GROUP BY store_id, substr(${period}, 1, 7), fulfilled_by, ${key}`,
      )
      .bind()
      .all();
  };
  await add("figure_sku", "period", "sku_id, is_sample, currency", SKU_FIGURES);
  await add("figure_transit", "day", "provider, hours", ["orders"]);
}
