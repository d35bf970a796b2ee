/** What the page of goods in TikTok's warehouses asks. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

export type Goods = Answer<typeof api.fbt.goods.$get>["rows"][number];
export type Inbound = Answer<typeof api.fbt.inbounds.$get>["rows"][number];
export type FbtStore = Answer<typeof api.fbt.stores.$get>["stores"][number];

export const VIEWS = ["all", "apart", "inbounds"] as const;
export type View = (typeof VIEWS)[number];

export interface Question {
  view: View;
  store: string | null;
  q: string;
}

const nextOf = (last: { next: string | null }) => last.next ?? undefined;
const asked = ({ view, store, q }: Question) => ({
  stores: store ?? undefined,
  apart: view === "apart" ? ("1" as const) : undefined,
  q: q || undefined,
});

export const askGoods = (question: Question) => ({
  queryKey: ["fbt", "goods", question.view, question.store, question.q],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.fbt.goods.$get({ query: { ...asked(question), after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: nextOf,
});

export const askInbounds = (store: string | null) => ({
  queryKey: ["fbt", "inbounds", store],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.fbt.inbounds.$get({ query: { stores: store ?? undefined, after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: nextOf,
});

export const askFbtStores = queryOptions({ queryKey: ["fbt", "stores"], queryFn: () => ask(api.fbt.stores.$get()) });

export const readNow = (id: string) => ask(api.stores[":id"].fbt.refresh.$post({ param: { id }, json: {} }));
export const compareAnew = (wish: { store: string; goods: string; seen: number }) =>
  ask(api.fbt.goods["compare-anew"].$post({ json: wish }));

export function fileOf(question: Question): string {
  const query = Object.entries(asked(question)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return query.length > 0 ? `/api/fbt/goods.csv?${new URLSearchParams(query)}` : "/api/fbt/goods.csv";
}

const ADDRESS = "/inventory/fbt";

export function addressOf({ view, store, q }: Question): string {
  const query = Object.entries({ view: view === "all" ? "" : view, store: store ?? "", q }).filter(([, value]) => value);
  return query.length > 0 ? `${ADDRESS}?${new URLSearchParams(query)}` : ADDRESS;
}
