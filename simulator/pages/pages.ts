// Everything that is not the API: the seller's authorization pages, the panel, its acts, images and documents.
// Refuses to guess; an address it does not know is a 404 with the way back.
import { type Core, Refusal } from "../core/core.ts";
import { pictureAt } from "../pictures.ts";
import type { World } from "../world.ts";
import { doAct, type Input, isAct } from "./acts.ts";
import { aftersalesPage } from "./aftersales-page.ts";
import { appsPage } from "./apps-page.ts";
import { answerAuthorize, isAuthorizePath } from "./authorize.ts";
import { chatPage, chatsPage } from "./chats.ts";
import { documentAt } from "./documents.ts";
import { faultsPage } from "./faults-page.ts";
import { fbtPage } from "./fbt-page.ts";
import { readForm } from "./forms.ts";
import { panelPage, pulseOf } from "./frame.ts";
import { homePage } from "./home.ts";
import { type Html, html, htmlResponse, jsonResponse, redirect } from "./html.ts";
import { callsPage, webhooksPage } from "./logs-page.ts";
import { mailPage, oneMailPage } from "./mail-page.ts";
import { orderPage } from "./order-page.ts";
import { placePage } from "./place-page.ts";

type DrawPage = (core: Core, url: URL, id: string) => Html;

const PAGES: [RegExp, DrawPage][] = [
  [/^\/$/, homePage],
  [/^\/panel\/orders\/(\d+)$/, orderPage],
  [/^\/panel\/place$/, placePage],
  [/^\/panel\/chats$/, chatsPage],
  [/^\/panel\/chats\/(\d+)$/, chatPage],
  [/^\/panel\/aftersales$/, aftersalesPage],
  [/^\/panel\/fbt$/, fbtPage],
  [/^\/panel\/mail$/, mailPage],
  [/^\/panel\/mail\/(mail-\d+)$/, oneMailPage],
  [/^\/panel\/faults$/, faultsPage],
  [/^\/panel\/apps$/, appsPage],
  [/^\/panel\/webhooks$/, webhooksPage],
  [/^\/panel\/calls$/, callsPage],
];

const lost = (core: Core, url: URL, words: string) =>
  panelPage(core, {
    title: "Not here",
    place: "/",
    url,
    body: html`<h1>Not here</h1><p>${words} <a href="/">Back to shops and orders</a></p>`,
  });

function drawPage(core: Core, url: URL): Response {
  for (const [pattern, draw] of PAGES) {
    const match = pattern.exec(url.pathname);
    if (!match) continue;
    try {
      return htmlResponse(draw(core, url, match[1] ?? ""));
    } catch (error) {
      if (error instanceof Refusal) return htmlResponse(lost(core, url, error.message), 404);
      throw error;
    }
  }
  return htmlResponse(lost(core, url, "The simulator has no such page."), 404);
}

/** Bytes under an address of the simulator's own: drawn pictures, uploads, documents. */
function answerBytes(core: Core, url: URL): Response | null {
  const picture = pictureAt(url.pathname);
  const headers = { "cache-control": "public, max-age=86400" };
  if (picture)
    return new Response(typeof picture.body === "string" ? picture.body : picture.body.slice(), {
      headers: { ...headers, "content-type": picture.mime },
    });
  const file = core.state.files[/^\/files\/([\w.]+)$/.exec(url.pathname)?.[1] ?? ""];
  if (file) return new Response(Buffer.from(file.base64, "base64"), { headers: { ...headers, "content-type": file.mime } });
  return documentAt(core, url);
}

async function answerApi(core: Core, world: World, request: Request, name: string): Promise<Response> {
  if (!isAct(name)) return jsonResponse({ error: `There is no act "${name}".` }, 404);
  try {
    const text = await request.text();
    const input = (text === "" ? {} : JSON.parse(text)) as Input;
    return jsonResponse({ result: doAct(core, world, name, input) ?? null });
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return jsonResponse({ error: error.message }, 422);
    throw error;
  }
}

/** Back to the page the form stood on, with what happened; only to pages of the simulator itself. */
function back(address: string | null, name: "note" | "refused", words: string): Response {
  const url = new URL(address?.startsWith("/") && !address.startsWith("//") ? address : "/", "http://panel");
  url.searchParams.set(name, words);
  return redirect(`${url.pathname}${url.search}`);
}

const doneWords = (name: string) => `Done: ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`;

async function answerForm(core: Core, world: World, request: Request, asked: string): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const { name, input } = readForm(core, asked, form);
  try {
    const result = doAct(core, world, name, input);
    const id = result !== null && typeof result === "object" && "id" in result && typeof result.id === "string" ? result.id : "";
    if (name === "placeOrder") return back(`/panel/orders/${id}`, "note", "The order is placed.");
    if (name === "writeAsNewBuyer") return redirect(`/panel/chats/${core.state.conversations[newestTalk(core)]?.id ?? ""}`);
    return back(form.get("back"), "note", doneWords(asked));
  } catch (error) {
    if (error instanceof Refusal) return back(form.get("back"), "refused", error.message);
    throw error;
  }
}

const newestTalk = (core: Core) => Object.keys(core.state.conversations).at(-1) ?? "";

export async function answerPage(core: Core, world: World, request: Request, url: URL): Promise<Response> {
  const { pathname } = url;
  if (isAuthorizePath(pathname)) return answerAuthorize(core, request, url);
  if (pathname === "/panel/pulse") return jsonResponse({ pulse: pulseOf(core) });
  if (request.method === "POST") {
    const act = /^\/panel\/(api|act)\/(\w+)$/.exec(pathname);
    if (act?.[1] === "api") return answerApi(core, world, request, act[2] ?? "");
    return act?.[2] ? answerForm(core, world, request, act[2]) : htmlResponse(lost(core, url, "Nothing is done here."), 404);
  }
  return answerBytes(core, url) ?? drawPage(core, url);
}
