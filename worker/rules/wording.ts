/** Words in an automated reply that a shop may regret: those of an absence, and those that lead a buyer away from TikTok. Pure. It warns and
 *  forbids nothing: TikTok does not publish its list, and reads replies itself (Seller University, "Customer service performance": only a
 *  meaningful reply counts; "Off-platform transactions": contact outside TikTok Shop is not allowed). */

export type Warning = { because: "away" | "contact" | "promise"; words: string };

const PATTERNS: [because: Warning["because"], pattern: RegExp][] = [
  [
    "away",
    /\b(out of (the )?office|auto[- ]?reply|automatic (reply|response)|automated (message|reply)|away from (my|the) desk|on (holiday|vacation)|currently (away|unavailable|closed)|outside (of )?(our )?(business|office|working) hours|we are (closed|away))\b/giu,
  ],
  [
    "away",
    /(?<!\p{L})(abwesenheit|nicht im büro|automatische antwort|fuera de la oficina|respuesta automática|absent du bureau|réponse automatique)(?!\p{L})/giu,
  ],
  ["away", /自动回复|不在线|休息时间|下班/gu],
  [
    "contact",
    /\b(whats\s?app|telegram|we\s?chat|messenger|instagram|facebook|viber|line id|skype|e-?mail(?: us| me)?|call (us|me)|phone number|text (us|me)|our (own )?(website|web shop))\b/giu,
  ],
  ["contact", /微信|加我|电话|邮箱/gu],
  ["contact", /[\w.+-]+@[\w-]+\.[\w.]+/gu],
  ["contact", /(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:com|net|shop|store|co\.uk|de)\b/giu],
  ["contact", /(?<!\d)\+?\d[\d ().-]{7,14}\d(?!\d)/gu],
  [
    "promise",
    /\b(pay ?pal|bank transfer|refund (you )?(directly|outside)|pay (us )?directly|five[- ]star|5[- ]star|good review|positive review)\b/giu,
  ],
];

/** Each word once, in the order of what is worse: contact, promise, away. */
export function warnAbout(text: string): Warning[] {
  const found = PATTERNS.flatMap(([because, pattern]) =>
    [...text.matchAll(pattern)].map(([words]): Warning => ({ because, words: words.trim() })),
  );
  const order: Warning["because"][] = ["contact", "promise", "away"];
  const unique = found.filter(({ words }, at) => found.findIndex((other) => other.words.toLowerCase() === words.toLowerCase()) === at);
  return unique.sort((one, other) => order.indexOf(one.because) - order.indexOf(other.because));
}
