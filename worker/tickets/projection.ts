/** A ticket's summary in D1: what lists, counts and search know of it. One batch; nothing is written when the row already says so. */
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { labelsOf, PRIORITIES, USUAL_PRIORITY } from "../labels/label.ts";
import { announceNotices, type Notice, type Told, writeNotices } from "../notifications/write.ts";
import { storeToken, wordsOf } from "../orders/words.ts";
import { LATE_KEPT_MAX, type LateClock } from "../sla/clocks.ts";
import { TURNS_KEPT_MAX, type Turn } from "../sla/score.ts";
import type { MessageEntry } from "../timeline/entries.ts";
import { classLabel, readingInList } from "../timeline/reading.ts";
import { STATES, type TicketFacts, TURN_MERGED, turnOf, waitsSince } from "../timeline/timeline.ts";
import { leadElsewhere } from "./splitting.ts";
import type { Kept } from "./storage.ts";
import { type Telling, tellDeeds } from "./tally.ts";

export type Trouble = "failed" | "unconfirmed" | "disconnected";

export interface Projection {
  /** Messages not yet in the search index. */
  unsearched: MessageEntry[];
  trouble: Trouble | null;
  wakeAt: number | null;
  /** Entries that rules, if any are at work, are to look at. */
  news: { id: string; at: number }[];
  notices: Notice[];
  /** What came from another ticket and may still be known as its: messages and replies of ours that TikTok has, and e-mails. */
  moved: { messages: MessageEntry[]; replies: string[]; mails: string[] };
  deeds: Telling;
}

/** What happened longer ago is history: an import, or a day without the desk. */
const NEWS_MS_MAX = 86_400_000;

const partOf = ({ merged }: Kept) => (merged && !merged.isOver ? merged.into : null);

const summaryOf = (kept: Kept, projection: Projection) => ({
  ...summaryOfFacts(kept.facts),
  merged_into: partOf(kept),
  trouble: projection.trouble,
  ...(partOf(kept) === null ? {} : { turn: TURN_MERGED }),
});

const summaryOfFacts = (facts: TicketFacts) => ({
  state: STATES.indexOf(facts.state),
  turn: turnOf(facts),
  assignee_id: facts.assigneeId,
  team_id: facts.teamId,
  waiting_since: waitsSince(facts),
  due_at: facts.dueAt,
  last_at: facts.lastAt,
  last_by: facts.lastBy,
  preview: facts.preview,
  order_id: facts.orders.at(-1) ?? null,
  snoozed_until: facts.snoozedUntil,
  resolved_at: facts.resolvedAt,
  tags: JSON.stringify(facts.tags),
  priority: PRIORITIES.indexOf(facts.priority),
  heard: facts.heard,
  reading: facts.reading && JSON.stringify(readingInList(facts.reading)),
});

/** What lists may be narrowed to by an index of their own. */
const listedBy = (facts: TicketFacts) => [
  ...labelsOf(facts).filter((label) => label !== USUAL_PRIORITY),
  ...(facts.reading ? [classLabel(facts.reading.class)] : []),
];

