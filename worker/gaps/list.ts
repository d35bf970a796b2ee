/** What the page of gaps asks: for each store one may read, how its last days stand, the receipts of one of them, and a check at once for whoever
 *  manages the store. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { localDate } from "../stores/calendar.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS, requireRight } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import type { Missing } from "./compare.ts";
import { DAYS_CHECKED, dayAfter, isDay, spanOf } from "./days.ts";
import type { GapDayRow, ReceiptRow } from "./table.ts";
import { nameDays, type WaitingDay } from "./walk.ts";

const RECEIPTS_SHOWN_MAX = 60;
const OLDER_SHOWN_MAX = 60;

/** open and equal are the last check's; repaired: equal by now, and something was once fetched. */
export type DayState = "equal" | "repaired" | "open" | "unchecked";

export interface ShownDay {
  day: string;
  state: DayState;
  theirs: number | null;
  ours: number | null;
  /** Orders ever fetched by a check of this day. */
  repaired: number;
  checkedAt: number | null;
  isWaiting: boolean;
}

export interface StoreGaps {
  store: Pick<StoreRow, "id" | "name" | "mark" | "marketplace" | "time_zone">;
  /** The last days, the oldest first; those before the store's orders begin are left out. */
  days: ShownDay[];
  /** Older ones that have been checked, newest first. */
  older: ShownDay[];
  /** Days that wait to be checked. */
  waiting: number;
  can: { check: Can };
}

interface SeenStore extends Pick<StoreRow, "id" | "name" | "mark" | "marketplace" | "time_zone" | "state" | "orders_import"> {
  bits: number;
  since: number | null;
  imported: string | null;
  days: string | null;
}

const SEEN = sql`SELECT s.id, s.name, s.mark, s.marketplace, s.time_zone, s.state, s.orders_import, ${bitsIn(sql`s.id`)} AS bits, w.days,
  (SELECT b.from_time FROM backfill b WHERE b.store_id = s.id AND b.stream = 'orders') AS since,
  (SELECT b.state FROM backfill b WHERE b.store_id = s.id AND b.stream = 'orders') AS imported
  FROM who CROSS JOIN store s LEFT JOIN gap_walk w ON w.store_id = s.id`;

/** One store's, or those of all that may be read. */
export async function listGaps(kit: Kit, signedIn: SignedIn, storeId: string | null): Promise<StoreGaps[]> {
  const isAsked = storeId === null ? sql`true` : sql`s.id = ${storeId}`;
  const since = dayAfter(new Date(kit.now()).toISOString().slice(0, 10), -DAYS_CHECKED - 1 - OLDER_SHOWN_MAX);
  const [people, stores, checked] = await kit.db.batch<[Person, SeenStore, GapDayRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} ${SEEN} WHERE ${mayIn(sql`s.id`, "read")} AND ${isAsked}`,
    sql`WITH ${who(signedIn)} SELECT d.* FROM who CROSS JOIN store s CROSS JOIN gap_day d
      WHERE d.store_id = s.id AND d.day >= ${since} AND ${mayIn(sql`s.id`, "read")} AND ${isAsked}`,
  ]);
  requirePerson(people);
  return stores
    .sort((one, other) => one.mark - other.mark)
    .map((store) => assemble(store, new Map(checked.flatMap((row) => (row.store_id === store.id ? [[row.day, row]] : []))), kit.now()));
}

function assemble(store: SeenStore, checked: Map<string, GapDayRow>, now: number): StoreGaps {
  const { id, name, mark, marketplace, time_zone } = store;
  const waiting = new Set((JSON.parse(store.days ?? "[]") as WaitingDay[]).map(({ day }) => day));
  const today = localDate(Math.floor(now / 1000), time_zone);
  const show = (day: string) => showDay(day, checked.get(day), waiting.has(day));
  const latest = Array.from({ length: DAYS_CHECKED }, (_, at) => dayAfter(today, at - DAYS_CHECKED));
  const first = latest[0] ?? today;
  return {
    store: { id, name, mark, marketplace, time_zone },
    days: latest.filter((day) => store.since !== null && spanOf(day, time_zone).from >= store.since).map(show),
    older: [...checked.keys()]
      .filter((day) => day < first)
      .sort()
      .reverse()
      .slice(0, OLDER_SHOWN_MAX)
      .map(show),
    waiting: waiting.size,
    can: { check: mayCheck(store) },
  };
}

function showDay(day: string, row: GapDayRow | undefined, isWaiting: boolean): ShownDay {
  const state = !row ? "unchecked" : row.verdict === "open" ? "open" : row.repaired > 0 ? "repaired" : "equal";
  const { theirs = null, ours = null, repaired = 0, checked_at = null } = row ?? {};
  return { day, state, theirs, ours, repaired, checkedAt: checked_at, isWaiting };
}

function mayCheck({ bits, state, orders_import, imported }: Pick<SeenStore, "bits" | "state" | "orders_import" | "imported">): Can {
  if ((bits & RIGHTS.manage) === 0) return cannot("right-missing", { right: "manage" });
  if (state !== "connected") return cannot("store-disconnected");
  if (orders_import === 0) return cannot("gaps-no-import");
  return imported === "done" ? { ok: true } : cannot("gaps-importing");
}

export interface ShownReceipt extends Omit<ReceiptRow, "store_id" | "repaired" | "missing" | "by_id"> {
  repaired: string[];
  missing: Missing[];
  /** Null: the night. */
  person: string | null;
}

/** Every check of a day, newest first. */
export async function listReceipts(kit: Kit, signedIn: SignedIn, storeId: string, day: string): Promise<ShownReceipt[]> {
  await requireRight(kit, signedIn, storeId, "read");
  const rows = await kit.db.all<ReceiptRow & { person: string | null }>(
    sql`SELECT r.*, (SELECT u.name FROM user u WHERE u.id = r.by_id) AS person FROM gap_receipt r
      WHERE r.store_id = ${storeId} AND r.day = ${day} ORDER BY r.checked_at DESC LIMIT ${RECEIPTS_SHOWN_MAX}`,
  );
  return rows.map(({ store_id: _store, by_id: _by, repaired, missing, ...row }) => ({
    ...row,
    repaired: JSON.parse(repaired) as string[],
    missing: JSON.parse(missing) as Missing[],
  }));
}

/** One day at once, or all of the last ones. Answers how many wait now. */
export async function askForCheck(kit: Kit, signedIn: SignedIn, storeId: string, day: string | null): Promise<number> {
  const person = await requireRight(kit, signedIn, storeId, "manage");
  const [[store]] = await kit.db.batch<[SeenStore]>([sql`WITH ${who(signedIn)} ${SEEN} WHERE s.id = ${storeId}`]);
  if (!store) throw new Problem("missing", "store-missing");
  const may = mayCheck(store);
  if (!may.ok) throw new Problem("conflict", may.because.code, may.because.facts);
  const today = localDate(Math.floor(kit.now() / 1000), store.time_zone);
  const isProvable = (one: string) => isDay(one) && one < today && spanOf(one, store.time_zone).from >= (store.since ?? 0);
  const latest = Array.from({ length: DAYS_CHECKED }, (_, ago) => dayAfter(today, -ago - 1));
  const days = (day === null ? latest : [day]).filter(isProvable);
  if (day !== null && days.length === 0) throw new Problem("invalid", "day-unprovable");
  if (days.length === 0) return 0;
  await kit.db.run(
    nameDays(
      storeId,
      days.map((one) => ({ day: one, by: person.id })),
      kit.now(),
    ),
  );
  await kit.env.LONG.send({ do: "prove-days", store: storeId });
  return days.length;
}
