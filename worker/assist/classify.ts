/** What a buyer's message is about, read by a model: a job of its own behind whatever people wait for. The message is in its ticket long before;
 *  should the job, the server or the answer be lost, the ticket lacks a class and nothing else. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Job, QUEUE_BATCH_MESSAGES_MAX } from "../jobs.ts";
import { findStore } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { findRules } from "../tickets/mirror.ts";
import { openTicket } from "../tickets/opened.ts";
import type { TicketView } from "../tickets/view.ts";
import { type Entry, type MessageEntry, partOf } from "../timeline/entries.ts";
import type { Reading } from "../timeline/reading.ts";
import { HOUR_MS } from "../units.ts";
import { AssistFailure, ask } from "./ask.ts";
import { CLASS_INSTRUCTION, classOf, intentLines, readingAnswer, SENTIMENTS } from "./classes.ts";
import { detectLanguage } from "./detect.ts";
import { CLAIMS } from "./photo-question.ts";

const TRIES_MAX = 3;
const TRY_AGAIN_MS = 300_000;
/** A name this old has lost its job. */
const DUE_STILL_MS = 60_000;
/** What was not read for this long is read with the buyer's next message. */
const DUE_HOURS_MAX = 6;
const LINES_MAX = 8;

export async function classifyTicket(kit: Kit, ticketId: string): Promise<void> {
  const due = await kit.db.first<{ due_at: number; tries: number; store_id: string }>(
    sql`SELECT d.due_at, d.tries, t.store_id FROM reading_due d CROSS JOIN ticket t ON t.id = d.ticket_id WHERE d.ticket_id = ${ticketId}`,
  );
  // A job that comes twice does not ask a server again that has just failed.
  if (!due || due.tries >= TRIES_MAX || due.due_at > kit.now()) return;
  const view = await openTicket(kit, ticketId);
  const store = await findStore(kit, due.store_id);
  const asked = view && store && whatWasAsked(view);
  if (asked) {
    try {
      const reading = await readQuestion(kit, ticketId, store, asked);
      await kit.env.TICKET.getByName(ticketId).actOnce(`read:${reading.index}`, { do: "read", reading }, await findRules(kit, store), null);
      const mayBeLookedAt = asked.photos > 0 && CLAIMS.includes(classOf(reading.class));
      if (mayBeLookedAt) await kit.env.LONG.send({ do: "look-at-photos", ticket: ticketId });
    } catch (error) {
      if (!(error instanceof AssistFailure)) throw error;
      if (error.reason === "slow" || error.reason === "broken") return tryLater(kit, ticketId, due.due_at);
      // Switched off, out of budget or answered with something else: nothing is owed.
    }
  }
  await kit.db.run(sql`DELETE FROM reading_due WHERE ticket_id = ${ticketId} AND due_at = ${due.due_at}`);
}

/** A newer message has named the ticket anew: that one is read then. */
const tryLater = (kit: Kit, ticketId: string, dueAt: number) =>
  kit.db.run(
    sql`UPDATE reading_due SET tries = tries + 1, due_at = ${kit.now() + TRY_AGAIN_MS} WHERE ticket_id = ${ticketId} AND due_at = ${dueAt}`,
  );

interface Question {
  index: string;
  newest: string[];
  before: { by: "buyer" | "shop"; text: string }[];
  photos: number;
}

/** Null where the newest question has been read, or nothing is asked. */
function whatWasAsked({ facts, entries }: TicketView): Question | null {
  const said = entries.flatMap((entry) => lineOf(entry) ?? []);
  // People write in bits: what belongs together is everything since an answer, or since the last reading.
  const known = said.findLastIndex(({ by, index }) => by === "shop" || index === facts.reading?.index);
  const open = said.slice(known + 1).slice(-LINES_MAX);
  const questions = entries.filter((entry): entry is MessageEntry => entry.kind === "message" && partOf(entry) === "question");
  const index = facts.questionIndex;
  if (facts.reading?.index === index || facts.state === "spam" || !questions.some((one) => one.index === index)) return null;
  const photos = open.filter(({ isPhoto }) => isPhoto).length;
  const words = (lines: Line[]) => lines.filter(({ says }) => says !== "");
  const newest = words(open).map(({ says }) => says);
  if (newest.length === 0 && photos === 0) return null;
  const before = words(said.slice(0, known + 1)).slice(-LINES_MAX);
  return { index, newest, photos, before: before.map(({ by, says }) => ({ by, text: says })) };
}

interface Line {
  by: "buyer" | "shop";
  says: string;
  index: string | null;
  isPhoto: boolean;
}

function lineOf(entry: Entry): Line | null {
  const { kind } = entry;
  if (kind === "reply") {
    const says = entry.body.type === "TEXT" ? entry.body.text : "";
    return entry.state === "sent" ? { by: "shop", says, index: entry.index, isPhoto: false } : null;
  }
  if (kind !== "message") return null;
  const part = partOf(entry);
  if (part !== "question" && part !== "answer") return null;
  const text = entry.content.content ?? entry.content.text;
  const says = entry.type === "TEXT" && typeof text === "string" ? text : "";
  return { by: part === "question" ? "buyer" : "shop", says, index: entry.index, isPhoto: part === "question" && entry.type === "IMAGE" };
}

async function readQuestion(kit: Kit, ticketId: string, store: StoreRow, { index, newest, before, photos }: Question): Promise<Reading> {
  const answer = await ask(kit, {
    task: "classify",
    about: { storeId: store.id, ticketId, userId: null },
    instruction: CLASS_INSTRUCTION,
    data: { message: newest.join("\n"), conversation: before, photos },
    answer: readingAnswer,
  });
  const { language, isSure } = detectLanguage(newest.join("\n"), store.marketplace);
  return {
    index,
    class: answer.class,
    confidence: answer.confidence,
    ...intentLines(answer.intent),
    mood: SENTIMENTS.indexOf(answer.sentiment),
    moodBefore: null,
    language: isSure ? language : null,
    isByHand: false,
  };
}

/** The minute's round: names that nobody came for, and those whose server did not answer. */
export async function nameReadings(kit: Kit): Promise<Job[]> {
  const now = kit.now();
  await kit.db.run(sql`DELETE FROM reading_due WHERE due_at < ${now - DUE_HOURS_MAX * HOUR_MS}`);
  const due = await kit.db.all<{ ticket_id: string }>(
    sql`SELECT ticket_id FROM reading_due WHERE due_at < ${now - DUE_STILL_MS} AND tries < ${TRIES_MAX}
      ORDER BY due_at LIMIT ${QUEUE_BATCH_MESSAGES_MAX}`,
  );
  return due.map(({ ticket_id }) => ({ do: "read-question", ticket: ticket_id }));
}
