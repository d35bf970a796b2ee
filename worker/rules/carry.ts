/** A rule's actions, carried out in the ticket's room in the rule's name. Each is named by rule, cause and step, and the room does what has a
 *  name once: a job that comes again does nothing twice. One that cannot be done says why; those after it are still done. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findTag, nameTag } from "../labels/list.ts";
import { Problem } from "../problem.ts";
import { joinLine, poolOf } from "../rota/line.ts";
import { mayReplyIn } from "../team/rights.ts";
import { gatherKnown } from "../templates/gather.ts";
import { chooseVariant } from "../templates/language.ts";
import { handTemplatePicture } from "../templates/pictures.ts";
import { renderWith } from "../templates/render.ts";
import type { TemplateRow } from "../templates/table.ts";
import { isFor, readTemplate, type Store, type TemplatePicture } from "../templates/template.ts";
import { findRules } from "../tickets/mirror.ts";
import type { Person } from "../tickets/view.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import type { Act } from "../timeline/acts.ts";
import type { ReplyBody } from "../timeline/entries.ts";
import { HOUR_MS } from "../units.ts";
import type { Desk } from "./pull.ts";
import type { Rule, RuleAction } from "./rule.ts";

export interface ActionTold {
  do: RuleAction["do"];
  ok: boolean;
  /** Why it was not done. */
  code: string | null;
}

const stepName = (rule: Rule, desk: Desk, cause: string, step: number) =>
  `rule-${createHash("sha256").update(`${rule.id}:${desk.ticket.id}:${cause}:${step}`).digest("hex").slice(0, 24)}`;

export async function carryOut(kit: Kit, rule: Rule, desk: Desk, cause: string): Promise<ActionTold[]> {
  const told: ActionTold[] = [];
  for (const [step, action] of rule.actions.entries()) {
    const code = await carryOne(kit, rule, desk, action, stepName(rule, desk, cause, step));
    told.push({ do: action.do, ok: code === null, code });
  }
  return told;
}

/** Answers why it was not done; null where it was. */
async function carryOne(kit: Kit, rule: Rule, desk: Desk, action: RuleAction, id: string): Promise<string | null> {
  const room = kit.env.TICKET.getByName(desk.ticket.id);
  const rulePerson = { id: rule.id, name: rule.name };
  try {
    if (action.do === "note") return (await room.note(id, action.text, rulePerson)) ? null : "ticket-missing";
    if (action.do === "deal") {
      await dealInTurn(kit, desk, action.to, id, rulePerson);
      return null;
    }
    if (action.do === "reply" || action.do === "template") {
      const closed = whyNotReply(desk);
      if (closed) return closed;
      return await sayAll(kit, desk, await writeReply(kit, rule, desk, action), id, rulePerson);
    }
    const act = await actOf(kit, desk, action);
    return (await room.actOnce(id, act, await findRules(kit, desk.storeRow), rulePerson)) ? null : "ticket-missing";
  } catch (thrown) {
    // What a person would be told is written in the log; anything else is tried again by the queue.
    if (!(thrown instanceof Problem)) throw thrown;
    return thrown.code;
  }
}

/** Whoever comes twice finds the ticket in its line, or with somebody. */
async function dealInTurn(kit: Kit, desk: Desk, team: string, step: string, by: { id: string; name: string }): Promise<void> {
  const { ticket, storeRow } = desk;
  await kit.db.run(joinLine({ ticketId: ticket.id, team, storeId: storeRow.id, step, by }, kit.now()));
  await kit.env.LIVE.send({ do: "deal-tickets", pool: poolOf(team, storeRow.id) });
}

function whyNotReply({ storeRow, ticket, facts }: Desk): string | null {
  if (facts.state === "spam") return "ticket-spam";
  if (storeRow.state === "disconnected") return "store-disconnected";
  return ticket.can_send === 0 ? "tiktok-closed" : null;
}

interface Written {
  text: string;
  pictures: TemplatePicture[];
}

