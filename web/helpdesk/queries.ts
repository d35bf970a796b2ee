/** What the report of the desk's own work is asked of the desk. */

import { type Answer, api, ask } from "../api.ts";
import { keepPreviousData } from "../cache/use.ts";
import type { Question } from "../insights/place.ts";

export type ServiceReport = Answer<typeof api.insights.service.$get>;
export type Counts = ServiceReport["all"]["now"];
export type CountedDeed = Parameters<typeof api.insights.service.tickets.$get>[0]["query"]["counted"];

/** What a list is of. */
export interface Counted {
  counted: CountedDeed;
  person?: string;
  template?: string;
}

export const askHelpdesk = (query: Question) => ({
  queryKey: ["insights", "service", query],
  queryFn: () => ask(api.insights.service.$get({ query })),
  placeholderData: keepPreviousData,
});

export const askDeeds = (query: Question & Counted) => ({
  queryKey: ["insights", "service", "tickets", query],
  queryFn: () => ask(api.insights.service.tickets.$get({ query })),
  placeholderData: keepPreviousData,
});
