/** Names that come up while one writes an @ in a note: arrows walk them, Enter takes one, Escape lets them be. The words stay in the field; this
 *  only finishes them. */

import { createMemo, createSignal, For, onCleanup, onMount, Show, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { Avatar } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { askMentionable, type Mentionable } from "./mentions.ts";
import "./mentions.css";

const SHOWN_MAX = 8;
/** What was begun after an @ that begins a word; two words at most. */
const BEGUN = /(?:^|\s)@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/;

/** The words begin the name, or one of its later parts. */
const isMeant = (name: string, text: string) =>
  name
    .toLowerCase()
    .split(/\s+/)
    .some((_, from, all) => all.slice(from).join(" ").startsWith(text));

interface PickerProps {
  ticket: string;
  area: HTMLTextAreaElement;
  onText: (text: string) => void;
}

export default function MentionPicker(props: PickerProps) {
  const query = useQuery(() => askMentionable(props.ticket));
  const [begun, setBegun] = createSignal<string | null>(null);
  const [at, setAt] = createSignal(0);
  const found = createMemo(() => {
    const text = begun()?.toLowerCase();
    const people = known(query)?.people ?? [];
    return text === undefined ? [] : people.filter(({ name }) => isMeant(name, text)).slice(0, SHOWN_MAX);
  });
  const read = () => {
    const { value, selectionStart } = props.area;
    setBegun(BEGUN.exec(value.slice(0, selectionStart))?.[1] ?? null);
    setAt(0);
  };
  const take = ({ name }: Mentionable) => {
    const { area } = props;
    const { value, selectionStart } = area;
    const before = value.slice(0, selectionStart - (begun()?.length ?? 0));
    props.onText(`${before}${name} ${value.slice(selectionStart)}`);
    setBegun(null);
    queueMicrotask(() => {
      area.focus();
      area.setSelectionRange(before.length + name.length + 1, before.length + name.length + 1);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (found().length === 0) return;
    const chosen = found()[at()];
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      setAt((was) => (was + (event.key === "ArrowDown" ? 1 : -1) + found().length) % found().length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.metaKey && !event.ctrlKey) take(chosen);
    else if (event.key === "Escape") setBegun(null);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  useListening(
    untrack(() => props.area),
    { input: read, click: read, blur: () => setBegun(null) },
    press,
  );
  onMount(read);
  return (
    <Show when={found().length > 0}>
      <Choices people={found()} at={at()} onTake={take} />
      <span class="sr" role="status">
        {found()[at()]?.name}
      </span>
    </Show>
  );
}

function Choices(props: { people: Mentionable[]; at: number; onTake: (one: Mentionable) => void }) {
  const words = speak("thread").mention;
  return (
    <div role="listbox" aria-label={words.list} class="mention-list">
      <For each={props.people}>
        {(one, index) => (
          <button
            type="button"
            role="option"
            tabindex="-1"
            aria-selected={index() === props.at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onTake(one)}
          >
            <Show when={one.kind === "team"} fallback={<Avatar name={one.name} size="s" />}>
              <Icon name="users" />
            </Show>
            <span class="ellipsis" dir="auto">
              {one.name}
            </span>
            <Show when={one.kind === "team"}>
              <span class="small dim">{words.team}</span>
            </Show>
          </button>
        )}
      </For>
    </div>
  );
}

/** The field is the composer's; keys are heard before it hears them. */
function useListening(area: HTMLTextAreaElement, heard: Record<string, () => void>, press: (event: KeyboardEvent) => void): void {
  for (const [name, act] of Object.entries(heard)) area.addEventListener(name, act);
  area.addEventListener("keydown", press, { capture: true });
  onCleanup(() => {
    for (const [name, act] of Object.entries(heard)) area.removeEventListener(name, act);
    area.removeEventListener("keydown", press, { capture: true });
  });
}
