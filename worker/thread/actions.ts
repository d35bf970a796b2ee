/** What agents make happen in tickets. Each asks for the right, hands the act to the ticket's room, and says what the room said. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { TAGS_OF_TICKET_MAX } from "../labels/label.ts";
import { findTag, nameTag } from "../labels/list.ts";
import { openOrder } from "../orders/order.ts";
import { keepUnsent } from "../pictures/pictures.ts";
import { Problem } from "../problem.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { mayReplyIn, requireRight } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { worksFor } from "../team/teams.ts";
import type { Draft, DraftKind } from "../tickets/drafts.ts";
import { AT_ONCE, type Decision, type Leaving, SEND_LATER_DAYS_MAX } from "../tickets/leaving.ts";
import { findCurrent, findRules, headOf, openTicket, pullConversation } from "../tickets/mirror.ts";
import { NOBODY_MENTIONED } from "../tickets/note.ts";
import type { TicketRow } from "../tickets/table.ts";
import { openConversation } from "../tiktok/chat.ts";
import type { Act, WantedAct } from "../timeline/acts.ts";
import type { ReplyBody } from "../timeline/entries.ts";
import { STATES } from "../timeline/timeline.ts";
import { DAY_MS } from "../units.ts";
import { requireCard } from "./card-choice.ts";
import { findMentioned } from "./mentions.ts";
import { announceAct, foretell, requireTicket, whatMayBeDone } from "./page.ts";
import { unfilledIn } from "./unfilled.ts";

export interface ReplyOrder extends Partial<Leaving> {
  /** Comes from the agent's browser and names this click. */
  id: string;
  body: ReplyBody;
}

export async function reply(kit: Kit, signedIn: SignedIn, ticketId: string, { id, body, ...how }: ReplyOrder): Promise<void> {
  if (body.type === "TEXT") refuseUnfilled(body.text);
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const { reply: can } = whatMayBeDone(ticket);
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  if (body.type !== "TEXT" && body.type !== "IMAGE") await requireCard(kit, signedIn, ticket, body);
  const leaving: Leaving = { ...AT_ONCE, ...how };
  const { sendAt } = leaving;
  if (sendAt !== null && (sendAt <= kit.now() || sendAt > kit.now() + SEND_LATER_DAYS_MAX * DAY_MS))
    throw new Problem("invalid", "send-later-range", { days: SEND_LATER_DAYS_MAX });
  if (body.type === "IMAGE" && body.file) await keepUnsent(kit, ticket.store_id, body.file);
  const answer = await kit.env.TICKET.getByName(ticket.id).reply(id, body, person, leaving, ticket.takes === 1);
  if (answer === "missing") throw new Problem("missing", "ticket-missing");
  if (answer !== "taken") throw new Problem("conflict", answer.code, { ...answer.facts });
}

/** A place left to be filled in is not for a buyer to read. */
function refuseUnfilled(text: string): void {
  const unfilled = unfilledIn(text);
  if (unfilled.length > 0) throw new Problem("invalid", "placeholder-unfilled", { placeholders: unfilled.join(" ") });
}

export async function decideReply(kit: Kit, signedIn: SignedIn, ticketId: string, replyId: string, decision: Decision): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  if (!(await kit.env.TICKET.getByName(ticket.id).decideReply(replyId, decision, person))) throw new Problem("conflict", "reply-settled");
}

/** Nobody is told but those who look at the ticket. */
export async function saveDraft(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
  { kind, text, edition }: Pick<Draft, "kind" | "text" | "edition">,
): Promise<void> {
  const { person, ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  await kit.env.TICKET.getByName(ticket.id).draft({ do: "save", draft: { personId: person.id, name: person.name, kind, text, edition } });
}

/** Answers a colleague's words, which are theirs no longer. */
export async function takeDraft(kit: Kit, signedIn: SignedIn, ticketId: string, personId: string, kind: DraftKind): Promise<string> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const text = await kit.env.TICKET.getByName(ticket.id).draft({ do: "take", personId, kind });
  if (text === null) throw new Problem("conflict", "draft-gone");
  return text;
}

export interface NoteOrder {
  id: string;
  text: string;
  /** Ids of the people and teams it is written to. */
  mentions: string[];
}

export async function note(kit: Kit, signedIn: SignedIn, ticketId: string, { id, text, mentions }: NoteOrder): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const mentioned = mentions.length > 0 ? await findMentioned(kit, ticket.store_id, mentions) : NOBODY_MENTIONED;
  await kit.env.TICKET.getByName(ticket.id).note(id, text, person, mentioned);
}

export async function act(kit: Kit, signedIn: SignedIn, ticketId: string, wanted: WantedAct): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const store = await findStore(kit, ticket.store_id);
  if (!store) throw new Problem("missing", "store-missing");
  const checked = await checkAct(kit, ticket, wanted);
  await kit.env.TICKET.getByName(ticket.id).act(checked, await findRules(kit, store), person);
}

