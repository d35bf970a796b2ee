// Tickets: one current per conversation, each row of D1 what its room says, and everything counted and indexed over tickets counted and
// indexed again.
import { STATES, TURN_MERGED, turnOf } from "../../../worker/timeline/timeline.ts";
import { byId, differ, differInMembers } from "./compare.ts";
import { messagesIn, type Room, repliesIn } from "./rooms.ts";
import type { Seen } from "./seen.ts";
import { termsOf, tokensIn } from "./words.ts";

type Row = Record<string, unknown> & { id: string; merged_into: string | null };

export function compareTickets(world: Seen, rooms: Room[]): string[] {
  const rows = byId(world.rows<Row>("SELECT * FROM ticket"));
  const found = differInMembers(
    "rooms of tickets",
    rooms.map(({ id }) => id),
    [...rows.keys()],
  );
  for (const room of rooms) {
    found.push(...differ(`ticket ${room.id}`, rows.get(room.id), expectedRow(room)));
    if (room.kept.facts.state === "resolved" && room.kept.facts.waitingSince !== null)
      found.push(`ticket ${room.id} is resolved while the buyer waits`);
    // D1 has taken all of this version in one batch; that its answer was lost, and the alarm after it, is no harm.
    if (rows.get(room.id)?.version === room.kept.version) continue;
    if (room.kept.unsearched.length > 0 || room.kept.untold.length > 0) found.push(`ticket ${room.id} has not told everything`);
    if (room.errands.includes("project")) found.push(`ticket ${room.id} has an errand left that nobody runs`);
  }
  found.push(...compareLeads(rows));
  const currents = world.rows<{ id: string; currents: number }>(
    "SELECT conversation_id AS id, SUM(is_current) AS currents FROM ticket GROUP BY conversation_id HAVING currents <> 1",
  );
  return [
    ...found,
    ...compareBreaches(world, rooms),
    ...compareChats(world, rooms),
    ...currents.map(({ id, currents: count }) => `conversation ${id} has ${count} current tickets`),
    ...compareCounts(world),
  ];
}

/** Where a name leads: to a ticket that is part of no other, by the way the rooms say. */
function compareLeads(rows: Map<string, Row>): string[] {
  return [...rows.values()].flatMap(({ id, merged_into: into, leads_to: leads, is_current: isCurrent }) => {
    let end = into === null ? undefined : rows.get(into);
    while (end && end.merged_into !== null) end = rows.get(end.merged_into);
    const found = differ(`leads of ticket ${id}`, { leads_to: leads }, { leads_to: end?.id ?? null });
    return into !== null && isCurrent === 1 ? [...found, `ticket ${id} is part of another and current`] : found;
  });
}

/** Broken promises, as each room knows them. */
function compareBreaches(world: Seen, rooms: Room[]): string[] {
  const line = (ticket: string, kind: string, startedAt: number, dueAt: number) => [ticket, kind, startedAt, dueAt].join(" ");
  const rows = world.rows<{ ticket_id: string; kind: string; started_at: number; due_at: number }>("SELECT * FROM sla_breach");
  return differInMembers(
    "sla_breach",
    rows.map((row) => line(row.ticket_id, row.kind, row.started_at, row.due_at)),
    rooms.flatMap(({ id, kept }) => kept.facts.clocks.late.map((late) => line(id, late.kind, late.startedAt, late.dueAt))),
  );
}

/** Chats as TikTok scores them; none here is older than its room still keeps. */
function compareChats(world: Seen, rooms: Room[]): string[] {
  const rows = world.rows<{ ticket_id: string; asked_at: number; answered_at: number | null }>("SELECT * FROM scored_chat");
  return differInMembers(
    "scored_chat",
    rows.map((row) => [row.ticket_id, row.asked_at, row.answered_at].join(" ")),
    rooms.flatMap(({ id, kept }) => kept.facts.turns.map((turn) => [id, turn.askedAt, turn.answeredAt].join(" "))),
  );
}

