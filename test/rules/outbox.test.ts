// Replies that TikTok takes, refuses, never sees, or takes without saying so: sent exactly once, visibly failed or visibly unconfirmed, and
// never sent again by themselves. The pretend conversation here is the outbox's own verbs; real conversations are in the stories.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "../../worker/tiktok/chat.ts";
import { TikTokFailure } from "../../worker/tiktok/failure.ts";
import type { ReplyEntry } from "../../worker/timeline/entries.ts";
import {
  drainOutbox,
  isEchoOf,
  type OutboxVerbs,
  type Pending,
  REPLY_ATTEMPTS_MAX,
  SEND_DOUBT_SECONDS,
} from "../../worker/timeline/outbox.ts";

const failure = (verdict: TikTokFailure["verdict"], outcome: TikTokFailure["outcome"], code: number | null = null) =>
  new TikTokFailure({ code, words: "their words", verdict, outcome });

/** What TikTok does with the next send: takes it, refuses it so, or takes it and loses the answer. */
type Fate = "takes" | TikTokFailure | "takes-unsaid";

function world(texts: string[], fates: Fate[]) {
  const untried = { messageId: null, index: null, triedAt: null, trouble: null, code: null };
  const replies: ReplyEntry[] = texts.map((text, at) => {
    const body = { type: "TEXT" as const, text };
    return { kind: "reply", id: `r${at}`, at: 0, by: "u", byName: "U", body, state: "queued", ...untried };
  });
  const pending = new Map<string, Pending>(
    replies.map(({ id }) => [id, { replyId: id, attempts: 0, looks: 0, notBefore: 0, afterIndex: "0", sentAt: 0 }]),
  );
  const atTikTok: ChatMessage[] = [];
  const sends: string[] = [];
  let now = 1_800_000_000_000;
  let reading: "works" | TikTokFailure = "works";
  const find = (id: string) => replies.find((reply) => reply.id === id) as ReplyEntry;
  const verbs: OutboxVerbs = {
    now: () => now,
    next: () => {
      const open = replies.find((reply) => pending.has(reply.id));
      return open ? { reply: open, pending: pending.get(open.id) as Pending } : null;
    },
    write: async (reply, kept) => {
      replies[replies.findIndex((one) => one.id === reply.id)] = reply;
      if (kept) pending.set(reply.id, kept);
      else pending.delete(reply.id);
    },
    lastIndex: () => "0",
    isTaken: (messageId) => replies.some((reply) => reply.messageId === messageId),
    send: async (body) => {
      const text = body.type === "TEXT" ? body.text : "";
      sends.push(text);
      const fate = fates.shift() ?? "takes";
      if (fate instanceof TikTokFailure) throw fate;
      const id = `m${atTikTok.length + 1}`;
      atTikTok.push({
        id,
        type: "TEXT",
        content: { content: text },
        createTime: Math.floor(now / 1000),
        index: `${atTikTok.length + 1}`,
        isVisible: true,
        role: "CUSTOMER_SERVICE",
        nickname: null,
      });
      if (fate === "takes-unsaid") throw failure("retry", "unknown");
      return id;
    },
    readAfter: async () => {
      if (reading !== "works") throw reading;
      return [...atTikTok];
    },
  };
  const drain = async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      const next = await drainOutbox(verbs);
      if (next === null) return;
      now = Math.max(now, next);
    }
  };
  return {
    verbs,
    drain,
    find,
    sends,
    atTikTok,
    states: () => replies.map((reply) => reply.state),
    setReading: (to: typeof reading) => (reading = to),
    setNow: (to: number) => (now = to),
    now: () => now,
  };
}

