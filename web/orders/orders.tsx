/** All orders of all stores: what is due first within a stage, the newest first without one. */
import { createEffect, createSignal, For, Show, Suspense } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { formatCount } from "../ui/money.ts";
import { Search } from "../ui/search.tsx";
import { useSelection } from "../ui/selection.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { Filters } from "./filters.tsx";
import { useOrderList } from "./list.ts";
import "./orders.css";
import { type OrdersPlace, useOrdersPlace } from "./place.ts";
import { STAGES } from "./queries.ts";
import { OrderTable } from "./table.tsx";
import { nameOf, type OrderCounts, OrderViews, OrderViewsMenu, useOrderCounts } from "./views.tsx";

const OrderBar = room(["shipping"], () => import("./bar.tsx"));

export default function Orders() {
  const words = speak("orders");
  const place = useOrdersPlace();
  const counts = useOrderCounts(place);
  const list = useOrderList(place);
  const selection = useSelection(
    () => list,
    () => place.addressOf({}),
  );
  const [field, setField] = createSignal<HTMLInputElement>();
  createEffect(() => {
    document.title = `${nameOf(place)} · ${words.title} · ${speak("frame").product}`;
  });
  useKeys({
    next: () => list.step(1),
    previous: () => list.step(-1),
    open: () => (document.activeElement as HTMLElement | null)?.click(),
    search: () => field()?.focus(),
    back: () => void (place.search() && place.go({ search: "" })),
  });
  const count = () => {
    if (place.search()) return list.rows()?.length;
    const { stage, status, by, from, to, due } = place.filter();
    // Nobody has counted what the other filters leave.
    if (status || by || from || to || due) return undefined;
    return stage ? counts.of(stage) : counts.all();
  };
  return (
    <>
      <OrderViews place={place} counts={counts} />
      <main class="room orders" id="room">
        <div class="bar">
          <h1 class="title">
            <button type="button" class="row narrow-only" popovertarget="order-views">
              <span class="ellipsis">{nameOf(place)}</span> <Icon name="down" size="s" />
            </button>
            <span class="wide-only">{nameOf(place)}</span>
          </h1>
          <span class="dim count">{count() === undefined ? "" : formatCount(count() ?? 0)}</span>
          <Search
            class="order-search"
            ref={setField}
            label={words.search}
            placeholder={words.searchHint}
            value={place.search()}
            onSearch={(search) => place.go({ search }, place.search() !== "")}
          />
        </div>
        <StageTabs place={place} counts={counts} />
        <Filters place={place} sortedBy={place.filter().stage ? words.sortDue : words.sortTime} />
        <OrderTable place={place} list={list} selection={selection} />
        <Show when={selection.isOn()}>
          <Suspense>
            <OrderBar selection={selection} />
          </Suspense>
        </Show>
        <OrderViewsMenu place={place} counts={counts} />
      </main>
    </>
  );
}

function StageTabs(props: { place: OrdersPlace; counts: OrderCounts }) {
  const words = speak("orders");
  const about = speak("order");
  const stage = () => props.place.filter().stage;
  const isShown = (one: (typeof STAGES)[number]) => (props.counts.of(one) ?? 0) > 0 || stage() === one;
  return (
    <nav class="tabs" aria-label={words.stage}>
      <a
        href={props.place.addressOf({ stage: null, search: "" })}
        aria-current={stage() === null && !props.place.search() ? "page" : undefined}
      >
        {words.allStages}
        <span class="count">{props.counts.all() === undefined ? "" : formatCount(props.counts.all() ?? 0)}</span>
      </a>
      <For each={STAGES}>
        {(one) => (
          <Show when={isShown(one)}>
            <a
              href={props.place.addressOf({ stage: one, search: "" })}
              aria-current={stage() === one && !props.place.search() ? "page" : undefined}
            >
              {about.stages[one]}
              <span class="count">{formatCount(props.counts.of(one) ?? 0)}</span>
            </a>
          </Show>
        )}
      </For>
    </nav>
  );
}
