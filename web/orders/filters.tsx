/** What the list is narrowed to: chips that say it and can be taken away, and the panel that adds one. All of it lives in the address. */
import { createMemo, createSignal, For, type JSX, Show, Suspense } from "solid-js";
import { useTags } from "../labels/queries.ts";
import { useNames, useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { BY, type Move, NO_FILTER, type OrdersPlace, type Word } from "./place.ts";

const FilterPanel = room(["workload"], () => import("./filter-panel.tsx"));

interface Chip {
  name: string;
  value: string;
  without: Move;
}

interface Named {
  store: (id: string) => string;
  tag: (id: string) => string;
  person: (id: string) => string;
}

function useNaming(): Named {
  const stores = useStores();
  const tags = useTags();
  const nameOf = useNames();
  const gone = speak("workload").filter.gone;
  return {
    store: (id) => stores.find(id)?.name ?? id,
    tag: (id) => tags.find(id)?.name ?? gone,
    person: (id) => nameOf(id) ?? gone,
  };
}

function chipsOf(place: OrdersPlace, named: Named): Chip[] {
  const words = speak("orders").filter;
  const about = speak("order");
  const work = speak("workload");
  const filter = place.filter();
  const one = (name: string, word: Word, value: string | undefined): Chip | null =>
    filter[word] ? { name, value: value ?? filter[word], without: { [word]: "" } } : null;
  const person = { me: work.filter.me, nobody: work.filter.nobody }[filter.assignee] ?? named.person(filter.assignee);
  const { stores, stages, from, to } = filter;
  const placed = from && to ? words.between(from, to) : from ? words.since(from) : words.until(to);
  const by = BY.find((choice) => choice === filter.by);
  const chips: (Chip | "" | null | false)[] = [
    place.ids().length > 0 && { name: work.filter.ids, value: String(place.ids().length), without: { ids: [] } },
    stores && { name: words.store, value: stores.map(named.store).join(", "), without: { stores: null } },
    stages.length > 0 && {
      name: words.stage,
      value: stages.map((stage) => speak("stages").order[stage]).join(", "),
      without: { stages: [] },
    },
    one(words.status, "status", undefined),
    one(words.by, "by", by && about.by[by]),
    (from || to) && { name: filter.counted ? work.filter.countedOn : words.placed, value: placed, without: { from: "", to: "" } },
    one(words.due, "due", work.dues[filter.due]),
    one(work.filter.reason, "reason", speak("orderWork").reasons[filter.reason]),
    one(work.filter.tag, "tag", named.tag(filter.tag)),
    one(work.filter.assignee, "assignee", person),
    one(work.filter.warehouse, "warehouse", work.filter.warehouse),
    one(work.filter.delivery, "delivery", undefined),
    one(work.filter.shipping, "shipping", work.shippings[filter.shipping]),
    one(work.filter.sku, "sku", undefined),
    one(work.filter.kind, "kind", work.kinds[filter.kind]),
    one(work.filter.tracking, "tracking", work.trackings[filter.tracking]),
    one(work.filter.trouble, "trouble", work.troubles[filter.trouble]),
    one(work.filter.archived, "archived", work.archives[filter.archived]),
    one(work.filter.counted, "counted", work.counted[filter.counted.split("@")[0] ?? ""]),
  ];
  return chips.filter((chip) => typeof chip === "object" && chip !== null);
}

export function Filters(props: { place: OrdersPlace; sortedBy: string; onKeep: () => void; acts: JSX.Element }) {
  const words = speak("orders");
  const named = useNaming();
  const chips = createMemo(() => chipsOf(props.place, named));
  const [opened, setOpened] = createSignal(false);
  return (
    <div class="filters">
      <button type="button" class="button quiet s" popovertarget="order-filters" aria-haspopup="dialog">
        <Icon name="filter" />
        {words.filter.open}
      </button>
      <For each={chips()}>
        {(chip) => (
          <span class="filter">
            <span>
              {chip.name} <b dir="auto">{chip.value}</b>
            </span>
            <button
              type="button"
              aria-label={words.filter.remove(`${chip.name} ${chip.value}`)}
              onClick={() => props.place.go(chip.without)}
            >
              <Icon name="x" size="s" />
            </button>
          </span>
        )}
      </For>
      <Show when={chips().length > 1}>
        <Button look="quiet" small onPress={() => props.place.go({ ...NO_FILTER, ids: [] })}>
          {words.filter.clear}
        </Button>
      </Show>
      <Show when={chips().length > 0 && props.place.isFilter()}>
        <Button look="quiet" small onPress={props.onKeep}>
          {speak("workload").keep}
        </Button>
      </Show>
      <span class="dim small push wide-only">{props.place.search() ? words.searchEverywhere : props.sortedBy}</span>
      <span class="row tight filter-acts">{props.acts}</span>
      <div
        id="order-filters"
        popover
        class="menu filter-panel"
        role="dialog"
        aria-label={words.filter.open}
        on:beforetoggle={(event) => event.newState === "open" && setOpened(true)}
      >
        <Suspense>
          <Show when={opened()}>
            <FilterPanel place={props.place} />
          </Show>
        </Suspense>
      </div>
    </div>
  );
}
