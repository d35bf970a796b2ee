/** What became of a model's suggestions in these days: by task, by store and by month, in Insights beside the templates. And which classes agents put
 *  in place of those it read. */
import { createSignal, For, Show } from "solid-js";
import { type Answer as Answered, api, ask } from "../api.ts";
import { keepPreviousData, useQuery } from "../cache/use.ts";
import type { Question, ReportPlace } from "../insights/place.ts";
import { type Column, DataTable } from "../insights/table.tsx";
import { share, type Unit, writeMonth } from "../insights/write.ts";
import { useStores } from "../team/me.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { writeClass } from "./class-words.ts";

type Report = Answered<typeof api.insights.service.suggested.$get>;
type Row = Report["rows"][number];
type Correction = Report["corrections"][number];
const BY = ["task", "store", "month"] as const;
type By = (typeof BY)[number];

const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };

const askSuggested = (query: Question) => ({
  queryKey: ["insights", "service", "suggested", query],
  queryFn: () => ask(api.insights.service.suggested.$get({ query })),
  placeholderData: keepPreviousData,
  isAside: true as const,
});

/** Rows of one name, added up. */
interface Sum {
  name: string;
  rows: Row[];
}

const countOf =
  (...of: ("accepted" | "edited" | "used" | "discarded" | "blocked" | "offered")[]) =>
  ({ rows }: Sum) =>
    rows.reduce((sum, row) => sum + of.reduce((all, outcome) => all + row[outcome], 0), 0);
const allOf = countOf("accepted", "edited", "used", "discarded", "blocked", "offered");

function changedOf(sum: Sum): number | null {
  const edited = countOf("edited")(sum);
  return edited === 0 ? null : sum.rows.reduce((all, { changed, edited: of }) => all + (changed ?? 0) * of, 0) / edited / 100;
}

export default function SuggestedReport(props: { place: ReportPlace }) {
  const words = speak("suggesting").report;
  const stores = useStores();
  const report = useQuery(() => askSuggested(props.place.question()));
  const [by, setBy] = createSignal<By>("task");
  const nameOf: Record<By, (key: string) => string> = {
    task: (key) => words.tasks[key] ?? key,
    store: (key) => stores.find(key)?.name ?? key,
    month: writeMonth,
  };
  const sums = (): Sum[] => {
    const chosen = by();
    const grouped = Map.groupBy(known(report)?.rows ?? [], (row) => row[chosen]);
    return [...grouped].map(([key, rows]) => ({ name: nameOf[chosen](key), rows }));
  };
  const columns = (): Column<Sum>[] => [
    { name: words.offered, unit: COUNT, value: allOf },
    { name: words.accepted, unit: COUNT, value: countOf("accepted") },
    { name: words.edited, unit: COUNT, value: countOf("edited") },
    { name: words.changed, unit: SHARE, value: changedOf },
    { name: words.discarded, unit: COUNT, value: countOf("discarded") },
    { name: words.blocked, unit: COUNT, value: countOf("blocked") },
    { name: words.open, unit: COUNT, value: countOf("offered", "used") },
    { name: words.share, unit: SHARE, value: (sum) => share(countOf("accepted", "edited")(sum), allOf(sum)) },
  ];
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
        <fieldset class="segmented s push" aria-label={words.split}>
          <For each={BY}>
            {(one) => (
              <button type="button" aria-pressed={by() === one} onClick={() => setBy(one)}>
                {words.by[one]}
              </button>
            )}
          </For>
        </fieldset>
      </header>
      <p class="small dim report-note measure">{words.words}</p>
      <Show when={sums().length > 0} fallback={<p class="padded">{words.none}</p>}>
        <DataTable name={words.title} head={words.by[by()]} rows={sums()} rowName={({ name }) => name} columns={columns()} />
      </Show>
      <Show when={known(report)}>{(answer) => <Corrections of={answer()} />}</Show>
    </section>
  );
}

/** Which class a model took for which, the most frequent first. */
function Corrections(props: { of: Report }) {
  const words = speak("suggesting").report.classes;
  const columns: Column<Correction>[] = [{ name: words.count, unit: COUNT, value: ({ count }) => count }];
  return (
    <Show when={props.of.corrections.length > 0 || props.of.confirmed > 0}>
      <header>
        <h3>{words.title}</h3>
      </header>
      <p class="small dim report-note measure">
        {words.words} {words.confirmed(formatCount(props.of.confirmed))}
      </p>
      <Show when={props.of.corrections.length > 0} fallback={<p class="padded">{words.none}</p>}>
        <DataTable
          name={words.title}
          head={`${words.was} → ${words.became}`}
          rows={props.of.corrections}
          rowName={({ was, became }) => `${writeClass(was)} → ${writeClass(became)}`}
          columns={columns}
        />
      </Show>
    </Show>
  );
}
