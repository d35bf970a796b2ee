/** The address of the tickets behind a number of the service report: the same days and stores, and what is counted. */
import type { ReportPlace } from "../insights/place.ts";
import type { Counted } from "./queries.ts";

/** `stores` in place of those the report is about. */
export function listOf(place: ReportPlace, of: Counted, stores?: readonly string[]): string {
  const params = new URLSearchParams(place.shared());
  if (stores) params.set("stores", stores.join(","));
  for (const [name, value] of Object.entries(of)) params.set(name, value);
  return `/insights/service?${params.toString().replaceAll("%2C", ",")}`;
}