describe("one reply", () => {
  test("taken is sent", async () => {
    const { drain, states, find } = world(["hello"], ["takes"]);
    await drain();
    expect([states(), find("r0").messageId]).toEqual([["sent"], "m1"]);
  });
  test("refused is failed, with TikTok's words and code", async () => {
    const { drain, find, sends } = world(["call me on +44"], [failure("rejected", "none", 45101006)]);
    await drain();
    expect(find("r0")).toMatchObject({ state: "failed", trouble: "their words", code: 45101006 });
    expect(sends).toHaveLength(1);
  });
  test("not carried out is tried again, a little later each time, and given up visibly", async () => {
    const limit = () => failure("retry", "none", 36009002);
    const patient = world(["hello"], [limit(), limit(), "takes"]);
    await patient.drain();
    expect([patient.states(), patient.sends.length]).toEqual([["sent"], 3]);
    const hopeless = world(["hello"], Array.from({ length: 50 }, limit));
    await hopeless.drain();
    expect([hopeless.states(), hopeless.sends.length]).toEqual([["failed"], REPLY_ATTEMPTS_MAX]);
  });
  test("taken without an answer is found in the conversation and never sent again", async () => {
    const { drain, states, sends, find } = world(["hello"], ["takes-unsaid"]);
    await drain();
    expect([states(), sends.length, find("r0").messageId]).toEqual([["sent"], 1, "m1"]);
  });
  test("an unknown end is not looked up before TikTok's reads can show it", async () => {
    const { verbs, now } = world(["hello"], ["takes-unsaid"]);
    expect(await drainOutbox(verbs)).toBe(now() + SEND_DOUBT_SECONDS * 1000);
  });
  test("unknown and not to be found is unconfirmed, and left to the agent", async () => {
    const { drain, states, sends } = world(["hello"], [failure("retry", "unknown")]);
    await drain();
    expect([states(), sends.length]).toEqual([["unconfirmed"], 1]);
  });
  test("while TikTok cannot be read, doubt stays doubt", async () => {
    const { drain, states, setReading } = world(["hello"], ["takes-unsaid"]);
    setReading(failure("retry", "none"));
    await drain();
    expect(states()).toEqual(["doubt"]);
    setReading("works");
    await drain();
    expect(states()).toEqual(["sent"]);
  });
  test("whoever finds a reply in the middle of sending treats its end as unknown", async () => {
    const { verbs, drain, find, sends, states } = world(["hello"], []);
    await verbs.write(
      { ...find("r0"), state: "sending", triedAt: verbs.now() },
      { replyId: "r0", attempts: 1, looks: 0, notBefore: 0, afterIndex: "0", sentAt: verbs.now() },
    );
    await drain();
    expect([states(), sends]).toEqual([["unconfirmed"], []]);
  });
  test("without consent it waits as it is, however long that takes, and no try is used up", async () => {
    const away = () => failure("reauthorize", "none", 105001);
    const { drain, states, find } = world(["hello"], [...Array.from({ length: 40 }, away), "takes"]);
    await drain();
    expect([states(), find("r0").state]).toEqual([["sent"], "sent"]);
  });
});

test("replies leave in the order they were written: one in doubt holds back those behind it", async () => {
  const { verbs, drain, states, sends } = world(["one", "two"], [failure("retry", "unknown"), "takes"]);
  await drainOutbox(verbs);
  expect([states(), sends]).toEqual([["doubt", "queued"], ["one"]]);
  await drain();
  expect([states(), sends]).toEqual([
    ["unconfirmed", "sent"],
    ["one", "two"],
  ]);
});

test("the same words twice are two messages: the first one's echo is not the second one", async () => {
  const { drain, states, atTikTok } = world(["ok", "ok"], ["takes", "takes-unsaid"]);
  await drain();
  expect([states(), atTikTok.length]).toEqual([["sent", "sent"], 2]);
  const lost = world(["ok", "ok"], ["takes", failure("retry", "unknown")]);
  await lost.drain();
  expect([lost.states(), lost.atTikTok.length]).toEqual([["sent", "unconfirmed"], 1]);
});

test("words typed before the reply left are not its echo, nor are the buyer's", () => {
  const reply = { kind: "reply", body: { type: "TEXT", text: "ok" }, state: "doubt", triedAt: 1_800_000_100_000 } as ReplyEntry;
  const said = (role: ChatMessage["role"], createTime: number) =>
    ({ id: "m", type: "TEXT", content: { content: "ok" }, createTime, index: "1", isVisible: true, role, nickname: null }) as ChatMessage;
  expect(isEchoOf(reply, said("CUSTOMER_SERVICE", 1_800_000_101))).toBe(true);
  expect(isEchoOf(reply, said("BUYER", 1_800_000_101))).toBe(false);
  expect(isEchoOf(reply, said("CUSTOMER_SERVICE", 1_800_000_000))).toBe(false);
  expect(isEchoOf({ ...reply, state: "sent" }, said("CUSTOMER_SERVICE", 1_800_000_101))).toBe(false);
});

test("whatever TikTok does, no click becomes two messages, and what is called sent is there", async () => {
  const fate = fc.constantFrom<Fate>(
    "takes",
    "takes-unsaid",
    failure("retry", "none"),
    failure("retry", "unknown"),
    failure("rejected", "none"),
    failure("reauthorize", "none"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), async (fates, count) => {
      const texts = Array.from({ length: count }, (_, at) => `text ${at}`);
      const { drain, states, atTikTok } = world(texts, fates);
      await drain();
      return texts.every((text, at) => {
        const there = atTikTok.filter((message) => message.content.content === text).length;
        const state = states()[at] ?? "";
        return there <= 1 && (state !== "sent" || there === 1) && ["sent", "failed", "unconfirmed"].includes(state);
      });
    }),
    { numRuns: 500 },
  );
});
