/** Insights › Fulfilment: how punctual orders left and arrived, each rate beside the limit TikTok sets, and how long parcels took. */
import { useQuery } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { Chart } from "./chart.tsx";
import { type CountedName, listOfCounted } from "./counted.ts";
import { type FigureProps, Figures } from "./figure.tsx";
import { useReportPlace } from "./place.ts";
import { askFulfilment, type FulfilmentReport } from "./queries.ts";
import { InsightsRoom } from "./room.tsx";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit, writeDay, writeWeekday } from "./write.ts";

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
const BEHIND: Partial<Record<Rate, CountedName>> = {
  ship: "shipped-late",
  late: "dispatched-late",
  fault: "at-fault",
  collect: "collected-late",
  deliver: "delivered-late",
};

function listOf(report: FulfilmentReport, rate: Rate, stores: readonly string[]): string | undefined {
  const name = BEHIND[rate];
  return name && listOfCounted(report, name, stores);
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
  const { all, transit } = report;
  const rates = (Object.keys(RATES) as Rate[]).map((rate): FigureProps => {
    const value = RATES[rate](all.now);
    return {
      ...words.fulfilment.figures[rate],
      unit: SHARE,
      value,
      before: RATES[rate](all.before),
      limit: limitOf(report, rate, value),
      to: listOf(
        report,
        rate,
        report.stores.map(({ id }) => id),
      ),
    };
  });
  return [
    ...rates,
    { ...words.fulfilment.figures.median, unit: HOURS, value: transit.now.median, before: transit.before.median },
    { ...words.fulfilment.figures.p90, unit: HOURS, value: transit.now.p90, before: transit.before.p90 },
  ];
}

function Report(props: { report: FulfilmentReport }) {
  const words = speak("insights");
  return (
    <>
      <Figures of={figuresOf(props.report)} />
      <Chart
        title={words.fulfilment.chart}
        head={words.day}
        labels={props.report.days.map(({ day }) => writeDay(day))}
        longLabels={props.report.days.map(({ day }) => writeWeekday(day))}
        unit={SHARE}
        series={[
          {
            name: words.fulfilment.figures.late.name,
            values: props.report.days.map((day) => share(day.dispatched_late, day.dispatched)),
            look: "late",
          },
          {
            name: words.limitMost(props.report.limits.late_dispatch * 100),
            values: props.report.days.map(() => props.report.limits.late_dispatch),
            look: "limit",
          },
        ]}
      />
      <ByStore report={props.report} />
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

function ByStore(props: { report: FulfilmentReport }) {
  const words = speak("insights");
  const stores = useStores();
  const columns = (): Column<Row>[] =>
    (["ship", "late", "fault", "tracking", "collect", "deliver"] as const).map((rate) => ({
      name: words.fulfilment.figures[rate].name,
      unit: SHARE,
      value: ({ now }) => RATES[rate](now),
      to: ({ store }) => listOf(props.report, rate, [store]),
      isLate: ({ now }) => limitOf(props.report, rate, RATES[rate](now))?.isKept === false,
    }));
  return (
    <section class="card" aria-label={words.byStoreOnly}>
      <header>
        <h3>{words.byStoreOnly}</h3>
      </header>
      <DataTable
        name={words.byStoreOnly}
        head={words.storeAndShipper}
        rows={props.report.byStore}
        rowName={({ store }) => stores.find(store)?.name ?? store}
        rowHead={({ store }) => (
          <Show when={stores.find(store)} fallback={store}>
            {(found) => <StoreName store={found()} />}
          </Show>
        )}
        columns={columns()}
      />
    </section>
  );
}
