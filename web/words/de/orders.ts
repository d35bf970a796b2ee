/** The list of orders, in German. */
import type { Dictionary } from "../words.ts";

export const orders: Dictionary["orders"] = {
  title: "Bestellungen",
  all: "Alle Bestellungen",
  fbt: "Von TikTok versandt",
  printRuns: "Druckläufe",
  views: "Ansicht wählen",
  stage: "Stand",
  allStages: "Alle",
  search: "Bestellungen suchen",
  searchHint: "Bestellung, Sendung, SKU, Titel oder Käufer",
  results: (text) => `Bestellungen mit „${text}“`,
  found: (count, more) => (more ? `die neuesten ${count}` : count),
  searchEverywhere: "Gesucht wird in jedem Stand; die anderen Filter ruhen.",
  list: "Bestellungen",
  sortTime: "Neueste zuerst. Zeiten in der Zeitzone jedes Stores",
  sortDue: "Nächste Frist zuerst. Zeiten in der Zeitzone jedes Stores",
  fresh: (count) => `${count} neu`,

  noBuyer: "Nicht genannt",
  label: (time) => `Etikett, ${time}`,
  scan: (time) => `Scan, ${time}`,
  none: "–",

  filter: {
    open: "Filtern",
    clear: "Alle entfernen",
    remove: (name) => `Filter ${name} entfernen`,
    store: "Store",
    stage: "Stand",
    status: "TikTok-Status",
    by: "Versand durch",
    placed: "Bestellt",
    from: "Bestellt ab",
    to: "Bestellt bis",
    due: "Frist",
    any: "Beliebig",
    since: (day) => `seit ${day}`,
    until: (day) => `bis ${day}`,
    between: (from, to) => `${from} bis ${to}`,
  },

  nothing: { title: "Hier ist keine Bestellung", words: "Neue Bestellungen kommen von selbst, binnen Sekunden." },
  noStore: {
    title: "Noch bringt kein Store Bestellungen",
    words: "Einen TikTok-Shop verbinden: Seine Bestellungen der letzten drei Monate kommen binnen Minuten, danach jede neue von selbst.",
    ask: "Für Sie ist noch kein Store freigegeben. Ein Admin kann das unter Einstellungen, Personen tun.",
    act: "App Store öffnen",
  },
  nothingFits: { title: "Keine Bestellung passt zu diesen Filtern", act: "Alle Filter entfernen" },
  notFound: {
    title: (text) => `Keine Bestellung enthält „${text}“`,
    words:
      "Jedes Wort muss vorkommen: Bestellnummer, Sendungsnummer, SKU, Titel oder Name des Käufers. Das letzte Wort darf unvollendet sein.",
  },
  leavesOutArchived:
    "Archivierte Bestellungen sind nicht darunter: Ihre Stücke und Pakete liegen im Archiv. Wörter, Nummern und Tage finden sie.",
  stopped: {
    sinceDay: (day, rows) => `Bis ${day} zurückgesucht; ${rows} davon passen.`,
    byStage: (rows) => `Die ersten paar Hundert Bestellungen dieses Stands wurden durchgesehen; ${rows} davon passen.`,
    act: "Weiter suchen",
  },
};
