/** What people change about tags. Every change is recorded with before and after; a name stands for one tag only. Merging says at once, in one
 *  statement, what the tag is from now on; the tickets that bear it are told by a walk. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { asRead } from "../team/typed.ts";
import { TAGS_MAX, type TagForm } from "./label.ts";
import { readTags } from "./list.ts";
import type { TagRow } from "./table.ts";

export async function createTag(kit: Kit, signedIn: SignedIn, form: TagForm): Promise<{ id: string }> {
  const { person, agentsCreate, tags } = await readTags(kit, signedIn);
  if (person.role !== "admin" && !agentsCreate) throw new Problem("forbidden", "tags-by-admins");
  refuseTaken(tags, form.name, "");
  const id = mintId(kit, "tag_");
  const [created] = await kit.db.batch<[{ id: string }, never]>([
    sql`INSERT INTO tag (id, name, colour, created_at) SELECT ${id}, ${form.name}, ${form.colour}, ${kit.now()}
      WHERE (SELECT COUNT(*) FROM tag) < ${TAGS_MAX} ON CONFLICT DO NOTHING RETURNING id`,
    recordChange({ at: kit.now(), userId: person.id, action: "create-tag", subject: id, after: form }),
  ]);
  if (created.length === 0) throw new Problem("conflict", tags.length < TAGS_MAX ? "tag-name-taken" : "tags-full", { most: TAGS_MAX });
  return { id };
}

function refuseTaken(tags: TagRow[], name: string, exceptId: string): void {
  const taken = tags.find((one) => one.merged_into === null && one.id !== exceptId && asRead(one.name) === asRead(name));
  if (taken) throw new Problem("conflict", taken.archived_at === null ? "tag-name-taken" : "tag-name-archived", { name: taken.name });
}

/** Admins alone: whatever a tag is called, tickets of every store bear it. */
async function requireTag(kit: Kit, signedIn: SignedIn, id: string): Promise<{ personId: string; tag: TagRow; tags: TagRow[] }> {
  const admin = await requireAdmin(kit, signedIn);
  const { tags } = await readTags(kit, signedIn);
  const tag = tags.find((one) => one.id === id && one.merged_into === null);
  if (!tag) throw new Problem("missing", "tag-missing");
  return { personId: admin.id, tag, tags };
}

export async function changeTag(kit: Kit, signedIn: SignedIn, id: string, version: number, form: TagForm): Promise<void> {
  const { personId, tag, tags } = await requireTag(kit, signedIn, id);
  refuseTaken(tags, form.name, id);
  if (tag.version !== version) throw new Problem("conflict", "tag-changed-meanwhile");
  const before: TagForm = { name: tag.name, colour: tag.colour as TagForm["colour"] };
  await kit.db.run(
    sql`UPDATE tag SET name = ${form.name}, colour = ${form.colour}, version = version + 1 WHERE id = ${id} AND version = ${version}`,
    recordChange({ at: kit.now(), userId: personId, action: "change-tag", subject: id, before, after: form }),
  );
}

/** Offered no more; the tickets that bear it keep it. */
export async function archiveTag(kit: Kit, signedIn: SignedIn, id: string, archived: boolean): Promise<void> {
  const { personId, tag } = await requireTag(kit, signedIn, id);
  if ((tag.archived_at !== null) === archived) return;
  await kit.db.run(
    sql`UPDATE tag SET archived_at = ${archived ? kit.now() : null}, version = version + 1 WHERE id = ${id}`,
    recordChange({
      at: kit.now(),
      userId: personId,
      action: archived ? "archive-tag" : "restore-tag",
      subject: id,
      before: { name: tag.name },
    }),
  );
}

/** Rules, macros, views and promises name the other one from this moment. What bears it on tickets is changed by the walk that begins here. */
export async function mergeTag(kit: Kit, signedIn: SignedIn, id: string, into: string): Promise<void> {
  const { personId, tag, tags } = await requireTag(kit, signedIn, id);
  const other = tags.find((one) => one.id === into && one.merged_into === null);
  if (!other || into === id) throw new Problem("invalid", "tag-merge-target");
  await kit.db.run(
    sql`UPDATE tag SET merged_into = ${into}, archived_at = ${kit.now()}, version = version + 1 WHERE id = ${id} AND merged_into IS NULL`,
    recordChange({
      at: kit.now(),
      userId: personId,
      action: "merge-tag",
      subject: id,
      before: { name: tag.name, uses: tag.uses },
      after: { id: into, name: other.name },
    }),
  );
  await kit.env.LONG.send({ do: "retag-tickets", tag: id });
}

export async function letAgentsCreate(kit: Kit, signedIn: SignedIn, allowed: boolean): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const { agentsCreate } = await readTags(kit, signedIn);
  await kit.db.run(
    sql`UPDATE tag_setting SET agents_create = ${Number(allowed)}`,
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "change-tag-setting",
      subject: "tags",
      before: { agentsCreate },
      after: { agentsCreate: allowed },
    }),
  );
}
