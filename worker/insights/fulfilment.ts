/** Fulfilment: how punctual orders left and arrived, against the limits TikTok sets, and how long they were on their way. Deadlines count once the
 *  store's day they fell on is over, so that none is called late that is not. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Asker } from "../team/session.ts";
import { type Compared, compare, readSums, spansAsked, sumOf, type When } from "./days.ts";
import {
  findReportStores,
  headOf,
  listDays,
  type Period,
  type PeriodQuery,
  periodOf,
  type ReportHead,
  type ReportStore,
} from "./period.ts";
import { spansOf } from "./spans.ts";

const NAMES = [
  "units",
  "cancelled_buyer",
  "cancelled_seller",
  "cancelled_tiktok",
  "placed",
  "faults",
  "due_ship",
  "on_time_ship",
  "dispatched",
  "dispatched_late",
  "due_collect",
  "on_time_collect",
  "parcels",
  "parcels_scanned",
  "due_deliver",
  "on_time_deliver",
] as const;
type Name = (typeof NAMES)[number];

/** What is owed until a moment. */
const DUE: readonly Name[] = ["due_ship", "on_time_ship", "due_collect", "on_time_collect", "due_deliver", "on_time_deliver"];

/** Shares at which TikTok begins to take points: https://seller-us.tiktok.com/university ("Shop performance"). */
const LIMITS = { late_dispatch: 0.04, seller_fault: 0.025, valid_tracking: 0.95 } as const;

export interface Transit {
  orders: number;
  /** From payment to delivery, in steps of TRANSIT_STEP_HOURS: it took less. */
  median: number | null;
  p90: number | null;
}

export interface FulfilmentReport extends ReportHead {
  limits: typeof LIMITS;
  all: Compared<Name>;
  days: { day: string; dispatched: number; dispatched_late: number }[];
  byStore: ({ store: string } & Compared<Name>)[];
  transit: { now: Transit; before: Transit; carriers: ({ provider: string } & Transit)[] };
}

export async function reportFulfilment(kit: Kit, asker: Asker, query: PeriodQuery): Promise<FulfilmentReport> {
  const period = periodOf(query);
  const stores = await findReportStores(kit, asker, query.stores);
  const asked = { names: NAMES, perDay: ["dispatched", "dispatched_late"], days: period.now, due: DUE } as const;
  const [{ rows, days }, hours] = await Promise.all([readSums(kit, stores, period, asked), readTransit(kit, stores, period)]);
  const byDay = Map.groupBy(days, ({ day }) => day);
  const late = (day: string) => sumOf(byDay.get(day) ?? [], ["dispatched", "dispatched_late"]);
  const of = (when: When) => hours.filter(({ at }) => at === when);
  return {
    ...headOf(period, stores),
    limits: LIMITS,
    all: compare(rows, NAMES),
    days: listDays(period.now).map((day) => ({ day, ...late(day) })),
    byStore: stores.map(({ id }) => ({
      store: id,
      ...compare(
        rows.filter((row) => row.store_id === id),
        NAMES,
      ),
    })),
    transit: {
      now: transitOf(of("now")),
      before: transitOf(of("before")),
      carriers: [...Map.groupBy(of("now"), ({ provider }) => provider)]
        .map(([provider, some]) => ({ provider, ...transitOf(some) }))
        .sort((one, other) => other.orders - one.orders),
    },
  };
}

interface HoursRow {
  at: When;
  provider: string;
  hours: number;
  orders: number;
}

function readTransit(kit: Kit, stores: ReportStore[], { now, before }: Period): Promise<HoursRow[]> {
  const spans = [
    ...spansOf(now).map((span) => ({ ...span, at: "now" as const })),
    ...spansOf(before).map((span) => ({ ...span, at: "before" as const })),
  ];
  return kit.db.all<HoursRow>(
    sql`WITH ${spansAsked(spans)} SELECT p.at, t.provider, t.hours, SUM(p.sign * t.orders) AS orders
      FROM json_each(${JSON.stringify(stores.map(({ id }) => id))}) k CROSS JOIN p CROSS JOIN figure_transit t ON t.store_id = k.value
      WHERE t.day BETWEEN p."from" AND p."to" GROUP BY 1, 2, 3`,
  );
}

/** Exact to the step: every order is counted under its own. */
export function transitOf(rows: readonly Pick<HoursRow, "hours" | "orders">[]): Transit {
  const sorted = rows.filter(({ orders }) => orders > 0).sort((one, other) => one.hours - other.hours);
  const orders = sorted.reduce((sum, row) => sum + row.orders, 0);
  const at = (share: number) => {
    let seen = 0;
    for (const row of sorted) {
      seen += row.orders;
      if (seen >= share * orders) return row.hours;
    }
    return null;
  };
  return { orders, median: at(0.5), p90: at(0.9) };
}
