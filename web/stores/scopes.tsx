/** What a seller's app has to ask TikTok for, by TikTok's own names: the desk refuses an authorization that lacks what it cannot do without. */
import { For, Show } from "solid-js";
import { speak } from "../words/words.ts";

export function Scopes() {
  const words = speak("connect").scopes;
  return (
    <dl class="facts start scopes">
      <For each={words.all}>
        {({ scope, says, isOptional }) => (
          <>
            <dt class="theirs-word">{scope}</dt>
            <dd>
              {says}
              <Show when={isOptional}>
                {" "}
                <span class="badge line">{words.optional}</span>
              </Show>
            </dd>
          </>
        )}
      </For>
    </dl>
  );
}
