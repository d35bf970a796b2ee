// Turns "this happened" into pushes: one per app that the seller authorized, to the address that app wants this topic at.
// Refuses to wait; what it makes lies on the agenda until delivered.
import { type Core, found } from "../core/core.ts";
import { drawHex } from "../core/ids.ts";
import type { App } from "../sellers/app.ts";
import type { Grant } from "../sellers/grant.ts";
import { type Push, recordAttempt } from "./push.ts";
import { EVENT_TYPES, NUMBER_ID_TOPICS, SELLER_TOPICS, topicName } from "./topics.ts";

export interface News {
  topic: number;
  shopId: string;
  data: Record<string, unknown>;
}

/** A push as odd as a test wants it. What is absent is filled in as TikTok would. */
export interface OddPush {
  shopId?: string;
  appKey?: string;
  type?: number;
  data?: unknown;
  notificationId?: string;
  /** Sends exactly this text as the body. */
  body?: string;
  /** Sends exactly this signature. */
  signature?: string;
  address?: string;
}

function addressFor(core: Core, app: App, shopId: string | null, topic: number): string {
  const eventType = EVENT_TYPES[topic];
  const own = core.state.subscriptions.find((one) => one.appKey === app.appKey && one.shopId === shopId && one.eventType === eventType);
  const appWide = app.mutedTopics.includes(topic) ? "" : app.webhookUrl;
  if (own && (core.state.doubts.eventApiOverrides || appWide === "")) return own.address;
  return appWide;
}

const LAST_KNOWN_TOPIC = 68;
const FAR_TOPIC = 900;
const REORDER_MS = 2_000;
const LATE_MS = 60_000;

function queue(core: Core, push: Push, delay: number): void {
  core.state.pushes[push.id] = push;
  core.postbag.set(push.id, core.now() + delay);
  core.changed();
}

/** Puts one push on the agenda, as the raised faults will have it. */
function enqueue(core: Core, push: Push): void {
  const subject = { names: [String(push.topic), topicName(push.topic)], shopId: push.shopId ?? undefined };
  if (core.faults.strike("webhook_lost", subject)) {
    recordLoss(core, push);
    return;
  }
  const late = core.faults.strike("webhook_late", subject);
  const reordered = core.faults.strike("webhook_reordered", subject);
  const delay = (late ? (late.ms ?? LATE_MS) : 0) + (reordered ? core.chance("faults").below(reordered.ms ?? REORDER_MS) : 0);
  queue(core, push, delay);
  if (core.faults.strike("webhook_repeated", subject)) queue(core, { ...push, id: `push-${core.ids.count("push")}` }, delay);
}

function recordLoss(core: Core, push: Push): void {
  const { id: pushId, notificationId, topic, shopId, appKey, address, body } = push;
  const lost = { at: core.now(), attempt: 0, ok: false, status: null, result: "lost", ms: 0 };
  recordAttempt(core.state.webhookLog, { ...lost, pushId, notificationId, topic, shopId, appKey, address, body });
}

function bodyOf(core: Core, news: News, notificationId: string): string {
  const shop = core.state.shops[news.shopId];
  const subject = { names: [String(news.topic), topicName(news.topic)], shopId: news.shopId };
  const asNumbers = NUMBER_ID_TOPICS.has(news.topic) && core.faults.strike("ids_as_numbers", subject) !== null;
  const owner =
    SELLER_TOPICS.has(news.topic) && shop ? { seller_open_id: core.state.sellers[shop.sellerId]?.openId } : { shop_id: news.shopId };
  const timestamp = Math.floor(core.now() / 1000);
  const text = JSON.stringify({ type: news.topic, tts_notification_id: notificationId, ...owner, timestamp, data: news.data });
  return asNumbers ? text.replace(/"(product_id)":"(\d+)"/g, '"$1":$2') : text;
}

function pushTo(core: Core, app: App, news: News): void {
  const address = addressFor(core, app, news.shopId, news.topic);
  if (address === "") return;
  const notificationId = core.ids.next("notification");
  const body = bodyOf(core, news, notificationId);
  const id = `push-${core.ids.count("push")}`;
  const { topic, shopId } = news;
  enqueue(core, {
    id,
    notificationId,
    topic,
    shopId,
    appKey: app.appKey,
    address,
    body,
    attempts: 0,
    createdAt: core.now(),
    signature: null,
  });
}

/** Pushes news of a shop to every app whose authorization covers it. */
export function publish(core: Core, news: News): void {
  const shop = found(core.state.shops[news.shopId], "shop", news.shopId);
  for (const grant of Object.values(core.state.grants)) if (grant.sellerId === shop.sellerId) publishForSeller(core, grant, news);
}

/** Pushes news to the app of one authorization, if that is still valid. */
export function publishForSeller(core: Core, grant: Grant, news: News): void {
  const app = core.state.apps[grant.appKey];
  if (!app || grant.status !== "active" || grant.endsAt * 1000 <= core.now()) return;
  pushTo(core, app, news);
  const subject = { names: [String(news.topic), topicName(news.topic)], shopId: news.shopId };
  if (core.faults.strike("webhook_unknown", subject))
    pushTo(core, app, {
      topic: LAST_KNOWN_TOPIC + core.chance("faults").below(FAR_TOPIC),
      shopId: news.shopId,
      data: { note: drawHex(core.chance("faults"), 8) },
    });
}

/** Sends what a test makes up. Without an app key it goes to the apps of the shop, or to the only app there is. */
export function publishWebhook(core: Core, odd: OddPush): number {
  const apps = odd.appKey ? [found(core.state.apps[odd.appKey], "app", odd.appKey)] : appsOf(core, odd.shopId);
  for (const app of apps) {
    const topic = odd.type ?? 1;
    const notificationId = odd.notificationId ?? core.ids.next("notification");
    const body =
      odd.body ??
      JSON.stringify({
        type: topic,
        tts_notification_id: notificationId,
        ...(odd.shopId ? { shop_id: odd.shopId } : {}),
        timestamp: Math.floor(core.now() / 1000),
        data: odd.data ?? {},
      });
    const address = odd.address ?? (addressFor(core, app, odd.shopId ?? null, topic) || app.webhookUrl);
    const push: Push = {
      id: `push-${core.ids.count("push")}`,
      notificationId,
      topic,
      shopId: odd.shopId ?? null,
      appKey: app.appKey,
      address,
      body,
      attempts: 0,
      createdAt: core.now(),
      signature: odd.signature ?? null,
    };
    queue(core, push, 0);
  }
  return apps.length;
}

function appsOf(core: Core, shopId: string | undefined): App[] {
  const shop = shopId ? core.state.shops[shopId] : undefined;
  if (!shop) return Object.values(core.state.apps);
  const keys = new Set(
    Object.values(core.state.grants)
      .filter((grant) => grant.sellerId === shop.sellerId)
      .map((grant) => grant.appKey),
  );
  return Object.values(core.state.apps).filter((app) => keys.has(app.appKey));
}
