/** The past, brought in once after connecting: newest first, page by page, each page saved with its place before the next, alongside the live
 *  stream. A chain of queue messages does it; a chain that broke is picked up by the cron. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { mirrorSkus, mirrorWarehouses } from "../inventory/mirror.ts";
import { takeImported, takeOrders } from "../orders/take.ts";
import { recordFailed } from "../stores/failed.ts";
import type { Shop } from "../stores/shop.ts";
import { CHAT_HISTORY_DAYS } from "../tickets/mirror.ts";
import { listConversations } from "../tiktok/chat.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { listWarehouses } from "../tiktok/logistics.ts";
import { type OrderPage, searchOrders } from "../tiktok/orders.ts";
import { findProduct, searchProducts } from "../tiktok/products.ts";
import { stepAftersales } from "./aftersales.ts";
import { poke, pullConversations } from "./live.ts";
import type { BackfillRow, Walk } from "./table.ts";

/** Orders are brought in from the same day this many months ago, at the start of the day in the store's zone. */
export const ORDERS_BACK_MONTHS = 3;
/** One queue message walks this long and hands the rest on: a consumer lives 15 minutes, other stores wait behind it. */
const WALK_MS_MAX = 20_000;
/** Whoever watches need not hear of each page. */
const TOLD_EVERY_MS = 1_000;
const SECONDS_PER_DAY = 86_400;

export const chatsFrom = (nowSeconds: number) => nowSeconds - CHAT_HISTORY_DAYS * SECONDS_PER_DAY;

/** What one message of the chain walks with. */
interface Walking {
  endAt: number;
  /** TikTok answers this while the page before it is written. Lost with the message, it is asked for again. */
  ahead: Asked | null;
}

interface Asked {
  from: number;
  before: number;
  sentAt: number;
  page: Promise<OrderPage>;
}

/** Answers whether the stream is done; false asks for the next message of the chain. */
export async function walkBackfill(kit: Kit, shop: Shop, stream: Walk): Promise<boolean> {
  const walking: Walking = { endAt: kit.now() + WALK_MS_MAX, ahead: null };
  let toldAt = 0;
  let row = await kit.db.first<BackfillRow>(
    sql`SELECT * FROM backfill WHERE store_id = ${shop.store.id} AND stream = ${stream} AND state = 'running'`,
  );
  // Who was faster goes on; two of us would count everything twice.
  while (row) {
    const place: BackfillRow = row;
    const step = await STEPS[stream](kit, shop, place, walking).catch((failure) => loseDeadPlace(kit, place, failure));
    row = await saveStep(kit, place, step);
    if (!row) break;
    const isOver = step.isDone || kit.now() >= walking.endAt;
    if (isOver || kit.now() - toldAt >= TOLD_EVERY_MS) {
      await poke(kit, { store: shop.store.id, self: true });
      toldAt = kit.now();
    }
    if (isOver) return step.isDone;
  }
  return true;
}

/** A page token that TikTok no longer takes leads nowhere for good: the next try walks from the first page, past what is here already. */
async function loseDeadPlace(kit: Kit, row: BackfillRow, failure: unknown): Promise<never> {
  if (row.page_token && failure instanceof TikTokFailure && failure.code === CODES.parameter && !failure.isTokenRefused)
    await kit.db.run(sql`UPDATE backfill SET page_token = '', done = 0 WHERE store_id = ${row.store_id} AND stream = ${row.stream}`);
  throw failure;
}

export interface Step {
  isDone: boolean;
  atTime: number;
  pageToken: string;
  brought: number;
  total: number | null;
}

const STEPS: Record<Walk, (kit: Kit, shop: Shop, row: BackfillRow, walking: Walking) => Promise<Step>> = {
  orders: (kit, shop, row, walking) => stepOrders(kit, shop, row, walking, takeOrders),
  fbt: (kit, shop, row, walking) => stepOrders(kit, shop, row, walking, takeImported),
  products: stepProducts,
  conversations: stepConversations,
  cancellations: stepAftersales("cancellation"),
  returns: stepAftersales("return"),
};

/** The place and the count move together, and only from where this step began: null when another walk has moved on, or somebody moved its end. */
const saveStep = (kit: Kit, row: BackfillRow, step: Step): Promise<BackfillRow | null> =>
  kit.db.first<BackfillRow>(
    sql`UPDATE backfill SET state = ${step.isDone ? "done" : "running"}, at_time = ${step.atTime}, page_token = ${step.pageToken},
      done = done + ${step.brought}, total = IFNULL(${step.total}, total), moved_at = ${kit.now()}
      WHERE store_id = ${row.store_id} AND stream = ${row.stream} AND state = 'running' AND at_time = ${row.at_time}
        AND from_time = ${row.from_time} AND page_token = ${row.page_token} RETURNING *`,
  );

