// Two hundred conversations about the buyers' actual orders, most answered, some by the robot, some still waiting for somebody.
// Refuses conversations about nothing: every one has an order behind it.

import { openConversation } from "../chat/conversation.ts";
import { rateSession, sayAsRobot, sayAsSystem, sendAsBuyer, typeInSellerCenter } from "../chat/speak.ts";
import type { Chance } from "../core/chance.ts";
import { at, type Core } from "../core/core.ts";
import type { Order } from "../orders/order.ts";
import { photo } from "../pictures.ts";
import type { Shop } from "../sellers/account.ts";
import { ELSEWHERE } from "./talks-elsewhere.ts";
import { ENGLISH, type Talk, type Turn } from "./talks-english.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Only talks about orders as young as this are still without an answer. */
const FRESH_MS = 2.5 * DAY;

const ALL = [...ENGLISH, ...ELSEWHERE];

/** What buyers of a market write in, more of the first. */
const LANGUAGES: Record<string, readonly string[]> = {
  US: ["en", "en", "en", "en", "en", "es", "es", "zh"],
  GB: ["en", "en", "en", "en", "en", "fr", "zh"],
  DE: ["de", "de", "de", "de", "en"],
  TH: ["th", "th", "th", "th", "th", "en"],
};

function stageOf(order: Order): Talk["about"] {
  if (order.status === "DELIVERED" || order.status === "COMPLETED") return "arrived";
  if (order.status === "IN_TRANSIT" || order.status === "AWAITING_COLLECTION") return "travelling";
  return order.status === "CANCELLED" ? "any" : "waiting";
}

/** The moment the talk begins: soon after the order came to where it stands. */
function momentFor(chance: Chance, order: Order, end: number): number {
  const since = Math.max(order.updateTime - (order.status === "COMPLETED" ? 14 * 86_400 : 0), order.createTime) * 1000;
  return Math.min(since + chance.number() * DAY, end - 4 * MINUTE - chance.number() * 40 * MINUTE);
}

function fill(core: Core, order: Order, words: string): string {
  const parcel = order.packageIds.map((id) => core.state.packages[id]).find((one) => one?.trackingNumber);
  const facts: Record<string, string> = {
    product: order.lines[0]?.productName ?? "",
    carrier: parcel?.providerName || "the carrier",
    tracking: parcel?.trackingNumber || "in your order",
    name: order.address.firstName,
    town: order.address.town,
  };
  return words.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? "");
}

const [PHOTO_WIDTH, PHOTO_HEIGHT] = [540, 720];

function sayTurn(core: Core, order: Order, [who, what]: Turn, agentName: string): void {
  const { shopId, buyerId } = order;
  const talk = openConversation(core, shopId, buyerId);
  const text = fill(core, order, what);
  const asBuyer = (type: string, content: unknown) => sendAsBuyer(core, { shopId, buyerId, type, content });
  if (what === "@enter") asBuyer("BUYER_ENTER_FROM_ORDER", { order_id: order.id });
  else if (what === "@order") asBuyer("ORDER_CARD", { order_id: order.id });
  else if (what === "@product") asBuyer("BUYER_ENTER_FROM_PRODUCT", { product_id: order.lines[0]?.productId ?? "" });
  else if (what.startsWith("@photo:"))
    asBuyer("IMAGE", { url: photo(core.origin, what.slice(7), PHOTO_WIDTH, PHOTO_HEIGHT), width: PHOTO_WIDTH, height: PHOTO_HEIGHT });
  else if (who === "b") asBuyer("TEXT", { content: text });
  else if (who === "a") typeInSellerCenter(core, { conversationId: talk.id, text, agentName });
  else if (who === "r") sayAsRobot(core, { conversationId: talk.id, text });
  else sayAsSystem(core, { conversationId: talk.id, text, visible: who === "s", type: who === "s" ? "NOTIFICATION" : "OTHER" });
}

const PAUSES: Record<Turn[0], readonly [number, number]> = { b: [0.2, 5], a: [3, 50], r: [0.03, 0.1], s: [0.05, 0.2], h: [0.5, 2] };

function liveTalk(core: Core, order: Order, talk: Talk, shop: Shop, end: number): void {
  const chance = core.chance("seed");
  const agentName = chance.pick([shop.ownerName, "Sam", "Noor"]);
  let moment = momentFor(chance, order, end);
  for (const turn of talk.turns) {
    const [from, to] = PAUSES[turn[0]];
    if (moment >= end) return;
    sayTurn(at(core, Math.floor(moment)), order, turn, agentName);
    moment += (from + chance.number() * (to - from)) * MINUTE;
  }
  const conversation = openConversation(core, order.shopId, order.buyerId);
  if (talk.turns.some(([who]) => who === "a") && chance.hits(0.5))
    rateSession(core, { conversationId: conversation.id, score: chance.pick([5, 5, 5, 4, 4, 3, 1]) });
}

/** `count` conversations with as many buyers, spread over the shops as their orders are, leaning towards now. */
export function seedTalks(core: Core, shops: readonly Shop[], count: number): void {
  const chance = core.chance("seed");
  const end = core.now();
  const orders = shops
    .flatMap((shop) => core.orders(shop.id).sorted("updateTime"))
    .sort((a, b) => b.updateTime - a.updateTime || (a.id < b.id ? -1 : 1));
  const spoken = new Set<string>();
  while (spoken.size < count) {
    const order = orders[Math.floor(orders.length * chance.number() ** 2)];
    const shop = shops.find((one) => one.id === order?.shopId);
    if (!order || !shop || spoken.has(`${shop.id}/${order.buyerId}`)) continue;
    const language = chance.pick(LANGUAGES[shop.region] ?? ["en"]);
    const isFresh = order.updateTime * 1000 > end - FRESH_MS;
    const fits = (talk: Talk) => talk.language === language && (talk.about === stageOf(order) || talk.about === "any");
    const fitting = ALL.filter((talk) => fits(talk) && (isFresh || talk.turns.some(([who]) => who === "a")));
    if (fitting.length === 0) continue;
    spoken.add(`${shop.id}/${order.buyerId}`);
    liveTalk(core, order, chance.pick(fitting), shop, end);
  }
}
