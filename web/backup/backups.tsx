/** Settings › Backups: the key they are encrypted for, when they are made, those that were, and how a desk is brought back. The key is on screen once,
 *  until whoever asked for it says that it is kept. */
import { createSignal, For, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy.tsx";
import { CheckField, SelectField } from "../ui/field.tsx";
import { formatBytes, formatCount } from "../ui/money.ts";
import { Answer, Callout, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { askBackups, type Backup, type BackupPage, explainBackup } from "./queries.ts";
import "./backups.css";

export default function Backups() {
  const words = speak("backups");
  const backups = useQuery(() => askBackups);
  return (
    <SettingsPage place="backups" title={words.title} words={words.words}>
      <Answer of={backups} waiting={<Skeleton rows={4} class="scan-waiting" widths={[25, 60, 40]} />}>
        {(data) => (
          <>
            <RecoveryKey madeAt={data().keyMadeAt} />
            <Show when={data().keyMadeAt !== null}>
              <Schedule of={data()} />
            </Show>
            <Made of={data()} />
          </>
        )}
      </Answer>
      <section class="card" aria-labelledby="h-bring-back">
        <header>
          <h2 id="h-bring-back">{words.how.title}</h2>
        </header>
        <div class="body stack">
          <ol class="backup-how">
            <For each={words.how.steps}>{(step) => <li>{step}</li>}</For>
          </ol>
          <p class="mid measure">{words.how.moment}</p>
        </div>
      </section>
    </SettingsPage>
  );
}

function RecoveryKey(props: { madeAt: number | null }) {
  const words = speak("backups").key;
  const client = useQueryClient();
  const [key, setKey] = createSignal<string | null>(null);
  const make = useMutation(() => ({
    mutationFn: () => ask(api.backups["recovery-key"].$post({ json: {} })),
    onSuccess: (made) => {
      setKey(made.key);
      return client.invalidateQueries({ queryKey: askBackups.queryKey });
    },
  }));
  return (
    <section class="card" aria-labelledby="h-recovery-key">
      <header>
        <h2 id="h-recovery-key">{words.title}</h2>
        <Show when={props.madeAt}>
          {(at) => (
            <span class="push small dim">
              {words.made} <Time at={at()} as="ago" />
            </span>
          )}
        </Show>
      </header>
      <div class="body stack">
        <Show
          when={key()}
          fallback={
            <>
              <p class="mid measure">{props.madeAt === null ? words.none : words.words}</p>
              <div>
                <Button look={props.madeAt === null ? "primary" : "plain"} icon="key" busy={make.isPending} onPress={() => make.mutate()}>
                  {props.madeAt === null ? words.make : words.again}
                </Button>
              </div>
            </>
          }
        >
          {(text) => (
            <>
              <Callout icon="key">{words.shown}</Callout>
              <code class="backup-key">{text()}</code>
              <CopyField text={text()} label={words.label} />
              <div>
                <Button look="primary" onPress={() => setKey(null)}>
                  {words.kept}
                </Button>
              </div>
            </>
          )}
        </Show>
        <Show when={make.isError}>
          <Refusal of={make.error} />
        </Show>
      </div>
    </section>
  );
}

const Refusal = (props: { of: unknown }) => (
  <Callout look="late" icon="alert">
    {explainBackup(asProblem(props.of))}
  </Callout>
);

function Schedule(props: { of: BackupPage }) {
  const words = speak("backups").schedule;
  const client = useQueryClient();
  const change = useMutation(() => ({
    mutationFn: (json: { weekly: boolean; kept: number }) => ask(api.backups.schedule.$put({ json })),
    onSuccess: () => toast({ words: words.saved, look: "fine" }),
    onSettled: () => client.invalidateQueries({ queryKey: askBackups.queryKey }),
  }));
  const save = (part: { weekly?: boolean; kept?: number }) => change.mutateAsync({ weekly: props.of.weekly, kept: props.of.kept, ...part });
  return (
    <section class="card" aria-labelledby="h-by-itself">
      <header>
        <h2 id="h-by-itself">{words.title}</h2>
        <Show when={props.of.nextAt}>
          {(at) => (
            <span class="push small dim">
              {words.next} <Time at={at()} as="date" />
            </span>
          )}
        </Show>
      </header>
      <div class="body stack">
        <CheckField name={words.weekly} checked={props.of.weekly} onChange={(weekly) => save({ weekly })} />
        <div class="backup-kept">
          <SelectField
            name={words.kept}
            hint={words.keptHint}
            value={String(props.of.kept)}
            onChange={(kept) => save({ kept: Number(kept) })}
            options={Array.from({ length: props.of.keptMax }, (_, at) => ({ value: String(at + 1), label: formatCount(at + 1) }))}
          />
        </div>
        <Show when={change.isError}>
          <Refusal of={change.error} />
        </Show>
      </div>
    </section>
  );
}

function Made(props: { of: BackupPage }) {
  const words = speak("backups").list;
  const client = useQueryClient();
  const named = nameClicks();
  const begin = useMutation(() => ({
    mutationFn: () => named(null, (id) => ask(api.backups.$post({ json: { id } }))),
    onSettled: () => client.invalidateQueries({ queryKey: askBackups.queryKey }),
  }));
  const why = () => {
    const { begin: can } = props.of.can;
    return can.ok ? null : explainBackup(can.because);
  };
  return (
    <section class="card" aria-labelledby="h-made">
      <header>
        <h2 id="h-made">{words.title}</h2>
        <span class="push">
          <Button small icon="download" because={why()} quietly busy={begin.isPending} onPress={() => begin.mutate()}>
            {words.begin}
          </Button>
        </span>
      </header>
      <Show when={begin.isError}>
        <div class="body">
          <Refusal of={begin.error} />
        </div>
      </Show>
      <ul class="list lined">
        <For each={props.of.backups} fallback={<li class="list-row mid">{words.none}</li>}>
          {(backup) => <BackupRow of={backup} />}
        </For>
      </ul>
    </section>
  );
}

function BackupRow(props: { of: Backup }) {
  const words = speak("backups").list;
  const client = useQueryClient();
  const stop = useMutation(() => ({
    mutationFn: () => ask(api.backups[":id"].stop.$post({ param: { id: props.of.id }, json: {} })),
    onSettled: () => client.invalidateQueries({ queryKey: askBackups.queryKey }),
  }));
  return (
    <li class="list-row backup-row">
      <div>
        <p>
          <Time at={props.of.createdAt} as="full" /> · <bdi>{props.of.person ?? words.byClock}</bdi>
        </p>
        <p class="small dim">
          {words.holds(formatCount(props.of.rows), formatCount(props.of.rooms), formatCount(props.of.objects))} ·{" "}
          {formatBytes(props.of.bytes)}
          <Show when={!props.of.isForKey && props.of.can.open.ok}> · {words.earlierKey}</Show>
        </p>
        <Show when={stop.isError}>
          <Refusal of={stop.error} />
        </Show>
      </div>
      <span class="push row">
        <span class="badge" classList={{ accent: props.of.state === "writing", late: props.of.state === "failed" }}>
          {words.states[props.of.state]}
        </span>
        <Show when={props.of.can.stop.ok}>
          <Button small icon="x" busy={stop.isPending} onPress={() => stop.mutate()}>
            {words.stop}
          </Button>
        </Show>
        <Show when={props.of.can.open.ok}>
          <a class="button s" href={`/api/backups/${props.of.id}/file`} download="">
            {words.open}
          </a>
        </Show>
      </span>
    </li>
  );
}
