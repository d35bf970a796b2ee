/** The orders' views: the questions asked every day, and the stores one may narrow them to. */
import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { useStores, type VisibleStore } from "../team/me.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { StoreMark, StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { type Filter, NO_FILTER, type OrdersPlace } from "./place.ts";
import { askOrderCounts, type Stage } from "./queries.ts";

interface OrdersView {
  name: "all" | "review" | "toShip" | "dueSoon" | "fbt";
  icon: IconName;
  filter: Partial<Filter>;
  /** Whose count it shows. */
  stage?: Stage;
}

const VIEWS: OrdersView[] = [
  { name: "all", icon: "box", filter: {} },
  { name: "review", icon: "alert", filter: { stage: "in_review" }, stage: "in_review" },
  { name: "toShip", icon: "tag", filter: { stage: "ready_to_ship" }, stage: "ready_to_ship" },
  { name: "dueSoon", icon: "clock", filter: { stage: "ready_to_ship", due: "24h" } },
  { name: "fbt", icon: "house", filter: { by: "store" } },
];

export function useOrderCounts(place: OrdersPlace) {
  const counts = useQuery(() => askOrderCounts(place.filter().stores));
  return {
    of: (stage: Stage) => known(counts)?.counts[stage],
    all: () => {
      const found = known(counts)?.counts;
      return found && Object.values(found).reduce((sum, count) => sum + count, 0);
    },
  };
}

export type OrderCounts = ReturnType<typeof useOrderCounts>;

interface ViewsProps {
  place: OrdersPlace;
  counts: OrderCounts;
}

const isSame = (one: Filter, other: Filter) =>
  (["stage", "status", "by", "from", "to", "due"] as const).every((part) => one[part] === other[part]);

const isAt = (place: OrdersPlace, view: OrdersView) => place.search() === "" && isSame(place.filter(), { ...NO_FILTER, ...view.filter });
const moveTo = (place: OrdersPlace, view: OrdersView) => ({ ...NO_FILTER, ...view.filter, stores: place.filter().stores, search: "" });
const isOnly = (place: OrdersPlace, store: VisibleStore) => place.filter().stores?.join() === store.id;
const storeMove = (place: OrdersPlace, store: VisibleStore) => ({ stores: isOnly(place, store) ? null : [store.id] });

function countOf(counts: OrderCounts, view: OrdersView): string {
  const count = view.name === "all" ? counts.all() : view.stage && counts.of(view.stage);
  return count ? formatCount(count) : "";
}

export function OrderViews(props: ViewsProps) {
  const words = speak("orders");
  const stores = useStores();
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.title}</h2>
      </div>
      <nav class="scroll" aria-label={words.views}>
        <For each={VIEWS}>
          {(view) => (
            <a
              class="view"
              href={props.place.addressOf(moveTo(props.place, view))}
              aria-current={isAt(props.place, view) ? "page" : undefined}
            >
              <Icon name={view.icon} size="s" />
              <span>{words[view.name]}</span>
              <span class="count">{countOf(props.counts, view)}</span>
            </a>
          )}
        </For>
        <a class="view" href="/print-runs">
          <Icon name="tag" size="s" />
          <span>{words.printRuns}</span>
        </a>
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
              </a>
            )}
          </For>
        </Show>
      </nav>
    </aside>
  );
}

export function OrderViewsMenu(props: ViewsProps) {
  const words = speak("orders");
  const stores = useStores();
  return (
    <Menu id="order-views" label={words.views}>
      <For each={VIEWS}>
        {(view) => (
          <MenuItem icon={view.icon} checked={isAt(props.place, view)} onChoose={() => props.place.go(moveTo(props.place, view))}>
            {words[view.name]} <span class="count dim">{countOf(props.counts, view)}</span>
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
              {store.name}
            </MenuItem>
          )}
        </For>
      </Show>
    </Menu>
  );
}

/** What the list is called: the view it is, or the stage it shows. */
export function nameOf(place: OrdersPlace): string {
  const words = speak("orders");
  if (place.search()) return words.results(place.search());
  const view = VIEWS.find((one) => isAt(place, one));
  const stage = place.filter().stage;
  return view ? words[view.name] : stage ? speak("order").stages[stage] : words.title;
}