/** Answers what the row shows from now on; throws when D1 may not have taken it. */
export async function projectTicket(kit: Kit, kept: Kept, projection: Projection): Promise<string> {
  const { head, facts } = kept;
  const summary = summaryOf(kept, projection);
  // When the room wakes matters to the cron only as "ever" or "never"; the moment itself is the alarm's business.
  const shown = JSON.stringify({
    ...summary,
    wakes: projection.wakeAt !== null,
    orders: facts.orders,
    late: facts.clocks.late,
    turns: facts.turns,
    labels: listedBy(facts),
    deeds: projection.deeds.stamp,
  });
  const statements: SQL[] = [];
  if (shown !== kept.shown) {
    statements.push(
      ...writeSummary(kept, summary, projection.wakeAt),
      ...linkOrders(kept),
      ...leadElsewhere(kept),
      ...tellDeeds(head, projection.deeds, isNewest(kept)),
    );
  }
  if (shown !== kept.shown && partIn(kept.shown, "late") !== partIn(shown, "late")) statements.push(...writeBreaches(kept));
  if (shown !== kept.shown && partIn(kept.shown, "labels") !== partIn(shown, "labels")) statements.push(...writeLabels(kept));
  if (shown !== kept.shown && partIn(kept.shown, "turns") !== partIn(shown, "turns")) statements.push(...writeChats(kept));
  if (projection.unsearched.length > 0) statements.push(...indexMessages(head.id, head.storeId, head.buyerName, projection.unsearched));
  if (kept.untold.length > 0) {
    statements.push(
      sql`INSERT OR IGNORE INTO sent_reply (message_id, ticket_id) SELECT value, ${head.id} FROM json_each(${JSON.stringify(kept.untold)})`,
    );
  }
  statements.push(...claimMoved(head, projection.moved));
  const isFresh = ({ at }: { at: number }) => at > kit.now() - NEWS_MS_MAX;
  const causes = projection.news.filter(isFresh);
  const notices = projection.notices.filter(isFresh);
  const mayBeRead = causes.length > 0 && facts.lastBy === "buyer" && facts.questionIndex !== (facts.reading?.index ?? "0");
  const readingAt = mayBeRead ? statements.push(nameReading(head.id, kit.now())) - 1 : -1;
  if (notices.length > 0) statements.push(...writeNotices(kit, head.id, head.storeId, notices));
  if (causes.length > 0) statements.push(nameCauses(head.id, head.storeId, causes));
  if (statements.length === 0) return shown;
  const mayStandInLine = shown !== kept.shown && summary.state === 0 && summary.waiting_since !== null && facts.assigneeId === "";
  if (mayStandInLine) statements.push(sql`SELECT pool FROM ticket_wait WHERE ticket_id = ${head.id}`);
  const answers = await kit.db.batch<object[]>(statements);
  const [line] = (mayStandInLine ? answers.pop() : []) as { pool: string }[];
  const named = causes.length > 0 ? (answers.pop() ?? []) : [];
  // Should these be lost, the clock names them again.
  if ((answers[readingAt]?.length ?? 0) > 0) await kit.env.LONG.send({ do: "read-question", ticket: head.id });
  if (named.length > 0) await kit.env.LIVE.send({ do: "rules-due", ticket: head.id });
  if (line) await kit.env.LIVE.send({ do: "deal-tickets", pool: line.pool });
  if (notices.length > 0) {
    const [told = [], waiting = []] = answers.slice(-2) as Told[][];
    await announceNotices(kit, head.storeId, told, waiting);
  }
  return shown;
}

/** SQLite writes every index of a column that is set anew, whatever it is set to. So whoever stays in its place in lists is not put there again,
 *  and who only passes to another person is not put elsewhere: of these three, the first that finds the row as it was writes it. */
function writeSummary({ head, version }: Kept, summary: ReturnType<typeof summaryOf>, wakeAt: number | null): SQL[] {
  // An older summary that arrives late must not undo a newer one.
  const isOlder = sql`id = ${head.id} AND version < ${version}`;
  const { state, turn, merged_into, ...inPlace } = { ...summary, wake_at: wakeAt, version };
  const { assignee_id, team_id, ...inHands } = inPlace;
  const set = (row: object) =>
    sql.join(
      Object.entries(row).map(([name, value]) => sql`${sql.raw(name)} = ${value}`),
      sql`, `,
    );
  return [
    sql`UPDATE ticket SET ${set({ ...inPlace, state, turn, merged_into })} WHERE ${isOlder}
      AND (state <> ${state} OR turn <> ${turn} OR merged_into IS NOT ${merged_into})`,
    sql`UPDATE ticket SET ${set(inPlace)} WHERE ${isOlder} AND (assignee_id <> ${assignee_id} OR team_id <> ${team_id})`,
    sql`UPDATE ticket SET ${set(inHands)} WHERE ${isOlder}`,
  ];
}

/** Only where a rule is at work, and nothing from before the store was connected. */
const nameCauses = (ticketId: string, storeId: string, news: Projection["news"]) =>
  sql`INSERT OR IGNORE INTO rule_cause (ticket_id, cause, at)
    SELECT ${ticketId}, k.value->>'id', k.value->>'at' FROM json_each(${JSON.stringify(news)}) k
    WHERE EXISTS (SELECT 1 FROM rule WHERE is_on = 1) AND k.value->>'at' >= (SELECT connected_at / 1000 * 1000 FROM store WHERE id = ${storeId}) RETURNING cause`;

