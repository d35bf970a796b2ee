/** Objects written anew without those who are no longer archived in them: what was brought back, or was somebody's who is to be forgotten, is then
 *  nowhere but in D1. The new object stands before anything points at it, and the old one goes when nothing does any more. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Built, buildObject, type Place, readObject } from "./objects.ts";
import type { ColdObjectRow } from "./table.ts";

/** While somebody reads the whole desk, what their rows point at stays: for a condition. */
export const NOBODY_READS_ALL = sql`NOT EXISTS (SELECT 1 FROM backup b INDEXED BY backup_walking WHERE b.walk_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM person_file f INDEXED BY person_file_to_walk WHERE f.walk_at IS NOT NULL)`;

/** done: none is left to write anew · more: some are · waits: somebody reads the whole desk. */
export type Rewritten = "done" | "more" | "waits";

export async function rewriteStale(kit: Kit, objectsMax: number): Promise<Rewritten> {
  for (let done = 0; done < objectsMax; done += 1) {
    const [stale] = await kit.db.all<ColdObjectRow & { may: number }>(
      sql`SELECT x.*, ${NOBODY_READS_ALL} AS may FROM cold_object x INDEXED BY cold_object_stale WHERE x.is_stale = 1 AND x.id > 0 ORDER BY x.id LIMIT 1`,
    );
    if (!stale) return "done";
    if (stale.may === 0 || !(await rewriteObject(kit, stale))) return "waits";
  }
  return "more";
}

/** Those of them that still are where they were said to be, for FROM. */
const stillIn = (places: string, object: number) =>
  sql`json_each(${places}) k CROSS JOIN order_cold c ON c.order_id = k.value->>'order' AND c.object_id = ${object}`;

async function rewriteObject(kit: Kit, old: ColdObjectRow): Promise<boolean> {
  const found = await readObject(kit, old.key, old.directory_at);
  // It was deleted by a step that got no further.
  const all = JSON.stringify(found?.places ?? []);
  const alive = new Set((await kit.db.all<{ id: string }>(sql`SELECT c.order_id AS id FROM ${stillIn(all, old.id)}`)).map(({ id }) => id));
  if (found && alive.size === found.places.length) {
    await kit.db.run(sql`UPDATE cold_object SET is_stale = 0 WHERE id = ${old.id}
      AND (SELECT COUNT(*) FROM ${stillIn(all, old.id)}) = ${alive.size}`);
    return true;
  }
  if (found && alive.size > 0 && !(await moveAlive(kit, old, found, alive))) return false;
  // Nothing begins to point at an object that is not new.
  const left = await kit.db.first<{ one: number }>(sql`SELECT 1 AS one FROM ${stillIn(all, old.id)} LIMIT 1`);
  if (left) return true;
  await kit.env.MAIL.delete(old.key);
  await kit.db.run(sql`DELETE FROM cold_object WHERE id = ${old.id}`);
  return true;
}

async function moveAlive(
  kit: Kit,
  old: ColdObjectRow,
  { body, places }: { body: Uint8Array; places: Place[] },
  alive: Set<string>,
): Promise<boolean> {
  const [, store = "", month = ""] = old.key.split("/");
  const pressed = places.flatMap(({ order, at, bytes }) => (alive.has(order) ? [{ order, bytes: body.slice(at, at + bytes) }] : []));
  const built = buildObject(store, month, pressed);
  await kit.env.MAIL.put(built.key, built.body);
  const given = JSON.stringify(built.places);
  const [, moved] = await kit.db.batch<[never, { id: string }]>([
    insertObject(built, kit.now()),
    sql`UPDATE order_cold SET object_id = (SELECT x.id FROM cold_object x WHERE x.key = ${built.key}), at = k.value->>'at'
      FROM json_each(${given}) k WHERE order_cold.order_id = k.value->>'order' AND order_cold.object_id = ${old.id} AND ${NOBODY_READS_ALL}
      RETURNING order_id AS id`,
    markStale(built.key, given),
  ]);
  return moved.length > 0;
}

/** Before anything points at it. */
export const insertObject = ({ key, directoryAt, body }: Built, now: number) =>
  sql`INSERT INTO cold_object (key, directory_at, bytes, written_at) VALUES (${key}, ${directoryAt}, ${body.byteLength}, ${now})
    ON CONFLICT (key) DO NOTHING`;

/** An object that holds somebody who is not archived in it. */
export const markStale = (key: string, places: string) =>
  sql`UPDATE cold_object SET is_stale = 1 WHERE key = ${key} AND (SELECT COUNT(*) FROM json_each(${places}) k
    CROSS JOIN order_cold c ON c.order_id = k.value->>'order' AND c.object_id = cold_object.id) < json_array_length(${places})`;
