/** Every question that was asked, newest first: what for, by whom, how it ended, and what it cost. Never a word of it. */
import { createMemo, createSignal, For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { askCalls, type Call, formatDollars, type MachinePage, type Task } from "./machine-queries.ts";

export function Log(props: { tasks: MachinePage["tasks"]; days: number }) {
  const { log: words, tasks } = speak("machine");
  const [task, setTask] = createSignal<Task | "">("");
  const pages = useInfiniteQuery(() => askCalls(task()));
  const rows = createMemo(() => known(pages)?.pages.flatMap((page) => page.rows));
  return (
    <section class="card" aria-labelledby="h-log">
      <header>
        <h2 id="h-log">{words.title}</h2>
        <span class="push">
          <Select
            label={words.every}
            value={task()}
            onChange={(name) => setTask(name as Task | "")}
            options={[{ value: "", label: words.every }, ...props.tasks.map((one) => ({ value: one, label: tasks[one].name }))]}
          />
        </span>
      </header>
      <div class="body">
        <p class="mid measure">{words.words(formatCount(props.days))}</p>
        <Show when={pages.isError}>
          <Trouble problem={pages.error} onRetry={() => void pages.refetch()} />
        </Show>
      </div>
      <Show when={rows()} fallback={<Show when={!pages.isError}>{<Skeleton rows={3} class="scan-waiting" widths={[40, 25]} />}</Show>}>
        {(all) => (
          <ul class="list lined">
            <For each={all()} fallback={<li class="list-row mid">{words.none}</li>}>
              {(call) => <CallRow of={call} />}
            </For>
          </ul>
        )}
      </Show>
      <Show when={pages.hasNextPage}>
        <div class="body">
          <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      </Show>
    </section>
  );
}

const WELL: readonly Call["outcome"][] = ["answered", "left"];

function CallRow(props: { of: Call }) {
  const { log: words, tasks } = speak("machine");
  const counts = () => {
    const { tokens_in: into, tokens_out: out, ms } = props.of;
    return [
      props.of.model,
      ...(into === null || out === null ? [] : [words.tokens(formatCount(into), formatCount(out))]),
      ...(ms === null ? [] : [words.ms(formatCount(ms))]),
      ...(props.of.reason ? [props.of.reason] : []),
    ].join(" · ");
  };
  return (
    <li class="list-row machine-call">
      <div class="fill">
        <p>
          <b>{tasks[props.of.task as Task].name}</b> · <bdi>{props.of.person ?? words.itself}</bdi>
          <Show when={props.of.store}> · {props.of.store}</Show>
          <Show when={props.of.ticket}>
            {(number) => (
              <>
                {" · "}
                <a class="link" href={`/tickets/${props.of.ticket_id}`}>
                  {words.ticket(String(number()))}
                </a>
              </>
            )}
          </Show>
        </p>
        <p class="small dim">{counts()}</p>
      </div>
      <span class="push row wrap">
        <span class="badge" classList={{ late: !WELL.includes(props.of.outcome) && props.of.outcome !== "asking" }}>
          {words.outcomes[props.of.outcome]}
        </span>
        <span class="num">{formatDollars(props.of.cost)}</span>
        <span class="small dim">
          <Time at={props.of.at} as="full" />
        </span>
      </span>
    </li>
  );
}
