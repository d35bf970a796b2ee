/** One print run: how far it is, the printed set, and what became of each order with TikTok's words where it refused. */

import { createSignal, For, Show } from "solid-js";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Progress } from "../ui/progress.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Outcomes } from "./outcomes.tsx";
import { askRun, askRunItems, decideRun, type Run, type RunItem } from "./queries.ts";
import { RunRoom } from "./run-room.tsx";
import { tellRun } from "./runs.tsx";

export default function PrintRun() {
  const words = speak("shipping").runs;
  const params = useParams<{ id: string }>();
  const run = useQuery(() => askRun(params.id));
  return (
    <RunRoom title={words.title} back={{ to: "/print-runs", says: words.back }}>
      <Answer of={run} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <>
            <Head run={data()} />
            <Items run={data()} />
          </>
        )}
      </Answer>
    </RunRoom>
  );
}

const settledOf = ({ counts }: Run) => counts.done + counts.skipped + counts.failed;

function Head(props: { run: Run }) {
  const words = speak("shipping").runs;
  const client = useQueryClient();
  const decide = useMutation(() => ({
    mutationFn: (decision: "stop" | "retry") => decideRun(props.run.id, decision),
    onSettled: () => Promise.all(["bulk-jobs", "orders", "order-counts"].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  }));
  const says = () => words.settled(formatCount(settledOf(props.run)), formatCount(props.run.counts.total));
  return (
    <section class="card run-card" aria-label={words.progress}>
      <header>
        <h2>{tellRun(props.run)}</h2>
        <span class="badge push" classList={{ accent: props.run.state === "running" }}>
          {words.states[props.run.state]}
        </span>
      </header>
      <div class="body stack">
        <Progress label={words.progress} done={settledOf(props.run)} total={props.run.counts.total} says={says()} />
        <Show when={decide.isError}>
          <Trouble problem={decide.error} />
        </Show>
        <div class="row wrap">
          <Sheets run={props.run} />
          <Show when={props.run.counts.done > 0 || props.run.state === "running"}>
            <a class="button" href={`/api/print-runs/${props.run.id}/pick-list`} target="_blank" rel="noopener">
              <Icon name="rows" />
              {words.picks}
            </a>
          </Show>
          <Show when={props.run.can.retry.ok}>
            <Button icon="refresh" busy={decide.isPending} onPress={() => decide.mutate("retry")}>
              {words.retry(formatCount(props.run.counts.failed))}
            </Button>
          </Show>
          <Show when={props.run.can.stop.ok}>
            <Button icon="x" busy={decide.isPending} onPress={() => decide.mutate("stop")}>
              {words.stop}
            </Button>
          </Show>
        </div>
      </div>
    </section>
  );
}

const startsOf = (papers: number, perSheet: number) => Array.from({ length: Math.ceil(papers / perSheet) }, (_, at) => at * perSheet);

/** One file for as many papers as a printer takes at once. */
function Sheets(props: { run: Run }) {
  const words = speak("shipping").runs;
  const starts = () => startsOf(props.run.papers, props.run.perSheet);
  const says = (from: number) =>
    starts().length === 1
      ? words.print(formatCount(props.run.papers))
      : words.printFrom(formatCount(from + 1), formatCount(Math.min(props.run.papers, from + props.run.perSheet)));
  return (
    <For each={starts()}>
      {(from) => (
        <a
          class="button"
          classList={{ primary: from === 0 }}
          href={`/api/print-runs/${props.run.id}/sheet?from=${from}`}
          target="_blank"
          rel="noopener"
        >
          <Icon name="tag" />
          {says(from)}
        </a>
      )}
    </For>
  );
}

const OFFERED = ["failed", "skipped", "done"] as const;
type Offered = (typeof OFFERED)[number];

function Items(props: { run: Run }) {
  const words = speak("shipping").runs;
  const [outcome, setOutcome] = createSignal<Offered | null>(null);
  const items = useInfiniteQuery(() => askRunItems(props.run.id, outcome()));
  return (
    <Outcomes
      words={words}
      more={words.more}
      offered={OFFERED}
      counts={props.run.counts}
      outcome={outcome()}
      onChoose={setOutcome}
      items={items}
    >
      {(item) => <ItemRow item={item} />}
    </Outcomes>
  );
}

function ItemRow(props: { item: RunItem }) {
  const words = speak("shipping").runs;
  const stores = useStores();
  return (
    <li class="list-row run-row">
      <div class="parcel-what">
        <Show when={props.item.order} fallback={<p class="mid">{words.hidden}</p>}>
          {(order) => (
            <p class="row wrap">
              <Show when={stores.find(order().storeId)}>{(store) => <StoreMark store={store()} />}</Show>
              <a class="id link" href={`/orders/${props.item.orderId}`}>
                {props.item.orderId}
              </a>
              <span class="ellipsis mid">{order().items}</span>
            </p>
          )}
        </Show>
        <Show when={props.item.because}>{(because) => <p class="small dim">{explain(because())}</p>}</Show>
      </div>
      <span class="push">
        <span class="badge" classList={{ late: props.item.outcome === "failed" }}>
          {words.outcomes[props.item.outcome]}
        </span>
      </span>
    </li>
  );
}
