/** How a template not yet saved reads on the last tickets it suits. */

import { For, Show } from "solid-js";
import { unwrap } from "solid-js/store";
import { api, ask } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { ShownText } from "./picker.tsx";
import type { Template } from "./queries.ts";

export function Trials(props: Pick<Template, "variants" | "conditions">) {
  const words = speak("templates").editor;
  const trial = useMutation(() => ({
    mutationFn: () => ask(api.templates.trials.$post({ json: { variants: unwrap(props.variants), conditions: unwrap(props.conditions) } })),
  }));
  return (
    <div class="stack tight left">
      <Button small icon="eye" busy={trial.isPending} onPress={() => trial.mutate()}>
        {words.try}
      </Button>
      <Show when={trial.isError}>
        <Trouble problem={trial.error} />
      </Show>
      <Show when={trial.data}>
        {(data) => (
          <section class="stack tight" aria-label={words.trying}>
            <h3>{words.trying}</h3>
            <For each={data().trials} fallback={<p class="small dim">{words.noTrials}</p>}>
              {(one) => (
                <div class="template-preview">
                  <a class="small" href={`/mailbox/todo/${one.ticketId}`}>
                    #{one.number} {one.buyer}
                  </a>
                  <ShownText rendered={one} />
                </div>
              )}
            </For>
          </section>
        )}
      </Show>
    </div>
  );
}
