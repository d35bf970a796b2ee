/** Where TikTok knocks. A body of ours to read is one that TikTok signed for one of our apps; from it only names are taken. The answer is 200
 *  when the queue has the job and 500 when it has not, so that TikTok tries again; nothing else is stored but a counter.
 *  Delivery rules: https://partner.tiktokshop.com/docv2/page/tts-webhooks-overview (an answer within 3 s, four retries). */
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import type { Door } from "../door.ts";
import type { Kit } from "../env.ts";
import type { NotifiedJob } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { findApp } from "../stores/apps.ts";
import { type AppRegion, REGIONS } from "../tiktok/authorization.ts";
import { isWebhookSignature } from "../tiktok/signature.ts";
import { readNotification } from "../tiktok/webhooks.ts";
import { pullNow } from "./live.ts";

const WEBHOOK_BYTES_MAX = 256 * 1024;
const COUNT_FLUSH_MS = 60_000;

type DoorVerdict = "taken" | "unsigned" | "too-large" | "unreadable" | "no-queue";
const statuses = { taken: 200, unsigned: 401, "too-large": 413, unreadable: 200, "no-queue": 500 } as const satisfies Record<
  DoorVerdict,
  number
>;

export const webhookRoutes = new Hono<Door>().post("/tiktok/:region", async (c) => {
  const region = REGIONS.find((known) => known === c.req.param("region").toUpperCase());
  if (!region) return c.body(null, 404);
  const verdict = await takeWebhook(c.var.kit, region, c.req.raw);
  if (verdict !== "taken") countAtDoor(c.var.kit, region, verdict);
  writeLog(c.var.kit, { door: "webhook", route: region, verdict, status: statuses[verdict], ms: c.var.kit.now() - c.get("startedAt") });
  return c.body(null, statuses[verdict]);
});

async function takeWebhook(kit: Kit, region: AppRegion, request: Request): Promise<DoorVerdict> {
  const body = await readBody(request);
  if (!body) return "too-large";
  const app = await findApp(kit, region);
  const signature = request.headers.get("authorization") ?? "";
  if (!app || !isWebhookSignature(app.key, app.secrets, body, signature)) return "unsigned";
  const notification = readNotification(new TextDecoder().decode(body));
  if (!notification || (notification.shop === null && notification.seller === null)) return "unreadable";
  const { id, shop, seller, topic, ids, index } = notification;
  const whose = shop === null ? { shop: "", seller: seller ?? "" } : { shop };
  const job: NotifiedJob = { do: "notified", app: app.key, notification: id, ...whose, topic, ids, ...(index ? { index } : {}) };
  try {
    await kit.env.LIVE.send(job);
  } catch {
    return "no-queue";
  }
  pullNow(kit, job);
  return "taken";
}

/** Null when the body is longer than WEBHOOK_BYTES_MAX, whatever its header says. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > WEBHOOK_BYTES_MAX) return null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > WEBHOOK_BYTES_MAX) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

const counts = new Map<string, number>();
let flushedAt = 0;

/** Someone who hammers the door costs one write a minute. */
function countAtDoor(kit: Kit, region: AppRegion, verdict: DoorVerdict): void {
  const key = `${region}|${verdict}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  if (kit.now() - flushedAt < COUNT_FLUSH_MS) return;
  flushedAt = kit.now();
  const day = new Date(kit.now()).toISOString().slice(0, 10);
  const rows = [...counts].map(([name, count]) => ({ region: name.split("|")[0], verdict: name.split("|")[1], count }));
  counts.clear();
  kit.later(
    kit.db.run(
      sql`INSERT INTO door_count (day, region, verdict, count) SELECT ${day}, value->>'region', value->>'verdict', value->>'count'
        FROM json_each(${JSON.stringify(rows)}) WHERE true
        ON CONFLICT (day, region, verdict) DO UPDATE SET count = count + excluded.count`,
    ),
  );
}
