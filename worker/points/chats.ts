/** Chats that wait for an answer, each with the moment from which TikTok counts it against the shop: by the marketplace's own rule, in the store's zone.
 *  Read along the index of open chats alone. */
import { type SQL, sql } from "drizzle-orm";
import { deadlineOf, findPack } from "../sla/score.ts";
import type { ScorePackRow } from "../sla/table.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { DAY_MS } from "../units.ts";

/** No rule looks further back. */
const WINDOW_DAYS_MAX = 90;
/** A desk with more chats open than this has other worries than their order. */
const CHATS_READ_MAX = 2_000;

export interface ChatRow {
  ticket_id: string;
  store_id: string;
  asked_at: number;
  buyer_name: string;
  preview: string;
  marketplace: string;
  time_zone: string;
}

export interface OpenChat extends ChatRow {
  /** Epoch seconds. */
  deadline: number;
  pack: ScorePackRow;
}

export const askOpenChats = (signedIn: SignedIn, isAsked: SQL) =>
  sql`WITH ${who(signedIn)} SELECT c.ticket_id, c.store_id, c.asked_at, t.buyer_name, t.preview, s.marketplace, s.time_zone
    FROM who CROSS JOIN store s CROSS JOIN scored_chat c INDEXED BY scored_chat_open CROSS JOIN ticket t ON t.id = c.ticket_id
    WHERE c.store_id = s.id AND c.answered_at IS NULL AND c.asked_at >= ${signedIn.now - WINDOW_DAYS_MAX * DAY_MS}
      AND ${mayIn(sql`s.id`, "read")} AND ${isAsked} LIMIT ${CHATS_READ_MAX}`;

/** Soonest first; those that no longer count are left out. */
export function dateChats(rows: ChatRow[], packs: ScorePackRow[], now: number): OpenChat[] {
  const dated = rows.flatMap((row) => {
    const { pack } = findPack(packs, row.marketplace, now);
    const windowFrom = (Math.floor(now / DAY_MS) - pack.window_days) * DAY_MS;
    if (row.asked_at < windowFrom) return [];
    return [{ ...row, pack, deadline: Math.floor(deadlineOf(pack, row.asked_at, row.time_zone) / 1000) }];
  });
  return dated.sort((a, b) => a.deadline - b.deadline || (a.ticket_id < b.ticket_id ? -1 : 1));
}
