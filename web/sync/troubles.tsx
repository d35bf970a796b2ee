/** What is not well, the gravest first: what it is, what is to be done, and the button that does it. Where all is well that is one line. */

import { For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Trouble as Failure } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";

type Page = AnswerOf<typeof api.health.page.$get>;
type Trouble = Page["troubles"][number];

export function Troubles(props: { of: Trouble[]; pulseAt: number | null }) {
  const words = speak("sync").troubles;
  return (
    <Show
      when={props.of.length > 0}
      fallback={
        <p class="due done sentence">
          <span class="mid">
            {words.well} <Pulse at={props.pulseAt} />
          </span>
        </p>
      }
    >
      <section class="card" aria-labelledby="h-troubles">
        <header>
          <h2 id="h-troubles">{words.title}</h2>
        </header>
        <ul class="list lined troubles">
          <For each={props.of}>{(trouble) => <TroubleRow trouble={trouble} />}</For>
        </ul>
      </section>
    </Show>
  );
}

const Pulse = (props: { at: number | null }) => (
  <Show when={props.at}>
    {(at) => (
      <span class="dim">
        {speak("sync").troubles.pulse} <Time at={at()} as="ago" />
      </span>
    )}
  </Show>
);

function TroubleRow(props: { trouble: Trouble }) {
  const words = speak("sync").troubles;
  const stores = useStores();
  const says = () => words.kinds[props.trouble.kind];
  const seen = () => stores.find(props.trouble.store ?? "");
  const what = () => props.trouble.streams.map((stream) => words.streams[stream]).join(", ");
  return (
    <li class="list-row">
      <span class={`due ${props.trouble.isLate ? "late" : "soon"}`} />
      <Show when={seen()}>{(store) => <StoreMark store={store()} />}</Show>
      <div class="fill">
        <p>
          <b>{says()?.is(props.trouble.count, what())}</b>{" "}
          <span class="mid" dir="auto">
            {seen()?.name}
          </span>{" "}
          <Show when={props.trouble.at}>
            {(at) => (
              <span class="small dim">
                <Time at={at()} as={props.trouble.kind === "consent-ending" ? "date" : "ago"} />
              </span>
            )}
          </Show>
        </p>
        <p class="small mid">
          {says()?.next} <Show when={props.trouble.words}>{(theirs) => <span class="theirs-word">{theirs()}</span>}</Show>
        </p>
      </div>
      <span class="push">
        <Act trouble={props.trouble} />
      </span>
    </li>
  );
}

/** Where the rest is done. */
const PLACES: Partial<Record<Trouble["act"], string>> = {
  gaps: "/insights/gaps",
  balancing: "/inventory/balancing",
  mail: "/settings/unmatched-mail",
};

function Act(props: { trouble: Trouble }) {
  const words = speak("sync").troubles;
  const place = () => (props.trouble.act === "reauthorize" ? `/stores/${props.trouble.store}` : PLACES[props.trouble.act]);
  const isDone = () => props.trouble.act === "pull" || props.trouble.act === "retry" || props.trouble.act === "replay";
  return (
    <Show when={place()} fallback={<Show when={isDone()}>{<Doing trouble={props.trouble} />}</Show>}>
      {(to) => (
        <ButtonLink small to={to()}>
          {words.acts[props.trouble.act]}
        </ButtonLink>
      )}
    </Show>
  );
}

function Doing(props: { trouble: Trouble }) {
  const words = speak("sync");
  const client = useQueryClient();
  const store = () => props.trouble.store ?? "";
  const doing = useMutation(() => ({
    mutationFn: async () => {
      if (props.trouble.act === "pull") {
        await ask(api.stores[":id"].pull.$post({ param: { id: store() }, json: {} }));
        return words.troubles.pulled;
      }
      if (props.trouble.act === "retry")
        return words.troubles.retried((await ask(api.health.retry.$post({ json: { store: store() } }))).count);
      return words.letters.replayedAll((await ask(api["dead-letters"].replay.$post({ json: {} }))).count);
    },
    onSuccess: async (said: string) => {
      toast({ words: said });
      await Promise.all(["health", "dead-letters"].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  }));
  return (
    <>
      <Button small icon="refresh" busy={doing.isPending} onPress={() => doing.mutate()}>
        {words.troubles.acts[props.trouble.act]}
      </Button>
      <Show when={doing.error}>{(problem) => <Failure problem={problem()} />}</Show>
    </>
  );
}
