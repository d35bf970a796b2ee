/** The outbox's verbs for a real ticket: its storage, its conversation at TikTok. Every write of a reply is followed by the ticket's facts,
 *  in one synchronous step, so that a reply is never sent in one place and waiting in another. */
import type { Kit } from "../env.ts";
import type { Shop } from "../stores/shop.ts";
import { type ChatMessage, listMessages, sendMessage } from "../tiktok/chat.ts";
import { PREVIEW_CHARACTERS_MAX, type ReplyEntry } from "./entries.ts";
import { type OutboxVerbs, type Pending, wireContent } from "./outbox.ts";
import type { TicketHead, TicketStorage } from "./storage.ts";
import { afterAnswer, isBefore, type TicketFacts } from "./timeline.ts";

/** Pages of the conversation a look may read: a reply in doubt is half a minute old. */
const LOOK_PAGES_MAX = 3;
/** A room that vanished while sending wakes this long after the send left. */
const SENDING_WAKE_MS = 1_000;

export function outboxVerbs(
  kit: Kit,
  storage: TicketStorage,
  head: TicketHead,
  shop: Shop,
  keep: (facts: TicketFacts, sent: string[]) => Promise<void>,
): OutboxVerbs {
  return {
    now: kit.now,
    next: () => storage.openReplies()[0] ?? null,
    lastIndex: () => storage.lastIndex(),
    isTaken: (messageId) => storage.hasMessage(messageId),
    send: (body) => shop.chat("person", (line) => sendMessage(line, head.conversationId, body.type, wireContent(body))),
    readAfter: (index) => readAfter(shop, head.conversationId, index),
    write: async (reply, pending) => {
      writeReply(kit, storage, reply, pending);
      const facts = storage.read()?.facts;
      if (facts) await keep(reply.state === "sent" ? afterSend(facts, reply) : facts, reply.messageId ? [reply.messageId] : []);
    },
  };
}

function writeReply(kit: Kit, storage: TicketStorage, reply: ReplyEntry, pending: Pending | null): void {
  storage.putEntry(reply);
  if (!pending) {
    storage.dropPending(reply.id);
    return;
  }
  storage.putPending(pending);
  storage.schedule("outbox", Math.max(pending.notBefore, kit.now() + SENDING_WAKE_MS));
}

/** TikTok has the reply: whoever waited when it left is answered. A question that came after that still waits. */
function afterSend(facts: TicketFacts, reply: ReplyEntry): TicketFacts {
  const isLast = (facts.lastBuyerAt ?? 0) <= (reply.triedAt ?? reply.at);
  const answered = afterAnswer(facts, reply.at, isLast);
  const words = reply.body.type === "TEXT" ? reply.body.text.replace(/\s+/g, " ").slice(0, PREVIEW_CHARACTERS_MAX) : "[IMAGE]";
  return isLast ? { ...answered, lastAt: Math.max(reply.at, facts.lastAt), lastBy: "us", preview: words } : answered;
}

async function readAfter(shop: Shop, conversationId: string, index: string): Promise<ChatMessage[]> {
  const found: ChatMessage[] = [];
  let pageToken = "";
  for (let page = 0; page < LOOK_PAGES_MAX; page += 1) {
    const answer = await shop.chat("person", (line) => listMessages(line, conversationId, pageToken));
    found.push(...answer.messages.filter((message) => isBefore(index, message.index)));
    if (!answer.nextPageToken || answer.messages.some((message) => !isBefore(index, message.index))) break;
    pageToken = answer.nextPageToken;
  }
  return found;
}
