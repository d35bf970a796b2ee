/** What the mailbox asks, under the names pokes call it by: lists carry their stores as the second part of their key. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";
import type { Priority } from "../labels/queries.ts";

export type TicketSummary = Answer<typeof api.tickets.$get>["rows"][number];
/** Named by the ticket it tells of, which is another one where that became part of it. */
export type TicketPage = Answer<(typeof api.tickets)[":id"]["$get"]> & { id: string };
export type Entry = TicketPage["entries"][number];
export type View = "todo" | "mine" | "unassigned" | "waiting" | "snoozed" | "resolved" | "spam";
export const VIEWS: readonly View[] = ["todo", "mine", "unassigned", "waiting", "snoozed", "resolved", "spam"];

export const DUES = ["late", "soon"] as const;
export const STATES = ["open", "snoozed", "resolved", "spam"] as const;

/** What narrows a list or a search, as the address says it; null where it narrows nothing. */
export interface Filters {
  stores: string[] | null;
  market: string | null;
  /** A colleague's id, "me" or "nobody". */
  assignee: string | null;
  team: string | null;
  due: (typeof DUES)[number] | null;
  /** A tag's id. */
  tag: string | null;
  priority: Priority | null;
  /** What the newest question is about. */
  class: string | null;
  /** A burst's id: its tickets that still wait. */
  burst: string | null;
  /** Only what one has not read. */
  unread: true | null;
  /** For searches alone: a view has its state. */
  state: (typeof STATES)[number] | null;
}

const join = (stores: string[] | null) => stores?.join(",");
const queryOf = ({ stores, market, assignee, team, due, tag, priority, class: about, burst, unread }: Filters) => ({
  stores: join(stores),
  ...(market ? { market } : {}),
  ...(assignee ? { assignee } : {}),
  ...(team ? { team } : {}),
  ...(due ? { due } : {}),
  ...(tag ? { tag } : {}),
  ...(priority ? { priority } : {}),
  ...(about ? { class: about } : {}),
  ...(burst ? { burst } : {}),
  ...(unread ? { unread: "yes" } : {}),
});
const nameOf = ({ stores: _, ...filters }: Filters) => Object.values(filters).join(" ");

const nextOf = (last: { next: string | null }) => last.next ?? undefined;

export const askTickets = (view: View, filters: Filters) => ({
  queryKey: ["tickets", filters.stores, view, nameOf(filters)],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.tickets.$get({ query: { view, ...queryOf(filters), after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: nextOf,
});

export type FoundTicket = Answer<typeof api.tickets.search.$get>["rows"][number];

export const askFound = (text: string, filters: Filters) => ({
  queryKey: ["tickets", filters.stores, "search", text, nameOf(filters)],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) => {
    const more = { ...(filters.state ? { state: filters.state } : {}), ...(pageParam ? { after: pageParam } : {}) };
    return ask(api.tickets.search.$get({ query: { q: text, ...queryOf(filters), ...more } }));
  },
  initialPageParam: undefined,
  getNextPageParam: nextOf,
});

/** The palette's question: the first page, over everything one may see. */
export const askFoundTickets = (text: string) =>
  queryOptions({
    queryKey: ["tickets", null, "search", text, "first"],
    queryFn: () => ask(api.tickets.search.$get({ query: { q: text } })),
  });

export type SavedView = Answer<typeof api.views.$get>["views"][number];

export const askViews = queryOptions({ queryKey: ["saved-views"], queryFn: () => ask(api.views.$get()), isAside: true });

/** Named as counts are, so that whatever asks for those anew asks for these. */
export const askViewCounts = queryOptions({
  queryKey: ["ticket-counts", null, "kept"],
  queryFn: () => ask(api.views.counts.$get()),
});

export const askCounts = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["ticket-counts", stores],
    queryFn: () => ask(api.tickets.counts.$get({ query: { stores: join(stores) } })),
  });

export const askTicket = (id: string) =>
  queryOptions({
    queryKey: ["ticket", id],
    queryFn: async (): Promise<TicketPage> => {
      const page = await ask(api.tickets[":id"].$get({ param: { id } }));
      return { ...page, id: page.ticket.id };
    },
    // Only an open ticket is told of changes: whoever opens one asks, and meanwhile sees what was known.
    staleTime: 0,
    // Entries that stay keep their place on the page; another ticket is another page.
    reconcile: "id",
  });

export type RelatedTicket = Answer<(typeof api.tickets)[":id"]["related"]["$get"]>["tickets"][number];

/** The buyer's other tickets. Nobody is poked about them: whoever looks asks. */
export const askRelated = (id: string) =>
  queryOptions({
    queryKey: ["related", id],
    queryFn: () => ask(api.tickets[":id"].related.$get({ param: { id }, query: {} })),
    staleTime: 0,
  });

export const askRelatedByNumber = (id: string, number: number) =>
  queryOptions({
    queryKey: ["related", id, number],
    queryFn: () => ask(api.tickets[":id"].related.$get({ param: { id }, query: { number: String(number) } })),
    staleTime: 0,
  });

export const askSuggested = (id: string) =>
  queryOptions({
    queryKey: ["suggested", id],
    queryFn: () => ask(api.tickets[":id"]["suggested-orders"].$get({ param: { id } })),
  });

/** Somebody a ticket can be given to, with what they have on their hands. */
export type Taker = Answer<(typeof api.stores)[":id"]["colleagues"]["$get"]>["colleagues"][number];

export const askColleagues = (store: string) =>
  queryOptions({
    queryKey: ["colleagues", store],
    queryFn: () => ask(api.stores[":id"].colleagues.$get({ param: { id: store } })),
  });

export const askOrderCards = (id: string) =>
  queryOptions({
    queryKey: ["order-cards", id],
    queryFn: () => ask(api.tickets[":id"]["order-cards"].$get({ param: { id } })),
  });

export type ProductOffer = Answer<(typeof api.tickets)[":id"]["product-cards"]["$get"]>["products"][number];

export const askProductCards = (id: string, text: string) =>
  queryOptions({
    queryKey: ["product-cards", id, text],
    queryFn: () => ask(api.tickets[":id"]["product-cards"].$get({ param: { id }, query: { q: text } })),
  });
