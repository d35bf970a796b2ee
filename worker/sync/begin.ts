/** A store was connected, or connected again: every stream is started or goes on, TikTok is asked to tell us, and what waited goes out.
 *  Doing it twice does nothing twice. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { StoreJob } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { startOfDayMonthsBefore } from "../stores/calendar.ts";
import type { Shop } from "../stores/shop.ts";
import { acceptChats } from "../tiktok/chat.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { EVENT_TYPES, listSubscriptions, subscribe } from "../tiktok/webhooks.ts";
import { chatsFrom, ORDERS_BACK_MONTHS } from "./backfill.ts";
import { poke } from "./live.ts";
import { STREAMS, type Stream, type Walk } from "./table.ts";

export async function beginStore(kit: Kit, shop: Shop): Promise<void> {
  const { store } = shop;
  const startedAt = kit.now();
  const now = Math.floor(startedAt / 1000);
  await kit.db.run(...STREAMS.flatMap((stream) => beginStream(kit, store.id, stream, startOf(stream, now, store.time_zone), now)));
  await kit.env.LONG.sendBatch([
    ...STREAMS.map((stream) => ({ body: backfillJob(stream, store.id) })),
    { body: { do: "pull-goods", store: store.id } },
  ]);
  await kit.env.LIVE.sendBatch([
    { body: { do: "reconcile-orders", store: store.id } },
    { body: { do: "reconcile-aftersales", store: store.id } },
    { body: { do: "sweep-conversations", store: store.id } },
  ]);
  await wakeWaiting(kit, store.id);
  await poke(kit, { store: store.id, self: true });
  await askToBeTold(kit, shop);
  // Connected once more meanwhile, it begins once more.
  await kit.db.run(sql`UPDATE store SET begin_since = NULL WHERE id = ${store.id} AND begin_since <= ${startedAt}`);
}

export const backfillJob = (stream: Walk, store: string): StoreJob => ({ do: `backfill-${stream}`, store });

function startOf(stream: Stream, now: number, timeZone: string): number {
  switch (stream) {
    case "orders":
    case "cancellations":
    case "returns":
      return startOfDayMonthsBefore(now, ORDERS_BACK_MONTHS, timeZone);
    case "conversations":
      return chatsFrom(now);
    case "products":
      return 0;
  }
}

/** A store that was away goes on from its cursor: what happened meanwhile is the reconcile's, not a second backfill's. */
function beginStream(kit: Kit, storeId: string, stream: Stream, from: number, now: number): SQL[] {
  return [
    sql`INSERT OR IGNORE INTO cursor (store_id, stream, until_time) VALUES (${storeId}, ${stream}, ${now})`,
    sql`INSERT OR IGNORE INTO backfill (store_id, stream, state, from_time, until_time, at_time, moved_at)
      VALUES (${storeId}, ${stream}, 'running', ${from}, ${now + 1}, ${now + 1}, ${kit.now()})`,
  ];
}

/** Replies kept while the store was disconnected go out now, and those in doubt are looked for: what failed before them may be the worse trouble. */
async function wakeWaiting(kit: Kit, storeId: string): Promise<void> {
  const waiting = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM ticket WHERE wake_at IS NOT NULL AND store_id = ${storeId} AND trouble IS NOT NULL`,
  );
  for (const { id } of waiting) await kit.env.TICKET.getByName(id).wakeUp(true);
}

/** Webhooks make us fast; without them the cron still makes us right, so a refusal here stops nothing. */
async function askToBeTold(kit: Kit, shop: Shop): Promise<void> {
  const region = shop.store.marketplace === "US" ? "us" : "row";
  const address = `${kit.env.APP_URL}/webhooks/tiktok/${region}`;
  try {
    const told = await shop.call("sync", (line) => listSubscriptions(line, address));
    for (const eventType of EVENT_TYPES.filter((type) => !told.includes(type))) {
      await shop.call("sync", (line) => subscribe(line, address, eventType));
    }
    if (shop.store.chat_import) await shop.chat("sync", acceptChats);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure) || failure.verdict === "reauthorize") throw failure;
    writeLog(kit, {
      door: "consumer",
      job: "subscribe",
      store: shop.store.id,
      verdict: failure.verdict,
      code: failure.code,
      requestId: failure.requestId,
    });
  }
}
