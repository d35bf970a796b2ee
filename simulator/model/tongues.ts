// Translating and rewriting by table: sentences a shop and a buyer often write are known in several languages, everything else is marked with the
// language it ought to be in. What was marked is unmarked on the way back, so that nothing is lost. Refuses to know grammar.

const LANGUAGES = ["en", "de", "es", "fr", "it", "th", "zh"] as const;
type Language = (typeof LANGUAGES)[number];

const SENTENCES: Record<Language, string>[] = (
  [
    [
      "Where is my order?",
      "Wo ist meine Bestellung?",
      "¿Dónde está mi pedido?",
      "Où est ma commande ?",
      "Dov'è il mio ordine?",
      "สินค้าของฉันอยู่ที่ไหน",
      "我的订单在哪里？",
    ],
    ["Hello!", "Hallo!", "¡Hola!", "Bonjour !", "Ciao!", "สวัสดี", "你好！"],
    ["Thank you!", "Danke!", "¡Gracias!", "Merci !", "Grazie!", "ขอบคุณ", "谢谢！"],
    [
      "The item is damaged.",
      "Der Artikel ist beschädigt.",
      "El artículo está dañado.",
      "L'article est endommagé.",
      "L'articolo è danneggiato.",
      "สินค้าเสียหาย",
      "商品损坏了。",
    ],
    [
      "I would like to return it.",
      "Ich möchte es zurückgeben.",
      "Quiero devolverlo.",
      "Je voudrais le retourner.",
      "Vorrei restituirlo.",
      "ฉันต้องการคืนสินค้า",
      "我想退货。",
    ],
    [
      "Your parcel is on its way.",
      "Ihr Paket ist unterwegs.",
      "Su paquete está en camino.",
      "Votre colis est en route.",
      "Il tuo pacco è in viaggio.",
      "พัสดุของคุณกำลังเดินทาง",
      "您的包裹在路上。",
    ],
    [
      "Thank you for your message.",
      "Danke für Ihre Nachricht.",
      "Gracias por su mensaje.",
      "Merci pour votre message.",
      "Grazie per il messaggio.",
      "ขอบคุณสำหรับข้อความ",
      "感谢您的留言。",
    ],
    [
      "We are looking into it.",
      "Wir sehen uns das an.",
      "Lo estamos revisando.",
      "Nous regardons cela.",
      "Stiamo verificando.",
      "เรากำลังตรวจสอบ",
      "我们正在查看。",
    ],
  ] as const
).map((row) => Object.fromEntries(LANGUAGES.map((language, at) => [language, row[at] ?? ""])) as Record<Language, string>);

const MARK = /^\[[a-z]{2,3}(?:-[\w-]+)?\] /;
/** A sentence with the sign that ends it, then whatever parts it from the next. */
const PIECES = /([^.!?。！？\n]+[.!?。！？]*)(\s*)/g;

export function translate({ text = "", to = "en" }: Record<string, string | undefined>): string {
  const language = to.slice(0, 2) as Language;
  const bare = text.replace(MARK, "");
  let isKnown = true;
  const said = bare.replace(PIECES, (whole: string, sentence: string, gap: string) => {
    const row = SENTENCES.find((one) => Object.values(one).some((words) => plain(words) === plain(sentence)));
    if (!row?.[language]) isKnown = false;
    return row?.[language] ? row[language] + gap : whole;
  });
  if (isKnown) return said;
  return MARK.test(text) ? bare : `[${to}] ${bare}`;
}

const plain = (sentence: string) =>
  sentence
    .trim()
    .toLowerCase()
    .replaceAll(/[.!?。！？¡¿\s]/g, "");

const MISSPELT: Record<string, string> = {
  teh: "the",
  recieve: "receive",
  recieved: "received",
  adress: "address",
  parcle: "parcel",
  tommorow: "tomorrow",
  wich: "which",
  thier: "their",
  dont: "don't",
  ihre: "Ihre",
};
const FILLERS = / (?:really|very|just|actually|kindly|simply|basically)\b/gi;
const LOOSE: Record<string, string> = {
  "don't": "do not",
  "can't": "cannot",
  "we'll": "we will",
  "it's": "it is",
  "isn't": "is not",
  hi: "Dear customer",
  hey: "Dear customer",
};

const byTable = (text: string, table: Record<string, string>) =>
  text.replace(/[\p{L}']+/gu, (word) => {
    const better = table[word.toLowerCase()];
    return better === undefined ? word : /^\p{Lu}/u.test(word) ? (better[0] ?? "").toUpperCase() + better.slice(1) : better;
  });

export function rewrite({ text = "", tone = "" }: Record<string, string | undefined>): string {
  switch (tone) {
    case "shorter":
      return text.replace(FILLERS, "");
    case "warmer":
      return `${text.trim()} 💛`;
    case "formal":
      return byTable(text, LOOSE);
    default:
      return byTable(text, MISSPELT).replace(
        /(^|[.!?]\s+)(\p{Ll})/gu,
        (_, before: string, letter: string) => before + letter.toUpperCase(),
      );
  }
}
