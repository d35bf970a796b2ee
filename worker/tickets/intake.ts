/** Messages coming into a ticket's own storage, oldest first: what is here already is passed over, what is a reply of ours coming back
 *  confirms it, what belongs to another topic stops the intake. Synchronous: all of it is kept, or none. */
import type { ChatMessage } from "../tiktok/chat.ts";
import { type EventName, isByRule, type MessageEntry, mentionedOrders, partOf, previewOf } from "../timeline/entries.ts";
import { isEchoOf } from "../timeline/outbox.ts";
import type { HandedMessage, ThreadRules, TicketFacts } from "../timeline/timeline.ts";
import * as timeline from "../timeline/timeline.ts";
import type { Kept, TicketHead, TicketStorage } from "./storage.ts";

export interface Intake {
  facts: TicketFacts;
  /** How many of the messages are here now. */
  taken: number;
  /** Those that were not here before, for the search index. */
  fresh: HandedMessage[];
  /** TikTok's ids of replies of ours that came back before their own answer did. */
  confirmed: string[];
  /** The order that the question left over is about; null where none is left, or it is about none. */
  about: string | null;
}

export function takeMessages(
  storage: TicketStorage,
  kept: Pick<Kept, "facts" | "head">,
  messages: HandedMessage[],
  rules: ThreadRules,
  now: number,
): Intake {
  let { facts } = kept;
  let taken = 0;
  let about: string | null = null;
  const fresh: HandedMessage[] = [];
  const confirmed: string[] = [];
  for (const [at, given] of messages.entries()) {
    const message = withAbout(storage, kept.head, given);
    if (storage.hasMessage(message.id)) {
      storage.placeReply(message.id, message.index, message.createTime);
    } else if (timeline.isBefore(message.index, kept.head.openingIndex)) {
      // Whoever handed this was slow: the ticket before this one holds it, or this one would not exist.
    } else if (confirmReply(storage, message)) {
      facts = afterEcho(storage, facts, message);
      confirmed.push(message.id);
    } else {
      if (!isOpening(storage, kept, message) && !timeline.belongsHere(facts, decisive(messages, at, message), rules)) {
        about = message.about;
        break;
      }
      facts = takeMessage(storage, facts, message, rules);
      fresh.push(message);
    }
    taken += 1;
  }
  const isAllPast = messages.slice(0, taken).every((message) => message.createTime * 1000 < rules.connectedAt);
  return { facts: isAllPast && fresh.length > 0 ? timeline.settleImport(facts, now) : facts, taken, fresh, confirmed, about };
}

/** Where the buyer came from may have come in earlier, with a robot's greeting after it and the words only now: here, or in the ticket before. */
function withAbout(storage: TicketStorage, head: TicketHead, message: HandedMessage): HandedMessage {
  if (message.about !== null || partOf(message) !== "question") return message;
  return { ...message, about: (message.index === head.openingIndex ? head.openingOrder : null) ?? storage.cameWith() };
}

/** What a ticket was opened with belongs to it, or the next one would be opened with the same. */
const isOpening = (storage: TicketStorage, { head, facts }: Pick<Kept, "facts" | "head">, message: HandedMessage) =>
  message.index === head.openingIndex || (head.openingIndex === "0" && !facts.touched && storage.lastIndex() === "0");

/** Where the buyer came from goes with the words right after it. With a robot's greeting between them it does not wait for the words, nor may
 *  it when all of them come at once: the same messages make the same tickets. */
function decisive(messages: HandedMessage[], at: number, message: HandedMessage): HandedMessage {
  if (partOf(message) !== "context") return message;
  const next = messages.slice(at).find((one) => partOf(one) !== "context");
  return next && partOf(next) === "question" ? next : message;
}

function takeMessage(storage: TicketStorage, before: TicketFacts, message: HandedMessage, rules: ThreadRules): TicketFacts {
  const { id, index, type, content, role, nickname } = message;
  const at = storage.timeOf(index, message.createTime);
  const entry: MessageEntry = { kind: "message", id, at, index, type, content, role, name: nickname };
  // TikTok marks what must not be displayed (a rating prompt, say); its id is kept, so that it is not taken for new again.
  storage.putEntry(message.isVisible ? entry : { ...entry, type: "HIDDEN", content: {} });
  // Rules are not to answer what nobody listens to.
  if (rules.isBlocked) storage.dropNews([{ id }]);
  const step = timeline.afterMessage(before, message, rules);
  if (step.event) tell(storage, step.event, message, {});
  const about = timeline.orderOf(message);
  const orders = [...new Set([...(about ? [about] : []), ...mentionedOrders(message)])].filter((order) => !before.orders.includes(order));
  for (const order of orders) tell(storage, "order-linked", message, { order });
  return { ...step.facts, orders: [...new Set([...step.facts.orders, ...orders])] };
}

function tell(storage: TicketStorage, name: EventName, cause: HandedMessage, facts: Record<string, string>): void {
  const id = `${name}:${cause.id}:${facts.order ?? ""}`;
  storage.putEntry({ kind: "event", id, at: cause.createTime * 1000, by: null, byName: null, name, facts });
}

/** The ticket after a reply of ours came back. */
function afterEcho(storage: TicketStorage, facts: TicketFacts, message: ChatMessage): TicketFacts {
  const words = previewOf(message.type, message.content);
  const isAutomated = storage.replies().some((reply) => reply.messageId === message.id && isByRule(reply.by));
  if (isAutomated) return timeline.afterAutomated(facts, message.createTime * 1000, words);
  const isLast = timeline.isBefore(facts.questionIndex, message.index);
  return timeline.afterReply(facts, message.createTime * 1000, words, isLast);
}

/** A message of ours coming back: the reply it belongs to is sent, whatever we thought of it. */
function confirmReply(storage: TicketStorage, message: ChatMessage): boolean {
  if (partOf(message) !== "answer") return false;
  const reply = storage.replies().find((one) => isEchoOf(one, message));
  if (!reply) return false;
  storage.putEntry({
    ...reply,
    state: "sent",
    at: storage.timeOf(message.index, message.createTime),
    messageId: message.id,
    index: message.index,
    trouble: null,
    code: null,
  });
  storage.dropPending(reply.id);
  return true;
}

/** Answers that are replies from here, by TikTok's ids: those known already, and those that come back only now. */
export function claimReplies(storage: TicketStorage, before: TicketFacts, messages: ChatMessage[]) {
  const own = messages.filter((message) => storage.holdsMessage(message.id));
  for (const message of own) storage.placeReply(message.id, message.index, message.createTime);
  const confirmed = messages.filter((message) => !own.includes(message) && confirmReply(storage, message));
  const facts = confirmed.reduce((now, message) => afterEcho(storage, now, message), before);
  const idsOf = (some: ChatMessage[]) => some.map(({ id }) => id);
  return { facts, own: idsOf(own), confirmed: idsOf(confirmed) };
}
