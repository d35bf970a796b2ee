// Breaking things: every fault, doubt, rule and limit with its present value. Refuses to keep anything to itself; one button clears all faults.
import type { Core } from "../core/core.ts";
import { DOUBTS, type Doubts } from "../doubts.ts";
import { FAULT_KINDS, type Fault } from "../faults.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";
import { actButton } from "./words.ts";

const BACK = "/panel/faults";
const back = html`<input type="hidden" name="back" value="${BACK}">`;

function faultRow(fault: Fault): Html {
  const { id, kind, on, shopId, count, after, probability, ms, page, how, code, struck } = fault;
  const facts = { on, shopId, "times left": count === undefined ? undefined : count - struck, after, probability, ms, page, how, code };
  const words = Object.entries(facts).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name} ${value}`]));
  return html`<tr><td data-label="Fault"><div><span class="word bad">${kind}</span><div class="small dim">${FAULT_KINDS[kind]}</div></div></td><td data-label="Where"><div>${words.join(", ") || "everywhere"}</div></td><td data-label="Struck" class="num">${struck}</td><td>${actButton({ act: "liftFault", text: "Lift", label: `Lift ${kind}`, fields: { id }, back: BACK })}</td></tr>`;
}

const raiseForm =
  () => html`<form class="stack" method="post" action="/panel/act/raiseFault">${back}<div class="fields"><label class="grow">Fault<select name="kind">${Object.entries(FAULT_KINDS).map(([kind, words]) => html`<option value="${kind}">${kind}: ${words}</option>`)}</select></label><label>Strikes (call, path or topic)<input name="on" placeholder="send, orders.*, 14"></label></div>
<div class="fields"><label>Times<input type="number" name="count" min="1"></label><label>After<input type="number" name="after" min="0"></label><label>Probability<input type="number" name="probability" min="0" max="1" step="0.01"></label><label>Milliseconds<input type="number" name="ms" min="0"></label><label>Page<input type="number" name="page" min="1"></label><label>Code<input type="number" name="code" min="1"></label><label>TikTok's words<input name="words"></label><label>A timeout<select name="how"><option value="">breaks the connection</option><option value="hang">hangs</option></select></label><button class="primary">Raise the fault</button></div></form>`;

function faultsCard(core: Core): Html {
  const raised = core.faults.raised();
  return html`<section class="card"><div class="head"><h2>Faults</h2>${actButton({ act: "clearFaults", text: "Clear all faults", fields: {}, back: BACK })}</div><div id="faults" data-live>${
    raised.length === 0
      ? html`<p class="dim">Nothing is broken.</p>`
      : html`<table class="rows"><thead><tr><th>Fault</th><th>Where</th><th class="num">Struck</th><th></th></tr></thead><tbody>${raised.map(faultRow)}</tbody></table>`
  }</div>${raiseForm()}</section>`;
}

const optionsOf = (choices: readonly (string | number | boolean)[], chosen: unknown) =>
  choices.map(
    (choice) =>
      html`<option value="${String(choice)}" ${when(choice === chosen, "selected")}>${choice === true ? "yes" : choice === false ? "no" : String(choice)}</option>`,
  );

function doubtField(core: Core, name: keyof Doubts): Html {
  const [choices, question] = DOUBTS[name];
  const value = core.state.doubts[name];
  const control =
    choices === "seconds"
      ? html`<input type="number" name="${name}" value="${String(value)}" min="1">`
      : html`<select name="${name}">${optionsOf(choices, value)}</select>`;
  return html`<label class="grow">${question}${control}</label>`;
}

const doubtsCard = (core: Core) =>
  html`<section class="card"><h2>Open doubts</h2><p class="dim">What nobody outside TikTok knows for certain, and the answer taken for now.</p><form class="stack" method="post" action="/panel/act/setDoubts">${back}<div class="fields">${(Object.keys(DOUBTS) as (keyof Doubts)[]).map((name) => doubtField(core, name))}</div><div class="row end"><button class="primary">Save the doubts</button></div></form></section>`;

const RULE_WORDS: Record<string, string> = {
  hold: "Paid orders rest for an hour",
  paymentTimeout: "Unpaid orders are cancelled after two days",
  autoCancel: "Orders not shipped or collected in time are cancelled",
  completes: "Delivered orders complete after two weeks",
  cancelAnswers: "Requests to cancel are granted at their deadline",
  returnAnswers: "Returns go on by themselves at their deadline",
  expiryNotices: "Topic 7 warns of an authorization about to end",
  stockLimits: "Nobody can order more than there is",
};

function clockworkCard(core: Core): Html {
  const { limits, rules } = core.state;
  return html`<section class="card"><h2>Clockwork and limits</h2><form class="stack" method="post" action="/panel/act/setClockwork">${back}<fieldset><legend class="hide">Rules</legend>${Object.entries(rules).map(([name, on]) => html`<label class="check"><input type="checkbox" name="${name}" value="true" ${when(on, "checked")}>${RULE_WORDS[name] ?? name}</label>`)}</fieldset>
<div class="fields"><label>Requests a second<input type="number" name="requestsPerSecond" value="${limits.requestsPerSecond}" min="0" step="any"></label><label>Burst<input type="number" name="burst" value="${limits.burst}" min="1"></label><label>Chat requests a day<input type="number" name="chatRequestsPerDay" value="${limits.chatRequestsPerDay}" min="0"></label><label>Life of a page token, in seconds<input type="number" name="pageTokenSeconds" value="${limits.pageTokenSeconds ?? ""}" min="0"></label><label>Labels are made within, in seconds<input type="number" name="documentSeconds" value="${limits.documentSeconds}" min="0"></label><label>Webhook retries, times<input type="number" name="retryScale" value="${core.faults.retryScale}" min="0" step="any"></label></div>
<label>Words that chat refuses<input name="sensitiveWords" value="${core.state.sensitiveWords.join(", ")}"></label><div class="row end"><button class="primary">Save clockwork and limits</button></div></form></section>`;
}

export const faultsPage = (core: Core, url: URL): Html =>
  panelPage(core, {
    title: "Break things",
    place: "/panel/faults",
    url,
    body: html`<h1>Break things</h1>${faultsCard(core)}${clockworkCard(core)}${doubtsCard(core)}`,
  });
