/** A bulk job in words: what it does, to which tickets, how far it is, and why a ticket was left out. */
import { writeUntil } from "../ui/clock.ts";
import { formatCount } from "../ui/money.ts";
import { type Because, explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { type Job, nameOf } from "./queries.ts";

export function tellJob(job: Job, names: (id: string) => string | null, now: number): string {
  const words = speak("bulk").job;
  const what = words.acts[nameOf(job.wish)]?.(formatCount(job.counts.total)) ?? nameOf(job.wish);
  if (job.wish.do !== "act") return what;
  const { act } = job.wish;
  if (act.do === "snooze") return `${what}, ${speak("mailbox").row.until(writeUntil(act.until, now)).toLowerCase()}`;
  return act.do === "assign"
    ? `${what}: ${act.assigneeId === "" ? speak("mailbox").row.nobody.toLowerCase() : (names(act.assigneeId) ?? "?")}`
    : what;
}

export function tellWhich(job: Job): string {
  const words = speak("bulk").job;
  return job.filters ? words.matching(speak("mailbox").views[job.filters.view]) : words.chosen;
}

/** Tickets nothing more will become of, in the state the job is in. */
export function settledOf({ counts, state }: Job): number {
  if (state === "undoing" || state === "undone") return counts.undone + counts.kept;
  return state === "checking" ? counts.ready + counts.skipped : counts.done + counts.skipped + counts.failed + counts.undone + counts.kept;
}

export const tellBecause = (because: Because): string => speak("bulk").because[because.code]?.(because.facts) ?? explain(because);
