/** A list without rows names the next step: the views that have some, the store that hides them, or the shop to connect. */
import { For, Show } from "solid-js";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import type { View } from "../tickets/queries.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Empty } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Place } from "./place.ts";
import type { Counts } from "./views.tsx";

/** Where one looks next when a view is done. */
const NEXT: Record<View, readonly View[]> = {
  todo: ["waiting", "snoozed"],
  mine: ["unassigned", "todo"],
  unassigned: ["todo", "waiting"],
  waiting: ["todo"],
  snoozed: ["todo"],
  resolved: ["todo"],
  spam: ["todo"],
};

export function EmptyList(props: { place: Place; counts: Counts }) {
  const words = speak("mailbox");
  const me = useMe();
  const stores = useStores();
  const isConnected = () => stores.all().some((store) => store.state !== "disconnected");
  const only = () => stores.find(props.place.stores()?.[0]);
  const next = () => NEXT[props.place.view()].filter((view) => (props.counts.of(view) ?? 0) > 0);
  return (
    <Show when={!props.place.search()} fallback={<NothingFound place={props.place} />}>
      <Show when={isConnected()} fallback={<NoStore isAdmin={isAdmin(me())} hasStores={stores.all().length > 0} />}>
        <Empty
          icon="done"
          title={words.nothing[props.place.view()].title}
          words={`${words.nothing[props.place.view()].words} ${only() ? words.nothingIn(only()?.name ?? "") : ""}`}
        >
          <Show when={props.place.stores()}>
            <Button onPress={() => props.place.go({ stores: null })}>{words.allStores}</Button>
          </Show>
          <For each={next()}>
            {(view) => (
              <ButtonLink to={props.place.addressOf({ view, ticket: null })}>
                {words.lookAt(formatCount(props.counts.of(view) ?? 0), words.views[view])}
              </ButtonLink>
            )}
          </For>
        </Empty>
      </Show>
    </Show>
  );
}

function NothingFound(props: { place: Place }) {
  const words = speak("mailbox");
  return (
    <Empty icon="search" title={words.notFound(props.place.search())} words={words.notFoundWords}>
      <ButtonLink to={`/orders?${new URLSearchParams({ q: props.place.search() })}`}>{words.searchOrders}</ButtonLink>
    </Empty>
  );
}

function NoStore(props: { isAdmin: boolean; hasStores: boolean }) {
  const words = speak("mailbox").connect;
  return (
    <Empty icon="shop" title={words.title} words={props.isAdmin || props.hasStores ? words.words : words.ask}>
      <Show when={props.isAdmin}>
        <ButtonLink look="primary" to="/app-store/tiktok-shop">
          {words.act}
        </ButtonLink>
      </Show>
    </Empty>
  );
}
