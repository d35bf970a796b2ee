/** What costs a shop points next: one list over chats, parcels to be shipped and to be scanned, and what buyers ask back, by the moment from which TikTok
 *  counts it. Each source is read along its own index; the cursor is a place in all of them at once. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { STAGES, type Stage, stageName } from "../orders/stage.ts";
import type { ScorePackRow } from "../sla/table.ts";
import { type Listing, PAGE_ROWS, type Page, readPage } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { DEADLINES_END } from "../workload/filters.ts";
import { askOpenChats, type ChatRow, dateChats, type OpenChat } from "./chats.ts";
import { comparePoints, type Point, type PointCursor, type PointKind, placeIn } from "./point.ts";

const TO_LEAVE: readonly Stage[] = ["on_hold", "in_review", "held", "ready_to_ship", "partially_shipped"];

export type When = "next" | "late";

export interface PointQuestion {
  stores: string[] | null;
  kinds: readonly PointKind[];
  when: When;
  after: PointCursor | null;
}

interface OrderPoint {
  id: string;
  store_id: string;
  stage: number;
  turn: number;
  buyer_nickname: string | null;
  items: string;
}

interface CasePoint {
  id: string;
  store_id: string;
  order_id: string;
  turn: number;
  items: string;
  refund_minor: number | null;
  currency: string | null;
}

const at = (stage: Stage) => sql.raw(String(STAGES.indexOf(stage)));
const ORDERS = {
  table: sql`orders`,
  columns: sql`o.id, o.store_id, o.stage, o.turn, o.buyer_nickname, o.items`,
  indexes: { every: sql`INDEXED BY orders_by_turn`, one: sql`INDEXED BY orders_of_store_by_turn` },
};
const CASES = {
  table: sql`aftersale`,
  columns: sql`o.id, o.store_id, o.order_id, o.turn, o.items, o.refund_minor, o.currency`,
  indexes: { every: sql`INDEXED BY aftersale_by_turn`, one: sql`INDEXED BY aftersale_of_store_by_turn` },
};

const inStage = (stage: Stage) => sql`o.stage = ${at(stage)} AND o.stage IS NOT NULL`;
const LISTED: Record<Exclude<PointKind, "chat">, Pick<Listing, "table" | "columns" | "indexes" | "where">> = {
  dispatch: { ...ORDERS, where: TO_LEAVE.map(inStage) },
  collection: { ...ORDERS, where: inStage("shipped") },
  cancellation: { ...CASES, where: sql`o.kind = 'cancellation' AND o.phase = 0` },
  return: { ...CASES, where: sql`o.kind = 'return' AND o.phase = 0` },
};

export interface PointPage {
  rows: Point[];
  next: PointCursor | null;
}

export async function listPoints(kit: Kit, signedIn: SignedIn, question: PointQuestion): Promise<PointPage> {
  const now = Math.floor(kit.now() / 1000);
  const sources = await Promise.all(question.kinds.map((kind) => readSource(kit, signedIn, kind, question, now)));
  // Beyond the nearest place at which a source was cut off, nobody knows what comes next.
  const cuts = sources.flatMap(({ cut }) => (cut ? [cut] : [])).sort(comparePoints);
  const known = sources.flatMap(({ points }) => points).sort(comparePoints);
  const [nearest] = cuts;
  const within = nearest ? known.filter((point) => comparePoints(point, nearest) <= 0) : known;
  const rows = within.slice(0, PAGE_ROWS);
  const last = within.length > PAGE_ROWS ? rows.at(-1) : nearest;
  return { rows, next: last ? { deadline: last.deadline, kind: last.kind, id: last.id } : null };
}

interface Source {
  points: Point[];
  cut: PointCursor | null;
}

async function readSource(kit: Kit, signedIn: SignedIn, kind: PointKind, question: PointQuestion, now: number): Promise<Source> {
  if (kind === "chat") return readChats(kit, signedIn, question, now);
  const range = question.when === "next" ? { from: now, before: DEADLINES_END } : { before: now };
  const list: Listing = { ...LISTED[kind], key: "turn", newestFirst: false, ...range };
  const page = await readPage<OrderPoint | CasePoint>(kit, signedIn, list, {
    stores: question.stores,
    after: question.after && placeIn(kind, question.after),
  });
  const points = page.rows.map((row) => ("stage" in row ? orderPoint(kind, row) : casePoint(kind, row)));
  return { points, cut: cutOf(page, kind) };
}

const cutOf = ({ next }: Page<object>, kind: PointKind): PointCursor | null => next && { deadline: next.key, kind, id: next.id };

const orderPoint = (kind: PointKind, row: OrderPoint): Point => ({
  kind,
  id: row.id,
  store: row.store_id,
  deadline: row.turn,
  order: row.id,
  who: row.buyer_nickname,
  about: row.items,
  todo: kind === "collection" ? "hand-over" : (NEXT_STEPS[stageName(row.stage)] ?? "ship"),
  costs: kind === "collection" ? { rate: "late-collection" } : { rate: "late-dispatch", percent: LATE_DISPATCH_PERCENT_MAX },
});

/** TikTok's limit: https://seller-us.tiktok.com/university ("Late dispatch rate"). */
const LATE_DISPATCH_PERCENT_MAX = 4;
const NEXT_STEPS: Partial<Record<Stage, Point["todo"]>> = { on_hold: "wait", in_review: "review", held: "release" };

