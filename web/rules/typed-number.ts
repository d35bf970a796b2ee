/** A number while it is typed: what stands in the field stays until it is left, and what it means is read off it. Otherwise a field that is emptied
 *  for another number would begin that one with the least there is. */
import { createSignal } from "solid-js";

export function useTypedNumber(value: () => number, least: number, onChange: (number: number) => void) {
  const [typed, setTyped] = createSignal<string | null>(null);
  return {
    text: () => typed() ?? String(value()),
    type: (text: string) => {
      setTyped(text);
      onChange(Math.max(least, Math.round(Number(text)) || least));
    },
    leave: () => setTyped(null),
  };
}
