/** Which templates somebody sees: their own, and shared ones for a store in which they may reply. A store they may not read is not named to
 *  them, in conditions neither. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, type Can, cannot, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { minuteOfDay, PATHS, type TicketKnown } from "./catalogue.ts";
import { fitTemplates } from "./fitting.ts";
import { type Gathered, gatherKnown } from "./gather.ts";
import { type PathShown, showPaths } from "./render.ts";
import type { SnippetRow, TemplateClassRow, TemplateRow } from "./table.ts";
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
  uses: ReadonlyMap<string, number>;
}

type Used = Pick<TemplateClassRow, "template_id" | "uses">;

/** The first level of a class, in SQL. */
export const classIn = (reading: SQL) => sql`substr(${reading}->>'class', 1, instr(${reading}->>'class' || '/', '/') - 1)`;

/** Everything ready that the person may use, in one round trip; and how often each was used for what a ticket asks. */
export async function openDesk(kit: Kit, signedIn: SignedIn, ticketId: string | null = null): Promise<Desk> {
  const bits = bitsIn(sql`s.id`);
  const [people, stores, templates, snippets, uses] = await kit.db.batch<[Person, StoreSeen, TemplateRow, SnippetRow, Used]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id, s.marketplace, ${bits} AS bits FROM who CROSS JOIN store s WHERE ${bits} & ${RIGHTS.read}`,
    sql`WITH ${who(signedIn)} SELECT t.* FROM who CROSS JOIN template t
      WHERE t.is_shared = 1 OR t.owner_id = who.id OR who.role = 'admin'`,
    sql`WITH ${who(signedIn)} SELECT s.* FROM who CROSS JOIN snippet s`,
    sql`SELECT c.template_id, c.uses FROM ticket t CROSS JOIN template_class c ON c.class = ${classIn(sql`t.reading`)} WHERE t.id = ${ticketId}`,
  ]);
  const person = requirePerson(people);
  const visible = templates.map(readTemplate).filter((one) => maySee(person, stores, one));
  const mayReply = person.role === "admin" || stores.some(({ bits: has }) => has & RIGHTS.reply);
  return {
    person,
    stores,
    templates: visible,
    snippets: mayReply ? snippets.map(readSnippet) : [],
    uses: new Map(uses.map((row) => [row.template_id, row.uses])),
  };
}

function maySee(person: Person, stores: StoreSeen[], one: Template): boolean {
  if (one.ownerId === person.id || person.role === "admin") return true;
  return stores.some((store) => (store.bits & RIGHTS.reply) !== 0 && isFor(one.conditions, store));
}

/** Whoever made it changes it and takes it away, or an admin. Shared words reach buyers of every store they are meant for: where its maker may no
 *  longer write in one of them, they are an admin's. */
export function canChange(
  { person, stores }: Pick<Desk, "person" | "stores">,
  one: Pick<Template, "ownerId" | "shared" | "conditions">,
): Can {
  if (person.role === "admin") return { ok: true };
  if (one.ownerId !== person.id) return cannot("template-not-yours");
  const mayWrite = (id: string) => stores.some((store) => store.id === id && (store.bits & RIGHTS.reply) !== 0);
  const named = one.conditions.stores;
  const mayEverywhere = named.length === 0 ? (person.all_bits & RIGHTS.reply) !== 0 : named.every(mayWrite);
  return one.shared && !mayEverywhere ? cannot("template-shared-elsewhere") : { ok: true };
}

export interface TemplateListed extends Template {
  /** And take away. */
  change: Can;
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
        change: canChange({ person, stores }, one),
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

/** Those a person may use in a ticket in its order's stage and at this hour, as they fit what the buyer asks. */
export function fittingHere(
  { templates, person, uses }: Desk,
  { asked, known, storeId }: Pick<Gathered, "asked" | "known" | "storeId">,
): Template[] {
  const now = situationOf(known, storeId);
  const suits = rankTemplates(usableIn(templates, person, now), now).filter((one) => unmetConditions(one, now).length === 0);
  return fitTemplates(suits, { ...asked, uses });
}

const usableIn = (templates: Template[], person: Person, now: Situation) =>
  templates.filter((one) => (one.shared || one.ownerId === person.id) && isFor(one.conditions, now.store));

const FITTING_MAX = 3;

/** What may be used in a ticket, the best first, and what its placeholders stand for. */
export async function offerTemplates(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
): Promise<{ language: string; templates: TemplateOffered[]; fitting: string[]; paths: PathShown[] }> {
  const [desk, gathered] = await Promise.all([openDesk(kit, signedIn, ticketId), gatherKnown(kit, signedIn, { ticketId })]);
  const { known, storeId } = gathered;
  const now = situationOf(known, storeId);
  const fitting = fittingHere(desk, gathered)
    .slice(0, FITTING_MAX)
    .map(({ id }) => id);
  const offered = rankTemplates(usableIn(desk.templates, desk.person, now), now).flatMap(
    ({ id, name, folder, tags, kind, actions, pictures, uses, ...one }) => {
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
    },
  );
  return { language: now.language, templates: offered, fitting, paths: showPaths(known) };
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
