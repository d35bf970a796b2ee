/** Which rows of an order the archive holds, and how they are written down: one JSON record an order, by SQLite itself, with the names of the
 *  columns beside them, so that a record of an older schema is still read. What few orders have (notes, marks, cases, returns) stays in D1. */
import { type SQL, sql } from "drizzle-orm";

const namesIn = (text: string) => text.split(" ");

/** Tables in the order their rows are put back, with all their columns; a rule compares them with the schema. */
export const KEPT = {
  order_line: namesIn(
    "order_id id create_time sku_id status package_id price_minor seller_discount_minor platform_discount_minor is_gift rts_time cancel_by cancel_reason",
  ),
  package: namesIn("order_id id status provider tracking_number"),
  package_detail: namesIn(
    "package_id store_id orders status sub_status exception tag handover pickup_from pickup_until carrier_id asked_at",
  ),
  recipient: namesIn("order_id is_masked name phone address city region postal_code country email"),
  allocation: namesIn("order_id line_id item_id create_time store_id warehouse_id qty state because attempt turn at"),
  ship_act: namesIn("id order_id store_id wish state outcome code words request_id by_id begun_at look_at ended_at"),
  parcel_paper: namesIn("package_id kind order_id store_id number file bytes fetched_at printed_at printed_by"),
} satisfies Record<string, string[]>;

export type KeptTable = keyof typeof KEPT;
export const KEPT_TABLES = Object.keys(KEPT) as KeptTable[];

/** The rows of an order `o`, in the order of an index that is there. */
const ROWS: Record<KeptTable, string> = {
  order_line: "SELECT * FROM order_line WHERE order_id = o.id ORDER BY id",
  package: "SELECT * FROM package WHERE order_id = o.id ORDER BY id",
  // A parcel that several orders travel in is none of theirs alone and stays.
  package_detail: `SELECT d.* FROM package p CROSS JOIN package_detail d ON d.package_id = p.id AND d.orders = json_array(o.id)
    WHERE p.order_id = o.id ORDER BY p.id`,
  recipient: "SELECT * FROM recipient WHERE order_id = o.id",
  allocation: "SELECT * FROM allocation WHERE order_id = o.id ORDER BY line_id, item_id",
  ship_act: "SELECT * FROM ship_act WHERE order_id = o.id ORDER BY begun_at, id",
  parcel_paper: "SELECT * FROM parcel_paper WHERE order_id = o.id ORDER BY package_id, kind",
};

const namesOf = (table: KeptTable, of = "") => KEPT[table].map((column) => `${of}${column}`).join(", ");

const part = (table: KeptTable) => `'${table}', json_object('columns', json('${JSON.stringify(KEPT[table])}'), 'rows',
  json((SELECT json_group_array(json_array(${namesOf(table, "kept_row.")})) FROM (${ROWS[table]}) kept_row)))`;

/** All of an order `o` as JSON, the same text for the same rows. */
export const RECORD: SQL = sql.raw(
  `json_object('order', o.id, 'time', o.create_time, 'store', o.store_id, 'tables', json_object(${KEPT_TABLES.map(part).join(", ")}))`,
);

type Cell = string | number | null;

export interface OrderRecord {
  order: string;
  time: number;
  store: string;
  tables: Partial<Record<KeptTable, { columns: string[]; rows: Cell[][] }>>;
}

/** Rows of a table out of records, each with the columns of today; what a record does not know is null. */
export function rowsIn(records: OrderRecord[], table: KeptTable): Cell[][] {
  return records.flatMap(({ tables }) => {
    const { columns = [], rows = [] } = tables[table] ?? {};
    return rows.map((row) => KEPT[table].map((name) => row[columns.indexOf(name)] ?? null));
  });
}

/** For FROM: these rows as if they lay in the table. */
export const asTable = (table: KeptTable) =>
  `${table} (${namesOf(table)}) AS NOT MATERIALIZED (SELECT ${KEPT[table].map((_, at) => `value->>${at}`).join(", ")} FROM json_each(?))`;

/** Puts given rows into the table, each while its order still lies in the archive. */
export function putBack(table: KeptTable, rows: Cell[][]): SQL {
  const values = KEPT[table].map((_, at) => `value->>${at}`).join(", ");
  const owner = table === "package_detail" ? "json_extract(value->>2, '$[0]')" : `value->>${KEPT[table].indexOf("order_id")}`;
  // Looking at a parcel writes down what TikTok says of it, archived or not.
  const isMissing = table === "package_detail" ? "AND NOT EXISTS (SELECT 1 FROM package_detail d WHERE d.package_id = value->>0)" : "";
  return sql`INSERT INTO ${sql.raw(table)} (${sql.raw(namesOf(table))}) SELECT ${sql.raw(values)} FROM json_each(${JSON.stringify(rows)})
    WHERE EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = ${sql.raw(owner)}) ${sql.raw(isMissing)}`;
}

/** Takes the rows of these orders out of D1; `ids` is a question for their ids. What others are found by goes last. */
export const takeOut = (ids: SQL): SQL[] => [
  sql`DELETE FROM package_detail WHERE package_id IN (SELECT d.package_id FROM (${ids}) c CROSS JOIN package p ON p.order_id = c.id
    CROSS JOIN package_detail d ON d.package_id = p.id AND d.orders = json_array(c.id))`,
  ...KEPT_TABLES.filter((table) => table !== "package_detail").map(
    (table) => sql`DELETE FROM ${sql.raw(table)} WHERE order_id IN (${ids})`,
  ),
];
