/** A text filled in for one ticket: ready to be sent, or with a list of what stands in the way. */
import { isPath, PATHS, resolvePath, type TicketKnown } from "./catalogue.ts";
import { chooseVariant } from "./language.ts";
import { parseText, type Rendered, type Resolved, renderText } from "./placeholders.ts";
import type { Snippet } from "./template.ts";
import { FILTERS, writeValue } from "./values.ts";

const SNIPPET = "snippet.";

export interface RenderedHere extends Rendered {
  /** The language it was written for. */
  language: string;
}

export interface RenderOptions {
  orderId?: string | undefined;
  /** A BCP 47 tag; absent, what the buyer seems to read. */
  language?: string | undefined;
}

/** Fills a text in from what is known of a ticket. It may be sent only if `missing` and `unavailable` are empty. */
export function renderWith(known: TicketKnown, snippets: Snippet[], text: string): RenderedHere {
  const resolve = (path: string): Resolved =>
    path.startsWith(SNIPPET) ? openSnippet(path, snippets, known.language) : resolvePath(path, known);
  const { language } = known;
  return { ...renderText(text, resolve, { language, zone: known.store.zone }), language };
}

function openSnippet(path: string, snippets: Snippet[], language: string): Resolved {
  const name = path.slice(SNIPPET.length);
  const found = snippets.find((one) => one.name === name);
  const variant = found && chooseVariant(found.variants, language);
  return variant ? { pieces: parseText(variant.text), name } : { missing: "snippet-missing" };
}

/** What in a text can never be filled in: no placeholder, path, filter or snippet of that name. The first of them, as it stands there. */
export function findUnknown(text: string, snippets: string[]): string | null {
  for (const piece of parseText(text)) {
    if (piece.kind === "broken") return piece.source;
    if (piece.kind !== "placeholder") continue;
    const isSnippet = piece.path.startsWith(SNIPPET);
    const isKnown = isSnippet ? snippets.includes(piece.path.slice(SNIPPET.length)) : isPath(piece.path);
    const isFiltered = piece.filters.every(({ name }) => FILTERS.some((filter) => filter === name));
    if (!isKnown || !isFiltered) return piece.source;
  }
  return null;
}

/** The snippets a text names. */
export const snippetsIn = (text: string): string[] =>
  parseText(text).flatMap((piece) =>
    piece.kind === "placeholder" && piece.path.startsWith(SNIPPET) ? [piece.path.slice(SNIPPET.length)] : [],
  );

export interface PathShown {
  path: string;
  group: string;
  value: string | null;
  /** Why there is none. */
  because: string | null;
}

/** Every placeholder as it would read in this ticket. */
export function showPaths(known: TicketKnown): PathShown[] {
  return PATHS.map(({ path, group }) => {
    const resolved = resolvePath(path, known);
    const value = "value" in resolved ? writeValue(resolved.value, { language: known.language, zone: known.store.zone }) : null;
    const because = "missing" in resolved ? resolved.missing : "unavailable" in resolved ? resolved.unavailable : null;
    return { path, group, value, because };
  });
}
