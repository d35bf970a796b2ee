/** A rehearsal: what a rule would have done in the last tickets, were it asked now. A walk by ticket number on the long queue, a page at a
 *  time, that anyone can watch and that changes nothing but its own row. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import type { SignedIn } from "../team/session.ts";
import { findPerson } from "../team/session.ts";
import type { Entry } from "../timeline/entries.ts";
import type { Unmet } from "./condition.ts";
import { type Happened, knownOf, whatHappened } from "./known.ts";
import { pullTicket } from "./pull.ts";
import { requireReach } from "./reach.ts";
import { type AnyForm, asRule, concerns, isClock, judge, type Occasion, type Rule, type Suppressed } from "./rule.ts";
import type { TrialRow } from "./table.ts";

export const TRIAL_TICKETS_MAX = 500;
const TICKETS_PER_STEP = 25;
const FOUND_MAX = 100;

/** One ticket of a rehearsal. */
export interface Tried {
  ticketId: string;
  number: number;
  buyer: string;
  storeId: string;
  matched: boolean;
  because: Unmet | Suppressed | null;
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

/** Whoever began it watches it. */
export async function openTrial(kit: Kit, signedIn: SignedIn, id: string): Promise<Trial> {
  const person = await findPerson(kit, signedIn);
  const row = await kit.db.first<TrialRow>(sql`SELECT * FROM rule_trial WHERE id = ${id} AND by_id = ${person.id}`);
  if (!row) throw new Problem("missing", "trial-missing");
  const { total, looked_at: lookedAt, matched, is_done } = row;
  return { id, total, lookedAt, matched, isDone: is_done === 1, found: JSON.parse(row.found) as Tried[] };
}

/** One step. Answers whether the walk is over. */
export async function walkTrial(kit: Kit, id: string): Promise<boolean> {
  const row = await kit.db.first<TrialRow>(sql`SELECT * FROM rule_trial WHERE id = ${id} AND is_done = 0`);
  if (!row) return true;
  const tickets = await kit.db.all<{ id: string; number: number }>(
    sql`SELECT id, number FROM ticket WHERE number < ${row.below} ORDER BY number DESC LIMIT ${TICKETS_PER_STEP}`,
  );
  const rule = asRule(JSON.parse(row.form) as AnyForm, "", row.by_id);
  const tried: Tried[] = [];
  for (const ticket of tickets) {
    const one = await tryTicket(kit, rule, ticket.id);
    if (one) tried.push(one);
  }
  const lookedAt = row.looked_at + tickets.length;
  const isDone = tickets.length < TICKETS_PER_STEP || lookedAt >= row.total;
  // Those that match are worth more lines than those that do not.
  const found = [...(JSON.parse(row.found) as Tried[]), ...tried].sort((a, b) => Number(b.matched) - Number(a.matched)).slice(0, FOUND_MAX);
  await kit.db.run(
    sql`UPDATE rule_trial SET below = ${tickets.at(-1)?.number ?? 0}, looked_at = ${lookedAt}, is_done = ${Number(isDone)},
        matched = matched + ${tried.filter((one) => one.matched).length}, found = ${JSON.stringify(found)}
      WHERE id = ${id} AND below = ${row.below}`,
  );
  return isDone;
}

async function tryTicket(kit: Kit, rule: Rule, ticketId: string): Promise<Tried | null> {
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
  return { ticketId, number: ticket.number, buyer: ticket.buyer_name, storeId: store.id, matched: because === null, because };
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
