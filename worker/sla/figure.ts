/** Others' count of how a shop answers, beside ours of the same days: TikTok's own figure, read at night and when somebody asks, and the number
 *  an admin saw in Seller Center. What we counted is kept with it, so that a difference stays what it was when it was seen. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { Problem } from "../problem.ts";
import { findStore, openShop, type Shop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { recordChange } from "../team/audit.ts";
import { requireRight } from "../team/rights.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { PERFORMANCE_HOURS, readPerformance } from "../tiktok/performance.ts";
import { DAY_MS, HOUR_MS } from "../units.ts";
import { findPack, scoreChats, weekendsOf } from "./score.ts";
import type { FigureRow, ScorePackRow } from "./table.ts";

/** Chats without an answer in time, looked at per figure. */
const DOUBTFUL_MAX = 1_000;

/** The index of slow chats, in its own words: SQLite takes it only for a question that repeats them. */
const isSlow = (of: SQL) => sql`(${of}answered_at IS NULL OR ${of}answered_at > ${of}asked_at + 3600000)`;

/** Chats asked between two moments that wait, or were answered after they were due: a weekend's noon may come before the hours are over. */
export function isDoubtful(of: SQL, pack: ScorePackRow, timeZone: string, from: number, before: number): SQL {
  const byHours = sql`${of}asked_at + ${pack.hours * HOUR_MS}`;
  const dueAt =
    pack.weekend_to_monday === 0
      ? byHours
      : sql`IFNULL((SELECT w.value->>'dueAt' FROM json_each(${JSON.stringify(weekendsOf(timeZone, from, before))}) w
          WHERE ${of}asked_at >= w.value->>'from' AND ${of}asked_at < w.value->>'before'), ${byHours})`;
  return sql`${of}asked_at >= ${from} AND ${of}asked_at < ${before} AND ${isSlow(of)} AND (${of}answered_at IS NULL OR ${of}answered_at > ${dueAt})`;
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const momentOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The pack's window that ends with a day, which is not part of it. */
const sinceOf = (untilDay: string, pack: ScorePackRow) => dayOf(momentOf(untilDay) - pack.window_days * DAY_MS);

async function packOf(kit: Kit, store: StoreRow): Promise<ScorePackRow> {
  return findPack(await kit.db.all<ScorePackRow>(sql`SELECT * FROM score_pack`), store.marketplace, kit.now()).pack;
}

/** Ours of these days, by the rule given. What is still open at the end is not decided and not counted. */
async function countOurs(kit: Kit, store: StoreRow, rule: ScorePackRow, sinceDay: string, untilDay: string) {
  const [from, to] = [momentOf(sinceDay), momentOf(untilDay)];
  const [totals, doubtful] = await kit.db.batch<[{ total: number }, { asked_at: number; answered_at: number | null }]>([
    sql`SELECT IFNULL(SUM(chats), 0) AS total FROM scored_day
      WHERE store_id = ${store.id} AND day >= ${from / DAY_MS} AND day < ${to / DAY_MS}`,
    sql`SELECT asked_at, answered_at FROM scored_chat INDEXED BY scored_chat_slow
      WHERE store_id = ${store.id} AND ${isDoubtful(sql``, rule, store.time_zone, from, to)} ORDER BY asked_at DESC LIMIT ${DOUBTFUL_MAX}`,
  ]);
  const turns = doubtful.map((row) => ({ askedAt: row.asked_at, answeredAt: row.answered_at }));
  const { decided, inTime } = scoreChats(totals[0]?.total ?? 0, turns, rule, store.time_zone, kit.now());
  return { our_chats: decided, our_in_time: inTime, hours: rule.hours };
}

/** The days before today, as TikTok counts them and as we do. */
export async function pullFigure(kit: Kit, shop: Shop, caller: "person" | "sync"): Promise<void> {
  const { store } = shop;
  const pack = await packOf(kit, store);
  const untilDay = dayOf(kit.now());
  const sinceDay = sinceOf(untilDay, pack);
  const told = await shop.call(caller, (line) => readPerformance(line, sinceDay, untilDay));
  const ours = await countOurs(kit, store, { ...pack, hours: PERFORMANCE_HOURS, weekend_to_monday: 0 }, sinceDay, untilDay);
  const { sessions, responseTenths, satisfactionTenths, responseSeconds } = told;
  const theirs = { sessions, response_tenths: responseTenths, satisfaction_tenths: satisfactionTenths, response_seconds: responseSeconds };
  await kit.db.run(
    putFigure({ store_id: store.id, source: "tiktok", until_day: untilDay, since_day: sinceDay, ...theirs, ...ours, read_at: kit.now() }),
  );
}

function putFigure(row: FigureRow) {
  return sql`INSERT OR REPLACE INTO service_figure (store_id, source, until_day, since_day, response_tenths, sessions, satisfaction_tenths,
      response_seconds, our_chats, our_in_time, hours, read_at)
    VALUES (${row.store_id}, ${row.source}, ${row.until_day}, ${row.since_day}, ${row.response_tenths}, ${row.sessions},
      ${row.satisfaction_tenths}, ${row.response_seconds}, ${row.our_chats}, ${row.our_in_time}, ${row.hours}, ${row.read_at})`;
}

export async function askFigure(kit: Kit, signedIn: SignedIn, storeId: string): Promise<void> {
  await requireRight(kit, signedIn, storeId, "manage");
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  if (store.state !== "connected") throw new Problem("conflict", "store-disconnected");
  await pullFigure(kit, openShop(kit, store), "person");
}

export const typedForm = z.object({ day: z.iso.date(), percent: z.number().min(0).max(100) });

/** What Seller Center showed on a day, by the rule that we believe it goes by. */
export async function typeFigure(
  kit: Kit,
  signedIn: SignedIn,
  storeId: string,
  { day, percent }: z.infer<typeof typedForm>,
): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  if (momentOf(day) > kit.now()) throw new Problem("invalid", "figure-future");
  const pack = await packOf(kit, store);
  const sinceDay = sinceOf(day, pack);
  const ours = await countOurs(kit, store, pack, sinceDay, day);
  const before = await kit.db.first<FigureRow>(
    sql`SELECT * FROM service_figure WHERE store_id = ${storeId} AND source = 'typed' AND until_day = ${day}`,
  );
  const nothing = { sessions: null, satisfaction_tenths: null, response_seconds: null };
  const row: FigureRow = {
    store_id: storeId,
    source: "typed",
    until_day: day,
    since_day: sinceDay,
    response_tenths: Math.round(percent * 10),
    ...nothing,
    ...ours,
    read_at: kit.now(),
  };
  await kit.db.run(
    putFigure(row),
    recordChange({ at: kit.now(), userId: admin.id, action: "type-figure", subject: storeId, before, after: { day, percent } }),
  );
}

