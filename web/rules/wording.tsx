/** What the desk warns about in words that nobody reads before a buyer does: asked a moment after the last key. */

import { createEffect, createSignal, For, onCleanup, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";

const PAUSE_MS = 400;

export function Wording(props: { text: string }) {
  const words = speak("rules").warnings;
  const [text, setText] = createSignal(untrack(() => props.text));
  createEffect(() => {
    const typed = props.text;
    const timer = setTimeout(() => setText(typed), PAUSE_MS);
    onCleanup(() => clearTimeout(timer));
  });
  const warnings = useQuery(() => ({
    queryKey: ["wording", text()],
    queryFn: () => ask(api.rules.wording.$post({ json: { text: text() } })),
    enabled: text().trim() !== "",
  }));
  const found = () => (text().trim() === "" ? [] : (known(warnings)?.warnings ?? []));
  return (
    <div class="stack wide" role="status">
      <Show when={found().length > 0}>
        <ul class="callout soon rule-warnings">
          <For each={found()}>
            {(warning) => (
              <li class="row">
                <Icon name="alert" /> <span>{words[warning.because](warning.words)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
