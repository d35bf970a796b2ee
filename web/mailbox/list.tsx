/** The list of a view or of a search: fetched by pages as one scrolls, drawn only near the screen, steady under the hand. */

import { type Accessor, createEffect, createMemo, createSignal, For, Match, Show, Suspense, Switch, untrack } from "solid-js";
import type { Answering } from "../bulk/orders.ts";
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from "../cache/use.ts";
import { useNames, useStores } from "../team/me.tsx";
import { askFound, askTickets } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { whenIdle } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { showKey, useKeys } from "../ui/keys.ts";
import { formatCount } from "../ui/money.ts";
import { Search } from "../ui/search.tsx";
import { type Selection, useSelection } from "../ui/selection.ts";
import { known, Skeleton, Trouble } from "../ui/states.tsx";
import { createSteady } from "../ui/steady.ts";
import { keepStyle } from "../ui/style.ts";
import { watchHand, watchRows } from "../ui/window.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { EmptyList } from "./empty.tsx";
import { chooseOnHold } from "./hold.ts";
import { NO_FILTERS, type Place } from "./place.ts";
import { type ListedTicket, TicketRow } from "./row.tsx";
import type { Counts } from "./views.tsx";

/** The rows of the address: a view's pages, or a search's. */
function useTickets(place: Place) {
  const isSearch = () => place.search() !== "";
  const pages = useInfiniteQuery(() => ({ ...askTickets(place.view(), place.filters()), enabled: !isSearch() }));
  const found = useInfiniteQuery(() => ({ ...askFound(place.search(), place.filters()), enabled: isSearch() }));
  const asked = (): UseInfiniteQueryResult<InfiniteData<{ rows: ListedTicket[] }>> => (isSearch() ? found : pages);
  const rows = createMemo(() => {
    const all = known(asked())?.pages.flatMap((page) => page.rows);
    // A row may move over a page's edge while the next page is fetched; a ticket is found by its newest words first.
    return all && [...new Map(all.toReversed().map((row) => [row.id, row])).values()].toReversed();
  });
  return {
    rows,
    query: asked,
    hasMore: () => asked().hasNextPage,
    askMore: () => {
      const query = asked();
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}

export function useTicketList(place: Place) {
  const tickets = useTickets(place);
  const [scroller, setScroller] = createSignal<HTMLElement>();
  const name = () => `tickets ${place.view()} ${Object.values(place.filters()).join()} ${place.search()}`;
  const steady = createSteady<ListedTicket>({ rows: tickets.rows, question: name, isAtTop: () => drawn.isAtTop() });
  const drawn = watchRows({ name, scroller, count: () => steady.ids().length, onNearEnd: tickets.askMore });
  return {
    ...tickets,
    steady,
    drawn,
    scroller,
    adopt: (element: HTMLElement) => {
      setScroller(element);
      watchHand(element, steady.touch);
    },
    show: () => {
      steady.show();
      scroller()?.scrollTo({ top: 0 });
    },
    /** The ticket `by` rows from this one, as far as the list is known. */
    neighbour: (id: string | null, by: number): string | null => {
      const ids = steady.ids();
      const at = id === null ? -1 : ids.indexOf(id);
      return ids[at < 0 ? 0 : at + by] ?? null;
    },
    focus: (id: string) => {
      drawn.reveal(steady.ids().indexOf(id));
      const within = scroller();
      // The row may have to be drawn first.
      queueMicrotask(() => within?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
    },
    focused: () => document.activeElement?.getAttribute("data-row") ?? null,
  };
}

export type TicketList = ReturnType<typeof useTicketList>;

interface ListProps {
  place: Place;
  list: TicketList;
  counts: Counts;
  searching: Accessor<boolean>;
  onSearching: (isOpen: boolean) => void;
  onKeep: () => void;
}

const BulkBar = room(["bulk", "thread", "labels"], () => import("../bulk/bar.tsx"));
const BurstLines = room(["bursts", "classes"], () => import("../bursts/line.tsx"));
const FilterBar = room(["finding", "classes", "bursts"], () => import("./filters.tsx"));

export function ListPane(props: ListProps) {
  const words = speak("mailbox");
  const [filtering, setFiltering] = createSignal(false);
  const filter = () => setFiltering((is) => !is);
  const selection = useSelection(
    () => props.list,
    () => `${props.place.view()} ${Object.values(props.place.filters()).join()} ${props.place.search()}`,
  );
  useKeys({ filter });
  const answering = useAnswering(props, selection);
  // The rows come first.
  const [stands, setStands] = createSignal(false);
  createEffect(() => props.list.rows() !== undefined && whenIdle(() => setStands(true)));
  return (
    <section class="pane pane-list" aria-label={words.list(words.views[props.place.view()])}>
      <div class="bar">
        <Show
          when={props.searching() || props.place.search() !== ""}
          fallback={<ListTitle {...props} onFilter={filter} onSelect={selection.begin} />}
        >
          <Search
            class="fill"
            ref={(input) => queueMicrotask(() => input.focus())}
            label={words.search}
            placeholder={words.searchHint}
            value={props.place.search()}
            onSearch={(search) => props.place.go({ search, ticket: props.place.ticket() }, props.place.search() !== "")}
          />
          <IconButton
            icon="x"
            label={words.searchClose}
            keys="Esc"
            small
            onPress={() => {
              props.onSearching(false);
              props.place.go({ search: "" });
            }}
          />
        </Show>
      </div>
      <Show when={filtering() || props.place.isFiltered() || props.place.search() !== ""}>
        <Suspense>
          <FilterBar place={props.place} onKeep={props.onKeep} />
        </Suspense>
      </Show>
      <Show when={stands()}>
        <Suspense>
          <BurstLines place={props.place} onAnswer={answering.begin} />
        </Suspense>
      </Show>
      <Rows {...props} selection={selection} isAsking={props.searching() && props.place.search() === ""} />
      <Show when={selection.isOn()}>
        <Suspense>
          <BulkBar place={props.place} list={props.list} selection={selection} answering={answering} />
        </Suspense>
      </Show>
    </section>
  );
}

/** One answer for a whole burst: its list is gone to, all of it is chosen, and the bar asks for the words. */
function useAnswering(props: ListProps, selection: Selection): Answering {
  const [burst, setBurst] = createSignal<string | null>(null);
  const isHere = () => burst() !== null && props.place.filters().burst === burst();
  createEffect(() => {
    if (isHere() && props.list.rows() && props.list.steady.ids().length > 0) untrack(selection.chooseAll);
  });
  return {
    begin: (id) => {
      setBurst(id);
      props.place.go({ ...NO_FILTERS, view: "todo", search: "", ticket: null, burst: id });
    },
    take: () => {
      const isWanted = untrack(isHere);
      if (isWanted) setBurst(null);
      return isWanted;
    },
  };
}

function ListTitle(props: ListProps & { onFilter: () => void; onSelect: () => void }) {
  const words = speak("mailbox");
  const stores = useStores();
  const says = () => {
    // Nobody has counted what the filters leave; a view that is kept says it beside its name.
    const count = props.place.isFiltered() ? undefined : props.counts.of(props.place.view());
    const order = words.order[props.place.view()];
    const numbers = count === undefined ? "" : formatCount(count);
    return [numbers, order].filter(Boolean).join(", ");
  };
  const only = () => (props.place.stores()?.length === 1 ? stores.find(props.place.stores()?.[0]) : undefined);
  return (
    <>
      <h1 class="title">
        <button type="button" class="row narrow-only" popovertarget="mailbox-views">
          {words.views[props.place.view()]} <Icon name="down" size="s" />
        </button>
        <span class="wide-only">{words.views[props.place.view()]}</span>
      </h1>
      <span class="dim count ellipsis">{only() ? `${only()?.name}, ${says()}` : says()}</span>
      <span class="push row tight">
        <span class="narrow-only">
          <IconButton icon="check" label={words.select} small onPress={props.onSelect} />
        </span>
        <IconButton icon="filter" label={words.filter} keys={showKey("filter")} small onPress={props.onFilter} />
        <IconButton icon="search" label={words.search} keys={showKey("search")} small onPress={() => props.onSearching(true)} />
      </span>
    </>
  );
}

function Rows(props: ListProps & { isAsking: boolean; selection: Selection }) {
  const nameOf = useNames();
  const visible = createMemo(() => props.list.steady.ids().slice(props.list.drawn.first(), props.list.drawn.end()));
  return (
    <div class="scroll rows" classList={{ choosing: props.selection.isOn() }} ref={(element) => props.list.adopt(element)}>
      <Show when={props.isAsking}>
        <p class="padded small mid">{speak("mailbox").searchEmpty}</p>
      </Show>
      <Show when={props.list.steady.fresh() > 0}>
        <button type="button" class="fresh" onClick={() => props.list.show()}>
          <Icon name="up" />
          {speak("mailbox").fresh(props.list.steady.fresh())}
        </button>
      </Show>
      <Switch fallback={<Skeleton rows={9} class="ticket" widths={[40, 80, 60]} />}>
        <Match when={props.list.steady.ids().length > 0}>
          <ul class="window" ref={(element) => padRows(element, props.list)}>
            <For each={visible()}>
              {(id) => (
                <Show when={props.list.steady.find(id)}>
                  {(ticket) => <Row ticket={ticket()} place={props.place} selection={props.selection} nameOf={nameOf} />}
                </Show>
              )}
            </For>
          </ul>
        </Match>
        <Match when={props.list.query().isLoadingError}>
          <div class="padded">
            <Trouble problem={props.list.query().error} onRetry={() => void props.list.query().refetch()} />
          </div>
        </Match>
        <Match when={props.list.rows()}>
          <EmptyList place={props.place} counts={props.counts} />
        </Match>
      </Switch>
      <Show when={props.list.query().isError && props.list.steady.ids().length > 0}>
        <div class="padded">
          <Trouble problem={props.list.query().error} onRetry={() => void props.list.query().refetch()} stale />
        </div>
      </Show>
    </div>
  );
}

interface RowProps {
  ticket: ListedTicket;
  place: Place;
  selection: Selection;
  nameOf: (id: string) => string | null;
}

function Row(props: RowProps) {
  const choose = (isRange: boolean) => props.selection.choose(props.ticket.id, isRange);
  const isChosen = () => props.selection.has(props.ticket.id);
  return (
    <li class="choosable" classList={{ chosen: isChosen() }} ref={(element) => chooseOnHold(element, () => choose(false))}>
      <TicketRow
        ticket={props.ticket}
        to={props.place.addressOf({ ticket: props.ticket.id })}
        isCurrent={props.place.ticket() === props.ticket.id}
        nameOf={props.nameOf}
      />
      <label class="choose">
        <input
          type="checkbox"
          class="check"
          aria-label={speak("mailbox").selectOne(props.ticket.buyer_name)}
          checked={isChosen()}
          onClick={(event) => choose(event.shiftKey)}
        />
      </label>
    </li>
  );
}

/** Rows that are not drawn are padding above and below those that are. */
function padRows(element: HTMLElement, list: TicketList): void {
  keepStyle(element, "padding-block-start", () => `${list.drawn.before()}px`);
  keepStyle(element, "padding-block-end", () => `${list.drawn.after()}px`);
}
