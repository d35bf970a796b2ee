/** Reports, in German. */
import type { Dictionary } from "../words.ts";

export const insights: Dictionary["insights"] = {
  title: "Berichte",
  tabs: { sales: "Umsatz" },
  period: "Tage",
  spans: {
    "7d": "Letzte 7 Tage",
    "28d": "Letzte 28 Tage",
    "90d": "Letzte 90 Tage",
    month: "Dieser Monat",
    "last-month": "Letzter Monat",
    "12m": "Letzte 12 Monate",
    own: "Eigene Tage",
  },
  from: "Von",
  to: "Bis",
  storesChosen: (count) => `${count} Stores`,
  samples: "Nur Muster",
  against: (days) => `verglichen mit ${days}`,
  zones: "Tage, wie jeder Store sie erlebt:",
  notFinal: "Noch nicht endgültig",
  notFinalWhy: "Der letzte Tag ist nicht vorbei, oder Fälliges kann noch kommen: Diese Zahlen können sich ändern.",
  behind: (stores) => `Änderungen von ${stores} werden noch gezählt. In wenigen Minuten stimmen die Zahlen wieder.`,
  none: { title: "Keine Stores hier", words: "Sobald Sie einen Store sehen dürfen, stehen seine Zahlen hier." },
  inCurrency: (currency) => `In ${currency}`,
  meansOf: (name) => `Was ${name} zählt`,
  listOf: (name, value) => `${name}: ${value}. Bestellungen öffnen`,
  before: (value) => `vorher: ${value}`,
  points: (points) => `${points} Punkte`,
  showTable: "Tabelle",
  showChart: "Diagramm",
  notDrawn: "Dieser Browser kann das Diagramm nicht zeichnen. Die Tabelle sagt dasselbe.",
  chartShows: "Was das Diagramm zeigt",
  chartOf: (title, count, low, high) => `${title}: ${count} Werte zwischen ${low} und ${high}`,
  chartEmpty: (title) => `${title}: noch nichts`,
  perDay: (name) => `${name} je Tag`,
  day: "Tag",
  thisPeriod: "Diese Tage",
  periodBefore: "Tage davor",
  file: "CSV",
  fileOf: (name) => `„${name}“ als CSV herunterladen`,
  byStore: "Nach Store und Versender",
  storeAndShipper: "Store",
  byMarketplace: "Nach Marktplatz",
  marketplace: "Marktplatz",
  by: { merchant: "Händler", store: "Store (FBT)" },
  sales: {
    netBefore: "Nettoumsatz davor",
    returned: "Zurückgesendet",
    figures: {
      net: {
        name: "Nettoumsatz",
        means:
          "Wofür Stück aus Bestellungen, die in diesen Tagen bezahlt wurden, nach Ihrem eigenen Rabatt verkauft wurden, ohne stornierte Stück, abzüglich des Warenanteils der Erstattungen, die TikTok in diesen Tagen ausgezahlt hat. Was TikTok vom Preis nachlässt, zahlt TikTok selbst und wird nicht abgezogen. Ohne Steuer, Versand und Geschenke.",
      },
      gmv: {
        name: "GMV",
        means:
          "Listenpreis (gezahlter Preis und beide Rabatte) aller Stück in Bestellungen, die in diesen Tagen bezahlt wurden, auch später stornierter. Ohne Steuer, Versand und Geschenke.",
      },
      orders: {
        name: "Bestellungen",
        means: "In diesen Tagen bezahlte Bestellungen, auch später stornierte. Unbezahlte stehen in keiner Zahl.",
      },
      units: {
        name: "Stück",
        means: "Stück in Bestellungen, die in diesen Tagen bezahlt wurden, auch stornierte. Geschenke werden getrennt gezählt.",
      },
      average: {
        name: "Ø Bestellwert",
        means: "Nettoumsatz geteilt durch die in diesen Tagen bezahlten Bestellungen, die nicht ganz storniert sind.",
      },
      refunds: {
        name: "Erstattete Ware",
        means:
          "Der Warenanteil der Erstattungen für Retouren, nach dem Tag, an dem TikTok sie abschloss, gleich wann die Bestellung bezahlt wurde. Erstatteter Versand und Steuer stehen unter Retouren.",
      },
      cancelled: {
        name: "Stornierte Stück",
        means: "Stornierte Stück geteilt durch alle Stück der in diesen Tagen bezahlten Bestellungen.",
      },
      platform: {
        name: "Von TikTok gezahlt",
        means: "TikToks eigene Rabatte auf nicht stornierte Stück. Sie gehören zum Nettoumsatz, denn TikTok zahlt sie.",
      },
      shipping: {
        name: "Bezahlter Versand",
        means: "Was Käufer in nicht ganz stornierten Bestellungen für den Versand zahlten. In keiner anderen Zahl.",
      },
      tax: { name: "Steuer", means: "Steuer der nicht ganz stornierten Bestellungen, wie TikTok sie nennt. In keiner anderen Zahl." },
      gifts: { name: "Geschenke", means: "Stück, die einer in diesen Tagen bezahlten Bestellung kostenlos beilagen." },
    },
  },
};
