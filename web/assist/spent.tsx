/** What this month came to beside its budget, by task, and the months before as sums. */
import { For, Show } from "solid-js";
import { formatCount } from "../ui/money.ts";
import { Progress } from "../ui/progress.tsx";
import { speak } from "../words/words.ts";
import { formatDollars, type MachinePage } from "./machine-queries.ts";

type Line = MachinePage["spent"][number];

const sumOf = (lines: Line[], field: "cost" | "calls") => lines.reduce((sum, line) => sum + line[field], 0);

export function Spent(props: { page: MachinePage }) {
  const words = speak("machine").spent;
  const now = () => props.page.spent.filter(({ month }) => month === props.page.month);
  const inOrder = () => props.page.tasks.flatMap((task) => now().filter((line) => line.task === task));
  const earlier = () => [...new Set(props.page.spent.map(({ month }) => month))].filter((month) => month !== props.page.month);
  const says = () => words.of(formatDollars(sumOf(now(), "cost")), formatDollars(props.page.setting.budget));
  return (
    <section class="card" aria-labelledby="h-spent">
      <header>
        <h2 id="h-spent">{words.title}</h2>
      </header>
      <div class="body stack">
        <Progress label={props.page.month} done={sumOf(now(), "cost")} total={props.page.setting.budget} says={says()} />
        <Show when={inOrder().length > 0} fallback={<p class="mid">{words.none}</p>}>
          <ByTask lines={inOrder()} />
        </Show>
        <Show when={earlier().length > 0}>
          <h3>{words.earlier}</h3>
          <dl class="facts start">
            <For each={earlier()}>
              {(month) => (
                <>
                  <dt>{month}</dt>
                  <dd class="num">
                    {formatDollars(
                      sumOf(
                        props.page.spent.filter((line) => line.month === month),
                        "cost",
                      ),
                    )}
                  </dd>
                </>
              )}
            </For>
          </dl>
        </Show>
      </div>
    </section>
  );
}

function ByTask(props: { lines: Line[] }) {
  const { spent: words, tasks } = speak("machine");
  return (
    <section class="machine-scroll" tabindex="0" aria-label={words.title}>
      <table class="table machine-table">
        <thead>
          <tr>
            <th scope="col">{words.task}</th>
            <th scope="col" class="num">
              {words.calls}
            </th>
            <th scope="col" class="num">
              {words.failed}
            </th>
            <th scope="col" class="num">
              {words.keptBack}
            </th>
            <th scope="col" class="num">
              {words.tokens}
            </th>
            <th scope="col" class="num">
              {words.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.lines}>
            {(line) => (
              <tr>
                <td>{tasks[line.task as keyof typeof tasks].name}</td>
                <td class="num">{formatCount(line.calls)}</td>
                <td class="num">{formatCount(line.failed)}</td>
                <td class="num">{formatCount(line.kept_back)}</td>
                <td class="num">
                  {formatCount(line.tokens_in)}, {formatCount(line.tokens_out)}
                </td>
                <td class="num">{formatDollars(line.cost)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
