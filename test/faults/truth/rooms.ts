// Ticket rooms as their disks have them, read past the rooms: reading wakes nobody and takes no time.

import type { Kept } from "../../../worker/tickets/storage.ts";
import type { Entry, MessageEntry, ReplyEntry } from "../../../worker/timeline/entries.ts";
import type { Seen } from "./seen.ts";

export interface Room {
  id: string;
  kept: Kept;
  /** In the order people read them. */
  entries: Entry[];
  errands: string[];
}

export function readRooms(world: Seen): Room[] {
  return world.platform.objects("TICKET").flatMap((object) => {
    const text = (sql: string) => object.rows(sql).map(([cell]) => String(cell));
    // One that has only just been called has no tables yet.
    if (text("SELECT name FROM sqlite_master WHERE name = 'kept'").length === 0) return [];
    const [kept] = text("SELECT body FROM kept");
    if (!kept) return [];
    const room = JSON.parse(kept) as Kept;
    return [
      {
        id: object.name ?? object.id,
        kept: room,
        entries: text("SELECT body FROM entry ORDER BY at, position").map((body) => JSON.parse(body) as Entry),
        errands: [...text("SELECT name FROM errand"), ...(room.tellAt === null ? [] : ["project"])],
      },
    ];
  });
}

export const messagesIn = (room: Room): MessageEntry[] => room.entries.filter((entry) => entry.kind === "message");
export const repliesIn = (room: Room): ReplyEntry[] => room.entries.filter((entry) => entry.kind === "reply");

export interface Said {
  /** TikTok's. */
  id: string;
  index: string | null;
}

/** What of TikTok's conversation stands in the room: messages, and replies that TikTok has. */
export const saidIn = (room: Room): Said[] =>
  room.entries.flatMap((entry) => {
    if (entry.kind === "message") return [{ id: entry.id, index: entry.index }];
    return entry.kind === "reply" && entry.messageId !== null ? [{ id: entry.messageId, index: entry.index }] : [];
  });
