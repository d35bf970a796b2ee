/** What reports are asked of the desk. What was answered stays until other days or stores are asked about. */
import { keepPreviousData } from "@tanstack/solid-query";
import { type Answer, api, ask } from "../api.ts";
import type { Question } from "./place.ts";

export type SalesReport = Answer<typeof api.insights.sales.$get>;
export type SalesBlock = SalesReport["blocks"][number];

export const askSales = (query: Question) => ({
  queryKey: ["insights", "sales", query],
  queryFn: () => ask(api.insights.sales.$get({ query })),
  placeholderData: keepPreviousData,
});
