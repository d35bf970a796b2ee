/** Warum mit Bestand oder einem Lager etwas nicht geht: ein Satz für jeden Code, neben denen aus problems.ts. */
import type { Dictionary } from "../words.ts";

export const stockProblems: Dictionary["stockProblems"] = {
  "warehouse-missing": () => "Dieses Lager gibt es nicht mehr. Nichts wurde geändert.",
  "warehouse-name-taken": ({ name }) => `Ein anderes Lager heißt bereits „${name}“.`,
  "warehouse-changed-meanwhile": () => "Jemand anders hat dieses Lager inzwischen gespeichert. Von hier wurde nichts gespeichert.",
  "warehouse-not-empty": () => "Dort liegt noch etwas, ist zugesagt oder wird erwartet. Erst auszählen oder umlagern.",
  "warehouse-ships": () => "Ein Store versendet noch von dort. Es erst aus dessen Liste nehmen.",
  "warehouse-archived": () => "Dieses Lager wurde stillgelegt. Nichts wurde geändert.",
  "warehouse-by-tiktok": () => "TikTok betreibt dieses Lager und zählt selbst, was dort liegt.",
  "warehouses-full": ({ most }) => `Es gibt bereits ${most} Lager; mehr zeigen die Listen nicht.`,
  "fbt-incomplete": () => "Der Import braucht ein Startdatum und ein Lager. Nichts wurde geändert.",
  "fbt-too-early": ({ earliest, latest }) =>
    `Der Import darf vom ${earliest} bis zum ${latest} beginnen, in der Zeitzone des Stores. Nichts wurde geändert.`,
  "fbt-too-late": ({ earliest, latest }) =>
    `Der Import darf vom ${earliest} bis zum ${latest} beginnen, in der Zeitzone des Stores. Nichts wurde geändert.`,
  "fbt-warehouse-unknown": () => "Das ist nicht das FBT-Lager dieses Stores. Nichts wurde geändert.",
  "fbt-warehouse-exists": ({ name }) => `Ein Store hat ein FBT-Lager, und dieser hat „${name}“.`,
  "sources-twice": () => "Ein Lager steht doppelt in der Liste. Nichts wurde geändert.",
  "sources-linked-twice": () => "Zwei Lager stehen für dasselbe bei TikTok. Nichts wurde geändert.",
  "sources-fallback": () => "Eines muss das sein, in dem Bestellungen auf Fehlendes warten. Nichts wurde geändert.",
  "balance-not-managed": () =>
    "Der Bestand dieses Stores wird nicht hier geführt. Schalten Sie zuerst auf der Karte „Status“ des Stores „Bestellungen und Bestand hier verwalten“ ein.",
  "shop-warehouse-unknown": () => "TikTok nennt dieses Lager für den Store nicht. Nichts wurde geändert.",
  "item-is-kit": () => "Ein Set liegt in keinem Regal: Gezählt wird, woraus es besteht.",
  "stock-moved-meanwhile": ({ now, seen }) => `Vorhin waren es ${seen}, jetzt sind es ${now}. Nichts wurde gezählt; noch einmal nachsehen.`,
  "stock-not-enough": ({ there }) => `Es sind nur ${there} da. Nichts wurde geändert.`,
  "adjust-way": () => "Dieser Grund geht in die andere Richtung. Nichts wurde geändert.",
  "transfer-same": () => "Es liegt bereits dort.",
  "transfer-target": () => "In dieses Lager kann nichts umgelagert werden. Nichts wurde geändert.",
  "transfer-more-than-free": ({ free, onHand }) =>
    `${onHand} sind da, davon ${free} niemandem zugesagt. Mehr nur umlagern, wenn es sicher ist.`,
  "sheet-warehouse-unknown": ({ warehouse }) => `Kein eigenes Lager heißt „${warehouse}“.`,
  "sheet-count-wrong": ({ text, most }) => `„${text}“ ist keine Zahl von 0 bis ${most}.`,
  "sheet-count-twice": () => "Eine andere Zeile zählt denselben Artikel im selben Lager. Keine von beiden gilt.",
};
