/** The rows of the address: a filter's pages, or what a search found; which of them are drawn, and how far the desk has looked. */
import { useInfiniteQuery, useQuery } from "@tanstack/solid-query";
import { createMemo, createSignal } from "solid-js";
import { known } from "../ui/states.tsx";
import { createSteady } from "../ui/steady.ts";
import { watchHand, watchRows } from "../ui/window.ts";
import { type OrdersPlace, questionOf } from "./place.ts";
import { askFoundOrders, askOrders, type OrderSummary } from "./queries.ts";

export function useOrderList(place: OrdersPlace) {
  const isSearch = () => place.search() !== "";
  const question = createMemo(() => questionOf(place.filter()), undefined, {
    equals: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  const pages = useInfiniteQuery(() => ({ ...askOrders(place.filter().stores, question()), enabled: !isSearch() }));
  const found = useQuery(() => ({ ...askFoundOrders(place.search(), place.filter().stores), enabled: isSearch() }));
  const rows = createMemo<OrderSummary[] | undefined>(() => {
    if (isSearch()) return known(found)?.rows;
    const all = known(pages)?.pages.flatMap((page) => page.rows);
    return all && [...new Map(all.map((row) => [row.id, row])).values()];
  });
  const last = () => (isSearch() ? undefined : known(pages)?.pages.at(-1));
  const stopped = createMemo(() => {
    const page = last();
    if (!page?.stopped || page.next === null) return null;
    // Without a stage the cursor begins with the second an order was placed.
    return { at: place.filter().stage === null ? Number(page.next.split("_")[0]) : null };
  });
  const [scroller, setScroller] = createSignal<HTMLElement>();
  const name = () => place.addressOf({});
  const steady = createSteady<OrderSummary>({ rows, question: name, isAtTop: () => drawn.isAtTop() });
  const askMore = (further = false) => {
    if (isSearch() || !pages.hasNextPage || pages.isFetchingNextPage) return;
    if (stopped() === null || further) void pages.fetchNextPage();
  };
  const drawn = watchRows({ name, scroller, count: () => steady.ids().length, onNearEnd: askMore });
  return {
    rows,
    steady,
    drawn,
    stopped,
    askMore,
    query: () => (isSearch() ? found : pages),
    isAsking: () => pages.isFetchingNextPage,
    hasMore: () => (isSearch() ? (known(found)?.more ?? false) : pages.hasNextPage),
    adopt: (element: HTMLElement) => {
      setScroller(element);
      watchHand(element, steady.touch);
    },
    show: () => {
      steady.show();
      scroller()?.scrollTo({ top: 0 });
    },
    focused: () => document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? null,
    /** Moves the cursor to a neighbouring row. */
    step: (by: number) => {
      const ids = steady.ids();
      const at = ids.indexOf(document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? "");
      const next = ids[at < 0 ? 0 : at + by];
      if (next === undefined) return;
      drawn.reveal(ids.indexOf(next));
      const within = scroller();
      queueMicrotask(() => within?.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus());
    },
  };
}

export type OrderList = ReturnType<typeof useOrderList>;
