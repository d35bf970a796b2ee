/** Insights › Sales: what was ordered and what is left of it, one block per currency, with every number's definition beside it. */

import { createMemo, createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Answer, Empty, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { Chart } from "./chart.tsx";
import { type CountedName, listOfCounted } from "./counted.ts";
import { type FigureProps, Figures } from "./figure.tsx";
import { type ReportPlace, useReportPlace } from "./place.ts";
import { askSales, type SalesBlock } from "./queries.ts";
import { type Head, InsightsRoom } from "./room.tsx";
import { Sold } from "./sold.tsx";
import { StoreTable } from "./store-table.tsx";
import { addUp, namesOf, type Stretch, stretchesOf } from "./stretch.ts";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit } from "./write.ts";

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
        {/* By its currency: other days are other numbers in the same place, and what was chosen there stays. */}
        {(data) => (
          <For
            each={data().blocks.map(({ currency }) => currency)}
            fallback={<Empty icon="coupon" title={speak("insights").none.title} words={speak("insights").none.words} />}
          >
            {(currency) => (
              <Show when={data().blocks.find((block) => block.currency === currency)}>
                {(block) => <Block block={block()} place={place} head={data()} />}
              </Show>
            )}
          </For>
        )}
      </Answer>
    </InsightsRoom>
  );
}

type StoreRow = SalesBlock["stores"][number];
type List = (name: CountedName, stores: readonly string[], more?: Parameters<typeof listOfCounted>[3]) => string | undefined;

function Block(props: { block: SalesBlock; place: ReportPlace; head: Head }) {
  const words = speak("insights");
  // Samples are listed as orders are, but under no such number.
  const list: List = (name, stores, more) => (props.place.isSamples() ? undefined : listOfCounted(props.head, name, stores, more));
  const inMarket = (market: string) =>
    all().filter((store) => props.head.stores.some(({ id, marketplace }) => id === store && marketplace === market));
  const ofStore = ({ store, by }: StoreRow, name: CountedName) => list(name, [store], { by });
  const all = () => [...new Set(props.block.stores.map(({ store }) => store))];
  return (
    <section class="stack report-block" aria-label={words.inCurrency(props.block.currency)}>
      <h2>{words.inCurrency(props.block.currency)}</h2>
      <Figures of={figuresOf(props.block, (name) => list(name, all()), props.place.isSamples() ? undefined : words.noListZones)} />
      <SalesChart block={props.block} list={(days) => list("paid", all(), { days })} />
      <StoreTable
        name={words.byStore}
        rows={props.block.stores}
        columns={columnsOf<StoreRow>(props.block.currency, ofStore)}
        note={props.block.stores.some(({ by }) => by === "store") ? words.byMeans : undefined}
      />
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
            columns={columnsOf<SalesBlock["marketplaces"][number]>(props.block.currency, (row, name) =>
              list(name, inMarket(row.marketplace)),
            )}
          />
        </section>
      </Show>
    </section>
  );
}

/** What lies behind each number; the others are made of two. */
const BEHIND: Partial<Record<string, CountedName>> = {
  gmv: "paid",
  orders: "paid",
  units: "paid",
  refunds: "refunded",
  cancelled: "cancelled",
  platform: "paid-by-tiktok",
  shipping: "standing",
  tax: "standing",
  gifts: "gifts",
};

/** `why`: no list is there where one might be. */
function figuresOf({ currency, all }: SalesBlock, list: (name: CountedName) => string | undefined, why: string | undefined): FigureProps[] {
  const { sales: words, noList } = speak("insights");
  const money: Unit = { as: "money", currency };
  const of = (name: keyof typeof words.figures, unit: Unit, value: (sums: Sums) => number | null): FigureProps => {
    const behind = BEHIND[name];
    const values = { value: value(all.now), before: value(all.before) };
    return { ...words.figures[name], unit, ...values, ...(behind ? { to: list(behind), noList: why } : { noList }) };
  };
  return [
    of("net", money, netOf),
    of("gmv", money, ({ gmv }) => gmv),
    of("orders", COUNT, (sums) => sums.paid),
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

function SalesChart(props: { block: SalesBlock; list: (days: Stretch) => string | undefined }) {
  const words = speak("insights");
  const [shown, setShown] = createSignal<Charted>("net");
  const unit = (): Unit => (shown() === "net" || shown() === "gmv" ? { as: "money", currency: props.block.currency } : COUNT);
  const stretches = createMemo(() => stretchesOf(props.block.days));
  const values = (which: keyof Compared) => {
    const of = chartedOf[shown()];
    return stretches().rows.map((rows) => addUp(rows, (row) => of(row[which])));
  };
  const list = (at: number) => {
    const days = stretches().of[at];
    return shown() === "net" || !days ? undefined : props.list(days);
  };
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
        {...namesOf(stretches(), words.sales.figures[shown()].name)}
        unit={unit()}
        series={[
          { name: words.thisPeriod, values: values("now"), look: "main", to: list },
          { name: words.periodBefore, values: values("before"), look: "before" },
        ]}
      />
    </div>
  );
}

function columnsOf<Row extends Compared>(currency: string, list: (row: Row, name: CountedName) => string | undefined): Column<Row>[] {
  const words = speak("insights").sales;
  const money: Unit = { as: "money", currency };
  const name = (figure: keyof typeof words.figures) => words.figures[figure].name;
  const paid = (row: Row) => list(row, "paid");
  return [
    { name: name("net"), unit: money, value: ({ now }) => netOf(now) },
    { name: words.netBefore, unit: money, value: ({ before }) => netOf(before) },
    { name: name("gmv"), unit: money, value: ({ now }) => now.gmv, to: paid },
    { name: name("orders"), unit: COUNT, value: ({ now }) => now.paid, to: paid },
    { name: name("units"), unit: COUNT, value: ({ now }) => now.units, to: paid },
    { name: name("average"), unit: money, value: ({ now }) => averageOf(now) },
    { name: name("cancelled"), unit: SHARE, value: ({ now }) => share(cancelledOf(now), now.units), to: (row) => list(row, "cancelled") },
    {
      name: words.returned,
      unit: SHARE,
      value: ({ now }) => share(now.returned_units, now.delivered_units),
      to: (row) => list(row, "returned"),
    },
  ];
}
