/** Tickets given out in turn. Whose turn it is is written down before any room is told, by a compare-and-set on the desk's count of turns: two
 *  deals at once give no ticket twice and nobody the same turn. A deal that was cut off is finished by the next; a room does a step once, and
 *  nothing is taken from whoever has a ticket. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { findStore } from "../stores/shop.ts";
import { findRules } from "../tickets/mirror.ts";
import type { ThreadRules } from "../timeline/timeline.ts";
import { candidatesOf, EVERYONE, joinLine, readPool } from "./line.ts";
import type { RotaRow, WaitRow } from "./table.ts";
import { type Candidate, giveTurns, type Turn } from "./turn.ts";

const TICKETS_PER_DEAL = 40;
/** Each time somebody else was faster; then the line is named again. */
const TRIES_MAX = 5;

interface Line {
  pool: string;
  rules: ThreadRules;
  /** Given to somebody whose room was never told. */
  claimed: WaitRow[];
  waiting: WaitRow[];
  /** Not yet standing with their team. */
  unplaced: WaitRow[];
  candidates: Candidate[];
  count: number;
  team: { id: string; name: string };
  /** The team is not here any more. */
  isGone: boolean;
}

/** Answers whether everybody who could be served now was. */
export async function dealLine(kit: Kit, pool: string): Promise<boolean> {
  const store = await findStore(kit, readPool(pool).storeId);
  if (!store) return true;
  const rules = await findRules(kit, store);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const line = await pullLine(kit, pool, rules);
    if (line.isGone) return leaveLine(kit, pool);
    await finishClaims(kit, line);
    const tickets = line.waiting.map((row) => row.ticket_id);
    const turns = giveTurns(tickets, line.candidates, line.count);
    if (!(await claimTurns(kit, turns, line.count))) continue;
    await tellRooms(kit, line, claimsOf(line, turns));
    const given = new Set(turns.map((turn) => turn.ticketId));
    await placeWithTeam(
      kit,
      line,
      line.unplaced.filter((row) => !given.has(row.ticket_id)),
    );
    const isMore = tickets.length === TICKETS_PER_DEAL && turns.length === tickets.length;
    return !isMore && line.unplaced.length < TICKETS_PER_DEAL;
  }
  return false;
}

async function pullLine(kit: Kit, pool: string, rules: ThreadRules): Promise<Line> {
  const { team } = readPool(pool);
  const [claimed, waiting, unplaced, candidates, rota, teams] = await kit.db.batch<
    [WaitRow, WaitRow, WaitRow, Candidate, Pick<RotaRow, "turn">, { name: string }]
  >([
    sql`SELECT * FROM ticket_wait INDEXED BY ticket_wait_in_line WHERE pool = ${pool} AND person_id > '' LIMIT ${TICKETS_PER_DEAL}`,
    sql`SELECT * FROM ticket_wait INDEXED BY ticket_wait_in_line WHERE pool = ${pool} AND person_id = ''
      ORDER BY since, ticket_id LIMIT ${TICKETS_PER_DEAL}`,
    sql`SELECT * FROM ticket_wait INDEXED BY ticket_wait_unplaced WHERE pool = ${pool} AND placed = 0 AND person_id = ''
      AND ${team} <> ${EVERYONE} LIMIT ${TICKETS_PER_DEAL}`,
    candidatesOf(pool),
    sql`SELECT turn FROM rota WHERE one = 1`,
    sql`SELECT name FROM team WHERE id = ${team} AND gone_at IS NULL`,
  ]);
  const [known] = teams;
  const named = known ? { id: team, name: known.name } : { id: "", name: "" };
  return {
    pool,
    rules,
    claimed,
    waiting,
    unplaced,
    candidates,
    count: rota[0]?.turn ?? 0,
    team: named,
    isGone: !known && team !== EVERYONE,
  };
}

/** Nobody will ever be free in it: its tickets wait for whoever takes them. */
async function leaveLine(kit: Kit, pool: string): Promise<true> {
  await kit.db.run(sql`DELETE FROM ticket_wait WHERE pool = ${pool}`);
  return true;
}

interface Claim {
  row: WaitRow;
  person: { id: string; name: string };
}

const claimsOf = (line: Line, turns: Turn[]): Claim[] =>
  turns.flatMap(({ ticketId, person }) => {
    const row = line.waiting.find((one) => one.ticket_id === ticketId);
    return row ? [{ row, person }] : [];
  });

