// One order on the panel: what was bought, where it is, what can happen next, and the buyer's way into the chat.
// Refuses masks: the panel is TikTok's side and sees everything.
import { conversationBetween } from "../chat/conversation.ts";
import { type Core, found } from "../core/core.ts";
import { priceText } from "../core/money.ts";
import { targetsOf } from "../orders/clock.ts";
import { type Order, salePrice } from "../orders/order.ts";
import { panelPage } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { nextActs } from "./next-acts.ts";
import { parcelsCard } from "./parcels-card.ts";
import { returnsCard } from "./return-parts.ts";
import { secondText, statusWord, totalText } from "./words.ts";

function factsCard(core: Core, order: Order): Html {
  const { address } = order;
  const targets = targetsOf(order);
  const shop = found(core.state.shops[order.shopId], "shop", order.shopId);
  const facts: [string, Html | string][] = [
    ["Status", statusWord(order.status)],
    ["Shop", `${shop.name} (${shop.region})`],
    ["Buyer", core.state.buyers[order.buyerId]?.nickname ?? ""],
    ["Total", totalText(order)],
    ["Fulfilled by", order.fbt ? "TikTok (FBT)" : `Seller, ${order.shipping === "TIKTOK" ? "TikTok Shipping" : "own carrier"}`],
    ["Placed", secondText(order.createTime)],
    ["Paid", secondText(order.paidTime)],
    ["Ship by", targets ? `${secondText(targets.shipBy)}, cancelled at ${secondText(targets.shipDue)}` : "after payment"],
    ["Changed", secondText(order.updateTime)],
    [
      "Recipient",
      [`${address.firstName} ${address.lastName}`, address.line1, address.line2, address.town, address.postcode, address.phone]
        .filter(Boolean)
        .join(", "),
    ],
  ];
  return html`<section class="card" aria-label="Facts"><div id="facts" data-live><dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div></section>`;
}

function linesCard(order: Order): Html {
  return html`<section class="card"><h2>Units</h2><div id="units" data-live><table class="rows"><thead><tr><th>Product</th><th>Seller SKU</th><th>Status</th><th>Package</th><th class="num">Price</th></tr></thead><tbody>${order.lines.map(
    (line) =>
      html`<tr><td data-label="Product"><div>${line.productName}<div class="small dim">${line.skuName}${line.isGift && " · gift"}</div></div></td><td data-label="Seller SKU"><code class="keep">${line.sellerSku}</code></td><td data-label="Status">${statusWord(line.status)}</td><td data-label="Package"><span class="id keep">${line.packageId ? `…${line.packageId.slice(-6)}` : "–"}</span></td><td data-label="Price" class="num">${priceText(salePrice(line), order.currency)}</td></tr>`,
  )}</tbody></table></div></section>`;
}

function cancellationsCard(order: Order): Html {
  return html`<section class="card"><h2>Cancellations</h2><div id="cancellations" data-live>${
    order.cancellations.length === 0
      ? html`<p class="dim">None.</p>`
      : html`<ul>${order.cancellations.map((one) => html`<li>${statusWord(one.status)} by ${one.role}: ${one.reasonText}, ${secondText(one.createTime)}</li>`)}</ul>`
  }</div></section>`;
}

function writeCard(core: Core, order: Order): Html {
  const talk = conversationBetween(core, order.shopId, order.buyerId);
  return html`<section class="card"><div class="head"><h2>Write to the shop</h2>${talk && html`<a href="/panel/chats/${talk.id}">Open the conversation</a>`}</div>
<form class="stack" method="post" action="/panel/act/writeAboutOrder"><input type="hidden" name="orderId" value="${order.id}"><input type="hidden" name="back" value="/panel/orders/${order.id}">
<label>Message as the buyer<textarea name="text" required placeholder="Where is my parcel?"></textarea></label><div class="row end"><button class="primary">Send as buyer</button></div></form></section>`;
}

export function orderPage(core: Core, url: URL, orderId: string): Html {
  const order = found(core.state.orders[orderId], "order", orderId);
  const back = `/panel/orders/${order.id}`;
  const acts = nextActs(core, order, back);
  return panelPage(core, {
    title: `Order ${order.id}`,
    place: "/",
    url,
    body: html`<div class="head"><h1>Order <span class="id">${order.id}</span></h1><div id="acts" data-live class="row">${acts.length === 0 ? html`<span class="dim">Nothing more will happen to this order.</span>` : acts}</div></div>
<div class="two"><div class="stack">${factsCard(core, order)}${linesCard(order)}</div><div class="stack">${writeCard(core, order)}${parcelsCard(core, order)}${cancellationsCard(order)}${returnsCard(core, order)}</div></div>`,
  });
}
