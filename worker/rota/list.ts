/** Questions about turns: who a ticket of a store can be given to and what they have on their hands, and the settings page. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { mayIn, mayReplyIn } from "../team/rights.ts";
import { askWho, type Person, requireAdmin, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type KeptTeam, listKeptTeams, worksFor } from "../team/teams.ts";
import { formOf, type RotaForm } from "./actions.ts";
import { capOf, openOf } from "./line.ts";
import type { RotaRow } from "./table.ts";

export interface Taker {
  id: string;
  name: string;
  away: boolean;
  /** Tickets to do that they have, and how many they are given at most. */
  open: number;
  cap: number | null;
}

type TakerRow = Omit<Taker, "away"> & { away_since: number | null };

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
const showTaker = ({ away_since, ...row }: TakerRow): Taker => ({ ...row, away: away_since !== null });

/** Everyone who may reply in the store, and the teams that work for it. */
export async function listTakers(kit: Kit, signedIn: SignedIn, storeId: string) {
  const store = sql`${storeId}`;
  const [people, takers, teams] = await kit.db.batch<[Person, TakerRow, { id: string; name: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT u.id, u.name, w.away_since, ${openOf} AS open, ${capOf} AS cap
      FROM who CROSS JOIN user u LEFT JOIN at_work w ON w.user_id = u.id
      WHERE ${mayIn(store, "read")} AND u.disabled_at IS NULL AND ${mayReplyIn(store)}`,
    sql`WITH ${who(signedIn)} SELECT t.id, t.name FROM who CROSS JOIN team t
      WHERE ${mayIn(store, "read")} AND t.gone_at IS NULL AND ${worksFor(store)}`,
  ]);
  requirePerson(people);
  return { colleagues: takers.map(showTaker).sort(byName), teams: teams.sort(byName) };
}

export interface RotaPerson extends Omit<Taker, "cap"> {
  /** Their own; null is the desk's. */
  cap: number | null;
}

export interface RotaPage {
  teams: KeptTeam[];
  people: RotaPerson[];
  rota: RotaForm & { version: number };
}

export async function openRota(kit: Kit, signedIn: SignedIn): Promise<RotaPage> {
  await requireAdmin(kit, signedIn);
  const [people, rota] = await kit.db.batch<[TakerRow, RotaRow]>([
    sql`SELECT u.id, u.name, w.away_since, ${openOf} AS open, w.cap FROM user u LEFT JOIN at_work w ON w.user_id = u.id WHERE u.disabled_at IS NULL`,
    sql`SELECT * FROM rota WHERE one = 1`,
  ]);
  const [row] = rota;
  if (!row) throw new Error("the desk has no rota");
  return { teams: await listKeptTeams(kit), people: people.map(showTaker).sort(byName), rota: { ...formOf(row), version: row.version } };
}
