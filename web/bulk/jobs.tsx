/** Settings › Bulk jobs: what was done to many tickets at once, one's own and for admins everybody's, the newest first. */

import { createSignal, For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { isAdmin, useMe, useNames } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { now } from "../ui/clock.ts";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { OwnOrAll } from "../ui/own-or-all.tsx";
import { Answer, Empty, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import "./bulk.css";
import { askJobs, type Job } from "./queries.ts";
import { settledOf, tellJob, tellWhich } from "./tell.ts";

export default function BulkJobs() {
  const words = speak("bulk").jobs;
  const me = useMe();
  const [isAll, setAll] = createSignal(false);
  const jobs = useInfiniteQuery(() => askJobs(isAll()));
  const chooser = () => (
    <Show when={isAdmin(me())}>
      <OwnOrAll name={words.title} own={words.mine} all={words.all} isAll={isAll()} onChange={setAll} />
    </Show>
  );
  return (
    <SettingsPage place="bulk" title={words.title} words={words.words} act={chooser()}>
      <Answer of={jobs} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <Show
            when={data().pages.some((page) => page.jobs.length > 0)}
            fallback={
              <Empty icon="done" title={words.none.title} words={words.none.words}>
                <ButtonLink to="/mailbox">{words.toMailbox}</ButtonLink>
              </Empty>
            }
          >
            <ul class="list lined card">
              <For each={data().pages.flatMap((page) => page.jobs)}>{(job) => <JobRow job={job} isAll={isAll()} />}</For>
            </ul>
            <NextPage of={jobs}>{words.older}</NextPage>
          </Show>
        )}
      </Answer>
    </SettingsPage>
  );
}

function JobRow(props: { job: Job; isAll: boolean }) {
  const words = speak("bulk").job;
  const nameOf = useNames();
  const settled = () => words.settled(formatCount(settledOf(props.job)), formatCount(props.job.counts.total));
  return (
    <li class="list-row bulk-row">
      <div class="bulk-name">
        <p>
          <a class="link" href={`/settings/bulk-jobs/${props.job.id}`}>
            {tellJob(props.job, nameOf, now())}
          </a>
        </p>
        <p class="small dim">
          {tellWhich(props.job)}
          <Show when={props.isAll}> · {words.by(props.job.by)}</Show>
        </p>
      </div>
      <span class="push row small dim">
        <Show when={props.job.counts.failed > 0}>
          <span class="badge late">
            {words.outcomes.failed} {formatCount(props.job.counts.failed)}
          </span>
        </Show>
        <span class="badge" classList={{ accent: props.job.state === "ready" || props.job.isWalking }}>
          {words.states[props.job.state]}
        </span>
        <Show when={props.job.isWalking}>
          <span>{settled()}</span>
        </Show>
        <Time at={props.job.createdAt} as="ago" />
      </span>
    </li>
  );
}
