/** Insights › Returns: what came back of what was delivered, by the month of delivery, and the money that was paid back. */

import { createMemo, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { Chart } from "./chart.tsx";
import { type CountedName, listOfCounted } from "./counted.ts";
import { type FigureProps, Figures } from "./figure.tsx";
import { useReportPlace } from "./place.ts";
import { askReturns, type ReturnsReport } from "./queries.ts";
import { InsightsRoom } from "./room.tsx";
import { StoreTable } from "./store-table.tsx";
import { addUp, namesOf, type Stretch, stretchesOf } from "./stretch.ts";
import type { Column } from "./table.tsx";
import { share, type Unit, writeMonth, writeMonthShort } from "./write.ts";

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
    {
      name: words.figures.rate.name,
      unit: SHARE,
      value: ({ now }) => rateOf(now),
      to: ({ store, by }) => listOfCounted(report, "returned", [store], { by }),
    },
  ];
}

function Report(props: { report: ReturnsReport }) {
  const words = speak("insights");
  const figures = (): FigureProps[] => {
    const { now, before } = props.report.all;
    const named = words.returns.figures;
    const all = props.report.stores.map(({ id }) => id);
    const noList = words.noListZones;
    const [delivered, returned] = [listOfCounted(props.report, "delivered", all), listOfCounted(props.report, "returned", all)];
    return [
      { ...named.rate, unit: SHARE, value: rateOf(now), before: rateOf(before), to: returned, noList },
      { ...named.delivered, unit: COUNT, value: now.delivered_units, before: before.delivered_units, to: delivered, noList },
      { ...named.returned, unit: COUNT, value: now.returned_units, before: before.returned_units, to: returned, noList },
    ];
  };
  return (
    <>
      <Figures of={figures()} />
      <Chart
        title={words.returns.cohorts}
        head={words.returns.month}
        look="bars"
        labels={props.report.cohorts.map(({ month }) => writeMonthShort(month))}
        longLabels={props.report.cohorts.map(({ month }) => writeMonth(month))}
        unit={SHARE}
        series={[{ name: words.returns.figures.rate.name, values: props.report.cohorts.map(rateOf), look: "main" }]}
      />
      <StoreTable name={words.byStore} rows={props.report.byStore} columns={storeColumns(props.report)} />
      <For each={props.report.blocks.map(({ currency }) => currency)}>
        {(currency) => (
          <Show when={props.report.blocks.find((block) => block.currency === currency)}>
            {(block) => <Money block={block()} report={props.report} />}
          </Show>
        )}
      </For>
    </>
  );
}

/** What lies behind each sum of money. */
const BEHIND = {
  refund_goods: "refunded",
  refund_shipping: "refunded",
  refund_tax: "refunded",
  refund_kept: "refunded-kept",
  refund_cancelled: "refunded-cancelled",
} as const;
type Sum = keyof typeof BEHIND;

function Money(props: { block: MoneyBlock; report: ReturnsReport }) {
  const words = speak("insights");
  const stores = () => props.report.stores.filter(({ currency }) => currency === props.block.currency).map(({ id }) => id);
  const list = (name: CountedName, days?: Stretch) => listOfCounted(props.report, name, stores(), { days });
  const stretches = createMemo(() => stretchesOf(props.block.days));
  const unit = (): Unit => ({ as: "money", currency: props.block.currency });
  const figures = (): FigureProps[] => {
    const { now, before } = props.block.all;
    return [
      ...(Object.keys(BEHIND) as Sum[]).map(
        (name): FigureProps => ({
          ...words.returns.figures[name],
          unit: unit(),
          value: now[name],
          before: before[name],
          to: list(BEHIND[name]),
          noList: words.noListZones,
        }),
      ),
      {
        ...words.returns.figures.refunds,
        unit: COUNT,
        value: now.refunds,
        before: before.refunds,
        to: list("refunded"),
        noList: words.noListZones,
      },
    ];
  };
  return (
    <section class="stack report-block" aria-label={words.inCurrency(props.block.currency)}>
      <h2>{words.inCurrency(props.block.currency)}</h2>
      <Figures of={figures()} />
      <Chart
        {...namesOf(stretches(), words.returns.figures.refund_goods.name)}
        unit={unit()}
        look="bars"
        series={[
          {
            name: words.returns.figures.refund_goods.name,
            values: stretches().rows.map((rows) => addUp(rows, ({ refund_goods }) => refund_goods)),
            look: "main",
            to: (at) => list("refunded", stretches().of[at]),
          },
        ]}
      />
    </section>
  );
}
