/** One small question of what is saved, and what came of it; where nothing did, why, and what the server said itself. */
import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Callout, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askMachine, type MachinePage, type Task, type Tried } from "./machine-queries.ts";

export function TryIt(props: { page: MachinePage }) {
  const words = speak("machine");
  const client = useQueryClient();
  const ready = () => props.page.tasks.filter((task) => props.page.setting.tasks[task] !== undefined);
  const [chosen, setChosen] = createSignal<Task>();
  const task = () => chosen() ?? ready()[0] ?? "draft";
  const attempt = useMutation(() => ({
    mutationFn: () => ask(api.assist.try.$post({ json: { task: task() } })),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: askMachine.queryKey });
      await client.invalidateQueries({ queryKey: ["assist-calls"] });
    },
  }));
  return (
    <div class="body stack machine-try">
      <h3>{words.trying.title}</h3>
      <p class="mid measure">{words.trying.words}</p>
      <div class="row wrap">
        <Select
          label={words.trying.task}
          value={task()}
          onChange={(name) => setChosen(name as Task)}
          options={ready().map((one) => ({ value: one, label: words.tasks[one].name }))}
        />
        <Button icon="bolt" busy={attempt.isPending} onPress={() => attempt.mutate()}>
          {words.trying.act}
        </Button>
      </div>
      <Show when={attempt.isError}>
        <Trouble problem={attempt.error} />
      </Show>
      <Show when={attempt.data}>{(tried) => <Outcome of={tried()} />}</Show>
    </div>
  );
}

function Outcome(props: { of: Tried }) {
  const words = speak("machine").trying;
  return (
    <Show
      when={props.of.ok ? props.of : null}
      fallback={<Show when={props.of.ok ? null : props.of}>{(why) => <WhyNot of={why()} />}</Show>}
    >
      {(well) => (
        <div role="status" class="stack tight">
          <p class="small mid">{words.said(formatCount(well().ms))}</p>
          <blockquote class="machine-said" dir="auto">
            {well().text}
          </blockquote>
        </div>
      )}
    </Show>
  );
}

export function WhyNot(props: { of: Extract<Tried, { ok: false }> }) {
  const words = speak("machine");
  return (
    <Callout look="late" icon="alert">
      {words.reasons[props.of.because]} <Show when={props.of.detail}>{words.detail(props.of.detail)} </Show>
      <Show when={props.of.words}>{words.serverSays(props.of.words)}</Show>
    </Callout>
  );
}
