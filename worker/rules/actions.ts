/** What people change about rules: each change is recorded with before and after, behind the rights over every store the rule concerns. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { findUnknownTags } from "../labels/list.ts";
import { Problem } from "../problem.ts";
import { EVERYONE } from "../rota/line.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { openDesk } from "../templates/list.ts";
import { findUnknown } from "../templates/render.ts";
import { isFor, type Store } from "../templates/template.ts";
import { TURN_AFTER_DUE } from "../timeline/timeline.ts";
import { requireRule } from "./list.ts";
import { requireReach } from "./reach.ts";
import { type AnyForm, asRule, formOf, RULES_MAX, type Trigger } from "./rule.ts";

/** Tickets whose clock a rule takes up when it begins. */
const TAKEN_UP_MAX = 1_000;

/** New rules begin switched off and last in order. */
export async function createRule(kit: Kit, signedIn: SignedIn, form: AnyForm): Promise<{ id: string }> {
  const person = await requireReach(kit, signedIn, form.stores);
  await refuseUnknown(kit, signedIn, form);
  const id = mintId(kit, "rul_");
  const { trigger } = asRule(form, id, person.id);
  const [created] = await kit.db.batch<[{ id: string }, never]>([
    sql`INSERT INTO rule (id, place, kind, name, listens, minutes, stores, body, by_id, changed_at)
      SELECT ${id}, 1 + IFNULL((SELECT MAX(place) FROM rule), 0), ${form.kind}, ${form.name}, ${trigger.on}, ${trigger.minutes ?? null},
        ${form.stores && JSON.stringify(form.stores)}, ${JSON.stringify(form)}, ${person.id}, ${kit.now()}
      WHERE (SELECT COUNT(*) FROM rule) < ${RULES_MAX} RETURNING id`,
    recordChange({ at: kit.now(), userId: person.id, action: "create-rule", subject: id, after: form }),
  ]);
  if (created.length === 0) throw new Problem("conflict", "rules-full", { most: RULES_MAX });
  return { id };
}

/** In the name of whoever changed it last: what it writes is filled in as they would. */
export async function changeRule(kit: Kit, signedIn: SignedIn, id: string, version: number, form: AnyForm): Promise<void> {
  const { person, row } = await requireRule(kit, signedIn, id);
  await requireReach(kit, signedIn, form.stores);
  await refuseUnknown(kit, signedIn, form);
  if (form.kind !== row.kind) throw new Problem("invalid", "rule-kind");
  const { trigger } = asRule(form, id, person.id);
  if (row.version !== version) throw new Problem("conflict", "rule-changed-meanwhile");
  await kit.db.run(
    sql`UPDATE rule SET name = ${form.name}, listens = ${trigger.on}, minutes = ${trigger.minutes ?? null},
        stores = ${form.stores && JSON.stringify(form.stores)}, body = ${JSON.stringify(form)}, by_id = ${person.id},
        version = version + 1, changed_at = ${kit.now()}
      WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "change-rule", subject: id, before: formOf(row), after: form }),
    sql`DELETE FROM rule_timer WHERE rule_id = ${id}`,
    ...(row.is_on === 1 ? takeUp(id, trigger.on, trigger.minutes ?? 0, kit.now()) : []),
  );
}

export async function switchRule(kit: Kit, signedIn: SignedIn, id: string, isOn: boolean): Promise<void> {
  const { person, row } = await requireRule(kit, signedIn, id);
  const { trigger } = asRule(formOf(row), id, person.id);
  await kit.db.run(
    sql`UPDATE rule SET is_on = ${Number(isOn)}, version = version + 1, changed_at = ${kit.now()} WHERE id = ${id}`,
    sql`DELETE FROM rule_timer WHERE rule_id = ${id}`,
    ...(isOn ? takeUp(id, trigger.on, trigger.minutes ?? 0, kit.now()) : []),
    recordChange({
      at: kit.now(),
      userId: person.id,
      action: isOn ? "switch-rule-on" : "switch-rule-off",
      subject: id,
      before: { isOn: row.is_on === 1 },
      after: { isOn },
    }),
  );
}

/** Buyers who wait already are counted too, except those who have waited longer: a new rule writes to nobody out of the blue. */
function takeUp(id: string, on: Trigger, minutes: number, now: number) {
  if (on !== "waiting") return [];
  const ms = minutes * 60_000;
  return [
    sql`INSERT OR IGNORE INTO rule_timer (ticket_id, rule_id, since, due_at)
      SELECT id, ${id}, waiting_since, waiting_since + ${ms} FROM ticket INDEXED BY ticket_by_turn
      WHERE state = 0 AND turn < ${TURN_AFTER_DUE} AND waiting_since + ${ms} > ${now} LIMIT ${TAKEN_UP_MAX}`,
  ];
}

export async function deleteRule(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const { person, row } = await requireRule(kit, signedIn, id);
  await kit.db.run(
    sql`DELETE FROM rule WHERE id = ${id}`,
    sql`DELETE FROM rule_timer WHERE rule_id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "delete-rule", subject: id, before: formOf(row) }),
  );
}

