/** One day of a store proved: TikTok's total by creation day against ours, and what is missing fetched. What is asked next is compare.ts's to say; here
 *  it is asked, in the turn of background work, and what comes is taken in like any other page. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { takeOrders } from "../orders/take.ts";
import { clearFailed, recordFailed } from "../stores/failed.ts";
import type { Shop } from "../stores/shop.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { type OrderPage, searchOrders } from "../tiktok/orders.ts";
import { type Comparison, compareSpan, type Missing, SPAN_READ_MAX, type Span, type SpanRead, type Verbs } from "./compare.ts";
import { spanOf } from "./days.ts";
import type { ReceiptRow } from "./table.ts";

const REPAIRED_NAMED_MAX = 500;
const MISSING_NAMED_MAX = 200;
/** Orders of one second, at most: beyond, TikTok's page tokens go in a circle. */
const PAGES_PER_SPAN_MAX = 50;

const verbsOf = (kit: Kit, shop: Shop): Verbs => ({
  askTheirs: async ({ from, before }) => {
    const search = { by: "create_time", order: "DESC", from, before, pageSize: SPAN_READ_MAX } as const;
    const { total, orders, broken } = await shop.call("backfill", (line) => searchOrders(line, search));
    const ids = [...orders, ...broken].map(({ id }) => id);
    // What is counted and not shown has no id to compare.
    return { total, ids: ids.length === total ? ids : null };
  },
  listOurs: (span) => listOurs(kit, shop.store.id, span),
  countTheirs: async ({ from, before }) => {
    const search = { by: "create_time", order: "DESC", from, before, pageSize: 1 } as const;
    return (await shop.call("backfill", (line) => searchOrders(line, search))).total;
  },
  countOurs: (span) => countOurs(kit, shop.store.id, span),
  readSpan: (span) => readSpan(kit, shop, span),
});

async function countOurs(kit: Kit, storeId: string, { from, before }: Span): Promise<number> {
  const row = await kit.db.first<{ n: number }>(
    sql`SELECT COUNT(*) AS n FROM orders INDEXED BY orders_of_store
      WHERE store_id = ${storeId} AND create_time >= ${from} AND create_time < ${before}`,
  );
  return row?.n ?? 0;
}

async function listOurs(kit: Kit, storeId: string, { from, before }: Span): Promise<Set<string>> {
  const rows = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM orders INDEXED BY orders_of_store WHERE store_id = ${storeId} AND create_time >= ${from} AND create_time < ${before}`,
  );
  return new Set(rows.map(({ id }) => id));
}

async function readSpan(kit: Kit, shop: Shop, span: Span): Promise<SpanRead> {
  const { store } = shop;
  const before = await listOurs(kit, store.id, span);
  const shown = new Set<string>();
  const missing: Missing[] = [];
  let pageToken = "";
  for (let page = 0; page < PAGES_PER_SPAN_MAX; page += 1) {
    const sentAt = kit.now();
    const search = { by: "create_time", order: "ASC", ...span, pageToken, pageSize: SPAN_READ_MAX } as const;
    const found = await shop.call("backfill", (line) => searchOrders(line, search));
    const broken = await takePage(kit, shop, found, sentAt);
    for (const { id } of [...found.orders, ...found.broken]) shown.add(id);
    missing.push(...broken.map(({ id, reason }): Missing => ({ id, reason: "unreadable", words: reason, count: 1 })));
    if (!found.nextPageToken || found.nextPageToken === pageToken) break;
    pageToken = found.nextPageToken;
  }
  const after = await listOurs(kit, store.id, span);
  const unread = new Set(missing.map(({ id }) => id));
  const uncounted = [...after].filter((id) => !shown.has(id));
  return {
    repaired: [...after].filter((id) => !before.has(id)),
    missing: [
      // One that was read before and no longer can be is here all the same.
      ...missing.filter(({ id }) => id === null || !after.has(id)),
      ...uncounted.map((id): Missing => ({ id, reason: "not-counted", words: null, count: 1 })),
    ],
    leftOut: [...shown].filter((id) => !after.has(id) && !unread.has(id)).length,
  };
}

/** Answers what could not be read. */
async function takePage(kit: Kit, shop: Shop, found: OrderPage, sentAt: number): Promise<{ id: string; reason: string }[]> {
  const { store } = shop;
  const { changed, broken } = await takeOrders(kit, store, found.orders, sentAt);
  const unread = [...found.broken, ...broken];
  await recordFailed(kit, store.id, "order", unread);
  await clearFailed(kit, store.id, "order", changed);
  if (changed.length > 0) await kit.env.MAILBOX.getByName("mailbox").poke({ store: store.id, orders: changed });
  return unread;
}

/** A refusal of TikTok's is an answer too, and stands in the receipt; silence is not one, and is asked again. */
export async function proveDay(kit: Kit, shop: Shop, day: string, byId: string | null): Promise<ReceiptRow> {
  const { store } = shop;
  const span = spanOf(day, store.time_zone);
  const compared = await compareSpan(verbsOf(kit, shop), span).catch(async (failure) => {
    if (!(failure instanceof TikTokFailure) || (failure.verdict !== "rejected" && failure.verdict !== "bug")) throw failure;
    return refused(failure, await countOurs(kit, store.id, span));
  });
  return {
    store_id: store.id,
    day,
    checked_at: kit.now(),
    time_zone: store.time_zone,
    from_time: span.from,
    before_time: span.before,
    theirs: compared.theirs,
    ours: compared.ours,
    theirs_after: compared.theirsAfter,
    ours_after: compared.oursAfter,
    repaired: JSON.stringify(compared.repaired.slice(0, REPAIRED_NAMED_MAX)),
    repaired_count: compared.repaired.length,
    missing: JSON.stringify(compared.missing.slice(0, MISSING_NAMED_MAX)),
    left_out: compared.leftOut,
    calls: compared.calls,
    compared: compared.compared,
    verdict: compared.verdict,
    by_id: byId,
  };
}

function refused(failure: TikTokFailure, ours: number): Comparison {
  const words = [failure.code, failure.words, failure.requestId].filter((part) => part !== null && part !== "").join(" · ");
  const missing: Missing[] = [{ id: null, reason: "refused", words, count: 0 }];
  return {
    theirs: 0,
    ours,
    theirsAfter: 0,
    oursAfter: ours,
    repaired: [],
    missing,
    leftOut: 0,
    calls: 1,
    compared: "counts",
    verdict: "open",
  };
}
