/** A choice that acts as soon as it is made. Arrows and letters only walk the choices of a list that is closed: Enter, or leaving the field, takes
 *  what they end at, and Escape takes nothing. Otherwise nobody could reach the third choice by keys without acting on the second. */
import { createSignal, Show } from "solid-js";
import { Select, type SelectProps } from "./field.tsx";
import { COMMAND, writeKey } from "./keys.ts";

const OPENS = [" ", "Enter", "F4"];
/** There arrows open the list, and what is chosen in it is meant. */
const opensByArrows = COMMAND === "⌘";

export function ActSelect(props: SelectProps) {
  const [walkedTo, walkTo] = createSignal<string | null>(null);
  let isWalking = false;
  const take = () => {
    const value = walkedTo();
    walkTo(null);
    if (value !== null && value !== props.value) props.onChange(value);
  };
  const press = (event: KeyboardEvent) => {
    if (walkedTo() !== null && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault();
      if (event.key === "Enter") return take();
      walkTo(null);
      if (event.target instanceof HTMLSelectElement) event.target.value = props.value;
      return;
    }
    isWalking = !(event.altKey || OPENS.includes(event.key) || (opensByArrows && event.key.startsWith("Arrow")));
  };
  return (
    <span class="row tight" on:keydown={press} on:focusout={take} on:pointerdown={() => (isWalking = false)}>
      <Select {...props} onChange={(value) => (isWalking ? walkTo(value) : props.onChange(value))} />
      <Show when={walkedTo() !== null}>
        <span class="kbd" aria-hidden="true">
          {writeKey("Enter").join("")}
        </span>
      </Show>
    </span>
  );
}
