// Conversations on the panel: the list, one thread with everything said in it, and composers for the buyer, Seller Center, TikTok's robot
// and TikTok itself. Refuses to hide messages that apps must not show; they are marked.
import { type Conversation, type Message, messagesOf } from "../chat/conversation.ts";
import { type Core, found, talkKey } from "../core/core.ts";
import { plainText } from "../wire/chat-view.ts";
import { bodyOf, couponsCard, sessionsCard } from "./chat-cards.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";
import { secondText } from "./words.ts";

const CHATS_SHOWN_MAX = 60;

function chatRow(core: Core, talk: Conversation): Html {
  const last = messagesOf(core, talk.id).at(-1);
  return html`<tr><td data-label="Buyer"><a href="/panel/chats/${talk.id}">${core.state.buyers[talk.buyerId]?.nickname ?? talk.buyerId}</a></td><td data-label="Shop">${core.state.shops[talk.shopId]?.name ?? ""}</td><td data-label="Last word"><div>${last ? html`<span class="small dim">${last.role}</span> ${plainText(last).slice(0, 120)}` : html`<span class="dim">Nothing said yet</span>`}</div></td><td data-label="Unread" class="num">${talk.unread}</td><td data-label="When">${secondText(talk.updateTime)}</td></tr>`;
}

function startForm(core: Core): Html {
  const shops = Object.values(core.state.shops);
  return html`<form class="card stack" method="post" action="/panel/act/writeAsNewBuyer"><h2>Write as a new buyer</h2><input type="hidden" name="back" value="/panel/chats"><div class="fields"><label>Shop<select name="shopId">${shops.map((shop) => html`<option value="${shop.id}">${shop.name}</option>`)}</select></label><label class="grow">Message<input name="text" required></label><button class="primary">Start the conversation</button></div></form>`;
}

export function chatsPage(core: Core, url: URL): Html {
  const chosen = url.searchParams.get("shop") ?? "";
  const shops = Object.values(core.state.shops);
  const talks = shops
    .filter((shop) => chosen === "" || shop.id === chosen)
    .flatMap((shop) => core.conversations(shop.id).sorted("updateTime").slice(-CHATS_SHOWN_MAX))
    .sort((a, b) => b.updateTime - a.updateTime || (a.id < b.id ? 1 : -1))
    .slice(0, CHATS_SHOWN_MAX);
  return panelPage(core, {
    title: "Conversations",
    place: "/panel/chats",
    url,
    body: html`<div class="head"><h1>Conversations</h1><form class="fields" method="get"><label>Shop<select name="shop"><option value="">All shops</option>${shops.map((shop) => html`<option value="${shop.id}" ${when(shop.id === chosen, "selected")}>${shop.name}</option>`)}</select></label><button>Show</button></form></div>
<section class="card" aria-label="Conversations"><div id="chats" data-live>${
      talks.length === 0
        ? html`<p class="dim">Nobody has written yet. Start below.</p>`
        : html`<table class="rows"><thead><tr><th>Buyer</th><th>Shop</th><th>Last word</th><th class="num">Unread</th><th>When (UTC)</th></tr></thead><tbody>${talks.map((talk) => chatRow(core, talk))}</tbody></table>`
    }</div></section>${shops.length > 0 && startForm(core)}`,
  });
}

const CAPTIONS: Record<Message["role"], string> = {
  BUYER: "Buyer",
  SHOP: "Shop",
  CUSTOMER_SERVICE: "Agent",
  ROBOT: "Robot",
  SYSTEM: "TikTok",
};

function messageItem(core: Core, message: Message): Html {
  const side = message.role === "SYSTEM" ? "system" : message.role === "BUYER" ? "" : "ours";
  const how = message.byApi ? ", through the API" : message.role === "CUSTOMER_SERVICE" ? ", in Seller Center" : "";
  const who = `${CAPTIONS[message.role]}${message.agentName && ` ${message.agentName}`}${how} · ${secondText(message.createTime)}${message.visible ? "" : " · hidden from the conversation"}`;
  return html`<li class="${side}"><span class="who">${who}</span>${bodyOf(core, message)}</li>`;
}

function ordersOf(core: Core, talk: Conversation) {
  return (core.bought.get(talkKey(talk.shopId, talk.buyerId)) ?? []).slice(-5).reverse();
}

function buyerCard(core: Core, talk: Conversation): Html {
  const back = `/panel/chats/${talk.id}`;
  const base = html`<input type="hidden" name="conversationId" value="${talk.id}"><input type="hidden" name="back" value="${back}">`;
  return html`<section class="card"><h2>As the buyer</h2><form class="stack" method="post" action="/panel/act/sayAsBuyer">${base}<label>Message as the buyer<textarea name="text" required></textarea></label><div class="row end"><button class="primary">Send as buyer</button></div></form>
<div class="row"><form method="post" action="/panel/act/sendPhoto">${base}<button>Send an image</button></form><form method="post" action="/panel/act/sendVideo">${base}<button>Send a video</button></form><form method="post" action="/panel/act/sendSticker">${base}<button>Send a sticker</button></form>${ordersOf(
    core,
    talk,
  ).map(
    (orderId) =>
      html`<form method="post" action="/panel/act/sendOrderCard">${base}<input type="hidden" name="orderId" value="${orderId}"><button>Order card ${orderId}</button></form>`,
  )}<form method="post" action="/panel/act/sendUnknown">${base}<button>Send an unknown type</button></form></div></section>`;
}

function shopCard(talk: Conversation): Html {
  const back = `/panel/chats/${talk.id}`;
  const base = html`<input type="hidden" name="conversationId" value="${talk.id}"><input type="hidden" name="back" value="${back}">`;
  return html`<section class="card"><h2>As the shop, in Seller Center</h2><form class="stack" method="post" action="/panel/act/typeInSellerCenter">${base}<label>Agent<input name="agentName" value="Sam"></label><label>Message from Seller Center<textarea name="text" required></textarea></label><div class="row end"><button class="primary">Send from Seller Center</button></div></form></section>
<section class="card"><h2>As TikTok</h2><form class="stack" method="post" action="/panel/act/sayAsRobot">${base}<label>Words of the robot or of TikTok<input name="text" required></label><div class="row end"><button>Say as robot</button><button formaction="/panel/act/sayAsSystem">Say as TikTok</button><button formaction="/panel/act/sayHidden">Say hidden</button></div></form></section>`;
}

export function chatPage(core: Core, url: URL, id: string): Html {
  const talk = found(core.state.conversations[id], "conversation", id);
  const buyer = found(core.state.buyers[talk.buyerId], "buyer", talk.buyerId);
  return panelPage(core, {
    title: `Conversation with ${buyer.nickname}`,
    place: "/panel/chats",
    url,
    body: html`<div class="head"><h1>${buyer.nickname}</h1><p class="dim">${core.state.shops[talk.shopId]?.name ?? ""} · conversation <span class="id">${talk.id}</span></p></div>
<div class="two"><section class="card" aria-label="Messages"><ol class="talk" id="talk" data-live>${messagesOf(core, talk.id).map((message) => messageItem(core, message))}</ol></section><div class="stack">${buyerCard(core, talk)}${shopCard(talk)}${couponsCard(core, talk)}${sessionsCard(core, talk)}</div></div>`,
  });
}
