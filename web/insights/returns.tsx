/** Insights › Returns: what came back of what was delivered, by the month of delivery, and the money that was paid back. */
import { useQuery } from "@tanstack/solid-query";
import { For } from "solid-js";
import { useStores } from "../team/me.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { Chart } from "./chart.tsx";
import { listOfCounted } from "./counted.ts";
import { type FigureProps, Figures } from "./figure.tsx";
import { useReportPlace } from "./place.ts";
import { askReturns, type ReturnsReport } from "./queries.ts";
import { InsightsRoom } from "./room.tsx";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit, writeDay, writeMonth, writeWeekday } from "./write.ts";

type Goods = ReturnsReport["all"]["now"];
type MoneyBlock = ReturnsReport["blocks"][number];
const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };
const rateOf = ({ returned_units, delivered_units }: Goods) => share(returned_units, delivered_units);

export default function Returns() {
  const place = useReportPlace();
  const report = useQuery(() => askReturns(place.question()));
  return (
    <InsightsRoom tab="returns" place={place} head={known(report)}>
      <Answer of={report} waiting={<Skeleton rows={4} class="report-waiting" widths={[40, 80]} />}>
        {(data) => <Report report={data()} />}
      </Answer>
    </InsightsRoom>
  );
}

function storeColumns(report: ReturnsReport): Column<ReturnsReport["byStore"][number]>[] {
  const { returns: words } = speak("insights");
  return [
    {
      name: words.figures.delivered.name,
      unit: COUNT,
      value: ({ now }) => now.delivered_units,
      to: ({ store, by }) => listOfCounted(report, "delivered", [store], { by }),
    },
    {
      name: words.figures.returned.name,
      unit: COUNT,
      value: ({ now }) => now.returned_units,
      to: ({ store, by }) => listOfCounted(report, "returned", [store], { by }),
    },
    { name: words.figures.rate.name, unit: SHARE, value: ({ now }) => rateOf(now) },
  ];
}

function Report(props: { report: ReturnsReport }) {
  const words = speak("insights");
  const stores = useStores();
  const figures = (): FigureProps[] => {
    const { now, before } = props.report.all;
    const named = words.returns.figures;
    return [
      { ...named.rate, unit: SHARE, value: rateOf(now), before: rateOf(before) },
      { ...named.delivered, unit: COUNT, value: now.delivered_units, before: before.delivered_units },
      { ...named.returned, unit: COUNT, value: now.returned_units, before: before.returned_units },
    ];
  };
  return (
    <>
      <Figures of={figures()} />
      <Chart
        title={words.returns.cohorts}
        head={words.returns.month}
        look="bars"
        labels={props.report.cohorts.map(({ month }) => writeMonth(month))}
        unit={SHARE}
        series={[{ name: words.returns.figures.rate.name, values: props.report.cohorts.map(rateOf), look: "main" }]}
      />
      <section class="card" aria-label={words.byStore}>
        <header>
          <h3>{words.byStore}</h3>
        </header>
        <DataTable
          name={words.byStore}
          head={words.storeAndShipper}
          rows={props.report.byStore}
          rowName={({ store, by }) => `${stores.find(store)?.name ?? store} · ${words.by[by]}`}
          columns={storeColumns(props.report)}
        />
      </section>
      <For each={props.report.blocks}>{(block) => <Money block={block} />}</For>
    </>
  );
}

function Money(props: { block: MoneyBlock }) {
  const words = speak("insights");
  const unit = (): Unit => ({ as: "money", currency: props.block.currency });
  const figures = (): FigureProps[] => {
    const { now, before } = props.block.all;
    const names = ["refund_goods", "refund_shipping", "refund_tax", "refund_kept", "refund_cancelled"] as const;
    return [
      ...names.map((name) => ({ ...words.returns.figures[name], unit: unit(), value: now[name], before: before[name] })),
      { ...words.returns.figures.refunds, unit: COUNT, value: now.refunds, before: before.refunds },
    ];
  };
  return (
    <section class="stack report-block" aria-label={words.inCurrency(props.block.currency)}>
      <h2>{words.inCurrency(props.block.currency)}</h2>
      <Figures of={figures()} />
      <Chart
        title={words.perDay(words.returns.figures.refund_goods.name)}
        head={words.day}
        labels={props.block.days.map(({ day }) => writeDay(day))}
        longLabels={props.block.days.map(({ day }) => writeWeekday(day))}
        unit={unit()}
        look="bars"
        series={[
          { name: words.returns.figures.refund_goods.name, values: props.block.days.map(({ refund_goods }) => refund_goods), look: "main" },
        ]}
      />
    </section>
  );
}
