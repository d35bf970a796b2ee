/** Letters that act, as long as nobody is typing: one listener for the page, bindings that come and go with what is on screen. The newest
 *  binding of a key wins; a layer over the page (dialog, menu) keeps its keys to itself. */
import { onCleanup } from "solid-js";

/** A key as KeyboardEvent names it, or two after another: "j", "?", "Escape", "g m". */
export type Bindings = Record<string, (event: KeyboardEvent) => void>;

const SEQUENCE_MS = 1_200;

const layers: Bindings[] = [];
let opened: { key: string; at: number } | null = null;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key !== "Escape" && isTyping(event.target)) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const sequence = opened && event.timeStamp - opened.at < SEQUENCE_MS ? `${opened.key} ${event.key}` : null;
  const act = (sequence && find(sequence)) || find(event.key);
  opened = null;
  if (act) {
    event.preventDefault();
    act(event);
  } else if (layers.some((layer) => Object.keys(layer).some((key) => key.startsWith(`${event.key} `)))) {
    opened = { key: event.key, at: event.timeStamp };
  }
}

const find = (key: string) => layers.findLast((layer) => key in layer)?.[key];

/** For as long as the component that asks for it lives. */
export function useKeys(bindings: Bindings): void {
  if (layers.length === 0) document.addEventListener("keydown", press);
  layers.push(bindings);
  onCleanup(() => {
    layers.splice(layers.indexOf(bindings), 1);
    if (layers.length === 0) document.removeEventListener("keydown", press);
  });
}

export const COMMAND = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl ";
