/** Questions about the orders of tickets, asked as well where those lie in the archive: whose address it is, and what must not leave. */
import { sql } from "drizzle-orm";
import { openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";

/** Answers rows from D1 and, where orders of the tickets are archived, those the same question finds there. */
export async function askOverTickets<T>(kit: Kit, ticketIds: readonly string[], ask: (kit: Kit) => Promise<T[]>): Promise<T[]> {
  const here = await ask(kit);
  const archived = await kit.db.all<{ id: string }>(
    sql`SELECT c.order_id AS id FROM json_each(${JSON.stringify(ticketIds)}) k CROSS JOIN ticket_order t ON t.ticket_id = k.value
      CROSS JOIN order_cold c ON c.order_id = t.order_id`,
  );
  const archive =
    archived.length === 0
      ? null
      : await openArchive(
          kit,
          archived.map(({ id }) => id),
        );
  return archive ? [...here, ...(await ask(archive))] : here;
}
