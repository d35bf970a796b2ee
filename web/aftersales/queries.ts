/** What the pages of cancellations and returns ask, under the names pokes call it by. */
import { queryOptions } from "@tanstack/solid-query";
import { type Answer, api, ask } from "../api.ts";

export type CaseSummary = Answer<typeof api.aftersales.$get>["rows"][number];
export type CasePage = Answer<(typeof api.aftersales)[":id"]["$get"]>;
export type Case = CasePage["case"];
export type Kind = Case["kind"];
export type Phase = Case["phase"];
export type Answers = Answer<(typeof api.aftersales)[":id"]["answers"]["$get"]>;
export type Answerable = Answers["answers"][number];
export type EvidenceLimits = Answers["evidence"];
export type OrderAftersales = Answer<(typeof api.orders)[":id"]["aftersales"]["$get"]>;
export type CancelChoices = Answer<(typeof api.orders)[":id"]["cancel"]["$get"]>;
export type RefundChoices = Answer<(typeof api.orders)[":id"]["refund"]["$get"]>;
export type Acted = Answer<(typeof api.orders)[":id"]["cancel"]["$post"]>;

export interface CaseQuestion {
  kind: Kind;
  phase: Phase;
  type: string;
}

export const askCases = (stores: string[] | null, { kind, phase, type }: CaseQuestion) => ({
  queryKey: ["aftersales", stores, kind, phase, type],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
    ask(api.aftersales.$get({ query: { kind, phase, type: type || undefined, stores: stores?.join(","), after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
});

export const askFoundCases = (q: string, stores: string[] | null) =>
  queryOptions({
    queryKey: ["aftersales", stores, "search", q],
    queryFn: () => ask(api.aftersales.search.$get({ query: { q, stores: stores?.join(",") } })),
  });

export const askCase = (id: string) =>
  queryOptions({ queryKey: ["aftersale", id], queryFn: () => ask(api.aftersales[":id"].$get({ param: { id } })) });

/** TikTok's word on what may be answered now, and its records: asked of TikTok, so not with every poke. */
export const askAnswers = (id: string) =>
  queryOptions({ queryKey: ["aftersale-answers", id], queryFn: () => ask(api.aftersales[":id"].answers.$get({ param: { id } })) });

export const askRecords = (id: string) =>
  queryOptions({ queryKey: ["aftersale-records", id], queryFn: () => ask(api.aftersales[":id"].records.$get({ param: { id } })) });

export const askOrderAftersales = (id: string) =>
  queryOptions({ queryKey: ["order-aftersales", id], queryFn: () => ask(api.orders[":id"].aftersales.$get({ param: { id } })) });

/** Never from the cache: what may be done changes with every scan. */
export const askCancelChoices = (id: string) =>
  queryOptions({ queryKey: ["cancel-choices", id], staleTime: 0, queryFn: () => ask(api.orders[":id"].cancel.$get({ param: { id } })) });

export const askRefundChoices = (id: string) =>
  queryOptions({ queryKey: ["refund-choices", id], staleTime: 0, queryFn: () => ask(api.orders[":id"].refund.$get({ param: { id } })) });
