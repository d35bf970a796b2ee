// Replies that TikTok takes, refuses, never sees, or takes without saying so: sent exactly once, visibly failed or visibly unconfirmed, and
// never sent again by themselves. The pretend conversation here is the outbox's own verbs; real conversations are in the stories.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatMessage } from "../../worker/tiktok/chat.ts";
import type { ReplyEntry } from "../../worker/timeline/entries.ts";
import { drainOutbox, isEchoOf, REPLY_ATTEMPTS_MAX, SEND_DOUBT_SECONDS } from "../../worker/timeline/outbox.ts";
import { type Fate, failure, openOutbox } from "./outbox-world.ts";

describe("one reply", () => {
  test("taken is sent", async () => {
    const { drain, states, find } = openOutbox(["hello"], ["takes"]);
    await drain();
    expect([states(), find("r0").messageId]).toEqual([["sent"], "m1"]);
  });
  test("refused is failed, with TikTok's words and code", async () => {
    const { drain, find, sends } = openOutbox(["call me on +44"], [failure("rejected", "none", 45101006)]);
    await drain();
    expect(find("r0")).toMatchObject({ state: "failed", trouble: "their words", code: 45101006 });
    expect(sends).toHaveLength(1);
  });
  test("not carried out is tried again, a little later each time, and given up visibly", async () => {
    const limit = () => failure("retry", "none", 36009002);
    const patient = openOutbox(["hello"], [limit(), limit(), "takes"]);
    await patient.drain();
    expect([patient.states(), patient.sends.length]).toEqual([["sent"], 3]);
    const hopeless = openOutbox(["hello"], Array.from({ length: 50 }, limit));
    await hopeless.drain();
    expect([hopeless.states(), hopeless.sends.length]).toEqual([["failed"], REPLY_ATTEMPTS_MAX]);
  });
  test("taken without an answer is found in the conversation and never sent again", async () => {
    const { drain, states, sends, find } = openOutbox(["hello"], ["takes-unsaid"]);
    await drain();
    expect([states(), sends.length, find("r0").messageId]).toEqual([["sent"], 1, "m1"]);
  });
  test("an unknown end is not looked up before TikTok's reads can show it", async () => {
    const { verbs, now } = openOutbox(["hello"], ["takes-unsaid"]);
    expect(await drainOutbox(verbs)).toBe(now() + SEND_DOUBT_SECONDS * 1000);
  });
  test("unknown and not to be found is unconfirmed, and left to the agent", async () => {
    const { drain, states, sends } = openOutbox(["hello"], [failure("retry", "unknown")]);
    await drain();
    expect([states(), sends.length]).toEqual([["unconfirmed"], 1]);
  });
  test("while TikTok cannot be read, doubt stays doubt", async () => {
    const { drain, states, setReading } = openOutbox(["hello"], ["takes-unsaid"]);
    setReading(failure("retry", "none"));
    await drain();
    expect(states()).toEqual(["doubt"]);
    setReading("works");
    await drain();
    expect(states()).toEqual(["sent"]);
  });
  test("while TikTok cannot be read, looks come twice as far apart each time, up to five minutes", async () => {
    const { verbs, now, setNow, setReading, find } = openOutbox(["hello"], ["takes-unsaid"]);
    setReading(failure("reauthorize", "none"));
    const waits: number[] = [];
    for (let looks = 0; looks < 9; looks += 1) {
      const next = (await drainOutbox(verbs)) ?? 0;
      waits.push((next - now()) / 1_000);
      setNow(next);
    }
    expect(waits).toEqual([SEND_DOUBT_SECONDS, 10, 20, 40, 80, 160, 300, 300, 300]);
    setReading("works");
    await drainOutbox(verbs);
    expect(find("r0").state).toBe("sent");
  });
  test.each(["rejected", "bug"] as const)(
    "a look refused for good (%s) leaves the doubt to the agent, and what waits behind it leaves",
    async (verdict) => {
      const { drain, states, sends, setReading } = openOutbox(["hello", "and more"], ["takes-unsaid"]);
      setReading(failure(verdict, "none"));
      await drain();
      expect([states(), sends]).toEqual([
        ["unconfirmed", "sent"],
        ["hello", "and more"],
      ]);
    },
  );
  test("an echo that comes while a look fails is not taken back", async () => {
    const { verbs, now, setNow, bringEchoes, states } = openOutbox(["hello"], ["takes-unsaid"]);
    setNow((await drainOutbox(verbs)) ?? now());
    const readAfter = async () => {
      bringEchoes();
      throw failure("retry", "none");
    };
    await drainOutbox({ ...verbs, readAfter });
    expect(states()).toEqual(["sent"]);
  });
  test("whoever finds a reply in the middle of sending treats its end as unknown", async () => {
    const { verbs, drain, find, sends, states } = openOutbox(["hello"], []);
    await verbs.write(
      { ...find("r0"), state: "sending", triedAt: verbs.now() },
      { replyId: "r0", attempts: 1, looks: 0, notBefore: 0, afterIndex: "0", sentAt: verbs.now() },
    );
    await drain();
    expect([states(), sends]).toEqual([["unconfirmed"], []]);
  });
  test("without consent it waits as it is, however long that takes, and no try is used up", async () => {
    const away = () => failure("reauthorize", "none", 105001);
    const { drain, states, find } = openOutbox(["hello"], [...Array.from({ length: 40 }, away), "takes"]);
    await drain();
    expect([states(), find("r0").state]).toEqual([["sent"], "sent"]);
  });
});

test("replies leave in the order they were written: one in doubt holds back those behind it", async () => {
  const { verbs, drain, states, sends } = openOutbox(["one", "two"], [failure("retry", "unknown"), "takes"]);
  await drainOutbox(verbs);
  expect([states(), sends]).toEqual([["doubt", "queued"], ["one"]]);
  await drain();
  expect([states(), sends]).toEqual([
    ["unconfirmed", "sent"],
    ["one", "two"],
  ]);
});

test("the same words twice are two messages: the first one's echo is not the second one", async () => {
  const { drain, states, atTikTok } = openOutbox(["ok", "ok"], ["takes", "takes-unsaid"]);
  await drain();
  expect([states(), atTikTok.length]).toEqual([["sent", "sent"], 2]);
  const lost = openOutbox(["ok", "ok"], ["takes", failure("retry", "unknown")]);
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
      const { drain, states, atTikTok } = openOutbox(texts, fates);
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
