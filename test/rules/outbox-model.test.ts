// Random lives of an outbox: agents click, TikTok takes, refuses, takes without saying so, hides what it took for a while and refuses to be read,
// whoever carries the replies dies at any step, echoes come back, agents look and decide. At every moment each reply is at TikTok at most once and
// says the truth about it.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReplyEntry } from "../../worker/timeline/entries.ts";
import { drainOutbox } from "../../worker/timeline/outbox.ts";
import { Died, type Fate, failure, openOutbox } from "./outbox-world.ts";

type Outbox = ReturnType<typeof openOutbox>;
/** What each reply was when last looked at, oldest click first. */
type Seen = Map<string, ReplyEntry["state"]>;

/** What a reply may become without an agent's doing, in any number of steps. */
const BECOMES: Partial<Record<ReplyEntry["state"], readonly ReplyEntry["state"][]>> = {
  queued: ["queued", "sending", "doubt", "sent", "failed", "unconfirmed"],
  sending: ["sending", "doubt", "sent", "unconfirmed", "failed", "queued"],
  doubt: ["doubt", "sent", "unconfirmed"],
  unconfirmed: ["unconfirmed", "sent"],
  failed: ["failed"],
  sent: ["sent"],
  discarded: ["discarded"],
};
const SETTLED: readonly ReplyEntry["state"][] = ["sent", "failed", "unconfirmed", "discarded"];
/** Longer than any wait of the outbox. */
const LONG_MS = 600_000;

const thereOf = ({ atTikTok }: Outbox, body: ReplyEntry["body"]) =>
  atTikTok.filter(({ content }) => body.type === "TEXT" && content.content === body.text);

function look(outbox: Outbox, seen: Seen): void {
  for (const { id, state, body, messageId } of outbox.replies) {
    expect([id, BECOMES[seen.get(id) ?? "queued"]]).toEqual([id, expect.arrayContaining([state])]);
    seen.set(id, state);
    const there = thereOf(outbox, body);
    expect(there.length).toBeLessThanOrEqual(1);
    if (state === "sent") expect(there.map((message) => message.id)).toEqual([messageId]);
    // Nobody but the agent could look whether it is there.
    if (state === "unconfirmed" && outbox.unlooked.has(id)) continue;
    if (state === "failed" || state === "unconfirmed" || state === "discarded") expect([id, state, there]).toEqual([id, state, []]);
  }
}

const step = (says: string, act: (outbox: Outbox, seen: Seen) => unknown): fc.AsyncCommand<Seen, Outbox> => ({
  check: () => true,
  toString: () => says,
  run: async (seen, outbox) => {
    await act(outbox, seen);
    look(outbox, seen);
  },
});

async function carry(outbox: Outbox): Promise<void> {
  try {
    await drainOutbox(outbox.verbs);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  outbox.dieAfter(Number.POSITIVE_INFINITY);
}

/** An agent decides about the first reply that waits for it and that, as Seller Center shows, is not there. */
function decide(outbox: Outbox, seen: Seen, isResent: boolean): void {
  const waits = ({ state }: ReplyEntry) => state === "failed" || state === "unconfirmed";
  const reply = outbox.replies.find((one) => waits(one) && thereOf(outbox, one.body).length === 0);
  if (!reply) return;
  if (isResent) outbox.queue(reply.id, reply.body);
  else outbox.settle(reply.id, "discarded");
  seen.set(reply.id, isResent ? "queued" : "discarded");
}

const fates = fc.constantFrom<Fate>(
  "takes-unsaid",
  "takes",
  failure("retry", "none"),
  failure("retry", "unknown"),
  failure("rejected", "none"),
  failure("reauthorize", "none"),
);

const readings = fc.constantFrom(
  "works" as const,
  failure("retry", "none"),
  failure("reauthorize", "none"),
  failure("rejected", "none"),
  failure("bug", "none"),
);

const STEPS = [
  fc.nat(99).map((n) => step("click", (outbox) => outbox.click(`text ${outbox.replies.length} ${n}`))),
  fates.map((fate) => step(`TikTok next: ${fate instanceof Error ? fate.message : fate}`, (outbox) => outbox.fates.push(fate))),
  fc.constant(step("carry", carry)),
  fc.constant(step("carry", carry)),
  fc.integer({ min: 1, max: 6 }).map((steps) =>
    step(`carry and die at step ${steps}`, (outbox) => {
      outbox.dieAfter(steps);
      return carry(outbox);
    }),
  ),
  fc.constantFrom(1, 5, 31, 400).map((seconds) => step(`${seconds} s`, (outbox) => outbox.setNow(outbox.now() + seconds * 1_000))),
  fc.constant(step("echoes", (outbox) => outbox.bringEchoes())),
  readings.map((reading) =>
    step(`reading ${reading instanceof Error ? reading.verdict : reading}`, (outbox) => outbox.setReading(reading)),
  ),
  fc.boolean().map((isResent) => step(isResent ? "resend" : "discard", (outbox, seen) => decide(outbox, seen, isResent))),
];

test("whatever happens on the way, no reply is at TikTok twice, and each ends where an agent can see it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(STEPS, { maxCommands: 40 }), async (steps) => {
      const [seen, outbox]: [Seen, Outbox] = [new Map(), openOutbox([], [])];
      await fc.asyncModelRun(() => ({ model: seen, real: outbox }), steps);
      outbox.setReading("works");
      outbox.fates.length = 0;
      for (let turn = 0; outbox.replies.some(({ state }) => !SETTLED.includes(state)); turn += 1) {
        expect(turn).toBeLessThan(outbox.replies.length * 8);
        outbox.setNow(outbox.now() + LONG_MS);
        await carry(outbox);
        look(outbox, seen);
      }
    }),
    { numRuns: 1_000 },
  );
});
