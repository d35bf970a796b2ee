/** One job over many orders: how far it is, what became of each order with the reason where nothing did, and what may be decided about it now. */

import { createSignal, Show } from "solid-js";
import { useInfiniteQuery, useQuery } from "../cache/use.ts";
import { useParams } from "../router/use.ts";
import { Outcomes } from "../shipping/outcomes.tsx";
import { RunRoom } from "../shipping/run-room.tsx";
import { useStores } from "../team/me.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { JobRow } from "./job-row.tsx";
import { askJob, askJobItems, type Job, type JobItem } from "./queries.ts";
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

const OFFERED = ["failed", "skipped", "ready", "done"] as const;
type Offered = (typeof OFFERED)[number];

function Items(props: { job: Job }) {
  const words = speak("workload").jobs;
  const [outcome, setOutcome] = createSignal<Offered | null>(null);
  const items = useInfiniteQuery(() => askJobItems(props.job.id, outcome()));
  return (
    <Outcomes
      words={words}
      more={words.moreItems}
      offered={OFFERED}
      counts={props.job.counts}
      outcome={outcome()}
      onChoose={setOutcome}
      items={items}
    >
      {(item) => <ItemRow item={item} />}
    </Outcomes>
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
