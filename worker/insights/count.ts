/** Moves into the days what changed of orders: for each that is due the difference between how it was counted last and how it stands, in one batch
 *  that does all of it or nothing. A step that comes twice, or beside another, finds nothing left to move. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { readArchivedFacts } from "./archived.ts";
import { type Counted, countOrder, type Figures, type OrderFigureFacts } from "./figures.ts";
import { monthOf } from "./spans.ts";
import type { FigureStoreRow } from "./table.ts";

const ORDERS_PER_STEP = 100;
/** A job takes so many steps and leaves the rest to the next. */
const STEPS_PER_JOB_MAX = 20;

interface DueRow {
  order_id: string;
  version: number;
  create_time: number;
  before: string | null;
  zone: string;
  without: string | null;
  after: string | null;
  is_cold: number;
}

/** Stores in which orders are due, or which are counted anew. */
export async function nameCounting(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ store_id: string }>(
    sql`SELECT f.store_id FROM store s CROSS JOIN figure_store f ON f.store_id = s.id
      WHERE f.at_time IS NOT NULL OR f.zone <> s.time_zone OR EXISTS (SELECT 1 FROM figure_due d WHERE d.store_id = f.store_id)`,
  );
  return stores.map(({ store_id }) => ({ do: "count-figures", store: store_id }));
}

/** Answers whether nothing is left. */
export async function countFigures(kit: Kit, storeId: string): Promise<boolean> {
  for (let step = 0; step < STEPS_PER_JOB_MAX; step += 1) {
    const counted = await countDue(kit, storeId);
    if (counted < ORDERS_PER_STEP && (await walkOn(kit, storeId))) return true;
  }
  return false;
}

/** One step over what is due; answers how many orders it saw. */
async function countDue(kit: Kit, storeId: string): Promise<number> {
  const [stores, due] = await kit.db.batch<[FigureStoreRow, DueRow]>([
    sql`SELECT * FROM figure_store WHERE store_id = ${storeId}`,
    sql`SELECT d.order_id, d.version, d.create_time, d.facts AS before, d.zone, d.without,
        (SELECT f.facts FROM order_facts f WHERE f.create_time = d.create_time AND f.order_id = d.order_id) AS after,
        EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = d.order_id) AS is_cold
      FROM figure_due d WHERE d.store_id = ${storeId} LIMIT ${ORDERS_PER_STEP}`,
  ]);
  const [store] = stores;
  if (!store || due.length === 0) return 0;
  const archived = await readArchivedFacts(
    kit,
    due.flatMap(({ create_time: t, order_id: id, is_cold }) => (is_cold === 1 ? [{ t, id }] : [])),
  );
  const change = new Change();
  for (const row of due) {
    const before = factsIn(row.before);
    const after = factsIn(archived.get(row.order_id) ?? row.after);
    if (before && row.without !== null) before.cases = before.cases.filter(({ id }) => id !== row.without);
    if (before) change.add(before, countOrder(before, row.zone), -1);
    if (after) change.add(after, countOrder(after, zoneOf(store, row)), 1);
  }
  await kit.db.run(...moveStatements(store, due, change));
  return due.length;
}

const factsIn = (text: string | null) => (text === null ? null : (JSON.parse(text) as OrderFigureFacts));

/** Orders the walk has not reached are still counted as they were. */
function zoneOf(store: FigureStoreRow, { create_time, order_id }: DueRow): string {
  const isBehind = store.at_time === null || create_time < store.at_time || (create_time === store.at_time && order_id <= store.at_id);
  return isBehind ? store.zone : store.old_zone;
}

type Changed = { key: string[]; figures: Figures };

/** What many orders change together, row by row. */
class Change {
  readonly days = new Map<string, Changed>();
  readonly skus = new Map<string, Changed>();
  readonly transit = new Map<string, Changed>();

  add(facts: OrderFigureFacts, counted: Counted, sign: 1 | -1): void {
    const sample = String(facts.sample);
    for (const [at, figures] of counted.days) {
      const [day = "", currency = ""] = at.split("|");
      move(this.days, [day, facts.by, sample, currency], figures, sign);
    }
    for (const [at, figures] of counted.skus) {
      const [day = "", sku = "", currency = ""] = at.split("|");
      for (const period of [day, monthOf(day)]) move(this.skus, [period, sku, facts.by, sample, currency], figures, sign);
    }
    if (counted.transit !== null) {
      const [day = "", provider = "", hours = ""] = counted.transit.split("|");
      for (const period of [day, monthOf(day)]) move(this.transit, [period, facts.by, provider, hours], { orders: 1 }, sign);
    }
  }
}

function move(into: Map<string, Changed>, key: string[], figures: Figures, sign: 1 | -1): void {
  const name = key.join("|");
  const held = into.get(name) ?? { key, figures: {} };
  for (const [figure, value] of Object.entries(figures)) held.figures[figure] = (held.figures[figure] ?? 0) + sign * value;
  into.set(name, held);
}

