// The panel's first page: the shops with their authorization and how their pushes fare, and the recent orders with what can happen next.
// Refuses more than a page of orders; the search finds the rest.
import { type Core, seconds } from "../core/core.ts";
import { ORDER_STATUSES, type Order } from "../orders/order.ts";
import type { Shop } from "../sellers/account.ts";
import type { Grant } from "../sellers/grant.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";
import { nextActs } from "./next-acts.ts";
import { actButton, secondText, statusWord, totalText } from "./words.ts";

const ORDERS_SHOWN_MAX = 25;

function grantState(core: Core, grant: Grant): string {
  if (grant.status === "deauthorized") return "Deauthorized";
  return grant.endsAt <= seconds(core) ? "Expired" : "Authorized";
}

function authorizationCell(core: Core, grants: readonly Grant[]): Html {
  if (grants.length === 0) return html`<span class="dim">Not authorized</span>`;
  return html`${grants.map(
    (grant) =>
      html`<div>${statusWord(grantState(core, grant))} <span class="small dim">${core.state.apps[grant.appKey]?.name ?? grant.appKey}, until ${secondText(grant.endsAt)}</span></div>`,
  )}`;
}

function webhookCell(core: Core, shop: Shop): Html {
  const count = core.state.pushCounts[shop.id];
  if (!count) return html`<span class="dim">None yet</span>`;
  const share = Math.round((100 * count.delivered) / (count.delivered + count.failed));
  return html`${share} % of ${count.delivered + count.failed} accepted`;
}

function shopActs(shop: Shop, grants: readonly Grant[]): Html {
  if (!grants.some((grant) => grant.status === "active")) return html`<span class="dim">–</span>`;
  const fields = { shopId: shop.id };
  return html`<div class="row">${[
    actButton({ act: "expireAccessToken", text: "Expire token", label: `Expire token: ${shop.name}`, fields, back: "/" }),
    actButton({ act: "expireAuthorization", text: "Expire authorization", label: `Expire authorization: ${shop.name}`, fields, back: "/" }),
    actButton({ act: "deauthorize", text: "Deauthorize", label: `Deauthorize: ${shop.name}`, fields, back: "/", look: "danger" }),
  ]}</div>`;
}

function shopRow(core: Core, shop: Shop): Html {
  const grants = Object.values(core.state.grants).filter((grant) => grant.sellerId === shop.sellerId);
  const orders = core.orders(shop.id).sorted("createTime").length;
  return html`<tr><td data-label="Shop"><div><strong>${shop.name}</strong> <span class="word">${shop.region}</span><div class="small dim">${core.state.sellers[shop.sellerId]?.name ?? ""} · ${shop.sellerType} · <span class="id">${shop.id}</span></div></div></td>
<td data-label="Authorization"><div>${authorizationCell(core, grants)}</div></td><td data-label="Pushes"><div>${webhookCell(core, shop)}</div></td><td data-label="Orders" class="num">${orders}</td><td data-label="Seller may"><div>${shopActs(shop, grants)}</div></td></tr>`;
}

function shopsCard(core: Core): Html {
  const shops = Object.values(core.state.shops);
  return html`<section class="card" aria-labelledby="shops-title"><div class="head"><h2 id="shops-title">Shops</h2><div class="row">${Object.values(
    core.state.apps,
  ).map(
    (app) => html`<a class="button" href="/open/authorize?service_id=${app.serviceId}">Install ${app.name} from the App Store</a>`,
  )}</div></div>
<div id="shops" data-live>${
    shops.length === 0
      ? html`<p class="dim">There is no shop yet: this world began empty.</p>`
      : html`<table class="rows"><thead><tr><th>Shop</th><th>Authorization</th><th>Pushes</th><th class="num">Orders</th><th>Seller may</th></tr></thead><tbody>${shops.map((shop) => shopRow(core, shop))}</tbody></table>`
  }</div></section>`;
}

interface Filter {
  shop: string;
  status: string;
  text: string;
}

/** The newest orders that fit: an id or the beginning of a nickname finds older ones too. */
function ordersFor(core: Core, filter: Filter): Order[] {
  const shops = filter.shop === "" ? Object.keys(core.state.shops) : [filter.shop];
  const lists = shops.map((shopId) => core.orders(shopId).sorted("createTime", filter.status));
  const wanted = filter.text.toLowerCase();
  const fits = (order: Order) =>
    wanted === "" || order.id.includes(wanted) || (core.state.buyers[order.buyerId]?.nickname.toLowerCase().startsWith(wanted) ?? false);
  const newest = lists.flatMap((list) => (wanted === "" ? list.slice(-ORDERS_SHOWN_MAX) : list.filter(fits).slice(-ORDERS_SHOWN_MAX)));
  return newest.sort((a, b) => b.createTime - a.createTime || (a.id < b.id ? 1 : -1)).slice(0, ORDERS_SHOWN_MAX);
}

function orderRow(core: Core, order: Order, back: string): Html {
  const units = order.lines.length;
  return html`<tr><td data-label="Order"><div><a class="id" href="/panel/orders/${order.id}">${order.id}</a><div class="small dim">${core.state.shops[order.shopId]?.name ?? ""}${order.fbt && " · FBT"}${order.isSample && " · sample"}</div></div></td>
<td data-label="Buyer">${core.state.buyers[order.buyerId]?.nickname ?? ""}</td><td data-label="Status"><div>${statusWord(order.status)}${order.asksCancel && html` <span class="word bad">asks to cancel</span>`}</div></td>
<td data-label="Units" class="num">${units}</td><td data-label="Total" class="num">${totalText(order)}</td><td data-label="Placed">${secondText(order.createTime)}</td><td data-label="Next"><div class="row">${nextActs(core, order, back)}</div></td></tr>`;
}

function ordersCard(core: Core, url: URL): Html {
  const filter = {
    shop: url.searchParams.get("shop") ?? "",
    status: url.searchParams.get("status") ?? "",
    text: url.searchParams.get("find") ?? "",
  };
  const rows = ordersFor(core, filter);
  const back = `/?${new URLSearchParams({ shop: filter.shop, status: filter.status, find: filter.text })}`;
  return html`<section class="card" aria-labelledby="orders-title"><div class="head"><h2 id="orders-title">Recent orders</h2><a class="button primary" href="/panel/place">Place an order</a></div>
<form class="fields" method="get"><label>Shop<select name="shop"><option value="">All shops</option>${Object.values(core.state.shops).map((shop) => html`<option value="${shop.id}" ${when(shop.id === filter.shop, "selected")}>${shop.name}</option>`)}</select></label>
<label>Status<select name="status"><option value="">Every status</option>${ORDER_STATUSES.map((status) => html`<option ${when(status === filter.status, "selected")}>${status}</option>`)}</select></label>
<label class="grow">Order id or buyer<input name="find" type="search" value="${filter.text}"></label><button>Show</button></form>
<div id="orders" data-live>${
    rows.length === 0
      ? html`<p class="dim">No order fits. Place one, or show every status.</p>`
      : html`<table class="rows"><thead><tr><th>Order</th><th>Buyer</th><th>Status</th><th class="num">Units</th><th class="num">Total</th><th>Placed (UTC)</th><th>Next</th></tr></thead><tbody>${rows.map((order) => orderRow(core, order, back))}</tbody></table>`
  }</div></section>`;
}

export const homePage = (core: Core, url: URL): Html =>
  panelPage(core, {
    title: "Shops and orders",
    place: "/",
    url,
    body: html`<h1 class="hide">Shops and orders</h1>${shopsCard(core)}${ordersCard(core, url)}`,
  });
