/** One job over many orders: how far it is, what became of each order with the reason where nothing did, and what may be decided about it now. */
import { useParams } from "@solidjs/router";
import { useInfiniteQuery, useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { RunRoom } from "../shipping/run-room.tsx";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Skeleton } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { JobRow } from "./job-row.tsx";
import { askJob, askJobItems, type Job, type JobItem, type Outcome } from "./queries.ts";
import { Would } from "./would.tsx";
import "./workload.css";

export default function OrderJob() {
  const words = speak("workload").jobs;
  const params = useParams<{ id: string }>();
  const job = useQuery(() => askJob(params.id));
  return (
    <RunRoom title={words.one} back={{ to: "/orders/jobs", says: words.title }}>
      <Answer of={job} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <>
            <ul class="card list">
              <JobRow job={data()} />
            </ul>
            <Show when={data().stakes && data().can.start.ok}>
              <section class="card" aria-label={words.would}>
                <div class="body padded-top">
                  <Would job={data()} />
                </div>
              </section>
            </Show>
            <Items job={data()} />
          </>
        )}
      </Answer>
    </RunRoom>
  );
}

const TABS = ["failed", "skipped", "ready", "done"] as const;

function Items(props: { job: Job }) {
  const words = speak("workload").jobs;
  const [outcome, setOutcome] = createSignal<Outcome | null>(null);
  const items = useInfiniteQuery(() => askJobItems(props.job.id, outcome()));
  const tabs = () => [null, ...TABS.filter((one) => props.job.counts[one] > 0 || one === outcome())];
  const countOf = (one: Outcome | null) => props.job.counts[one === null ? "total" : (one as (typeof TABS)[number])];
  return (
    <section class="card" aria-label={words.items}>
      <header>
        <h2>{words.items}</h2>
      </header>
      <fieldset class="tabs run-tabs" aria-label={words.items}>
        <For each={tabs()}>
          {(one) => (
            <button type="button" aria-current={outcome() === one ? "true" : undefined} onClick={() => setOutcome(one)}>
              {one === null ? words.allItems : words.outcomes[one]}
              <span class="count">{formatCount(countOf(one))}</span>
            </button>
          )}
        </For>
      </fieldset>
      <Answer of={items} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <ul class="list lined">
            <For each={data().pages.flatMap((page) => page.items)} fallback={<li class="list-row small dim">{words.noItems}</li>}>
              {(item) => <ItemRow item={item} />}
            </For>
          </ul>
        )}
      </Answer>
      <Show when={items.hasNextPage}>
        <footer>
          <Button small busy={items.isFetchingNextPage} onPress={() => void items.fetchNextPage()}>
            {words.moreItems}
          </Button>
        </footer>
      </Show>
    </section>
  );
}

function ItemRow(props: { item: JobItem }) {
  const words = speak("workload").jobs;
  const stores = useStores();
  return (
    <li class="list-row run-row">
      <div class="parcel-what">
        <p class="row">
          <Show when={props.item.storeId} fallback={<span class="id dim">{props.item.orderId}</span>}>
            {(storeId) => (
              <>
                <Show when={stores.find(storeId())}>{(store) => <StoreMark store={store()} />}</Show>
                <a class="id link" href={`/orders/${props.item.orderId}`}>
                  {props.item.orderId}
                </a>
              </>
            )}
          </Show>
        </p>
        <Show when={props.item.because}>{(because) => <p class="small mid">{explain(because())}</p>}</Show>
      </div>
      <span class="push">
        <span class="badge" classList={{ late: props.item.outcome === "failed" }}>
          {words.outcomes[props.item.outcome] ?? props.item.outcome}
        </span>
      </span>
    </li>
  );
}
