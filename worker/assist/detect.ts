/** The language a buyer writes, told without a model: by script, by letters only one language has, by words of buying and sending, and by what
 *  letters usually stand together. Where the words say too little it is where the shop sells, and said to be a guess. Pure. */
import { detectAll, toISO2 } from "tinyld/light";
import { guessLanguage } from "../templates/language.ts";

export interface Detected {
  /** ISO 639-1. */
  language: string;
  /** False: no more than where the shop sells. */
  isSure: boolean;
}

const SCRIPTS: [language: string, script: RegExp][] = [
  ["th", /\p{Script=Thai}/gu],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
];

/** Letters that hardly stand in another of these languages. */
const LETTERS: Record<string, RegExp> = {
  vi: /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu,
  pl: /[ąęłńśźż]/giu,
  de: /[äß]/giu,
  es: /[ñ¿¡]/giu,
  pt: /[ãõ]/giu,
  fr: /[êœ]|(?<!\p{L})(?:j|l|d|qu|c|n|s|m)['’](?=\p{L})/giu,
};

const words = (list: string) => new RegExp(`(?<![\\p{L}\\p{M}])(?:${list.replaceAll(" ", "|")})(?![\\p{L}\\p{M}])`, "giu");
const WORDS: Record<string, RegExp> = {
  en: words(
    "the is my where when you your please this that have has and order thanks thank refund for with not it i want received package parcel size send sent can what does do how ur pls plz still was when's where's it's i'm didn't don't can't there were only one two three after before on off all box inside turn happy but it can a of to",
  ),
  de: words(
    "der die das den ist ich und nicht mein meine meinen wo wann bitte danke paket hab habe hallo bestellung lieferung rechnung größe kommt noch immer wie wer was für mit auf ein eine kein keine zurück erstattung falsch kaputt guten tag geld adresse um statt farbe geliefert blau grün nach vor sehr nur aber schon man bekommen wird sind",
  ),
  es: words(
    "el los las mi dónde donde cuándo cuando está esta por gracias pedido hola puedo qué que es la no me ha llegado quiero necesito factura talla dinero como cómo para una un con pero todavía aún dirección reembolso devolver paquete cupón cupon recibí mi vez muy más solo azul verde de color esto eso también si ya o",
  ),
  fr: words(
    "le les la mon ma où quand est merci bonjour commande colis je pas une un pour et vous svp suis reçu avec mais toujours combien taille facture remboursement adresse c'est ça ou comment bonsoir livraison au lieu reçue mauvais mauvaise bleu vert du des en vous ai fait chez mon colis bien rien",
  ),
  it: words(
    "il gli lo la mio mia dove quando grazie ciao ordine pacco non sono è ho per una un che come ma ancora taglia fattura rimborso indirizzo buongiorno arrivato vorrei posso soldi spedizione reso mi sta troppo di solito colore invece verde dopo prima anche solo più una della del",
  ),
  pt: words(
    "o os a meu minha onde quando está obrigado obrigada pedido olá oi não nao quero recebi para com mas ainda você vocês tamanho reembolso chegou",
  ),
  nl: words("de het mijn waar wanneer bedankt dank pakket bestelling ik niet is een en maar nog maat geld terug kan wil ontvangen hallo"),
  pl: words("gdzie jest moja moje mój paczka zamówienie kiedy dziękuję proszę nie czy dzień dobry zwrot"),
  id: words(
    "kapan dikirim barang saya kak pesanan belum sudah tidak mau bisa terima kasih ini yang di paket kirim ukuran uang kembali dong ya nya gimana mana",
  ),
  vi: words("đơn hàng của tôi khi nào shop ơi chưa nhận được bao giờ mình cho hỏi cảm"),
  tr: words("siparişim nerede ne zaman kargo teşekkürler iade istiyorum bir ve bu"),
};
const LATIN = Object.keys(WORDS);

const LETTERS_WEIGHT = 0.6;
const STATISTICS_WEIGHT = 1.5;
const HOME_WEIGHT = 0.6;
/** Two words of a language, or one and what letters say. */
const SURE_SCORE_MIN = 1.8;

/** More of a text says no more about its language. */
const READ_CHARACTERS_MAX = 2_000;

/** `marketplace`: where the shop sells ("GB"), as it stands on its store. */
export function detectLanguage(written: string, marketplace: string): Detected {
  const text = plainWords(written.slice(0, READ_CHARACTERS_MAX));
  const home = guessLanguage("", marketplace);
  const byScript = languageOfScript(text);
  if (byScript) return { language: byScript, isSure: true };
  if (!/\p{L}{2}/u.test(text)) return { language: home, isSure: false };
  const best = scoresOf(text, home).sort((one, other) => other.score - one.score)[0];
  return best && best.score >= SURE_SCORE_MIN ? { language: best.language, isSure: true } : { language: home, isSure: false };
}

/** Links, addresses, numbers and names of products say nothing about a language. */
const plainWords = (written: string) => written.normalize("NFC").replace(/https?:\/\/\S+|\S+@\S+|[@#]\S+|[\d_*]+/gu, " ");

/** A brand in Latin letters stands in many a Thai sentence, and a Thai word hardly in an English one. */
function languageOfScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, script] of SCRIPTS) {
    const count = text.match(script)?.length ?? 0;
    if (count > 0 && count * 4 >= letters) return language;
  }
  return null;
}

function scoresOf(text: string, home: string): { language: string; score: number }[] {
  const statistics = new Map(detectAll(text, { only: LATIN }).map(({ lang, accuracy }) => [toISO2(lang), accuracy]));
  return LATIN.map((language) => {
    const found = new Set([...text.matchAll(WORDS[language] as RegExp)].map(([word]) => word.toLowerCase())).size;
    const letters = Math.min(3, LETTERS[language] ? (text.match(LETTERS[language])?.length ?? 0) : 0);
    const score = found + letters * LETTERS_WEIGHT + (statistics.get(language) ?? 0) * STATISTICS_WEIGHT;
    return { language, score: score > 0 && language === home ? score + HOME_WEIGHT : score };
  });
}
