/** Rules at work on one ticket: what was named is pulled, every rule is asked in its order, what it decides is written down before it is
 *  done, and what was done after it. Whoever comes again finds that and does nothing twice. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type ActionTold, carryOut } from "./carry.ts";
import { type Happened, knownOf, stillStands, whatHappened } from "./known.ts";
import { type Desk, pullDesk } from "./pull.ts";
import { concerns, type Judged, judge, type Occasion, type PastRun, type Rule } from "./rule.ts";

const SETTLED: readonly PastRun["outcome"][] = ["done", "failed", "unmatched", "suppressed"];

export async function runRules(kit: Kit, ticketId: string): Promise<void> {
  const first = await pullDesk(kit, ticketId);
  if (!first) return;
  for (const { cause } of first.causes) {
    await runCause(kit, ticketId, cause);
    await kit.db.run(sql`DELETE FROM rule_cause WHERE ticket_id = ${ticketId} AND cause = ${cause}`);
  }
}

/** What one rule did changes what the next one sees: the truth is pulled again after it. */
async function runCause(kit: Kit, ticketId: string, cause: string): Promise<void> {
  const asked = new Set<string>();
  for (;;) {
    const desk = await pullDesk(kit, ticketId);
    const happened = desk && whatHappened(cause, desk.entries);
    if (!desk || !happened || !(stillStands(cause, desk.facts) || isBegun(desk, cause))) return;
    const next = await judgeUntilMatch(kit, desk, happened, cause, asked);
    if (!next || !(await carryOutRule(kit, next, desk, cause))) return;
  }
}

/** What a rule began to do may itself have ended the clock it acts on: the rest is done all the same. */
const isBegun = ({ past, ticket }: Desk, cause: string) =>
  past.some((run) => run.ticket_id === ticket.id && run.cause === cause && run.outcome === "running");

/** The next rule that matches; those before it are written down with why not. Null after the last. */
async function judgeUntilMatch(kit: Kit, desk: Desk, happened: Happened, cause: string, asked: Set<string>): Promise<Rule | null> {
  const now = kit.now();
  const occasion: Occasion = {
    cause,
    now,
    triggers: happened.triggers,
    ofRule: happened.ofRule,
    byRule: happened.byRule,
    storeId: desk.storeRow.id,
    buyerId: desk.ticket.buyer_user_id,
    known: knownOf(desk, happened, now),
  };
  const written: SQL[] = [];
  let matched: Rule | null = null;
  for (const rule of desk.rules.filter((one) => !asked.has(one.id) && concerns(one, occasion))) {
    asked.add(rule.id);
    const before = desk.past.find((run) => run.rule_id === rule.id && run.ticket_id === desk.ticket.id && run.cause === cause);
    if (before && SETTLED.includes(before.outcome)) {
      if (rule.stops && (before.outcome === "done" || before.outcome === "failed")) break;
      continue;
    }
    const judged = before ? ({ outcome: "matched" } as const) : judge(rule, occasion, desk.past);
    written.push(writeRun(rule, desk, occasion, judged));
    if (judged.outcome !== "matched") continue;
    matched = rule;
    break;
  }
  await kit.db.run(...written);
  return matched;
}

function writeRun(rule: Rule, desk: Desk, { cause, byRule, now }: Occasion, judged: Judged): SQL {
  const outcome = judged.outcome === "matched" ? "running" : judged.outcome;
  const because = "because" in judged ? JSON.stringify(judged.because) : null;
  const buyer = rule.auto ? desk.ticket.buyer_user_id : null;
  return sql`INSERT OR IGNORE INTO rule_run (rule_id, ticket_id, cause, at, outcome, because, by_rule, buyer_id)
    VALUES (${rule.id}, ${desk.ticket.id}, ${cause}, ${now}, ${outcome}, ${because}, ${byRule},
      ${outcome === "running" ? buyer : null})`;
}

/** Answers whether the rules after it are to be asked. */
async function carryOutRule(kit: Kit, rule: Rule, desk: Desk, cause: string): Promise<boolean> {
  const startedAt = kit.now();
  const told: ActionTold[] = await carryOut(kit, rule, desk, cause);
  const outcome = told.every(({ ok }) => ok) ? "done" : "failed";
  const isIt = sql`rule_id = ${rule.id} AND ticket_id = ${desk.ticket.id} AND cause = ${cause} AND outcome = 'running'`;
  await kit.db.run(
    sql`UPDATE rule SET matched = matched + 1, failed = failed + ${Number(outcome === "failed")}, last_at = ${kit.now()}
      WHERE id = ${rule.id} AND EXISTS (SELECT 1 FROM rule_run WHERE ${isIt})`,
    sql`UPDATE rule_run SET outcome = ${outcome}, actions = ${JSON.stringify(told)}, ms = ${kit.now() - startedAt} WHERE ${isIt}`,
  );
  return !rule.stops;
}
