// What went over the wire lately: attempts to push with their bodies, and API calls with their codes. Refuses secrets, which neither holds.
import type { Core } from "../core/core.ts";
import { topicName } from "../webhooks/topics.ts";
import { panelPage } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { actButton, momentText } from "./words.ts";

const ROWS_SHOWN_MAX = 100;

function waitingText(core: Core): string {
  const waiting = Object.keys(core.state.pushes).length;
  const next = core.postbag.peek();
  return waiting === 0
    ? "Nothing waits to be pushed."
    : `${waiting} wait to be pushed, the next at ${next ? momentText(next.at) : "once"}.`;
}

export function webhooksPage(core: Core, url: URL): Html {
  const attempts = core.state.webhookLog.slice(-ROWS_SHOWN_MAX).reverse();
  return panelPage(core, {
    title: "Webhooks",
    place: "/panel/webhooks",
    url,
    body: html`<div class="head"><h1>Webhooks</h1>${actButton({ act: "pushNow", text: "Retry everything now", fields: {}, back: "/panel/webhooks" })}</div><section class="card" aria-label="Attempts"><div id="attempts" data-live class="stack"><p class="dim">${waitingText(core)}</p>${
      attempts.length > 0 &&
      html`<table class="rows"><thead><tr><th>When (UTC)</th><th>Topic</th><th>Shop</th><th>Result</th><th class="num">Attempt</th><th class="num">ms</th><th>Body</th></tr></thead><tbody>${attempts.map(
        (one) =>
          html`<tr><td data-label="When">${momentText(one.at)}</td><td data-label="Topic"><div>${one.topic} <span class="small">${topicName(one.topic)}</span></div></td><td data-label="Shop">${core.state.shops[one.shopId ?? ""]?.name ?? "–"}</td><td data-label="Result"><span class="word ${one.ok ? "good" : "bad"}">${one.result}</span></td><td data-label="Attempt" class="num">${one.attempt}</td><td data-label="ms" class="num">${one.ms}</td><td><details><summary>Body</summary><pre>${one.body}</pre></details></td></tr>`,
      )}</tbody></table>`
    }</div></section>`,
  });
}

export function callsPage(core: Core, url: URL): Html {
  const calls = core.state.calls.slice(-ROWS_SHOWN_MAX).reverse();
  return panelPage(core, {
    title: "API calls",
    place: "/panel/calls",
    url,
    body: html`<h1>API calls</h1><section class="card" aria-label="Calls"><div id="calls" data-live>${
      calls.length === 0
        ? html`<p class="dim">No app has called yet.</p>`
        : html`<table class="rows"><thead><tr><th>When (UTC)</th><th>Call</th><th>Shop</th><th>HTTP</th><th>Code</th><th>Fault</th><th>Request</th></tr></thead><tbody>${calls.map(
            (one) =>
              html`<tr><td data-label="When">${momentText(one.at)}</td><td data-label="Call"><div>${one.name}<div class="small dim id">${one.method} ${one.path}</div></div></td><td data-label="Shop">${core.state.shops[one.shopId ?? ""]?.name ?? "–"}</td><td data-label="HTTP">${one.status ?? "none"}</td><td data-label="Code"><span class="word ${one.code === 0 ? "good" : "bad"}">${one.code ?? "none"}</span></td><td data-label="Fault">${one.fault || "–"}</td><td data-label="Request"><span class="id">${one.requestId}</span></td></tr>`,
          )}</tbody></table>`
    }</div></section>`,
  });
}
