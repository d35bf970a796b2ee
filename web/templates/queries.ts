/** What the templates' page and picker ask. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";
import { LANGUAGE } from "../words/language.ts";

export type TemplatesPage = Answer<typeof api.templates.$get>;
export type Template = TemplatesPage["templates"][number];
export type Snippet = TemplatesPage["snippets"][number];
export type Offered = Answer<(typeof api.tickets)[":id"]["templates"]["$get"]>["templates"][number];
export type Rendered = Answer<(typeof api.tickets)[":id"]["render"]["$post"]>;
export type MacroAction = Template["actions"][number];

export const askTemplates = queryOptions({ queryKey: ["templates"], queryFn: () => ask(api.templates.$get()) });

export const askOffered = (ticket: string) =>
  queryOptions({
    queryKey: ["templates", "for", ticket],
    queryFn: () => ask(api.tickets[":id"].templates.$get({ param: { id: ticket } })),
  });

export const askRendered = (ticket: string, templateId: string, language: string) =>
  queryOptions({
    queryKey: ["templates", "for", ticket, templateId, language],
    queryFn: () => ask(api.tickets[":id"].render.$post({ param: { id: ticket }, json: { templateId, language } })),
    // What it says follows the order, which may move on.
    staleTime: 0,
  });

/** The language's own name for people: "German" of "de". */
const names = new Intl.DisplayNames([LANGUAGE], { type: "language", fallback: "code" });
export function nameLanguage(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