const casePoint = (kind: PointKind, row: CasePoint): Point => ({
  kind,
  id: row.id,
  store: row.store_id,
  deadline: row.turn,
  order: row.order_id,
  who: null,
  about: row.items,
  todo: "answer",
  costs: { rate: "granted", refundMinor: row.refund_minor, currency: row.currency },
});

const chatPoint = (chat: OpenChat): Point => ({
  kind: "chat",
  id: chat.ticket_id,
  store: chat.store_id,
  deadline: chat.deadline,
  order: null,
  who: chat.buyer_name,
  about: chat.preview,
  todo: "reply",
  costs: { rate: "response", percent: chat.pack.target_percent, hours: chat.pack.hours },
});

const isAskedFor = (stores: string[] | null): SQL =>
  stores === null ? sql`true` : sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;

async function askChats(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<OpenChat[]> {
  const [people, packs, chats] = await kit.db.batch<[Person, ScorePackRow, ChatRow]>([
    askWho(signedIn),
    sql`SELECT * FROM score_pack`,
    askOpenChats(signedIn, isAskedFor(stores)),
  ]);
  requirePerson(people);
  return dateChats(chats, packs, kit.now());
}

async function readChats(kit: Kit, signedIn: SignedIn, { stores, when, after }: PointQuestion, now: number): Promise<Source> {
  const chats = (await askChats(kit, signedIn, stores)).map(chatPoint);
  const asked = chats.filter((point) => point.deadline < now === (when === "late") && (after === null || comparePoints(point, after) > 0));
  const points = asked.slice(0, PAGE_ROWS + 1);
  return { points, cut: asked.length > points.length ? (points.at(-1) ?? null) : null };
}

export const POINTS_COUNTED_MAX = 500;

export type PointCounts = Record<PointKind, Record<When, number>>;

/** How many of each, counted along their indexes and no further than POINTS_COUNTED_MAX. */
export async function countPoints(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<PointCounts> {
  const now = Math.floor(kit.now() / 1000);
  const seen = sql`WITH ${who(signedIn)}, seen AS MATERIALIZED (SELECT s.id FROM who CROSS JOIN store s
    WHERE ${mayIn(sql`s.id`, "read")} AND ${isAskedFor(stores)})`;
  const counted = (rows: SQL, from: number, before: number) =>
    sql`${seen} SELECT COUNT(*) AS n FROM (SELECT 1 FROM seen CROSS JOIN ${rows} AND o.turn >= ${from} AND o.turn < ${before} LIMIT ${POINTS_COUNTED_MAX})`;
  const orders = (stages: readonly Stage[]) =>
    sql`json_each(${JSON.stringify(stages.map((stage) => STAGES.indexOf(stage)))}) g CROSS JOIN orders o INDEXED BY orders_of_store_by_turn
      WHERE o.store_id = seen.id AND o.stage = g.value AND o.stage IS NOT NULL`;
  const cases = (kind: string) =>
    sql`aftersale o INDEXED BY aftersale_of_store_by_turn WHERE o.store_id = seen.id AND o.kind = ${kind} AND o.phase = 0`;
  const asked = [orders(TO_LEAVE), orders(["shipped"]), cases("cancellation"), cases("return")];
  const [chats, answers] = await Promise.all([
    askChats(kit, signedIn, stores),
    kit.db.batch<{ n: number }[]>(asked.flatMap((rows) => [counted(rows, now, DEADLINES_END), counted(rows, 0, now)])),
  ]);
  const pair = (place: number) => ({ next: answers[place * 2]?.[0]?.n ?? 0, late: answers[place * 2 + 1]?.[0]?.n ?? 0 });
  const late = chats.filter(({ deadline }) => deadline < now).length;
  return { chat: { next: chats.length - late, late }, dispatch: pair(0), collection: pair(1), cancellation: pair(2), return: pair(3) };
}
