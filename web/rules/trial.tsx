/** A rehearsal of what stands in the editor, saved or not: how far it is, in how many tickets it would act, and why not in the others. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import { useTagName } from "../labels/queries.ts";
import { Button } from "../ui/button.tsx";
import { known, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { explainBecause } from "./because.ts";
import type { AnyForm } from "./queries.ts";

const LOOK_AGAIN_MS = 700;

export function TrialCard(props: { form: AnyForm }) {
  const words = speak("rules");
  const tagOf = useTagName();
  const [id, setId] = createSignal<string | null>(null);
  const begin = useMutation(() => ({
    mutationFn: () => ask(api.rules.trials.$post({ json: props.form })),
    onSuccess: (begun: { id: string }) => setId(begun.id),
  }));
  const trial = useQuery(() => ({
    queryKey: ["rule-trial", id()],
    queryFn: () => ask(api.rules.trials[":id"].$get({ param: { id: id() ?? "" } })),
    enabled: id() !== null,
    refetchInterval: (query) => (query.state.data?.isDone ? false : LOOK_AGAIN_MS),
  }));
  return (
    <section class="card" aria-label={words.trial}>
      <header>
        <h2>{words.trial}</h2>
        <Button small icon="play" busy={begin.isPending} onPress={() => begin.mutate()}>
          {id() === null ? words.begin : words.again}
        </Button>
      </header>
      <div class="body stack">
        <p class="small dim">{words.trialWords}</p>
        <Show when={begin.isError}>
          <Trouble problem={begin.error} />
        </Show>
        <Show when={id() !== null && known(trial)}>
          {(data) => (
            <>
              <p role="status">
                {words.progress(data().lookedAt, data().total)} · <b>{words.wouldMatch(data().matched)}</b>
              </p>
              <progress max={Math.max(1, data().total)} value={data().total === 0 ? 1 : data().lookedAt} aria-label={words.trial} />
              <Show when={data().isDone && data().found.length === 0}>
                <p class="small dim">{words.noneFound}</p>
              </Show>
              <ul class="list">
                <For each={data().found}>
                  {(one) => (
                    <li class="list-row rule-row">
                      <a class="link" href={`/mailbox/all/${one.ticketId}`}>
                        {words.ticket(one.number)} {one.buyer}
                      </a>
                      <span class="push small" classList={{ dim: !one.matched }}>
                        {one.matched ? words.would : explainBecause(one.because, tagOf)}
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}
