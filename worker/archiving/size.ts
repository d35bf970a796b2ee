/** How large the database is, and when it would be full: D1 says its size with every answer, and the night writes it down. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { DAY_MS } from "../units.ts";

/** One database ends here (developers.cloudflare.com/d1/platform/limits). */
export const D1_BYTES_MAX = 10_000_000_000;
/** From here on the night archives: long before anything is tight, since each night takes its time. */
export const ARCHIVE_BEGIN_BYTES = 0.6 * D1_BYTES_MAX;
/** Sizes that far back tell the pace. */
const PACE_DAYS = 30;

export async function readSize(kit: Kit): Promise<number> {
  await kit.db.all(sql`SELECT 1 AS one`);
  return kit.db.meter.bytes;
}

/** A deployment may begin sooner. */
export const beginBytes = ({ env }: Pick<Kit, "env">) => Number(env.ARCHIVE_BEGIN_BYTES ?? ARCHIVE_BEGIN_BYTES);

export const keepSize = (now: number, bytes: number) => [
  sql`INSERT INTO size_day (day, bytes) VALUES (${Math.floor(now / DAY_MS)}, ${bytes}) ON CONFLICT (day) DO UPDATE SET bytes = excluded.bytes`,
  sql`DELETE FROM size_day WHERE day < ${Math.floor(now / DAY_MS) - PACE_DAYS}`,
];

export interface SizeDay {
  day: number;
  bytes: number;
}

export const sizeDays = (now: number) =>
  sql`SELECT day, bytes FROM size_day WHERE day >= ${Math.floor(now / DAY_MS) - PACE_DAYS} ORDER BY day`;

/** Epoch milliseconds at which the limit is reached if it goes on like this; null where it does not grow, or too little is known. Pure. */
export function fullAt(days: SizeDay[], bytes: number, now: number, limit = D1_BYTES_MAX): number | null {
  const [first] = days;
  const passed = first === undefined ? 0 : now / DAY_MS - first.day;
  const grown = first === undefined ? 0 : bytes - first.bytes;
  if (passed < 1 || grown <= 0) return null;
  return bytes >= limit ? now : Math.round(now + ((limit - bytes) / (grown / passed)) * DAY_MS);
}

/** After so many months an admin may have orders archived. */
export const MONTHS = [6, 12, 18, 24, 36, 60, 120];

export interface SizeRow {
  orders: number;
  bytes: number;
  months: number | null;
  version: number;
  night: string | null;
}

export const sizeFound = sql`SELECT c.orders, c.bytes, s.months, s.version,
    (SELECT json_object('at', n.began_at, 'step', n.step, 'orders', n.orders) FROM archive_night n WHERE n.one = 1) AS night
  FROM cold_count c CROSS JOIN archive_setting s ON s.one = 1 WHERE c.one = 1`;

export interface Size {
  bytes: number;
  limit: number;
  /** From how many bytes on the night archives. */
  begins: number;
  /** Epoch milliseconds. */
  fullAt: number | null;
  archived: number;
  archivedBytes: number;
  months: number | null;
  choices: number[];
  version: number;
  night: { at: number; step: string; orders: number } | null;
}

/** Of what the batch that asked for the rows said of the database itself. */
export function showSize(kit: Kit, [row]: SizeRow[], days: SizeDay[]): Size {
  const { bytes } = kit.db.meter;
  const { orders = 0, bytes: archivedBytes = 0, months = null, version = 0, night = null } = row ?? {};
  return {
    bytes,
    limit: D1_BYTES_MAX,
    begins: beginBytes(kit),
    fullAt: fullAt(days, bytes, kit.now()),
    archived: orders,
    archivedBytes,
    months,
    choices: MONTHS,
    version,
    night: JSON.parse(night ?? "null") as Size["night"],
  };
}
