// Every language says what English says: the same words, the same facts in every sentence, and nothing left untranslated. Types see most of it;
// what is reached by a code (problems, stages, kinds of work) only shows here.
import { describe, expect, test } from "vitest";
import { nearestLanguage } from "../../web/words/nearest.ts";
import { requestFor } from "../../worker/ownreturns/request.ts";
import { galleryIn } from "../../worker/rules/gallery.ts";
import { STARTERS } from "../../worker/templates/starters.ts";

type Parts = Record<string, () => Promise<unknown>>;
/** By its file, as it is built: not by its types, which other tests of this project could not follow. */
const speakIn = async (name: string) => ((await import(`../../web/words/${name}.ts`)) as Record<string, Parts>)[name] as Parts;

const en = await speakIn("en");
const tongues: Record<string, Parts> = { de: await speakIn("de"), es: await speakIn("es"), zh: await speakIn("zh") };
const partNames = Object.keys(en);

/** Names and units, and words a language really shares with English. A word may be the same only where it is listed. */
const SAME: Record<string, RegExp> = {
  de: /^(Tillside|TikTok( Shop| Shipping)?|App (Store|Key|Secret)|Seller Center|Stores?|Desktop|Status|Agent|Admin|Name|Tickets?|Spam|Video|Sticker|Scan|SKU|Barcode|Person|Teams?|Normal|Shop|Store \(FBT\)|In|Chats?|CSV|GMV|Median|Passkey|Code)$/,
  es: /^(Tillside|SKU|Kit|TikTok( Shop| Shipping)?|App Store|App key|Seller Center|Tickets?|Spam|spam|Video|Sticker|General|Total|Macro|Normal|Color|no|Chats?|CSV|GMV)$/,
  zh: /^(Tillside|TikTok( Shop| Shipping)?|App Key|Seller Center|Webhook URL|CSV|GMV)$/,
};
const INFORMAL_SPANISH = /(?<!\p{L})(tú|tus?|tuy[oa]s?|te|ti|contigo|vos|vosotros|puedes|tienes|tengas|quieres|ves|eres|estás)(?!\p{L})/iu;
/** Scopes are TikTok's names; a key is what stands on a keyboard; a sentence of facts alone has no words. */
const isNoWord = (text: string) => !/\p{L}{2}/u.test(text) || /^seller(\.\w+)+$/.test(text);

type Word = string | boolean | ((...facts: never[]) => string);
/** Every word by its place: "thread.acts.snooze". */
function wordsOf(value: unknown, place: string): [place: string, word: Word][] {
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, one]) => wordsOf(one, `${place}.${key}`));
  return [[place, value as Word]];
}

const FACTS = 8;
/** For sentences of codes: whatever fact is asked for, its name comes back as a word of its own. */
const anyFacts = new Proxy({}, { get: (_facts, name) => (typeof name === "string" ? `fact-${name}` : undefined) });
/** What a sentence may be told, by kind: names, counts of one and many, nothing at all, or facts by name. */
const told: Record<string, unknown[]> = {
  names: Array.from({ length: FACTS }, (_, at) => `<fact ${at}>`),
  many: Array.from({ length: FACTS }, (_, at) => 701 + at),
  one: Array.from({ length: FACTS }, () => 1),
  none: Array.from({ length: FACTS }, () => 0),
  nobody: Array.from({ length: FACTS }, () => null),
  "no and names": [null, ...Array.from({ length: FACTS }, (_, at) => `<fact ${at}>`)],
  facts: [anyFacts],
};

/** Where a sentence cannot be told so (a number where it wants a name), it says nothing. */
function say(word: Word, facts: unknown[]): string | null {
  try {
    return typeof word === "function" ? String((word as (...facts: unknown[]) => string)(...facts)) : null;
  } catch {
    return null;
  }
}

const factsIn = (sentence: string) => new Set(sentence.match(/<fact \d>|fact-\w+|70\d/g) ?? []);

async function load(parts: Parts): Promise<Map<string, Word>> {
  const loaded = await Promise.all(partNames.map(async (name) => wordsOf(await parts[name]?.(), name)));
  return new Map(loaded.flat());
}

const english = await load(en);

