/** A rehearsal: what a rule would have done in the last tickets, were it asked now. A walk by ticket number on the long queue, a page at a
 *  time, that whoever began it can watch and that changes nothing but its own row. It keeps tickets by their ids and nothing of a buyer: what else
 *  the page shows is asked of the tickets when it is opened, behind the rights of that moment. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who, whoever } from "../team/session.ts";
import type { TicketRow } from "../tickets/table.ts";
import type { Entry } from "../timeline/entries.ts";
import { FIELDS, type Unmet } from "./condition.ts";
import { type Happened, knownOf, whatHappened } from "./known.ts";
import { pullTicket } from "./pull.ts";
import { requireReach } from "./reach.ts";
import { type AnyForm, asRule, concerns, isClock, judge, type Occasion, type Rule, type Suppressed } from "./rule.ts";
import type { TrialRow } from "./table.ts";

export const TRIAL_TICKETS_MAX = 500;
const TICKETS_PER_STEP = 25;
const FOUND_MAX = 100;

/** What a rehearsal keeps of one ticket. A buyer's name and words are not told with what they lack: they would outlive the ticket's own. */
interface Kept {
  ticketId: string;
  matched: boolean;
  because: (Omit<Unmet, "found"> & { found?: Unmet["found"] }) | Suppressed | null;
}

/** One ticket of a rehearsal. */
export interface Tried extends Kept {
  number: number;
  buyer: string;
  storeId: string;
}

export interface Trial {
  id: string;
  total: number;
  lookedAt: number;
  matched: number;
  isDone: boolean;
  found: Tried[];
}

export async function beginTrial(kit: Kit, signedIn: SignedIn, form: AnyForm): Promise<{ id: string }> {
  const person = await requireReach(kit, signedIn, form.stores);
  const id = mintId(kit, "trl_");
  const newest = await kit.db.first<{ number: number }>(sql`SELECT MAX(number) AS number FROM ticket`);
  const below = (newest?.number ?? 0) + 1;
  const total = Math.min(TRIAL_TICKETS_MAX, below - 1);
  await kit.db.run(
    sql`INSERT INTO rule_trial (id, by_id, form, below, total, is_done, started_at)
      VALUES (${id}, ${person.id}, ${JSON.stringify(form)}, ${below}, ${total}, ${Number(total === 0)}, ${kit.now()})`,
  );
  if (total > 0) await kit.env.LONG.send({ do: "rule-trial", trial: id });
  return { id };
}

/** Whoever began it watches it, as far as they may read its tickets now. */
export async function openTrial(kit: Kit, signedIn: SignedIn, id: string): Promise<Trial> {
  const theirs = sql`who CROSS JOIN rule_trial r ON r.id = ${id} AND r.by_id = who.id`;
  const [people, rows, tickets] = await kit.db.batch<[Person, TrialRow, Pick<TicketRow, "id" | "number" | "buyer_name" | "store_id">]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT r.* FROM ${theirs}`,
    sql`WITH ${who(signedIn)} SELECT t.id, t.number, t.buyer_name, t.store_id FROM ${theirs} CROSS JOIN json_each(r.found) k
      CROSS JOIN ticket t ON t.id = k.value->>'ticketId' WHERE ${mayIn(sql`t.store_id`, "read")}`,
  ]);
  requirePerson(people);
  const [row] = rows;
  if (!row) throw new Problem("missing", "trial-missing");
  const seen = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const found = (JSON.parse(row.found) as Kept[]).flatMap((one): Tried[] => {
    const ticket = seen.get(one.ticketId);
    return ticket ? [{ ...one, number: ticket.number, buyer: ticket.buyer_name, storeId: ticket.store_id }] : [];
  });
  const matched = found.filter((one) => one.matched).length;
  return { id, total: row.total, lookedAt: row.looked_at, matched, isDone: row.is_done === 1, found: found.slice(0, FOUND_MAX) };
}

/** One step. Answers whether the walk is over. */
export async function walkTrial(kit: Kit, id: string): Promise<boolean> {
  const row = await kit.db.first<TrialRow>(sql`SELECT * FROM rule_trial WHERE id = ${id} AND is_done = 0`);
  if (!row) return true;
  // A right that was lost meanwhile is lost here too.
  const tickets = await kit.db.all<{ id: string; number: number; is_theirs: number | null }>(
    sql`WITH ${whoever({ personId: row.by_id })},
        page AS MATERIALIZED (SELECT id, number, store_id FROM ticket WHERE number < ${row.below} ORDER BY number DESC LIMIT ${TICKETS_PER_STEP})
      SELECT p.id, p.number, ${mayIn(sql`p.store_id`, "read")} AS is_theirs FROM page p`,
  );
  const rule = asRule(JSON.parse(row.form) as AnyForm, "", row.by_id);
  const tried: Kept[] = [];
  for (const ticket of tickets.filter(({ is_theirs }) => is_theirs === 1)) {
    const one = await tryTicket(kit, rule, ticket.id);
    if (one) tried.push(one);
  }
  const lookedAt = row.looked_at + tickets.length;
  const isDone = tickets.length < TICKETS_PER_STEP || lookedAt >= row.total;
  // All that match are kept, to be counted; of the others no more than are shown.
  const all = [...(JSON.parse(row.found) as Kept[]), ...tried];
  const found = [...all.filter(({ matched }) => matched), ...all.filter(({ matched }) => !matched).slice(0, FOUND_MAX)];
  await kit.db.run(
    sql`UPDATE rule_trial SET below = ${Math.min(row.below, ...tickets.map(({ number }) => number))}, looked_at = ${lookedAt},
        is_done = ${Number(isDone)}, found = ${JSON.stringify(found)}
      WHERE id = ${id} AND below = ${row.below}`,
  );
  return isDone;
}

async function tryTicket(kit: Kit, rule: Rule, ticketId: string): Promise<Kept | null> {
  const pulled = await pullTicket(kit, ticketId);
  if (!pulled) return null;
  const { ticket, store } = pulled;
  const now = kit.now();
  const happened = lastFitting(rule, pulled.entries, pulled.orders[0] ?? null);
  if (!happened || !concerns(rule, { ...happened, storeId: store.id })) return null;
  const occasion: Occasion = {
    cause: "",
    now,
    triggers: happened.triggers,
    ofRule: null,
    byRule: null,
    storeId: store.id,
    buyerId: ticket.buyer_user_id,
    known: knownOf(pulled, happened, now),
  };
  const judged = judge(rule, occasion, []);
  const because = judged.outcome === "matched" ? null : judged.because;
  return { ticketId, matched: because === null, because: because && withoutWords(because) };
}

function withoutWords(because: Unmet | Suppressed): Exclude<Kept["because"], null> {
  if (typeof because === "string" || FIELDS[because.field] !== "text") return because;
  const { found: _, ...rest } = because;
  return rest;
}

/** The newest thing in the ticket that the rule would have listened to. A clock is taken to have run out now, an order to have just moved. */
function lastFitting(rule: Rule, entries: Entry[], order: Happened["order"]): Happened | null {
  const { on } = rule.trigger;
  const bare = { triggers: [on], ofRule: null, byRule: null, message: null, was: null, order: null, tag: null };
  if (isClock(on)) return bare;
  if (on === "order-moved") return order ? { ...bare, order } : null;
  for (const entry of entries.toReversed()) {
    const happened = whatHappened(entry.id, entries);
    if (happened?.triggers.includes(on)) return happened;
  }
  return null;
}