function expectedRow({ kept: { head, facts, merged }, entries, errands }: Room) {
  const isMerged = merged !== null && merged !== undefined && !merged.isOver;
  const replies = entries.filter((entry) => entry.kind === "reply");
  const has = (state: string) => replies.some((reply) => reply.state === state);
  const isWaiting = replies.some((reply) => reply.trouble === "disconnected");
  return {
    store_id: head.storeId,
    conversation_id: head.conversationId,
    opening_index: head.openingIndex,
    opening_order: head.openingOrder,
    created_at: head.createdAt,
    state: STATES.indexOf(facts.state),
    turn: isMerged ? TURN_MERGED : turnOf(facts),
    merged_into: isMerged ? merged.into : null,
    assignee_id: facts.assigneeId,
    waiting_since: facts.waitingSince,
    due_at: facts.dueAt,
    last_at: facts.lastAt,
    last_by: facts.lastBy,
    preview: facts.preview,
    order_id: facts.orders.at(-1),
    snoozed_until: facts.snoozedUntil,
    resolved_at: facts.resolvedAt,
    trouble: has("failed") || has("returned") ? "failed" : has("unconfirmed") ? "unconfirmed" : isWaiting ? "disconnected" : null,
    ...(errands.some((name) => name !== "project") ? {} : { wake_at: null }),
  };
}

/** Per store and assignee, and over all assignees. */
function compareCounts(world: Seen): string[] {
  const recount = `SELECT store_id, assignee_id, SUM(state = 0 AND waiting_since IS NOT NULL) AS todo,
      SUM(state = 0 AND waiting_since IS NULL) AS waiting, SUM(state = 1) AS snoozed, SUM(state = 2) AS resolved, SUM(state = 3) AS spam
    FROM (SELECT * FROM ticket UNION ALL SELECT t.* FROM (SELECT * FROM ticket) t)`;
  const views = "todo || ',' || waiting || ',' || snoozed || ',' || resolved || ',' || spam";
  const counts = world.rows<{ id: string; counted: string }>(
    `SELECT store_id || ' ' || assignee_id AS id, ${views} AS counted FROM ticket_count WHERE todo + waiting + snoozed + resolved + spam > 0`,
  );
  const own = recount.replace("(SELECT * FROM ticket UNION ALL SELECT t.* FROM (SELECT * FROM ticket) t)", "ticket");
  const all = own.replace("assignee_id,", "'*' AS assignee_id,");
  const expected = world.rows<{ id: string; counted: string }>(
    `SELECT store_id || ' ' || assignee_id AS id, ${views} AS counted FROM (${own} WHERE merged_into IS NULL GROUP BY 1, 2 UNION ALL ${all}
      WHERE merged_into IS NULL GROUP BY 1)`,
  );
  const line = ({ id, counted }: { id: string; counted: string }) => `${id}: ${counted}`;
  return differInMembers("ticket_count", counts.map(line), expected.map(line));
}

/** Orders of tickets, words of messages, and which ticket a message of ours was written in. */
export function compareTicketIndexes(world: Seen, rooms: Room[]): string[] {
  const pairs = (sql: string) => world.rows<{ pair: string }>(sql).map(({ pair }) => pair);
  const orders = rooms.flatMap(({ id, kept }) => kept.facts.orders.map((order) => `${id} ${order}`));
  const sent = rooms.flatMap((room) => repliesIn(room).flatMap((reply) => (reply.messageId ? [`${reply.messageId} ${room.id}`] : [])));
  return [
    ...differInMembers("ticket_order", pairs("SELECT ticket_id || ' ' || order_id AS pair FROM ticket_order"), orders),
    ...differInMembers("sent_reply", pairs("SELECT message_id || ' ' || ticket_id AS pair FROM sent_reply"), sent),
    ...compareMessageSearch(world, rooms),
  ];
}

function compareMessageSearch(world: Seen, rooms: Room[]): string[] {
  const terms = termsOf(world, "message_search");
  const held = world.rows<{ row: string; ticket: string }>("SELECT CAST(rowid AS TEXT) AS row, ticket_id AS ticket FROM message_search");
  const line = (ticket: string, words: Iterable<string>) => `${ticket}: ${[...words].toSorted().join(" ")}`;
  const expected = rooms.flatMap((room) =>
    messagesIn(room).flatMap((message) => {
      if (message.type === "HIDDEN") return [];
      const texts = Object.values(message.content).filter((value) => typeof value === "string");
      const tokens = tokensIn([room.kept.head.buyerName, ...texts].join(" "));
      return [line(room.id, new Set([`zz${room.kept.head.storeId.replace(/[^a-z0-9]/g, "")}`, ...tokens]))];
    }),
  );
  const counted = (lines: string[]) => lines.toSorted().map((one, at, all) => `${one} #${at - all.indexOf(one) + 1}`);
  const found = counted(held.map(({ row, ticket }) => line(ticket, terms.get(row) ?? [])));
  return differInMembers("message_search", found, counted(expected));
}
