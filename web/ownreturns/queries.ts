/** What is asked of returns made by hand, under the names that pokes call all cases by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

const own = api["own-returns"];

export type OwnPage = Answer<(typeof own)[":id"]["$get"]>;
export type OwnOfOrder = Answer<(typeof api.orders)[":id"]["own-returns"]["$get"]>;
export type Details = NonNullable<OwnPage["customer"]["details"]>;

export const askOwnReturn = (id: string) =>
  queryOptions({ queryKey: ["aftersale", id, "own"], queryFn: () => ask(own[":id"].$get({ param: { id } })) });

export const askOwnOfOrder = (id: string) =>
  queryOptions({
    queryKey: ["order-aftersales", id, "own"],
    queryFn: () => ask(api.orders[":id"]["own-returns"].$get({ param: { id } })),
  });
