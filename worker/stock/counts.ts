/** Counting by spreadsheet, for opening stock and stocktaking: what stands where goes out, what was counted comes back. It is tried first, which says
 *  what each row would change; applied, only rows whose number is still the one that was shown are counted, and the others are named. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeCsv } from "../inventory/csv.ts";
import { Problem } from "../problem.ts";
import { recordChange, recordRead } from "../team/audit.ts";
import { mayReadAnywhere, requireRightAnywhere } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { movementColumns } from "./ledger.ts";
import { pokeStock } from "./poke.ts";
import { COUNT_COLUMNS, COUNT_ROWS_MAX, type Counted, judgeCounts, readCounts, type Wrong } from "./sheet.ts";
import type { WarehouseRow } from "./table.ts";

/** What one warehouse should hold, to be counted beside the shelf. Numbers are left out: whoever sees one counts to it. */
export async function exportShelf(kit: Kit, signedIn: SignedIn, warehouse: string): Promise<string> {
  const [people, warehouses, items] = await kit.db.batch<[Person, Pick<WarehouseRow, "name">, { sku: string; name: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT w.name FROM warehouse w WHERE w.id = ${warehouse} AND ${mayReadAnywhere}`,
    sql`WITH ${who(signedIn)} SELECT i.sku, i.name FROM item i INDEXED BY item_on_shelves
      WHERE i.kind = 'standard' AND i.archived_at IS NULL AND i.sku > '' AND ${mayReadAnywhere} ORDER BY i.sku LIMIT ${COUNT_ROWS_MAX}`,
  ]);
  requirePerson(people);
  const [place] = warehouses;
  if (!place) throw new Problem("missing", "warehouse-missing");
  return writeCsv([[...COUNT_COLUMNS, "name"], ...items.map(({ sku, name }) => [place.name, sku, null, name])]);
}

export interface CountTrial {
  /** `seen` is what stood there when it was tried. */
  counts: (Counted & { seen: number })[];
  blank: number;
  wrong: Wrong[];
}

export async function tryCounts(kit: Kit, signedIn: SignedIn, text: string): Promise<CountTrial> {
  await requireRightAnywhere(kit, signedIn, "manage");
  const sheet = readCounts(text);
  if ("because" in sheet) throw new Problem("invalid", sheet.because.code, sheet.because.facts);
  const skus = JSON.stringify([...new Set(sheet.rows.map(({ sku }) => sku))]);
  const [warehouses, items] = await kit.db.batch<[WarehouseRow, { id: string; sku: string; kind: string }]>([
    sql`SELECT * FROM warehouse WHERE kind = 'merchant' AND archived_at IS NULL`,
    sql`SELECT i.id, i.sku, i.kind FROM json_each(${skus}) k CROSS JOIN item i ON i.sku = k.value`,
  ]);
  const { counts, wrong } = judgeCounts(sheet.rows, {
    warehouses: new Map(warehouses.map(({ id, name }) => [name.toLowerCase(), id])),
    items: new Map(items.map(({ id, sku, kind }) => [sku.toLowerCase(), { id, isKit: kind === "kit" }])),
  });
  const seen = await kit.db.all<{ line: number; seen: number }>(
    sql`SELECT k.value->>'line' AS line, IFNULL(l.on_hand, 0) AS seen FROM json_each(${JSON.stringify(counts)}) k
      LEFT JOIN stock_level l ON l.warehouse_id = k.value->>'warehouse' AND l.item_id = k.value->>'item'`,
  );
  const seenAt = new Map(seen.map((row) => [row.line, row.seen]));
  return { counts: counts.map((count) => ({ ...count, seen: seenAt.get(count.line) ?? 0 })), blank: sheet.blank, wrong };
}

/** Once per click and row. Answers the lines that were not counted, because the number had moved. */
export async function applyCounts(kit: Kit, signedIn: SignedIn, click: string, counts: CountTrial["counts"]) {
  const { id } = await requireRightAnywhere(kit, signedIn, "manage");
  const now = kit.now();
  const rows = JSON.stringify(counts.map((row) => ({ ...row, key: `count:${id}:${click}:${row.warehouse}:${row.item}` })));
  const answers = await kit.db.batch<object[]>([
    sql`INSERT INTO stock_movement (${movementColumns})
      SELECT w.id, i.id, 'count', k.value->>'to' - IFNULL(l.on_hand, 0), 0, 0, NULL, NULL, NULL, ${id}, ${now}, k.value->>'key'
      FROM json_each(${rows}) k CROSS JOIN warehouse w ON w.id = k.value->>'warehouse' CROSS JOIN item i ON i.id = k.value->>'item'
        LEFT JOIN stock_level l ON l.warehouse_id = w.id AND l.item_id = i.id
      WHERE w.kind = 'merchant' AND w.archived_at IS NULL AND i.kind = 'standard' AND IFNULL(l.on_hand, 0) = k.value->>'seen'
      ON CONFLICT (idem_key) DO NOTHING`,
    // Row by row, unless the click came before.
    recordRead({
      at: now,
      userId: id,
      action: "count-stock",
      subject: sql`m.item_id`,
      before: sql`json_object('on_hand', l.on_hand - m.d_on_hand)`,
      after: sql`json_object('warehouse', w.name, 'on_hand', l.on_hand)`,
      from: sql`json_each(${rows}) k CROSS JOIN stock_movement m ON m.idem_key = k.value->>'key' CROSS JOIN warehouse w ON w.id = m.warehouse_id
        CROSS JOIN stock_level l ON l.warehouse_id = m.warehouse_id AND l.item_id = m.item_id
        WHERE m.d_on_hand <> 0 AND NOT EXISTS (SELECT 1 FROM audit WHERE subject = ${click})`,
    }),
    recordChange({
      at: now,
      userId: id,
      action: "count-by-sheet",
      subject: click,
      after: { rows: counts.length },
      when: sql`NOT EXISTS (SELECT 1 FROM audit WHERE subject = ${click})`,
    }),
    sql`SELECT k.value->>'line' AS line FROM json_each(${rows}) k
      WHERE NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.idem_key = k.value->>'key')`,
    sql`SELECT EXISTS (SELECT 1 FROM settle_due WHERE since > 0) AS due`,
  ]);
  const left = (answers[3] as { line: number }[]).map(({ line }) => line);
  if ((answers[4] as { due: number }[])[0]?.due) await kit.env.LIVE.send({ do: "settle-orders" });
  await pokeStock(
    kit,
    counts.map(({ item }) => item),
  );
  return { counted: counts.length - left.length, left };
}
