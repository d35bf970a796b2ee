/** What happened in a ticket as reports count it: who asked, who answered whom and how long that took, what was resolved and came back. Pure over
 *  the ticket's entries and in no need of what was counted before, so that whatever is told again, moved or taken back counts once or not at all.
 *  A reply belongs to whoever sent it, and what rules and robots write answers nobody. */
import { type Entry, type EventEntry, isByRule, type MessageEntry, partOf, type ReplyEntry } from "./entries.ts";

/** opened: the buyer's first words · asked: others · first, next: a person's reply that ended a wait · also: one that ended none ·
 *  auto: a rule or a robot wrote. */
export type DeedKind = "opened" | "asked" | "first" | "next" | "also" | "auto" | "resolved" | "reopened";

export interface Deed {
  /** The entry's. */
  id: string;
  deed: DeedKind;
  /** Epoch milliseconds. */
  at: number;
  /** Since when the buyer waited, or the ticket was worked on; null where nobody did. */
  since: number | null;
  /** "" for nobody we know: the buyer, a rule, whoever writes in Seller Center. */
  person: string;
  template: string | null;
  isEdited: boolean;
  /** Resolved by one reply, and never reopened. */
  isSingle: boolean;
}

type Happened = { at: number; rank: number } & (
  | { is: "question" | "auto"; entry: MessageEntry }
  | { is: "answer"; entry: MessageEntry }
  | { is: "reply"; entry: ReplyEntry }
  | { is: "event"; entry: EventEntry }
);

/** Of the same moment: a ticket is reopened by the words that follow, and an answer follows what was asked. */
const RANK = { reopened: 0, message: 1, reply: 2, event: 3 } as const;

function happenedIn(entry: Entry): Happened[] {
  if (entry.kind === "message" && entry.type !== "HIDDEN") {
    const is = { question: "question", answer: "answer", automated: "auto", context: null, remark: null } as const;
    const part = is[partOf(entry)];
    return part === null ? [] : [{ at: entry.at, rank: RANK.message, is: part, entry }];
  }
  // TikTok tells whole seconds: what was said in the same one stands as TikTok placed it, and until it has, when it left.
  if (entry.kind === "reply" && entry.state === "sent") {
    const isPlaced = entry.index !== null;
    return [{ at: isPlaced ? entry.at : (entry.triedAt ?? entry.at), rank: isPlaced ? RANK.message : RANK.reply, is: "reply", entry }];
  }
  if (entry.kind === "event") return [{ at: entry.at, rank: entry.name === "reopened" ? RANK.reopened : RANK.event, is: "event", entry }];
  return [];
}

/** `entries` in the order people read them. */
export function deedsOf(entries: readonly Entry[]): Deed[] {
  const walk = new Walk();
  for (const one of entries.flatMap(happenedIn).sort((first, other) => first.at - other.at || first.rank - other.rank)) walk.live(one);
  return walk.end();
}

/** A ticket lived through. */
class Walk {
  readonly #deeds: Deed[] = [];
  #waitsSince: number | null = null;
  #worksSince: number | null = null;
  #isResolved = false;
  #isOpened = false;
  #isAnswered = false;
  #resolvedBy = "";

  live(one: Happened): void {
    if (one.is === "question") this.#ask(one.entry, one.at);
    else if (one.is === "event") this.#act(one.entry);
    else if (one.is === "auto" || (one.is === "reply" && isByRule(one.entry.by))) this.#add(one.entry.id, "auto", one.at, null, "");
    else this.#answer(one.entry, one.at);
  }

  /** One reply was enough when it was the only one, and nothing came back. */
  end(): Deed[] {
    const replies = this.#deeds.filter(({ deed }) => deed === "first" || deed === "next" || deed === "also");
    const last = this.#deeds.findLast(({ deed }) => deed === "resolved");
    const isSingle = this.#isResolved && replies.length === 1 && !this.#deeds.some(({ deed }) => deed === "reopened");
    return this.#deeds.map((deed) => (deed === last && isSingle ? { ...deed, isSingle } : deed));
  }

  #add(id: string, deed: DeedKind, at: number, since: number | null, person: string): Deed {
    const added: Deed = { id, deed, at, since, person, template: null, isEdited: false, isSingle: false };
    this.#deeds.push(added);
    return added;
  }

  /** Words after the end begin a wait of their own. */
  #ask({ id }: MessageEntry, at: number): void {
    this.#waitsSince = this.#isResolved ? at : (this.#waitsSince ?? at);
    this.#worksSince ??= at;
    this.#isResolved = false;
    this.#add(id, this.#isOpened ? "asked" : "opened", at, null, "");
    this.#isOpened = true;
  }

  /** A reply sent together with "resolve" may leave a few seconds after it: it still answers. */
  #answer(entry: MessageEntry | ReplyEntry, at: number): void {
    const since = this.#waitsSince;
    const deed = since === null ? "also" : this.#isAnswered ? "next" : "first";
    const added = this.#add(entry.id, deed, at, since, entry.kind === "reply" ? entry.by : "");
    if (entry.kind === "reply" && entry.template) {
      added.template = entry.template.id;
      added.isEdited = entry.template.isEdited;
    }
    this.#isAnswered ||= this.#isOpened;
    this.#waitsSince = null;
  }

  #act(event: EventEntry): void {
    if (event.name === "resolved") {
      this.#resolvedBy = isByRule(event.by) ? "" : (event.by ?? "");
      this.#add(event.id, "resolved", event.at, this.#worksSince, this.#resolvedBy);
      this.#isResolved = true;
      this.#worksSince = null;
    } else if (event.name === "reopened") {
      // It came back to whoever had resolved it; who waited before was let go with the ticket.
      this.#add(event.id, "reopened", event.at, null, this.#resolvedBy);
      if (this.#isResolved) this.#waitsSince = null;
      this.#isResolved = false;
      this.#worksSince ??= event.at;
    } else if (event.name === "bulk-undone" && event.facts.what === "resolved") this.#takeBack(({ id }) => event.id === `${id}:undone`);
    else if (event.name === "unsent" && this.#isResolved) this.#takeBack(() => true);
  }

  /** What was taken back was never done, nor was what was ended with a reply that did not leave. */
  #takeBack(isIt: (deed: Deed) => boolean): void {
    const at = this.#deeds.findLastIndex((deed) => deed.deed === "resolved" && isIt(deed));
    const [undone] = at < 0 ? [] : this.#deeds.splice(at, 1);
    if (!undone) return;
    this.#isResolved = false;
    this.#worksSince = undone.since;
  }
}
