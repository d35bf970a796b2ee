/** What the inventory's pages ask, under the names changes call it by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

export type ItemsPage = Answer<typeof api.items.$get>;
export type ItemSummary = ItemsPage["rows"][number];
export type ItemPage = Answer<(typeof api.items)[":id"]["$get"]>;
export type ListingSummary = Answer<typeof api.listings.$get>["rows"][number];
export type ListedState = ListingSummary["state"];
export type Suggestion = Answer<(typeof api.listings)[":store"][":sku"]["$get"]>["suggestions"][number];
export type ExactMatch = Answer<typeof api.listings.exact.$get>["rows"][number];
export type SheetAnswer = Answer<typeof api.mappings.sheet.$post>;
export type Mapped = Answer<typeof api.mappings.$post>;

export interface Part {
  item: string;
  qty: number;
}
/** A part as it is shown. */
export interface NamedPart extends Part {
  sku: string;
  name: string;
}

export const LISTED_STATES = ["unmapped", "mapped", "ignored"] as const satisfies readonly ListedState[];

const nextOf = (last: { next: string | null }) => last.next ?? undefined;

export const askItems = (q: string, archived: boolean) => ({
  queryKey: ["items", q, archived],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.items.$get({ query: { q, archived: archived ? "1" : undefined, after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: nextOf,
});

export const askFoundItems = (q: string) =>
  queryOptions({ queryKey: ["items", q, "found"], queryFn: () => ask(api.items.$get({ query: { q } })) });

export const askItem = (id: string) =>
  queryOptions({ queryKey: ["items", "one", id], queryFn: () => ask(api.items[":id"].$get({ param: { id } })) });

export interface ListingsQuestion {
  q: string;
  state: ListedState | null;
  store: string | null;
}

export const askListings = ({ q, state, store }: ListingsQuestion) => ({
  queryKey: ["listings", store, state, q],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.listings.$get({ query: { q: q || undefined, state: state ?? undefined, stores: store ?? undefined, after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: nextOf,
});

export const askListingCounts = queryOptions({ queryKey: ["listings", "counts"], queryFn: () => ask(api.listings.counts.$get()) });

export const askListing = (store: string, sku: string) =>
  queryOptions({
    queryKey: ["listings", "one", store, sku],
    queryFn: () => ask(api.listings[":store"][":sku"].$get({ param: { store, sku } })),
  });

export const askExact = (store: string | null) =>
  queryOptions({
    queryKey: ["listings", "exact", store],
    queryFn: () => ask(api.listings.exact.$get({ query: { stores: store ?? undefined } })),
  });

/** What a mapping may have changed: listings, items' uses, and the orders that waited. */
export const TOUCHED = ["listings", "items", "orders", "order", "order-counts"] as const;
