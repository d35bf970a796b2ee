// TikTok's fulfilment centres on the panel: what lies there of each SKU and what may happen to it, and what is on its way with its next steps.
// Refuses shops without a centre, in words.
import { type Product, productBySku, productsOf, type Sku, type Stock } from "../catalogue/product.ts";
import type { Warehouse } from "../catalogue/warehouse.ts";
import type { Core } from "../core/core.ts";
import { centresOf, goodsIdOf, quantitiesOf } from "../fbt/goods.ts";
import { type Inbound, inboundsOf, nextStatuses } from "../fbt/inbound.ts";
import type { Shop } from "../sellers/account.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";
import { actButton, secondText, statusWord } from "./words.ts";

const INBOUNDS_SHOWN_MAX = 30;

const pageOf = (shop: Shop) => `/panel/fbt?shop=${shop.id}`;

interface Line {
  product: Product;
  sku: Sku;
  stock: Stock;
}

function linesIn(core: Core, shop: Shop, centre: Warehouse): Line[] {
  return productsOf(core, shop.id).flatMap((product) =>
    product.skus.flatMap((sku) => {
      const stock = sku.stock.find((one) => one.warehouseId === centre.id);
      return stock ? [{ product, sku, stock }] : [];
    }),
  );
}

function goodsRow(core: Core, shop: Shop, { product, sku, stock }: Line): Html {
  const numbers = quantitiesOf(core, sku.id, stock);
  const fields = { skuId: sku.id, warehouseId: stock.warehouseId, quantity: "1" };
  const act = (name: string, text: string, more: Record<string, string> = {}) =>
    actButton({ act: name, text, label: `${text}: ${sku.sellerSku}`, fields: { ...fields, ...more }, back: pageOf(shop) });
  const acts = [act("adjustGoods", "Lose one", { quantity: "-1" }), act("adjustGoods", "Find one"), act("damageGoods", "Damage one")];
  return html`<tr><td data-label="Goods"><div>${product.title}<div class="small dim">${sku.name} · <code>${sku.sellerSku}</code> · <span class="id">${goodsIdOf(sku)}</span></div></div></td>
<td data-label="On hand" class="num">${numbers.onHand}</td><td data-label="Available" class="num">${numbers.available}</td><td data-label="Reserved" class="num">${numbers.reserved}</td><td data-label="Unfit" class="num">${numbers.unfulfillable}</td><td data-label="On its way" class="num">${numbers.inTransit}</td><td data-label="May happen"><div class="row">${acts}</div></td></tr>`;
}

function centreCard(core: Core, shop: Shop, centre: Warehouse): Html {
  const lines = linesIn(core, shop, centre);
  return html`<section class="card" aria-label="${centre.name}"><div class="head"><h2>${centre.name}</h2><span class="id dim">${centre.entityId}</span></div><div id="centre-${centre.id}" data-live>${
    lines.length === 0
      ? html`<p class="dim">Nothing of this shop lies here yet. Send some below.</p>`
      : html`<table class="rows"><thead><tr><th>Goods</th><th class="num">On hand</th><th class="num">Available</th><th class="num">Reserved</th><th class="num">Unfit</th><th class="num">On its way</th><th>May happen</th></tr></thead><tbody>${lines.map((line) => goodsRow(core, shop, line))}</tbody></table>`
  }</div></section>`;
}

function inboundRow(core: Core, shop: Shop, inbound: Inbound): Html {
  const back = pageOf(shop);
  const { id } = inbound;
  const label = (text: string) => `${text}: IBR${id}`;
  const steps = nextStatuses(inbound)
    .filter((status) => status !== "RECEIVED" && status !== "PARTIALLY_RECEIVED")
    .map((status) => actButton({ act: "moveInbound", text: status, label: label(status), fields: { inboundId: id, status }, back }));
  const isThere = ["TO_BE_RECEIVED", "ARRIVED_HUB", "INTERNAL_TRANSFER", "DELIVERED", "RECEIVING", "PARTIALLY_RECEIVED"].includes(
    inbound.status,
  );
  const receive = actButton({
    act: "receiveInbound",
    text: "Receive the rest",
    label: label("Receive the rest"),
    fields: { inboundId: id },
    back,
  });
  const goods = inbound.goods.map(
    ({ skuId, planned, normal, defective }) =>
      html`<div><code>${productBySku(core, skuId).sku.sellerSku}</code> ${normal + defective} of ${planned}${defective > 0 && `, ${defective} unfit`}</div>`,
  );
  return html`<tr><td data-label="Inbound order"><span class="id">IBR${id}</span></td><td data-label="Status">${statusWord(inbound.status)}</td><td data-label="Received"><div>${goods}</div></td><td data-label="Made">${secondText(inbound.createTime)}</td><td data-label="Next"><div class="row">${steps}${isThere && receive}</div></td></tr>`;
}

function inboundCard(core: Core, shop: Shop): Html {
  const inbounds = inboundsOf(core, shop.id).slice(-INBOUNDS_SHOWN_MAX).reverse();
  const skus = productsOf(core, shop.id).flatMap(({ title, skus: some }) => some.map((sku) => ({ title, sku })));
  return html`<section class="card" aria-label="Inbound orders"><h2>Inbound orders</h2><div id="inbounds" data-live>${
    inbounds.length === 0
      ? html`<p class="dim">Nothing is on its way.</p>`
      : html`<table class="rows"><thead><tr><th>Inbound order</th><th>Status</th><th>Received</th><th>Made (UTC)</th><th>Next</th></tr></thead><tbody>${inbounds.map((one) => inboundRow(core, shop, one))}</tbody></table>`
  }</div>
<form class="fields" method="post" action="/panel/act/sendGoods"><input type="hidden" name="shopId" value="${shop.id}"><input type="hidden" name="back" value="${pageOf(shop)}"><label class="grow">Goods<select name="skuId">${skus.map(({ title, sku }) => html`<option value="${sku.id}">${title} · ${sku.name} (${sku.sellerSku})</option>`)}</select></label><label>Units<input type="number" name="quantity" min="1" value="24"></label><button>Plan an inbound order</button></form></section>`;
}

export function fbtPage(core: Core, url: URL): Html {
  const shops = Object.values(core.state.shops).filter((shop) => centresOf(core, shop.id).length > 0);
  const shop = shops.find((one) => one.id === url.searchParams.get("shop")) ?? shops[0];
  const choice = html`<form class="fields" method="get"><label>Shop<select name="shop">${shops.map((one) => html`<option value="${one.id}" ${when(one.id === shop?.id, "selected")}>${one.name}</option>`)}</select></label><button>Choose</button></form>`;
  return panelPage(core, {
    title: "Fulfilled by TikTok",
    place: "/panel/fbt",
    url,
    body: html`<div class="head"><h1>Fulfilled by TikTok</h1>${shops.length > 0 && choice}</div>${
      shop
        ? html`${centresOf(core, shop.id).map((centre) => centreCard(core, shop, centre))}${inboundCard(core, shop)}`
        : html`<p class="dim">No shop of this world keeps goods in a warehouse of TikTok's.</p>`
    }`,
  });
}
