/** A sender's formatted e-mail made fit to be looked at: what could act, load or lead astray is taken out while it streams by, and what is
 *  left is served under a policy of its own that forbids scripts and every request, in a frame without rights. Three doors, each enough. */

const KEPT = new Set(
  "a abbr b blockquote body br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 head hr html i img li ol p pre q s small span strike strong sub sup table tbody td tfoot th thead title tr tt u ul".split(
    " ",
  ),
);
/** Their content goes with them: nobody was meant to read it, or it was read as plain text and would be markup without them. */
const DROPPED = new Set(
  "script style iframe object embed svg math template noscript textarea select audio video canvas form xmp noembed noframes plaintext".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  "align alt bgcolor border cellpadding cellspacing color colspan dir face height href lang rowspan size span src style title valign width".split(
    " ",
  ),
);
const LINK = /^(https?:|mailto:|tel:)/i;
/** Pictures: those that came along, and those on the web once they are asked for. */
const OWN_PICTURE = /^data:image\/(png|jpeg|gif|webp);base64,/i;
/** Of what a style may call; everything else may fetch, under a name that is still to be invented. */
const STYLE_FUNCTIONS = new Set(["rgb", "rgba", "hsl", "hsla", "calc"]);
/** What hides a name from whoever reads it here (escapes, comments, character references), and what lies over the rest. */
const HIDING_STYLE = /[\\@&<]|\/\*|position\s*:/i;
const QUOTES = /&(quot|apos|#39);/gi;

function cleanElement(element: Element, isRemote: boolean): void {
  const tag = element.tagName.toLowerCase();
  if (DROPPED.has(tag)) return void element.remove();
  if (!KEPT.has(tag)) return void element.removeAndKeepContent();
  for (const [name, value] of [...element.attributes] as [string, string][]) {
    if (!isKept(tag, name.toLowerCase(), value.trim(), isRemote)) element.removeAttribute(name);
  }
  if (tag !== "a") return;
  element.setAttribute("target", "_blank");
  element.setAttribute("rel", "noopener noreferrer nofollow");
}

function isKept(tag: string, name: string, value: string, isRemote: boolean): boolean {
  if (!ATTRIBUTES.has(name)) return false;
  if (name === "href") return tag === "a" && LINK.test(value);
  if (name === "src") return tag === "img" && (OWN_PICTURE.test(value) || (isRemote && /^https:/i.test(value)));
  return name !== "style" || isHarmlessStyle(value);
}

/** Attributes come as they are written: a quotation mark may be a character reference. */
function isHarmlessStyle(value: string): boolean {
  const css = value.replace(QUOTES, "'");
  return !HIDING_STYLE.test(css) && [...css.matchAll(/([\w-]*)\s*\(/g)].every(([, name = ""]) => STYLE_FUNCTIONS.has(name.toLowerCase()));
}

export function cleanHtml(html: BodyInit, isRemote: boolean): Response {
  const pictures = isRemote ? "data: https:" : "data:";
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  const rewriter = new HTMLRewriter()
    .on("*", { element: (element) => cleanElement(element, isRemote), comments: (comment) => void comment.remove() })
    .onDocument({ doctype: () => {}, comments: (comment) => void comment.remove() });
  return rewriter.transform(new Response(html, { headers }));
}
