/** A job over many orders on one row: what it is, how far, what may be decided about it, and its result as a file. */

import { For, Show } from "solid-js";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Progress } from "../ui/progress.tsx";
import { Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { decideJob, type Job, settledOf } from "./queries.ts";

/** `leads`: its name is the way to what became of each order. */
export function JobRow(props: { job: Job; leads?: boolean }) {
  const words = speak("workload").jobs;
  const counts = () => props.job.counts;
  const says = () => words.acts[props.job.wish.do]?.(formatCount(counts().total));
  const told = () =>
    (["ready", "done", "skipped", "failed"] as const).flatMap((outcome) =>
      counts()[outcome] > 0 ? [`${words.outcomes[outcome]} ${formatCount(counts()[outcome])}`] : [],
    );
  return (
    <li class="list-row job-row">
      <div class="row wrap job-what">
        <Show when={props.leads} fallback={<b>{says()}</b>}>
          <a class="link" href={`/orders/jobs/${props.job.id}`}>
            {says()}
          </a>
        </Show>
        {/* Among others what is done says so by its counts. */}
        <Show when={!props.leads || props.job.state !== "done"}>
          <span class="badge" classList={{ accent: props.job.isWalking || props.job.state === "ready" }}>
            {words.states[props.job.state]}
          </span>
        </Show>
        <span class="small dim">
          {told().join(" · ")} · <Time at={props.job.createdAt} as="ago" />
        </span>
      </div>
      <Decisions job={props.job} leads={props.leads === true} />
      <Show when={props.job.isWalking && props.job.state !== "naming"}>
        <div class="job-progress">
          <Progress
            label={words.progress}
            done={settledOf(props.job)}
            total={counts().total}
            says={words.settled(formatCount(settledOf(props.job)), formatCount(counts().total))}
          />
        </div>
      </Show>
    </li>
  );
}

/** What the desk says may be decided about it now. */
function Decisions(props: { job: Job; leads: boolean }) {
  const words = speak("workload");
  const isForGood = () => props.job.wish.do === "cancel";
  const client = useQueryClient();
  const decide = useMutation(() => ({
    mutationFn: (decision: keyof Job["can"]) => decideJob(props.job.id, decision),
    onSettled: () => Promise.all(["bulk-jobs", "orders", "order-counts"].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  }));
  const says: Record<keyof Job["can"], () => string> = {
    start: () => (isForGood() ? words.ask.cancelTitle : words.ask.start)(formatCount(props.job.counts.ready)),
    retry: () => words.jobs.retry(formatCount(props.job.counts.failed)),
    stop: () => words.jobs.stop,
  };
  // What cannot be undone is begun where it stands what it costs.
  const open = () =>
    (["start", "retry", "stop"] as const).filter((one) => props.job.can[one].ok && !(one === "start" && isForGood() && props.leads));
  return (
    <>
      <span class="push row tight">
        <For each={open()}>
          {(one) => (
            <Button
              small
              look={one === "start" && isForGood() ? "sure" : "plain"}
              busy={decide.isPending && decide.variables === one}
              onPress={() => decide.mutate(one)}
            >
              {says[one]()}
            </Button>
          )}
        </For>
        <a class="button s" href={`/api/orders/jobs/${props.job.id}/result`} download="">
          {words.jobs.result}
        </a>
      </span>
      <Show when={decide.isError}>
        <Trouble problem={decide.error} />
      </Show>
    </>
  );
}