/** The words first, then each picture as a message of its own; every one has its own name, and the room takes a name once. */
async function sayAll(kit: Kit, desk: Desk, { text, pictures }: Written, id: string, by: Person): Promise<string | null> {
  const room = kit.env.TICKET.getByName(desk.ticket.id);
  const bodies: (() => Promise<ReplyBody>)[] = [
    ...(text === "" ? [] : [async () => ({ type: "TEXT", text }) as const]),
    ...pictures.map((picture) => () => handTemplatePicture(kit, { ticketId: desk.ticket.id, storeId: desk.storeRow.id }, picture)),
  ];
  for (const [at, body] of bodies.entries()) {
    const answer = await room.reply(at === 0 ? id : `${id}-${at}`, await body(), by);
    if (answer !== "taken") return answer === "missing" ? "ticket-missing" : answer.code;
  }
  return null;
}

/** Filled in as whoever wrote the rule would fill it in: their rights are asked about now. */
async function writeReply(kit: Kit, rule: Rule, desk: Desk, action: Extract<RuleAction, { do: "reply" | "template" }>): Promise<Written> {
  const { known, snippets } = await gatherKnown(kit, { personId: rule.byId }, { ticketId: desk.ticket.id });
  const written =
    action.do === "reply"
      ? { text: action.text, language: known.language, pictures: [] }
      : await findVariant(kit, action.templateId, known.language, desk.storeRow);
  const rendered = renderWith({ ...known, language: written.language }, snippets, written.text);
  if (rendered.missing.length + rendered.unavailable.length > 0) throw new Problem("invalid", "placeholder-unfilled");
  const text = rendered.text.trim();
  const isEmpty = text === "" && written.pictures.length === 0;
  if (isEmpty || text.length > TEXT_CHARACTERS_MAX) throw new Problem("invalid", "reply-length");
  return { text, pictures: written.pictures };
}

/** What its words are meant for may have changed since the rule was written. */
async function findVariant(kit: Kit, templateId: string, language: string, store: Store): Promise<Written & { language: string }> {
  const row = await kit.db.first<TemplateRow>(sql`SELECT * FROM template WHERE id = ${templateId} AND is_shared = 1`);
  const template = row && readTemplate(row);
  const variant = template && chooseVariant(template.variants, language);
  if (!template || !variant) throw new Problem("missing", "template-missing");
  if (!isFor(template.conditions, store)) throw new Problem("invalid", "template-not-for");
  return { ...variant, pictures: template.kind === "reply" ? template.pictures : [] };
}

type ActionOfRoom = Exclude<RuleAction, { do: "deal" | "note" | "reply" | "template" }>;

async function actOf(kit: Kit, desk: Desk, action: ActionOfRoom): Promise<Act> {
  switch (action.do) {
    case "assign":
      return { do: "assign", assigneeId: action.to, assigneeName: action.to === "" ? "" : await nameOf(kit, desk.storeRow.id, action.to) };
    case "snooze":
      return { do: "snooze", until: kit.now() + action.hours * HOUR_MS, keepSnoozed: false };
    case "tag": {
      const tag = await findTag(kit, action.tagId);
      return { do: "tag", tagId: tag.id, tagName: tag.name };
    }
    case "untag":
      return { ...action, tagName: await nameTag(kit, action.tagId) };
    case "priority":
      return action;
    case "resolve":
    case "reopen":
    case "spam":
      return { do: action.do };
  }
}

/** Only someone who may reply in the store is given its tickets. */
async function nameOf(kit: Kit, storeId: string, personId: string): Promise<string> {
  const row = await kit.db.first<{ name: string }>(
    sql`SELECT u.name FROM user u WHERE u.id = ${personId} AND u.disabled_at IS NULL AND ${mayReplyIn(sql`${storeId}`)}`,
  );
  if (!row) throw new Problem("invalid", "assignee-unknown");
  return row.name;
}
