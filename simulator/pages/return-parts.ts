// A return on the panel: what it is about, and what buyer, carrier, Seller Center and TikTok can do next; and the form that opens one.
// Refuses to offer a step that is not next.
import { returnableLines } from "../aftersales/open.ts";
import { isGranted, isReturnOver, type ReturnCase, returnsOfOrder, sellerAction } from "../aftersales/return.ts";
import { BUYER_REASONS, type ReturnType } from "../aftersales/return-reasons.ts";
import type { Core } from "../core/core.ts";
import { priceText } from "../core/money.ts";
import type { Order } from "../orders/order.ts";
import { refundTotal } from "../orders/refund.ts";
import { type Html, html } from "./html.ts";
import { actButton, secondText, statusWord } from "./words.ts";

interface Step {
  act: string;
  text: string;
  fields?: Record<string, string>;
  isNext(core: Core, one: ReturnCase): boolean;
}

const isAsked = (core: Core, one: ReturnCase) => sellerAction(core, one) !== null;
const isOffered = (_core: Core, one: ReturnCase) => one.status === "AWAITING_BUYER_RESPONSE";
const isJudged = (_core: Core, one: ReturnCase) => one.arbitration === "IN_PROGRESS";

const STEPS: Step[] = [
  { act: "sendBack", text: "Buyer sends it", isNext: (_core, one) => one.status === "AWAITING_BUYER_SHIP" },
  { act: "bringBack", text: "Goods arrive", isNext: (_core, one) => one.status === "BUYER_SHIPPED_ITEM" && one.arrivedTime === 0 },
  { act: "acceptOffer", text: "Buyer accepts the offer", isNext: isOffered },
  { act: "refuseOffer", text: "Buyer refuses the offer", isNext: isOffered },
  { act: "grantReturn", text: "Seller grants", isNext: isAsked },
  { act: "refuseReturn", text: "Seller refuses", isNext: isAsked },
  { act: "takeOverReturn", text: "TikTok takes over", isNext: (_core, one) => one.arbitration === "" && !isGranted(one) },
  { act: "judgeReturn", text: "TikTok decides for the buyer", fields: { winner: "BUYER" }, isNext: isJudged },
  { act: "judgeReturn", text: "TikTok decides for the seller", fields: { winner: "SELLER" }, isNext: isJudged },
  { act: "goOnAlone", text: "Deadline passes", isNext: (_core, one) => one.deadline > 0 },
  { act: "withdrawReturn", text: "Buyer withdraws", isNext: (_core, one) => !isReturnOver(one) },
];

export const returnActs = (core: Core, one: ReturnCase, back: string): Html[] =>
  STEPS.filter((step) => step.isNext(core, one)).map(({ act, text, fields }) =>
    actButton({ act, text, label: `${text}: return ${one.id}`, fields: { returnId: one.id, ...fields }, back }),
  );

const KINDS: Record<ReturnType, string> = { RETURN_AND_REFUND: "Return", REFUND: "Refund only", REPLACEMENT: "Replacement" };

/** Kind, units, money, status and who is waited for, in two lines. */
export const returnFacts = (core: Core, one: ReturnCase): Html =>
  html`<div>${KINDS[one.type]} of ${one.lineIds.length} ${one.lineIds.length === 1 ? "unit" : "units"}, ${priceText(refundTotal(one.refund), core.state.orders[one.orderId]?.currency ?? "")} <span class="small dim">${one.reasonText}${one.deadline > 0 && `, until ${secondText(one.deadline)}`}</span></div>
<div>${statusWord(one.status)}${one.arbitration && html` <span class="word">${one.arbitration}</span>`}</div>`;

function openForm(core: Core, order: Order): Html | false {
  const kinds = (Object.keys(KINDS) as ReturnType[]).filter((type) => returnableLines(core, order, type).length > 0);
  if (kinds.length === 0) return false;
  const units = order.lines.filter((line) => kinds.some((type) => returnableLines(core, order, type).includes(line.id)));
  return html`<form class="stack" method="post" action="/panel/act/openReturn"><input type="hidden" name="orderId" value="${order.id}"><input type="hidden" name="back" value="/panel/orders/${order.id}">
<div class="fields"><label class="grow">What the buyer asks for<select name="wish">${kinds.map((type) => html`<optgroup label="${KINDS[type]}">${Object.entries(BUYER_REASONS[type]).map(([reason, words]) => html`<option value="${type}:${reason}">${words}</option>`)}</optgroup>`)}</select></label>
<label class="grow">Units<select name="lineId"><option value="">All that can</option>${units.map((line, at) => html`<option value="${line.id}">${at + 1}: ${line.productName}, ${line.skuName}</option>`)}</select></label></div>
<label>What the buyer writes<textarea name="note"></textarea></label><div class="row"><label class="check"><input type="checkbox" name="photo" value="true">With a photo</label><label class="check"><input type="checkbox" name="quick" value="true">TikTok promises the refund at once</label></div>
<div class="row end"><button class="primary">Open as buyer</button></div></form>`;
}

export function returnsCard(core: Core, order: Order): Html {
  const back = `/panel/orders/${order.id}`;
  const returns = returnsOfOrder(core, order.id);
  return html`<section class="card"><h2>Returns</h2><div id="returns" data-live class="stack">${
    returns.length === 0
      ? html`<p class="dim">None.</p>`
      : returns.map(
          (one) =>
            html`<div class="stack">${returnFacts(core, one)}<div class="row">${returnActs(core, one, back)}</div><ul>${one.records.map((record) => html`<li class="small">${secondText(record.createTime)} · ${record.description}${record.note && `: ${record.note}`}</li>`)}</ul></div>`,
        )
  }</div>${openForm(core, order)}</section>`;
}
