/** Templates at work: filled in for a ticket, tried on tickets that were, and macros carried out. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { act, note, reply } from "../thread/actions.ts";
import type { Leaving } from "../tickets/leaving.ts";
import type { WantedAct } from "../timeline/acts.ts";
import type { CardBody } from "../timeline/cards.ts";
import { HOUR_MS } from "../units.ts";
import { type CardWish, cardsFor, chooseCard } from "./cards.ts";
import { gatherKnown } from "./gather.ts";
import { chooseVariant } from "./language.ts";
import { classIn, findUsable, openDesk, situationOf } from "./list.ts";
import { handTemplatePicture } from "./pictures.ts";
import { type RenderedHere, type RenderOptions, renderWith } from "./render.ts";
import { isFor, type MacroAction, type TemplateForm, type TemplatePicture, unmetConditions } from "./template.ts";

/** Newest tickets looked at for those a template suits, and how many of these are shown. */
const TRIED_TICKETS_MAX = 25;
const SHOWN_TRIALS_MAX = 5;

export interface RenderWish extends RenderOptions {
  templateId?: string | undefined;
  text?: string | undefined;
  /** True when the text goes into a reply, not only into a preview. */
  isUse?: boolean | undefined;
}

export interface RenderedWithCards extends RenderedHere {
  /** What the template shows besides. */
  cards: CardBody[];
}

/** A template or a text of one's own, as it would read in this ticket. */
export async function renderInTicket(kit: Kit, signedIn: SignedIn, ticketId: string, wish: RenderWish): Promise<RenderedWithCards> {
  const { known, storeId, buyerUserId, snippets, person } = await gatherKnown(kit, signedIn, { ticketId, orderId: wish.orderId });
  const language = wish.language ?? known.language;
  if (!wish.templateId) return { ...renderWith({ ...known, language }, snippets, wish.text ?? ""), cards: [] };
  const template = findUsable(await openDesk(kit, signedIn), wish.templateId, { id: storeId, marketplace: known.store.marketplace });
  const variant = chooseVariant(template.variants, language);
  if (!variant) throw new Problem("missing", "template-missing");
  const rendered = renderWith({ ...known, language: variant.language }, snippets, variant.text);
  if (wish.isUse) await noteUse(kit, ticketId, person.id, template, rendered.text);
  return { ...rendered, cards: cardsFor(template.actions, known.order, buyerUserId) };
}

/** The ticket learns which template a reply came from, and whether it was changed. */
async function noteUse(
  kit: Kit,
  ticketId: string,
  personId: string,
  { id, kind }: Pick<TemplateForm, "kind"> & { id: string },
  words: string,
): Promise<void> {
  await kit.db.run(...countUse(kit, id, ticketId));
  if (kind === "reply") await kit.env.TICKET.getByName(ticketId).draft({ do: "fill", personId, template: id, words });
}

/** How often, when last, and for what the buyer asked: no change a version tells of. */
const countUse = (kit: Kit, id: string, ticketId: string): SQL[] => [
  sql`UPDATE template SET uses = uses + 1, used_at = ${kit.now()} WHERE id = ${id}`,
  sql`INSERT INTO template_class (class, template_id, uses) SELECT ${classIn(sql`t.reading`)}, ${id}, 1 FROM ticket t
    WHERE t.id = ${ticketId} AND t.reading IS NOT NULL ON CONFLICT (class, template_id) DO UPDATE SET uses = uses + 1`,
];

export interface MacroDone {
  /** What was done, in order: "reply", "note", then each action. */
  done: string[];
  /** The first thing that could not be done; nothing after it was. */
  failed: { do: string; code: string; facts: Record<string, string | number | boolean | null> } | null;
}

export interface MacroWish extends RenderOptions, Leaving {
  templateId: string;
  /** Names this click: the words are sent once. */
  id: string;
}

