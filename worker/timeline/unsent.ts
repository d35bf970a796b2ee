/** A reply that did not leave in a ticket that was ended with it. Pure: what the ticket is from then on. It stays as it is where somebody has
 *  answered after that reply was written, or where nobody listens to the buyer. */
import type { Entry, ReplyEntry } from "./entries.ts";
import { isAnswer, isQuestion } from "./sharing.ts";
import { isBefore, retime, type ThreadRules, type TicketFacts } from "./timeline.ts";

/** Not sent, as far as anybody knows: an agent decides what becomes of them. */
export const UNSENT: readonly ReplyEntry["state"][] = ["failed", "unconfirmed", "returned"];

/** Null where the ticket stays as it is. */
export function afterUnsent(facts: TicketFacts, entries: Entry[], rules: ThreadRules, now: number): TicketFacts | null {
  if (facts.state !== "resolved" || facts.blockedFrom !== null) return null;
  const unsent = entries.findLast((entry) => entry.kind === "reply" && UNSENT.includes(entry.state));
  const answers = entries.filter(isAnswer);
  if (!unsent || answers.some((answer) => isSince(answer, unsent.at))) return null;
  const isAnswered = facts.lastBuyerAt === null || answers.some((answer) => comesAfter(answer, facts.questionIndex));
  const opened: TicketFacts = { ...facts, state: "open", resolvedAt: null };
  return retime(
    isAnswered ? opened : { ...opened, waitingSince: facts.lastBuyerAt, answeredIndex: formerQuestion(facts, entries) },
    now,
    rules,
  );
}

/** What was typed in Seller Center has whole seconds; where a reply came back for it, it may be of the very second in which that was written. */
const isSince = (answer: Entry, at: number) => (answer.kind === "reply" ? answer.at > at : answer.at >= Math.floor(at / 1000) * 1000);

/** What TikTok has not placed yet left after all that was known. */
const comesAfter = (entry: Entry, index: string) => {
  const own = entry.kind === "message" || entry.kind === "reply" ? entry.index : null;
  return own === null || isBefore(index, own);
};

/** Up to here all ended with the ticket, and still does. */
const formerQuestion = ({ questionIndex }: TicketFacts, entries: Entry[]) =>
  entries
    .filter(isQuestion)
    .reduce((newest, { index }) => (isBefore(newest, index) && isBefore(index, questionIndex) ? index : newest), "0");