describe.each(Object.entries(tongues))("%s", (name, parts) => {
  test("has the words English has, and no others", async () => {
    expect(Object.keys(parts).sort()).toEqual([...partNames].sort());
    expect([...(await load(parts)).keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("tells every fact English tells", async () => {
    const words = await load(parts);
    const wrong = [...english].flatMap(([place, word]) => {
      const other = words.get(place) ?? "";
      if (typeof word !== typeof other) return [`${place}: ${typeof other}`];
      return Object.entries(told).flatMap(([kind, facts]) => {
        const [ours, theirs] = [say(word, facts), say(other, facts)];
        // A number of its own language where a name was told: the tellings with numbers see to it.
        if (ours === null || (kind.includes("names") && theirs?.includes("NaN"))) return [];
        if (ours !== "" && !theirs) return [`${place}, told ${kind}: nothing`];
        const lost = [...factsIn(ours)].filter((fact) => !factsIn(theirs ?? "").has(fact));
        return lost.map((fact) => `${place}, told ${kind}: without ${fact}`);
      });
    });
    expect(wrong).toEqual([]);
  });

  test("leaves nothing empty and nothing in English", async () => {
    const words = await load(parts);
    const wrong = [...english].flatMap(([place, word]) => {
      const other = words.get(place);
      if (typeof word !== "string" || typeof other !== "string") return [];
      if (other.trim() === "") return [`${place} is empty`];
      return other === word && !isNoWord(word) && !SAME[name]?.test(word) ? [`${place}: ${word}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});

/** Nouns and verbs that never stand behind a single 1; what a count is a part of ("1 of 1 orders") is told otherwise. */
const MANY: Record<string, RegExp> = {
  en: /(?<!of )\b1 (?:missing |more |sealed |counted )?(?:days|hours|minutes|seconds|months|orders|tickets|units|pieces|models|lines|rows|conversations|products|cancellations|returns|characters|listings|files|stores|shops|parcels|replies|messages|levels|movements|are|were|have|wait|stay|count|differ)\b/,
  de: /(?<!von )\b1 (?:\p{Ll}+ )?(?:Tagen?|Stunden|Minuten|Sekunden|Monaten?|Bestellungen|Tickets|Einheiten|Modelle|Zeilen|Unterhaltungen|Produkte|Stornierungen|Retouren|Angebote|Dateien|Stores|Shops|Pakete|Antworten|Nachrichten|Bestände|Bewegungen|sind|waren|werden|wurden|haben|warten|bleiben|blieben|zählen|weichen)\b/u,
};
/** Of these there are never so few: limits and periods of ours, and what is asked only of several. */
const NEVER_ONE =
  /^(people\.persons\.(file\.words|periods\.(days|sure|fixed\.(hours|returnDetails\.words)))|compliance\.(cut|figures)|insights\.storesChosen|machine\.log\.words|sync\.database\.months|inventory\.map\.(titleMany|actMany|mapped|unmapped)|stock\.explain\.tooLong|workload\.(paste\.tooMany|ask\.cut)|shipping\.(splitting\.act|running\.many)|bursts\.says|insights\.service\.(list|backlog)\.cut)$/;

test.each(Object.entries(MANY))("%s: one is not told as many", async (name, many) => {
  const words = name === "en" ? english : await load(tongues[name] as Parts);
  const tellings = [1, "1"].flatMap((one) => [Array.from({ length: FACTS }, () => one), [new Proxy({}, { get: () => one })]]);
  const wrong = [...words].flatMap(([place, word]) => {
    const said = tellings.map((facts) => say(word, facts)).filter((sentence) => sentence !== null);
    return !NEVER_ONE.test(place) && said.length > 0 && said.every((sentence) => many.test(sentence)) ? [`${place}: ${said[0]}`] : [];
  });
  expect(wrong).toEqual([]);
});

test("no language speaks to anybody as to a friend", async () => {
  const informal = {
    de: /\b(du|dir|dich|dein\w*|euch|euer\w*)\b/i,
    es: INFORMAL_SPANISH,
    zh: /你/,
  };
  for (const [name, pattern] of Object.entries(informal)) {
    const words = await load(tongues[name] as Parts);
    const wrong = [...words].filter(([, word]) => pattern.test(typeof word === "string" ? word : (say(word, told.names ?? []) ?? "")));
    expect(wrong, name).toEqual([]);
  }
});

test("Chinese has marks of its own, and a space beside Latin letters and digits", async () => {
  const crowded =
    /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}|\s[，。；：！？]|[，。；：！？]\s/u;
  const wrong = [...(await load(tongues.zh as Parts))].flatMap(([place, word]) => {
    const says = typeof word === "string" ? word : (say(word, told.names ?? []) ?? "");
    return crowded.test(says) ? [`${place}: ${says}`] : [];
  });
  expect(wrong).toEqual([]);
});

test.each([
  [["de-AT", "en"], "de"],
  [["fr-FR", "es-MX", "en"], "es"],
  [["zh-CN"], "zh-Hans"],
  [["zh-SG", "en"], "zh-Hans"],
  [["zh-TW", "en-GB"], "en"],
  [["en-US", "de"], "en"],
  [["th", "vi"], "en"],
  [["not a tag", "de"], "de"],
  [[], "en"],
])("whoever asks for %j reads %s", (tags, language) => {
  expect(nearestLanguage(tags)).toBe(language);
});

test("what buyers read in Spanish speaks to them as what agents put into a reply does", () => {
  const gallery = galleryIn("es").flatMap(({ form }) => form.actions.flatMap((act) => ("text" in act ? [act.text] : [])));
  const told = [...STARTERS.es.map(({ text }) => text), ...gallery, requestFor("577000000000000001", "", "ES").text];
  expect(told.filter((text) => INFORMAL_SPANISH.test(text))).toEqual([]);
});

const ringfence = (amount: number) => ({ kind: "ringfence", amount, reserve: 0, max: null, stopAt: 0, weight: 1 });

test.each<[place: string, facts: unknown[], said: string]>([
  ["bulk.job.acts.read", ["1"], "Marcar 1 ticket como leído"],
  ["bulk.job.acts.unread", ["7"], "Marcar 7 tickets como no leídos"],
  ["workload.ask.waiveTitle", ["1"], "Dar por bueno 1 pedido"],
  ["workload.jobs.acts.waive", ["7"], "Dar por buenos 7 pedidos"],
  ["inventory.bar.label", ["1"], "1 elegida"],
  ["balancing.rule.sentence", [ringfence(1)], "Tiene 1 unidad propia"],
  ["balancing.rule.sentence", [ringfence(7)], "Tiene 7 unidades propias"],
  ["balancing.number.waiting", [1], "De ellas, 1 espera hasta que las demás muestren menos."],
  ["balancing.replay.yours", [1], "Como fue: 1 unidad vendida dos veces"],
  ["shipping.buying.days", [1, 1], "1 día"],
])("one is one in Spanish, and many are many: %s told %j", async (place, facts, said) => {
  const words = await load(tongues.es as Parts);
  expect(say(words.get(place) ?? "", facts)).toBe(said);
});
