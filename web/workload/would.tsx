/** What would become of many orders: how many allow it, why the others do not, and what it costs where it cannot be taken back. */
import { For, Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { formatCount, formatMoney, formatPermille } from "../ui/money.ts";
import { Progress } from "../ui/progress.tsx";
import { Callout } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { type Job, settledOf } from "./queries.ts";

export function Would(props: { job: Job }) {
  const words = speak("workload");
  const counts = () => props.job.counts;
  return (
    <div role="status" class="stack would">
      <Show
        when={!props.job.isWalking}
        fallback={
          <Progress
            label={words.jobs.states[props.job.state] ?? props.job.state}
            done={settledOf(props.job)}
            total={props.job.state === "naming" ? null : counts().total}
            says={words.jobs.settled(formatCount(settledOf(props.job)), formatCount(counts().total))}
          />
        }
      >
        <p>
          <b>{counts().ready > 0 ? words.ask.would(formatCount(counts().ready)) : words.ask.none}</b>
        </p>
        <Show when={props.job.isCut}>
          <p class="small mid">{words.ask.cut(formatCount(counts().total))}</p>
        </Show>
        <Show when={counts().skipped > 0}>
          <p>{words.ask.wouldNot(formatCount(counts().skipped))}</p>
          <ul class="would-not">
            <For each={props.job.because}>
              {(one) => (
                <li>
                  <span class="num">{formatCount(one.count)} ×</span> {explain(one.because)}
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Show when={counts().ready > 0 && props.job.stakes}>{(stakes) => <AtStake of={stakes()} />}</Show>
      </Show>
    </div>
  );
}

function AtStake(props: { of: NonNullable<Job["stakes"]> }) {
  const words = speak("workload").ask;
  const stores = useStores();
  const rateOf = (one: (typeof props.of.rates)[number]) =>
    words.rate(
      stores.find(one.storeId)?.name ?? one.storeId,
      formatCount(one.orders),
      formatPermille(one.now),
      formatPermille(one.after),
      formatPermille(one.limit),
    );
  return (
    <>
      <Show when={props.of.refunds.length > 0}>
        <p>
          {words.refunds}{" "}
          <For each={props.of.refunds}>
            {(one, at) => (
              <>
                {at() > 0 ? " · " : ""}
                <b class="num">{formatMoney(one.minor, one.currency)}</b>
              </>
            )}
          </For>
        </p>
      </Show>
      <Show when={props.of.rates.length > 0} fallback={<p class="small mid">{speak("aftersales").cancel.noFault}</p>}>
        <ul class="would-not">
          <For each={props.of.rates}>{(one) => <li classList={{ "state-late": (one.after ?? 0) > one.limit }}>{rateOf(one)}</li>}</For>
        </ul>
      </Show>
      <Callout look="late" icon="alert">
        {speak("aftersales").cancel.sure}
      </Callout>
    </>
  );
}
