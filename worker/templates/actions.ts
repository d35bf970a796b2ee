/** What people change about ready words. Whoever may reply somewhere keeps templates of their own, and shares them where they may reply; an
 *  admin changes all of them, and the snippets everybody's templates stand on. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { RIGHTS } from "../team/rights.ts";
import { type Person, requireAdmin, type SignedIn } from "../team/session.ts";
import { canChange, type Desk, openDesk } from "./list.ts";
import { requirePictures } from "./pictures.ts";
import { findUnknown, snippetsIn } from "./render.ts";
import { LANGUAGES, STARTERS } from "./starters.ts";
import type { SnippetRow } from "./table.ts";
import { readSnippet, SNIPPETS_MAX, type SnippetForm, TEMPLATES_MAX, type TemplateForm } from "./template.ts";

export async function createTemplate(kit: Kit, signedIn: SignedIn, form: TemplateForm): Promise<{ id: string }> {
  const desk = await openDesk(kit, signedIn);
  requireStores(desk, form);
  checkTexts(form.variants, desk);
  await requirePictures(kit, form.pictures);
  return insertTemplates(kit, desk.person, [form]);
}

async function insertTemplates(kit: Kit, person: Person, forms: TemplateForm[]): Promise<{ id: string }> {
  const ids = forms.map(() => mintId(kit, "tpl_"));
  await refuseBeyond(kit, sql`template`, TEMPLATES_MAX - forms.length);
  await kit.db.run(
    ...forms.flatMap((form, at) => [
      sql`INSERT INTO template (id, name, folder, tags, kind, owner_id, is_shared, variants, conditions, actions, pictures, created_at)
        VALUES (${ids[at]}, ${form.name}, ${form.folder}, ${JSON.stringify(form.tags)}, ${form.kind}, ${person.id}, ${form.shared ? 1 : 0},
          ${JSON.stringify(form.variants)}, ${JSON.stringify(form.conditions)}, ${JSON.stringify(form.actions)},
          ${JSON.stringify(form.pictures)}, ${kit.now()})`,
      recordChange({ at: kit.now(), userId: person.id, action: "create-template", subject: ids[at] ?? "", after: form }),
    ]),
  );
  return { id: ids[0] ?? "" };
}

export async function changeTemplate(kit: Kit, signedIn: SignedIn, id: string, version: number, form: TemplateForm): Promise<void> {
  const { desk, before } = await findOwn(kit, signedIn, id);
  const { person } = desk;
  // Stores the editor was not shown stay as they were: an agent cannot take away what they do not see.
  const hidden = before.conditions.stores.filter((store) => !desk.stores.some((one) => one.id === store));
  const wanted: TemplateForm = { ...form, conditions: { ...form.conditions, stores: [...form.conditions.stores, ...hidden] } };
  requireStores(desk, form);
  insistOnChange(desk, { ...wanted, ownerId: before.ownerId });
  checkTexts(form.variants, desk);
  await requirePictures(kit, form.pictures);
  if (before.version !== version) throw new Problem("conflict", "template-changed-meanwhile");
  const [changed] = await kit.db.batch<[{ id: string }, object]>([
    sql`UPDATE template SET name = ${wanted.name}, folder = ${wanted.folder}, tags = ${JSON.stringify(wanted.tags)}, kind = ${wanted.kind},
        is_shared = ${wanted.shared ? 1 : 0}, variants = ${JSON.stringify(wanted.variants)}, conditions = ${JSON.stringify(wanted.conditions)},
        actions = ${JSON.stringify(wanted.actions)}, pictures = ${JSON.stringify(wanted.pictures)}, version = version + 1
      WHERE id = ${id} AND version = ${version} RETURNING id`,
    recordWhere(kit, person, "change-template", id, before, wanted),
  ]);
  if (changed.length === 0) throw new Problem("conflict", "template-changed-meanwhile");
}

export async function deleteTemplate(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const { desk, before } = await findOwn(kit, signedIn, id);
  await kit.db.run(
    sql`DELETE FROM template WHERE id = ${id}`,
    sql`DELETE FROM template_class WHERE template_id = ${id}`,
    recordChange({ at: kit.now(), userId: desk.person.id, action: "delete-template", subject: id, before }),
  );
}

/** Written only when the statement before it changed a row. */
const recordWhere = (kit: Kit, person: Person, action: string, subject: string, before: object, after: object): SQL =>
  sql`INSERT INTO audit (at, user_id, action, subject, before, after)
    SELECT ${kit.now()}, ${person.id}, ${action}, ${subject}, ${JSON.stringify(before)}, ${JSON.stringify(after)} WHERE changes() > 0`;

/** The same answer for another's template and for none: whether it exists is not theirs to know. */
async function findOwn(kit: Kit, signedIn: SignedIn, id: string) {
  const desk = await openDesk(kit, signedIn);
  const before = desk.templates.find((one) => one.id === id);
  if (!before)
    throw desk.person.role === "admin" ? new Problem("missing", "template-missing") : new Problem("forbidden", "template-not-yours");
  insistOnChange(desk, before);
  return { desk, before };
}

function insistOnChange(desk: Desk, one: Parameters<typeof canChange>[1]): void {
  const may = canChange(desk, one);
  if (!may.ok) throw new Problem("forbidden", may.because.code);
}

