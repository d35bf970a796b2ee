/** What the pages of cancellations and returns ask, under the names pokes call it by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

const own = api["own-returns"];
export type CaseSummary = Answer<typeof api.aftersales.$get>["rows"][number] | Answer<typeof own.$get>["rows"][number];
export type CasePage = Answer<(typeof api.aftersales)[":id"]["$get"]>;
export type Case = CasePage["case"];
/** TikTok's, and those made here. */
export type Kind = CaseSummary["kind"];
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

interface CasesPage {
  rows: CaseSummary[];
  next: string | null;
  stopped: boolean;
}

export const askCases = (stores: string[] | null, { kind, phase, type }: CaseQuestion) => ({
  queryKey: ["aftersales", stores, kind, phase, type],
  queryFn: async ({ pageParam }: { pageParam: string | undefined }): Promise<CasesPage> => {
    const query = { phase, stores: stores?.join(","), after: pageParam };
    if (kind === "own") return ask(own.$get({ query }));
    return ask(api.aftersales.$get({ query: { ...query, kind, type: type || undefined } }));
  },
  initialPageParam: undefined,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
});

export const askFoundCases = (q: string, stores: string[] | null) =>
  queryOptions({
    queryKey: ["aftersales", stores, "search", q],
    queryFn: async (): Promise<{ rows: CaseSummary[] }> => {
      const query = { q, stores: stores?.join(",") };
      const [theirs, ours] = await Promise.all([ask(api.aftersales.search.$get({ query })), ask(own.search.$get({ query }))]);
      return { rows: [...ours.rows, ...theirs.rows] };
    },
  });

export const askOwnWaiting = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["aftersale-counts", stores, "own"],
    queryFn: () => ask(own.counts.$get({ query: { stores: stores?.join(",") } })),
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
