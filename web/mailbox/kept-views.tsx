/** The views people keep, of tickets as of orders: as links beside a list, and as choices of the menu that stands for them on a phone. */

import { For, type JSX, Show } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuItem } from "../ui/menu.tsx";

interface View {
  id: string;
  name: string;
  shared: boolean;
}

/** What a list knows of them. */
interface Keeping<Kept extends View> {
  all: () => Kept[];
  addressOf: (view: Kept) => string;
  go: (view: Kept) => void;
  isHere: (view: Kept) => boolean;
  count: (view: Kept) => string;
}

interface KeptLinksProps<Kept extends View> {
  kept: Keeping<Kept>;
  words: { kept: string; changeKept: string };
  /** Absent where there is nothing to look after. */
  onChange?: (() => void) | undefined;
}

export function KeptLinks<Kept extends View>(props: KeptLinksProps<Kept>) {
  return (
    <Show when={props.kept.all().length > 0}>
      <p class="label row">
        {props.words.kept}
        <Show when={props.onChange}>
          <span class="push">
            <IconButton icon="pencil" label={props.words.changeKept} small onPress={() => props.onChange?.()} />
          </span>
        </Show>
      </p>
      <For each={props.kept.all()}>
        {(view) => (
          <a class="view" href={props.kept.addressOf(view)} aria-current={props.kept.isHere(view) ? "page" : undefined}>
            <Icon name={view.shared ? "users" : "filter"} size="s" />
            <span dir="auto">{view.name}</span>
            <span class="count">{props.kept.count(view)}</span>
          </a>
        )}
      </For>
    </Show>
  );
}

/** `children`: what else may be done with them, below. */
export function KeptItems<Kept extends View>(props: { kept: Keeping<Kept>; children?: JSX.Element }) {
  return (
    <Show when={props.kept.all().length > 0}>
      <hr />
      <For each={props.kept.all()}>
        {(view) => (
          <MenuItem icon={view.shared ? "users" : "filter"} checked={props.kept.isHere(view)} onChoose={() => props.kept.go(view)}>
            <bdi>{view.name}</bdi> <span class="count dim">{props.kept.count(view)}</span>
          </MenuItem>
        )}
      </For>
      {props.children}
    </Show>
  );
}
