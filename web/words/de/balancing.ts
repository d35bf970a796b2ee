/** Inventar › Ausgleich. */
import type { Dictionary } from "../words.ts";

type Rule = Parameters<Dictionary["balancing"]["rule"]["sentence"]>[0];

const units = (count: number) => `${count} Stück`;
const kindIn: Record<string, (amount: number | null) => string> = {
  shared: () => "Teilt mit den anderen",
  percent: (amount) => `Zeigt höchstens ${amount ?? 0} % des Freien`,
  ringfence: (amount) => `Hat ${units(amount ?? 0)} für sich`,
  fixed: (amount) => `Zeigt ${amount ?? 0}, solange sie da sind`,
  stop: () => "Zeigt nichts",
};
const limits = ({ reserve, max, stopAt, weight }: Rule): string[] => [
  ...(reserve > 0 ? [`hält ${reserve} zurück`] : []),
  ...(max === null ? [] : [`höchstens ${max}`]),
  ...(stopAt > 0 ? [`nichts ab ${stopAt} oder weniger`] : []),
  ...(weight > 1 ? [`zählt ${weight}-fach`] : []),
];
const said = (rule: Rule) => [kindIn[rule.kind]?.(rule.amount) ?? rule.kind, ...limits(rule)].join(", ");

export const balancing: Dictionary["balancing"] = {
  words:
    "Stores, die denselben Bestand verkaufen, zeigen fast alles, solange genug da ist. Wird es knapp, wird nach Verkaufstempo aufgeteilt, damit kein Stück zweimal verkauft wird. Zahlen werden nur für Stores an TikTok geschrieben, die hier eingeschaltet sind.",
  pauseAll: "Alles unterbrechen",
  goOn: "Fortsetzen",
  paused: "Der Ausgleich ist unterbrochen. Nichts wird an TikTok geschrieben; was TikTok zeigt, bleibt und sinkt mit jeder Bestellung.",
  none: {
    title: "Noch kein Store wird ausgeglichen",
    words: "Admins schalten Stores einzeln ein. Ab dann bestimmt Tillside, was TikTok in den eigenen Lagern des Stores zeigt.",
  },
  dial: {
    title: "Wie vorsichtig",
    names: { careful: "Vorsichtig", balanced: "Ausgewogen", keen: "Mutig" },
    says: {
      careful: "Hält am meisten zurück für das, was verkauft werden kann, bevor eine neue Zahl zu sehen ist. Etwas weniger wird gezeigt.",
      balanced:
        "Üblich. In einem simulierten Ansturm über vier Stores wurde nichts doppelt und 98 von 100 Stück verkauft. Das ist kein Versprechen.",
      keen: "Zeigt am meisten. In einem Ansturm kann hin und wieder ein Stück doppelt verkauft werden.",
    },
  },
  stores: {
    title: "Stores",
    isOn: "Ausgeglichen",
    isOff: "Nicht ausgeglichen: Was TikTok zeigt, wird anderswo bestimmt",
    isPaused: "Unterbrochen",
    begin: "Einschalten",
    end: "Ausschalten",
    pause: "Unterbrechen",
    goOn: "Fortsetzen",
    beginWith: (name) => `Einschalten für ${name}`,
    endWith: (name) => `Ausschalten für ${name}`,
    pauseOne: (name) => `Unterbrechen: ${name}`,
    goOnWith: (name) => `Fortsetzen: ${name}`,
    ruleOf: (name) => `Regel von ${name}`,
  },
  rule: {
    title: "Regeln",
    open: "Regel",
    openOf: (level) => `Regel: ${level}`,
    levels: { store: "Store", item: "Artikel, in jedem Store", listing: "Dieses Angebot" },
    none: "Keine eigene Regel",
    holds: "Gilt",
    kind: "Wie es teilnimmt",
    kinds: { shared: "Geteilt", percent: "Prozent", ringfence: "Eigener Anteil", fixed: "Feste Zahl", stop: "Stopp" },
    says: {
      shared: "Teilt das Freie mit den anderen Stores.",
      percent: "Zeigt nicht mehr als einen Teil des Freien.",
      ringfence: "Diese Stücke gehören ihm allein; die anderen teilen den Rest.",
      fixed: "Zeigt diese Zahl, solange so viele für es da sind.",
      stop: "Zeigt nichts und lässt alles den anderen.",
    },
    percent: "Prozent",
    units: "Stück",
    amountHint: "Eine ganze Zahl",
    reserve: "Zurückhalten",
    reserveHint: "Wird von der Zahl abgezogen",
    max: "Höchstens",
    maxHint: "Leer: keine Grenze",
    stopAt: "Nichts bei höchstens",
    stopAtHint: "0: verkauft bis zum letzten Stück",
    weight: "Gewicht",
    weightHint: "Wie viel es zählt, wenn Knappes geteilt wird",
    save: "Regel speichern",
    remove: "Regel entfernen",
    sentence: said,
    effects: (rule) => (rule.kind === "shared" && limits(rule).length === 0 ? [] : [`Seine Regel: ${said(rule)}.`]),
  },
  listings: {
    title: "Was Angebote zeigen",
    store: "Store",
    listing: "Angebot",
    wanted: "Soll zeigen",
    shown: "TikTok zeigt",
    onWay: "Unterwegs",
    nothing: "Nichts",
    readAt: "Wie zuletzt gelesen",
    next: (number) => `${number} wird als Nächstes gesendet`,
    sent: (number) => `${number}, gesendet`,
    failed: "Nicht angenommen:",
    explain: (number, name) => `${number} von ${name} erklären`,
    more: "Weitere Angebote",
    none: {
      title: "Hier gibt es nichts auszugleichen",
      words: "Ordnen Sie zuerst die Angebote des Stores Artikeln zu; Sets und Packungen zählen nach ihren Teilen.",
    },
  },
  failures: {
    "no-shop-warehouse": "der Store versendet aus keinem Lager, das TikTok kennt; verknüpfen Sie eines auf der Seite des Stores",
    "sku-unknown": "TikTok kennt diese SKU nicht",
  },
  number: {
    title: (number, name) => `Warum ${number}: ${name}`,
    notYet: "Das wurde noch nicht berechnet.",
    pool: ({ item, onHand, promised, pool }) =>
      `${item}: ${onHand} vorhanden − ${promised} zugesagt = ${onHand - promised} in den Lagern dieses Stores${pool === onHand - promised ? "." : `, davon ${pool === 1 ? "zählt" : "zählen"} ${pool}.`}`,
    modes: {
      alone: () => "Kein anderer Store verkauft es, also darf alles gezeigt werden.",
      shared: ({ guard, rivals, share }) =>
        guard > 0
          ? `${rivals} Angebote teilen es sich. ${guard} ${guard === 1 ? "wird" : "werden"} zurückgehalten für das, was verkauft werden kann, bevor eine neue Zahl zu sehen ist: ${share}.`
          : `${rivals} Angebote teilen es sich, und gerade verkauft sich wenig; also zeigt jedes alles: ${share}.`,
      divided: ({ rivals, share, perMinute }) =>
        `Es ist nur noch wenig da und ${rivals} Angebote verkaufen es; also wird nach Verkaufstempo geteilt. Dieses verkaufte zuletzt ${String(perMinute).replace(".", ",")} je Minute und erhält ${share}.`,
      ringfence: ({ share }) => `${share} ${share === 1 ? "ist" : "sind"} ihm vorbehalten; niemand sonst verkauft sie.`,
      stop: () => "Seine Regel sagt Stopp: Es zeigt nichts und lässt alles den anderen.",
    },
    pack: ({ qty, item }) => `Eine Einheit nimmt ${qty} von ${item}.`,
    result: (number) => `Also soll es ${number} zeigen.`,
    waiting: (count) => `${units(count)} davon ${count === 1 ? "wartet" : "warten"}, bis die anderen weniger zeigen.`,
    others: "Daneben:",
    unread: "TikTok wurde noch nicht gelesen.",
    shows: (number) => `TikTok zeigt ${number}, gelesen`,
    pushes: "Zuletzt gesendet",
    noPushes: "Noch wurde nichts gesendet.",
    seenAfter: (seconds) => `nach ${seconds} s gesehen`,
    lost: (number) => `nicht gesehen; TikTok zeigte ${number}`,
    underWay: "noch nicht gesehen",
  },
  replay: {
    title: "Der letzte Ansturm",
    act: "Noch einmal durchspielen",
    nothing: "In den letzten 30 Tagen haben keine zwei ausgeglichenen Stores es verkauft.",
    about: ({ units: wanted, stock, stores, sku }) =>
      `${units(wanted)} von ${sku} wurden in ${stores} Stores bestellt, während ${stock} da ${stock === 1 ? "war" : "waren"}, ab`,
    yours: (count) => `Wie es war: ${count} doppelt verkauft`,
    way: (name, count) => `${name}: ${count} im schlechtesten von 20 Läufen`,
    ways: { careful: "Vorsichtig", balanced: "Ausgewogen", keen: "Mutig", full: "Überall die volle Menge", buffer: "Fester Puffer von 5" },
    doubt:
      "Bestellungen, die nie zustande kamen, sind nicht bekannt. Dies sagt also, was doppelt verkauft worden wäre, nicht, was mehr hätte verkauft werden können.",
  },
};
