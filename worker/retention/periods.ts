/** For how long what is held of a buyer is kept when nobody asks: by kind, chosen by an admin, counted before anything is shortened. A kind nobody
 *  decided about is kept. Beside them stand the periods nobody can change. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { EVIDENCE_DAYS, PACK_DAYS } from "../gaps/packs.ts";
import { DETAILS_AFTER_END_DAYS, DETAILS_DAYS_MAX } from "../ownreturns/person.ts";
import { PERSON_FILE_HOURS } from "../persons/file-write.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { DAY_MS } from "../units.ts";
import { EXPORT_DAYS } from "../workload/exports.ts";
import { closedTickets, isDueOrder, isDueTicket, isDueWithMails } from "./due.ts";
import { KINDS, type Kind } from "./table.ts";

/** TikTok lets buyers send goods back for 30 days, and count a chat's answers as long. */
export const RETENTION_DAYS_MIN = 30;
/** Ten years: no book is kept longer for a buyer's address. */
export const RETENTION_DAYS_MAX = 3_650;
const CHOICES = [30, 60, 90, 180, 365, 730, 1_095, 1_825, RETENTION_DAYS_MAX];
/** Counting ends here: more is said to be more. */
const COUNTED_MAX = 10_000;

const kind = z.enum(KINDS);
const days = z.number().int().min(RETENTION_DAYS_MIN).max(RETENTION_DAYS_MAX);
/** Null: kept. `was` is what the page showed. */
export const periodWish = z.object({ kind, days: days.nullable(), was: days.nullable() });
export const previewWish = z.object({ kind, days });

export const untilOf = (now: number, period: number) => now - period * DAY_MS;

export interface Period {
  kind: Kind;
  /** Null: kept. */
  days: number | null;
}

export interface Periods {
  periods: Period[];
  choices: number[];
  daysMin: number;
  daysMax: number;
  fixed: {
    returnDetails: { afterEnd: number; most: number };
    exportDays: number;
    personFileHours: number;
    packDays: number;
    proofDays: number;
    /** Backups: so many of them. */
    backups: number;
  };
}

export async function openPeriods(kit: Kit, signedIn: SignedIn): Promise<Periods> {
  await requireAdmin(kit, signedIn);
  const chosen = await readPeriods(kit);
  const backups = await kit.db.first<{ kept: number }>(sql`SELECT kept FROM backup_setting WHERE one = 1`);
  return {
    periods: KINDS.map((kind) => ({ kind, days: chosen.get(kind) ?? null })),
    choices: CHOICES,
    daysMin: RETENTION_DAYS_MIN,
    daysMax: RETENTION_DAYS_MAX,
    fixed: {
      returnDetails: { afterEnd: DETAILS_AFTER_END_DAYS, most: DETAILS_DAYS_MAX },
      exportDays: EXPORT_DAYS,
      personFileHours: PERSON_FILE_HOURS,
      packDays: PACK_DAYS,
      proofDays: EVIDENCE_DAYS,
      backups: backups?.kept ?? 0,
    },
  };
}

export async function readPeriods(kit: Kit): Promise<Map<Kind, number>> {
  const rows = await kit.db.all<{ kind: Kind; days: number }>(sql`SELECT kind, days FROM retention`);
  return new Map(rows.map((row) => [row.kind, row.days]));
}

export interface Preview {
  orders: number;
  tickets: number;
  /** E-mails that belong to no ticket. */
  letters: number;
  /** There are more than were counted. */
  isMore: boolean;
}

/** What tonight would empty. */
export async function previewPeriod(kit: Kit, signedIn: SignedIn, wish: z.infer<typeof previewWish>): Promise<Preview> {
  await requireAdmin(kit, signedIn);
  const until = untilOf(kit.now(), wish.days);
  const count = (from: SQL) => sql`SELECT COUNT(*) AS n FROM (SELECT 1 ${from} LIMIT ${COUNTED_MAX + 1})`;
  const none = sql`SELECT 0 AS n`;
  const mails = sql`FROM ${closedTickets(until)} WHERE ${isDueWithMails(until)}`;
  const [orders, tickets, letters] = await kit.db.batch<[{ n: number }, { n: number }, { n: number }]>([
    wish.kind === "recipients"
      ? count(sql`FROM orders o WHERE o.create_time <= ${Math.floor(until / 1000)} AND ${isDueOrder(until)}`)
      : none,
    wish.kind === "conversations"
      ? count(sql`FROM ${closedTickets(until)} WHERE ${isDueTicket(until)}`)
      : wish.kind === "mails"
        ? count(mails)
        : none,
    wish.kind === "mails" ? count(sql`FROM unmatched_mail m WHERE m.at <= ${until}`) : none,
  ]);
  const counts = [orders, tickets, letters].map(([row]) => row?.n ?? 0);
  const [o = 0, t = 0, l = 0] = counts.map((n) => Math.min(n, COUNTED_MAX));
  return { orders: o, tickets: t, letters: l, isMore: counts.some((n) => n > COUNTED_MAX) };
}

/** What was saved meanwhile by somebody else is not overwritten unseen. */
export async function changePeriod(kit: Kit, signedIn: SignedIn, wish: z.infer<typeof periodWish>): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const now = kit.now();
  const { kind: named, days: wished, was } = wish;
  if (wished === was) return;
  const isSo =
    was === null
      ? sql`NOT EXISTS (SELECT 1 FROM retention r WHERE r.kind = ${named})`
      : sql`EXISTS (SELECT 1 FROM retention r WHERE r.kind = ${named} AND r.days = ${was})`;
  const change = { at: now, userId: admin.id, action: "change-retention", subject: named, before: { days: was }, after: { days: wished } };
  const [, changed] = await kit.db.batch<[never, { kind: string }]>([
    recordChange({ ...change, when: isSo }),
    wished === null
      ? sql`DELETE FROM retention WHERE kind = ${named} AND days = ${was} RETURNING kind`
      : sql`INSERT INTO retention (kind, days, changed_at) SELECT ${named}, ${wished}, ${now} WHERE ${isSo}
          ON CONFLICT (kind) DO UPDATE SET days = excluded.days, changed_at = excluded.changed_at RETURNING kind`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "retention-changed");
}
