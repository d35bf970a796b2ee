/** The team page's questions: who works here, who is invited, which sessions are open. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type ConsentEnd, endOfConsent } from "../tiktok/authorization.ts";
import { recordChange } from "./audit.ts";
import { askPreferences, type PreferenceRow, type Preferences, readPreferences } from "./preferences.ts";
import { EVERY_STORE, mayIn, mayReplyIn, type Right, rightsOf } from "./rights.ts";
import { askWho, IDLE_MS, type Person, requireAdmin, requirePerson, type SignedIn, who } from "./session.ts";

export interface VisibleStore {
  id: string;
  name: string;
  marketplace: string;
  mark: number;
  state: "disconnected" | "connected" | "reauthorize";
  currency: string;
  time_zone: string;
  reply_target_minutes: number;
  /** When the seller must consent again; null unless connected. */
  consent: ConsentEnd | null;
  rights: Right[];
}

interface VisibleRow extends Omit<VisibleStore, "rights" | "consent"> {
  bits: number;
  refresh_expires_time: number | null;
}

export interface Own {
  person: Person;
  stores: VisibleStore[];
  preferences: Preferences;
  /** What time it is, for pages on devices whose clock is wrong. */
  now: number;
}

/** The signed-in person with every store they may see and whatever they chose for themselves, in one round trip. */
export async function listOwnStores(kit: Kit, signedIn: SignedIn): Promise<Own> {
  const [people, chosen, stores] = await kit.db.batch<[Person, PreferenceRow, VisibleRow]>([
    askWho(signedIn),
    askPreferences(signedIn),
    sql`WITH ${who(signedIn)}
      SELECT s.id, s.name, s.marketplace, s.mark, s.state, s.currency, s.time_zone, s.reply_target_minutes,
        a.refresh_expires_time,
        who.all_bits | IFNULL(r.bits, 0) AS bits
      FROM who CROSS JOIN store s LEFT JOIN store_right r ON r.user_id = who.id AND r.store_id = s.id
        LEFT JOIN authorization a ON a.id = s.authorization_id AND s.state = 'connected'
      WHERE (who.all_bits | IFNULL(r.bits, 0)) & 1`,
  ]);
  const visible = stores.map(({ bits, refresh_expires_time: ends, ...store }) => ({
    ...store,
    consent: ends === null ? null : endOfConsent(ends, kit.now() / 1000),
    rights: rightsOf(bits),
  }));
  return { person: requirePerson(people), stores: visible.sort(byName), preferences: readPreferences(chosen), now: kit.now() };
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: "admin" | "agent";
  disabled: boolean;
  rights: { store: string; rights: Right[] }[];
}

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: "admin" | "agent";
  disabled_at: number | null;
  rights: string;
}

interface InvitationRow {
  id: string;
  email: string;
  role: "admin" | "agent";
  expires_at: number;
}

export async function listTeam(kit: Kit, signedIn: SignedIn) {
  await requireAdmin(kit, signedIn);
  const [members, invitations] = await kit.db.batch<[MemberRow, InvitationRow]>([
    sql`SELECT id, name, email, role, disabled_at,
        (SELECT json_group_array(json_object('store', store_id, 'bits', bits)) FROM store_right r WHERE r.user_id = user.id) AS rights
      FROM user`,
    sql`SELECT id, email, role, expires_at FROM invitation WHERE accepted_at IS NULL AND expires_at > ${kit.now()}`,
  ]);
  return { members: members.map(readMember).sort(byName), invitations, everyStore: EVERY_STORE };
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

function readMember({ disabled_at, rights, ...row }: MemberRow): Member {
  const granted = JSON.parse(rights) as { store: string; bits: number }[];
  return { ...row, disabled: disabled_at !== null, rights: granted.map(({ store, bits }) => ({ store, rights: rightsOf(bits) })) };
}

export interface OpenSession {
  id: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: number;
  expires_at: number;
  current: number;
}

export async function listOwnSessions(kit: Kit, signedIn: SignedIn): Promise<OpenSession[]> {
  const [people, sessions] = await kit.db.batch<[Person, OpenSession]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)}
      SELECT s.id, s.ip_address, s.user_agent, s.created_at, s.expires_at, s.token = ${signedIn.tokenHash} AS current
      FROM who JOIN session s ON s.user_id = who.id WHERE s.expires_at > ${signedIn.now} AND s.updated_at > ${signedIn.now - IDLE_MS}`,
  ]);
  requirePerson(people);
  return sessions.sort((a, b) => b.created_at - a.created_at);
}

/** Ends one of one's own sessions; another person's is not touched. */
export const endSession = (kit: Kit, person: Person, sessionId: string): Promise<void> =>
  kit.db.run(
    sql`DELETE FROM session WHERE id = ${sessionId} AND user_id = ${person.id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "end-session", subject: person.id, when: sql`changes() > 0` }),
  );

/** All but the one that asks. */
export const endOtherSessions = (kit: Kit, signedIn: SignedIn, person: Person): Promise<void> =>
  kit.db.run(
    sql`DELETE FROM session WHERE user_id = ${person.id} AND token <> ${signedIn.tokenHash}`,
    recordChange({ at: kit.now(), userId: person.id, action: "end-other-sessions", subject: person.id, when: sql`changes() > 0` }),
  );

export interface Colleague {
  id: string;
  name: string;
}

/** Everyone whose name may stand beside something the person sees: those who share a store, gone ones included. */
export async function listNames(kit: Kit, signedIn: SignedIn): Promise<(Colleague & { disabled: boolean })[]> {
  const [people, rows] = await kit.db.batch<[Person, Colleague & { disabled_at: number | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)}
      SELECT u.id, u.name, u.disabled_at FROM who CROSS JOIN user u
      WHERE u.id = who.id OR EXISTS (SELECT 1 FROM store s WHERE ${mayIn(sql`s.id`, "read")} AND ${mayReplyIn(sql`s.id`)})`,
  ]);
  requirePerson(people);
  return rows.map(({ disabled_at, ...row }) => ({ ...row, disabled: disabled_at !== null })).sort(byName);
}
