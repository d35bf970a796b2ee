/** How a reply leaves: at once, after a few seconds in which it can be taken back, or at an hour the agent chose. While it is held nothing has
 *  been said: clocks run on. A reply that was overtaken meanwhile comes back to the agent instead of leaving. All of it is synchronous over
 *  the ticket's own storage, except the question whether TikTok still lets the shop write. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Hold, Original, ReplyEntry } from "../timeline/entries.ts";
import { type Overtaken, whatOvertook } from "../timeline/guard.ts";
import type { Pending } from "../timeline/outbox.ts";
import { UNSENT } from "../timeline/unsent.ts";
import type { TicketHead, TicketStorage } from "./storage.ts";

export const HOLD_SECONDS_MAX = 10;
export const SEND_LATER_DAYS_MAX = 30;

/** What the agent's browser says about the sending besides the words. */
export interface Leaving {
  /** The newest arrival the agent had on screen; null where nobody looked. */
  seen: number | null;
  holdSeconds: number;
  /** Epoch milliseconds; null is now. */
  sendAt: number | null;
  /** The bulk job that writes it. */
  bulk?: string;
  /** The template it is, word for word. */
  template?: string;
  /** What was written before a model translated it. */
  original?: Original | undefined;
}

export const AT_ONCE: Leaving = { seen: null, holdSeconds: 0, sendAt: null };
export type Decision = "resend" | "discard" | "take-back" | "send-now";

const FIRST_TRY: Omit<Pending, "replyId" | "notBefore"> = { attempts: 0, looks: 0, afterIndex: "0", sentAt: 0 };

/** Why this reply must not go as it is. */
export function refuseOvertaken(storage: TicketStorage, personId: string, seen: number | null): Overtaken | null {
  return seen === null ? null : whatOvertook(storage.arrivedAfter(seen), personId, storage.newestArrival());
}

/** Puts the reply where it waits. True where it may leave at once. */
export function putReply(storage: TicketStorage, reply: ReplyEntry, leaving: Leaving, now: number): boolean {
  const until = leaving.sendAt ?? now + leaving.holdSeconds * 1000;
  if (until <= now) {
    queueReply(storage, reply, now);
    return true;
  }
  const why = leaving.sendAt === null ? "undo" : "later";
  const hold: Hold = { until, why, seen: leaving.seen ?? storage.newestArrival() };
  storage.putEntry({ ...reply, state: "held", hold });
  storage.putPending({ ...FIRST_TRY, replyId: reply.id, notBefore: until });
  return false;
}

function queueReply(storage: TicketStorage, { hold: _, ...reply }: ReplyEntry, now: number): void {
  storage.putEntry({ ...reply, at: now, state: "queued", trouble: null, code: null });
  // Behind those that were let go before it, whenever it was written.
  storage.dropPending(reply.id);
  storage.putPending({ ...FIRST_TRY, replyId: reply.id, notBefore: now });
}

function settleReply(storage: TicketStorage, { hold: _, ...reply }: ReplyEntry, state: ReplyEntry["state"], trouble: string | null): void {
  storage.putEntry({ ...reply, state, trouble, code: null });
  storage.dropPending(reply.id);
}

/** An agent decides about a reply that waits. False where it no longer does. */
export function decideOn(
  storage: TicketStorage,
  reply: ReplyEntry,
  decision: Decision,
  person: { id: string; name: string },
  now: number,
): boolean {
  const isHeld = reply.state === "held";
  const waits = UNSENT.includes(reply.state);
  if (decision === "take-back" ? !isHeld : decision === "send-now" ? !isHeld : decision === "resend" ? !waits : !waits && !isHeld)
    return false;
  if (decision === "take-back") settleReply(storage, reply, "withdrawn", null);
  else if (decision === "discard") settleReply(storage, reply, "discarded", null);
  else queueReply(storage, { ...reply, by: person.id, byName: person.name }, now);
  return true;
}

/** Replies for later are overtaken by whatever the buyer or Seller Center says; true where one came back. */
export function returnOvertaken(storage: TicketStorage): boolean {
  const overtaken = storage.heldReplies().filter(({ reply }) => reply.hold?.why === "later" && whyBack(storage, reply) !== null);
  for (const { reply } of overtaken) settleReply(storage, reply, "returned", whyBack(storage, reply));
  return overtaken.length > 0;
}

/** Those whose time has come go on their way, or back to the agent. `closed`: why TikTok would not take a reply meant for later. */
export function releaseHeld(storage: TicketStorage, now: number, closed: string | null): void {
  for (const { reply, pending } of storage.heldReplies()) {
    if (pending.notBefore > now) continue;
    const back = whyBack(storage, reply) ?? (reply.hold?.why === "later" ? closed : null);
    if (back) {
      settleReply(storage, reply, "returned", back);
      doubtEnd(storage, now);
    } else queueReply(storage, reply, now);
  }
}

/** Who sends and resolves in one go may be slower than TikTok's refusal. */
const SENT_AND_ENDED_MS = 10_000;

/** Whoever resolves has just sent what has not left, and cannot have seen that. */
export const hasEndedWithUnsent = (storage: TicketStorage, by: string | undefined, now: number) =>
  storage
    .replies()
    .some((reply) => reply.by === by && UNSENT.includes(reply.state) && (reply.triedAt ?? reply.at) > now - SENT_AND_ENDED_MS);

/** A reply stays with us: whoever ended the ticket meant it to end with that one, and what it is now is looked into at once. */
export function doubtEnd(storage: TicketStorage, now: number): void {
  if (storage.read()?.facts.state === "resolved") storage.schedule("unsent", now);
}

/** Within the seconds of an undo only another's answer stops a reply: without the undo it would long have been sent. */
function whyBack(storage: TicketStorage, reply: ReplyEntry): Overtaken["code"] | null {
  if (!reply.hold) return null;
  const overtaken = refuseOvertaken(storage, reply.by, reply.hold.seen);
  return overtaken && (overtaken.code === "answered-meanwhile" || reply.hold.why === "later") ? overtaken.code : null;
}

/** Whether the shop may write to this buyer now, as far as is known without asking TikTok; null where it may. */
export async function whyClosed(kit: Kit, { storeId, conversationId }: TicketHead): Promise<string | null> {
  const row = await kit.db.first<{ state: string; can_send: number | null }>(
    sql`SELECT s.state, (SELECT c.can_send FROM conversation c WHERE c.store_id = s.id AND c.id = ${conversationId}) AS can_send
      FROM store s WHERE s.id = ${storeId}`,
  );
  if (row?.state === "disconnected") return "store-disconnected";
  return row?.can_send === 0 ? "tiktok-closed" : null;
}
