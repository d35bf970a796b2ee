/** A chart with the table it is drawn from one press away. What draws it is fetched when the first chart is shown. */
import { createSignal, ErrorBoundary, For, lazy, Show, Suspense } from "solid-js";
import { Button } from "../ui/button.tsx";
import { speak } from "../words/words.ts";
import { type Column, DataTable } from "./table.tsx";
import { type Unit, writeValue } from "./write.ts";

const Canvas = lazy(() => import("./canvas.tsx"));

export interface Series {
  name: string;
  values: readonly (number | null)[];
  /** main: what it is about · before: held against it · late and fine: what went wrong, and well · limit: what must not be crossed. */
  look: "main" | "before" | "late" | "fine" | "limit";
  /** The list of what a value counts, in the table. */
  to?: (at: number) => string | undefined;
}

export interface ChartProps {
  title: string;
  /** What stands on the axis below, one of each value, short; and the same in full. */
  labels: readonly string[];
  longLabels?: readonly string[];
  /** What the labels are: "Day". */
  head: string;
  series: readonly Series[];
  unit: Unit;
  look?: "line" | "bars";
}

export function Chart(props: ChartProps) {
  const words = speak("insights");
  const [isTable, setTable] = createSignal(false);
  return (
    <section class="card chart" aria-label={props.title}>
      <header>
        <h3>{props.title}</h3>
        <Button small look="quiet" icon={isTable() ? "chart" : "rows"} onPress={() => setTable(!isTable())}>
          {isTable() ? words.showChart : words.showTable}
        </Button>
      </header>
      <Show when={!isTable()} fallback={<Numbers {...props} />}>
        <div class="chart-space">
          <ErrorBoundary fallback={<p class="padded">{words.notDrawn}</p>}>
            <Suspense fallback={<span class="skeleton w80" />}>
              <Canvas {...props} says={summaryOf(props)} />
            </Suspense>
          </ErrorBoundary>
        </div>
        <Show when={props.series.length > 1}>
          <ul class="chart-legend">
            <For each={props.series}>
              {(one) => (
                <li>
                  <span class={`chart-key ${one.look}`} aria-hidden="true" /> {one.name}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </section>
  );
}

function Numbers(props: ChartProps) {
  const rows = () => props.labels.map((_, at) => at);
  const name = (at: number) => (props.longLabels ?? props.labels)[at] ?? "";
  const columns = () =>
    props.series.map(
      (one): Column<number> => ({
        name: one.name,
        unit: props.unit,
        value: (at) => one.values[at] ?? null,
        ...(one.to ? { to: one.to } : {}),
      }),
    );
  return <DataTable name={props.title} head={props.head} rows={rows()} rowName={name} columns={columns()} />;
}

/** What somebody who does not see the chart hears of it; the table says the rest. */
function summaryOf(chart: ChartProps): string {
  const [main] = chart.series;
  const values = (main?.values ?? []).filter((value) => value !== null);
  if (values.length === 0) return speak("insights").chartEmpty(chart.title);
  return speak("insights").chartOf(
    chart.title,
    values.length,
    writeValue(Math.min(...values), chart.unit),
    writeValue(Math.max(...values), chart.unit),
  );
}
