// The outbox's own verbs over a pretend conversation, for tests of the outbox alone: what TikTok does with each send is said beforehand, and
// whoever carries replies may die at any of its verbs. Real conversations are in the stories and the drills.
import type { ChatMessage } from "../../worker/tiktok/chat.ts";
import { TikTokFailure } from "../../worker/tiktok/failure.ts";
import type { ReplyEntry } from "../../worker/timeline/entries.ts";
import { drainOutbox, isEchoOf, type OutboxVerbs, type Pending } from "../../worker/timeline/outbox.ts";

export const failure = (verdict: TikTokFailure["verdict"], outcome: TikTokFailure["outcome"], code: number | null = null) =>
  new TikTokFailure({ code, words: "their words", verdict, outcome });

/** Whoever carried the replies is gone. */
export class Died extends Error {}

/** TikTok's reads show what was written this long ago; the oldest reading of its documents. */
const READ_LAG_MS = 10_000;

/** What TikTok does with the next send: takes it, refuses it so, or takes it and loses the answer. */
export type Fate = "takes" | TikTokFailure | "takes-unsaid";

export function openOutbox(texts: string[], fates: Fate[]) {
  const untried = { messageId: null, index: null, triedAt: null, trouble: null, code: null };
  const replies: ReplyEntry[] = [];
  const pending = new Map<string, Pending>();
  /** An agent's click, or their wish that it leave once more: behind those that wait already. */
  const queue = (id: string, body: ReplyEntry["body"]) => {
    const known = replies.findIndex((reply) => reply.id === id);
    if (known >= 0) replies.splice(known, 1);
    replies.push({ kind: "reply", id, at: 0, by: "u", byName: "U", body, state: "queued", ...untried });
    pending.set(id, { replyId: id, attempts: 0, looks: 0, notBefore: 0, afterIndex: "0", sentAt: 0 });
  };
  const click = (text: string) => queue(`r${replies.length}`, { type: "TEXT", text });
  texts.forEach(click);
  let stepsLeft = Number.POSITIVE_INFINITY;
  /** Whoever was to die at this step has done it, and says nothing any more. */
  const live = () => {
    stepsLeft -= 1;
    if (stepsLeft <= 0) throw new Died();
  };
  const atTikTok: ChatMessage[] = [];
  const sends: string[] = [];
  let now = 1_800_000_000_000;
  let reading: "works" | TikTokFailure = "works";
  /** Replies whose latest look TikTok refused. */
  const unlooked = new Set<string>();
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
      live();
    },
    lastIndex: () => "0",
    isTaken: (messageId) => replies.some((reply) => reply.messageId === messageId),
    send: async (body) => {
      const text = body.type === "TEXT" ? body.text : "";
      sends.push(text);
      const fate = fates.shift() ?? "takes";
      if (fate instanceof TikTokFailure) throw fate;
      live();
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
      live();
      if (fate === "takes-unsaid") throw failure("retry", "unknown");
      return id;
    },
    readAfter: async () => {
      const id = verbs.next()?.reply.id ?? "";
      if (reading === "works") unlooked.delete(id);
      else {
        unlooked.add(id);
        throw reading;
      }
      live();
      return atTikTok.filter(({ createTime }) => createTime * 1_000 <= now - READ_LAG_MS);
    },
  };
  const drain = async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      const next = await drainOutbox(verbs);
      if (next === null) return;
      now = Math.max(now, next);
    }
  };
  /** Our own messages come back to the ticket, before or after anybody looked for them. */
  const bringEchoes = () => {
    for (const message of atTikTok) {
      const at = replies.findIndex((reply) => isEchoOf(reply, message));
      const reply = replies[at];
      if (!reply || verbs.isTaken(message.id)) continue;
      replies[at] = { ...reply, state: "sent", messageId: message.id, index: message.index };
      pending.delete(reply.id);
    }
  };
  return {
    verbs,
    replies,
    unlooked,
    click,
    queue,
    bringEchoes,
    settle: (id: string, state: ReplyEntry["state"]) => {
      const at = replies.findIndex((reply) => reply.id === id);
      replies[at] = { ...find(id), state };
    },
    dieAfter: (steps: number) => (stepsLeft = steps),
    drain,
    find,
    sends,
    fates,
    atTikTok,
    states: () => replies.map((reply) => reply.state),
    setReading: (to: typeof reading) => (reading = to),
    setNow: (to: number) => (now = to),
    now: () => now,
  };
}
