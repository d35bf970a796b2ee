/** Insights › Fulfilment: how punctual orders left and arrived, each rate beside the limit TikTok sets, and how long parcels took. */

import { createMemo, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { Chart } from "./chart.tsx";
import { type CountedName, listOfCounted } from "./counted.ts";
import { type FigureProps, Figures } from "./figure.tsx";
import { useReportPlace } from "./place.ts";
import { askFulfilment, type FulfilmentReport } from "./queries.ts";
import { InsightsRoom } from "./room.tsx";
import { StoreTable } from "./store-table.tsx";
import { addUp, namesOf, stretchesOf } from "./stretch.ts";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit } from "./write.ts";

type Sums = FulfilmentReport["all"]["now"];
type Row = FulfilmentReport["byStore"][number];
const SHARE: Unit = { as: "share" };
const HOURS: Unit = { as: "hours" };
const COUNT: Unit = { as: "count" };

const RATES = {
  ship: ({ on_time_ship, due_ship }: Sums) => share(on_time_ship, due_ship),
  late: ({ dispatched_late, dispatched }: Sums) => share(dispatched_late, dispatched),
  fault: ({ faults, placed }: Sums) => share(faults, placed),
  tracking: ({ parcels_scanned, parcels }: Sums) => share(parcels_scanned, parcels),
  collect: ({ on_time_collect, due_collect }: Sums) => share(on_time_collect, due_collect),
  deliver: ({ on_time_deliver, due_deliver }: Sums) => share(on_time_deliver, due_deliver),
  buyer: ({ cancelled_buyer, units }: Sums) => share(cancelled_buyer, units),
  seller: ({ cancelled_seller, units }: Sums) => share(cancelled_seller, units),
  tiktok: ({ cancelled_tiktok, units }: Sums) => share(cancelled_tiktok, units),
} as const;
type Rate = keyof typeof RATES;

/** The orders that make a rate worse than it could be. */
const BEHIND: Record<Rate, CountedName> = {
  ship: "shipped-late",
  late: "dispatched-late",
  fault: "at-fault",
  collect: "collected-late",
  deliver: "delivered-late",
  tracking: "unscanned",
  buyer: "cancelled-buyer",
  seller: "cancelled-seller",
  tiktok: "cancelled-tiktok",
};

function listOf(report: FulfilmentReport, rate: Rate, stores: readonly string[]): string | undefined {
  return listOfCounted(report, BEHIND[rate], stores);
}

export default function Fulfilment() {
  const place = useReportPlace();
  const report = useQuery(() => askFulfilment(place.question()));
  return (
    <InsightsRoom tab="fulfilment" place={place} head={known(report)}>
      <Answer of={report} waiting={<Skeleton rows={4} class="report-waiting" widths={[40, 80]} />}>
        {(data) => <Report report={data()} />}
      </Answer>
    </InsightsRoom>
  );
}

function limitOf(report: FulfilmentReport, rate: Rate, value: number | null): FigureProps["limit"] {
  const words = speak("insights");
  const { late_dispatch, seller_fault, valid_tracking } = report.limits;
  const most = { late: late_dispatch, fault: seller_fault }[rate as "late" | "fault"];
  if (most !== undefined) return { words: words.limitMost(most * 100), isKept: value === null || value <= most };
  if (rate === "tracking") return { words: words.limitLeast(valid_tracking * 100), isKept: value === null || value >= valid_tracking };
  return undefined;
}

function figuresOf(report: FulfilmentReport): FigureProps[] {
  const words = speak("insights");
  const { transit } = report;
  const all = report.stores.map(({ id }) => id);
  const rates = (Object.keys(RATES) as Rate[]).map((rate): FigureProps => {
    const value = RATES[rate](report.all.now);
    return {
      ...words.fulfilment.figures[rate],
      unit: SHARE,
      value,
      before: RATES[rate](report.all.before),
      limit: limitOf(report, rate, value),
      to: listOf(report, rate, all),
      noList: words.noListZones,
    };
  });
  const delivered = listOfCounted(report, "delivered", all);
  return [
    ...rates,
    {
      ...words.fulfilment.figures.median,
      unit: HOURS,
      value: transit.now.median,
      before: transit.before.median,
      to: delivered,
      noList: words.noListZones,
    },
    {
      ...words.fulfilment.figures.p90,
      unit: HOURS,
      value: transit.now.p90,
      before: transit.before.p90,
      to: delivered,
      noList: words.noListZones,
    },
  ];
}

function Report(props: { report: FulfilmentReport }) {
  const words = speak("insights");
  const all = () => props.report.stores.map(({ id }) => id);
  const stretches = createMemo(() => stretchesOf(props.report.days));
  const lateness = () =>
    stretches().rows.map((rows) => {
      const sum = (of: "dispatched" | "dispatched_late") => addUp(rows, (row) => row[of]);
      return share(sum("dispatched_late"), sum("dispatched"));
    });
  const late = (at: number) => listOfCounted(props.report, "dispatched-late", all(), { days: stretches().of[at] });
  return (
    <>
      <Figures of={figuresOf(props.report)} />
      <Chart
        {...namesOf(stretches(), words.fulfilment.figures.late.name)}
        unit={SHARE}
        series={[
          {
            name: words.fulfilment.figures.late.name,
            values: lateness(),
            look: "late",
            to: late,
          },
          {
            name: words.limitMost(props.report.limits.late_dispatch * 100),
            values: stretches().of.map(() => props.report.limits.late_dispatch),
            look: "limit",
          },
        ]}
      />
      <StoreTable name={words.byStoreOnly} rows={props.report.byStore} columns={storeColumns(props.report)} />
      <Show when={props.report.transit.carriers.length > 0}>
        <section class="card" aria-label={words.fulfilment.carriers}>
          <header>
            <h3>{words.fulfilment.carriers}</h3>
          </header>
          <DataTable
            name={words.fulfilment.carriers}
            head={words.fulfilment.carrier}
            rows={props.report.transit.carriers}
            rowName={({ provider }) => provider || words.fulfilment.noCarrier}
            columns={[
              { name: words.fulfilment.delivered, unit: COUNT, value: ({ orders }) => orders },
              { name: words.fulfilment.figures.median.name, unit: HOURS, value: ({ median }) => median },
              { name: words.fulfilment.figures.p90.name, unit: HOURS, value: ({ p90 }) => p90 },
            ]}
          />
        </section>
      </Show>
    </>
  );
}

function storeColumns(report: FulfilmentReport): Column<Row>[] {
  const words = speak("insights");
  return (["ship", "late", "fault", "tracking", "collect", "deliver"] as const).map((rate) => ({
    name: words.fulfilment.figures[rate].name,
    unit: SHARE,
    value: ({ now }) => RATES[rate](now),
    to: ({ store }) => listOf(report, rate, [store]),
    isLate: ({ now }) => limitOf(report, rate, RATES[rate](now))?.isKept === false,
  }));
}
