/** What a ticket's room has told D1 of what happened in it, entry by entry, so that each change tells what differs and no more. What was on its
 *  way when the room stopped may have arrived or not: then all of it is told again, and what D1 has beyond it goes. */
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { type Deed, deedsOf } from "../timeline/deeds.ts";
import type { Entry } from "../timeline/entries.ts";
import type { TicketHead } from "./storage.ts";

export interface Telling {
  /** Names this state of all deeds. */
  stamp: string;
  changed: Deed[];
  gone: string[];
  /** All of them: D1 may hold others. */
  whole: string[] | null;
  now: Map<string, string>;
  version: number;
}

export class Tally {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS deed_told (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS deed_telling (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL)`);
  }

  /** `isCounted`: spam, and what is part of another ticket, is in no report. */
  compare(entries: readonly Entry[], isCounted: boolean, version: number): Telling {
    const deeds = isCounted ? deedsOf(entries) : [];
    const now = new Map(deeds.map((deed) => [deed.id, JSON.stringify(deed)]));
    const told = new Map(
      this.#sql
        .exec<{ id: string; body: string }>("SELECT id, body FROM deed_told")
        .toArray()
        .map(({ id, body }) => [id, body]),
    );
    const isInDoubt = this.#sql.exec("SELECT 1 FROM deed_telling").toArray().length > 0;
    const changed = deeds.filter(({ id }) => isInDoubt || told.get(id) !== now.get(id));
    const gone = [...told.keys()].filter((id) => !now.has(id));
    const stamp = createHash("sha256")
      .update([...now.values()].join("\n"))
      .digest("base64url")
      .slice(0, 12);
    return { stamp, changed, gone, whole: isInDoubt ? [...now.keys()] : null, now, version };
  }

  /** Written down before D1 is asked: should nobody hear what became of it, it is in doubt. */
  begin({ changed, gone, whole, version }: Telling): void {
    if (changed.length > 0 || gone.length > 0 || whole !== null) this.doubt(version);
  }

  /** D1 may hold anything: the next telling is of all. */
  doubt(version: number): void {
    this.#sql.exec(
      "INSERT INTO deed_telling (one, version) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET version = excluded.version",
      version,
    );
  }

  /** D1 has taken it. The next telling may begin before this one is answered, and answers come in any order: D1 is left as the last one begun says,
   *  so what an older answer says is over. Taken for what D1 has, it would keep from D1 for good what a newer telling took back. */
  end({ changed, gone, now, version }: Telling): void {
    const isLast = this.#sql.exec("DELETE FROM deed_telling WHERE version = ? RETURNING one", version).toArray().length > 0;
    if (!isLast) return;
    for (const id of gone) this.#sql.exec("DELETE FROM deed_told WHERE id = ?", id);
    for (const { id } of changed) this.#sql.exec("INSERT OR REPLACE INTO deed_told (id, body) VALUES (?, ?)", id, now.get(id) ?? "");
  }
}

/** What was before the store was connected nobody here did, and nobody here let anyone wait then. `isNewest`: the row shows this version. */
export function tellDeeds({ id: ticketId, storeId }: TicketHead, { changed, gone, whole }: Telling, isNewest: SQL): SQL[] {
  const statements: SQL[] = [];
  if (whole !== null)
    statements.push(sql`DELETE FROM helpdesk_deed WHERE ticket_id = ${ticketId} AND deed NOT IN ('missed-first', 'missed-next', 'missed-resolution')
      AND id NOT IN (SELECT value FROM json_each(${JSON.stringify(whole)})) AND ${isNewest}`);
  else if (gone.length > 0)
    statements.push(sql`DELETE FROM helpdesk_deed WHERE ticket_id = ${ticketId}
      AND id IN (SELECT value FROM json_each(${JSON.stringify(gone)})) AND ${isNewest}`);
  if (changed.length > 0)
    statements.push(sql`INSERT INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id, template_id, is_edited, is_single)
      SELECT ${ticketId}, k.value->>'id', ${storeId}, k.value->>'deed', k.value->>'at', MAX(k.value->>'since', s.connected_at / 1000 * 1000),
        k.value->>'person', k.value->>'template', k.value->>'isEdited', k.value->>'isSingle'
      FROM store s CROSS JOIN json_each(${JSON.stringify(changed)}) k
      WHERE s.id = ${storeId} AND k.value->>'at' >= s.connected_at / 1000 * 1000 AND ${isNewest}
      ON CONFLICT (ticket_id, id) DO UPDATE SET deed = excluded.deed, at = excluded.at, since = excluded.since, person_id = excluded.person_id,
        template_id = excluded.template_id, is_edited = excluded.is_edited, is_single = excluded.is_single, zone = '', took_open = NULL, version = version + 1
      WHERE (deed, at, since, person_id, template_id, is_edited, is_single) IS NOT (excluded.deed, excluded.at, excluded.since,
        excluded.person_id, excluded.template_id, excluded.is_edited, excluded.is_single)`);
  return statements;
}
