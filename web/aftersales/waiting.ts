/** How many cancellations and returns wait for us: the one question about them that is asked beside every page. */

import { api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

export const askWaiting = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["aftersale-counts", stores],
    queryFn: () => ask(api.aftersales.counts.$get({ query: { stores: stores?.join(",") } })),
    isAside: true,
  });
