/** What a ticket tells people, as statements for the batch that writes its summary, and the pokes after it. The ticket says what happened and
 *  whom it may concern; only those who may read its store are told, and each thing once however often it is said. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { EVERY_STORE, RIGHTS } from "../team/rights.ts";
import type { Kind } from "../team/telling.ts";

/** Something a ticket has to tell. */
export interface Notice {
  /** Of the ticket's own, growing. */
  number: number;
  entryId: string;
  kind: Kind;
  /** Ids of people. */
  people: string[];
  /** Who did it; null for what happened by itself, and for buyers. */
  by: string | null;
  /** Epoch milliseconds. */
  at: number;
}

/** So long a device waits for what follows: a burst is told as one. */
const BURST_SECONDS = 2;

export interface Told {
  person_id: string;
}

/** Two statements: the first answers who has something new, the second whose devices wait to be told. */
export function writeNotices(kit: Kit, ticketId: string, storeId: string, notices: Notice[]): [SQL, SQL] {
  const rows = notices.flatMap(({ people, ...notice }) => people.map((person) => ({ ...notice, person })));
  const people = [...new Set(rows.map(({ person }) => person))];
  return [
    sql`INSERT INTO notification (person_id, ticket_id, kind, number, entry_id, count, by_name, at)
      SELECT u.id, ${ticketId}, k.value->>'kind', k.value->>'number', k.value->>'entryId', 1, k.value->>'by', ${kit.now()}
      FROM json_each(${JSON.stringify(rows)}) k CROSS JOIN user u ON u.id = k.value->>'person' CROSS JOIN store s ON s.id = ${storeId}
      WHERE u.disabled_at IS NULL AND k.value->>'at' >= s.connected_at / 1000 * 1000 AND (u.role = 'admin' OR EXISTS (
        SELECT 1 FROM store_right r WHERE r.user_id = u.id AND r.store_id IN (${storeId}, ${EVERY_STORE}) AND r.bits & ${RIGHTS.read}))
      ON CONFLICT (person_id, ticket_id, kind) DO UPDATE SET number = excluded.number, by_name = excluded.by_name, at = excluded.at,
        is_read = 0, entry_id = CASE is_read WHEN 1 THEN excluded.entry_id ELSE entry_id END, count = CASE is_read WHEN 1 THEN 1 ELSE count + 1 END
      WHERE excluded.number > notification.number RETURNING person_id`,
    sql`UPDATE push_device SET due_at = ${kit.now() + BURST_SECONDS * 1000}, attempts = 0 WHERE due_at IS NULL
      AND person_id IN (SELECT value FROM json_each(${JSON.stringify(people)})) RETURNING person_id`,
  ];
}

/** Pages of those people ask again, and their devices are told in a moment. Should either be lost: pages ask by themselves, and the clock names
 *  devices again. */
export async function announceNotices(kit: Kit, storeId: string, told: Told[], waiting: Told[]): Promise<void> {
  if (told.length > 0)
    await pokePeople(
      kit,
      storeId,
      told.map((one) => one.person_id),
    );
  for (const person of new Set(waiting.map((one) => one.person_id)))
    await kit.env.LIVE.send({ do: "tell-devices", person }, { delaySeconds: BURST_SECONDS });
}

export async function pokePeople(kit: Kit, storeId: string, people: string[]): Promise<void> {
  try {
    await kit.env.MAILBOX.getByName("mailbox").pokePeople([...new Set(people)]);
  } catch (error) {
    writeLog(kit, { door: "room", job: "poke", store: storeId, verdict: "dropped", error });
  }
}
