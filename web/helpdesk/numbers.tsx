/** How long it took, which promises were kept, what came day by day, and each store beside the others. */
import { createSignal, For, Show } from "solid-js";
import { Chart } from "../insights/chart.tsx";
import { type Column, DataTable } from "../insights/table.tsx";
import { share, type Unit, writeDay, writeWeekday } from "../insights/write.ts";
import { useStores } from "../team/me.tsx";
import { StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { keptShareOf, repliesOf } from "./figures.tsx";
import type { PartProps } from "./helpdesk.tsx";
import { listOf } from "./lists.ts";
import type { CountedDeed, Counts, ServiceReport } from "./queries.ts";

const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };
const MINUTES: Unit = { as: "minutes" };

const SPEEDS = ["first", "next", "resolved"] as const;
type Speed = (typeof SPEEDS)[number];

export function Speeds(props: PartProps) {
  const words = speak("insights").service;
  const columns = (): Column<Speed>[] => {
    const { now, before } = props.report.speeds;
    return [
      { name: words.speeds.count, unit: COUNT, value: (deed) => now[deed].all.deeds, to: (deed) => listOf(props.place, { counted: deed }) },
      { name: words.speeds.median, unit: MINUTES, value: (deed) => now[deed].all.median },
      { name: words.speeds.p90, unit: MINUTES, value: (deed) => now[deed].all.p90 },
      { name: words.speeds.openMedian, unit: MINUTES, value: (deed) => now[deed].open.median },
      { name: words.speeds.openP90, unit: MINUTES, value: (deed) => now[deed].open.p90 },
      { name: words.speeds.beforeMedian, unit: MINUTES, value: (deed) => before[deed].all.median },
    ];
  };
  return (
    <section class="card" aria-label={words.speeds.title}>
      <header>
        <h3>{words.speeds.title}</h3>
      </header>
      <p class="small dim report-note measure">{words.speeds.means}</p>
      <DataTable
        name={words.speeds.title}
        head={words.speeds.what}
        rows={SPEEDS}
        rowName={(deed) => words.speeds.rows[deed]}
        columns={columns()}
      />
    </section>
  );
}

const PROMISED = ["first", "next", "resolution"] as const;
type Promised = (typeof PROMISED)[number];

export function Promises(props: PartProps) {
  const words = speak("insights").service.promises;
  const kept = (of: Promised) => props.report.all.now[`kept_${of}`];
  const missed = (of: Promised) => props.report.all.now[`missed_${of}`];
  const columns = (): Column<Promised>[] => [
    { name: words.kept, unit: COUNT, value: kept, to: (of) => listOf(props.place, { counted: `kept-${of}` }) },
    {
      name: words.missed,
      unit: COUNT,
      value: missed,
      to: (of) => listOf(props.place, { counted: `missed-${of}` }),
      isLate: (of) => missed(of) > 0,
    },
    { name: words.share, unit: SHARE, value: (of) => share(kept(of), kept(of) + missed(of)) },
  ];
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
        <a class="small push report-link" href="/compliance">
          {words.rates}
        </a>
      </header>
      <DataTable name={words.title} head={words.what} rows={PROMISED} rowName={(of) => words.rows[of]} columns={columns()} />
    </section>
  );
}

const CHARTED = ["opened", "asked", "replies", "resolved"] as const;
type Charted = (typeof CHARTED)[number];
const chartedOf = (name: Charted, counts: Counts) => (name === "replies" ? repliesOf(counts) : counts[name]);

export function PerDay(props: PartProps) {
  const words = speak("insights");
  const [shown, setShown] = createSignal<Charted>("opened");
  const name = () => words.service.perDay[shown()];
  const values = (which: "now" | "before") => props.report.days.map((row) => chartedOf(shown(), row[which]));
  return (
    <div class="stack tight">
      <fieldset class="segmented report-choice" aria-label={words.chartShows}>
        <For each={CHARTED}>
          {(one) => (
            <button type="button" aria-pressed={shown() === one} onClick={() => setShown(one)}>
              {words.service.perDay[one]}
            </button>
          )}
        </For>
      </fieldset>
      <Chart
        title={words.perDay(name())}
        head={words.day}
        labels={props.report.days.map(({ day }) => writeDay(day))}
        longLabels={props.report.days.map(({ day }) => writeWeekday(day))}
        unit={COUNT}
        series={[
          { name: words.thisPeriod, values: values("now"), look: "main" },
          { name: words.periodBefore, values: values("before"), look: "before" },
        ]}
      />
    </div>
  );
}

type StoreRow = ServiceReport["byStore"][number];

export function Stores(props: PartProps) {
  const words = speak("insights").service;
  const stores = useStores();
  const list = (counted: CountedDeed) => (row: StoreRow) => listOf(props.place, { counted }, [row.store]);
  const columns = (): Column<StoreRow>[] => [
    { name: words.figures.opened.name, unit: COUNT, value: ({ counts }) => counts.now.opened, to: list("opened") },
    { name: words.figures.replies.name, unit: COUNT, value: ({ counts }) => repliesOf(counts.now), to: list("replies") },
    { name: words.figures.first.name, unit: MINUTES, value: ({ speeds }) => speeds.first.all.median, to: list("first") },
    { name: words.figures.next.name, unit: MINUTES, value: ({ speeds }) => speeds.next.all.median, to: list("next") },
    { name: words.figures.resolved.name, unit: COUNT, value: ({ counts }) => counts.now.resolved, to: list("resolved") },
    {
      name: words.figures.reopened.name,
      unit: SHARE,
      value: ({ counts }) => share(counts.now.reopened, counts.now.resolved),
      to: list("reopened"),
    },
    { name: words.figures.kept.name, unit: SHARE, value: ({ counts }) => keptShareOf(counts.now) },
  ];
  return (
    <section class="card" aria-label={words.byStore.title}>
      <header>
        <h3>{words.byStore.title}</h3>
      </header>
      <DataTable
        name={words.byStore.title}
        head={words.byStore.store}
        rows={props.report.byStore}
        rowName={({ store }) => stores.find(store)?.name ?? store}
        rowHead={({ store }) => (
          <Show when={stores.find(store)} fallback={store}>
            {(found) => (
              <span class="report-head stack">
                <StoreName store={found()} />
                <a class="small report-link" href={`/compliance?store=${store}`}>
                  {words.byStore.rate}
                </a>
              </span>
            )}
          </Show>
        )}
        columns={columns()}
      />
    </section>
  );
}
