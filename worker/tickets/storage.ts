/** A ticket room's own tables: the entries, the ticket's facts, the replies under way and the schedule. Synchronous, as a Durable Object's
 *  SQLite is: whatever is written between two awaits is written together or not at all. */

import type { MailEntry } from "../mail/entry.ts";
import { Bell } from "../timeline/bell.ts";
import { type Entry, isNews, messageIdOf, namedOrder, partOf, type ReplyEntry } from "../timeline/entries.ts";
import type { Pending } from "../timeline/outbox.ts";
import { openFacts } from "../timeline/timeline.ts";
import { type Errand, Errands } from "./errands.ts";
import { Followers } from "./followers.ts";
import type { Kept } from "./kept.ts";
import { RareTable } from "./rare.ts";
import { Tally } from "./tally.ts";

/** A room that vanished while sending wakes this long after the send left. */
const SENDING_WAKE_MS = 1_000;
/** Between where a buyer came from and the first words stand a greeting or two. */
const LOOK_BACK_ENTRIES_MAX = 20;
const positionOf = (index: string) => index.padStart(20, "0");
const positionIn = (entry: Entry) => positionOf(entry.kind === "message" || entry.kind === "reply" ? (entry.index ?? "") : "");
/** What TikTok has given a place in the conversation. */
const PLACED = "message_id IS NOT NULL AND position > '00000000000000000000'";
const SETTLED = ["sent", "failed", "unconfirmed", "returned", "discarded", "withdrawn"];

export type { Kept, TicketHead } from "./kept.ts";

