// What a buyer wants, by the words they use, in the languages buyers of the seeded shops write. Refuses to be clever: who uses none of the words asks
// how a product is used.
import { WORDS } from "./class-words.ts";
import { type Asked, buyersWords, type Schema } from "./prompt.ts";
import { lineOf } from "./shape.ts";
import { translate } from "./tongues.ts";

const ANGRY =
  /scam|ridiculous|unacceptable|never again|furious|disgusting|liars?\b|frech|unverschämt|betrug|wütend|saftladen|estafa|pésimo|vergüenza|indignante|arnaque|inadmissible|honteux|voleurs|truffa|vergogna|schifo|ladri|โกง|แย่มาก|骗|垃圾|太差|😡|🤬|!!!/iu;
const UNHAPPY =
  /disappoint|terrible|awful|bad\b|annoy|still (?:not|no|nothing)|broken|enttäusch|schlecht|ärger|immer noch|kaputt|decepcion|molest|todavía no|mal\b|déçu|nul\b|toujours (?:pas|rien)|delus|ancora (?:non|niente)|pessim|ผิดหวัง|ยังไม่|失望|还没|☹|😞|😢|😭/iu;
const HAPPY =
  /thank|love|great|perfect|awesome|danke|super\b|toll|gracias|genial|perfecto|encanta|merci|parfait|adore|grazie|perfetto|ขอบคุณ|ดีมาก|谢谢|很好|❤|😍|🥰/iu;

const SURE = 0.85;
const UNSURE = 0.4;

export function classify(asked: Asked): Record<string, unknown> {
  const text = buyersWords(asked);
  const found = WORDS.find(([, pattern]) => pattern.test(text))?.[0];
  return {
    ...named(asked.schema, found ?? "product-question/how-to-use"),
    confidence: found === undefined ? UNSURE : SURE,
    intent: linesOf(asked.schema, lineOf(text)),
    sentiment: ANGRY.test(text) ? "angry" : UNHAPPY.test(text) ? "unhappy" : HAPPY.test(text) ? "happy" : "neutral",
  };
}

/** In every language that is asked for, as far as the table goes. */
function linesOf(schema: Schema | null, line: string): unknown {
  const languages = Object.keys(schema?.properties?.intent?.properties ?? {});
  if (languages.length === 0) return line;
  return Object.fromEntries(languages.map((to) => [to, to === "en" ? line : translate({ text: line, to })]));
}

/** Under whatever field has it as a choice. */
function named(schema: Schema | null, found: string): Record<string, unknown> {
  const fields = Object.entries(schema?.properties ?? {});
  return Object.fromEntries(fields.flatMap(([name, field]) => (field.enum?.includes(found) ? [[name, found]] : [])));
}
