// What is said in a buyer's tickets: by the buyer, new and again and out of order, and by agents, whose replies TikTok takes, refuses, takes
// without saying so, or never sees.
import fc from "fast-check";
import { expect } from "vitest";
import { MINUTE } from "../world.ts";
import { type Happening, happening, happeningOn } from "./happening.ts";
import { ANA, BEN, type Talk } from "./talk.ts";
import type { Ticket } from "./ticket.ts";
import * as model from "./ticket.ts";

/** Half a minute of doubt and two looks. */
const DOUBT_ENDS_MS = 2 * MINUTE;
const SENSITIVE = "write to me on whatsapp";

/** The buyer writes, and all of it is pulled; `late`: somebody slow hands the newest before, and the oldest again after it. */
export const writes = fc
  .record({ count: fc.integer({ min: 1, max: 3 }), gapMs: fc.constantFrom(0, 0, 1_500), late: fc.boolean() })
  .map(({ count, gapMs, late }) =>
    happening(`writes ${count}, ${gapMs} ms apart${late ? ", handed out of order" : ""}`, async ({ all, current }, talk) => {
      const messages = [];
      for (let n = 0; n < count; n += 1) {
        messages.push(talk.write());
        if (gapMs > 0) await talk.scene.later(gapMs);
      }
      // Whatever woke meanwhile was awake when they came.
      model.passTime(all, talk.scene.world.now());
      if (late && messages.length > 1) {
        await talk.handOver(all.indexOf(current), messages.slice(-1));
        await talk.handOver(all.indexOf(current), messages.slice(0, 1));
      }
      await talk.pull();
      if (late) await talk.handOver(all.indexOf(current), messages);
      for (const { id, createTime, index } of messages) model.ask(current, { id, at: createTime * 1_000, index: BigInt(index) });
    }),
  );

type Fate = "taken" | "refused" | "arrived unsaid" | "never arrived";

/** An agent replies; whatever TikTok does with it, the room ends up knowing. */
export const replies = fc
  .record({
    which: fc.nat(2),
    fate: fc.constantFrom<Fate>("taken", "taken", "refused", "arrived unsaid", "never arrived"),
    times: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ which, fate, times }) =>
    happeningOn(`reply, ${fate}, clicked ${times} times`, which, async (ticket, at, _, talk) => {
      const { simulator } = talk.scene.world;
      if (fate === "arrived unsaid") simulator.faults.raise({ kind: "timeout_after", on: "chat.send", how: "throw", count: 1 });
      if (fate === "never arrived") simulator.faults.raise({ kind: "timeout_before", on: "chat.send", how: "throw", count: 1 });
      const { id } = await talk.reply(at, fate === "refused" ? SENSITIVE : "is on its way", { times });
      await talk.scene.settle();
      if (fate === "arrived unsaid" || fate === "never arrived") await talk.scene.later(DOUBT_ENDS_MS);
      const state = { taken: "sent", "arrived unsaid": "sent", refused: "failed", "never arrived": "unconfirmed" } as const;
      take(talk, ticket, id, ANA.id, state[fate]);
    }),
  );

/** A reply that a ticket has, in the end. */
function take(talk: Talk, ticket: Ticket, id: string, personId: string, state: model.ReplyState): void {
  ticket.assigneeId ||= personId;
  ticket.words += 1;
  ticket.replies[id] = state;
  if (state === "sent") model.answer(ticket, id);
  if (state === "failed" || state === "unconfirmed") model.fallBack(ticket, isAnswered(talk, ticket));
}

/** TikTok has a reply of this ticket after its newest question. */
export function isAnswered(talk: Talk, ticket: Ticket): boolean {
  const words = talk.clicks.filter(({ id }) => ticket.replies[id] === "sent").map((click) => click.words);
  const sent = talk.scene.world.shop.sentReplies(talk.conversationId);
  return sent.some(({ content, index }) => words.includes(JSON.parse(content).content) && BigInt(index) > model.newestIn(ticket));
}

/** Where it broke nobody but TikTok knows whether the reply left: what it has is sent, what it has not is unconfirmed. */
export const brokenReplies = fc.record({ which: fc.nat(2), breaks: fc.integer({ min: 1, max: 16 }) }).map(
  ({ which, breaks }): Happening => ({
    ...happeningOn("reply", which, async (ticket, at, _, talk) => {
      const { id, words } = await talk.reply(at, "in bad weather");
      await talk.mend();
      await talk.scene.later(DOUBT_ENDS_MS);
      take(talk, ticket, id, ANA.id, talk.timesSent(words) > 0 ? "sent" : "unconfirmed");
    }),
    breaks,
  }),
);

/** A reply that is held for some seconds: it is taken back, sent at once, or left alone. */
export const holds = fc
  .record({ which: fc.nat(2), ends: fc.constantFrom("take-back" as const, "send-now" as const, "leave" as const) })
  .map(({ which, ends }) =>
    happeningOn(`reply held, then ${ends}`, which, async (ticket, at, _, talk) => {
      const { id, words } = await talk.reply(at, "in a moment", { leaving: { seen: null, holdSeconds: 5, sendAt: null } });
      expect(talk.timesSent(words)).toBe(0);
      if (ends === "leave") await talk.scene.later(10_000);
      else expect(await talk.room(at).decideReply(id, ends, ANA)).toBe(true);
      take(talk, ticket, id, ANA.id, ends === "take-back" ? "withdrawn" : "sent");
    }),
  );

/** Two agents who see the same ticket answer it at once: one is faster, the other hears of it. */
export const bothReply = fc.nat(2).map((which) =>
  happeningOn("two agents reply at once", which, async (ticket, at, _, talk) => {
    const leaving = { seen: (await talk.view(at))?.newest ?? 0, holdSeconds: 0, sendAt: null };
    const answers = await Promise.all([ANA, BEN].map((person) => talk.reply(at, `says ${person.name}`, { person, leaving })));
    const [taken, ...others] = answers.toSorted(({ is }) => (is === "taken" ? -1 : 1));
    expect([taken?.is, others]).toMatchObject(["taken", [{ is: { code: "answered-meanwhile" } }]]);
    if (taken) take(talk, ticket, taken.id, taken.person.id, "sent");
  }),
);

/** Somebody decides about the first reply that waits for it. */
export const decides = fc
  .record({ which: fc.nat(2), decision: fc.constantFrom("resend" as const, "discard" as const) })
  .map(({ which, decision }) =>
    happeningOn(`decides to ${decision}`, which, async (ticket, at, _, talk) => {
      const [id, state] = Object.entries(ticket.replies).find(([, one]) => one === "failed" || one === "unconfirmed") ?? [];
      if (!id) return;
      expect(await talk.insist(() => talk.room(at).decideReply(id, decision, BEN))).toBe(true);
      await talk.scene.settle();
      const click = talk.clicks.find((one) => one.id === id);
      if (click && decision === "resend") click.wanted += 1;
      if (decision === "discard") ticket.replies[id] = "discarded";
      else if (state === "unconfirmed") model.answer(ticket, id);
      // What was refused is refused again.
      else {
        expect(click?.words).toContain(SENSITIVE);
        model.fallBack(ticket, isAnswered(talk, ticket));
      }
    }),
  );