const TABLES = {
  days: { name: "figure_day", key: ["day", "fulfilled_by", "is_sample", "currency"] },
  skus: { name: "figure_sku", key: ["period", "sku_id", "fulfilled_by", "is_sample", "currency"] },
  transit: { name: "figure_transit", key: ["day", "fulfilled_by", "provider", "hours"] },
} as const;

function moveStatements(store: FigureStoreRow, due: DueRow[], change: Change): SQL[] {
  const named = JSON.stringify(due.map(({ order_id, version }) => ({ o: order_id, v: version })));
  // All that was read is still so, or nothing is moved.
  const isSame = sql`(SELECT COUNT(*) FROM json_each(${named}) k CROSS JOIN figure_due d
      ON d.store_id = ${store.store_id} AND d.order_id = k.value->>'o' AND d.version = k.value->>'v') = ${due.length}
    AND (SELECT f.version FROM figure_store f WHERE f.store_id = ${store.store_id}) = ${store.version}`;
  const moves = (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((table) => moveInto(table, store.store_id, change[table], isSame));
  return [
    ...moves,
    sql`DELETE FROM figure_due WHERE store_id = ${store.store_id} AND order_id IN (SELECT value->>'o' FROM json_each(${named})) AND ${isSame}`,
  ];
}

function moveInto(table: keyof typeof TABLES, storeId: string, changed: Map<string, Changed>, isSame: SQL): SQL[] {
  const { name, key } = TABLES[table];
  const rows = [...changed.values()].filter(({ figures }) => Object.values(figures).some((value) => value !== 0));
  if (rows.length === 0) return [];
  const figures = [...new Set(rows.flatMap((row) => Object.entries(row.figures).flatMap(([one, value]) => (value === 0 ? [] : [one]))))];
  const given = JSON.stringify(rows.map((row) => ({ k: row.key, f: figures.map((one) => row.figures[one] ?? 0) })));
  const columns = sql.raw([...key, ...figures].join(", "));
  const values = sql.raw([...key.map((_, at) => `r.value->'k'->>${at}`), ...figures.map((_, at) => `r.value->'f'->>${at}`)].join(", "));
  const sums = sql.raw(figures.map((one) => `${one} = ${one} + excluded.${one}`).join(", "));
  return [
    sql`INSERT INTO ${sql.raw(name)} (store_id, ${columns}) SELECT ${storeId}, ${values} FROM json_each(${given}) r WHERE ${isSame}
      ON CONFLICT (store_id, ${sql.raw(key.join(", "))}) DO UPDATE SET ${sums}`,
  ];
}

/** A store whose orders are counted anew: the next of them are named as due, together with the place in which they then stand. Answers whether
 *  there is nothing to walk. */
async function walkOn(kit: Kit, storeId: string): Promise<boolean> {
  const [store] = await kit.db.all<FigureStoreRow>(
    sql`UPDATE figure_store SET old_zone = zone, zone = s.time_zone, at_time = -1, at_id = '', version = version + 1
      FROM (SELECT id, time_zone FROM store WHERE id = ${storeId}) s
      WHERE figure_store.store_id = s.id AND figure_store.at_time IS NULL AND figure_store.zone <> s.time_zone RETURNING *`,
  );
  const walk = store ?? (await kit.db.first<FigureStoreRow>(sql`SELECT * FROM figure_store WHERE store_id = ${storeId}`));
  if (!walk || walk.at_time === null) return true;
  const page = await kit.db.all<{ t: number; id: string; cold_at: number | null }>(
    sql`SELECT create_time AS t, id, cold_at FROM orders INDEXED BY orders_of_store
      WHERE store_id = ${storeId} AND (create_time, id) > (${walk.at_time}, ${walk.at_id}) ORDER BY create_time, id LIMIT ${ORDERS_PER_STEP}`,
  );
  const last = page.length < ORDERS_PER_STEP ? null : page.at(-1);
  const archived = await readArchivedFacts(
    kit,
    page.filter(({ cold_at }) => cold_at !== null),
  );
  const named = JSON.stringify(page.map(({ t, id }) => ({ t, id, facts: archived.get(id) })));
  const isHere = sql`store_id = ${storeId} AND version = ${walk.version}`;
  await kit.db.run(
    sql`INSERT INTO figure_due (store_id, order_id, create_time, facts, zone, since)
      SELECT ${storeId}, f.order_id, f.create_time, IFNULL(k.value->>'facts', f.facts), ${walk.old_zone}, ${kit.now()}
      FROM figure_store s CROSS JOIN json_each(${named}) k
      CROSS JOIN order_facts f ON f.create_time = k.value->>'t' AND f.order_id = k.value->>'id'
      WHERE s.store_id = ${storeId} AND s.version = ${walk.version}
      ON CONFLICT (store_id, order_id) DO UPDATE SET version = version + 1`,
    last
      ? sql`UPDATE figure_store SET at_time = ${last.t}, at_id = ${last.id}, version = version + 1 WHERE ${isHere}`
      : sql`UPDATE figure_store SET at_time = NULL, at_id = '', version = version + 1 WHERE ${isHere}`,
  );
  return false;
}
