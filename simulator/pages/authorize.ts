// What a seller meets on the way to authorizing an app: account type, install, authorize. Three server-rendered steps with plain forms,
// one path for every host TikTok spells them under. Refuses sub-accounts without admin rights, with a way back.
import { type Core, Refusal, seconds } from "../core/core.ts";
import { type Login, type Seller, shopsOf } from "../sellers/account.ts";
import { type App, appWithServiceId } from "../sellers/app.ts";
import { authorize } from "../sellers/grant.ts";
import { regionOf } from "../sellers/regions.ts";
import { sellerPage } from "./frame.ts";
import { type Html, html, htmlResponse, redirect, when } from "./html.ts";

const DURATIONS = [
  [30, "1 month"],
  [182, "6 months"],
  [365, "1 year"],
] as const;

const SCOPE_WORDS: Record<string, string> = {
  "seller.authorization.info": "See which shops you authorized, and set up notifications",
  "seller.shop.info": "See your shops",
  "seller.order.info": "Read your orders",
  "seller.fulfillment.basic": "Ship orders and read packages",
  "seller.fulfillment.package.write": "Split and combine packages",
  "seller.logistics": "Read warehouses, carriers and tracking",
  "seller.return_refund.basic": "Read and answer cancellations, returns and refunds",
  "seller.customer_service": "Read and answer messages from buyers",
  "seller.product.basic": "Read your products",
  "seller.product.write": "Change stock and prices",
  "seller.finance.info": "Read statements and payments",
  "seller.fbt.info": "Read stock fulfilled by TikTok",
};

interface Visit {
  core: Core;
  url: URL;
  app: App;
}

/** Everything asked so far goes on in hidden fields, so that a step needs no memory. */
const carried = (visit: Visit, names: readonly string[]) =>
  names.map((name) => {
    const value = visit.url.searchParams.get(name);
    return value === null ? null : html`<input type="hidden" name="${name}" value="${value}">`;
  });
const KEYS = ["service_id", "app_key", "state"];

function steps(current: number): Html {
  const names = ["01 Select account type", "02 Install", "03 Authorize"];
  return html`<ol class="steps">${names.map((name, at) => html`<li ${when(at === current, 'aria-current="step"')}>${name}</li>`)}</ol>`;
}

function askAccountType(visit: Visit): Html {
  const types = [
    ["seller", "Seller", "I sell on TikTok Shop"],
    ["partner", "Partner", "I am an agency that works for sellers"],
    ["creator", "Creator", "I recommend products in videos"],
  ] as const;
  return sellerPage(
    "Select account type",
    html`${steps(0)}<h1>Select account type</h1><form class="card stack" method="get">${carried(visit, KEYS)}
<fieldset><legend>Which account do you want to use?</legend>${types.map(
      ([value, name, words], at) =>
        html`<label class="check choice"><input type="radio" name="account_type" value="${value}" ${when(at === 0, "checked")}><span>${name}<span class="dim small">${words}</span></span></label>`,
    )}</fieldset><div class="row end"><button class="primary">Next</button></div></form>`,
  );
}

const backTo = (visit: Visit, without: string) => {
  const address = new URL(visit.url);
  address.searchParams.delete(without);
  return `${address.pathname}${address.search}`;
};

function explainType(visit: Visit, type: string): Html {
  const words =
    type === "partner" ? "Partner accounts authorize apps in Partner Center." : "Creator accounts authorize apps inside TikTok.";
  return sellerPage(
    "Not for this account type",
    html`${steps(0)}<h1>This app is for sellers</h1><div class="card"><p>${words} ${visit.app.name} works with seller accounts only.</p>
<div class="row"><a class="button" href="${backTo(visit, "account_type")}">Back to account types</a></div></div>`,
  );
}

function loginChoice(seller: Seller, login: Login, isFirst: boolean): Html {
  const role = login.role === "MAIN" ? "Main account" : login.admin ? "Sub-account, admin" : "Sub-account";
  return html`<label class="check choice"><input type="radio" name="login" value="${login.id}" ${when(isFirst, "checked")}><span>${seller.name}, ${login.name}<span class="dim small">${role} · ${login.email}</span></span></label>`;
}

const isHome = (visit: Visit, seller: Seller) =>
  shopsOf(visit.core, seller.id).some((shop) => regionOf(shop.region).center === visit.app.region);

