/** What a template's text says and how it is filled in: `{{path | filter(argument) : "fallback"}}`. Pure. A value is put in as it is and never
 *  read again; what has no value and no fallback stays as it was written and is named, because guessing at a buyer is worse than asking. */
import { findPlaceholders, unfilledIn } from "../thread/unfilled.ts";
import { applyFilter, cleanText, type FilterCall, type Manner, type Value, writeValue } from "./values.ts";

export interface Placeholder {
  source: string;
  path: string;
  filters: FilterCall[];
  fallback: string | null;
}

export type Piece = { kind: "text"; text: string } | ({ kind: "placeholder" } & Placeholder) | { kind: "broken"; source: string };

/** missing: there is no value now · unavailable: there is or may be one, and it cannot be had here. */
export type Resolved = { value: Value } | { missing: string } | { unavailable: string } | { pieces: Piece[]; name: string };

export interface Unfilled {
  /** As it stands in the text. */
  source: string;
  path: string;
  /** Why: a code for the browser's dictionary. */
  code: string;
}

export interface Rendered {
  text: string;
  missing: Unfilled[];
  unavailable: Unfilled[];
}

/** Texts put into texts, counted together: beyond this a text is not filled in any further. */
const PIECES_MAX = 2_000;
const NESTED_MAX = 3;

const GRAMMAR =
  /^\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)*)\s*((?:\|\s*[a-z_]+(?:\s*\(\s*(?:"(?:[^"\\]|\\.)*"|[\w-]*)\s*\))?\s*)*)(?::\s*"((?:[^"\\]|\\.)*)")?\s*\}\}$/iu;
const FILTER = /\|\s*([a-z_]+)(?:\s*\(\s*(?:"((?:[^"\\]|\\.)*)"|([\w-]*))\s*\))?/giu;

const unquote = (text: string) => text.replace(/\\(.)/gu, "$1");

export function parseText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of findPlaceholders(text)) {
    if (from > at) pieces.push({ kind: "text", text: text.slice(at, from) });
    pieces.push(parsePlaceholder(text.slice(from, to)));
    at = to;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
}

function parsePlaceholder(source: string): Piece {
  const match = GRAMMAR.exec(source);
  if (!match) return { kind: "broken", source };
  const [, path = "", filters = "", fallback] = match;
  const calls = [...filters.matchAll(FILTER)].map(([, name = "", quoted, bare]) => ({
    name: name.toLowerCase(),
    argument: quoted === undefined ? (bare ?? null) : unquote(quoted),
  }));
  return {
    kind: "placeholder",
    source,
    path: path.toLowerCase(),
    filters: calls,
    fallback: fallback === undefined ? null : unquote(fallback),
  };
}

/** Fills the text in. What a path stands for is the caller's to say. */
export function renderText(text: string, resolve: (path: string) => Resolved, manner: Manner): Rendered {
  const missing: Unfilled[] = [];
  const unavailable: Unfilled[] = [];
  let count = 0;
  const leave = (piece: { source: string }, list: Unfilled[], path: string, code: string) => {
    list.push({ source: piece.source, path, code });
    return piece.source;
  };
  const fill = (pieces: Piece[], within: string[]): string => pieces.map((piece) => fillOne(piece, within)).join("");
  const fillOne = (piece: Piece, within: string[]): string => {
    if (piece.kind === "text") return piece.text;
    if (piece.kind === "broken") return leave(piece, missing, "", "broken");
    count += 1;
    if (count > PIECES_MAX) return leave(piece, missing, piece.path, "too-many");
    const resolved = resolve(piece.path);
    if ("pieces" in resolved) {
      if (within.includes(resolved.name) || within.length >= NESTED_MAX) return leave(piece, missing, piece.path, "snippet-loop");
      return fill(resolved.pieces, [...within, resolved.name]);
    }
    const written = "value" in resolved ? writeFiltered(resolved.value, piece.filters, manner) : "";
    if (written !== "") return written;
    const instead = piece.fallback ?? piece.filters.find(({ name }) => name === "default")?.argument ?? null;
    if (instead !== null) return cleanText(instead);
    if ("unavailable" in resolved) return leave(piece, unavailable, piece.path, resolved.unavailable);
    return leave(piece, missing, piece.path, "missing" in resolved ? resolved.missing : "empty");
  };
  const filled = fill(parseText(text), []);
  // What is left over is judged by the text as it will be sent: braces and quotation marks around a placeholder may have made another one.
  const left = new Set(unfilledIn(filled));
  const known = new Set([...missing, ...unavailable].map(({ source }) => source));
  for (const source of left) if (!known.has(source)) leave({ source }, missing, "", "broken");
  const stillThere = (all: Unfilled[]) => distinct(all).filter(({ source }) => left.has(source));
  return { text: filled, missing: stillThere(missing), unavailable: stillThere(unavailable) };
}

function writeFiltered(value: Value, filters: FilterCall[], manner: Manner): string {
  const filtered = filters.reduce((one, filter) => applyFilter(one, filter, manner), value);
  return writeValue(filtered, manner);
}

const distinct = (all: Unfilled[]) => [...new Map(all.map((one) => [one.source, one])).values()];
