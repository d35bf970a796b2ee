// A team's promises. The cases named after products are public bugs of theirs that must not be ours.
import { describe, expect, test } from "vitest";
import {
  answerClocks,
  type Clocks,
  dueOf,
  endClocks,
  explain,
  marksPassed,
  NO_CLOCKS,
  nextMarkAt,
  noteLate,
  runClocks,
  type StorePolicy,
} from "../../worker/sla/clocks.ts";
import type { Role } from "../../worker/tiktok/chat.ts";
import { afterAct } from "../../worker/timeline/acts.ts";
import type { HandedMessage, ThreadRules, TicketFacts } from "../../worker/timeline/timeline.ts";
import * as timeline from "../../worker/timeline/timeline.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-11-20T15:00:00Z");
const at = (minutes: number) => START + minutes * MINUTE;
const policy: StorePolicy = { overrides: [], firstMinutes: 60, nextMinutes: 30, resolutionMinutes: 240, calendar: null };
const rules: ThreadRules = { reopenDays: 7, orderOpensTicket: false, policy, connectedAt: 0 };
const office: StorePolicy = {
  ...policy,
  calendar: {
    name: "Chicago office",
    timeZone: "America/Chicago",
    week: [...Array.from({ length: 5 }, () => [{ from: 540, to: 1_020 }]), [], []],
    holidays: [],
  },
};

let count = 0;
const said = (minutes: number, role: Role): HandedMessage => ({
  id: `m${++count}`,
  index: String(at(minutes)),
  type: "TEXT",
  createTime: at(minutes) / 1000,
  isVisible: true,
  role,
  nickname: null,
  about: null,
  content: { content: "words" },
});
type Step = [minutes: number, what: "buyer" | "us" | "robot" | "resolve" | "reopen" | "snooze" | "wake"];

function lived(steps: Step[], given = rules): TicketFacts {
  return steps.reduce((facts, [minutes, what]) => step(facts, minutes, what, given), timeline.openFacts(START));
}

function step(facts: TicketFacts, minutes: number, what: Step[1], given: ThreadRules): TicketFacts {
  if (what === "buyer") return timeline.afterMessage(facts, said(minutes, "BUYER"), given).facts;
  if (what === "us") return timeline.afterMessage(facts, said(minutes, "CUSTOMER_SERVICE"), given).facts;
  if (what === "robot") return timeline.afterMessage(facts, said(minutes, "ROBOT"), given).facts;
  if (what === "wake") return timeline.wake(facts, at(minutes), given);
  const act = what === "snooze" ? ({ do: "snooze", until: at(9_999), keepSnoozed: true } as const) : { do: what };
  return afterAct(facts, act, given, at(minutes)).facts;
}
const kinds = (facts: TicketFacts) => facts.clocks.running.map((clock) => clock.kind);
const dueIn = (facts: TicketFacts) => (facts.dueAt === null ? null : (facts.dueAt - START) / MINUTE);

