/** How many cancellations and returns wait for us: the one question about them that is asked beside every page. */
import { queryOptions } from "@tanstack/solid-query";
import { api, ask } from "../api.ts";

export const askWaiting = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["aftersale-counts", stores],
    queryFn: () => ask(api.aftersales.counts.$get({ query: { stores: stores?.join(",") } })),
  });
