/** Replies on their way to TikTok, which takes no idempotency key and whose reads may lag: a send that was cut off is never repeated alone.
 *  Accepted is sent; refused is failed, with TikTok's words; not carried out is tried again; unknown is looked up in the conversation, and
 *  what cannot be found, or may not be looked for, is left to the agent as unconfirmed. Pure over the verbs it is given; every step is
 *  written down before the next. */
import type { ChatMessage } from "../tiktok/chat.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { isSameCard } from "./cards.ts";
import type { ReplyBody, ReplyEntry } from "./entries.ts";
import { isBefore } from "./timeline.ts";

/** TikTok's reads may lag its writes by 10 s; three times that is waited before the first look. */
export const SEND_DOUBT_SECONDS = 30;
const LOOK_AGAIN_SECONDS = 10;
const LOOKS_MAX = 2;
export const REPLY_ATTEMPTS_MAX = 8;
const BACKOFF_FIRST_MS = 2_000;
const BACKOFF_MS_MAX = 300_000;
/** TikTok's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;
/** A reply that may have reached TikTok although we do not know it. */
const MAY_BE_THERE: readonly ReplyEntry["state"][] = ["sending", "doubt", "unconfirmed"];

/** What the outbox remembers of a reply besides its entry. */
export interface Pending {
  replyId: string;
  attempts: number;
  looks: number;
  /** Looks in a row that TikTok did not answer; absent where it answered the last. */
  missed?: number;
  /** Nothing happens to this reply before. Epoch milliseconds. */
  notBefore: number;
  /** The newest message known before the send: what we sent can only come after it. */
  afterIndex: string;
  /** When the send left. */
  sentAt: number;
}

export interface OutboxVerbs {
  now(): number;
  /** The oldest reply that is not settled, with what is remembered of it; null when all are. */
  next(): { reply: ReplyEntry; pending: Pending } | null;
  /** Durable before it returns. */
  write(reply: ReplyEntry, pending: Pending | null): Promise<void>;
  lastIndex(): string;
  send(body: ReplyBody): Promise<string>;
  /** The conversation's messages after an index, as TikTok answers now, without other tickets' replies. */
  readAfter(index: string): Promise<ChatMessage[]>;
  /** TikTok's message ids that other replies of this ticket already have. */
  isTaken(messageId: string): boolean;
}

/** Carries on with the oldest open reply until it must wait; answers when to come back, or null. A reply behind it waits its turn. */
export async function drainOutbox(verbs: OutboxVerbs): Promise<number | null> {
  for (;;) {
    const head = verbs.next();
    if (!head) return null;
    if (head.pending.notBefore > verbs.now()) return head.pending.notBefore;
    if (head.reply.state === "queued") await trySend(verbs, head.reply, head.pending);
    // Found while sending: whoever was sending is gone, and took the answer along.
    else if (head.reply.state === "sending") await beginDoubt(verbs, head.reply, head.pending);
    else await lookForReply(verbs, head.reply, head.pending);
  }
}

async function trySend(verbs: OutboxVerbs, reply: ReplyEntry, pending: Pending): Promise<void> {
  const attempt: Pending = { ...pending, attempts: pending.attempts + 1, looks: 0, afterIndex: verbs.lastIndex(), sentAt: verbs.now() };
  const trying: ReplyEntry = { ...reply, state: "sending", triedAt: attempt.sentAt, trouble: null, code: null };
  await verbs.write(trying, attempt);
  let messageId: string;
  try {
    messageId = await verbs.send(reply.body);
  } catch (thrown) {
    if (!(thrown instanceof TikTokFailure)) throw thrown;
    // The echo may have come in while we waited for the answer.
    if (verbs.next()?.reply.id !== reply.id) return;
    return afterFailure(verbs, trying, attempt, thrown);
  }
  if (verbs.next()?.reply.id === reply.id) await verbs.write({ ...trying, state: "sent", at: attempt.sentAt, messageId }, null);
}