/** Each night, for every store that TikTok lets us ask about. */
export async function nameFigures(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(sql`SELECT id FROM store WHERE state = 'connected' AND chat_import = 1`);
  return stores.map(({ id }) => ({ do: "pull-figure", store: id }));
}

/** Figures shown, the newest of each source first. */
const FIGURES_SHOWN_MAX = 8;

export const askFigures = (storeId: string, source: FigureRow["source"]) =>
  sql`SELECT * FROM service_figure WHERE store_id = ${storeId} AND source = ${source} ORDER BY until_day DESC LIMIT ${FIGURES_SHOWN_MAX}`;

/** Theirs and ours in percent, and how far ours is above theirs in points; null where one of them has nothing to count. */
export interface Figure {
  since: string;
  until: string;
  theirs: number | null;
  ours: number | null;
  apart: number | null;
  hours: number;
  sessions: number | null;
  ourChats: number;
  satisfaction: number | null;
  responseSeconds: number | null;
  readAt: number;
}

export function readFigure(row: FigureRow): Figure {
  const theirs = row.response_tenths === null ? null : row.response_tenths / 10;
  const ours = row.our_chats === 0 ? null : Math.round((row.our_in_time / row.our_chats) * 1_000) / 10;
  return {
    since: row.since_day,
    until: row.until_day,
    theirs,
    ours,
    apart: theirs === null || ours === null ? null : Math.round((ours - theirs) * 10) / 10,
    hours: row.hours,
    sessions: row.sessions,
    ourChats: row.our_chats,
    satisfaction: row.satisfaction_tenths === null ? null : row.satisfaction_tenths / 10,
    responseSeconds: row.response_seconds,
    readAt: row.read_at,
  };
}
