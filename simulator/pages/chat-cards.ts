// What a message of a conversation shows on the panel besides words: pictures, videos, and cards as TikTok's app would draw them. Refuses
// content that cannot be read; such a message is shown in one plain line.
import type { Conversation, Message } from "../chat/conversation.ts";
import { sessionEnd } from "../chat/conversation.ts";
import { couponStatus, couponsOf } from "../chat/coupon.ts";
import { type Core, seconds } from "../core/core.ts";
import { cardOnWire, plainText } from "../wire/chat-view.ts";
import { type Html, html } from "./html.ts";
import { actButton, secondText } from "./words.ts";

interface CardData {
  title?: string;
  status?: string;
  product_name?: string;
  product_image?: string;
  paid_price?: string;
  lowest_price?: string;
  currency?: string;
  order_id?: string;
  order_status?: string;
  packages?: { shipping_provider_name: string; tracking_number: string; product_name: string }[];
}

const NAMES: Record<string, string> = {
  PRODUCT_CARD: "Product",
  ORDER_CARD: "Order",
  LOGISTICS_CARD: "Parcel",
  RETURN_REFUND_CARD: "Return or refund",
  COUPON_CARD: "Coupon",
  BUYER_ENTER_FROM_PRODUCT: "Came from product",
  BUYER_ENTER_FROM_ORDER: "Came from order",
};

function linesOf(data: CardData): string[] {
  if (data.packages)
    return data.packages.map((one) =>
      [one.shipping_provider_name, one.tracking_number, one.product_name].filter((word) => word !== "").join(" · "),
    );
  const price = data.paid_price ?? (data.lowest_price ? `${data.lowest_price} ${data.currency ?? ""}` : undefined);
  return [data.title ?? data.product_name, data.order_id, data.order_status ?? data.status, price].flatMap((line) => line ?? []);
}

function cardBox(name: string, data: CardData): Html {
  return html`<span class="talk-card">${data.product_image ? html`<img src="${data.product_image}" alt="" loading="lazy">` : null}<span><b>${name}</b>${linesOf(data).map((line) => html`<br>${line}`)}</span></span>`;
}

/** What is under the name of whoever spoke. */
export function bodyOf(core: Core, message: Message): Html {
  const address = /"(?:cover|url)":"([^"]+)"/.exec(message.content)?.[1]?.replaceAll("\\/", "/");
  if (message.type === "IMAGE" && address) return html`<img src="${address}" alt="Image sent as ${message.role}" loading="lazy">`;
  if (message.type === "VIDEO" && address)
    return html`<img src="${address}" alt="First frame of a video" loading="lazy"><span>Video</span>`;
  const name = NAMES[message.type];
  const data = name === undefined ? undefined : cardOnWire(core, message);
  if (name !== undefined && data !== undefined) return cardBox(name, JSON.parse(data) as CardData);
  return html`<span dir="auto">${plainText(message)}</span>`;
}

/** The sessions TikTok cut the talk into, the newest first. */
export function sessionsCard(core: Core, talk: Conversation): Html {
  const now = seconds(core);
  const state = (end: number) => (now >= end ? `ended ${secondText(end)}` : `ends ${secondText(end)} if nobody writes`);
  return html`<section class="card"><h2>Sessions</h2>${talk.sessions.length === 0 ? html`<p class="dim">Nobody has written yet.</p>` : html`<ul id="sessions" data-live>${talk.sessions.toReversed().map((session) => html`<li class="small">Began ${secondText(session.beginTime)}, ${state(sessionEnd(core, session))}; first answer ${secondText(session.answeredTime)}${session.score > 0 ? html`; rated ${session.score}` : null}</li>`)}</ul>`}
<div class="row">${[1, 3, 5].map((score) => actButton({ act: "rateLast", text: `Rate ${score}`, fields: { conversationId: talk.id, score: String(score) }, back: `/panel/chats/${talk.id}` }))}</div></section>`;
}

/** Coupons of the shop: only Seller Center knows them, so their ids are copied from here. */
export function couponsCard(core: Core, talk: Conversation): Html {
  const coupons = couponsOf(core, talk.shopId);
  const back = `/panel/chats/${talk.id}`;
  return html`<section class="card"><h2>Coupons of the shop</h2>${coupons.length === 0 ? html`<p class="dim">None yet.</p>` : html`<ul>${coupons.map((coupon) => html`<li><span class="id">${coupon.id}</span> ${coupon.title} <span class="word">${couponStatus(core, coupon)}</span> <span class="small dim">shown in ${coupon.display}</span></li>`)}</ul>`}
<form class="fields" method="post" action="/panel/act/addCoupon"><input type="hidden" name="back" value="${back}"><input type="hidden" name="shopId" value="${talk.shopId}"><label class="grow">Title<input name="title" value="10 % off" required></label><button>Make a coupon</button></form></section>`;
}
