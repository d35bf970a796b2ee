// The frame around every page: title, places to go, what just happened, and the script that keeps the page fresh.
// Refuses to need that script: without it a reload shows the same.
import type { Core } from "../core/core.ts";
import { type Html, html, verbatim, when } from "./html.ts";
import { STYLE } from "./look.ts";

const PLACES = [
  ["/", "Shops and orders"],
  ["/panel/chats", "Conversations"],
  ["/panel/aftersales", "After-sales"],
  ["/panel/fbt", "FBT"],
  ["/panel/mail", "E-mail"],
  ["/panel/place", "Place an order"],
  ["/panel/faults", "Break things"],
  ["/panel/apps", "Partner Center"],
  ["/panel/webhooks", "Webhooks"],
  ["/panel/calls", "API calls"],
] as const;

/** Fetches the page again when the world has changed and swaps the parts marked data-live, unless somebody is typing in one. */
const SCRIPT = `
document.querySelector("nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
let seen = document.body.dataset.pulse;
const isBusy = (part) => part.contains(document.activeElement) && document.activeElement !== document.body && document.activeElement.matches("input,select,textarea");
setInterval(async () => {
  if (document.hidden) return;
  try {
    const { pulse } = await (await fetch("/panel/pulse")).json();
    if (pulse === seen) return;
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    seen = pulse;
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = fresh.getElementById(part.id);
      if (next && !isBusy(part) && next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML;
    }
  } catch { /* The simulator is gone for the moment; the next second asks again. */ }
}, 1000);
`;

/** Differs whenever a page could look different. */
export const pulseOf = (core: Core): string => `${core.state.changes}/${core.state.calls.at(-1)?.requestId ?? ""}`;

const document = (title: string, pulse: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/images/profile/T.svg">
<style>${verbatim(STYLE)}</style>
</head>
<body data-pulse="${pulse}">
${body}
</body>
</html>`;

export interface PanelPage {
  title: string;
  place: (typeof PLACES)[number][0];
  body: Html;
  /** The address, whose `note` or `refused` is shown on top. */
  url: URL;
}

/** Parts that follow the world carry `data-live` and an id; forms stand outside them, so that nobody loses what they type. */
export function panelPage(core: Core, page: PanelPage): Html {
  const note = page.url.searchParams.get("note");
  const refused = page.url.searchParams.get("refused");
  return document(
    `${page.title} · Pretend TikTok Shop`,
    pulseOf(core),
    html`<header class="top"><strong>Pretend TikTok Shop<small>simulator</small></strong>
<nav aria-label="Panel">${PLACES.map(([path, name]) => html`<a href="${path}" ${when(path === page.place, 'aria-current="page"')}>${name}</a>`)}</nav></header>
<main>
${note && html`<p class="note" role="status">${note}</p>`}${refused && html`<p class="note bad" role="alert">${refused}</p>`}
${page.body}
</main>
<script>${verbatim(SCRIPT)}</script>`,
  );
}

/** A page a seller meets on TikTok's own site: no panel around it. */
export const sellerPage = (title: string, body: Html): Html =>
  document(
    `${title} · TikTok Shop`,
    "",
    html`<header class="top"><strong>TikTok Shop<small>pretended by the simulator</small></strong></header><main class="plain">${body}</main>`,
  );
