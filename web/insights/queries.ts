/** What reports are asked of the desk. What was answered stays until other days or stores are asked about. */

import { type Answer, api, ask } from "../api.ts";
import { keepPreviousData } from "../cache/use.ts";
import type { Question } from "./place.ts";

export type SalesReport = Answer<typeof api.insights.sales.$get>;
export type SalesBlock = SalesReport["blocks"][number];

export type FulfilmentReport = Answer<typeof api.insights.fulfilment.$get>;
export type ReturnsReport = Answer<typeof api.insights.returns.$get>;
export type SoldSku = Answer<typeof api.insights.skus.$get>["blocks"][number]["rows"][number];
export type SoldItem = Answer<typeof api.insights.items.$get>["blocks"][number]["rows"][number];

export const askFulfilment = (query: Question) => ({
  queryKey: ["insights", "fulfilment", query],
  queryFn: () => ask(api.insights.fulfilment.$get({ query })),
  placeholderData: keepPreviousData,
});

export const askReturns = (query: Question) => ({
  queryKey: ["insights", "returns", query],
  queryFn: () => ask(api.insights.returns.$get({ query })),
  placeholderData: keepPreviousData,
});

/** Of one currency, page after page. */
const pagesOf = <Page extends { blocks: { next: number | null }[] }>(
  report: string,
  query: Question,
  currency: string,
  askPage: (query: Question & { currency: string; after?: string }) => Promise<Page>,
) => ({
  queryKey: ["insights", report, query, currency],
  queryFn: ({ pageParam }: { pageParam: number }) =>
    askPage({ ...query, currency, ...(pageParam > 0 ? { after: String(pageParam) } : {}) }),
  initialPageParam: 0,
  getNextPageParam: ({ blocks }: Page) => blocks[0]?.next ?? null,
  placeholderData: keepPreviousData,
});

export const askSkus = (query: Question, currency: string) =>
  pagesOf("skus", query, currency, (asked) => ask(api.insights.skus.$get({ query: asked })));

export const askItems = (query: Question, currency: string) =>
  pagesOf("items", query, currency, (asked) => ask(api.insights.items.$get({ query: asked })));

export type CoverRow = Answer<typeof api.insights.cover.$get>["rows"][number];

export type CoverView = "selling" | "idle";

/** Always of the last weeks: only the stores are chosen. */
export const askCover = (view: CoverView, stores: string | undefined) => ({
  queryKey: ["insights", "cover", view, stores ?? ""],
  queryFn: ({ pageParam }: { pageParam: string }) =>
    ask(api.insights.cover.$get({ query: { view, ...(stores ? { stores } : {}), ...(pageParam ? { after: pageParam } : {}) } })),
  initialPageParam: "",
  getNextPageParam: ({ next }: { next: string | null }) => next,
});

export const askSales = (query: Question) => ({
  queryKey: ["insights", "sales", query],
  queryFn: () => ask(api.insights.sales.$get({ query })),
  placeholderData: keepPreviousData,
});
