/** The lines of tickets that nobody has, one per team (or everyone) and store, so that all tickets of a line have the same people. Statements
 *  and the names of lines; who is next is turn.ts's to say, and giving out is deal.ts's. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { mayReplyIn } from "../team/rights.ts";
import { worksFor } from "../team/teams.ts";

/** In place of a team: everyone who may reply in the store. */
export const EVERYONE = "*";

const LINES_PER_ROUND_MAX = 200;

export const poolOf = (team: string, storeId: string) => `${team}:${storeId}`;

export function readPool(pool: string): { team: string; storeId: string } {
  const at = pool.indexOf(":");
  return { team: pool.slice(0, at), storeId: pool.slice(at + 1) };
}

/** Tickets to do that the person `u` has, in every store, and those that are on their way to them. */
export const openOf = sql`((SELECT IFNULL(SUM(c.todo), 0) FROM store s CROSS JOIN ticket_count c ON c.store_id = s.id AND c.assignee_id = u.id)
  + (SELECT COUNT(*) FROM ticket_wait l WHERE l.person_id = u.id AND l.person_id <> ''))`;

/** Their own cap, or the desk's. */
export const capOf = sql`IFNULL(w.cap, (SELECT cap FROM rota WHERE one = 1))`;

/** Those of the line who are here and may reply in its store; nobody where the team no longer works for it. */
export function candidatesOf(pool: string): SQL {
  const { team, storeId } = readPool(pool);
  const store = sql`${storeId}`;
  const people =
    team === EVERYONE ? sql`user u` : sql`team t CROSS JOIN team_member m ON m.team_id = t.id CROSS JOIN user u ON u.id = m.user_id`;
  const within = team === EVERYONE ? sql`` : sql`AND t.id = ${team} AND t.gone_at IS NULL AND ${worksFor(store)}`;
  return sql`SELECT u.id, u.name, IFNULL(w.turn, 0) AS turn, ${openOf} AS open, ${capOf} AS cap
    FROM ${people} LEFT JOIN at_work w ON w.user_id = u.id
    WHERE u.disabled_at IS NULL AND w.away_since IS NULL AND ${mayReplyIn(store)} ${within}`;
}

export interface Joining {
  ticketId: string;
  team: string;
  storeId: string;
  /** The ticket's room does what has this name once. */
  step: string;
  by: { id: string; name: string } | null;
}

/** A ticket that is open and nobody's gets in line; one that stands in a line stays there. */
export const joinLine = ({ ticketId, team, storeId, step, by }: Joining, now: number) =>
  sql`INSERT OR IGNORE INTO ticket_wait (ticket_id, pool, since, step, by_id, by_name)
    SELECT id, ${poolOf(team, storeId)}, IFNULL(waiting_since, ${now}), ${step}, ${by?.id ?? null}, ${by?.name ?? null}
    FROM ticket WHERE id = ${ticketId} AND state = 0 AND assignee_id = ''`;

/** Every line that somebody stands in: whoever is free now has a turn. Walks from line to line along the index. */
export async function nameLines(kit: Kit): Promise<Job[]> {
  const lines = await kit.db.all<{ pool: string }>(
    sql`WITH RECURSIVE line (pool) AS (SELECT MIN(pool) FROM ticket_wait
        UNION ALL SELECT (SELECT MIN(n.pool) FROM ticket_wait n WHERE n.pool > line.pool) FROM line WHERE line.pool IS NOT NULL)
      SELECT pool FROM line WHERE pool IS NOT NULL LIMIT ${LINES_PER_ROUND_MAX}`,
  );
  return lines.map(({ pool }) => ({ do: "deal-tickets", pool }));
}
