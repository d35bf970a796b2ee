/** What the stock's pages ask. */

import { type Answer, api, ask } from "../api.ts";
import { infiniteQueryOptions, queryOptions } from "../cache/use.ts";

export type StockPage = Answer<typeof api.stock.$get>;
export type StockRow = StockPage["rows"][number];
export type Level = StockRow["levels"][number];
export type WarehousesPage = Answer<typeof api.warehouses.$get>;
export type Warehouse = WarehousesPage["warehouses"][number];
export type LedgerEntry = Answer<(typeof api.stock)[":item"][":warehouse"]["ledger"]["$get"]>["rows"][number];
export type CountTrial = Answer<typeof api.stock.sheet.$post>;
export type SourcesPage = Answer<(typeof api.stores)[":id"]["warehouses"]["$get"]>;

export const VIEWS = ["all", "short", "below"] as const;
export type StockView = (typeof VIEWS)[number];

/** An item, and one warehouse it stands in. */
export interface Spot {
  item: string;
  warehouse: string;
}

export const askStock = (view: StockView, search: string) =>
  infiniteQueryOptions({
    queryKey: ["stock", "levels", view, search],
    queryFn: ({ pageParam }: { pageParam: string }) => ask(api.stock.$get({ query: { view, q: search, after: pageParam } })),
    initialPageParam: "",
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  });

export const askLedger = ({ item, warehouse }: Spot) =>
  infiniteQueryOptions({
    queryKey: ["stock", "ledger", item, warehouse],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      ask(
        api.stock[":item"][":warehouse"].ledger.$get({ param: { item, warehouse }, query: pageParam === "" ? {} : { after: pageParam } }),
      ),
    initialPageParam: "",
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  });

export const askRecount = ({ item, warehouse }: Spot) =>
  queryOptions({
    queryKey: ["stock", "recount", item, warehouse],
    queryFn: () => ask(api.stock[":item"][":warehouse"].recount.$get({ param: { item, warehouse } })),
  });

export const askWaiting = (item: string) =>
  infiniteQueryOptions({
    queryKey: ["stock", "waiting", item],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      ask(api.stock[":item"].waiting.$get({ param: { item }, query: pageParam === "" ? {} : { after: pageParam } })),
    initialPageParam: "",
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  });

export const askWarehouses = queryOptions({ queryKey: ["warehouses"], queryFn: () => ask(api.warehouses.$get()) });

export const askSources = (store: string) =>
  queryOptions({ queryKey: ["sources", store], queryFn: () => ask(api.stores[":id"].warehouses.$get({ param: { id: store } })) });