/** Shared words reach buyers of every store they are meant for: who shares them must be allowed to write there. */
function requireStores({ person, stores }: Desk, { shared, conditions }: TemplateForm): void {
  for (const id of conditions.stores) {
    const store = stores.find((one) => one.id === id);
    if (!store) throw new Problem("missing", "store-missing");
    if ((store.bits & RIGHTS.reply) === 0) throw new Problem("forbidden", "right-missing", { right: "reply" });
  }
  if (person.role === "admin" || conditions.stores.length > 0) return;
  if (!stores.some(({ bits }) => bits & RIGHTS.reply)) throw new Problem("forbidden", "right-missing", { right: "reply" });
  if (shared && (person.all_bits & RIGHTS.reply) === 0) throw new Problem("invalid", "template-stores");
}

function checkTexts(texts: TemplateForm["variants"], desk: Pick<Desk, "snippets">): void {
  const names = desk.snippets.map(({ name }) => name);
  for (const { text } of texts) {
    const placeholder = findUnknown(text, names);
    if (placeholder) throw new Problem("invalid", "placeholder-unknown", { placeholder });
  }
}

async function refuseBeyond(kit: Kit, table: SQL, most: number): Promise<void> {
  const row = await kit.db.first<{ count: number }>(sql`SELECT COUNT(*) AS count FROM ${table}`);
  if ((row?.count ?? 0) > most - 1) throw new Problem("conflict", "too-many-templates");
}

/** Puts the starter set in, in these languages and called by the first of them; what is there already, by whatever name, is left alone. */
export async function addStarters(kit: Kit, signedIn: SignedIn, languages: (keyof typeof STARTERS)[]): Promise<{ added: number }> {
  const admin = await requireAdmin(kit, signedIn);
  const { templates } = await openDesk(kit, signedIn);
  const taken = new Set(templates.map(({ name }) => name));
  const [first] = languages;
  if (!first) return { added: 0 };
  const forms = STARTERS[first].flatMap(({ name, folder, stages }, at): TemplateForm[] => {
    if (LANGUAGES.some((language) => taken.has(STARTERS[language][at]?.name ?? ""))) return [];
    const variants = languages.map((language) => ({ language, text: STARTERS[language][at]?.text ?? "" }));
    const conditions = { stores: [], marketplaces: [], stages: [...stages], hours: null };
    return [{ name, folder, tags: [], kind: "reply", shared: true, variants, conditions, actions: [], pictures: [] }];
  });
  if (forms.length > 0) await insertTemplates(kit, admin, forms);
  return { added: forms.length };
}

export async function saveSnippet(
  kit: Kit,
  signedIn: SignedIn,
  known: { id: string; version: number } | null,
  form: SnippetForm,
): Promise<{ id: string }> {
  const admin = await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<SnippetRow>(sql`SELECT * FROM snippet`);
  const others = rows.map(readSnippet).filter((one) => one.id !== known?.id);
  if (others.some(({ name }) => name === form.name)) throw new Problem("conflict", "snippet-name-taken", { name: form.name });
  checkTexts(form.variants, { snippets: [...others, { ...form, id: "", version: 0 }] });
  refuseLoop(form, others);
  if (!known) {
    if (rows.length >= SNIPPETS_MAX) throw new Problem("conflict", "too-many-templates");
    const id = mintId(kit, "snp_");
    await kit.db.run(
      sql`INSERT INTO snippet (id, name, variants, created_at) VALUES (${id}, ${form.name}, ${JSON.stringify(form.variants)}, ${kit.now()})`,
      recordChange({ at: kit.now(), userId: admin.id, action: "create-snippet", subject: id, after: form }),
    );
    return { id };
  }
  const before = rows.find(({ id }) => id === known.id);
  if (!before) throw new Problem("missing", "template-missing");
  const [changed] = await kit.db.batch<[{ id: string }, object]>([
    sql`UPDATE snippet SET name = ${form.name}, variants = ${JSON.stringify(form.variants)}, version = version + 1
      WHERE id = ${known.id} AND version = ${known.version} RETURNING id`,
    recordWhere(kit, admin, "change-snippet", known.id, readSnippet(before), form),
  ]);
  if (changed.length === 0) throw new Problem("conflict", "template-changed-meanwhile");
  return { id: known.id };
}

/** Follows the snippets a snippet names; coming back to where it began would never end. */
function refuseLoop(form: SnippetForm, others: (SnippetForm & { id: string })[]): void {
  const byName = new Map(others.map((one) => [one.name, one]));
  const seen = new Set<string>();
  const open = form.variants.flatMap(({ text }) => snippetsIn(text));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === form.name) throw new Problem("invalid", "snippet-loop", { name });
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(byName.get(name)?.variants ?? []).flatMap(({ text }) => snippetsIn(text)));
  }
}

export async function deleteSnippet(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const row = await kit.db.first<SnippetRow>(sql`SELECT * FROM snippet WHERE id = ${id}`);
  if (!row) return;
  await kit.db.run(
    sql`DELETE FROM snippet WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "delete-snippet", subject: id, before: readSnippet(row) }),
  );
}
