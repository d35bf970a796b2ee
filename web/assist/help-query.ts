/** What a model can help with in a ticket, as the desk says it. */
import { type Answer, api, ask } from "../api.ts";
import { keepPreviousData } from "../cache/use.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { LANGUAGE } from "../words/language.ts";

export type TicketHelp = Answer<(typeof api.tickets)[":id"]["assist"]["$get"]>;
export type Task = TicketHelp["ready"][number];

/** Asked anew with every message: what was known until then stands meanwhile. */
export const askHelp = ({ ticket: { id }, newest }: Pick<TicketPage, "ticket" | "newest">) => ({
  queryKey: ["ticket-help", id, newest],
  queryFn: () => ask(api.tickets[":id"].assist.$get({ param: { id }, query: { language: LANGUAGE } })),
  placeholderData: keepPreviousData,
  isAside: true as const,
});

const names = new Intl.DisplayNames([LANGUAGE], { type: "language", fallback: "code" });
export function nameLanguage(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const baseOf = (tag: string) => tag.split("-")[0]?.toLowerCase();
export const isOwnLanguage = (tag: string) => baseOf(tag) === baseOf(LANGUAGE);
