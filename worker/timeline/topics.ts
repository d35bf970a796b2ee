/** Whether a buyer has begun to speak of something else in an open ticket: the newest message nobody has answered that names another order than
 *  those talked about before it. Pure; it only points out, and an agent splits or does not. */
import { type Entry, mentionedOrders, namedOrder } from "./entries.ts";
import { isAnswer, isQuestion } from "./sharing.ts";
import type { TicketFacts } from "./timeline.ts";

export interface SecondTopic {
  entry: string;
  order: string;
}

export function secondTopic(facts: TicketFacts, entries: Entry[]): SecondTopic | null {
  if (facts.state !== "open" || facts.waitingSince === null) return null;
  const answeredAt = entries.findLastIndex(isAnswer);
  const known = new Set<string>();
  let found: SecondTopic | null = null;
  for (const [at, entry] of entries.entries()) {
    if (entry.kind === "event" && entry.name === "order-linked" && entry.by !== null) known.add(String(entry.facts.order));
    if (entry.kind !== "message") continue;
    const named = [namedOrder(entry) ?? [], mentionedOrders(entry)].flat();
    const other = named.find((order) => !known.has(order));
    if (isQuestion(entry) && at > answeredAt && known.size > 0 && other && facts.orders.includes(other))
      found = { entry: entry.id, order: other };
    for (const order of named) known.add(order);
  }
  return found;
}
