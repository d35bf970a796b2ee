// What the pretended model says to each task: made from the material alone, the same for the same question, good enough to work with and to be a
// floor for what real ones are held against. Refuses to think.
import { classify } from "./classify.ts";
import { look } from "./look.ts";
import { type Asked, textsIn } from "./prompt.ts";
import { fill } from "./shape.ts";
import { suggest } from "./suggest.ts";
import { summarize } from "./summarize.ts";
import { rewrite, translate } from "./tongues.ts";

const FACTS_STATED_MAX = 3;
/** What a buyer most often asks for, first. */
const TELLING = ["tracking", "status", "deliver", "arriv", "ship", "carrier", "refund", "total"];

type Answerer = (asked: Asked) => unknown;

/** Text where the question is streamed, else something in the shape it asks for. */
const TASKS: Record<string, Answerer> = {
  classify: (asked) => fill(asked.schema, asked, classify(asked)),
  summarize: (asked) => fill(asked.schema, asked, { summary: summarize(asked), text: summarize(asked) }),
  draft: (asked) => ({ text: draft(asked) }),
  suggest: (asked) => fill(asked.schema, asked, suggest(asked)),
  rewrite: ({ data }) => ({ text: rewrite(fieldsOf(data)) }),
  look: (asked) => fill(asked.schema, asked, look(asked)),
  translate: ({ data }) => ({ text: translate(fieldsOf(data)) }),
};

const fieldsOf = (data: unknown) => (data ?? {}) as Record<string, string | undefined>;

/** Plain text, or JSON as text. */
export function answerOf(asked: Asked): string {
  const answer = TASKS[asked.task]?.(asked) ?? fill(asked.schema, asked, {});
  if (asked.schema) return JSON.stringify(answer);
  const { text } = answer as { text?: string };
  return text ?? summarize(asked);
}

interface ToldFact {
  id: string;
  shown: string;
}

const HELLO: Record<string, string> = {
  en: "Hello, thank you for your message.",
  de: "Hallo, danke für Ihre Nachricht.",
  es: "Hola, gracias por su mensaje.",
  fr: "Bonjour, merci pour votre message.",
  it: "Buongiorno, grazie per il messaggio.",
  th: "สวัสดีค่ะ ขอบคุณสำหรับข้อความ",
  zh: "您好，感谢您的留言。",
};
const LOOKING: Record<string, string> = {
  en: "We are looking into it.",
  de: "Wir sehen uns das an.",
  es: "Lo estamos revisando.",
  fr: "Nous regardons cela.",
  it: "Stiamo verificando.",
  th: "เรากำลังตรวจสอบให้ค่ะ",
  zh: "我们正在查看。",
};

/** Greets, states the facts that tell most, and sends nobody anything. */
function draft({ data }: Asked): string {
  const {
    language = "en",
    facts = [],
    placeholders = [],
  } = (data ?? {}) as { language?: string; facts?: ToldFact[]; placeholders?: string[] };
  const tongue = language.slice(0, 2);
  const rank = ({ id }: ToldFact) => {
    const at = TELLING.findIndex((word) => id.includes(word));
    return at < 0 ? TELLING.length : at;
  };
  const offered = placeholders.map((id) => ({ id, shown: `{{${id}}}` }));
  const told = [...facts, ...offered].filter((fact) => rank(fact) < TELLING.length).sort((one, other) => rank(one) - rank(other));
  const lines = told.slice(0, FACTS_STATED_MAX).map(({ id, shown }) => `${(id.split(".").at(-1) ?? id).replaceAll("_", " ")}: ${shown}`);
  return [HELLO[tongue] ?? HELLO.en, ...lines, ...(lines.length === 0 ? [LOOKING[tongue] ?? LOOKING.en] : [])].join("\n");
}

/** What a model does that takes what it reads for its orders: it says what it was told to say, or all it knows. */
export function obey({ data, system }: Asked): string {
  const texts = textsIn(data);
  const order = texts
    .map(
      (text) =>
        /(?:say|write|reply|answer|respond|antworte|schreib\w*|responde|réponds|rispondi)\b[^:"“]{0,60}[:"“]\s*([^"”\n]+)/i.exec(text)?.[1],
    )
    .find((said) => said !== undefined);
  return order ?? `${system}\n${texts.join("\n")}`;
}