/** Walks by the time orders were placed. A page token that has died is no loss: the walk goes on from the oldest order it has seen. */
async function stepOrders(kit: Kit, shop: Shop, row: BackfillRow, walking: Walking, take: typeof takeOrders): Promise<Step> {
  const { from_time: from, at_time: before } = row;
  const { ahead } = walking;
  walking.ahead = null;
  const asked = ahead?.from === from && ahead.before === before ? ahead : ask(kit, shop, from, before);
  const page = await asked.page;
  const times = page.orders.map((order) => order.create_time);
  const total = row.total ?? page.total;
  // Orders of the oldest second may be cut in two by the page's end: that second is asked for again, unless it fills whole pages.
  const oldest = Math.min(...times);
  const isOneSecond = times.length > 0 && oldest === Math.max(...times);
  const isLast = !page.nextPageToken || times.length === 0;
  if (!isLast && !isOneSecond && kit.now() < walking.endAt) walking.ahead = ask(kit, shop, from, oldest + 1);
  const { broken } = await take(kit, shop.store, page.orders, asked.sentAt);
  await recordFailed(kit, shop.store.id, "order", [...page.broken, ...broken]);
  if (isLast) return { isDone: true, atTime: from, pageToken: "", brought: times.length, total };
  if (isOneSecond) return { ...(await walkSecond(kit, shop, oldest, take)), total };
  const brought = times.filter((time) => time > oldest).length;
  return { isDone: false, atTime: oldest + 1, pageToken: "", brought, total };
}

function ask(kit: Kit, shop: Shop, from: number, before: number): Asked {
  const search = { by: "create_time", order: "DESC", from, before } as const;
  const page = shop.call("backfill", (line) => searchOrders(line, search));
  // Whoever needs it hears of a failure; nobody may.
  page.catch(() => {});
  return { from, before, sentAt: kit.now(), page };
}

/** More orders than a page holds were placed within one second: here only TikTok's page tokens lead on. */
async function walkSecond(kit: Kit, shop: Shop, second: number, take: typeof takeOrders): Promise<Omit<Step, "total">> {
  let pageToken = "";
  let brought = 0;
  for (;;) {
    const sentAt = kit.now();
    const search = { by: "create_time", order: "DESC", from: second, before: second + 1, pageToken } as const;
    const page = await shop.call("backfill", (line) => searchOrders(line, search));
    const { broken } = await take(kit, shop.store, page.orders, sentAt);
    await recordFailed(kit, shop.store.id, "order", [...page.broken, ...broken]);
    brought += page.orders.length;
    if (!page.nextPageToken || page.nextPageToken === pageToken) return { isDone: false, atTime: second, pageToken: "", brought };
    pageToken = page.nextPageToken;
  }
}

async function stepProducts(kit: Kit, shop: Shop, row: BackfillRow): Promise<Step> {
  if (row.page_token === "") await kit.db.run(...mirrorWarehouses(shop.store.id, await shop.call("backfill", listWarehouses)));
  const page = await shop.call("backfill", (line) => searchProducts(line, row.page_token));
  await kit.db.run(...mirrorSkus(shop.store.id, page.skus));
  for (const productId of page.productIds) {
    try {
      // Only the detail tells a SKU's picture and variation.
      const skus = await shop.call("backfill", (line) => findProduct(line, productId));
      await kit.db.run(...mirrorSkus(shop.store.id, skus));
    } catch (failure) {
      // Frozen and deleted products have no detail; what search told of them is all there is.
      if (!(failure instanceof TikTokFailure) || failure.verdict !== "rejected") throw failure;
    }
  }
  const isDone = !page.nextPageToken || page.nextPageToken === row.page_token;
  return { isDone, atTime: row.at_time, pageToken: isDone ? "" : page.nextPageToken, brought: page.productIds.length, total: page.total };
}

/** Latest activity first, so that what is open comes in before what is history. */
async function stepConversations(kit: Kit, shop: Shop, row: BackfillRow): Promise<Step> {
  const page = await shop.chat("backfill", (line) => listConversations(line, row.page_token));
  // One that was opened and in which nobody has spoken does not say where the list stands.
  const old = page.conversations.findIndex(({ latest }) => latest !== null && latest.createTime < row.from_time);
  const some = old === -1 ? page.conversations : page.conversations.slice(0, old);
  await pullConversations(kit, shop, some, "backfill");
  const isDone = old !== -1 || !page.nextPageToken || page.nextPageToken === row.page_token;
  const reached = Math.min(row.at_time, ...some.map(({ latest }) => latest?.createTime ?? row.at_time));
  return {
    isDone,
    atTime: old === -1 ? reached : row.from_time,
    pageToken: isDone ? "" : page.nextPageToken,
    brought: some.length,
    total: null,
  };
}
