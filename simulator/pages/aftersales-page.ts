// Cancellations and returns of a shop, those that wait for somebody first, with what can happen next. Refuses more than a page of each.
import { isReturnOver, type ReturnCase } from "../aftersales/return.ts";
import type { Core } from "../core/core.ts";
import { priceText } from "../core/money.ts";
import { isTooLate } from "../orders/cancel.ts";
import type { Cancellation } from "../orders/cancellation.ts";
import { refundTotal } from "../orders/refund.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";
import { returnActs, returnFacts } from "./return-parts.ts";
import { actButton, secondText, statusWord } from "./words.ts";

const ROWS_SHOWN_MAX = 50;

/** The newest of each kind, what waits before what is over. */
function newest<T extends { createTime: number }>(lists: readonly (readonly T[])[], waits: (one: T) => boolean): T[] {
  const recent = lists.flatMap((list) => [...list.filter(waits), ...list.filter((one) => !waits(one)).slice(-ROWS_SHOWN_MAX)]);
  return recent.sort((a, b) => Number(waits(b)) - Number(waits(a)) || b.createTime - a.createTime).slice(0, ROWS_SHOWN_MAX);
}

const orderCell = (core: Core, shopId: string, orderId: string) =>
  html`<td data-label="Order"><div><a class="id keep" href="/panel/orders/${orderId}">${orderId}</a><div class="small dim">${core.state.shops[shopId]?.name ?? ""}</div></div></td>`;

function cancellationRow(core: Core, one: Cancellation, back: string): Html {
  const order = core.state.orders[one.orderId];
  const fields = { orderId: one.orderId };
  const acts =
    one.status === "PENDING" && order
      ? [
          ...(isTooLate(order, one) ? [] : [actButton({ act: "grantCancel", text: "Grant", label: `Grant ${one.id}`, fields, back })]),
          actButton({ act: "endRequest", text: "Refuse", label: `Refuse ${one.id}`, fields, back }),
        ]
      : [];
  return html`<tr>${orderCell(core, one.shopId, one.orderId)}<td data-label="Why"><div>${one.reasonText}<div class="small dim">${one.role}, ${one.lineIds.length} of ${order?.lines.length ?? 0} units</div></div></td>
<td data-label="Status"><div>${statusWord(one.status)}${one.status === "PENDING" && html`<div class="small dim">until ${secondText(one.deadline)}</div>`}</div></td><td data-label="Refund" class="num">${priceText(refundTotal(one.refund), order?.currency ?? "")}</td><td data-label="Asked">${secondText(one.createTime)}</td><td data-label="Next"><div class="row">${acts}</div></td></tr>`;
}

const returnRow = (core: Core, one: ReturnCase, back: string): Html =>
  html`<tr>${orderCell(core, one.shopId, one.orderId)}<td data-label="Return"><div>${returnFacts(core, one)}</div></td><td data-label="Asked">${secondText(one.createTime)}</td><td data-label="Next"><div class="row">${returnActs(core, one, back)}</div></td></tr>`;

export function aftersalesPage(core: Core, url: URL): Html {
  const shopId = url.searchParams.get("shop") ?? "";
  const shops = Object.values(core.state.shops);
  const ids = shopId === "" ? shops.map((shop) => shop.id) : [shopId];
  const back = `/panel/aftersales?${new URLSearchParams({ shop: shopId })}`;
  const cancellations = newest(
    ids.map((id) => core.cancellations(id).sorted("createTime")),
    (one) => one.status === "PENDING",
  );
  const returns = newest(
    ids.map((id) => core.returns(id).sorted("createTime")),
    (one) => !isReturnOver(one) || one.arbitration === "IN_PROGRESS",
  );
  return panelPage(core, {
    title: "Cancellations and returns",
    place: "/panel/aftersales",
    url,
    body: html`<div class="head"><h1>Cancellations and returns</h1><form class="fields" method="get"><label>Shop<select name="shop"><option value="">All shops</option>${shops.map((shop) => html`<option value="${shop.id}" ${when(shop.id === shopId, "selected")}>${shop.name}</option>`)}</select></label><button>Choose</button></form></div>
<section class="card"><h2>Returns</h2><div id="returns" data-live>${
      returns.length === 0
        ? html`<p class="dim">None. A buyer opens one on the page of a delivered order.</p>`
        : html`<table class="rows"><thead><tr><th>Order</th><th>Return</th><th>Asked (UTC)</th><th>Next</th></tr></thead><tbody>${returns.map((one) => returnRow(core, one, back))}</tbody></table>`
    }</div></section>
<section class="card"><h2>Cancellations</h2><div id="cancellations" data-live>${
      cancellations.length === 0
        ? html`<p class="dim">None yet.</p>`
        : html`<table class="rows"><thead><tr><th>Order</th><th>Why</th><th>Status</th><th class="num">Refund</th><th>Asked (UTC)</th><th>Next</th></tr></thead><tbody>${cancellations.map((one) => cancellationRow(core, one, back))}</tbody></table>`
    }</div></section>`,
  });
}