describe("when clocks start and stop", () => {
  test("a first reply is due from the oldest unanswered message on, whatever else the buyer writes", () => {
    expect(dueIn(lived([[0, "buyer"]]))).toBe(60);
    expect(
      dueIn(
        lived([
          [0, "buyer"],
          [50, "buyer"],
        ]),
      ),
    ).toBe(60);
  });

  test("Libredesk waiting_since: a second message does not make the buyer look as if they had just arrived", () => {
    const facts = lived([
      [0, "buyer"],
      [20, "us"],
      [30, "buyer"],
      [45, "buyer"],
    ]);
    expect(facts.clocks.running.find((clock) => clock.kind === "next")?.startedAt).toBe(at(30));
  });

  test("Zammad #5177: no next reply is promised before a first one was made, and what is due is the earliest of what runs", () => {
    expect(kinds(lived([[0, "buyer"]]))).toEqual(["first", "resolution"]);
    const facts = lived([
      [0, "buyer"],
      [20, "us"],
      [100, "buyer"],
    ]);
    expect(kinds(facts)).toEqual(["next", "resolution"]);
    expect(dueIn(facts)).toBe(130);
    const tight = lived([[0, "buyer"]], { ...rules, policy: { ...policy, resolutionMinutes: 45 } });
    expect(dueIn(tight)).toBe(45);
  });

  test("Chatwoot #9293: a robot's word stops nothing, out of hours or within", () => {
    expect(
      dueIn(
        lived([
          [0, "buyer"],
          [1, "robot"],
        ]),
      ),
    ).toBe(60);
  });

  test("Chatwoot #10178: resolving ends every clock although the buyer had the last word", () => {
    const facts = lived([
      [0, "buyer"],
      [5, "us"],
      [10, "buyer"],
      [15, "resolve"],
    ]);
    expect([facts.clocks.running, facts.dueAt]).toEqual([[], null]);
  });

  test("Chatwoot #12058: after a reopening the clock begins with the message that reopened, not with the ticket", () => {
    const facts = lived([
      [0, "buyer"],
      [5, "us"],
      [10, "resolve"],
      [500, "buyer"],
    ]);
    expect(explain(facts.clocks).map(({ kind, startedAt }) => [kind, startedAt])).toEqual([
      ["next", at(500)],
      ["resolution", at(500)],
    ]);
  });

  test("Libredesk resolved_at: a reopened ticket is resolved anew, with the whole time again", () => {
    const facts = lived([
      [0, "buyer"],
      [200, "resolve"],
      [300, "buyer"],
    ]);
    expect(facts.resolvedAt).toBeNull();
    expect(facts.clocks.running.find((clock) => clock.kind === "resolution")?.dueAt).toBe(at(540));
  });

  test("Zammad #3551: a reply and a snooze right after it still is a first reply", () => {
    const facts = lived([
      [0, "buyer"],
      [10, "us"],
      [10, "snooze"],
    ]);
    expect([facts.firstReplyAt, facts.clocks.running, facts.clocks.late]).toEqual([at(10), [], []]);
  });

  test("FreeScout #5284: one conversation, however many messages, has one reply clock", () => {
    const facts = lived(Array.from({ length: 8 }, (_, minute): Step => [minute, "buyer"]));
    expect(kinds(facts)).toEqual(["first", "resolution"]);
  });
});

describe("resolution", () => {
  const resolutionIn = (facts: TicketFacts) =>
    ((facts.clocks.running.find((clock) => clock.kind === "resolution")?.dueAt ?? 0) - START) / MINUTE;

  test("pauses while we wait for the buyer", () => {
    const facts = lived([
      [0, "buyer"],
      [60, "us"],
      [1_060, "buyer"],
    ]);
    expect(resolutionIn(facts)).toBe(1_240);
    expect(explain(facts.clocks).find(({ kind }) => kind === "resolution")?.pausedMs).toBe(1_000 * MINUTE);
  });

  test("pauses while snoozed, and the reply that is owed does not", () => {
    const snoozed = lived([
      [0, "buyer"],
      [20, "snooze"],
    ]);
    expect([kinds(snoozed), dueIn(snoozed)]).toEqual([["first"], 60]);
    expect(resolutionIn(step(snoozed, 120, "wake", rules))).toBe(340);
  });

  test("over more exchanges than are kept one by one nothing of the time is lost", () => {
    const long: ThreadRules = { ...rules, policy: { ...policy, resolutionMinutes: 1_000 } };
    const steps = Array.from({ length: 80 }, (_, turn): Step[] => [
      [turn * 10, "buyer"],
      [turn * 10 + 5, "us"],
    ]).flat();
    expect(resolutionIn(lived([...steps, [800, "buyer"]], long))).toBe(800 + 1_000 - 400);
  });
});