/** What an act names is there, and may be named. */
export async function checkAct(kit: Kit, ticket: Pick<TicketRow, "store_id" | "tags">, wanted: WantedAct): Promise<Act> {
  if (wanted.do === "assign") return nameAssignee(kit, ticket.store_id, wanted.assigneeId);
  if (wanted.do === "assign-team") return nameTeam(kit, ticket.store_id, wanted.teamId);
  if (wanted.do === "snooze" && wanted.until <= kit.now()) throw new Problem("invalid", "snooze-past");
  if (wanted.do === "untag") return { do: "untag", tagId: wanted.tagId, tagName: await nameTag(kit, wanted.tagId) };
  if (wanted.do !== "tag") return wanted;
  const tag = await findTag(kit, wanted.tagId);
  const borne = JSON.parse(ticket.tags) as string[];
  if (!borne.includes(tag.id) && borne.length >= TAGS_OF_TICKET_MAX)
    throw new Problem("conflict", "ticket-tags-full", { most: TAGS_OF_TICKET_MAX });
  return { do: "tag", tagId: tag.id, tagName: tag.name };
}

/** Only a team that works for the store. */
async function nameTeam(kit: Kit, storeId: string, teamId: string): Promise<Act> {
  if (teamId === "") return { do: "assign-team", teamId: "", teamName: "" };
  const row = await kit.db.first<{ name: string }>(
    sql`SELECT t.name FROM team t WHERE t.id = ${teamId} AND t.gone_at IS NULL AND ${worksFor(sql`${storeId}`)}`,
  );
  if (!row) throw new Problem("invalid", "team-unknown");
  return { do: "assign-team", teamId, teamName: row.name };
}

/** Only someone who may reply in the store can be given its tickets. */
async function nameAssignee(kit: Kit, storeId: string, assigneeId: string): Promise<Act> {
  if (assigneeId === "") return { do: "assign", assigneeId: "", assigneeName: "" };
  const row = await kit.db.first<{ name: string }>(
    sql`SELECT u.name FROM user u WHERE u.id = ${assigneeId} AND u.disabled_at IS NULL AND ${mayReplyIn(sql`${storeId}`)}`,
  );
  if (!row) throw new Problem("invalid", "assignee-unknown");
  return { do: "assign", assigneeId, assigneeName: row.name };
}

/** Opens the buyer's conversation and a ticket in it, from an order. TikTok decides whether the shop may (45109003); its words come back. */
export async function startFromOrder(kit: Kit, signedIn: SignedIn, orderId: string): Promise<{ ticketId: string }> {
  const { order } = await openOrder(kit, signedIn, orderId);
  const person = await requireRight(kit, signedIn, order.store_id, "reply");
  if (!order.buyer_user_id) throw new Problem("conflict", "buyer-unknown");
  return startWithBuyer(kit, person, order.store_id, order.buyer_user_id, orderId);
}

/** From a buyer already known by a ticket. */
export async function startFromTicket(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<{ ticketId: string }> {
  const { person, ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  if (!ticket.buyer_user_id) throw new Problem("conflict", "buyer-unknown");
  return startWithBuyer(kit, person, ticket.store_id, ticket.buyer_user_id, null);
}

async function startWithBuyer(
  kit: Kit,
  person: { id: string; name: string },
  storeId: string,
  buyerUserId: string,
  orderId: string | null,
) {
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  const shop = openShop(kit, store);
  const conversationId = await shop.chat("person", (line) => openConversation(line, buyerUserId));
  // What was said before belongs to the tickets of then, not to the one that begins now.
  await pullConversation(kit, shop, conversationId, { caller: "person" });
  const [conversation, former] = await Promise.all([
    kit.db.first<{ buyer_name: string; handed_index: string }>(
      sql`SELECT buyer_name, handed_index FROM conversation WHERE store_id = ${storeId} AND id = ${conversationId}`,
    ),
    findCurrent(kit, conversationId),
  ]);
  // Where the buyer came from since, without a word yet, begins the new one.
  const opening = {
    id: `started:${kit.now()}`,
    createTime: Math.floor(kit.now() / 1000),
    index: former ? String(BigInt(conversation?.handed_index ?? "0") + 1n) : "0",
    about: null,
  };
  const buyer = { userId: buyerUserId, name: conversation?.buyer_name ?? "" };
  const isOpen = former && ["open", "snoozed"].includes(STATES[former.state] ?? "");
  const ticket = isOpen ? former : await openTicket(kit, store, conversationId, buyer, opening, former?.id ?? null);
  if (isOpen && orderId) await kit.db.run(foretell(kit, sql`${ticket.id}`));
  await kit.env.TICKET.getByName(ticket.id).begin(headOf(storeId, conversationId, ticket), orderId, await findRules(kit, store), person);
  return { ticketId: ticket.id };
}
