/** Teams: a name, who is in it, and the stores it works for. Being in one gives no right: what a person may see and do is asked of their own
 *  rights alone. A team that is gone keeps its name for the tickets that had it. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "./audit.ts";
import { EVERY_STORE, mayIn } from "./rights.ts";
import { askWho, type Person, requireAdmin, requirePerson, type SignedIn, who } from "./session.ts";
import type { TeamRow } from "./table.ts";

export const TEAMS_MAX = 100;
const NAME_CHARACTERS_MAX = 60;
const MEMBERS_MAX = 200;
const STORES_MAX = 200;

const ids = (most: number) => z.array(z.string().min(1).max(40)).max(most);

export const teamForm = z.object({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  members: ids(MEMBERS_MAX),
  /** Null: every store, later ones too. */
  stores: ids(STORES_MAX).min(1).nullable(),
});
export type TeamForm = z.infer<typeof teamForm>;

export interface TeamName {
  id: string;
  name: string;
  /** The asking person is in it. */
  mine: boolean;
  gone: boolean;
  /** Those it works for, of the stores the person may see. */
  stores: string[];
}

/** True in SQL where the team `t` works for the store, or did before it went. */
export const worksFor = (store: SQL) =>
  sql`EXISTS (SELECT 1 FROM team_store ts WHERE ts.team_id = t.id AND ts.store_id IN (${store}, ${EVERY_STORE}))`;

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** Every team that may stand beside something the person sees; gone ones for their name. */
export async function listTeams(kit: Kit, signedIn: SignedIn): Promise<TeamName[]> {
  const [people, rows] = await kit.db.batch<[Person, Pick<TeamRow, "id" | "name" | "gone_at"> & { mine: number; stores: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT t.id, t.name, t.gone_at,
        EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = t.id AND m.user_id = who.id) AS mine,
        (SELECT json_group_array(s.id) FROM store s WHERE ${worksFor(sql`s.id`)} AND ${mayIn(sql`s.id`, "read")}) AS stores
      FROM who CROSS JOIN team t`,
  ]);
  requirePerson(people);
  return rows
    .map(({ gone_at, mine, stores, ...row }) => ({
      ...row,
      mine: mine === 1,
      gone: gone_at !== null,
      stores: JSON.parse(stores) as string[],
    }))
    .filter(({ stores, mine }) => stores.length > 0 || mine)
    .sort(byName);
}

export interface KeptTeam extends TeamForm {
  id: string;
  version: number;
}

type KeptRow = Pick<TeamRow, "id" | "name" | "version"> & { members: string; stores: string };

const keptTeams = (where: SQL) => sql`SELECT t.id, t.name, t.version,
    (SELECT json_group_array(m.user_id) FROM team_member m WHERE m.team_id = t.id) AS members,
    (SELECT json_group_array(ts.store_id) FROM team_store ts WHERE ts.team_id = t.id) AS stores
  FROM team t WHERE t.gone_at IS NULL AND ${where}`;

function readTeam({ members, stores, ...row }: KeptRow): KeptTeam {
  const kept = JSON.parse(stores) as string[];
  return { ...row, members: JSON.parse(members) as string[], stores: kept.includes(EVERY_STORE) ? null : kept };
}

/** For the settings page, which is an admin's. */
export async function listKeptTeams(kit: Kit): Promise<KeptTeam[]> {
  return (await kit.db.all<KeptRow>(keptTeams(sql`true`))).map(readTeam).sort(byName);
}

export async function createTeam(kit: Kit, signedIn: SignedIn, form: TeamForm): Promise<{ id: string }> {
  const admin = await requireAdmin(kit, signedIn);
  await refuseTaken(kit, form.name, "");
  const id = mintId(kit, "tea_");
  const [created] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT INTO team (id, name, changed_at) SELECT ${id}, ${form.name}, ${kit.now()}
      WHERE (SELECT COUNT(*) FROM team WHERE gone_at IS NULL) < ${TEAMS_MAX} RETURNING id`,
    ...fill(id, form),
    recordChange({ at: kit.now(), userId: admin.id, action: "create-team", subject: id, after: form }),
  ]);
  if (created.length === 0) throw new Problem("conflict", "teams-full", { most: TEAMS_MAX });
  return { id };
}

export async function changeTeam(kit: Kit, signedIn: SignedIn, id: string, version: number, form: TeamForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await requireTeam(kit, id);
  await refuseTaken(kit, form.name, id);
  if (before.version !== version) throw new Problem("conflict", "team-changed-meanwhile");
  await kit.db.run(
    sql`UPDATE team SET name = ${form.name}, version = version + 1, changed_at = ${kit.now()} WHERE id = ${id}`,
    ...empty(id),
    ...fill(id, form),
    recordChange({ at: kit.now(), userId: admin.id, action: "change-team", subject: id, before, after: form }),
  );
}

/** Stores that gave it their tickets in turn give them to nobody; tickets it has keep its name. */
export async function deleteTeam(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await requireTeam(kit, id);
  await kit.db.run(
    sql`UPDATE team SET gone_at = ${kit.now()}, version = version + 1 WHERE id = ${id}`,
    sql`DELETE FROM team_member WHERE team_id = ${id}`,
    sql`UPDATE store SET deal_to = '', version = version + 1 WHERE deal_to = ${id}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "delete-team", subject: id, before }),
  );
}

async function requireTeam(kit: Kit, id: string): Promise<KeptTeam> {
  const row = await kit.db.first<KeptRow>(keptTeams(sql`t.id = ${id}`));
  if (!row) throw new Problem("missing", "team-missing");
  return readTeam(row);
}

async function refuseTaken(kit: Kit, name: string, exceptId: string): Promise<void> {
  const taken = await kit.db.first(sql`SELECT 1 AS yes FROM team WHERE name = ${name} AND gone_at IS NULL AND id <> ${exceptId}`);
  if (taken) throw new Problem("conflict", "team-name-taken", { name });
}

const empty = (id: string) => [sql`DELETE FROM team_member WHERE team_id = ${id}`, sql`DELETE FROM team_store WHERE team_id = ${id}`];

/** People and stores that are not there are left out. */
const fill = (id: string, { members, stores }: TeamForm) => [
  sql`INSERT OR IGNORE INTO team_member (team_id, user_id)
    SELECT t.id, u.id FROM team t CROSS JOIN json_each(${JSON.stringify(members)}) k CROSS JOIN user u ON u.id = k.value WHERE t.id = ${id}`,
  stores === null
    ? sql`INSERT INTO team_store (team_id, store_id) SELECT id, ${EVERY_STORE} FROM team WHERE id = ${id}`
    : sql`INSERT OR IGNORE INTO team_store (team_id, store_id)
        SELECT t.id, s.id FROM team t CROSS JOIN json_each(${JSON.stringify(stores)}) k CROSS JOIN store s ON s.id = k.value WHERE t.id = ${id}`,
];
