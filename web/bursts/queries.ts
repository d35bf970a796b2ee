/** What the mailbox asks about bursts. Named as counts are, for whatever changes how many wait changes these. */
import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";
import type { TicketPage } from "../tickets/queries.ts";

export type Burst = Answer<typeof api.bursts.$get>["bursts"][number];

export const askBursts = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["ticket-counts", stores, "bursts"],
    queryFn: () => ask(api.bursts.$get({ query: { stores: stores?.join(",") } })),
    isAside: true,
  });

export const askBurst = (id: string) =>
  queryOptions({
    queryKey: ["ticket-counts", null, "burst", id],
    queryFn: () => ask(api.bursts[":id"].$get({ param: { id } })),
    isAside: true,
  });

/** Of an open ticket: asked anew with every message, for an answer leads out of it. */
export const askBurstOf = ({ ticket: { id }, newest }: Pick<TicketPage, "ticket" | "newest">) => ({
  queryKey: ["ticket-burst", id, newest],
  queryFn: () => ask(api.tickets[":id"].burst.$get({ param: { id } })),
  staleTime: 0,
  isAside: true as const,
});
