/** One's own, or everybody's. */
import { For } from "solid-js";

export function OwnOrAll(props: { name: string; own: string; all: string; isAll: boolean; onChange: (isAll: boolean) => void }) {
  return (
    <fieldset class="segmented" aria-label={props.name}>
      <For each={[false, true]}>
        {(all) => (
          <button type="button" aria-pressed={props.isAll === all} onClick={() => props.onChange(all)}>
            {all ? props.all : props.own}
          </button>
        )}
      </For>
    </fieldset>
  );
}
