/** What an e-mail does to a ticket. Pure. A letter waits to be read: it opens what was resolved, wakes what slept, and stands in To do until
 *  somebody of ours says something or is done. It starts no clock: promises are made to buyers in chat. What a machine wrote changes nothing. */
import type { MailEntry } from "../mail/entry.ts";
import type { TicketFacts } from "./timeline.ts";

const PREVIEW_CHARACTERS_MAX = 140;

const previewOf = ({ subject, text }: MailEntry) => `${subject} · ${text}`.replace(/\s+/g, " ").trim().slice(0, PREVIEW_CHARACTERS_MAX);

export interface MailStep {
  facts: TicketFacts;
  event: "reopened" | "woke" | null;
}

export function afterMail(before: TicketFacts, mail: MailEntry): MailStep {
  if (mail.nature !== "letter" || before.state === "spam") return { facts: before, event: null };
  const said = mail.at >= before.lastAt ? { lastAt: mail.at, lastBy: "buyer" as const, preview: previewOf(mail) } : {};
  const facts: TicketFacts = { ...before, ...said, heard: before.heard + 1, mailSince: Math.min(mail.at, before.mailSince ?? mail.at) };
  if (before.state === "resolved")
    return { facts: { ...facts, state: "open", resolvedAt: null, reopened: before.reopened + 1 }, event: "reopened" };
  if (before.state === "snoozed" && !before.keepSnoozed) return { facts: { ...facts, state: "open", snoozedUntil: null }, event: "woke" };
  return { facts, event: null };
}

/** An e-mail of ours has left. Whatever was asked in chat still waits. */
export const afterDispatch = (facts: TicketFacts, mail: MailEntry): TicketFacts => ({
  ...facts,
  mailSince: null,
  ...(mail.at >= facts.lastAt ? { lastAt: mail.at, lastBy: "us" as const, preview: previewOf(mail) } : {}),
});
