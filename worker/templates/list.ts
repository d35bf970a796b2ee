/** Which templates somebody sees: their own, and shared ones for a store in which they may reply. A store they may not read is not named to
 *  them, in conditions neither. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { minuteOfDay, PATHS, type TicketKnown } from "./catalogue.ts";
import { gatherKnown } from "./gather.ts";
import { type PathShown, showPaths } from "./render.ts";
import type { SnippetRow, TemplateRow } from "./table.ts";
import {
  isFor,
  rankTemplates,
  readSnippet,
  readTemplate,
  type Situation,
  type Snippet,
  type Store,
  type Template,
  textOf,
  unmetConditions,
} from "./template.ts";
import { DATE_FORMATS, FILTERS } from "./values.ts";

interface StoreSeen extends Store {
  bits: number;
}

export interface Desk {
  person: Person;
  /** Stores the person may read. */
  stores: StoreSeen[];
  templates: Template[];
  snippets: Snippet[];
}

/** Everything ready that the person may use, in one round trip. */
export async function openDesk(kit: Kit, signedIn: SignedIn): Promise<Desk> {
  const bits = bitsIn(sql`s.id`);
  const [people, stores, templates, snippets] = await kit.db.batch<[Person, StoreSeen, TemplateRow, SnippetRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id, s.marketplace, ${bits} AS bits FROM who CROSS JOIN store s WHERE ${bits} & ${RIGHTS.read}`,
    sql`WITH ${who(signedIn)} SELECT t.* FROM who CROSS JOIN template t
      WHERE t.is_shared = 1 OR t.owner_id = who.id OR who.role = 'admin'`,
    sql`WITH ${who(signedIn)} SELECT s.* FROM who CROSS JOIN snippet s`,
  ]);
  const person = requirePerson(people);
  const visible = templates.map(readTemplate).filter((one) => maySee(person, stores, one));
  const mayReply = person.role === "admin" || stores.some(({ bits: has }) => has & RIGHTS.reply);
  return { person, stores, templates: visible, snippets: mayReply ? snippets.map(readSnippet) : [] };
}

function maySee(person: Person, stores: StoreSeen[], one: Template): boolean {
  if (one.ownerId === person.id || person.role === "admin") return true;
  return stores.some((store) => (store.bits & RIGHTS.reply) !== 0 && isFor(one.conditions, store));
}

export interface TemplateListed extends Template {
  /** Whether the person may change it. */
  mine: boolean;
}

export interface TemplatesPage {
  templates: TemplateListed[];
  snippets: Snippet[];
  can: { write: boolean; snippets: boolean; starters: boolean };
  paths: typeof PATHS;
  filters: readonly string[];
  dateFormats: string[];
}

/** Settings › Templates. */
export async function listTemplates(kit: Kit, signedIn: SignedIn): Promise<TemplatesPage> {
  const { person, stores, templates, snippets } = await openDesk(kit, signedIn);
  const isAdmin = person.role === "admin";
  const seen = new Set(stores.map(({ id }) => id));
  const write = isAdmin || stores.some(({ bits }) => bits & RIGHTS.reply);
  return {
    templates: templates
      .map((one) => ({
        ...one,
        conditions: { ...one.conditions, stores: one.conditions.stores.filter((id) => seen.has(id)) },
        mine: isAdmin || one.ownerId === person.id,
      }))
      .sort((a, b) => a.folder.localeCompare(b.folder) || a.name.localeCompare(b.name)),
    snippets: snippets.sort((a, b) => a.name.localeCompare(b.name)),
    can: { write, snippets: isAdmin, starters: isAdmin },
    paths: PATHS,
    filters: FILTERS,
    dateFormats: DATE_FORMATS,
  };
}

export interface TemplateOffered extends Pick<Template, "id" | "name" | "folder" | "tags" | "kind" | "actions" | "pictures" | "uses"> {
  language: string;
  text: string;
  /** All it is written in. */
  languages: string[];
  unmet: ("stage" | "hours")[];
}

/** What may be used in a ticket, the best first, and what its placeholders stand for. */
export async function offerTemplates(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
): Promise<{ language: string; templates: TemplateOffered[]; paths: PathShown[] }> {
  const [desk, { known, storeId }] = await Promise.all([openDesk(kit, signedIn), gatherKnown(kit, signedIn, { ticketId })]);
  const now = situationOf(known, storeId);
  const usable = desk.templates.filter((one) => (one.shared || one.ownerId === desk.person.id) && isFor(one.conditions, now.store));
  const offered = rankTemplates(usable, now).flatMap(({ id, name, folder, tags, kind, actions, pictures, uses, ...one }) => {
    const variant = textOf(one, now.language);
    const unmet = unmetConditions(one, now);
    return variant
      ? [
          {
            id,
            name,
            folder,
            tags,
            kind,
            actions,
            pictures,
            uses,
            unmet,
            languages: one.variants.map(({ language }) => language),
            ...variant,
          },
        ]
      : [];
  });
  return { language: now.language, templates: offered, paths: showPaths(known) };
}

export const situationOf = (known: TicketKnown, storeId: string): Situation => ({
  store: { id: storeId, marketplace: known.store.marketplace },
  stage: known.order?.order.stage ?? null,
  language: known.language,
  minuteOfDay: minuteOfDay(known.now, known.store.zone),
});

/** A template this person may use in this store; missing otherwise, whether it exists or not. */
export function findUsable(desk: Desk, id: string, store: Store): Template {
  const found = desk.templates.find((one) => one.id === id && (one.shared || one.ownerId === desk.person.id));
  if (!found || !isFor(found.conditions, store)) throw new Problem("missing", "template-missing");
  return found;
}
