// A reply stayed with us in a ticket that was ended with it: whether the ticket is to do again, and since when the buyer waits.
import { expect, test } from "vitest";
import type { Entry, ReplyEntry } from "../../worker/timeline/entries.ts";
import { markSpam, openFacts, reopen, resolve, type ThreadRules, type TicketFacts } from "../../worker/timeline/timeline.ts";
import { afterUnsent } from "../../worker/timeline/unsent.ts";

const RULES: ThreadRules = {
  reopenDays: 7,
  orderOpensTicket: false,
  policy: { firstMinutes: 60, nextMinutes: 120, resolutionMinutes: null, calendar: null, overrides: [] },
  connectedAt: 0,
};
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NOW = 100 * SECOND;

const message = (id: string, at: number, index: number, role: string): Entry =>
  ({ kind: "message", id, at, index: String(index), type: "TEXT", content: { content: id }, role, name: null }) as Entry;
const asked = (at: number, index: number) => message(`q${index}`, at, index, "BUYER");
const reply = (at: number, state: ReplyEntry["state"], more: Partial<ReplyEntry> = {}): Entry => ({
  kind: "reply",
  id: `r${at}`,
  at,
  by: "usr_ana",
  byName: "Ana",
  body: { type: "TEXT", text: "Here" },
  state,
  messageId: null,
  index: null,
  triedAt: at,
  trouble: null,
  code: null,
  ...more,
});

/** Two questions of which the newest is at 20 s, resolved since. */
const questions = [asked(10 * SECOND, 3), asked(20 * SECOND, 5)];
const facts: TicketFacts = resolve(
  { ...openFacts(10 * SECOND), lastBuyerAt: 20 * SECOND, questionIndex: "5", waitingSince: 10 * SECOND, lastAt: 20 * SECOND },
  50 * SECOND,
);

test.each<[string, Entry[], "waits" | "open" | "stays"]>([
  ["refused", [...questions, reply(40 * SECOND, "failed")], "waits"],
  ["nobody knows whether it left", [...questions, reply(40 * SECOND, "unconfirmed")], "waits"],
  ["it came back", [...questions, reply(40 * SECOND, "returned")], "waits"],
  ["a rule's", [...questions, reply(40 * SECOND, "failed", { by: "rul_a" })], "waits"],
  [
    "the first question was answered",
    [...questions, message("a", 15 * SECOND, 4, "CUSTOMER_SERVICE"), reply(40 * SECOND, "failed")],
    "waits",
  ],
  [
    "a rule or a robot spoke after it",
    [...questions, reply(30 * SECOND, "sent", { by: "rul_a", index: "6" }), reply(40 * SECOND, "failed")],
    "waits",
  ],
  ["both were answered before", [...questions, reply(30 * SECOND, "sent", { index: "6" }), reply(40 * SECOND, "failed")], "open"],
  ["TikTok has not placed the answer yet", [...questions, reply(30 * SECOND, "sent"), reply(40 * SECOND, "failed")], "open"],
  ["somebody answered since", [...questions, reply(40 * SECOND, "returned"), message("a", 45 * SECOND, 6, "CUSTOMER_SERVICE")], "stays"],
  ["and in the same second", [...questions, reply(40.4 * SECOND, "returned"), message("a", 40 * SECOND, 6, "CUSTOMER_SERVICE")], "stays"],
  ["an agent let it go meanwhile", [...questions, reply(40 * SECOND, "discarded")], "stays"],
])("%s", (_, entries, becomes) => {
  const after = afterUnsent(facts, entries, RULES, NOW);
  if (becomes === "stays") return expect(after).toBeNull();
  expect(after).toMatchObject({ state: "open", resolvedAt: null, reopened: 0 });
  expect(after).toMatchObject(
    becomes === "waits"
      ? { waitingSince: 20 * SECOND, answeredIndex: "3", dueAt: 20 * SECOND + 60 * MINUTE }
      : { waitingSince: null, dueAt: null },
  );
});

test("spam, tickets at work and those of a blocked buyer stay as they are", () => {
  const entries = [...questions, reply(40 * SECOND, "failed")];
  for (const one of [markSpam(facts, NOW), reopen(facts, RULES, NOW), { ...facts, blockedFrom: "resolved" as const }])
    expect(afterUnsent(one, entries, RULES, NOW)).toBeNull();
});
