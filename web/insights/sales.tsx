/** Insights › Sales: what was ordered and what is left of it, one block per currency, with every number's definition beside it. */
import { useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { Answer, Empty, known, Skeleton } from "../ui/states.tsx";
import { StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { Chart } from "./chart.tsx";
import { listOfCounted } from "./counted.ts";
import { type FigureProps, Figures } from "./figure.tsx";
import { type ReportPlace, useReportPlace } from "./place.ts";
import { askSales, type SalesBlock } from "./queries.ts";
import { type Head, InsightsRoom } from "./room.tsx";
import { Sold } from "./sold.tsx";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit, writeDay, writeWeekday } from "./write.ts";

type Sums = SalesBlock["all"]["now"];
interface Compared {
  now: Sums;
  before: Sums;
}

type Drawn = SalesBlock["days"][number]["now"];
const netOf = ({ sold, refund_goods }: Drawn) => sold - refund_goods;
const averageOf = (sums: Sums) => (sums.standing === 0 ? null : Math.round(netOf(sums) / sums.standing));
const cancelledOf = (sums: Sums) => sums.cancelled_buyer + sums.cancelled_seller + sums.cancelled_tiktok;
const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };

export default function Sales() {
  const place = useReportPlace();
  const report = useQuery(() => askSales(place.question()));
  return (
    <InsightsRoom tab="sales" place={place} head={known(report)} hasSamples>
      <Answer of={report} waiting={<Skeleton rows={4} class="report-waiting" widths={[40, 80]} />}>
        {(data) => (
          <For
            each={data().blocks}
            fallback={<Empty icon="coupon" title={speak("insights").none.title} words={speak("insights").none.words} />}
          >
            {(block) => <Block block={block} place={place} head={data()} />}
          </For>
        )}
      </Answer>
    </InsightsRoom>
  );
}

function Block(props: { block: SalesBlock; place: ReportPlace; head: Head }) {
  const words = speak("insights");
  // Samples are listed as orders are, but under no such number.
  const paid = (stores: string[], by = "") => (props.place.isSamples() ? undefined : listOfCounted(props.head, "paid", stores, { by }));
  return (
    <section class="stack report-block" aria-label={words.inCurrency(props.block.currency)}>
      <h2>{words.inCurrency(props.block.currency)}</h2>
      <Figures of={figuresOf(props.block, paid([...new Set(props.block.stores.map(({ store }) => store))]))} />
      <SalesChart block={props.block} />
      <ByStore block={props.block} paid={paid} />
      <Sold question={props.place.question()} currency={props.block.currency} head={props.head} isSamples={props.place.isSamples()} />
      <Show when={props.block.marketplaces.length > 1}>
        <section class="card" aria-label={words.byMarketplace}>
          <header>
            <h3>{words.byMarketplace}</h3>
          </header>
          <DataTable
            name={words.byMarketplace}
            head={words.marketplace}
            rows={props.block.marketplaces}
            rowName={({ marketplace }) => marketplace}
            columns={columnsOf(props.block.currency)}
          />
        </section>
      </Show>
    </section>
  );
}

function figuresOf({ currency, all }: SalesBlock, paid: string | undefined): FigureProps[] {
  const words = speak("insights").sales;
  const money: Unit = { as: "money", currency };
  const of = (name: keyof typeof words.figures, unit: Unit, value: (sums: Sums) => number | null): FigureProps => ({
    ...words.figures[name],
    unit,
    value: value(all.now),
    before: value(all.before),
  });
  return [
    of("net", money, netOf),
    of("gmv", money, ({ gmv }) => gmv),
    { ...of("orders", COUNT, (sums) => sums.paid), to: paid },
    of("units", COUNT, ({ units }) => units),
    of("average", money, averageOf),
    of("refunds", money, ({ refund_goods }) => refund_goods),
    of("cancelled", SHARE, (sums) => share(cancelledOf(sums), sums.units)),
    of("platform", money, ({ platform }) => platform),
    of("shipping", money, ({ shipping }) => shipping),
    of("tax", money, ({ tax }) => tax),
    of("gifts", COUNT, ({ gifts }) => gifts),
  ];
}

