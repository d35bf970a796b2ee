/** Was als Nächstes Punkte kostet: in German. */
import type { Dictionary } from "../words.ts";

export const points: Dictionary["points"] = {
  title: "Was als Nächstes Punkte kostet",
  short: "Punkte in Gefahr",
  words:
    "Jeder Zeitpunkt, ab dem TikTok einem Shop etwas anrechnet, aus allen Stores, der früheste zuerst: Chats, Pakete zum Versenden und zum Scannen, und was Käufer zurückwollen.",
  rates: "Antwortraten",
  when: { next: "Kommend", late: "Vorbei" },
  whenLabel: "Wann",
  all: "Alles",
  kinds: {
    chat: "Chats",
    dispatch: "Zu versenden",
    collection: "Scan bei Abholung",
    cancellation: "Stornowünsche",
    return: "Retouren",
  },
  kind: { chat: "Chat", dispatch: "Versand", collection: "Scan", cancellation: "Stornowunsch", return: "Retoure" },
  most: (count) => `${count}+`,
  none: {
    next: { title: "Nichts wird fällig", words: "Kein Chat, kein Paket und keine Anfrage wartet." },
    late: { title: "Nichts ist vorbei", words: "Alles, was Punkte kosten könnte, geschah rechtzeitig." },
  },
  list: "Fristen",
  more: "Mehr zeigen",
  order: (id) => `Bestellung ${id}`,
  todo: {
    reply: "Antworten",
    ship: "Versenden",
    review: "Prüfung klären",
    release: "Freigeben",
    wait: "TikToks Sperre abwarten",
    "hand-over": "Scannen lassen",
    answer: "Beantworten",
  },
  costs: {
    response: (percent, hours) => `Antwortrate: ${percent} % innerhalb von ${hours} h`,
    lateDispatch: (percent) => `Quote verspäteter Versand: höchstens ${percent} %`,
    lateCollection: "Verspätete Abholung; TikTok storniert später",
    granted: "Schweigen ist ein Ja",
    grantedFor: (amount) => `Schweigen ist ein Ja: ${amount} zurück`,
  },
};