/** False where somebody else was faster, or somebody went away meanwhile. */
async function claimTurns(kit: Kit, turns: Turn[], count: number): Promise<boolean> {
  if (turns.length === 0) return true;
  const deal = mintId(kit, "", 16);
  const isOurs = sql`EXISTS (SELECT 1 FROM rota WHERE one = 1 AND deal = ${deal})`;
  const claims = turns.map(({ ticketId, person }) => ({ ticket: ticketId, person: person.id }));
  const last = new Map(turns.map(({ person, turn }) => [person.id, turn]));
  const [won] = await kit.db.batch<[{ turn: number }, never, never]>([
    sql`UPDATE rota SET turn = turn + ${turns.length}, deal = ${deal} WHERE one = 1 AND turn = ${count} RETURNING turn`,
    sql`UPDATE ticket_wait SET person_id = k.value->>'person' FROM json_each(${JSON.stringify(claims)}) k
      WHERE ticket_wait.ticket_id = k.value->>'ticket' AND ticket_wait.person_id = '' AND ${isOurs}`,
    sql`INSERT INTO at_work (user_id, turn) SELECT k.value->>0, k.value->>1 FROM json_each(${JSON.stringify([...last])}) k WHERE ${isOurs}
      ON CONFLICT (user_id) DO UPDATE SET turn = excluded.turn`,
  ]);
  return won.length > 0;
}

/** Whoever it was given to is told if they are still here; else it waits again. */
async function finishClaims(kit: Kit, line: Line): Promise<void> {
  const claims = line.claimed.flatMap((row): Claim[] => {
    const person = line.candidates.find((one) => one.id === row.person_id);
    return person ? [{ row, person }] : [];
  });
  const lost = line.claimed.filter((row) => !claims.some((claim) => claim.row === row)).map((row) => row.ticket_id);
  if (lost.length > 0) await kit.db.run(sql`UPDATE ticket_wait SET person_id = '' WHERE ${areAmong(lost)}`);
  await tellRooms(kit, line, claims);
}

const areAmong = (tickets: string[]): SQL => sql`ticket_id IN (SELECT value FROM json_each(${JSON.stringify(tickets)}))`;

const byOf = ({ by_id, by_name }: WaitRow) => (by_id === null ? null : { id: by_id, name: by_name ?? "" });

/** The room's own summary takes the ticket out of the line; where the room did nothing, it leaves here. */
async function tellRooms(kit: Kit, line: Line, claims: Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const { team, rules } = line;
  for (const { row, person } of claims) {
    const act = { do: "deal", teamId: team.id, teamName: team.name, assigneeId: person.id, assigneeName: person.name } as const;
    await kit.env.TICKET.getByName(row.ticket_id).actOnce(row.step, act, rules, byOf(row));
  }
  const people = JSON.stringify([...new Set(claims.map(({ person }) => person.id))]);
  const [, away] = await kit.db.batch<[never, { user_id: string }]>([
    sql`DELETE FROM ticket_wait WHERE ${areAmong(claims.map(({ row }) => row.ticket_id))} AND person_id <> ''`,
    sql`SELECT w.user_id FROM json_each(${people}) k CROSS JOIN at_work w ON w.user_id = k.value WHERE w.away_since IS NOT NULL`,
  ]);
  for (const { row, person } of claims) if (away.some((one) => one.user_id === person.id)) await takeBack(kit, line, row, person);
}

/** They went away between their turn and the room's hearing of it. */
async function takeBack(kit: Kit, { pool, rules }: Line, row: WaitRow, person: Claim["person"]): Promise<void> {
  const step = `${row.step}-back`;
  const act = { do: "hand-back", from: person.id, fromName: person.name } as const;
  await kit.env.TICKET.getByName(row.ticket_id).actOnce(step, act, rules, byOf(row));
  const joining = { ...readPool(pool), ticketId: row.ticket_id, step: `${step}-deal`, by: byOf(row) };
  await kit.db.run(joinLine(joining, kit.now()));
}

/** Nobody is free: the team sees them until somebody is. */
async function placeWithTeam(kit: Kit, { team, rules }: Line, rows: WaitRow[]): Promise<void> {
  if (team.id === "" || rows.length === 0) return;
  const act = { do: "deal", teamId: team.id, teamName: team.name, assigneeId: "", assigneeName: "" } as const;
  for (const row of rows) await kit.env.TICKET.getByName(row.ticket_id).actOnce(`${row.step}-team`, act, rules, byOf(row));
  await kit.db.run(sql`UPDATE ticket_wait SET placed = 1 WHERE ${areAmong(rows.map((row) => row.ticket_id))}`);
}