/** Accounts of the app's own marketplace first; others can be chosen too, as they can on the real page. */
function askInstall(visit: Visit): Html {
  const sellers = Object.values(visit.core.state.sellers);
  const groups = [sellers.filter((seller) => isHome(visit, seller)), sellers.filter((seller) => !isHome(visit, seller))];
  const titles =
    visit.app.region === "US"
      ? ["Sellers in the United States", "Sellers elsewhere"]
      : ["Sellers outside the United States", "Sellers in the United States"];
  const home = groups[0]?.[0] ?? sellers[0];
  return sellerPage(
    `Install ${visit.app.name}`,
    html`${steps(1)}<h1>Install ${visit.app.name}</h1><form class="card stack" method="get">${carried(visit, [...KEYS, "account_type"])}
<section class="stack"><h2>What the app asks for</h2><ul>${visit.app.scopes.map((scope) => html`<li>${SCOPE_WORDS[scope] ?? scope}</li>`)}</ul></section>
${groups.map(
  (group, at) =>
    group.length > 0 &&
    html`<fieldset><legend>${titles[at] ?? ""}</legend>${group.flatMap((seller) =>
      seller.logins.map((login, place) => loginChoice(seller, login, seller === home && place === 0)),
    )}</fieldset>`,
)}<div class="row end"><a class="button" href="${backTo(visit, "account_type")}">Back</a><button class="primary">Sign in and install</button></div></form>`,
  );
}

const refuseSubAccount = (visit: Visit, seller: Seller, login: Login): Html =>
  sellerPage(
    "This account may not authorize",
    html`${steps(2)}<h1>This account may not authorize apps</h1><div class="card"><p>${login.name} is a sub-account of ${seller.name} without admin rights.
Ask the owner of the main account to authorize ${visit.app.name}, or sign in with an account that has admin rights.</p>
<div class="row"><a class="button" href="${backTo(visit, "login")}">Back to accounts</a></div></div>`,
  );

const askAuthorize = (visit: Visit, seller: Seller): Html =>
  sellerPage(
    `Authorize ${visit.app.name}`,
    html`${steps(2)}<h1>Authorize ${visit.app.name}</h1><form class="card stack" method="post">
<p>${visit.app.name} gets access to ${seller.name}.</p>
<section class="stack"><h2>Shops covered</h2><ul>${shopsOf(visit.core, seller.id).map((shop) => html`<li>${shop.name} <span class="word">${shop.region}</span></li>`)}</ul></section>
<label>Authorization duration<select name="days">${DURATIONS.map(([days, words]) => html`<option value="${days}" ${when(days === 365, "selected")}>${words}</option>`)}</select></label>
<div class="row end"><button name="decision" value="decline">Decline</button><button class="primary" name="decision" value="authorize">Authorize</button></div></form>`,
  );

const errorPage = (title: string, words: string): Html =>
  sellerPage(
    title,
    html`<h1>${title}</h1><div class="card"><p>${words}</p><p class="dim">You can close this page and try again from the app.</p></div>`,
  );

function loginOf(visit: Visit): { seller: Seller; login: Login } | null {
  for (const seller of Object.values(visit.core.state.sellers)) {
    const login = seller.logins.find((one) => one.id === visit.url.searchParams.get("login"));
    if (login) return { seller, login };
  }
  return null;
}

function declined(visit: Visit): Response {
  const address = new URL(visit.app.redirectUrl);
  address.searchParams.set("app_key", visit.app.appKey);
  address.searchParams.set("code", "null");
  address.searchParams.set("error", visit.core.state.doubts.rejection);
  const state = visit.url.searchParams.get("state");
  if (state !== null) address.searchParams.set("state", state);
  return redirect(address.href, 302);
}

async function decide(visit: Visit, request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const chosen = loginOf(visit);
  if (!chosen?.login.admin) return htmlResponse(errorPage("Something went wrong", "The account may not authorize apps."), 403);
  if (form.get("decision") !== "authorize") return declined(visit);
  if (visit.core.faults.strike("authorize_fails", { names: ["authorize"] }))
    return htmlResponse(
      errorPage("Something went wrong", `TikTok Shop could not authorize the app. Error 10000, ${seconds(visit.core)}.`),
      500,
    );
  const state = visit.url.searchParams.get("state");
  const days = Number(form.get("days") ?? DURATIONS[2][0]);
  if (!DURATIONS.some(([one]) => one === days)) throw new Refusal("Choose one of the durations.");
  const { redirect: address } = authorize(visit.core, {
    appKey: visit.app.appKey,
    sellerId: chosen.seller.id,
    days,
    ...(state === null ? {} : { state }),
  });
  return redirect(address, 302);
}

export const isAuthorizePath = (path: string): boolean => path === "/open/authorize" || path === "/oauth/authorize";

/** Which step is shown follows from what the address carries, so that Back and reload work without a session. */
export async function answerAuthorize(core: Core, request: Request, url: URL): Promise<Response> {
  const app = appWithServiceId(core, url.searchParams.get("service_id") ?? "") ?? core.state.apps[url.searchParams.get("app_key") ?? ""];
  if (!app) return htmlResponse(errorPage("This service is not available", "TikTok Shop knows no app with this service id."), 404);
  const visit = { core, url, app };
  if (request.method === "POST") return decide(visit, request);
  const type = url.searchParams.get("account_type");
  if (type === null) return htmlResponse(askAccountType(visit));
  if (type !== "seller") return htmlResponse(explainType(visit, type));
  const chosen = loginOf(visit);
  if (!chosen) return htmlResponse(askInstall(visit));
  return htmlResponse(chosen.login.admin ? askAuthorize(visit, chosen.seller) : refuseSubAccount(visit, chosen.seller, chosen.login));
}
