/** How many orders wait, and for what. What is a state is read off counters kept by the database; what depends on the clock is counted along an
 *  index, no further than WAITING_COUNT_MAX. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { STAGES, type Stage } from "../orders/stage.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { DEADLINES_END, endOfDay, isStillUntold, markOf, markOfTrouble } from "./filters.ts";

export const WAITING_COUNT_MAX = 500;

/** In the order in which somebody would see to them. */
export const WAITING = [
  "overdue",
  "scanOverdue",
  "today",
  "cancellations",
  "labels",
  "review",
  "toShip",
  "returns",
  "held",
  "scan",
  "untold",
  "mine",
] as const;
export type Waiting = (typeof WAITING)[number];

export interface WaitingCount {
  count: number;
  /** There are more; nobody counted further. */
  more: boolean;
}

const at = (stages: readonly Stage[]) => JSON.stringify(stages.map((stage) => STAGES.indexOf(stage)));
/** What has not left yet and may have a deadline. */
const TO_LEAVE = at(["on_hold", "in_review", "held", "ready_to_ship", "partially_shipped"]);
const SHIPPED = at(["shipped"]);
/** A label may be missing after TikTok calls its parcel shipped. */
const TO_PRINT = at(["on_hold", "in_review", "held", "ready_to_ship", "partially_shipped", "shipped"]);

export async function countWaiting(
  kit: Kit,
  signedIn: SignedIn,
  { stores, zone }: { stores: string[] | null; zone: string },
): Promise<Record<Waiting, WaitingCount>> {
  const now = Math.floor(kit.now() / 1000);
  const seen = sql`${who(signedIn)}, seen AS MATERIALIZED (SELECT s.id FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}
    AND ${stores === null ? sql`true` : sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`})`;
  const due = (stages: string, from: number, before: number) =>
    counted(
      seen,
      sql`seen CROSS JOIN json_each(${stages}) g CROSS JOIN orders o INDEXED BY orders_of_store_by_turn
      WHERE o.store_id = seen.id AND o.stage = g.value AND o.stage IS NOT NULL AND o.turn >= ${from} AND o.turn < ${before}`,
    );
  const mine = counted(
    seen,
    sql`seen CROSS JOIN json_each(${TO_LEAVE}) g CROSS JOIN order_mark k INDEXED BY order_mark_of_store_by_turn
      WHERE k.mark = ${markOf(sql`(SELECT id FROM who)`)} AND k.store_id = seen.id AND k.stage = g.value`,
  );
  const labels = counted(
    seen,
    sql`seen CROSS JOIN json_each(${TO_PRINT}) g CROSS JOIN order_mark k INDEXED BY order_mark_of_store_by_turn
      WHERE k.mark = ${markOfTrouble("label")} AND k.store_id = seen.id AND k.stage = g.value`,
  );
  const untold = counted(
    seen,
    sql`seen CROSS JOIN order_mark k INDEXED BY order_mark_of_store_by_time
        CROSS JOIN orders o ON o.create_time = k.create_time AND o.id = k.order_id
      WHERE k.mark = ${markOfTrouble("untold")} AND k.store_id = seen.id AND ${isStillUntold}`,
  );
  type States = Record<"review" | "held" | "toShip" | "cancellations" | "returns", number>;
  type Counted = { n: number };
  const [people, states, overdue, today, scan, scanOverdue, own, unlabelled, unheard] = await kit.db.batch<
    [Person, States, Counted, Counted, Counted, Counted, Counted, Counted, Counted]
  >([
    askWho(signedIn),
    sql`WITH ${seen} SELECT TOTAL(c.in_review) AS review, TOTAL(c.held) AS held, TOTAL(c.ready_to_ship + c.partially_shipped) AS toShip,
        TOTAL(a.cancellations) AS cancellations, TOTAL(a.returns) AS returns
      FROM seen LEFT JOIN order_count c ON c.store_id = seen.id LEFT JOIN aftersale_count a ON a.store_id = seen.id`,
    due(TO_LEAVE, 0, now),
    due(TO_LEAVE, now, endOfDay(now, zone)),
    due(SHIPPED, 0, DEADLINES_END),
    due(SHIPPED, 0, now),
    mine,
    labels,
    untold,
  ]);
  requirePerson(people);
  const [state] = states;
  const all = (n = 0): WaitingCount => ({ count: n, more: false });
  const some = ([row]: Counted[]): WaitingCount => ({
    count: Math.min(row?.n ?? 0, WAITING_COUNT_MAX),
    more: (row?.n ?? 0) > WAITING_COUNT_MAX,
  });
  return {
    overdue: some(overdue),
    scanOverdue: some(scanOverdue),
    today: some(today),
    cancellations: all(state?.cancellations),
    labels: some(unlabelled),
    review: all(state?.review),
    toShip: all(state?.toShip),
    returns: all(state?.returns),
    held: all(state?.held),
    scan: some(scan),
    untold: some(unheard),
    mine: some(own),
  };
}

const counted = (seen: SQL, rows: SQL) =>
  sql`WITH ${seen} SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${rows} LIMIT ${WAITING_COUNT_MAX + 1})`;
