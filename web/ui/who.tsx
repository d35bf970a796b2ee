/** Which store, which person: a mark with letters, never colour alone. */
import { Show } from "solid-js";

/** Six hues go round; the letters tell stores of one hue apart. */
const HUES = 6;

interface StoreLike {
  name: string;
  marketplace: string;
  mark: number;
}

export function StoreMark(props: { store: StoreLike; big?: boolean }) {
  return (
    <span class={`mark-store s${((props.store.mark - 1) % HUES) + 1}`} classList={{ big: props.big }} title={props.store.name}>
      <span aria-hidden="true">{props.store.marketplace}</span>
      <span class="sr">{props.store.name}</span>
    </span>
  );
}

export function StoreName(props: { store: StoreLike }) {
  return (
    <span class="store">
      <span class={`mark-store s${((props.store.mark - 1) % HUES) + 1}`} aria-hidden="true">
        {props.store.marketplace}
      </span>
      <span class="ellipsis">{props.store.name}</span>
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = "?"] = words;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return ([...first][0] ?? "?").concat([...last][0] ?? "").toUpperCase();
}

interface AvatarProps {
  /** Null: nobody. */
  name: string | null;
  isMe?: boolean;
  size?: "s" | "l";
  here?: boolean;
  away?: boolean;
  title?: string;
}

export function Avatar(props: AvatarProps) {
  return (
    <span
      class={`avatar ${props.size ?? ""}`}
      classList={{ me: props.isMe, none: props.name === null }}
      title={props.title ?? props.name ?? undefined}
    >
      <Show when={props.name}>{(name) => <span aria-hidden="true">{initialsOf(name())}</span>}</Show>
      <span class="sr">{props.title ?? props.name}</span>
      <Show when={props.here || props.away}>
        <span class="dot" classList={{ here: props.here, away: props.away }} />
      </Show>
    </span>
  );
}
