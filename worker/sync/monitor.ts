/** What a monitor may ask without signing in: whether the desk is well, and of which kinds its troubles are. It answers words and one number, and
 *  nothing of anybody: no store, no person, no order. What it reads is a row of each of a few indexes, and for a moment the answer is kept. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { followingOf, type Heard, isPulseLate, PULSE, WORK_LATE_MS } from "./well.ts";

/** However often it is asked, an isolate reads this seldom. */
const KEPT_MS = 20_000;
/** D1 that is silent for so long does not answer. */
const DATABASE_WAIT_MS = 5_000;
const ASKS_PER_ADDRESS_MAX = 60;
export const ASKS_WINDOW_SECONDS = 60;
const ADDRESSES_MAX = 1_000;

export type TroubleKind =
  | "database-silent"
  | "clock-stopped"
  | "work-given-up"
  | "work-waiting"
  | "store-behind"
  | "consent-ended"
  /** Of whoever asks: too often. */
  | "asked-too-often";

export interface Vital {
  status: 200 | 429 | 503;
  trouble: TroubleKind[];
  /** How long the oldest work has waited that D1 knows of; null where none waits. */
  oldestWorkSeconds: number | null;
}

let kept: { at: number; vital: Vital } | null = null;

export async function takeVitals(kit: Kit, address: string): Promise<Vital> {
  if (!mayAsk(kit, address)) return { status: 429, trouble: ["asked-too-often"], oldestWorkSeconds: null };
  if (kept && kit.now() - kept.at < KEPT_MS) return kept.vital;
  const vital = await Promise.race([readVitals(kit), kit.wait(DATABASE_WAIT_MS).then(() => SILENT)]);
  kept = { at: kit.now(), vital };
  return vital;
}

const SILENT: Vital = { status: 503, trouble: ["database-silent"], oldestWorkSeconds: null };

interface Found {
  pulse_at: number | null;
  given_up: number | null;
  oldest_at: number | null;
}

async function readVitals(kit: Kit): Promise<Vital> {
  const now = kit.now();
  try {
    const [[found], stores] = await kit.db.batch<[Found, Heard]>([
      sql`SELECT (SELECT b.at FROM desk_beat b WHERE b.name = ${PULSE}) AS pulse_at,
        (SELECT 1 FROM dead_letter d INDEXED BY dead_letter_open WHERE d.replayed_at IS NULL AND d.failed_at > 0 LIMIT 1) AS given_up,
        (SELECT MIN(k.at) FROM (
          SELECT (SELECT MIN(t.wake_at) FROM ticket t INDEXED BY ticket_overdue WHERE t.wake_at IS NOT NULL AND t.wake_at < ${now}) AS at
          UNION ALL SELECT (SELECT MIN(c.at) FROM rule_cause c)
          UNION ALL SELECT (SELECT MIN(o.since) FROM settle_due o)) k WHERE k.at IS NOT NULL) AS oldest_at`,
      sql`SELECT s.state, s.orders_import, s.fbt_import, s.chat_import, s.connected_at, s.begin_since, h.sweep_at, h.reconcile_at, h.aftersales_at,
          (SELECT MAX(c.last_time) FROM conversation c WHERE c.store_id = s.id) AS last_time
        FROM store s LEFT JOIN store_health h ON h.store_id = s.id`,
    ]);
    return judge(found, stores, now);
  } catch (error) {
    writeLog(kit, { door: "http", job: "health", verdict: "retry", error });
    return SILENT;
  }
}

function judge(found: Found | undefined, stores: Heard[], now: number): Vital {
  const waited = found?.oldest_at == null ? null : Math.max(0, now - found.oldest_at);
  const kinds: [kind: TroubleKind, isSo: boolean][] = [
    ["clock-stopped", isPulseLate(found?.pulse_at ?? null, now)],
    ["work-given-up", found?.given_up === 1],
    ["work-waiting", waited !== null && waited > WORK_LATE_MS],
    ["store-behind", stores.some((store) => followingOf(store, now).some(({ isLate }) => isLate))],
    ["consent-ended", stores.some(({ state }) => state === "reauthorize")],
  ];
  const trouble = kinds.flatMap(([kind, isSo]) => (isSo ? [kind] : []));
  return { status: trouble.length > 0 ? 503 : 200, trouble, oldestWorkSeconds: waited === null ? null : Math.floor(waited / 1000) };
}

let asks = new Map<string, number>();
let countedFrom = 0;

/** Counted in the isolate alone: what too many askers could cost is one small reading in KEPT_MS, and counting them in D1 would cost more. */
function mayAsk(kit: Kit, address: string): boolean {
  if (kit.now() - countedFrom > ASKS_WINDOW_SECONDS * 1000 || asks.size > ADDRESSES_MAX) {
    asks = new Map();
    countedFrom = kit.now();
  }
  const count = (asks.get(address) ?? 0) + 1;
  asks.set(address, count);
  return count <= ASKS_PER_ADDRESS_MAX;
}
