/** What an archived order counts: the same facts as of any other, over rows that are read from the archive. */
import { sql } from "drizzle-orm";
import { openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";

const VIEW_BEGINS = /^CREATE VIEW order_facts AS\s+/i;

interface Ref {
  t: number;
  id: string;
}

/** By the order's id; JSON. */
export async function readArchivedFacts(kit: Kit, refs: Ref[]): Promise<Map<string, string>> {
  const archive =
    refs.length === 0
      ? null
      : await openArchive(
          kit,
          refs.map(({ id }) => id),
        );
  if (!archive) return new Map();
  // A view asks the tables themselves: here it is a part of the question, which asks what stands for them.
  const view = await kit.db.first<{ sql: string }>(sql`SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'order_facts'`);
  const facts = sql.raw((view?.sql ?? "").replace(VIEW_BEGINS, ""));
  const rows = await archive.db.all<{ id: string; facts: string }>(
    sql`WITH order_facts AS (${facts}) SELECT f.order_id AS id, f.facts FROM json_each(${JSON.stringify(refs)}) k
      CROSS JOIN order_facts f ON f.create_time = k.value->>'t' AND f.order_id = k.value->>'id'`,
  );
  return new Map(rows.map((row) => [row.id, row.facts]));
}
