/** Whether what an agent is about to say still answers what is there: what came into the ticket since they looked, that matters to a reply.
 *  Pure. It decides nothing: whoever asks stops, or lets the agent go on knowingly. */
import { type Entry, isByRule, partOf, previewOf, type ReplyEntry } from "./entries.ts";
import { wireContent } from "./outbox.ts";

/** A colleague's answer weighs more than a buyer's further words: only the first makes ours a second one. */
export interface Overtaken {
  code: "answered-meanwhile" | "buyer-wrote-meanwhile";
  facts: {
    /** Who answered; null where the words are the buyer's, or Seller Center did not say. */
    by: string | null;
    inSellerCenter: boolean;
    at: number;
    words: string;
    count: number;
    /** Whoever goes on has seen everything up to here. */
    newest: number;
  };
}

const NOT_SAID: readonly ReplyEntry["state"][] = ["failed", "returned", "discarded", "withdrawn"];

const isAnswerOfAnother = (entry: Entry, personId: string) =>
  entry.kind === "reply"
    ? entry.by !== personId && !isByRule(entry.by) && !NOT_SAID.includes(entry.state)
    : entry.kind === "message" && entry.type !== "HIDDEN" && partOf(entry) === "answer";

const isQuestion = (entry: Entry) => entry.kind === "message" && entry.type !== "HIDDEN" && partOf(entry) === "question";

/** `arrived`: the entries that came after what the agent saw, in the order they came. */
export function whatOvertook(arrived: Entry[], personId: string, newest: number): Overtaken | null {
  const answers = arrived.filter((entry) => isAnswerOfAnother(entry, personId));
  const questions = arrived.filter(isQuestion);
  const [code, some] = answers.length > 0 ? (["answered-meanwhile", answers] as const) : (["buyer-wrote-meanwhile", questions] as const);
  const last = some.at(-1);
  if (last?.kind !== "message" && last?.kind !== "reply") return null;
  const by = last.kind === "reply" ? last.byName : code === "answered-meanwhile" ? last.name : null;
  const words = last.kind === "reply" ? previewOf(last.body.type, wireContent(last.body)) : previewOf(last.type, last.content);
  const inSellerCenter = last.kind === "message" && code === "answered-meanwhile";
  return { code, facts: { by, inSellerCenter, at: last.at, words, count: some.length, newest } };
}