const CHARTED = ["net", "gmv", "orders", "units"] as const;
type Charted = (typeof CHARTED)[number];

const chartedOf: Record<Charted, (sums: Drawn) => number> = {
  net: netOf,
  gmv: ({ gmv }) => gmv,
  orders: ({ paid }) => paid,
  units: ({ units }) => units,
};

function SalesChart(props: { block: SalesBlock }) {
  const words = speak("insights");
  const [shown, setShown] = createSignal<Charted>("net");
  const unit = (): Unit => (shown() === "net" || shown() === "gmv" ? { as: "money", currency: props.block.currency } : COUNT);
  const values = (which: keyof Compared) => props.block.days.map((row) => chartedOf[shown()](row[which]));
  return (
    <div class="stack tight">
      <fieldset class="segmented" aria-label={words.chartShows}>
        <For each={CHARTED}>
          {(name) => (
            <button type="button" aria-pressed={shown() === name} onClick={() => setShown(name)}>
              {words.sales.figures[name].name}
            </button>
          )}
        </For>
      </fieldset>
      <Chart
        title={words.perDay(words.sales.figures[shown()].name)}
        head={words.day}
        labels={props.block.days.map(({ day }) => writeDay(day))}
        longLabels={props.block.days.map(({ day }) => writeWeekday(day))}
        unit={unit()}
        series={[
          { name: words.thisPeriod, values: values("now"), look: "main" },
          { name: words.periodBefore, values: values("before"), look: "before" },
        ]}
      />
    </div>
  );
}

function columnsOf(currency: string): Column<Compared>[] {
  const words = speak("insights").sales;
  const money: Unit = { as: "money", currency };
  const name = (figure: keyof typeof words.figures) => words.figures[figure].name;
  return [
    { name: name("net"), unit: money, value: ({ now }) => netOf(now) },
    { name: words.netBefore, unit: money, value: ({ before }) => netOf(before) },
    { name: name("gmv"), unit: money, value: ({ now }) => now.gmv },
    { name: name("orders"), unit: COUNT, value: ({ now }) => now.paid },
    { name: name("units"), unit: COUNT, value: ({ now }) => now.units },
    { name: name("average"), unit: money, value: ({ now }) => averageOf(now) },
    { name: name("cancelled"), unit: SHARE, value: ({ now }) => share(cancelledOf(now), now.units) },
    { name: words.returned, unit: SHARE, value: ({ now }) => share(now.returned_units, now.delivered_units) },
  ];
}

function ByStore(props: { block: SalesBlock; paid: (stores: string[], by: string) => string | undefined }) {
  const words = speak("insights");
  const stores = useStores();
  const columns = (): Column<SalesBlock["stores"][number]>[] =>
    columnsOf(props.block.currency).map(({ name: title, unit, value }) => ({
      name: title,
      unit,
      value,
      ...(title === words.sales.figures.orders.name ? { to: ({ store, by }) => props.paid([store], by) } : {}),
    }));
  const name = (row: SalesBlock["stores"][number]) => `${stores.find(row.store)?.name ?? row.store} · ${words.by[row.by]}`;
  return (
    <section class="card" aria-label={words.byStore}>
      <header>
        <h3>{words.byStore}</h3>
      </header>
      <DataTable
        name={words.byStore}
        head={words.storeAndShipper}
        rows={props.block.stores}
        rowName={name}
        rowHead={(row) => (
          <span class="row">
            <Show when={stores.find(row.store)} fallback={row.store}>
              {(store) => <StoreName store={store()} />}
            </Show>
            <span class="dim small">{words.by[row.by]}</span>
          </span>
        )}
        columns={columns()}
      />
    </section>
  );
}