describe("a policy that changes", () => {
  test("Zammad #904: open clocks are computed again from where they began, ended ones stay as they ended", () => {
    const asked = lived([
      [0, "buyer"],
      [90, "us"],
      [100, "buyer"],
    ]);
    expect(asked.clocks.late.map((late) => late.kind)).toEqual(["first"]);
    const generous = timeline.retime(asked, at(110), { ...rules, policy: { ...policy, firstMinutes: 600, nextMinutes: 120 } });
    expect(dueIn(generous)).toBe(220);
    expect(generous.clocks.late).toEqual(asked.clocks.late);
  });

  test("from around the clock to office hours moves what is due into the next morning", () => {
    const asked = lived([[480, "buyer"]]);
    const moved = timeline.retime(asked, at(481), { ...rules, policy: office });
    expect(new Date(moved.dueAt ?? 0).toISOString()).toBe("2026-11-23T16:00:00.000Z");
    expect(explain(moved.clocks)[0]).toMatchObject({
      kind: "first",
      calendar: "Chicago office",
      timeZone: "America/Chicago",
      targetMinutes: 60,
    });
  });

  test("what was never promised is not running, what is promised now begins where the work began", () => {
    const none: ThreadRules = { ...rules, policy: { ...policy, resolutionMinutes: null } };
    const asked = lived([[0, "buyer"]], none);
    expect(kinds(asked)).toEqual(["first"]);
    expect(timeline.retime(asked, at(30), rules).clocks.running[1]).toMatchObject({ kind: "resolution", startedAt: at(0), dueAt: at(240) });
  });
});

describe("warnings and lateness", () => {
  const clocks = (): Clocks =>
    runClocks(NO_CLOCKS, { isOpen: true, waitingSince: START, firstReplyAt: null }, START, { ...policy, resolutionMinutes: null });

  test.each([
    [0, [], 45],
    [46, [25], 54],
    [55, [10], 60],
    [61, [0], null],
  ])("after %i of 60 minutes", (minutes, passed, next) => {
    expect(marksPassed(clocks(), at(minutes)).map((mark) => mark.left)).toEqual(passed);
    expect(nextMarkAt(clocks(), at(minutes))).toBe(next === null ? null : at(next) + 1);
  });

  test("warnings count open time: a quarter of an hour left at five in the evening is a quarter of an hour left the next morning", () => {
    const [clock] = runClocks(
      NO_CLOCKS,
      { isOpen: true, waitingSince: Date.parse("2026-11-20T22:15:00Z"), firstReplyAt: null },
      START,
      office,
    ).running;
    expect(clock?.warnAt.map((warning) => new Date(warning.at).toISOString())).toEqual([
      "2026-11-20T23:00:00.000Z",
      "2026-11-23T15:09:00.000Z",
    ]);
  });

  test("a promise is broken once, whoever notices and however often", () => {
    const late = noteLate(noteLate(clocks(), at(61)), at(70));
    expect(late.late).toEqual([{ kind: "first", startedAt: START, dueAt: at(60) }]);
    expect(answerClocks(late, at(80), true).late).toHaveLength(1);
    expect(endClocks(late, at(90)).late).toHaveLength(1);
  });

  test("in the very second it was due is in time, the next is late", () => {
    expect(answerClocks(clocks(), at(60), true).late).toEqual([]);
    expect(answerClocks(clocks(), at(60) + 1_000, true).late).toHaveLength(1);
  });

  test("an answer TikTok had in time, of which we hear too late, was in time", () => {
    expect(answerClocks(noteLate(clocks(), at(61)), at(59), true).late).toEqual([]);
  });

  test("an answer that left before the newest question keeps the promise of a first reply, and the question still waits", () => {
    const answered = answerClocks(clocks(), at(10), false);
    expect(answered.running.map((clock) => clock.kind)).toEqual(["next"]);
    expect(dueOf(answered)).toBe(at(60));
  });
});
