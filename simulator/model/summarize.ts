// A ticket summed up by what stands in it: the buyer's last words, our last ones with who said them and when, whether anybody waits. In the
// languages of the desk. Refuses to understand.
import { type Asked, buyersWords } from "./prompt.ts";

interface Line {
  by?: string;
  name?: string;
  at?: string;
  text?: string;
}

interface Headings {
  wants: string;
  said: string;
  open: string;
  next: string;
  nothing: string;
  nobody: string;
  waits: string;
  done: string;
  answer: string;
  rest: string;
}

const HEADINGS: Record<string, Headings> = {
  en: {
    wants: "The buyer wants",
    said: "Said by us",
    open: "Open",
    next: "Next step",
    nothing: "nothing was said",
    nobody: "nobody has answered yet",
    waits: "the buyer waits for an answer",
    done: "nobody waits",
    answer: "answer the buyer",
    rest: "none",
  },
  de: {
    wants: "Wunsch",
    said: "Von uns gesagt",
    open: "Offen",
    next: "Nächster Schritt",
    nothing: "nichts gesagt",
    nobody: "noch niemand hat geantwortet",
    waits: "der Käufer wartet auf Antwort",
    done: "niemand wartet",
    answer: "dem Käufer antworten",
    rest: "keiner",
  },
  es: {
    wants: "El comprador quiere",
    said: "Dicho por nosotros",
    open: "Pendiente",
    next: "Siguiente paso",
    nothing: "no se dijo nada",
    nobody: "nadie ha respondido aún",
    waits: "el comprador espera respuesta",
    done: "nadie espera",
    answer: "responder al comprador",
    rest: "ninguno",
  },
  zh: {
    wants: "买家诉求",
    said: "我方回复",
    open: "待处理",
    next: "下一步",
    nothing: "无",
    nobody: "尚无人回复",
    waits: "买家在等待回复",
    done: "无人等待",
    answer: "回复买家",
    rest: "无",
  },
};

const CHARACTERS_MAX = 160;
const cut = (text: string) => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > CHARACTERS_MAX ? `${line.slice(0, CHARACTERS_MAX - 1)}…` : line;
};

export function summarize(asked: Asked): string {
  const { conversation, language = "en" } = (asked.data ?? {}) as { conversation?: Line[]; language?: string };
  if (!Array.isArray(conversation)) return cut(buyersWords(asked));
  const words = HEADINGS[language.slice(0, 2)] ?? (HEADINGS.en as Headings);
  const theirs = conversation.findLast(({ by }) => by === "buyer");
  const ours = conversation.findLast(({ by }) => by === "shop");
  const waits = conversation.findLast(({ by }) => by === "buyer" || by === "shop")?.by === "buyer";
  const teller = [ours?.name, ours?.at].filter(Boolean).join(", ");
  return [
    `${words.wants}: ${theirs?.text ? cut(theirs.text) : words.nothing}`,
    `${words.said}: ${ours?.text ? `${teller ? `${teller}: ` : ""}${cut(ours.text)}` : words.nobody}`,
    `${words.open}: ${waits ? words.waits : words.done}`,
    `${words.next}: ${waits ? words.answer : words.rest}`,
  ].join("\n\n");
}
