/** One bulk job: how far it is, what a reply would say before any leaves, its buttons, and what became of each ticket and why. */

import { For, Show } from "solid-js";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useParams } from "../router/use.ts";
import { useMe, useNames } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { now } from "../ui/clock.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Progress } from "../ui/progress.tsx";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import "./bulk.css";
import { Items } from "./items.tsx";
import { Preview } from "./preview.tsx";
import { askJob, type Decision, decideJob, type Job } from "./queries.ts";
import { settledOf, tellJob, tellWhich } from "./tell.ts";

export default function BulkJob() {
  const words = speak("bulk");
  const params = useParams<{ id: string }>();
  const job = useQuery(() => askJob(params.id));
  return (
    <SettingsPage place="bulk" title={words.jobs.title}>
      <p>
        <a class="link row tight" href="/settings/bulk-jobs">
          <Icon name="left" size="s" />
          {words.job.back}
        </a>
      </p>
      <Answer of={job} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => (
          <>
            <Head job={data()} />
            <Show when={data().state === "ready" && data().can.start.ok}>
              <Preview job={data()} />
            </Show>
            <Items job={data()} />
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

function Head(props: { job: Job }) {
  const words = speak("bulk").job;
  const me = useMe();
  const nameOf = useNames();
  const settled = () => words.settled(formatCount(settledOf(props.job)), formatCount(props.job.counts.total));
  const isGathering = () => props.job.state === "naming";
  return (
    <section class="card bulk-card" aria-label={words.progress}>
      <header>
        <h2>{tellJob(props.job, nameOf, now())}</h2>
        <span class="badge push" classList={{ accent: props.job.isWalking || props.job.state === "ready" }}>
          {words.states[props.job.state]}
        </span>
      </header>
      <div class="body">
        <p class="small dim">
          {tellWhich(props.job)} <Show when={props.job.by !== me().person.name}>· {words.by(props.job.by)}</Show> ·{" "}
          <Time at={props.job.createdAt} as="full" />
        </p>
        <Progress
          label={words.progress}
          done={settledOf(props.job)}
          total={isGathering() ? null : props.job.counts.total}
          says={isGathering() ? words.gathering(formatCount(props.job.counts.total)) : settled()}
        />
        <Show when={props.job.isCut}>
          <Callout look="soon" icon="info">
            {words.cut}
          </Callout>
        </Show>
        <Words job={props.job} />
        <Acts job={props.job} />
      </div>
    </section>
  );
}

function Words(props: { job: Job }) {
  const words = speak("bulk").job;
  const wish = () => (props.job.wish.do === "reply" ? props.job.wish : null);
  return (
    <Show when={wish()}>
      {(reply) => (
        <div class="field">
          <span class="name">{words.text}</span>
          <Show when={reply().text} fallback={<p class="mid">{words.template}</p>}>
            {(text) => (
              <blockquote class="bulk-said" dir="auto">
                {text()}
              </blockquote>
            )}
          </Show>
        </div>
      )}
    </Show>
  );
}

const ICONS: Partial<Record<Decision, IconName>> = {
  start: "reply",
  pause: "pause",
  resume: "play",
  stop: "x",
  retry: "refresh",
  undo: "undo",
};

/** What may be decided now. Taking back stays in sight with its reason: it is what one looks for when something went wrong. */
function Acts(props: { job: Job }) {
  const words = speak("bulk").job;
  const client = useQueryClient();
  const decide = useMutation(() => ({
    mutationFn: (decision: Decision) => decideJob(props.job.id, decision),
    onSuccess: () =>
      Promise.all(["bulk-jobs", "tickets", "ticket-counts", "ticket"].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  }));
  const says: Record<Decision, () => string> = {
    start: () => words.start(formatCount(props.job.counts.ready)),
    pause: () => words.pause,
    resume: () => words.resume,
    stop: () => words.stop,
    retry: () => words.retry(formatCount(props.job.counts.failed)),
    undo: () => words.undo(formatCount(props.job.counts.done)),
  };
  const shown = () =>
    (Object.keys(says) as Decision[]).filter(
      (one) => props.job.can[one].ok || (one === "undo" && props.job.wish.do !== "reply" && props.job.state === "done"),
    );
  return (
    <>
      <Show when={props.job.can.start.ok}>
        <p class="mid">{words.startWords}</p>
      </Show>
      <Show when={decide.isError}>
        <Trouble problem={decide.error} />
      </Show>
      <div class="row wrap">
        <For each={shown()}>
          {(decision) => (
            <Button
              look={decision === "start" ? "primary" : "plain"}
              icon={ICONS[decision] ?? "done"}
              busy={decide.isPending && decide.variables === decision}
              because={whyNot(props.job.can[decision])}
              onPress={() => decide.mutate(decision)}
            >
              {says[decision]()}
            </Button>
          )}
        </For>
      </div>
    </>
  );
}
