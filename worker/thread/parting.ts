/** Which of a ticket's messages an agent may take elsewhere: what the buyer said, and why splitting would leave nothing here. Pure; the ticket's
 *  room refuses the same when it is told. */
import { type Can, cannot } from "../team/rights.ts";
import type { Entry } from "../timeline/entries.ts";
import { isAnswer, isQuestion } from "../timeline/sharing.ts";

export interface Parting {
  /** Each may be moved, and split off but for what follows. */
  questions: string[];
  /** Those that may not be split off with everything after them. */
  from: Record<string, Can>;
  /** Those that may not be split off alone. */
  only: Record<string, Can>;
}

export function partingOf(entries: Entry[]): Parting {
  const said = entries.filter((entry) => isQuestion(entry) || isAnswer(entry));
  const [first] = said;
  const questions = said.filter(isQuestion).map(({ id }) => id);
  if (!first || !isQuestion(first)) return { questions, from: {}, only: {} };
  const whole = { [first.id]: cannot("split-leaves-nothing") };
  return { questions, from: whole, only: said.length === 1 ? whole : {} };
}
