/** What the page Balancing asks and changes. Numbers move by themselves: what is shown is asked again every few seconds while somebody looks. */

import { type Answer, api, ask } from "../api.ts";
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "../cache/use.ts";

export type BalancingPage = Answer<typeof api.balancing.$get>;
export type BalancedStore = BalancingPage["stores"][number];
export type Rule = BalancedStore["rule"];
export type RuleKind = Rule["kind"];
export type Dial = BalancingPage["dial"];
export type BalancedListing = Answer<(typeof api.balancing.stores)[":id"]["listings"]["$get"]>["rows"][number];
export type NumberPage = Answer<(typeof api.balancing.stores)[":id"]["listings"][":sku"]["$get"]>;
export type RulePlace = Parameters<typeof api.balancing.rules.$put>[0]["json"]["place"];

const LOOKED_AT_MS = 15_000;

export const askBalancing = queryOptions({ queryKey: ["balancing", "page"], queryFn: () => ask(api.balancing.$get()) });

export const askBalanced = (store: string) =>
  infiniteQueryOptions({
    queryKey: ["balancing", "listings", store],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      ask(api.balancing.stores[":id"].listings.$get({ param: { id: store }, query: { after: pageParam } })),
    initialPageParam: "",
    getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
    refetchInterval: LOOKED_AT_MS,
  });

export const askNumber = (store: string, sku: string) =>
  queryOptions({
    queryKey: ["balancing", "number", store, sku],
    queryFn: () => ask(api.balancing.stores[":id"].listings[":sku"].$get({ param: { id: store, sku } })),
    refetchInterval: LOOKED_AT_MS,
  });

export const askReplay = (item: string) =>
  queryOptions({
    queryKey: ["balancing", "replay", item],
    queryFn: async () => (await ask(api.balancing.items[":id"].replay.$get({ param: { id: item } }))).replayed,
  });

export type Wish =
  | { do: "dial"; dial: Dial }
  | { do: "pause-all"; paused: boolean }
  | { do: "pause"; store: string; paused: boolean }
  | { do: "balance"; store: string; on: boolean }
  | { do: "rule"; place: RulePlace; rule: Rule | null };

function send(wish: Wish): Promise<object> {
  switch (wish.do) {
    case "dial":
      return ask(api.balancing.dial.$put({ json: { dial: wish.dial } }));
    case "pause-all":
      return ask(api.balancing.paused.$put({ json: { paused: wish.paused } }));
    case "pause":
      return ask(api.balancing.stores[":id"].paused.$put({ param: { id: wish.store }, json: { paused: wish.paused } }));
    case "balance":
      return ask(api.balancing.stores[":id"].on.$put({ param: { id: wish.store }, json: { on: wish.on } }));
    case "rule":
      return ask(api.balancing.rules.$put({ json: { place: wish.place, rule: wish.rule } }));
  }
}

export function useBalancing(onDone: () => void = () => {}) {
  const client = useQueryClient();
  return useMutation(() => ({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["balancing"] });
      onDone();
    },
  }));
}
