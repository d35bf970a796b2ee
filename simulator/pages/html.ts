// Builds HTML from templates and escapes whatever is put into them. Refuses unescaped text unless it is itself built here.

export interface Html {
  markup: string;
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string") return escapeText(part);
  if (typeof part === "number") return String(part);
  if ("markup" in part) return part.markup;
  return part.map(markupOf).join("");
}

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = strings[0] ?? "";
  for (const [at, part] of parts.entries()) markup += markupOf(part) + (strings[at + 1] ?? "");
  return { markup };
}

/** An attribute that is there or not. */
export const when = (condition: boolean, attribute: string): Html => ({ markup: condition ? attribute : "" });

/** Only for markup written in this repository: style and script. */
export const verbatim = (markup: string): Html => ({ markup });

export const htmlResponse = (page: Html, status = 200): Response =>
  new Response(page.markup, { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });

export const jsonResponse = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });

/** 303 after a form of the panel; TikTok itself sends sellers back with 302. */
export const redirect = (address: string, status = 303): Response => new Response(null, { status, headers: { location: address } });
