/** Questions about orders whose rows lie in the archive: asked as of any order, over rows that were read from there, so that a page, a file or a
 *  count has one statement for both. Reading changes nothing. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { asTable, KEPT_TABLES, type OrderRecord, rowsIn } from "./kept.ts";
import { readRecord } from "./objects.ts";
import type { OrderColdRow } from "./table.ts";

/** R2 answers six questions of one call at a time. */
const READS_AT_ONCE = 6;

export interface Lying extends OrderColdRow {
  key: string;
}

/** Of these orders those that lie in the archive, and where. */
export const findLying = (kit: Kit, ids: string[]) =>
  kit.db.all<Lying>(
    sql`SELECT c.*, x.key FROM json_each(${JSON.stringify([...new Set(ids)])}) k CROSS JOIN order_cold c ON c.order_id = k.value
      CROSS JOIN cold_object x ON x.id = c.object_id`,
  );

export async function readLying(kit: Kit, lying: Lying[]): Promise<OrderRecord[]> {
  const records: OrderRecord[] = [];
  for (let at = 0; at < lying.length; at += READS_AT_ONCE) {
    const some = lying.slice(at, at + READS_AT_ONCE);
    records.push(...(await Promise.all(some.map((one) => readRecord(kit, one.key, one)))));
  }
  return records;
}

/** A kit whose questions find the rows of these orders, and of no others, in the tables the archive holds; null where none lies there. */
export async function openArchive(kit: Kit, ids: string[]): Promise<Kit | null> {
  const lying = await findLying(kit, ids);
  if (lying.length === 0) return null;
  const records = await readLying(kit, lying);
  const stand = KEPT_TABLES.map((table) => ({ table, as: asTable(table), rows: JSON.stringify(rowsIn(records, table)) }));
  return { ...kit, db: kit.db.over(stand) };
}

/** Ids of those orders that lie in the archive. */
export const archivedIn = (orders: { id: string; cold_at: number | null }[]): string[] =>
  orders.flatMap(({ id, cold_at }) => (cold_at === null ? [] : [id]));

/** Asks about one order or several of one kind; where what is answered lies in the archive, asks again there. An order that is brought back in
 *  between is asked about as any other. */
export async function askOver<T>(kit: Kit, ask: (kit: Kit) => Promise<T>, archivedIn: (answer: T) => string[]): Promise<T> {
  const answer = await ask(kit);
  const archived = archivedIn(answer);
  if (archived.length === 0) return answer;
  return ask((await openArchive(kit, archived)) ?? kit);
}
