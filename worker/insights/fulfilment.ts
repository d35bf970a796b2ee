/** Fulfilment: how punctual orders left and arrived, against the limits TikTok sets, and how long they were on their way. Deadlines count once the
 *  store's day they fell on is over, so that none is called late that is not. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { SignedIn } from "../team/session.ts";
import { type Compared, compare, type DayRow, readDays, type Sums, sumOf, wholeOf } from "./days.ts";
import { type Days, findReportStores, headOf, listDays, type PeriodQuery, periodOf, type ReportHead, type ReportStore } from "./period.ts";

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
export const LIMITS = { late_dispatch: 0.04, seller_fault: 0.025, valid_tracking: 0.95 } as const;

export interface Transit {
  orders: number;
  /** Whole hours from payment to delivery. */
  median: number | null;
  p90: number | null;
}

export interface FulfilmentReport extends ReportHead {
  limits: typeof LIMITS;
  all: Compared<Name>;
  days: { day: string; now: Sums<Name> }[];
  byStore: ({ store: string } & Compared<Name>)[];
  transit: { now: Transit; before: Transit; carriers: ({ provider: string } & Transit)[] };
}

export async function reportFulfilment(kit: Kit, signedIn: SignedIn, query: PeriodQuery): Promise<FulfilmentReport> {
  const period = periodOf(query);
  const stores = await findReportStores(kit, signedIn, query.stores);
  const [read, hours] = await Promise.all([readDays(kit, stores, wholeOf(period), NAMES), readTransit(kit, stores, wholeOf(period))]);
  const todays = new Map(stores.map(({ id, today }) => [id, today]));
  const rows = read.map((row) => (row.day < (todays.get(row.store_id) ?? "") ? row : withoutDue(row)));
  const byDay = Map.groupBy(rows, ({ day }) => day);
  const within = ({ from, to }: Days) => hours.filter(({ day }) => day >= from && day <= to);
  return {
    ...headOf(period, stores),
    limits: LIMITS,
    all: compare(rows, NAMES, period),
    days: listDays(period.now).map((day) => ({ day, now: sumOf(byDay.get(day) ?? [], NAMES) })),
    byStore: stores.map(({ id }) => ({
      store: id,
      ...compare(
        rows.filter((row) => row.store_id === id),
        NAMES,
        period,
      ),
    })),
    transit: {
      now: transitOf(within(period.now)),
      before: transitOf(within(period.before)),
      carriers: [...Map.groupBy(within(period.now), ({ provider }) => provider)]
        .map(([provider, some]) => ({ provider, ...transitOf(some) }))
        .sort((one, other) => other.orders - one.orders),
    },
  };
}

const withoutDue = (row: DayRow<Name>): DayRow<Name> => ({ ...row, ...Object.fromEntries(DUE.map((name) => [name, 0])) });

interface HoursRow {
  day: string;
  provider: string;
  hours: number;
  orders: number;
}

const readTransit = (kit: Kit, stores: ReportStore[], { from, to }: Days): Promise<HoursRow[]> =>
  kit.db.all<HoursRow>(
    sql`SELECT t.day, t.provider, t.hours, t.orders FROM json_each(${JSON.stringify(stores.map(({ id }) => id))}) k
      CROSS JOIN figure_transit t ON t.store_id = k.value WHERE t.day BETWEEN ${from} AND ${to}`,
  );

/** Exact to the hour: every order is counted under its whole hours. */
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
