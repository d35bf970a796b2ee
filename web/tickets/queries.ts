/** What the mailbox asks, under the names pokes call it by: lists carry their stores as the second part of their key. */
import { queryOptions } from "@tanstack/solid-query";
import { type Answer, api, ask } from "../api.ts";

export type TicketSummary = Answer<typeof api.tickets.$get>["rows"][number];
export type TicketPage = Answer<(typeof api.tickets)[":id"]["$get"]>;
export type Entry = TicketPage["entries"][number];
export type View = "todo" | "mine" | "unassigned" | "waiting" | "snoozed" | "resolved" | "spam";
export const VIEWS: readonly View[] = ["todo", "mine", "unassigned", "waiting", "snoozed", "resolved", "spam"];

const join = (stores: string[] | null) => stores?.join(",");

export const askTickets = (view: View, stores: string[] | null) => ({
  queryKey: ["tickets", stores, view],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.tickets.$get({ query: { view, stores: join(stores), after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
});

export const askFound = (text: string, stores: string[] | null) =>
  queryOptions({
    queryKey: ["tickets", stores, "search", text],
    queryFn: () => ask(api.tickets.search.$get({ query: { q: text, stores: join(stores) } })),
  });

export const askCounts = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["ticket-counts", stores],
    queryFn: () => ask(api.tickets.counts.$get({ query: { stores: join(stores) } })),
  });

export const askTicket = (id: string) =>
  queryOptions({
    queryKey: ["ticket", id],
    queryFn: () => ask(api.tickets[":id"].$get({ param: { id } })),
    // Only an open ticket is told of changes: whoever opens one asks, and meanwhile sees what was known.
    staleTime: 0,
    // Entries that stay keep their place on the page.
    reconcile: "id",
  });

export const askSuggested = (id: string) =>
  queryOptions({
    queryKey: ["suggested", id],
    queryFn: () => ask(api.tickets[":id"]["suggested-orders"].$get({ param: { id } })),
  });

export const askColleagues = (store: string) =>
  queryOptions({
    queryKey: ["colleagues", store],
    queryFn: () => ask(api.stores[":id"].colleagues.$get({ param: { id: store } })),
  });
