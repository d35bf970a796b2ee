/** Templates in a picker's list: those that fit what the buyer asks first, then all others. */
import { For, type JSX, Show } from "solid-js";
import { speak } from "../words/words.ts";
import type { Offered } from "./queries.ts";

export function Nothing(props: { title: string; children?: JSX.Element }) {
  return (
    <div class="template-none" role="status">
      <p>{props.title}</p>
      <p class="small dim">{props.children}</p>
    </div>
  );
}

interface FoundProps {
  id: string;
  all: Offered[];
  /** How many of the first fit what the buyer asks. */
  fitting: number;
  at: number;
  onChoose: (at: number) => void;
}

export function Found(props: FoundProps) {
  const words = speak("templates");
  return (
    <Show when={props.all.length > 0} fallback={<Nothing title={words.none} />}>
      <div id={props.id} role="listbox" aria-label={words.pick} class="template-list">
        <For each={props.all}>
          {(one, place) => (
            <>
              <Show when={props.fitting > 0 && (place() === 0 || place() === props.fitting)}>
                <p class="label" role="presentation">
                  {place() === 0 ? words.fitting : words.others}
                </p>
              </Show>
              <Option one={one} id={`${props.id}-${place()}`} isAt={place() === props.at} onChoose={() => props.onChoose(place())} />
            </>
          )}
        </For>
      </div>
    </Show>
  );
}

function Option(props: { one: Offered; id: string; isAt: boolean; onChoose: () => void }) {
  const words = speak("templates");
  return (
    <button
      type="button"
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.isAt}
      class="template-option"
      onMouseDown={(event) => {
        // The cursor stays in the search, where the keys are heard.
        event.preventDefault();
        props.onChoose();
      }}
    >
      <span class="row">
        <b class="ellipsis">{props.one.name}</b>
        <Show when={props.one.actions.length > 0}>
          <span class="badge">{words.macro}</span>
        </Show>
        <Show when={props.one.kind === "note"}>
          <span class="badge">{words.noteKind}</span>
        </Show>
      </span>
      <span class="small dim ellipsis">{props.one.unmet[0] ? words.unmet[props.one.unmet[0]] : props.one.folder || props.one.text}</span>
    </button>
  );
}