/** Only where a model is at work on it. */
const nameReading = (ticketId: string, now: number) =>
  sql`INSERT INTO reading_due (ticket_id, due_at) SELECT ${ticketId}, ${now} FROM assist_setting
    WHERE one = 1 AND is_on = 1 AND tasks->>'classify' IS NOT NULL
    ON CONFLICT (ticket_id) DO UPDATE SET due_at = excluded.due_at, tries = 0 RETURNING ticket_id`;

interface ShownLists {
  late?: LateClock[];
  turns?: Turn[];
  labels?: string[];
}

const listsIn = (shown: string | null): ShownLists => JSON.parse(shown ?? "{}") as ShownLists;
const partIn = (shown: string | null, part: keyof ShownLists) => (shown === null ? null : JSON.stringify(listsIn(shown)[part]));

/** Rows that began before this are history the room no longer keeps: they stay as they were told. `told` and `now` are beginnings; a list that is
 *  full has let go of what came before it. */
function keptFrom(told: number[], now: number[], keptMax: number): number {
  const [oldestTold, oldest] = [told, now].map((times) => (times.length === 0 ? 0 : Math.min(...times))) as [number, number];
  return now.length < keptMax ? oldestTold : Math.max(oldestTold, oldest);
}

/** The row shows this version, by the statement before: what an older one says comes too late. */
const isNewest = ({ head, version }: Kept) => sql`EXISTS (SELECT 1 FROM ticket WHERE id = ${head.id} AND version = ${version})`;

function linkOrders(kept: Kept): SQL[] {
  const { id } = kept.head;
  const orders = JSON.stringify(kept.facts.orders);
  return [
    sql`DELETE FROM ticket_order WHERE ticket_id = ${id} AND order_id NOT IN (SELECT value FROM json_each(${orders})) AND ${isNewest(kept)}`,
    sql`INSERT OR IGNORE INTO ticket_order (ticket_id, order_id) SELECT ${id}, value FROM json_each(${orders}) WHERE ${isNewest(kept)}`,
  ];
}

/** Whatever the ticket it came from has said, or says late. */
function claimMoved({ id: ticketId, storeId, buyerName }: Kept["head"], { messages, replies, mails }: Projection["moved"]): SQL[] {
  const rows = JSON.stringify(messages.map(searchRowOf));
  return [
    messages.length === 0
      ? []
      : [
          sql`UPDATE message_search SET ticket_id = ${ticketId} WHERE rowid IN (SELECT CAST(value AS INTEGER) FROM json_each(${rows}))`,
          ...indexMessages(ticketId, storeId, buyerName, messages),
        ],
    replies.length === 0
      ? []
      : sql`INSERT INTO sent_reply (message_id, ticket_id) SELECT value, ${ticketId} FROM json_each(${JSON.stringify(replies)}) WHERE true
          ON CONFLICT (message_id) DO UPDATE SET ticket_id = excluded.ticket_id`,
    mails.length === 0
      ? []
      : sql`INSERT INTO mail_thread (id, ticket_id) SELECT value, ${ticketId} FROM json_each(${JSON.stringify(mails)}) WHERE true
          ON CONFLICT (id) DO UPDATE SET ticket_id = excluded.ticket_id`,
  ].flat();
}

function writeChats(kept: Kept): SQL[] {
  const { id: ticketId, storeId } = kept.head;
  const { turns } = kept.facts;
  const rows = JSON.stringify(turns);
  const begun = (all: Turn[] = []) => all.map(({ askedAt }) => askedAt);
  const from = keptFrom(begun(listsIn(kept.shown).turns), begun(turns), TURNS_KEPT_MAX);
  return [
    sql`DELETE FROM scored_chat WHERE ticket_id = ${ticketId} AND asked_at >= ${from} AND asked_at NOT IN (
      SELECT k.value->>'askedAt' FROM json_each(${rows}) k) AND ${isNewest(kept)}`,
    sql`INSERT INTO scored_chat (ticket_id, asked_at, store_id, answered_at)
      SELECT ${ticketId}, k.value->>'askedAt', ${storeId}, k.value->>'answeredAt' FROM json_each(${rows}) k WHERE ${isNewest(kept)}
      ON CONFLICT (ticket_id, asked_at) DO UPDATE SET answered_at = excluded.answered_at WHERE answered_at IS NOT excluded.answered_at`,
  ];
}

