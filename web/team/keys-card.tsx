/** The keys of every command, each to be pressed anew. A key that belongs to another command already is refused with that command's name. */
import { createSignal, For, Show } from "solid-js";
import { Button, IconButton } from "../ui/button.tsx";
import { COMMAND_NAMES, COMMANDS, type Command, takenBy } from "../ui/commands.ts";
import { keyOf, strokeOf, writeKey } from "../ui/keys.ts";
import { Callout } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { useMe } from "./me.tsx";

/** A second key pressed within this time belongs to the first. */
const SEQUENCE_MS = 900;

export function KeysCard(props: { onSave: (keys: Record<string, string> | null) => void }) {
  const words = speak("preferences");
  const me = useMe();
  const [editing, setEditing] = createSignal<Command | null>(null);
  const [taken, setTaken] = createSignal<{ key: string; by: Command } | null>(null);
  const own = () => me().preferences.keys ?? {};
  const keep = (command: Command, key: string) => {
    setEditing(null);
    const by = key === "" ? null : takenBy(command, key, keyOf);
    setTaken(by && { key, by });
    if (by || key === keyOf(command)) return;
    const { [command]: _, ...others } = own();
    const keys = key === COMMANDS[command].key ? others : { ...others, [command]: key };
    props.onSave(Object.keys(keys).length > 0 ? keys : null);
  };
  return (
    <section class="card" aria-labelledby="h-keys">
      <header>
        <h2 id="h-keys">{words.keys}</h2>
        <Show when={Object.keys(own()).length > 0}>
          <span class="push">
            <Button small look="quiet" onPress={() => props.onSave(null)}>
              {words.allOurs}
            </Button>
          </span>
        </Show>
      </header>
      <div class="body stack">
        <p class="mid">{words.keysWords}</p>
        <Show when={taken()}>
          {(one) => (
            <Callout look="late" icon="alert">
              {words.taken(writeKey(one().key).join(" "), speak("keys").commands[one().by])}
            </Callout>
          )}
        </Show>
      </div>
      <ul class="list">
        <For each={COMMAND_NAMES}>
          {(command) => (
            <KeyRow
              command={command}
              isOwn={own()[command] !== undefined}
              isEditing={editing() === command}
              onEdit={() => setEditing(command)}
              onKeep={(key) => keep(command, key)}
              onLeave={() => setEditing(null)}
            />
          )}
        </For>
      </ul>
    </section>
  );
}

interface RowProps {
  command: Command;
  isOwn: boolean;
  isEditing: boolean;
  onEdit: () => void;
  onKeep: (key: string) => void;
  onLeave: () => void;
}

function KeyRow(props: RowProps) {
  const words = speak("preferences");
  const name = () => speak("keys").commands[props.command];
  return (
    <li class="list-row key-row">
      <span class="ellipsis">{name()}</span>
      <span class="push row tight">
        <Show when={!props.isEditing} fallback={<KeyCatcher label={words.change(name())} onKeep={props.onKeep} onLeave={props.onLeave} />}>
          <For each={writeKey(keyOf(props.command))} fallback={<span class="dim small">{speak("keys").noKey}</span>}>
            {(key) => <span class="kbd">{key}</span>}
          </For>
          <Show when={props.isOwn}>
            <IconButton icon="undo" small label={words.ours(name())} onPress={() => props.onKeep(COMMANDS[props.command].key)} />
          </Show>
          <IconButton icon="pencil" small label={words.change(name())} onPress={() => props.onEdit()} />
        </Show>
      </span>
    </li>
  );
}

/** A field that takes presses instead of letters. Tab leaves it as it leaves any field. */
function KeyCatcher(props: { label: string; onKeep: (key: string) => void; onLeave: () => void }) {
  const [pressed, setPressed] = createSignal("");
  let rest: ReturnType<typeof setTimeout> | undefined;
  const press = (event: KeyboardEvent) => {
    const stroke = strokeOf(event);
    if (stroke === null || stroke === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(rest);
    if (stroke === "Escape") return props.onLeave();
    if (stroke === "Backspace") return props.onKeep("");
    const key = pressed() === "" ? stroke : `${pressed()} ${stroke}`;
    if (pressed() !== "" || stroke.startsWith("Mod+")) return props.onKeep(key);
    setPressed(key);
    rest = setTimeout(() => props.onKeep(key), SEQUENCE_MS);
  };
  return (
    <input
      class="input key-catcher"
      readonly
      aria-label={props.label}
      placeholder={speak("preferences").press}
      value={writeKey(pressed()).join(" ")}
      ref={(input) => queueMicrotask(() => input.focus())}
      onKeyDown={press}
      onBlur={() => {
        clearTimeout(rest);
        props.onLeave();
      }}
    />
  );
}
