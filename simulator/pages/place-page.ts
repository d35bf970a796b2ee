// Placing an order as a buyer: shop, products, quantities, and what kind of order it is. Refuses nothing itself; what the shop cannot sell
// comes back as a sentence on this page.
import { availableOf, productsOf } from "../catalogue/product.ts";
import { warehousesOf } from "../catalogue/warehouse.ts";
import type { Core } from "../core/core.ts";
import { priceText } from "../core/money.ts";
import type { Shop } from "../sellers/account.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";

const BUYERS_SHOWN_MAX = 30;

function buyerChoice(core: Core, shop: Shop): Html {
  const recent = core
    .orders(shop.id)
    .sorted("createTime")
    .slice(-BUYERS_SHOWN_MAX)
    .map((order) => order.buyerId);
  const buyers = [...new Set(recent.reverse())].flatMap((id) => core.state.buyers[id] ?? []);
  return html`<label class="grow">Buyer<select name="buyerId"><option value="">A new buyer</option>${buyers.map((buyer) => html`<option value="${buyer.id}">${buyer.nickname} (${buyer.address.firstName} ${buyer.address.lastName})</option>`)}</select></label>`;
}

function skuRows(core: Core, shop: Shop): Html {
  return html`${productsOf(core, shop.id)
    .filter((product) => product.status === "ACTIVATE")
    .flatMap((product) =>
      product.skus.map(
        (sku) =>
          html`<tr><td data-label="Product"><div>${product.title}<div class="small dim">${sku.name} · <code>${sku.sellerSku}</code></div></div></td><td data-label="Price" class="num">${priceText(sku.price, shop.currency)}</td><td data-label="In stock" class="num">${availableOf(sku)}</td><td data-label="Quantity"><input type="number" name="quantity:${sku.id}" min="0" max="50" value="0" aria-label="Quantity of ${product.title}, ${sku.name}"></td></tr>`,
      ),
    )}`;
}

const check = (name: string, words: string) =>
  html`<label class="check"><input type="checkbox" name="${name}" value="true">${words}</label>`;

const shippingChoice = () =>
  html`<label>Travels by<select name="shipping"><option value="">What the shop usually does</option><option value="TIKTOK">TikTok Shipping</option><option value="SELLER">The seller's own carrier</option></select></label>`;

function placeForm(core: Core, shop: Shop): Html {
  const hasFbt = warehousesOf(core, shop.id).some((warehouse) => warehouse.kind === "FBT");
  return html`<form class="card stack" method="post" action="/panel/act/placeOrder"><input type="hidden" name="shopId" value="${shop.id}"><input type="hidden" name="back" value="/panel/place?shop=${shop.id}">
<table class="rows"><thead><tr><th>Product</th><th class="num">Price</th><th class="num">In stock</th><th>Quantity</th></tr></thead><tbody>${skuRows(core, shop)}</tbody></table>
<div class="fields">${buyerChoice(core, shop)}${shippingChoice()}<label class="grow">Message to the seller<input name="message"></label></div>
<fieldset><legend>Kind of order</legend><div class="row">${hasFbt && check("fbt", "Fulfilled by TikTok (FBT)")}${check("gift", "Adds a gift")}${check("sample", "Free sample")}${check("cod", "Cash on delivery")}<label class="check"><input type="checkbox" name="paid" value="true" checked>Pays at once</label></div></fieldset>
<div class="row end"><button class="primary">Place the order</button></div></form>`;
}

export function placePage(core: Core, url: URL): Html {
  const shops = Object.values(core.state.shops);
  const shop = core.state.shops[url.searchParams.get("shop") ?? ""] ?? shops[0];
  return panelPage(core, {
    title: "Place an order",
    place: "/panel/place",
    url,
    body: html`<div class="head"><h1>Place an order</h1><form class="fields" method="get"><label>Shop<select name="shop">${shops.map((one) => html`<option value="${one.id}" ${when(one.id === shop?.id, "selected")}>${one.name}</option>`)}</select></label><button>Choose</button></form></div>
${shop ? placeForm(core, shop) : html`<p class="dim">There is no shop to buy from.</p>`}`,
  });
}
