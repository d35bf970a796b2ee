/** The settings pages' questions: the rules one may have, one rule's log, and what a rule may name. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot, mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { openDesk } from "../templates/list.ts";
import type { ActionTold } from "./carry.ts";
import { FIELDS, OPERATORS, type Unmet } from "./condition.ts";
import { type GalleryLanguage, galleryIn } from "./gallery.ts";
import { inOrder } from "./pull.ts";
import { findReach } from "./reach.ts";
import { type AnyForm, CLOCKS, formOf, type Suppressed, TRIGGERS } from "./rule.ts";
import type { RuleRow, RunRow } from "./table.ts";

const RUNS_PER_PAGE = 50;

export interface ShownRule {
  id: string;
  form: AnyForm;
  isOn: boolean;
  matched: number;
  failed: number;
  lastAt: number | null;
  version: number;
}

const shownOf = (row: RuleRow): ShownRule => ({
  id: row.id,
  form: formOf(row),
  isOn: row.is_on === 1,
  matched: row.matched,
  failed: row.failed,
  lastAt: row.last_at,
  version: row.version,
});

/** What a rule may be made of: kinds of fields and their operators, what happens, and what comes by the clock. */
const GRAMMAR = { fields: FIELDS, operators: OPERATORS, triggers: TRIGGERS, clocks: CLOCKS };

export interface RulesPage {
  rules: ShownRule[];
  grammar: typeof GRAMMAR;
  samples: ReturnType<typeof galleryIn>;
  /** Templates a rule may send. */
  templates: { id: string; name: string }[];
  can: { everyStore: boolean; make: Can };
}

export async function openRules(kit: Kit, signedIn: SignedIn, language: GalleryLanguage): Promise<RulesPage> {
  const [reach, desk] = await Promise.all([findReach(kit, signedIn), openDesk(kit, signedIn)]);
  const rules = inOrder(await kit.db.all<RuleRow>(sql`SELECT * FROM rule`)).map(shownOf);
  const sendable = desk.templates.filter(({ shared, kind }) => shared && kind === "reply").map(({ id, name }) => ({ id, name }));
  const byName = sendable.sort((one, other) => one.name.localeCompare(other.name));
  const mine = rules.filter((rule) => reach.covers(rule.form.stores));
  const make: Can = reach.some ? { ok: true } : cannot("right-missing", { right: "manage" });
  return { rules: mine, grammar: GRAMMAR, samples: galleryIn(language), templates: byName, can: { everyStore: reach.every, make } };
}

/** Missing for whoever may not have it. */
export async function requireRule(kit: Kit, signedIn: SignedIn, id: string) {
  const reach = await findReach(kit, signedIn);
  const row = await kit.db.first<RuleRow>(sql`SELECT * FROM rule WHERE id = ${id}`);
  if (!row || !reach.covers(formOf(row).stores)) throw new Problem("missing", "rule-missing");
  return { person: reach.person, row };
}

export interface ShownRun {
  ticketId: string;
  number: number;
  buyer: string;
  cause: string;
  at: number;
  outcome: RunRow["outcome"];
  because: Unmet | Suppressed | null;
  actions: ActionTold[];
  ms: number | null;
}

type RunSeen = RunRow & { number: number; buyer_name: string };

/** The newest first; `before` is the moment the last page ended at. */
export async function listRuns(
  kit: Kit,
  signedIn: SignedIn,
  id: string,
  before: number,
): Promise<{ runs: ShownRun[]; next: number | null }> {
  await requireRule(kit, signedIn, id);
  const rows = await kit.db.all<RunSeen>(
    sql`WITH ${who(signedIn)}, page AS MATERIALIZED (SELECT * FROM rule_run INDEXED BY rule_run_by_rule
        WHERE rule_id = ${id} AND at < ${before} ORDER BY at DESC LIMIT ${RUNS_PER_PAGE + 1})
      SELECT r.*, t.number, t.buyer_name FROM who CROSS JOIN page r CROSS JOIN ticket t ON t.id = r.ticket_id WHERE ${mayIn(sql`t.store_id`, "read")}`,
  );
  const runs = rows.slice(0, RUNS_PER_PAGE).map(
    (row): ShownRun => ({
      ticketId: row.ticket_id,
      number: row.number,
      buyer: row.buyer_name,
      cause: row.cause,
      at: row.at,
      outcome: row.outcome,
      ms: row.ms,
      because: row.because === null ? null : (JSON.parse(row.because) as Unmet | Suppressed),
      actions: row.actions === null ? [] : (JSON.parse(row.actions) as ActionTold[]),
    }),
  );
  return { runs, next: rows.length > RUNS_PER_PAGE ? (runs.at(-1)?.at ?? null) : null };
}
