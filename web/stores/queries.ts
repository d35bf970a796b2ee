/** What the stores' pages ask, under the names pokes call it by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";
import { LANGUAGE } from "../words/language.ts";

export type StoreListed = Answer<typeof api.stores.$get>["stores"][number];
export type StorePage = Answer<(typeof api.stores)[":id"]["$get"]>;
export type StoreChange = Parameters<(typeof api.stores)[":id"]["$patch"]>[0]["json"]["change"];
export type Marketplace = Answer<typeof api.marketplaces.$get>["marketplaces"][number];
export type Region = Marketplace["region"];

export const askStores = queryOptions({ queryKey: ["stores"], queryFn: () => ask(api.stores.$get()) });

export const askStore = (id: string) =>
  queryOptions({ queryKey: ["store", id], queryFn: () => ask(api.stores[":id"].$get({ param: { id } })) });

const countries = new Intl.DisplayNames([LANGUAGE], { type: "region" });

/** Each by its country's name in the language of the page. */
export const askMarketplaces = queryOptions({
  queryKey: ["marketplaces"],
  queryFn: async () => {
    const { marketplaces } = await ask(api.marketplaces.$get());
    return { marketplaces: marketplaces.map((one) => ({ ...one, name: countries.of(one.code) ?? one.name })) };
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export const askApps = queryOptions({ queryKey: ["tiktok-apps"], queryFn: () => ask(api["tiktok-apps"].$get()) });

export const askShops = (authorization: string) =>
  queryOptions({
    queryKey: ["shops", authorization],
    queryFn: () => ask(api.authorizations[":id"].shops.$get({ param: { id: authorization } })),
  });

export const askClaim = (id: string) =>
  queryOptions({ queryKey: ["claim", id], queryFn: () => ask(api.claims[":id"].$get({ param: { id } })), retry: false });
