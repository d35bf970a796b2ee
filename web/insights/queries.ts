/** What reports are asked of the desk. What was answered stays until other days or stores are asked about. */
import { keepPreviousData } from "@tanstack/solid-query";
import { type Answer, api, ask } from "../api.ts";
import type { Question } from "./place.ts";

export type SalesReport = Answer<typeof api.insights.sales.$get>;
export type SalesBlock = SalesReport["blocks"][number];

export type FulfilmentReport = Answer<typeof api.insights.fulfilment.$get>;
export type ReturnsReport = Answer<typeof api.insights.returns.$get>;
export type SoldSku = Answer<typeof api.insights.skus.$get>["blocks"][number]["skus"][number];

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

export const askSkus = (query: Question) => ({
  queryKey: ["insights", "skus", query],
  queryFn: () => ask(api.insights.skus.$get({ query })),
  placeholderData: keepPreviousData,
});

export const askSales = (query: Question) => ({
  queryKey: ["insights", "sales", query],
  queryFn: () => ask(api.insights.sales.$get({ query })),
  placeholderData: keepPreviousData,
});
