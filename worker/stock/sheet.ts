/** A sheet of counts: what stands where, as a spreadsheet saves it, and why a row of it counts nothing. Pure but for what it is told about warehouses
 *  and items. A row counts one item in one warehouse; two rows of the same are both left alone, for nobody knows which is meant. */
import { type CsvRow, readCsv } from "../inventory/csv.ts";

export const COUNT_SHEET_BYTES_MAX = 512 * 1024;
export const COUNT_ROWS_MAX = 2_000;
const PIECES_MAX = 1_000_000;

export const COUNT_COLUMNS = ["warehouse", "sku", "on_hand"] as const;
type Column = (typeof COUNT_COLUMNS)[number];

export interface Because {
  code: string;
  facts: Record<string, string | number>;
}

export interface CountRow extends Record<Column, string> {
  line: number;
}

const columnOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

/** The rows by their columns; answers why where there are none. Rows without a number have not been counted. */
export function readCounts(text: string): { rows: CountRow[]; blank: number } | { because: Because } {
  const [head, ...rest] = readCsv(text);
  const titles = head?.cells.map(columnOf) ?? [];
  const missing = COUNT_COLUMNS.find((column) => !titles.includes(column));
  if (missing) return { because: { code: "sheet-column-missing", facts: { column: missing } } };
  if (rest.length > COUNT_ROWS_MAX) return { because: { code: "sheet-too-long", facts: { most: COUNT_ROWS_MAX, rows: rest.length } } };
  const cell = (row: CsvRow, column: Column) => row.cells[titles.indexOf(column)]?.trim() ?? "";
  const rows = rest.map((row) => ({
    line: row.line,
    warehouse: cell(row, "warehouse"),
    sku: cell(row, "sku"),
    on_hand: cell(row, "on_hand"),
  }));
  const counted = rows.filter(({ on_hand }) => on_hand !== "");
  return { rows: counted, blank: rows.length - counted.length };
}

export interface Known {
  /** By name in lower case: those that are open and ours. */
  warehouses: Map<string, string>;
  /** By SKU in lower case. */
  items: Map<string, { id: string; isKit: boolean }>;
}

export interface Counted {
  line: number;
  warehouse: string;
  item: string;
  to: number;
}

export interface Wrong {
  line: number;
  because: Because;
}

export function judgeCounts(rows: CountRow[], known: Known): { counts: Counted[]; wrong: Wrong[] } {
  const judged = rows.map((row) => ({ row, found: judgeRow(row, known) }));
  const counts = judged.flatMap(({ found }) => ("to" in found ? [found] : []));
  const places = Map.groupBy(counts, ({ warehouse, item }) => `${warehouse} ${item}`);
  const isTwice = ({ warehouse, item }: Counted) => (places.get(`${warehouse} ${item}`)?.length ?? 0) > 1;
  const twice = counts.filter(isTwice).map(({ line }): Wrong => ({ line, because: { code: "sheet-count-twice", facts: {} } }));
  const wrong = judged.flatMap(({ row, found }): Wrong[] => ("code" in found ? [{ line: row.line, because: found }] : []));
  return { counts: counts.filter((one) => !isTwice(one)), wrong: [...wrong, ...twice].sort((one, other) => one.line - other.line) };
}

function judgeRow({ line, warehouse, sku, on_hand }: CountRow, known: Known): Counted | Because {
  const at = known.warehouses.get(warehouse.toLowerCase());
  if (at === undefined) return { code: "sheet-warehouse-unknown", facts: { warehouse } };
  const item = known.items.get(sku.toLowerCase());
  if (!item) return { code: "sheet-item-unknown", facts: { sku } };
  if (item.isKit) return { code: "item-is-kit", facts: {} };
  const to = /^\d{1,7}$/.test(on_hand) ? Number(on_hand) : PIECES_MAX + 1;
  if (to > PIECES_MAX) return { code: "sheet-count-wrong", facts: { text: on_hand.slice(0, 40), most: PIECES_MAX } };
  return { line, warehouse: at, item: item.id, to };
}
