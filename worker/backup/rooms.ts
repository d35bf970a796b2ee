/** A restored room: its storage as it was, but for what was on its way out. Whether a buyer got a reply after the backup was made nobody here knows, so
 *  it stands as unconfirmed and its agent decides; nothing is sent by coming back. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { indexMessages } from "../tickets/projection.ts";
import type { Kept } from "../tickets/storage.ts";
import type { Entry } from "../timeline/entries.ts";
import type { RoomContents, RoomTable } from "../whole-room.ts";

const REPLIES_ON_THE_WAY: string[] = ["queued", "sending", "doubt", "held"];
const MAILS_ON_THE_WAY: string[] = ["queued", "sending"];
const MESSAGES_AT_ONCE = 200;

export async function restoreTicket(kit: Kit, id: string, told: string): Promise<void> {
  const contents = JSON.parse(told) as RoomContents;
  const doubted = doubtOpen(contents, kit.now());
  const room = kit.env.TICKET.getByName(id);
  await room.takeWhole(doubted > 0 ? JSON.stringify(contents) : told);
  const kept = keptIn(contents);
  if (!kept) return;
  await searchMessages(kit, kept, contents);
  const row = await kit.db.first<{ version: number }>(sql`SELECT version FROM ticket WHERE id = ${id}`);
  // Its row was read at another moment, or it says something new.
  if (row && (doubted > 0 || row.version !== kept.version)) await room.wakeUp(false);
}

const tableIn = ({ tables }: RoomContents, name: string): RoomTable | undefined => tables.find((table) => table.name === name);

function bodiesIn(contents: RoomContents, name: string): { at: number; rows: RoomTable["rows"] } {
  const table = tableIn(contents, name);
  return { at: table?.columns.indexOf("body") ?? -1, rows: table?.rows ?? [] };
}

function keptIn(contents: RoomContents): Kept | null {
  const { at, rows } = bodiesIn(contents, "kept");
  return rows[0] ? (JSON.parse(rows[0][at] as string) as Kept) : null;
}

/** Answers how many were on their way. */
export function doubtOpen(contents: RoomContents, now: number): number {
  const { at, rows } = bodiesIn(contents, "entry");
  let doubted = 0;
  for (const row of rows) {
    const entry = JSON.parse(row[at] as string) as Entry;
    const changed = doubt(entry, now);
    if (!changed) continue;
    row[at] = JSON.stringify(changed);
    doubted += 1;
  }
  const pending = tableIn(contents, "pending");
  if (pending) pending.rows = [];
  return doubted;
}

function doubt(entry: Entry, now: number): Entry | null {
  if (entry.kind === "reply" && REPLIES_ON_THE_WAY.includes(entry.state)) {
    const { hold: _, ...reply } = entry;
    return { ...reply, state: "unconfirmed", triedAt: entry.triedAt ?? Math.min(entry.at, now), trouble: null, code: null };
  }
  if (entry.kind === "email" && entry.dispatch && MAILS_ON_THE_WAY.includes(entry.dispatch.state))
    return { ...entry, dispatch: { ...entry.dispatch, state: "unconfirmed" } };
  return null;
}

async function searchMessages(kit: Kit, { head }: Kept, contents: RoomContents): Promise<void> {
  const { at, rows } = bodiesIn(contents, "entry");
  const messages = rows.flatMap((row) => {
    const entry = JSON.parse(row[at] as string) as Entry;
    return entry.kind === "message" && entry.type !== "HIDDEN" ? [entry] : [];
  });
  for (let from = 0; from < messages.length; from += MESSAGES_AT_ONCE)
    await kit.db.run(...indexMessages(head.id, head.storeId, head.buyerName, messages.slice(from, from + MESSAGES_AT_ONCE)));
}
