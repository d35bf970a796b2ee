/** A search field that answers while one types, a moment after the hand rests. */
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { Icon } from "./icon.tsx";
import { runCommand } from "./keys.ts";

const REST_MS = 250;

interface SearchProps {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
  /** Puts the cursor here when the slash key is pressed. */
  ref?: (input: HTMLInputElement) => void;
  class?: string;
}

export function Search(props: SearchProps) {
  const [text, setText] = createSignal("");
  let rest: ReturnType<typeof setTimeout> | undefined;
  // The address may change by itself (back button): the field follows, unless somebody is typing.
  createEffect(
    on(
      () => props.value,
      (value) => rest === undefined && setText(value),
    ),
  );
  onCleanup(() => clearTimeout(rest));
  const type = (value: string) => {
    setText(value);
    clearTimeout(rest);
    rest = setTimeout(() => {
      rest = undefined;
      props.onSearch(value.trim());
    }, REST_MS);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.isComposing || event.key !== "ArrowDown") return;
    event.preventDefault();
    runCommand("next");
  };
  return (
    <label class={`search ${props.class ?? ""}`}>
      <Icon name="search" />
      <input
        ref={(element) => props.ref?.(element)}
        class="input"
        type="search"
        enterkeyhint="search"
        placeholder={props.placeholder}
        aria-label={props.label}
        value={text()}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <Show when={text() === ""}>
        <span class="kbd" aria-hidden="true">
          /
        </span>
      </Show>
    </label>
  );
}
