// Partner Center: the apps with their keys, addresses, topics and secrets, and a form for a new one. Refuses to hide secrets; the developer
// of an app reads them here.
import type { Core } from "../core/core.ts";
import type { App } from "../sellers/app.ts";
import { EVENT_TYPES } from "../webhooks/topics.ts";
import { panelPage } from "./frame.ts";
import { type Html, html, when } from "./html.ts";
import { actButton } from "./words.ts";

const BACK = "/panel/apps";

function authorizeLink(core: Core, app: App): string {
  const host = app.region === "US" ? core.state.doubts.usAuthorizeHost : "services.tiktokshop.com";
  return `https://${host}/open/authorize?service_id=${app.serviceId}`;
}

function secretActs(app: App): Html {
  const fields = { appKey: app.appKey };
  return app.oldSecret === null
    ? actButton({ act: "rotateSecret", text: "Rotate the secret", label: `Rotate the secret of ${app.name}`, fields, back: BACK })
    : actButton({ act: "endRotation", text: "End the rotation", label: `End the rotation of ${app.name}`, fields, back: BACK });
}

function topicsForm(app: App): Html {
  return html`<details><summary>Topics pushed for the app as a whole</summary><form class="stack" method="post" action="/panel/act/changeTopics"><input type="hidden" name="appKey" value="${app.appKey}"><input type="hidden" name="back" value="${BACK}"><div class="row">${Object.entries(
    EVENT_TYPES,
  ).map(
    ([topic, name]) =>
      html`<label class="check"><input type="checkbox" name="topic:${topic}" value="true" ${when(!app.mutedTopics.includes(Number(topic)), "checked")}>${topic} ${name}</label>`,
  )}</div><div class="row end"><button>Save the topics</button></div></form></details>`;
}

function appCard(core: Core, app: App): Html {
  const subscriptions = core.state.subscriptions.filter((one) => one.appKey === app.appKey);
  return html`<section class="card" aria-label="${app.name}"><div class="head"><h2>${app.name} <span class="word">${app.region}</span></h2><div class="row">${secretActs(app)}</div></div>
<dl><dt>App key</dt><dd><code>${app.appKey}</code></dd><dt>App secret</dt><dd><code>${app.appSecret}</code></dd>${app.oldSecret !== null && html`<dt>Old secret</dt><dd><code>${app.oldSecret}</code></dd>`}<dt>Service ID</dt><dd><code>${app.serviceId}</code></dd><dt>Authorization link</dt><dd><code>${authorizeLink(core, app)}</code></dd><dt>Scopes</dt><dd>${app.scopes.map((scope) => html`<span class="word">${scope}</span> `)}</dd><dt>Set by the Event API</dt><dd>${subscriptions.length === 0 ? "nothing" : subscriptions.map((one) => html`<div class="small">${one.eventType} of shop <span class="id">${one.shopId}</span> to <code>${one.address}</code></div>`)}</dd></dl>
<form class="stack" method="post" action="/panel/act/changeApp"><input type="hidden" name="appKey" value="${app.appKey}"><input type="hidden" name="back" value="${BACK}"><label>Redirect address<input name="redirectUrl" value="${app.redirectUrl}" required></label><label>Webhook address<input name="webhookUrl" value="${app.webhookUrl}"></label><div class="row end"><button class="primary" aria-label="Save addresses of ${app.name}">Save addresses</button></div></form>${topicsForm(app)}</section>`;
}

const newAppForm =
  () => html`<form class="card stack" method="post" action="/panel/act/registerApp"><h2>Create an app</h2><input type="hidden" name="back" value="${BACK}"><div class="fields"><label>Name<input name="name" required value="Tillside"></label><label>Marketplace<select name="region"><option value="US">United States</option><option value="ROW">Everywhere else</option></select></label></div>
<label>Redirect address<input name="redirectUrl" required placeholder="http://localhost:8787/connect/callback"></label><label>Webhook address<input name="webhookUrl" placeholder="http://localhost:8787/webhooks/tiktok/app"></label><div class="row end"><button class="primary">Create the app</button></div></form>`;

export function appsPage(core: Core, url: URL): Html {
  const apps = Object.values(core.state.apps);
  return panelPage(core, {
    title: "Partner Center",
    place: "/panel/apps",
    url,
    body: html`<h1>Partner Center</h1>${apps.length === 0 && html`<p class="dim">No app is registered yet.</p>`}${apps.map((app) => appCard(core, app))}${newAppForm()}`,
  });
}
