/** Six rules to begin with, in four languages. They are copied into the editor and belong to whoever saves them; the names and words are the
 *  editor's to change. What buyers write is looked for in the language of the sample. */
import type { RuleForm } from "./rule.ts";

/** BCP 47, as people choose them for their pages. */
export const GALLERY_LANGUAGES = ["en", "de", "es", "zh-Hans"] as const;
export type GalleryLanguage = (typeof GALLERY_LANGUAGES)[number];

interface Words {
  question: { name: string; asks: string[]; reply: string };
  thanks: { name: string; says: string[] };
  late: { name: string; note: string };
  silent: { name: string };
  back: { name: string; note: string };
  cancelled: { name: string; note: string };
}

const en: Words = {
  question: {
    name: "Where is my order, already on its way",
    asks: ["where is", "tracking", "not arrived"],
    reply: "Hello {{buyer.nickname}}, your order is on its way. We look into it and write to you here.",
  },
  thanks: { name: "Thanks after an answer needs no answer", says: ["thanks", "thank you", "thx", "ok", "ok thanks", "👍"] },
  late: { name: "Nobody has taken it for four hours", note: "Waiting for four hours, and nobody has taken it." },
  silent: { name: "Resolve after seven days of silence" },
  back: {
    name: "A buyer who comes back goes to the front",
    note: "Came back for the second time: read the whole conversation before you answer.",
  },
  cancelled: { name: "The order was cancelled while the buyer waits", note: "The order was cancelled. Say so before anything else." },
};

const de: Words = {
  question: {
    name: "Wo ist die Bestellung, schon unterwegs",
    asks: ["wo ist", "wo bleibt", "sendungsnummer", "nicht angekommen"],
    reply: "Hallo {{buyer.nickname}}, Ihre Bestellung ist unterwegs. Wir sehen nach und schreiben Ihnen hier.",
  },
  thanks: { name: "Ein Dank nach der Antwort braucht keine Antwort", says: ["danke", "vielen dank", "dankeschön", "ok", "ok danke", "👍"] },
  late: { name: "Seit vier Stunden hat es niemand", note: "Wartet seit vier Stunden, und niemand hat es übernommen." },
  silent: { name: "Nach sieben stillen Tagen erledigen" },
  back: {
    name: "Wer wiederkommt, kommt nach vorn",
    note: "Kommt zum zweiten Mal wieder: vor der Antwort die ganze Unterhaltung lesen.",
  },
  cancelled: { name: "Storniert, während der Käufer wartet", note: "Die Bestellung wurde storniert. Das zuerst sagen." },
};

const es: Words = {
  question: {
    name: "Dónde está el pedido, ya en camino",
    asks: ["dónde está", "donde esta", "seguimiento", "no ha llegado", "no llegó"],
    reply: "Hola {{buyer.nickname}}, su pedido va en camino. Lo consultamos y le escribimos aquí.",
  },
  thanks: { name: "Un gracias tras la respuesta no pide respuesta", says: ["gracias", "muchas gracias", "ok", "vale", "ok gracias", "👍"] },
  late: { name: "Cuatro horas sin que nadie lo tome", note: "Espera desde hace cuatro horas y nadie lo ha tomado." },
  silent: { name: "Resolver tras siete días de silencio" },
  back: {
    name: "Quien vuelve pasa al frente",
    note: "Vuelve por segunda vez: conviene leer toda la conversación antes de responder.",
  },
  cancelled: { name: "Pedido cancelado mientras el comprador espera", note: "El pedido se canceló. Es lo primero que hay que decir." },
};

const zh: Words = {
  question: {
    name: "询问订单，已在运输途中",
    asks: ["到哪了", "物流", "快递", "没收到", "还没到"],
    reply: "{{buyer.nickname}}，您好，您的订单已在运输途中。我们会核实，并在这里回复您。",
  },
  thanks: { name: "回复后的感谢无需再回", says: ["谢谢", "感谢", "好的", "好的谢谢", "ok", "👍"] },
  late: { name: "四小时无人接手", note: "已等待四小时，无人接手。" },
  silent: { name: "七天无消息后标为已解决" },
  back: { name: "再次咨询的买家优先", note: "买家第二次咨询：回复前请先阅读整个会话。" },
  cancelled: { name: "买家等待期间订单被取消", note: "订单已取消，请首先告知买家。" },
};

const WORDS: Record<GalleryLanguage, Words> = { en, de, es, "zh-Hans": zh };

const DAY_MINUTES = 1_440;
const base = { kind: "rule", stores: null, stops: false, quietMinutes: 0 } as const;

interface Sample {
  code: string;
  form: RuleForm;
}

export function galleryIn(language: GalleryLanguage): Sample[] {
  return [...ofMessages(WORDS[language]), ...ofTime(WORDS[language])];
}

const ofMessages = ({ question, thanks, back }: Words): Sample[] => [
  {
    code: "order-question",
    form: {
      ...base,
      name: question.name,
      trigger: { on: "buyer-wrote" },
      condition: {
        all: [
          { field: "message.text", is: "contains", values: question.asks },
          { field: "order.stage", is: "is", values: ["shipped"] },
        ],
      },
      actions: [{ do: "reply", text: question.reply }],
      quietMinutes: DAY_MINUTES,
    },
  },
  {
    code: "thanks",
    form: {
      ...base,
      name: thanks.name,
      trigger: { on: "buyer-wrote" },
      condition: {
        all: [
          { field: "message.text", is: "equals", values: thanks.says },
          { field: "ticket.answered", is: "yes", values: [] },
        ],
      },
      actions: [{ do: "resolve" }],
    },
  },
  {
    code: "back",
    form: {
      ...base,
      name: back.name,
      trigger: { on: "reopened" },
      condition: { all: [{ field: "ticket.reopened", is: "at-least", values: ["2"] }] },
      actions: [{ do: "note", text: back.note }],
    },
  },
];

const ofTime = ({ late, silent, cancelled }: Words): Sample[] => [
  {
    code: "late",
    form: {
      ...base,
      name: late.name,
      trigger: { on: "waiting", minutes: 240 },
      condition: { all: [{ field: "ticket.assigned", is: "no", values: [] }] },
      actions: [{ do: "note", text: late.note }],
    },
  },
  {
    code: "silent",
    form: {
      ...base,
      name: silent.name,
      trigger: { on: "silent", minutes: 7 * DAY_MINUTES },
      condition: { all: [{ field: "ticket.lastBy", is: "is", values: ["us"] }] },
      actions: [{ do: "resolve" }],
    },
  },
  {
    code: "cancelled",
    form: {
      ...base,
      name: cancelled.name,
      trigger: { on: "order-moved" },
      condition: {
        all: [
          { field: "order.stage", is: "is", values: ["cancelled"] },
          { not: { field: "ticket.state", is: "is", values: ["resolved", "spam"] } },
        ],
      },
      actions: [{ do: "note", text: cancelled.note }],
    },
  },
];
