/** Keys that act, as long as nobody is typing: one listener for the page, commands that come and go with what is on screen. The newest binding
 *  of a key wins; a layer over the page (dialog, menu) keeps its keys to itself. */
import { createSignal, onCleanup } from "solid-js";
import { COMMANDS, type Command } from "./commands.ts";

export type Bindings = Partial<Record<Command, () => void>>;

const SEQUENCE_MS = 1_200;

interface Layer {
  bindings: Bindings;
  /** Goes before everything that came later. */
  isFirst: boolean;
}

const layers: Layer[] = [];
let opened: { key: string; at: number } | null = null;

const [chosen, chooseKeys] = createSignal<Record<string, string>>({});

/** What a person chose instead of the table's keys. */
export { chooseKeys };

/** "" where a command has no key. */
export const keyOf = (command: Command): string => chosen()[command] ?? COMMANDS[command].key;

/** What a field does itself with ⌘ held down. */
const OF_FIELDS = ["Mod+a", "Mod+z"];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

/** A press as the table writes it; null where it only holds something down. */
export function strokeOf(event: KeyboardEvent): string | null {
  if (["Shift", "Control", "Meta", "Alt", "AltGraph", "Dead"].includes(event.key) || event.altKey || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey) return `Mod+${event.key.toLowerCase()}`;
  return event.key;
}

function press(event: KeyboardEvent): void {
  const stroke = strokeOf(event);
  if (event.defaultPrevented || stroke === null) return;
  // Nobody writes with ⌘ held down: such keys act in a field too.
  if (isTyping(event.target) && (OF_FIELDS.includes(stroke) || (event.key !== "Escape" && !stroke.startsWith("Mod+")))) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const sequence = opened && event.timeStamp - opened.at < SEQUENCE_MS ? `${opened.key} ${stroke}` : null;
  const act = (sequence && find(sequence)) || find(stroke);
  opened = null;
  if (act) {
    event.preventDefault();
    act();
  } else if (boundCommands().some((command) => keyOf(command).startsWith(`${stroke} `))) {
    opened = { key: stroke, at: event.timeStamp };
  }
}

const commandsOf = ({ bindings }: Layer) => Object.keys(bindings) as Command[];

/** The layers in the order they are asked. */
const asked = () => layers.toReversed().sort((one, other) => Number(other.isFirst) - Number(one.isFirst));

function find(key: string): (() => void) | undefined {
  for (const layer of asked()) {
    const command = commandsOf(layer).find((one) => keyOf(one) === key);
    if (command) return layer.bindings[command];
  }
  return undefined;
}

/** What could be done now, with a key or without. */
export const boundCommands = (): Command[] => [...new Set(layers.flatMap(commandsOf))];

export function runCommand(command: Command): void {
  asked()
    .find(({ bindings }) => command in bindings)
    ?.bindings[command]?.();
}

/** For as long as the component that asks for it lives. */
export function useKeys(bindings: Bindings, isFirst = false): void {
  const layer: Layer = { bindings, isFirst };
  if (layers.length === 0) document.addEventListener("keydown", press);
  layers.push(layer);
  onCleanup(() => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) document.removeEventListener("keydown", press);
  });
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const COMMAND = isMac ? "⌘" : "Ctrl ";
const NAMES: Record<string, string> = { Escape: "Esc", " ": "Space", ArrowUp: "↑", ArrowDown: "↓", Enter: "⏎" };

/** As it stands on a keyboard: ["G", "M"], ["⇧E"], ["Ctrl K"]. */
export function writeKey(key: string): string[] {
  if (key === "") return [];
  return key.split(" ").map((stroke) => {
    const name = stroke.replace("Mod+", "");
    if (stroke.startsWith("Mod+")) return `${COMMAND}${NAMES[name] ?? name.toUpperCase()}`;
    if (/^\p{Lu}$/u.test(name)) return `⇧${name}`;
    return NAMES[name] ?? (name.length === 1 ? name.toUpperCase() : name);
  });
}

/** For tooltips and the ends of menu rows. */
export const showKey = (command: Command): string => writeKey(keyOf(command)).join(" ");
