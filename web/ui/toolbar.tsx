/** What may be done with what is chosen, in one row at the foot of a list: a key leads there, arrows lead along it and round its ends. */
import { createSignal, type JSX } from "solid-js";
import { useKeys } from "./keys.ts";

const BUTTONS = "button, select, a[href]";

export function Toolbar(props: { class: string; label: string; children: JSX.Element }) {
  const [bar, adopt] = createSignal<HTMLDivElement>();
  const stops = () =>
    [...(bar()?.querySelectorAll<HTMLElement>(BUTTONS) ?? [])].filter((one) => one.checkVisibility() && !one.closest("dialog, [popover]"));
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = stops();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    all.at((at + by) % all.length)?.focus();
  };
  useKeys({ act: () => stops()[0]?.focus() });
  return (
    <div ref={adopt} class={props.class} role="toolbar" aria-label={props.label} on:keydown={step}>
      {props.children}
    </div>
  );
}
