/** Jobs over many orders and files of orders: how far each is, what became of it and why, and what may be decided about it. */

import { For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { RunRoom } from "../shipping/run-room.tsx";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { JobRow } from "./job-row.tsx";
import { askExports, askJobs, type Export } from "./queries.ts";
import "./workload.css";

export default function OrderJobs() {
  const words = speak("workload").jobs;
  const files = useQuery(() => askExports);
  const jobs = useInfiniteQuery(() => askJobs);
  const waiting = () => <Skeleton rows={3} class="scan-waiting" widths={[40, 80]} />;
  return (
    <RunRoom title={words.title}>
      <section class="card" aria-labelledby="h-files">
        <header>
          <h2 id="h-files">{words.files}</h2>
        </header>
        <Answer of={files} waiting={waiting()}>
          {(data) => (
            <ul class="list lined">
              <For each={data().exports} fallback={<li class="list-row mid">{words.noFiles}</li>}>
                {(one) => <FileRow file={one} />}
              </For>
            </ul>
          )}
        </Answer>
      </section>
      <Show when={known(jobs)}>
        <section class="card" aria-labelledby="h-jobs">
          <header>
            <h2 id="h-jobs">{words.jobs}</h2>
          </header>
          <ul class="list lined">
            <For each={known(jobs)?.pages.flatMap((page) => page.jobs)} fallback={<li class="list-row mid">{words.none}</li>}>
              {(job) => <JobRow job={job} leads />}
            </For>
          </ul>
          <NextPage of={jobs}>{words.older}</NextPage>
        </section>
      </Show>
    </RunRoom>
  );
}

function FileRow(props: { file: Export }) {
  const words = speak("workload").jobs;
  const client = useQueryClient();
  const stop = useMutation(() => ({
    mutationFn: () => ask(api.orders.exports[":id"].stop.$post({ param: { id: props.file.id }, json: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["bulk-jobs"] }),
  }));
  return (
    <li class="list-row job-row">
      <div class="row wrap job-what">
        <span>{words.rows(formatCount(props.file.rows))}</span>
        <Show when={props.file.state !== "done"}>
          <span class="badge" classList={{ accent: props.file.state === "writing" }}>
            {words.states[props.file.state]}
          </span>
        </Show>
        <span class="small dim">
          <Time at={props.file.createdAt} as="full" />
          <Show when={props.file.can.open.ok}> · {words.until(writeTime(props.file.forgottenAt, "date"))}</Show>
          <Show when={props.file.isCut}> · {words.cut}</Show>
        </span>
      </div>
      <Show when={stop.isError}>
        <Trouble problem={stop.error} />
      </Show>
      <Show when={props.file.state === "failed"}>
        <p class="small dim">{whyNot(props.file.can.open)}</p>
      </Show>
      <span class="push row tight">
        <Show when={props.file.can.stop.ok}>
          <Button small icon="x" busy={stop.isPending} onPress={() => stop.mutate()}>
            {words.stop}
          </Button>
        </Show>
        <Show when={props.file.can.open.ok}>
          <a class="button s" href={`/api/orders/exports/${props.file.id}/file`} download="">
            {words.open}
          </a>
        </Show>
      </span>
    </li>
  );
}
