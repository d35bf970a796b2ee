/** Here and away. Whoever goes away has no turns, and gives back what waits for them if that is their way: a walk over their tickets to do, a
 *  page at a time, that ends when they are back, and begins anew with what is to do later. Who is disabled gives back all that is open. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Job, QUEUE_BATCH_MESSAGES_MAX } from "../jobs.ts";
import { findStore } from "../stores/shop.ts";
import { recordChange } from "../team/audit.ts";
import { askPreferences, type PreferenceRow, readPreferences } from "../team/preferences.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { findRules } from "../tickets/mirror.ts";
import { TURN_AFTER_DUE, TURN_END } from "../timeline/timeline.ts";
import { capOf, joinLine, nameLines, openOf, poolOf } from "./line.ts";
import type { HandBackRow, RotaRow, WayBack } from "./table.ts";

const TICKETS_PER_STEP = 40;
/** A walk that has not moved for this long has lost its job. */
const WALK_STILL_MS = 120_000;

export interface AtWork {
  /** Since when the person is away; null while they are here. */
  awaySince: number | null;
  /** Tickets to do that they have, and how many they are given at most. */
  open: number;
  cap: number | null;
  /** What becomes of their tickets when they go away. */
  handBack: WayBack;
  handingBack: { done: number; total: number } | null;
}

type OwnRow = Pick<RotaRow, "hand_back"> & { away_since: number | null; open: number; cap: number | null };

export async function findAtWork(kit: Kit, signedIn: SignedIn): Promise<AtWork & { person: Person }> {
  const [people, chosen, own, walks] = await kit.db.batch<[Person, PreferenceRow, OwnRow, HandBackRow]>([
    askWho(signedIn),
    askPreferences(signedIn),
    sql`WITH ${who(signedIn)} SELECT w.away_since, ${openOf} AS open, ${capOf} AS cap, r.hand_back
      FROM who u CROSS JOIN rota r LEFT JOIN at_work w ON w.user_id = u.id`,
    sql`WITH ${who(signedIn)} SELECT h.* FROM who CROSS JOIN hand_back h ON h.user_id = who.id`,
  ]);
  const person = requirePerson(people);
  const [row] = own;
  const [walk] = walks;
  return {
    person,
    awaySince: row?.away_since ?? null,
    open: row?.open ?? 0,
    cap: row?.cap ?? null,
    handBack: readPreferences(chosen).handBack ?? row?.hand_back ?? "keep",
    handingBack: walk ? { done: walk.done, total: walk.total } : null,
  };
}

export async function beAway(kit: Kit, signedIn: SignedIn, away: boolean): Promise<void> {
  const { person, awaySince, open, handBack } = await findAtWork(kit, signedIn);
  if ((awaySince !== null) === away) return;
  const told = recordChange({ at: kit.now(), userId: person.id, action: away ? "go-away" : "come-back", subject: person.id });
  if (!away) {
    await kit.db.run(...backAtWork(person.id), told);
    await dealAll(kit);
    return;
  }
  const isWalk = handBack !== "keep" && open > 0;
  await kit.db.run(...leaveWork(person.id, handBack === "keep" ? null : handBack, isWalk ? sql`${open}` : null, kit.now()), told);
  if (isWalk) await kit.env.LONG.send({ do: "hand-back", person: person.id });
}

/** From now on they are away. `way`: null keeps what they have. `had`: how many tickets they give back now; null where no walk begins. */
export const leaveWork = (personId: string, way: HandBackRow["way"] | null, had: SQL | null, now: number): SQL[] => [
  sql`INSERT INTO at_work (user_id, away_since, way) SELECT id, ${now}, ${way} FROM user WHERE id = ${personId}
    ON CONFLICT (user_id) DO UPDATE SET away_since = excluded.away_since, way = excluded.way`,
  // A deal that counted on them begins anew.
  sql`UPDATE rota SET turn = turn + 1 WHERE one = 1`,
  sql`UPDATE ticket_wait SET person_id = '' WHERE person_id = ${personId} AND person_id <> ''`,
  ...(had && way
    ? [
        sql`INSERT INTO hand_back (user_id, way, total, moved_at) SELECT id, ${way}, ${had}, ${now} FROM user WHERE id = ${personId}
          ON CONFLICT (user_id) DO UPDATE SET way = excluded.way, turn = -1, ticket_id = ''`,
      ]
    : []),
];

