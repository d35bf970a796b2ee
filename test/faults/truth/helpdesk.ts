// What reports know of tickets: each deed as its room's entries have it, each broken promise once, and days that are what their deeds add up to.
import { deedsOf } from "../../../worker/timeline/deeds.ts";
import { differInMembers } from "./compare.ts";
import type { Room } from "./rooms.ts";
import type { Seen } from "./seen.ts";

const line = (...parts: (string | number | null)[]) => parts.join(" ");

export function compareDeeds(world: Seen, rooms: Room[]): string[] {
  const stores = new Map(
    world.rows<{ id: string; at: number }>("SELECT id, connected_at / 1000 * 1000 AS at FROM store").map(({ id, at }) => [id, at] as const),
  );
  const told = world.rows<{
    ticket_id: string;
    id: string;
    deed: string;
    at: number;
    since: number | null;
    person_id: string;
    is_single: number;
  }>("SELECT ticket_id, id, deed, at, since, person_id, is_single FROM helpdesk_deed WHERE deed NOT LIKE 'missed-%'");
  const expected = rooms.flatMap(({ id, kept: { facts, head, merged }, entries }) => {
    const connected = stores.get(head.storeId) ?? 0;
    const isCounted = facts.state !== "spam" && !(merged && !merged.isOver);
    return (isCounted ? deedsOf(entries) : [])
      .filter(({ at }) => at >= connected)
      .map(({ id: entry, deed, at, since, person, isSingle }) =>
        line(id, entry, deed, at, since === null ? null : Math.max(since, connected), person, Number(isSingle)),
      );
  });
  return [
    ...differInMembers(
      "helpdesk_deed",
      told.map((row) => line(row.ticket_id, row.id, row.deed, row.at, row.since, row.person_id, row.is_single)),
      expected,
    ),
    ...compareMissed(world),
    ...compareDays(world),
  ];
}

function compareMissed(world: Seen): string[] {
  const lines = (sql: string) => world.rows<{ line: string }>(sql).map((row) => row.line);
  return differInMembers(
    "broken promises in reports",
    lines("SELECT ticket_id || ' ' || deed || ' ' || at || ' ' || since AS line FROM helpdesk_deed WHERE deed LIKE 'missed-%'"),
    lines(`SELECT b.ticket_id || ' missed-' || b.kind || ' ' || b.due_at || ' ' || b.started_at AS line FROM sla_breach b
      JOIN ticket t ON t.id = b.ticket_id WHERE t.state <> 3`),
  );
}

function compareDays(world: Seen): string[] {
  const counts =
    "opened || ',' || asked || ',' || replies || ',' || auto || ',' || resolved || ',' || reopened || ',' || missed || ',' || kept";
  const lines = (from: string) =>
    world
      .rows<{ line: string }>(`SELECT store_id || ' ' || day || ' ' || person_id || ': ' || ${counts} AS line FROM (${from})
        WHERE opened + asked + replies + auto + resolved + reopened + missed + kept > 0`)
      .map((row) => row.line);
  return differInMembers(
    "helpdesk_day",
    lines(`SELECT store_id, day, person_id, opened, asked, first + next + also AS replies, auto, resolved, reopened,
        missed_first + missed_next + missed_resolution AS missed, kept_first + kept_next + kept_resolution AS kept FROM helpdesk_day`),
    lines(`SELECT store_id, day, person_id, SUM(deed = 'opened') AS opened, SUM(deed IN ('opened', 'asked')) AS asked,
        SUM(deed IN ('first', 'next', 'also')) AS replies, SUM(deed = 'auto') AS auto, SUM(deed = 'resolved') AS resolved,
        SUM(deed = 'reopened') AS reopened, SUM(deed LIKE 'missed-%') AS missed, SUM(IFNULL(is_kept, 0)) AS kept
      FROM helpdesk_deed WHERE zone <> '' GROUP BY 1, 2, 3`),
  );
}