export class TicketStorage {
  readonly #sql: SqlStorage;
  readonly bell: Bell;
  readonly followers: Followers;
  readonly tally: Tally;
  readonly errands: Errands;
  readonly pendings: RareTable;
  readonly gone: RareTable;
  readonly handovers: RareTable;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    this.bell = new Bell(storage);
    this.followers = new Followers(storage);
    this.tally = new Tally(storage);
    this.errands = new Errands(storage);
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS kept (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, at INTEGER NOT NULL, position TEXT NOT NULL, body TEXT NOT NULL, message_id TEXT) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS entry_in_order ON entry (at, position);
      CREATE UNIQUE INDEX IF NOT EXISTS entry_by_message ON entry (message_id) WHERE message_id IS NOT NULL;
      CREATE TABLE IF NOT EXISTS arrival (number INTEGER PRIMARY KEY, entry_id TEXT NOT NULL UNIQUE);
      CREATE TABLE IF NOT EXISTS news (entry_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;`);
    this.pendings = new RareTable(
      storage.sql,
      "CREATE TABLE IF NOT EXISTS pending (reply_id TEXT PRIMARY KEY, queued INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
    );
    this.gone = new RareTable(storage.sql, "CREATE TABLE IF NOT EXISTS gone (message_id TEXT PRIMARY KEY) WITHOUT ROWID");
    this.handovers = new RareTable(
      storage.sql,
      "CREATE TABLE IF NOT EXISTS handover (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL)",
    );
  }

  read(): Kept | null {
    const row = this.#sql.exec<{ body: string }>("SELECT body FROM kept").toArray()[0];
    if (!row) return null;
    const kept = JSON.parse(row.body) as Omit<Kept, "moved" | "merged" | "successor" | "tellAt" | "rung"> & Partial<Kept>;
    // What an older version of the desk wrote down lacks what has been added since.
    const head = { ...kept.head, openingOrder: kept.head.openingOrder ?? null };
    const tellAt = kept.tellAt === undefined ? this.errands.formerTellAt() : kept.tellAt;
    return {
      moved: [],
      merged: null,
      successor: null,
      rung: 0,
      ...kept,
      tellAt,
      head,
      facts: { ...openFacts(head.createdAt), ...kept.facts },
    };
  }

  /** Null also for a ticket that is part of another: nothing happens to it any more. */
  readLive(): Kept | null {
    const kept = this.read();
    return kept?.merged && !kept.merged.isOver ? null : kept;
  }

  /** Entries are on their way to another ticket: nothing else may happen to this one before they are there. */
  isHanding(): boolean {
    return this.handovers.ask("SELECT 1 FROM handover").length > 0;
  }

  write(kept: Kept): void {
    this.#sql.exec("INSERT INTO kept (one, body) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET body = excluded.body", JSON.stringify(kept));
  }

  /** In the order people read them: by time, and within one second by TikTok's index. */
  entries(): Entry[] {
    return this.#sql
      .exec<{ body: string }>("SELECT body FROM entry ORDER BY at, position")
      .toArray()
      .map((row) => JSON.parse(row.body) as Entry);
  }

  entry(id: string): Entry | null {
    const row = this.#sql.exec<{ body: string }>("SELECT body FROM entry WHERE id = ?", id).toArray()[0];
    return row ? (JSON.parse(row.body) as Entry) : null;
  }

  putEntry(entry: Entry): void {
    const before = this.entry(entry.id);
    if (isNews(entry) && !(before && isNews(before)))
      this.#sql.exec("INSERT OR IGNORE INTO news (entry_id, at) VALUES (?, ?)", entry.id, entry.at);
    this.bell.hear(entry, before);
    const [messageId, position] = [messageIdOf(entry), positionIn(entry)];
    // Its two indexes are written only where an entry's place or TikTok's name for it is new.
    if (before && before.at === entry.at && positionIn(before) === position && messageIdOf(before) === messageId)
      this.#sql.exec("UPDATE entry SET body = ? WHERE id = ?", JSON.stringify(entry), entry.id);
    else
      this.#sql.exec(
        `INSERT INTO entry (id, at, position, body, message_id) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (id) DO UPDATE SET at = excluded.at, position = excluded.position, body = excluded.body, message_id = excluded.message_id`,
        entry.id,
        entry.at,
        position,
        JSON.stringify(entry),
        messageId,
      );
    if (entry.kind === "message" || entry.kind === "reply") this.#sql.exec("INSERT OR IGNORE INTO arrival (entry_id) VALUES (?)", entry.id);
  }

  untoldRings(): ReturnType<Bell["untold"]> {
    return this.bell.untold(this.read()?.rung ?? 0);
  }

  forgetRings(ids: string[]): void {
    this.bell.forget(this.read()?.rung ?? 0, ids);
  }

  /** What rules have not been told of. */
  news(): { id: string; at: number }[] {
    return this.#sql.exec<{ id: string; at: number }>("SELECT entry_id AS id, at FROM news").toArray();
  }

  dropNews(told: { id: string }[]): void {
    for (const { id } of told) this.#sql.exec("DELETE FROM news WHERE entry_id = ?", id);
  }

  /** Messages and replies in the order they came here, whatever their own time is: what an agent has seen is a number of this order. */
  arrivedAfter(number: number): Entry[] {
    return this.#sql
      .exec<{ body: string }>(
        "SELECT e.body FROM arrival a CROSS JOIN entry e ON e.id = a.entry_id WHERE a.number > ? ORDER BY a.number",
        number,
      )
      .toArray()
      .map((row) => JSON.parse(row.body) as Entry);
  }

  newestArrival(): number {
    return this.#sql.exec<{ number: number | null }>("SELECT MAX(number) AS number FROM arrival").one().number ?? 0;
  }

  /** True when TikTok's message is here already, as itself or as a reply of ours. */
  holdsMessage(messageId: string): boolean {
    return this.#sql.exec("SELECT 1 FROM entry WHERE message_id = ?", messageId).toArray().length > 0;
  }

  /** As above, or when it was here and another ticket has it now: it is not to be taken for new. */
  hasMessage(messageId: string): boolean {
    return this.holdsMessage(messageId) || this.gone.ask("SELECT 1 FROM gone WHERE message_id = ?", messageId).length > 0;
  }

  replies(): ReplyEntry[] {
    return this.entries().filter((entry) => entry.kind === "reply");
  }

  mails(): MailEntry[] {
    return this.entries().filter((entry) => entry.kind === "email");
  }

  /** A reply of ours came back: it stands where TikTok put it in the conversation, which need not be when it left us. */
  placeReply(messageId: string, index: string, createTime: number): void {
    const row = this.#sql.exec<{ body: string }>("SELECT body FROM entry WHERE message_id = ?", messageId).toArray()[0];
    const entry = row && (JSON.parse(row.body) as Entry);
    if (entry?.kind !== "reply" || entry.index !== null) return;
    const [next] = this.#sql
      .exec<{ at: number | null }>(`SELECT MIN(at) AS at FROM entry WHERE ${PLACED} AND position > ?`, positionOf(index))
      .toArray();
    const at = Math.max(createTime * 1000, Math.min(entry.at, createTime * 1000 + 999));
    this.putEntry({ ...entry, index, at: Math.min(at, next?.at ?? at) });
  }

  /** When a message was written, as finely as its place among the others tells: TikTok's times are whole seconds, ours are not. */
  timeOf(index: string, createTime: number): number {
    const second = createTime * 1000;
    const [last] = this.#sql
      .exec<{ at: number | null }>(
        `SELECT MAX(at) AS at FROM entry WHERE ${PLACED} AND position < ? AND at < ?`,
        positionOf(index),
        second + 1000,
      )
      .toArray();
    return Math.max(second, last?.at ?? second);
  }

  /** The order the buyer last came from, if nothing was asked since. */
  cameWith(): string | null {
    const rows = this.#sql.exec<{ body: string }>(
      `SELECT body FROM entry WHERE ${PLACED} ORDER BY position DESC LIMIT ?`,
      LOOK_BACK_ENTRIES_MAX,
    );
    for (const { body } of rows) {
      const entry = JSON.parse(body) as Entry;
      if (entry.kind !== "message") continue;
      if (partOf(entry) === "question") return null;
      if (partOf(entry) === "context") return namedOrder(entry);
    }
    return null;
  }

  /** The newest index TikTok has given a message here; "0" before the first. */
  lastIndex(): string {
    const row = this.#sql
      .exec<{ position: string }>("SELECT position FROM entry WHERE message_id IS NOT NULL ORDER BY position DESC LIMIT 1")
      .toArray()[0];
    return row?.position.replace(/^0+(?=\d)/, "") ?? "0";
  }

  putPending(pending: Pending): void {
    this.pendings.put(
      `INSERT INTO pending (reply_id, queued, body) VALUES (?1, (SELECT IFNULL(MAX(queued), 0) + 1 FROM pending), ?2)
       ON CONFLICT (reply_id) DO UPDATE SET body = excluded.body`,
      pending.replyId,
      JSON.stringify(pending),
    );
  }

  pending(replyId: string): Pending | null {
    const [row] = this.pendings.ask<{ body: string }>("SELECT body FROM pending WHERE reply_id = ?", replyId);
    return row ? (JSON.parse(row.body) as Pending) : null;
  }

  dropPending(replyId: string): void {
    this.pendings.ask("DELETE FROM pending WHERE reply_id = ?", replyId);
  }

  /** Replies under way, oldest first. */
  openReplies(): { reply: ReplyEntry; pending: Pending }[] {
    return this.#unsettled().filter(({ reply }) => reply.state !== "held");
  }

  heldReplies(): { reply: ReplyEntry; pending: Pending }[] {
    return this.#unsettled().filter(({ reply }) => reply.state === "held");
  }

  #unsettled(): { reply: ReplyEntry; pending: Pending }[] {
    const rows = this.pendings.ask<{ body: string }>("SELECT body FROM pending ORDER BY queued");
    return rows.flatMap((row) => {
      const pending = JSON.parse(row.body) as Pending;
      const reply = this.entry(pending.replyId);
      return reply?.kind === "reply" && !SETTLED.includes(reply.state) ? [{ reply, pending }] : [];
    });
  }

  schedule(name: Errand, at: number | null): void {
    this.errands.schedule(name, at);
  }

  /** When the oldest open reply goes on, or a held one is let go: read off the replies themselves, so that none is ever without its hour. */
  outboxAt(): number | null {
    const head = this.openReplies()[0];
    const held = this.heldReplies().reduce<number | null>((at, { pending }) => earlier(at, pending.notBefore), null);
    if (!head) return held;
    return earlier(held, head.reply.state === "sending" ? head.pending.sentAt + SENDING_WAKE_MS : head.pending.notBefore);
  }

  nextErrandAt(): number | null {
    if (this.isHanding()) return this.errands.nextAt("hand");
    return earlier(earlier(this.errands.nextAt(), this.read()?.tellAt ?? null), this.outboxAt());
  }

  /** As above, without what D1 need not wake us for: the telling ends with itself, a claim only looks longer than it is, and a picture is
   *  fetched when it is looked at. */
  nextDutyAt(): number | null {
    return earlier(this.errands.nextDutyAt(), this.outboxAt());
  }

  isDue(name: Errand, now: number): boolean {
    return this.errands.isDue(name, now);
  }

  /** True while D1 may show less than what is here. */
  isUntold(): boolean {
    return (this.read()?.tellAt ?? null) !== null;
  }

  isTellingDue(now: number): boolean {
    return (this.read()?.tellAt ?? Number.POSITIVE_INFINITY) <= now;
  }
}

const earlier = (one: number | null, other: number | null) => (one === null || other === null ? (one ?? other) : Math.min(one, other));
