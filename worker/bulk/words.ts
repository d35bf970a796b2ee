/** What a bulk reply says in one ticket: its text or template filled in as whoever wrote it would, with their rights as they are now. A
 *  ticket for which something is missing is left alone, with the reason. */
import { sql } from "drizzle-orm";
import { tellFacts } from "../assist/order-facts.ts";
import { findStoreHelp } from "../assist/store-help.ts";
import { unsupported } from "../claims/claims.ts";
import type { Fact } from "../claims/facts.ts";
import type { Kit } from "../env.ts";
import type { OrderPage } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import type { TicketKnown } from "../templates/catalogue.ts";
import { gatherKnown } from "../templates/gather.ts";
import { chooseVariant } from "../templates/language.ts";
import { renderWith } from "../templates/render.ts";
import type { TemplateRow } from "../templates/table.ts";
import { isFor, readTemplate, type Template } from "../templates/template.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { type Because, because, type ReplyWish } from "./job.ts";

export interface Written {
  text: string;
  why: Because | null;
}

/** The template as it is now; null where the wish is a text, or the template is gone. */
export async function findWords(kit: Kit, personId: string, wish: ReplyWish): Promise<Template | null> {
  const row =
    wish.templateId === undefined
      ? null
      : await kit.db.first<TemplateRow>(
          sql`SELECT t.* FROM template t WHERE t.id = ${wish.templateId} AND t.kind = 'reply' AND (t.is_shared = 1 OR t.owner_id = ${personId})`,
        );
  return row && readTemplate(row);
}

export async function writeFor(kit: Kit, personId: string, wish: ReplyWish, template: Template | null, ticketId: string): Promise<Written> {
  try {
    const { known, snippets, storeId, orders } = await gatherKnown(kit, { personId }, { ticketId });
    if (wish.templateId !== undefined && !template) return left("template-missing");
    if (template && !isFor(template.conditions, { id: storeId, marketplace: known.store.marketplace })) return left("template-not-for");
    const words = template ? chooseVariant(template.variants, known.language) : { text: wish.text ?? "", language: known.language };
    if (!words) return left("template-missing");
    const rendered = renderWith({ ...known, language: words.language }, snippets, words.text);
    const text = rendered.text.trim();
    const unfilled = [...rendered.missing, ...rendered.unavailable].map(({ source }) => source);
    if (unfilled.length > 0) return { text, why: because("placeholder-unfilled", { placeholders: unfilled.join(" ") }) };
    if (text === "" || text.length > TEXT_CHARACTERS_MAX) return { text, why: because("reply-length") };
    if (wish.isSuggested) {
      const [wrong] = await judgeSuggested(kit, { ...known, language: words.language }, orders, storeId, text);
      if (wrong) return { text, why: because("claims-unsupported", { words: wrong.words }) };
    }
    return { text, why: null };
  } catch (thrown) {
    // What a person would be told is told of this ticket; anything else is tried again.
    if (!(thrown instanceof Problem)) throw thrown;
    return { text: "", why: because(thrown.code, thrown.facts) };
  }
}

/** What a model worded may state of this ticket what is known of it and what the store says, and nothing else. */
async function judgeSuggested(kit: Kit, known: TicketKnown, orders: OrderPage[], storeId: string, text: string) {
  const { policy } = await findStoreHelp(kit, storeId);
  const said: Fact[] = policy === "" ? [] : [{ id: "policy", kind: "text", shown: policy, value: policy }];
  return unsupported(text, [...tellFacts(known, orders), ...said], { today: kit.now(), zone: known.store.zone, language: known.language });
}

const left = (code: string): Written => ({ text: "", why: because(code) });
