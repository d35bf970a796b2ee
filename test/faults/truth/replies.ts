// The promise of every click: sent exactly once at TikTok, or visibly failed, or visibly unconfirmed, or kept because the store is
// disconnected. Never twice, unless an agent wanted it twice.
import type { ReplyEntry } from "../../../worker/timeline/entries.ts";
import type { Agents, Click } from "../agents.ts";
import { stateOf } from "../stores.ts";
import { type Room, repliesIn } from "./rooms.ts";
import type { Seen } from "./seen.ts";

export function compareReplies(world: Seen, agents: Pick<Agents, "clicks">, rooms: Room[]): string[] {
  const replies = new Map(rooms.flatMap((room) => repliesIn(room).map((reply) => [reply.id, { room, reply }] as const)));
  const found = [...agents.clicks.values()].flatMap((click) => {
    const kept = replies.get(click.id);
    if (!kept) return click.accepted ? [`click ${click.id} was accepted and is gone`] : [];
    return compareClick(world, click, kept.reply, kept.room);
  });
  for (const id of replies.keys()) if (!agents.clicks.has(id)) found.push(`reply ${id} was never clicked`);
  return [...found, ...compareAtTikTok(world, agents, rooms)];
}

function compareClick(world: Seen, click: Click, reply: ReplyEntry, room: Room): string[] {
  const what = `reply ${reply.id} in ticket ${room.id} (${reply.state})`;
  const sent = world.shop.sentReplies(room.kept.head.conversationId);
  if (reply.body.type !== "TEXT" || reply.body.text !== click.words) return [`${what} says something else than was clicked`];
  const [clicked] = world.rows<{ conversation_id: string }>("SELECT conversation_id FROM ticket WHERE id = ?", click.ticketId);
  if (room.kept.head.conversationId !== clicked?.conversation_id) return [`${what} was clicked in ${click.ticketId}`];
  switch (reply.state) {
    case "sent": {
      const own = sent.find((message) => message.id === reply.messageId);
      return own && wordsOf(own) === click.words ? [] : [`${what} is not at TikTok`];
    }
    case "queued":
      return reply.trouble === "disconnected" && stateOf(world, room.kept.head.storeId) !== "connected"
        ? []
        : [`${what} waits for nothing`];
    case "failed":
    case "unconfirmed":
    case "returned":
    case "discarded":
    case "withdrawn":
      return [];
    default:
      return [`${what} is still on its way`];
  }
}

const wordsOf = (message: { content: string }) => String((JSON.parse(message.content) as { content?: unknown }).content);

/** Message by message: each that an app sent is one reply's, and there are no more than were wanted. */
function compareAtTikTok(world: Seen, agents: Pick<Agents, "clicks">, rooms: Room[]): string[] {
  const owned = new Map<string, string[]>();
  for (const reply of rooms.flatMap(repliesIn))
    if (reply.messageId) owned.set(reply.messageId, [...(owned.get(reply.messageId) ?? []), reply.id]);
  const found = [...owned].flatMap(([id, owners]) => (owners.length > 1 ? [`message ${id} is the replies ${owners.join(" and ")}`] : []));
  for (const message of world.shop.sentReplies()) {
    if (owned.has(message.id)) continue;
    // A resend of what had arrived after all is a second message nobody waits for.
    const wanted = [...agents.clicks.values()].filter((click) => click.words === wordsOf(message) && click.wanted > 1);
    if (wanted.length === 0) found.push(`message ${message.id} at TikTok ("${wordsOf(message)}") is nobody's reply`);
  }
  return found;
}