export const backAtWork = (personId: string): SQL[] => [
  sql`UPDATE at_work SET away_since = NULL, way = NULL WHERE user_id = ${personId}`,
  sql`DELETE FROM hand_back WHERE user_id = ${personId}`,
];

/** Somebody may have room now who had none: every line is looked at. What does not fit into one batch is the clock's. */
export async function dealAll(kit: Kit): Promise<void> {
  const jobs = (await nameLines(kit)).slice(0, QUEUE_BATCH_MESSAGES_MAX);
  if (jobs.length > 0) await kit.env.LIVE.sendBatch(jobs.map((body) => ({ body })));
}

type Leaver = { id: string; name: string; away_since: number; disabled_at: number | null };

interface Held {
  id: string;
  turn: number;
  store_id: string;
  team_id: string;
}

/** One step of the walk. Answers whether it is over. */
export async function walkHandBack(kit: Kit, personId: string): Promise<boolean> {
  const [moved, people] = await kit.db.batch<[HandBackRow, Leaver]>([
    sql`UPDATE hand_back SET moved_at = ${kit.now()} WHERE user_id = ${personId} RETURNING *`,
    sql`SELECT u.id, u.name, u.disabled_at, w.away_since FROM at_work w CROSS JOIN user u ON u.id = w.user_id WHERE w.user_id = ${personId} AND w.away_since IS NOT NULL`,
  ]);
  const [walk] = moved;
  const [person] = people;
  if (!walk || !person) return true;
  const until = person.disabled_at === null ? TURN_AFTER_DUE : TURN_END;
  const tickets = await kit.db.all<Held>(
    sql`SELECT id, turn, store_id, team_id FROM ticket INDEXED BY ticket_of_assignee_by_turn
      WHERE assignee_id = ${personId} AND state = 0 AND turn < ${until} AND (turn, id) > (${walk.turn}, ${walk.ticket_id})
      ORDER BY turn, id LIMIT ${TICKETS_PER_STEP}`,
  );
  const lines = new Set<string>();
  for (const ticket of tickets) {
    const line = await giveBack(kit, ticket, person, walk.way);
    if (line) lines.add(line);
  }
  await moveWalk(kit, walk, tickets);
  if (lines.size > 0) await kit.env.LIVE.sendBatch([...lines].map((pool) => ({ body: { do: "deal-tickets", pool } as const })));
  return tickets.length < TICKETS_PER_STEP;
}

/** Answers the line the ticket stands in now, if any. */
async function giveBack(kit: Kit, ticket: Held, { id, name, away_since }: Leaver, way: HandBackRow["way"]): Promise<string | null> {
  const store = await findStore(kit, ticket.store_id);
  if (!store) return null;
  const step = `back-${away_since}`;
  const act = { do: "hand-back", from: id, fromName: name } as const;
  await kit.env.TICKET.getByName(ticket.id).actOnce(step, act, await findRules(kit, store), { id, name });
  const team = ticket.team_id || store.deal_to;
  if (way !== "team" || team === "") return null;
  await kit.db.run(joinLine({ ticketId: ticket.id, team, storeId: store.id, step: `${step}-deal`, by: null }, kit.now()));
  return poolOf(team, store.id);
}

async function moveWalk(kit: Kit, walk: HandBackRow, tickets: Held[]): Promise<void> {
  const last = tickets.at(-1);
  const same = sql`user_id = ${walk.user_id} AND turn = ${walk.turn} AND ticket_id = ${walk.ticket_id}`;
  if (last && tickets.length === TICKETS_PER_STEP)
    await kit.db.run(sql`UPDATE hand_back SET turn = ${last.turn}, ticket_id = ${last.id}, done = done + ${tickets.length} WHERE ${same}`);
  else await kit.db.run(sql`DELETE FROM hand_back WHERE ${same}`);
}

/** Walks whose job was lost. */
export async function rearmHandBacks(kit: Kit): Promise<Job[]> {
  const still = await kit.db.all<{ user_id: string }>(
    sql`UPDATE hand_back SET moved_at = ${kit.now()} WHERE moved_at < ${kit.now() - WALK_STILL_MS} RETURNING user_id`,
  );
  return still.map(({ user_id }) => ({ do: "hand-back", person: user_id }));
}
