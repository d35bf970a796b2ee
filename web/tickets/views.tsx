/** The mailbox's views with their counts, and the stores one may narrow them to: a column on a wide screen, a menu from the title on a phone. */
import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { useStores, type VisibleStore } from "../team/me.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { StoreMark, StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { Place } from "./place.ts";
import { askCounts, VIEWS, type View } from "./queries.ts";

const icons: Record<View, IconName> = {
  todo: "mail",
  mine: "user",
  unassigned: "users",
  waiting: "clock",
  snoozed: "moon",
  resolved: "done",
  spam: "ban",
};

export function useCounts(place: Place) {
  const counts = useQuery(() => askCounts(place.stores()));
  const everywhere = useQuery(() => askCounts(null));
  return {
    of: (view: View) => known(counts)?.counts[view],
    todoIn: (store: string) => known(everywhere)?.todoByStore[store],
  };
}

export type Counts = ReturnType<typeof useCounts>;

interface ViewsProps {
  place: Place;
  counts: Counts;
}

const shown = (count: number | undefined) => (count ? formatCount(count) : "");

const isOnly = (place: Place, store: VisibleStore) => place.stores()?.length === 1 && place.stores()?.[0] === store.id;
/** Choosing the store that is chosen shows all again. */
const storeMove = (place: Place, store: VisibleStore) => ({ ticket: null, search: "", stores: isOnly(place, store) ? null : [store.id] });

export function Views(props: ViewsProps) {
  const words = speak("mailbox");
  const stores = useStores();
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.title}</h2>
      </div>
      <nav class="scroll" aria-label={words.choose}>
        <For each={VIEWS}>
          {(view) => (
            <a
              class="view"
              href={props.place.addressOf({ view, ticket: null, search: "" })}
              aria-current={props.place.view() === view && !props.place.search() ? "page" : undefined}
            >
              <Icon name={icons[view]} size="s" />
              <span>{words.views[view]}</span>
              <span class="count">{shown(props.counts.of(view))}</span>
            </a>
          )}
        </For>
        <Show when={stores.all().length > 1}>
          <p class="label">{words.stores}</p>
          <For each={stores.all()}>
            {(store) => (
              <a
                class="view"
                href={props.place.addressOf(storeMove(props.place, store))}
                aria-current={isOnly(props.place, store) ? "true" : undefined}
              >
                <span>
                  <StoreName store={store} />
                </span>
                <span class="count">{shown(props.counts.todoIn(store.id))}</span>
              </a>
            )}
          </For>
        </Show>
      </nav>
    </aside>
  );
}

export function ViewsMenu(props: ViewsProps) {
  const words = speak("mailbox");
  const stores = useStores();
  return (
    <Menu id="mailbox-views" label={words.choose}>
      <For each={VIEWS}>
        {(view) => (
          <MenuItem
            icon={icons[view]}
            checked={props.place.view() === view}
            onChoose={() => props.place.go({ view, ticket: null, search: "" })}
          >
            {words.views[view]} <span class="count dim">{shown(props.counts.of(view))}</span>
          </MenuItem>
        )}
      </For>
      <Show when={stores.all().length > 1}>
        <hr />
        <For each={stores.all()}>
          {(store) => (
            <MenuItem
              lead={<StoreMark store={store} />}
              checked={isOnly(props.place, store)}
              onChoose={() => props.place.go(storeMove(props.place, store))}
            >
              {store.name} <span class="count dim">{shown(props.counts.todoIn(store.id))}</span>
            </MenuItem>
          )}
        </For>
      </Show>
    </Menu>
  );
}
