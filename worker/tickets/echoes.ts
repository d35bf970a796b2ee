/** Answers that come back from TikTok, and whose they are: several tickets of one conversation may each have a reply under way, the same words
 *  among them. A message is one reply's only. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { ChatMessage } from "../tiktok/chat.ts";
import { partOf } from "../timeline/entries.ts";

/** Leaves out what was sent from another ticket of the conversation. Asked are the tickets that wrote one of them, and those that may have: a
 *  reply of theirs is under way, or was never confirmed. */
export async function withoutOthersEchoes<Message extends ChatMessage>(
  kit: Kit,
  conversationId: string,
  ticketId: string,
  messages: Message[],
): Promise<Message[]> {
  const answers = messages.filter((message) => partOf(message) === "answer");
  if (answers.length === 0) return messages;
  const others = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM ticket WHERE conversation_id = ${conversationId} AND id <> ${ticketId}
      AND (wake_at IS NOT NULL OR trouble = 'unconfirmed' OR id IN (
        SELECT s.ticket_id FROM json_each(${JSON.stringify(answers.map((message) => message.id))}) k CROSS JOIN sent_reply s ON s.message_id = k.value))`,
  );
  const theirs = new Set<string>();
  for (const { id } of others) {
    const left = answers.filter((answer) => !theirs.has(answer.id));
    for (const claimed of await kit.env.TICKET.getByName(id).claimEchoes(left)) theirs.add(claimed);
  }
  return messages.filter((message) => !theirs.has(message.id));
}
