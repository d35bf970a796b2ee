/** What a person was told, unread first and then newest first, in pages; and how much of it is unread. A ticket one may no longer read is told
 *  of no more, whatever was written down when one could. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { askPreferences, type PreferenceRow, readPreferences } from "../team/preferences.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, findPerson, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { isQuiet, isTold, type Kind } from "../team/telling.ts";
import { DAY_MS } from "../units.ts";
import type { NotificationRow } from "./table.ts";
import { pokePeople } from "./write.ts";

const PAGE_ROWS = 40;
/** Counted no further; whoever shows it says so. */
export const UNREAD_COUNT_MAX = 99;
const KEPT_DAYS = 30;
const FORGOTTEN_PER_NIGHT_MAX = 50_000;

export interface Notification extends Pick<NotificationRow, "ticket_id" | "entry_id" | "count" | "by_name" | "at"> {
  kind: Kind;
  read: boolean;
  number: number;
  buyer_name: string;
  store_id: string;
  preview: string;
  /** The ticket is the person's own. */
  mine: boolean;
  /** It may be shown on the desktop, now. */
  desktop: boolean;
}

type Seen = Omit<Notification, "read" | "mine" | "desktop"> & { is_read: number; is_mine: number };

export interface NotificationPage {
  rows: Notification[];
  next: Place | null;
  /** The person's hours of silence. */
  isQuiet: boolean;
}

/** Where a page ended. */
export interface Place {
  isRead: boolean;
  at: number;
  ticketId: string;
  kind: string;
}

/** Kinds the person of `who` does not want to see in the desk. */
const unwanted = sql`(SELECT k.key FROM preference p CROSS JOIN json_each(p.value) k
  WHERE p.user_id = (SELECT id FROM who) AND p.name = 'telling' AND k.value->>'app' = 0)`;

/** Notifications `n` with their tickets, behind the person's rights. */
const told = (isRead: boolean) => sql`FROM notification n INDEXED BY notification_of_person
  CROSS JOIN ticket t ON t.id = n.ticket_id WHERE n.person_id = (SELECT id FROM who) AND n.is_read = ${Number(isRead)} AND ${mayIn(sql`t.store_id`, "read")} AND n.kind NOT IN ${unwanted}`;

function rowsOf(signedIn: SignedIn, isRead: boolean, after: Place | null): SQL {
  const older = after?.isRead === isRead ? sql`AND (n.at, n.ticket_id, n.kind) < (${after.at}, ${after.ticketId}, ${after.kind})` : sql``;
  return sql`WITH ${who(signedIn)} SELECT n.ticket_id, n.kind, n.entry_id, n.count, n.by_name, n.at, n.is_read,
      t.number, t.buyer_name, t.store_id, t.preview,
      t.assignee_id = (SELECT id FROM who) AS is_mine ${told(isRead)} ${older}
    ORDER BY n.at DESC, n.ticket_id DESC, n.kind DESC LIMIT ${PAGE_ROWS + 1}`;
}

export async function listNotifications(kit: Kit, signedIn: SignedIn, after: Place | null): Promise<NotificationPage> {
  const parts = after?.isRead ? [rowsOf(signedIn, true, after)] : [rowsOf(signedIn, false, after), rowsOf(signedIn, true, null)];
  const [people, chosen, ...answers] = await kit.db.batch<object[]>([askWho(signedIn), askPreferences(signedIn), ...parts]);
  requirePerson(people as Person[]);
  const preferences = readPreferences(chosen as PreferenceRow[]);
  const isSilent = isQuiet(preferences, kit.now());
  const found = (answers as Seen[][]).flat();
  const rows = found.slice(0, PAGE_ROWS).map(({ is_read, is_mine, ...row }) => {
    const desktop = !isSilent && isTold(preferences, row.kind, "desktop");
    return { ...row, read: is_read === 1, mine: is_mine === 1, desktop };
  });
  const last = rows.at(-1);
  const next = found.length > PAGE_ROWS && last ? { isRead: last.read, at: last.at, ticketId: last.ticket_id, kind: last.kind } : null;
  return { rows, next, isQuiet: isSilent };
}

/** At most one more than UNREAD_COUNT_MAX. */
export async function countUnread(kit: Kit, signedIn: SignedIn): Promise<{ unread: number; more: boolean }> {
  const [people, counted] = await kit.db.batch<[Person, { n: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n FROM (SELECT 1 ${told(false)} LIMIT ${UNREAD_COUNT_MAX + 1})`,
  ]);
  requirePerson(people);
  const unread = counted[0]?.n ?? 0;
  return { unread: Math.min(unread, UNREAD_COUNT_MAX), more: unread > UNREAD_COUNT_MAX };
}

/** Null reads everything. */
export async function readNotifications(kit: Kit, signedIn: SignedIn, items: { ticket: string; kind: Kind }[] | null): Promise<void> {
  const person = await findPerson(kit, signedIn);
  const some =
    items === null
      ? sql``
      : sql`AND (ticket_id, kind) IN (SELECT k.value->>'ticket', k.value->>'kind' FROM json_each(${JSON.stringify(items)}) k)`;
  await kit.db.run(sql`UPDATE notification SET is_read = 1 WHERE person_id = ${person.id} AND is_read = 0 ${some}`);
  await pokePeople(kit, "", [person.id]);
}

export const forgetNotifications = (kit: Kit) =>
  kit.db.run(
    sql`DELETE FROM notification WHERE (person_id, ticket_id, kind) IN (SELECT person_id, ticket_id, kind FROM notification
      WHERE at < ${kit.now() - KEPT_DAYS * DAY_MS} ORDER BY at LIMIT ${FORGOTTEN_PER_NIGHT_MAX})`,
  );

export const writePlace = (place: Place | null) => (place ? [Number(place.isRead), place.at, place.ticketId, place.kind].join(".") : null);

export function readPlace(text: string | undefined): Place | null {
  const match = /^([01])\.(\d{1,16})\.([\w-]{1,40})\.([\w-]{1,20})$/.exec(text ?? "");
  return match ? { isRead: match[1] === "1", at: Number(match[2]), ticketId: match[3] ?? "", kind: match[4] ?? "" } : null;
}
