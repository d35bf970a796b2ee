/** What a buyer wrote, on its way to a model: everything a person would see and nothing else. Invisible letters can carry orders no agent notices,
 *  and signs by which servers part their own messages can end ours. What it says stays as it is: that it is material is the prompt's to say
 *  (prompt.ts), and that nothing comes of it the code's (claims.ts; a model is given no tools). Pure. */

/** The tag letters are Latin ones nobody sees; variation selectors can spell bytes. */
const UNSEEN =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|\u034f|[\ufe00-\ufe0e]|[\u{e0000}-\u{e0fff}]/gu;
const CONTROL = /[\p{Cc}--[\n\t]]|[\u2028\u2029]/gv;
/** How models are told apart who speaks: `<|im_start|>`, `[INST]`, `<<SYS>>`, `</data>`, `### System:`. */
const MARKS: [RegExp, string][] = [
  [/<\s?\|[^<>|]{0,60}\|\s?>/gu, " "],
  [/<<\s?\/?\s?SYS\s?>>|\[\s?\/?\s?(?:INST|SYS|SYSTEM)\s?\]/giu, " "],
  [/<\s?\/?\s?(?:data|system|assistant|user|human|instructions?|tool[\w-]*|function[\w-]*)(?:\s[^<>]{0,60})?>/giu, " "],
  [/<(?:begin|end)[_▁ ]of[_▁ ](?:text|sentence|turn)>|<\/?s>|<(?:start|end)_of_turn>/giu, " "],
  [/^[ \t]*(?:#{1,6}[ \t]*)?(system|assistant|developer|tool|user)[ \t]*[:：]/gimu, "$1 -"],
];
/** A message has 2 000; an e-mail may be longer and says what it wants in its beginning. */
export const UNTRUSTED_CHARACTERS_MAX = 8_000;
const DEPTH_MAX = 12;

export function neutralise(text: string): string {
  const seen = text
    .replace(UNSEEN, "")
    .replace(CONTROL, " ")
    .replace(/\p{Surrogate}/gu, "");
  // What one mark leaves behind may make another: "<|im_<|x|>start|>".
  let before = "";
  let plain = seen;
  for (let round = 0; plain !== before && round < 5; round += 1) {
    before = plain;
    plain = MARKS.reduce((one, [mark, instead]) => one.replace(mark, instead), plain);
  }
  return plain.slice(0, UNTRUSTED_CHARACTERS_MAX);
}

/** Every text within, names of fields included; what is no plain data is left out. */
export function neutraliseAll(data: unknown, depth = 0): unknown {
  if (typeof data === "string") return neutralise(data);
  if (data === null || typeof data === "number" || typeof data === "boolean") return data;
  if (depth >= DEPTH_MAX || typeof data !== "object") return null;
  if (Array.isArray(data)) return data.map((one) => neutraliseAll(one, depth + 1));
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [neutralise(name), neutraliseAll(value, depth + 1)]));
}
