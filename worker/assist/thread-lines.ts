/** A whole ticket as it is summed up: what was said, written and done, by whom and when, oldest first. Pure. */
import { type Entry, type EventName, partOf } from "../timeline/entries.ts";
import { UNSAID, wordsOf } from "./conversation.ts";

/** shop: to the buyer · note: among colleagues · outside: an e-mail that came · machine: a robot's or a rule's words · act: what somebody did. */
export type LineBy = "buyer" | "shop" | "note" | "outside" | "machine" | "act";

export interface ThreadLine {
  /** The entry's. */
  id: string;
  by: LineBy;
  /** Of our people, and of who writes from outside; empty for the buyer. */
  name: string;
  at: number;
  text: string;
}

const LINES_MAX = 80;
/** How it began says what it is about. */
const FIRST_LINES = 4;
const TEXT_CHARACTERS_MAX = 1_200;
const TOLD_EVENTS: readonly EventName[] = [
  "assigned",
  "unassigned",
  "team-assigned",
  "dealt",
  "handed-back",
  "snoozed",
  "resolved",
  "reopened",
  "unsent",
  "order-linked",
  "merged",
  "split-from",
  "tagged",
  "prioritised",
  "blocked",
];
/** Names a person would read; ids and moments are none. */
const TOLD_FACTS: readonly string[] = ["to", "from", "team", "tag", "order", "number", "reason"];

function linesOf(entry: Entry): Omit<ThreadLine, "id" | "at">[] {
  switch (entry.kind) {
    case "message": {
      const part = entry.type === "HIDDEN" || entry.type === "ERASED" ? "remark" : partOf(entry);
      if (part === "context" || part === "remark") return [];
      const by = part === "question" ? "buyer" : part === "answer" ? "shop" : "machine";
      return [{ by, name: by === "shop" ? (entry.name ?? "") : "", text: wordsOf(entry.type, entry.content) }];
    }
    case "reply": {
      if (UNSAID.includes(entry.state)) return [];
      const text = entry.body.type === "TEXT" ? entry.body.text : wordsOf(entry.body.type, {});
      return [{ by: "shop", name: entry.byName, text: entry.state === "sent" ? text : `(not sent yet) ${text}` }];
    }
    case "note":
      return [{ by: "note", name: entry.byName, text: entry.text }];
    case "email": {
      if (entry.dispatch && entry.dispatch.state !== "sent") return [];
      const text = `${entry.subject}\n${entry.text}`;
      return [entry.dispatch ? { by: "shop", name: entry.dispatch.byName, text } : { by: "outside", name: entry.from.name, text }];
    }
    case "event": {
      if (!TOLD_EVENTS.includes(entry.name)) return [];
      const told = TOLD_FACTS.flatMap((fact) => (entry.facts[fact] ? [`${fact} ${entry.facts[fact]}`] : []));
      return [{ by: "act", name: entry.byName ?? "", text: [entry.name.replaceAll("-", " "), ...told].join(", ") }];
    }
  }
}

export function threadLines(entries: Entry[]): ThreadLine[] {
  return entries
    .flatMap((entry) => linesOf(entry).map((line) => ({ id: entry.id, at: entry.at, ...line })))
    .filter(({ text }) => text.trim() !== "")
    .map((line) => ({ ...line, text: line.text.trim().slice(0, TEXT_CHARACTERS_MAX) }));
}

/** As many as are told: how it began, and the newest. */
export const tellable = (lines: ThreadLine[]) =>
  lines.length <= LINES_MAX ? lines : [...lines.slice(0, FIRST_LINES), ...lines.slice(FIRST_LINES - LINES_MAX)];

/** What makes a summary old: somebody has said something since. Acts and notes do not. */
export const isSpoken = ({ by }: ThreadLine) => by === "buyer" || by === "shop" || by === "outside";