/** The macro's words, then its actions, in order, until one is refused. */
export async function applyMacro(kit: Kit, signedIn: SignedIn, ticketId: string, wish: MacroWish): Promise<MacroDone> {
  const { known, storeId, buyerUserId, snippets, person } = await gatherKnown(kit, signedIn, { ticketId, orderId: wish.orderId });
  const template = findUsable(await openDesk(kit, signedIn), wish.templateId, { id: storeId, marketplace: known.store.marketplace });
  const variant = chooseVariant(template.variants, wish.language ?? known.language);
  const rendered = variant && renderWith({ ...known, language: variant.language }, snippets, variant.text);
  const unfilled = [...(rendered?.missing ?? []), ...(rendered?.unavailable ?? [])].map(({ source }) => source);
  if (unfilled.length > 0) throw new Problem("invalid", "placeholder-unfilled", { placeholders: unfilled.join(" ") });
  const text = rendered?.text.trim() ?? "";
  const { id, seen, holdSeconds, sendAt } = wish;
  const steps: [string, () => Promise<void>][] = [];
  if (text !== "" && template.kind === "note") steps.push(["note", () => note(kit, signedIn, ticketId, { id, text, mentions: [] })]);
  if (text !== "" && template.kind === "reply")
    steps.push([
      "reply",
      () => reply(kit, signedIn, ticketId, { id, seen, holdSeconds, sendAt, template: template.id, body: { type: "TEXT", text } }),
    ]);
  const show = (wanted: CardWish, at: number) =>
    reply(kit, signedIn, ticketId, { id: `${id}-${at}`, seen, holdSeconds, sendAt, body: chooseCard(wanted, known.order, buyerUserId) });
  const picture = async (one: TemplatePicture, at: number) =>
    reply(kit, signedIn, ticketId, {
      id: `${id}-p${at}`,
      seen,
      holdSeconds,
      sendAt,
      body: await handTemplatePicture(kit, { ticketId, storeId }, one),
    });
  if (template.kind === "reply") for (const [at, one] of template.pictures.entries()) steps.push(["picture", () => picture(one, at)]);
  for (const [at, one] of template.actions.entries())
    steps.push([
      one.do,
      () => (one.do === "show-card" ? show(one.card, at) : act(kit, signedIn, ticketId, actOf(one, person.id, kit.now()))),
    ]);
  const done: string[] = [];
  for (const [name, carryOut] of steps) {
    try {
      await carryOut();
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      return { done, failed: { do: name, code: thrown.code, facts: thrown.facts } };
    }
    done.push(name);
  }
  await kit.db.run(...countUse(kit, template.id, ticketId));
  return { done, failed: null };
}

function actOf(action: Exclude<MacroAction, { do: "show-card" }>, me: string, now: number): WantedAct {
  switch (action.do) {
    case "assign":
      return { do: "assign", assigneeId: action.to === "me" ? me : action.to };
    case "snooze":
      return { do: "snooze", until: now + action.hours * HOUR_MS, keepSnoozed: false };
    case "resolve":
    case "reopen":
    case "priority":
    case "tag":
    case "untag":
      return action;
  }
}

export interface Trial extends RenderedHere {
  ticketId: string;
  number: number;
  buyer: string;
  storeId: string;
}

interface NewestTicket {
  id: string;
  number: number;
  buyer_name: string;
  store_id: string;
  marketplace: string;
}

/** How a template not yet saved would have read in the last tickets it suits. */
export async function tryTemplate(
  kit: Kit,
  signedIn: SignedIn,
  form: Pick<TemplateForm, "variants" | "conditions">,
): Promise<{ trials: Trial[] }> {
  await openDesk(kit, signedIn);
  const rows = await kit.db.all<NewestTicket>(
    sql`WITH ${who(signedIn)}, newest AS MATERIALIZED (SELECT t.id, t.number, t.buyer_name, t.store_id FROM ticket t WHERE t.number > 0 AND t.merged_into IS NULL ORDER BY t.number DESC LIMIT ${TRIED_TICKETS_MAX})
      SELECT n.*, s.marketplace FROM who CROSS JOIN newest n CROSS JOIN store s ON s.id = n.store_id WHERE ${mayIn(sql`n.store_id`, "reply")}`,
  );
  const trials: Trial[] = [];
  for (const row of rows.filter(({ store_id, marketplace }) => isFor(form.conditions, { id: store_id, marketplace }))) {
    const { known, snippets, storeId } = await gatherKnown(kit, signedIn, { ticketId: row.id });
    if (unmetConditions(form, situationOf(known, storeId)).includes("stage")) continue;
    const variant = chooseVariant(form.variants, known.language);
    if (!variant) continue;
    const rendered = renderWith({ ...known, language: variant.language }, snippets, variant.text);
    trials.push({ ...rendered, ticketId: row.id, number: row.number, buyer: row.buyer_name, storeId });
    if (trials.length === SHOWN_TRIALS_MAX) break;
  }
  return { trials };
}
