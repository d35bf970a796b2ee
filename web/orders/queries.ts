/** What the orders' pages ask, under the names pokes call it by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";
import type { questionOf } from "./place.ts";

export type OrderSummary = Answer<typeof api.orders.$get>["rows"][number];
export type OrderPage = Answer<(typeof api.orders)[":id"]["$get"]>;
export type OrderWork = Answer<(typeof api.orders)[":id"]["work"]["$get"]>;
export type Order = OrderPage["order"];
export type Stage = OrderSummary["stage"];

export const STAGES: readonly Stage[] = [
  "unpaid",
  "on_hold",
  "in_review",
  "held",
  "ready_to_ship",
  "partially_shipped",
  "shipped",
  "delivered",
  "completed",
  "cancelled",
];

export const askOrder = (id: string) =>
  queryOptions({ queryKey: ["order", id], queryFn: () => ask(api.orders[":id"].$get({ param: { id } })) });

export const askWork = (id: string) =>
  queryOptions({ queryKey: ["order-work", id], queryFn: () => ask(api.orders[":id"].work.$get({ param: { id } })) });

export const askHistory = (id: string) =>
  queryOptions({ queryKey: ["order-history", id], queryFn: () => ask(api.orders[":id"].history.$get({ param: { id } })) });

export const askTracking = (id: string) =>
  queryOptions({ queryKey: ["tracking", id], queryFn: () => ask(api.orders[":id"].tracking.$get({ param: { id } })) });

export const askOrderTickets = (id: string) =>
  queryOptions({ queryKey: ["order-tickets", id], queryFn: () => ask(api.orders[":id"].tickets.$get({ param: { id } })) });

/** `question` is the filter as the desk is asked it (place.ts). */
export const askOrders = (stores: string[] | null, question: ReturnType<typeof questionOf>) => ({
  queryKey: ["orders", stores, question],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) => ask(api.orders.$get({ query: { ...question, after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
});

export const askFoundOrders = (text: string, stores: string[] | null) =>
  queryOptions({
    queryKey: ["orders", stores, "search", text],
    queryFn: () => ask(api.orders.search.$get({ query: { q: text, stores: stores?.join(",") } })),
  });

/** Pasted ids: orders, parcels, tracking numbers. */
export const askNamedOrders = (ids: string[]) =>
  queryOptions({
    queryKey: ["orders", null, "named", ids.join()],
    queryFn: () => ask(api.orders.named.$get({ query: { ids: ids.join() } })),
  });

export const askOrderCounts = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["order-counts", stores],
    queryFn: () => ask(api.orders.counts.$get({ query: { stores: stores?.join(",") } })),
  });