/** All rules in their order, by their ids; the order decides whose stop holds, so it is an admin's. */
export async function orderRules(kit: Kit, signedIn: SignedIn, ids: string[]): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<{ id: string; place: number }>(sql`SELECT id, place FROM rule`);
  if (ids.length !== rows.length || rows.some(({ id }) => !ids.includes(id))) throw new Problem("conflict", "rule-changed-meanwhile");
  const before = rows.sort((one, other) => one.place - other.place).map(({ id }) => id);
  await kit.db.run(
    sql`UPDATE rule SET place = k.key FROM json_each(${JSON.stringify(ids)}) k WHERE rule.id = k.value`,
    recordChange({ at: kit.now(), userId: admin.id, action: "order-rules", subject: "rules", before, after: ids }),
  );
}

/** Whoever is named must be here, and what is to be filled in must exist. */
async function refuseUnknown(kit: Kit, signedIn: SignedIn, form: AnyForm): Promise<void> {
  const { actions } = asRule(form, "", "");
  const people = actions.flatMap((one) => (one.do === "assign" && one.to !== "" ? [one.to] : []));
  const templates = actions.flatMap((one) => (one.do === "template" ? [one.templateId] : []));
  const teams = actions.flatMap((one) => (one.do === "deal" && one.to !== EVERYONE ? [one.to] : []));
  const tags = actions.flatMap((one) => (one.do === "tag" || one.do === "untag" ? [one.tagId] : []));
  const [found, snippets, lines] = await kit.db.batch<[{ id: string }, { name: string }, { id: string }]>([
    sql`SELECT u.id FROM json_each(${JSON.stringify(people)}) k CROSS JOIN user u ON u.id = k.value WHERE u.disabled_at IS NULL`,
    sql`SELECT name FROM snippet`,
    sql`SELECT t.id FROM json_each(${JSON.stringify(teams)}) k CROSS JOIN team t ON t.id = k.value WHERE t.gone_at IS NULL`,
  ]);
  if (teams.some((id) => !lines.some((one) => one.id === id))) throw new Problem("invalid", "team-unknown");
  if ((await findUnknownTags(kit, tags)).length > 0) throw new Problem("missing", "tag-missing");
  if (people.some((id) => !found.some((one) => one.id === id))) throw new Problem("invalid", "assignee-unknown");
  if (templates.length > 0) await refuseTemplates(kit, signedIn, templates, form.stores);
  const names = snippets.map((one) => one.name);
  const unknown = actions.flatMap((one) => (one.do === "reply" ? (findUnknown(one.text, names) ?? []) : []))[0];
  if (unknown) throw new Problem("invalid", "placeholder-unknown", { placeholder: unknown });
}

/** A rule sends what its writer may see, and in each of its stores what is meant for it. */
async function refuseTemplates(kit: Kit, signedIn: SignedIn, ids: string[], wanted: string[] | null): Promise<void> {
  const desk = await openDesk(kit, signedIn);
  const templates = ids.map((id) => desk.templates.find((one) => one.id === id && one.shared));
  const stores: Store[] = desk.stores.filter(({ id }) => wanted === null || wanted.includes(id));
  for (const template of templates) {
    if (!template) throw new Problem("missing", "template-missing");
    if (!stores.every((store) => isFor(template.conditions, store))) throw new Problem("invalid", "template-rule-stores");
  }
}