/** As the row stands by the statement before; from then on the database moves them with it. */
function writeLabels(kept: Kept): SQL[] {
  const { id: ticketId } = kept.head;
  const labels = listedBy(kept.facts);
  const given = JSON.stringify(labels);
  const gone = sql`DELETE FROM ticket_label WHERE ticket_id = ${ticketId} AND label NOT IN (SELECT value FROM json_each(${given})) AND ${isNewest(kept)}`;
  if (labels.length === 0) return [gone];
  return [
    gone,
    sql`INSERT INTO ticket_label (ticket_id, label, store_id, state, turn)
      SELECT t.id, k.value, t.store_id, t.state, t.turn FROM json_each(${given}) k CROSS JOIN ticket t ON t.id = ${ticketId}
      WHERE t.version = ${kept.version} ON CONFLICT DO NOTHING`,
  ];
}

/** A promise that turned out to be kept after all is taken back: news of an answer may come after the moment it was due. */
function writeBreaches(kept: Kept): SQL[] {
  const { id: ticketId, storeId } = kept.head;
  const { late } = kept.facts.clocks;
  const rows = JSON.stringify(late);
  const begun = (all: LateClock[] = []) => all.map(({ startedAt }) => startedAt);
  const from = keptFrom(begun(listsIn(kept.shown).late), begun(late), LATE_KEPT_MAX);
  return [
    sql`DELETE FROM sla_breach WHERE ticket_id = ${ticketId} AND started_at >= ${from} AND NOT EXISTS (
      SELECT 1 FROM json_each(${rows}) k WHERE k.value->>'kind' = sla_breach.kind AND k.value->>'startedAt' = sla_breach.started_at) AND ${isNewest(kept)}`,
    sql`INSERT OR IGNORE INTO sla_breach (ticket_id, kind, started_at, due_at, store_id)
      SELECT ${ticketId}, k.value->>'kind', k.value->>'startedAt', k.value->>'dueAt', ${storeId} FROM json_each(${rows}) k WHERE ${isNewest(kept)}`,
  ];
}

/** How messages are found, and the line a search shows of them. */
export function indexMessages(ticketId: string, storeId: string, buyerName: string, messages: MessageEntry[]): SQL[] {
  const rows = messages.map((message) => ({
    row: searchRowOf(message),
    words: `${storeToken(storeId)} ${wordsOf([buyerName, ...textsOf(message)].join(" "))}`,
    says: saysOf(message),
  }));
  const given = JSON.stringify(rows);
  return [
    sql`INSERT INTO message_search (rowid, words, ticket_id)
      SELECT CAST(k.value->>'row' AS INTEGER), k.value->>'words', ${ticketId} FROM json_each(${given}) k
      WHERE NOT EXISTS (SELECT 1 FROM message_search s WHERE s.rowid = CAST(k.value->>'row' AS INTEGER))`,
    sql`INSERT OR IGNORE INTO message_text (row, says)
      SELECT CAST(k.value->>'row' AS INTEGER), k.value->>'says' FROM json_each(${given}) k WHERE k.value->>'says' IS NOT NULL`,
  ];
}

/** A message is found by all of its words, and shown by its beginning. */
const SAYS_CHARACTERS_MAX = 500;

/** Null where a message has no words of its own to show. */
function saysOf(message: MessageEntry): string | null {
  const text = message.content.content ?? message.content.text;
  return message.type === "TEXT" && typeof text === "string" ? text.replace(/\s+/g, " ").trim().slice(0, SAYS_CHARACTERS_MAX) : null;
}

const textsOf = (message: MessageEntry) => Object.values(message.content).filter((value) => typeof value === "string");

/** As for orders: seconds first, so that newest first needs no sorting; then 32 bits of the message's id. */
export function searchRowOf(message: Pick<MessageEntry, "id" | "at">): string {
  const low = createHash("sha256").update(message.id).digest().readUInt32BE(0);
  return ((BigInt(Math.floor(message.at / 1000)) << 32n) | BigInt(low)).toString();
}
