/** What was said in a ticket as a model reads it: who and what, oldest first, without notes, events, or what a machine said. Pure. */
import type { Entry } from "../timeline/entries.ts";

export interface Said {
  by: "buyer" | "shop";
  text: string;
}

const SAID_MAX = 20;
const TEXT_CHARACTERS_MAX = 1_500;
/** What a reply was when it did not leave. */
export const UNSAID: readonly string[] = ["failed", "returned", "discarded", "withdrawn"];

/** A picture or a card is named by its kind, so that nobody answers as if nothing had been shown. */
export function wordsOf(type: string, content: Record<string, unknown>): string {
  const text = content.content ?? content.text;
  return type === "TEXT" && typeof text === "string" ? text : `(${type.toLowerCase().replaceAll("_", " ")})`;
}

export function saidIn(entries: Entry[]): Said[] {
  return entries
    .flatMap((entry): Said[] => {
      if (entry.kind === "message" && entry.type !== "HIDDEN" && entry.type !== "ERASED") {
        if (entry.role === "BUYER") return [{ by: "buyer", text: wordsOf(entry.type, entry.content) }];
        if (entry.role === "CUSTOMER_SERVICE") return [{ by: "shop", text: wordsOf(entry.type, entry.content) }];
      }
      if (entry.kind !== "reply" || UNSAID.includes(entry.state)) return [];
      return [{ by: "shop", text: entry.body.type === "TEXT" ? entry.body.text : wordsOf(entry.body.type, {}) }];
    })
    .filter(({ text }) => text.trim() !== "")
    .slice(-SAID_MAX)
    .map(({ by, text }) => ({ by, text: text.slice(0, TEXT_CHARACTERS_MAX) }));
}

/** What the buyer said since somebody answered; all they said where nobody waits. */
export function lastAsked(said: Said[]): string {
  const from = said.findLastIndex(({ by }) => by === "shop") + 1;
  const open = said.slice(from);
  return (open.length > 0 ? open : said.filter(({ by }) => by === "buyer")).map(({ text }) => text).join("\n");
}
