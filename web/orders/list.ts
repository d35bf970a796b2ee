/** The rows of the address: a filter's pages, what a search found, or what ids name; which of them are drawn, and how far the desk has looked. */

import { createMemo, createSignal } from "solid-js";
import { useInfiniteQuery, useQuery } from "../cache/use.ts";
import { known } from "../ui/states.tsx";
import { createSteady } from "../ui/steady.ts";
import { watchHand, watchRows } from "../ui/window.ts";
import { isByDeadline, type OrdersPlace, questionOf } from "./place.ts";
import { askFoundOrders, askNamedOrders, askOrders, type OrderSummary } from "./queries.ts";

/** What the address asks, whichever of the three ways it asks it. */
function useAnswer(place: OrdersPlace) {
  const isNamed = () => place.ids().length > 0;
  const isSearch = () => !isNamed() && place.search() !== "";
  const question = createMemo(() => questionOf(place.filter()), undefined, {
    equals: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  const pages = useInfiniteQuery(() => ({ ...askOrders(place.filter().stores, question()), enabled: place.isFilter() }));
  const named = useQuery(() => ({ ...askNamedOrders(place.ids()), enabled: isNamed() }));
  const found = useQuery(() => ({ ...askFoundOrders(place.search(), place.filter().stores), enabled: isSearch() }));
  const rows = createMemo<OrderSummary[] | undefined>(() => {
    if (isNamed()) return known(named)?.rows;
    if (isSearch()) return known(found)?.rows;
    const all = known(pages)?.pages.flatMap((page) => page.rows);
    return all && [...new Map(all.map((row) => [row.id, row])).values()];
  });
  const stopped = createMemo(() => {
    const page = place.isFilter() ? known(pages)?.pages.at(-1) : undefined;
    if (!page?.stopped || page.next === null) return null;
    // Without a stage the cursor begins with the second an order was placed.
    return { at: isByDeadline(place.filter()) ? null : Number(page.next.split("_")[0]) };
  });
  const leavesOut = () => place.isFilter() && (known(pages)?.pages.at(-1)?.leavesOutArchived ?? false);
  return {
    rows,
    stopped,
    leavesOut,
    pages,
    query: () => (isNamed() ? named : isSearch() ? found : pages),
    /** Pasted ids that name nothing. */
    unknown: () => (isNamed() ? (known(named)?.unknown ?? []) : []),
    hasMore: () => (place.isFilter() ? pages.hasNextPage : isSearch() && (known(found)?.more ?? false)),
  };
}

export function useOrderList(place: OrdersPlace) {
  const { rows, stopped, leavesOut, pages, query, unknown, hasMore } = useAnswer(place);
  const [scroller, setScroller] = createSignal<HTMLElement>();
  const name = () => place.addressOf({});
  const steady = createSteady<OrderSummary>({ rows, question: name, isAtTop: () => drawn.isAtTop() });
  const askMore = (further = false) => {
    if (!place.isFilter() || !pages.hasNextPage || pages.isFetchingNextPage) return;
    if (stopped() === null || further) void pages.fetchNextPage();
  };
  const drawn = watchRows({ name, scroller, count: () => steady.ids().length, onNearEnd: askMore });
  const focused = () => document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? null;
  return {
    rows,
    focused,
    steady,
    drawn,
    stopped,
    leavesOut,
    askMore,
    query,
    unknown,
    hasMore,
    isAsking: () => pages.isFetchingNextPage,
    adopt: (element: HTMLElement) => {
      setScroller(element);
      watchHand(element, steady.touch);
    },
    show: () => {
      steady.show();
      scroller()?.scrollTo({ top: 0 });
    },
    /** Moves the cursor to a neighbouring row. */
    step: (by: number) => {
      const ids = steady.ids();
      const at = ids.indexOf(focused() ?? "");
      const next = ids[at < 0 ? 0 : at + by];
      if (next === undefined) return;
      drawn.reveal(ids.indexOf(next));
      const within = scroller();
      queueMicrotask(() => within?.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus());
    },
  };
}

export type OrderList = ReturnType<typeof useOrderList>;
