/** The outbox's verbs for a real ticket: its storage, its conversation at TikTok. Every write of a reply is followed by the ticket's facts,
 *  in one synchronous step, so that a reply is never sent in one place and waiting in another. */
import type { Kit } from "../env.ts";
import type { Shop } from "../stores/shop.ts";
import { type ChatMessage, listMessages, sendMessage } from "../tiktok/chat.ts";
import { isByRule, previewOf, type ReplyEntry } from "../timeline/entries.ts";
import { type OutboxVerbs, type Pending, wireContent } from "../timeline/outbox.ts";
import { afterAutomated, afterReply, isBefore, type TicketFacts } from "../timeline/timeline.ts";
import { UNSENT } from "../timeline/unsent.ts";
import { withoutOthersEchoes } from "./echoes.ts";
import { doubtEnd } from "./leaving.ts";
import type { TicketHead, TicketStorage } from "./storage.ts";

/** Pages of the conversation a look may read: a reply in doubt is half a minute old. */
const LOOK_PAGES_MAX = 3;

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
    readAfter: async (index) => withoutOthersEchoes(kit, head.conversationId, head.id, await readAfter(shop, head.conversationId, index)),
    write: async (reply, pending) => {
      const before = storage.pending(reply.id);
      storage.putEntry(reply.index === null ? reply : { ...reply, at: storage.timeOf(reply.index, Math.floor(reply.at / 1000)) });
      if (pending) storage.putPending(pending);
      else storage.dropPending(reply.id);
      if (UNSENT.includes(reply.state)) doubtEnd(storage, kit.now());
      const facts = storage.read()?.facts;
      if (facts) await keep(reply.state === "sent" ? afterSend(facts, reply, before) : facts, reply.messageId ? [reply.messageId] : []);
    },
  };
}

/** Where TikTok has not said yet which index the reply got, it answers what was known when it left. */
function afterSend(facts: TicketFacts, reply: ReplyEntry, before: Pending | null): TicketFacts {
  const isLast = reply.index ? isBefore(facts.questionIndex, reply.index) : !isBefore(before?.afterIndex ?? "0", facts.questionIndex);
  const words = previewOf(reply.body.type, wireContent(reply.body));
  return isByRule(reply.by) ? afterAutomated(facts, reply.at, words) : afterReply(facts, reply.at, words, isLast);
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
