/** The stores a list may be narrowed to, where there is more than one: links below its views, or items of the menu that stands for them on a phone. */

import { For, Show } from "solid-js";
import { MenuItem } from "../ui/menu.tsx";
import { formatSome } from "../ui/money.ts";
import { StoreMark, StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { useStores } from "./me.tsx";

interface StoresProps {
  /** Null for all of them. */
  chosen: string[] | null;
  countOf?: (store: string) => number | undefined;
}

const isOnly = (props: StoresProps, store: string) => props.chosen?.join() === store;
/** Choosing the store that is chosen shows all again. */
const afterChoosing = (props: StoresProps, store: string) => (isOnly(props, store) ? null : [store]);

export function StoreLinks(props: StoresProps & { addressOf: (stores: string[] | null) => string }) {
  const stores = useStores();
  return (
    <Show when={stores.all().length > 1}>
      <p class="label">{speak("frame").stores}</p>
      <For each={stores.all()}>
        {(store) => (
          <a class="view" href={props.addressOf(afterChoosing(props, store.id))} aria-current={isOnly(props, store.id) || undefined}>
            <span>
              <StoreName store={store} />
            </span>
            <span class="count">{formatSome(props.countOf?.(store.id))}</span>
          </a>
        )}
      </For>
    </Show>
  );
}

export function StoreItems(props: StoresProps & { onChoose: (stores: string[] | null) => void }) {
  const stores = useStores();
  return (
    <Show when={stores.all().length > 1}>
      <hr />
      <For each={stores.all()}>
        {(store) => (
          <MenuItem
            lead={<StoreMark store={store} />}
            checked={isOnly(props, store.id)}
            onChoose={() => props.onChoose(afterChoosing(props, store.id))}
          >
            {store.name} <span class="count dim">{formatSome(props.countOf?.(store.id))}</span>
          </MenuItem>
        )}
      </For>
    </Show>
  );
}
