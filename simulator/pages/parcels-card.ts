// The packages of an order on the panel: what they hold, what they cost to send, what the carrier said, and what can happen to each next.
// Refuses acts the world would refuse.
import { carrierById, type ParcelException } from "../catalogue/carrier.ts";
import type { Core } from "../core/core.ts";
import { priceText } from "../core/money.ts";
import type { Order } from "../orders/order.ts";
import { ordersOf, type Package, packagesOf } from "../orders/package.ts";
import { splitsUnits } from "../orders/split.ts";
import { type Html, html } from "./html.ts";
import { actButton, momentText, secondText, statusWord } from "./words.ts";

const EXCEPTION_WORDS: Record<ParcelException, string> = {
  PACKAGE_LOST: "Lost",
  PACKAGE_DAMAGAED: "Damaged",
  RETURNED_TO_SHIPPER: "Sent back",
  PACKAGE_SCRAP: "Destroyed",
};

const exceptions = Object.keys(EXCEPTION_WORDS) as ParcelException[];

/** What can happen to one parcel now. */
function actsOf(core: Core, order: Order, parcel: Package): Html[] {
  const { id } = parcel;
  const back = `/panel/orders/${order.id}`;
  const button = (act: string, text: string, fields: Record<string, string>) =>
    actButton({ act, text, label: `${text}: package ${id}`, fields, back });
  const ours = { orderId: order.id, packageId: id };
  const canShip = ordersOf(core, parcel).every(
    (one) =>
      ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"].includes(one.status) &&
      (!one.asksCancel || core.state.shops[one.shopId]?.region === "US"),
  );
  const lost = exceptions.filter((reason) => reason !== parcel.exception);
  const trouble = html`<form class="row" method="post" action="/panel/act/reportException"><input type="hidden" name="back" value="${back}"><input type="hidden" name="packageId" value="${id}">
<select name="reason" aria-label="What happens to package ${id}">${lost.map((reason) => html`<option value="${reason}">${EXCEPTION_WORDS[reason]}</option>`)}</select><button class="danger" aria-label="Report it: package ${id}">Report it</button></form>`;
  switch (parcel.status) {
    case "TO_FULFILL":
      return canShip ? [button("shipPackage", "Ship", { packageId: id })] : [];
    case "PROCESSING":
      return [button("scan", "Carrier scans", ours), trouble];
    case "FULFILLING":
      return [button("deliver", "Deliver", ours), trouble];
    default:
      return [];
  }
}

function labelWords(parcel: Package): string {
  const { label, slot } = parcel;
  const bought = label ? `${label.serviceName} for ${priceText(label.price, label.currency)}, bought ${secondText(label.boughtTime)}` : "";
  const pickup = slot ? `pickup ${secondText(slot.start)} to ${secondText(slot.end)}` : "";
  return [bought, pickup].filter(Boolean).join(" · ");
}

function parcelPart(core: Core, order: Order, parcel: Package): Html {
  const shop = core.state.shops[order.shopId];
  const others = parcel.orderIds.filter((id) => id !== order.id);
  const skus = ordersOf(core, parcel)
    .flatMap((one) => one.lines)
    .filter((line) => parcel.lineIds.includes(line.id) && line.status !== "CANCELLED");
  const acts = actsOf(core, order, parcel);
  const carrier = carrierById(shop?.region ?? "", parcel.providerId)?.name ?? parcel.providerName;
  return html`<div class="stack"><div><div class="row"><span class="id">${parcel.id}</span> ${statusWord(parcel.status)} ${parcel.tag !== "DEFAULT" && statusWord(parcel.tag)} ${parcel.exception && html`<span class="word bad">${parcel.exception}</span>`}</div>
<div class="small">${skus.length} ${skus.length === 1 ? "unit" : "units"}: ${[...new Set(skus.map((line) => line.sellerSku || line.skuId))].join(", ")}</div>
${carrier && html`<div class="small">${carrier} <code>${parcel.trackingNumber}</code></div>`}${labelWords(parcel) && html`<div class="small dim">${labelWords(parcel)}</div>`}
${others.length > 0 && html`<div class="small">Together with ${others.map((id) => html`<a class="id" href="/panel/orders/${id}">${id}</a> `)}</div>`}
<ul>${parcel.events.map((event) => html`<li class="small">${momentText(event.at)} · ${event.text}</li>`)}</ul></div>${acts.length > 0 && html`<div class="row">${acts}</div>`}</div>`;
}

export function parcelsCard(core: Core, order: Order): Html {
  const parcels = packagesOf(core, order);
  const rule = splitsUnits(core, order) ? "Single units may be split." : "Only whole SKUs may be split.";
  return html`<section class="card"><div class="head"><h2>Packages</h2><span class="small dim">${!order.fbt && rule}</span></div><div id="parcels" data-live class="stack">${
    parcels.length === 0 ? html`<p class="dim">None yet.</p>` : parcels.map((parcel) => parcelPart(core, order, parcel))
  }</div></section>`;
}