async function afterFailure(verbs: OutboxVerbs, reply: ReplyEntry, pending: Pending, failure: TikTokFailure): Promise<void> {
  const { code, words } = failure;
  if (failure.outcome === "unknown") return beginDoubt(verbs, reply, pending);
  if (failure.verdict === "reauthorize") {
    // Kept as it is: whoever reconnects the store wakes it.
    const waiting: Pending = { ...pending, attempts: pending.attempts - 1, notBefore: verbs.now() + BACKOFF_MS_MAX };
    return verbs.write({ ...reply, state: "queued", trouble: "disconnected", code }, waiting);
  }
  if (failure.verdict === "retry" && pending.attempts < REPLY_ATTEMPTS_MAX) {
    const notBefore = verbs.now() + Math.min(BACKOFF_MS_MAX, BACKOFF_FIRST_MS * 2 ** (pending.attempts - 1));
    return verbs.write({ ...reply, state: "queued", trouble: words, code }, { ...pending, notBefore });
  }
  return verbs.write({ ...reply, state: "failed", trouble: words, code }, null);
}

function beginDoubt(verbs: OutboxVerbs, reply: ReplyEntry, pending: Pending): Promise<void> {
  return verbs.write({ ...reply, state: "doubt" }, { ...pending, looks: 0, notBefore: pending.sentAt + SEND_DOUBT_SECONDS * 1000 });
}

async function lookForReply(verbs: OutboxVerbs, reply: ReplyEntry, pending: Pending): Promise<void> {
  let found: ChatMessage | undefined;
  try {
    const later = (await verbs.readAfter(pending.afterIndex)).filter((message) => isBefore(pending.afterIndex, message.index));
    found = later.find((message) => isEchoOf(reply, message) && !verbs.isTaken(message.id));
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    if (verbs.next()?.reply.id !== reply.id) return;
    // What TikTok will not show, it will not show the next time either: nobody can look but the agent.
    if (isForGood(failure)) return lookedInVain(verbs, reply, pending);
    // Not looking is not knowing: the same look again, later.
    const missed = (pending.missed ?? 0) + 1;
    const waitMs = Math.min(BACKOFF_MS_MAX, LOOK_AGAIN_SECONDS * 1000 * 2 ** (missed - 1));
    // Whoever reconnects the store wakes it.
    const trouble = failure.verdict === "reauthorize" ? "disconnected" : null;
    return verbs.write({ ...reply, trouble }, { ...pending, missed, notBefore: verbs.now() + waitMs });
  }
  if (verbs.next()?.reply.id !== reply.id) return;
  if (found)
    return verbs.write(
      { ...reply, state: "sent", at: found.createTime * 1000, messageId: found.id, index: found.index, trouble: null, code: null },
      null,
    );
  return lookedInVain(verbs, reply, pending);
}

const isForGood = ({ verdict }: TikTokFailure) => verdict === "rejected" || verdict === "bug";

function lookedInVain(verbs: OutboxVerbs, reply: ReplyEntry, { missed: _, ...pending }: Pending): Promise<void> {
  const looks = pending.looks + 1;
  if (looks < LOOKS_MAX)
    return verbs.write({ ...reply, trouble: null }, { ...pending, looks, notBefore: verbs.now() + LOOK_AGAIN_SECONDS * 1000 });
  return verbs.write({ ...reply, state: "unconfirmed", trouble: null, code: null }, null);
}

/** True when this message of TikTok's is that reply of ours coming back. */
export function isEchoOf(reply: ReplyEntry, message: ChatMessage): boolean {
  if (!MAY_BE_THERE.includes(reply.state) || reply.triedAt === null || message.createTime * 1000 < reply.triedAt - CLOCK_SKEW_MS)
    return false;
  const { body } = reply;
  if (message.role !== "CUSTOMER_SERVICE" || message.type !== body.type) return false;
  if (body.type === "TEXT") return message.content.content === body.text;
  return body.type === "IMAGE" ? message.content.url === body.url : isSameCard(body, message.type, message.content);
}

export function wireContent(body: ReplyBody): Record<string, unknown> {
  if (body.type === "TEXT") return { content: body.text };
  return body.type === "IMAGE" ? { url: body.url, width: body.width, height: body.height } : body.content;
}
