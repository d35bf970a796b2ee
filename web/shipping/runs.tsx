/** Print runs: what was printed for many orders at once, one's own and for admins everybody's, the newest first. */

import { createSignal, For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { isAdmin, useMe } from "../team/me.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { OwnOrAll } from "../ui/own-or-all.tsx";
import { Answer, Empty, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { askRuns, type Run } from "./queries.ts";
import { RunRoom } from "./run-room.tsx";

export default function Runs() {
  const words = speak("shipping").runs;
  const me = useMe();
  const [isAll, setAll] = createSignal(false);
  const runs = useInfiniteQuery(() => askRuns(isAll()));
  return (
    <RunRoom title={words.title}>
      <p class="mid">{words.words}</p>
      <Show when={isAdmin(me())}>
        <OwnOrAll name={words.title} own={words.mine} all={words.all} isAll={isAll()} onChange={setAll} />
      </Show>
      <Answer of={runs} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <Show
            when={data().pages.some((page) => page.runs.length > 0)}
            fallback={
              <Empty icon="tag" title={words.none.title} words={words.none.words}>
                <ButtonLink to="/orders">{words.toOrders}</ButtonLink>
              </Empty>
            }
          >
            <ul class="list lined card">
              <For each={data().pages.flatMap((page) => page.runs)}>{(run) => <RunRow run={run} isAll={isAll()} />}</For>
            </ul>
            <NextPage of={runs}>{words.older}</NextPage>
          </Show>
        )}
      </Answer>
    </RunRoom>
  );
}

function RunRow(props: { run: Run; isAll: boolean }) {
  const words = speak("shipping").runs;
  const counts = () => props.run.counts;
  return (
    <li class="list-row run-row">
      <div class="parcel-what">
        <a class="link" href={`/print-runs/${props.run.id}`}>
          {tellRun(props.run)}
        </a>
        <Show when={props.isAll}>
          <span class="small dim"> {words.by(props.run.by)}</span>
        </Show>
      </div>
      <span class="push row small dim">
        <Show when={counts().failed > 0}>
          <span class="badge late">
            {words.outcomes.failed} {formatCount(counts().failed)}
          </span>
        </Show>
        <span class="badge" classList={{ accent: props.run.state === "running" }}>
          {words.states[props.run.state]}
        </span>
        <Time at={props.run.createdAt} as="ago" />
      </span>
    </li>
  );
}

export function tellRun({ wish, counts }: Run): string {
  const words = speak("shipping").runs;
  return wish.do === "labels" ? words.labels(formatCount(counts.total)) : words.slips(formatCount(counts.total));
}
