/** Reports, in German. */
import type { Dictionary } from "../words.ts";
import { bulletins } from "./bulletins.ts";
import { service } from "./helpdesk.ts";

const share = new Intl.NumberFormat("de");

export const insights: Dictionary["insights"] = {
  title: "Berichte",
  tabs: {
    sales: "Umsatz",
    fulfilment: "Versand",
    returns: "Retouren",
    cover: "Reichweite",
    service: "Kundendienst",
    gaps: "Lücken",
    mail: "Per E-Mail",
  },
  bulletins,
  service,
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
  none: { title: "Hier sind keine Stores", words: "Sobald Sie einen Store lesen dürfen, stehen seine Zahlen hier." },
  inCurrency: (currency) => `In ${currency}`,
  meansOf: (name) => `Was ${name} zählt`,
  listOf: (name, value) => `${name}: ${value}. Bestellungen öffnen`,
  ticketsOf: (name, value) => `${name}: ${value}. Tickets öffnen`,
  noList: "Besteht aus zwei Zahlen, die je ihre eigene Liste öffnen.",
  noListZones: "Stores verschiedener Zeitzonen haben eigene Tage: Die Zahl jedes Stores weiter unten öffnet seine Liste.",
  before: (value) => `vorher: ${value}`,
  points: (points) => `${points} Punkte`,
  showTable: "Tabelle",
  showChart: "Diagramm",
  notDrawn: "Dieser Browser kann das Diagramm nicht zeichnen. Die Tabelle sagt dasselbe.",
  chartShows: "Was das Diagramm zeigt",
  chartOf: (title, count, low, high) => `${title}: ${count} Werte zwischen ${low} und ${high}`,
  chartEmpty: (title) => `${title}: noch nichts`,
  perDay: (name) => `${name} je Tag`,
  perWeek: (name) => `${name} je Woche`,
  day: "Tag",
  week: "Woche",
  thisPeriod: "Diese Tage",
  periodBefore: "Tage davor",
  file: "CSV",
  fileOf: (name) => `„${name}“ als CSV herunterladen`,
  byStore: "Nach Store und Versender",
  storeAndShipper: "Store",
  byMarketplace: "Nach Marktplatz",
  marketplace: "Marktplatz",
  by: { merchant: "Händler", store: "Store (FBT)" },
  byMeans:
    "Store (FBT) zählt alles, was TikTok aus eigenen Lagern versandt hat, wie TikTok es zählt: hier importiert oder nicht, auch aus der Zeit vor dem Startdatum des Imports. Bestand und Arbeitslisten kennen nur importierte Bestellungen.",
  byStoreOnly: "Nach Store",
  sku: "SKU",
  unmapped: "nicht zugeordnet",
  limitMost: (percent) => `TikToks Grenze: höchstens ${share.format(percent)} %`,
  limitLeast: (percent) => `TikToks Grenze: mindestens ${share.format(percent)} %`,
  cover: {
    title: "Wie lange der Bestand reicht",
    means:
      "Freie Stück (auf Lager, nicht reserviert) geteilt durch den Verkauf eines durchschnittlichen Tages der letzten 28 vergangenen Tage: Stück bezahlter Bestellungen ohne Stornos, mit Mustern, ohne Geschenke. Tage ohne Bestand zählen mit. Die eigenen Lager gelten als eines; bei TikTok hat jeder Store sein eigenes, und frei ist dort, was TikTok nennt. Sets werden zerlegt. Verkauft sind Stück der hier gewählten Stores.",
    item: "Artikel",
    free: "Frei",
    units: "Verkauft in 28 Tagen",
    perDay: "Je Tag",
    cover: "Reicht, Tage",
    noSales: "Kein Verkauf",
    usedUp: "aufgebraucht",
    untold: "nicht bekannt",
    ends: "Bis",
    ours: "Eigene Lager",
    atTikTok: (store) => `TikToks Lager von ${store}`,
    shelf: (warehouse, free) => `${warehouse} ${free}`,
    inKit: "zum Teil in Sets verkauft, darum zeigt keine Liste genau diese Bestellungen",
    view: "Welche Artikel",
    views: { selling: "Verkauft sich", idle: "Kein Verkauf in 28 Tagen" },
    none: {
      selling: {
        title: "Von keinem Artikel wurde etwas verkauft",
        words: "Sobald Angebote Artikeln zugeordnet und verkauft sind, steht hier, wie lange jeder reicht.",
      },
      idle: { title: "Kein Artikel steht ohne Verkauf", words: "Jeder freie Artikel wurde in diesen Tagen verkauft." },
    },
    act: "Angebote öffnen",
  },
  sold: {
    way: "Verkauft nach",
    ways: { sku: "SKU", item: "Artikel" },
    title: { sku: "Nach SKU", item: "Nach Artikel" },
    itemMeans:
      "Stück jedes Artikels nach der heutigen Zuordnung der Angebote: verkaufte Einheiten mal Stück je Einheit. Ein Set bleibt ein Set und wird nicht zerlegt. Der Erlös eines Angebots mit mehreren Artikeln wird nach Stück geteilt.",
    kit: "Set",
    noItem: "Kein Artikel",
    noItemWhy: "Angebote, die keinem Artikel zugeordnet sind oder ignoriert werden",
    more: "Mehr zeigen",
    shownOf: (shown, many) => `${shown} von ${many}`,
  },
  fulfilment: {
    carriers: "Lieferzeit nach Versanddienst",
    carrier: "Versanddienst",
    noCarrier: "Kein Versanddienst genannt",
    delivered: "Zugestellte Bestellungen",
    figures: {
      ship: {
        name: "Pünktlich versandt",
        means:
          "Händlerbestellungen, von denen jedes Stück bis zu TikToks Versandfrist abging, geteilt durch alle, deren Frist auf einen dieser vergangenen Tage fiel, ohne die vorher ganz stornierten. Muster zählen nicht.",
      },
      late: {
        name: "Verspäteter Versand",
        means:
          "Händlerbestellungen, deren letztes Stück nach TikToks Versandfrist abging, geteilt durch alle Händlerbestellungen, deren letztes Stück in diesen Tagen abging. Es gelten TikToks Zeiten; Muster zählen nicht.",
      },
      fault: {
        name: "Selbst verschuldete Stornos",
        means:
          "In diesen Tagen aufgegebene Händlerbestellungen, von denen etwas durch Ihr Verschulden storniert wurde (nicht vorrätig, Preis, Adresse nicht erreichbar oder von TikTok wegen Verspätung), geteilt durch alle darin aufgegebenen. Muster zählen nicht.",
      },
      tracking: {
        name: "Gültige Sendungsnummern",
        means:
          "Pakete, die Sie in diesen Tagen mit eigenem Versanddienst schickten und die dieser mindestens einmal gescannt hat, geteilt durch alle solchen Pakete. Pakete mit TikToks Etiketten zählen nicht.",
      },
      collect: {
        name: "Pünktlich abgeholt",
        means:
          "Händlerbestellungen, die der Versanddienst bis zu TikToks Abholfrist erstmals scannte, geteilt durch alle, deren Frist auf einen dieser vergangenen Tage fiel.",
      },
      deliver: {
        name: "Pünktlich zugestellt",
        means:
          "Bestellungen, die bis zu TikToks Zustellfrist ankamen, geteilt durch alle, deren Frist auf einen dieser vergangenen Tage fiel, FBT eingeschlossen.",
      },
      buyer: {
        name: "Von Käufern storniert",
        means: "Von Käufern stornierte Stück, geteilt durch alle Stück der in diesen Tagen bezahlten Bestellungen.",
      },
      seller: {
        name: "Von Ihnen storniert",
        means: "Von Ihnen stornierte Stück, geteilt durch alle Stück der in diesen Tagen bezahlten Bestellungen.",
      },
      tiktok: {
        name: "Von TikTok storniert",
        means: "Von TikToks Fristen oder Personal stornierte Stück, geteilt durch alle Stück der in diesen Tagen bezahlten Bestellungen.",
      },
      median: {
        name: "Lieferzeit, Median",
        means:
          "Die Hälfte der in diesen Tagen zugestellten Bestellungen brauchte von Zahlung bis Zustellung weniger. In Schritten von sechs Stunden.",
      },
      p90: {
        name: "Lieferzeit, 90 %",
        means: "Neun von zehn in diesen Tagen zugestellten Bestellungen brauchten weniger. In Schritten von sechs Stunden.",
      },
    },
  },
  returns: {
    cohorts: "Retourenquote nach Monat der Zustellung",
    month: "Monat",
    figures: {
      rate: {
        name: "Retourenquote",
        means:
          "In diesen Tagen zugestellte Stück, für die seither eine Retoure begann, geteilt durch alle in diesen Tagen zugestellten Stück. Nach dem Tag der Zustellung, damit sie nicht sinkt, weil mehr verkauft wird; sie steigt noch, solange Käufer zurücksenden dürfen.",
      },
      delivered: { name: "Zugestellte Stück", means: "Stück der in diesen Tagen zugestellten Bestellungen, ohne Geschenke." },
      returned: {
        name: "Zurückgegebene Stück",
        means: "Von den in diesen Tagen zugestellten Stück jene, für die seither eine Retoure begann, gleich was daraus wurde.",
      },
      refunds: { name: "Erstattungen", means: "Retouren, die TikTok in diesen Tagen mit einer Auszahlung abschloss." },
      refund_goods: { name: "Erstattete Ware", means: "Der Warenanteil der Erstattungen für in diesen Tagen abgeschlossene Retouren." },
      refund_shipping: {
        name: "Erstatteter Versand",
        means: "Der Versandanteil der Erstattungen für in diesen Tagen abgeschlossene Retouren.",
      },
      refund_tax: { name: "Erstattete Steuer", means: "Der Steueranteil der Erstattungen für in diesen Tagen abgeschlossene Retouren." },
      refund_kept: {
        name: "Erstattet, Ware behalten",
        means:
          "In diesen Tagen abgeschlossene Erstattungen, zu denen nichts zurückkommt: ohne Rücksendung, oder der Käufer behält die Ware. Teil der Summen davor.",
      },
      refund_cancelled: {
        name: "Erstattet wegen Storno",
        means:
          "Was Käufer für bezahlte, in diesen Tagen stornierte Bestellungen zurückbekamen, Ware, Versand und Steuer. Es war nie im Nettoumsatz.",
      },
    },
  },
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
