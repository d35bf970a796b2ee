/** What becomes of what a model suggested: offered or blocked, used or put aside, and once it was sent, how much of it was changed. Words are
 *  compared where they pass and kept nowhere. A suggestion of words for a reply is its asker's own: nobody else says what became of it. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { localDate } from "../stores/calendar.ts";
import type { SignedIn } from "../team/session.ts";
import { requireTicket } from "../thread/page.ts";
import { DAY_MS } from "../units.ts";
import { dismissTag, readAids } from "./aids.ts";
import { changedShare } from "./likeness.ts";
import type { SuggestionRow } from "./table.ts";

export type SuggestedTask = "draft" | "rewrite" | "translate" | "summary" | "tag" | "template";
/** Kept in the ticket for whoever comes, so that whoever may reply decides. */
const SHARED_TASKS = sql.raw("'summary', 'tag', 'template'");

/** Rows older than this say nothing the days do not. */
const KEPT_DAYS = 90;
/** Milliseconds in base 36 until the year 2059, so that ids sort as their moments do. */
const TIME_LETTERS = 8;

const idBefore = (at: number) => `sug_${at.toString(36).padStart(TIME_LETTERS, "0")}`;

export interface Suggested {
  task: SuggestedTask;
  storeId: string;
  ticketId: string;
  personId: string;
  zone: string;
  isBlocked: boolean;
}

/** Answers its id, by which the page says what became of it. */
export async function noteSuggestion(kit: Kit, { task, storeId, ticketId, personId, zone, isBlocked }: Suggested): Promise<string> {
  const id = mintId(kit, idBefore(kit.now()), 8);
  const day = localDate(Math.floor(kit.now() / 1000), zone);
  await kit.db.run(
    sql`INSERT INTO assist_suggestion (id, task, store_id, ticket_id, person_id, day, outcome)
      VALUES (${id}, ${task}, ${storeId}, ${ticketId}, ${personId}, ${day}, ${isBlocked ? "blocked" : "offered"})`,
    sql`DELETE FROM assist_suggestion WHERE id < ${idBefore(kit.now() - KEPT_DAYS * DAY_MS)}`,
  );
  return id;
}

/** What a page says: it went into the composer, or nobody wanted it, or it was taken as it is, or it was sent so. */
export type Settled = { outcome: "used" | "discarded" | "accepted" } | { outcome: "sent"; offered: string; sent: string };

/** Blocked ones stay so, and what was sent is the last word. */
export async function settleSuggestion(kit: Kit, signedIn: SignedIn, ticketId: string, id: string, settled: Settled): Promise<void> {
  const { person, ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const changed = settled.outcome === "sent" ? changedShare(settled.offered, settled.sent) : 0;
  const outcome = settled.outcome === "sent" ? (changed === 0 ? "accepted" : "edited") : settled.outcome;
  const isTheirs = sql`id = ${id} AND ticket_id = ${ticket.id} AND (person_id = ${person.id} OR task IN (${SHARED_TASKS}))`;
  const [rows] = await kit.db.batch<[Pick<SuggestionRow, "task">]>([
    sql`SELECT task FROM assist_suggestion WHERE ${isTheirs}`,
    sql`UPDATE assist_suggestion SET outcome = ${outcome}, changed = ${changed} WHERE ${isTheirs} AND outcome IN ('offered', 'used', 'discarded')`,
  ]);
  const [row] = rows;
  if (!row) throw new Problem("missing", "suggestion-missing");
  if (row.task === "tag" && outcome === "discarded") await dismissSuggested(kit, ticket.id, id);
}

/** It is not suggested in this ticket again. */
async function dismissSuggested(kit: Kit, ticketId: string, id: string): Promise<void> {
  const tag = (await readAids(kit, ticketId)).suggested?.tags.find((one) => one.id === id)?.tag;
  if (tag) await dismissTag(kit, ticketId, tag);
}
