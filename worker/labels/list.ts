/** The tags there are, for whoever shows or chooses one. Everybody sees their names; how much they are used is an admin's to know, because it
 *  counts tickets of every store. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn } from "../team/session.ts";
import { TAG_COLOURS, type TagColour } from "./label.ts";
import type { TagRow } from "./table.ts";

export interface ShownTag {
  id: string;
  name: string;
  colour: TagColour;
  /** Offered no more; tickets keep it. */
  archived: boolean;
  /** Where it was merged: whatever still names it means that one. */
  mergedInto: string | null;
  version: number;
  /** Null for whoever may not know. */
  uses: number | null;
}

export interface TagsPage {
  tags: ShownTag[];
  colours: typeof TAG_COLOURS;
  agentsCreate: boolean;
  can: { create: Can; manage: Can };
}

export async function listTags(kit: Kit, signedIn: SignedIn): Promise<TagsPage> {
  const { person, agentsCreate, tags } = await readTags(kit, signedIn);
  const isAdmin = person.role === "admin";
  const manage: Can = isAdmin ? { ok: true } : cannot("admin-only");
  return {
    tags: tags.map((row) => showTag(row, isAdmin)).sort((one, other) => one.name.localeCompare(other.name)),
    colours: TAG_COLOURS,
    agentsCreate,
    can: { create: isAdmin || agentsCreate ? { ok: true } : cannot("tags-by-admins"), manage },
  };
}

const showTag = (row: TagRow, isAdmin: boolean): ShownTag => ({
  id: row.id,
  name: row.name,
  colour: TAG_COLOURS.find((colour) => colour === row.colour) ?? TAG_COLOURS[0],
  archived: row.archived_at !== null,
  mergedInto: row.merged_into,
  version: row.version,
  uses: isAdmin ? row.uses : null,
});

/** Who asks, what agents may, and every tag, in one round trip. */
export async function readTags(kit: Kit, signedIn: SignedIn): Promise<{ person: Person; agentsCreate: boolean; tags: TagRow[] }> {
  const [people, settings, tags] = await kit.db.batch<[Person, { agents_create: number }, TagRow]>([
    askWho(signedIn),
    sql`SELECT agents_create FROM tag_setting`,
    sql`SELECT * FROM tag`,
  ]);
  return { person: requirePerson(people), agentsCreate: settings[0]?.agents_create === 1, tags };
}

/** A tag as it may be put on a ticket: one that was merged is the one it became, one that is archived is offered no more. */
export async function findTag(kit: Kit, id: string): Promise<Pick<TagRow, "id" | "name">> {
  const row = await kit.db.first<TagRow>(
    sql`SELECT t.* FROM tag m CROSS JOIN tag t ON t.id = IFNULL(m.merged_into, m.id) WHERE m.id = ${id}`,
  );
  if (!row) throw new Problem("missing", "tag-missing");
  if (row.archived_at !== null) throw new Problem("conflict", "tag-archived", { name: row.name });
  return row;
}

/** The name of one that may come off a ticket, whatever became of it. */
export async function nameTag(kit: Kit, id: string): Promise<string> {
  return (await kit.db.first<{ name: string }>(sql`SELECT name FROM tag WHERE id = ${id}`))?.name ?? "";
}

/** Those of the ids that name no tag one could still choose. */
export async function findUnknownTags(kit: Kit, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await kit.db.all<{ id: string }>(
    sql`SELECT t.id FROM json_each(${JSON.stringify(ids)}) k CROSS JOIN tag t ON t.id = k.value WHERE t.merged_into IS NULL`,
  );
  return ids.filter((id) => !rows.some((row) => row.id === id));
}
