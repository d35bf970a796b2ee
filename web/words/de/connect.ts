/** The App Store, and the way from there to a connected store, in German. */
import type { Dictionary } from "../words.ts";

export const connect: Dictionary["connect"] = {
  appStore: "App Store",
  search: "Apps suchen",
  categories: { all: "Alle", marketplaces: "Marktplätze" },
  installed: (count) => (count === 1 ? "1 Store" : `${count} Stores`),
  nothing: (text) => `Keine App heißt „${text}“.`,
  back: "Zurück zum App Store",

  app: {
    name: "TikTok Shop",
    short: "Unterhaltungen und Bestellungen der eigenen Shops.",
    kind: "Marktplatz",
    connected: (stores) => `Verbunden: ${stores}`,
    install: "App installieren",
    tabs: { overview: "Überblick", permissions: "Berechtigungen", stores: "Stores" },
    overview:
      "Bringt die Unterhaltungen und Bestellungen eines TikTok-Shops zu Tillside. Käufern wird in TikToks eigenem Chat geantwortet, ihre Bestellungen neben den Worten, für alle Shops an einem Ort.",
    does: [
      "Jede Nachricht eines Käufers wird zum Ticket, ihre Bestellung daneben",
      "Bestellungen der letzten drei Monate, danach jede neue binnen Sekunden",
      "Bestellungen, die TikTok versendet (FBT), sind als solche zu sehen",
      "Fristen für Antwort und Versand, in der Zeit des Shops gezählt",
      "Mehrere Shops hinter einem Verkäuferkonto, jeder ein eigener Store",
    ],
    doesNot: ["Produktbewertungen bleiben im Seller Center: TikToks API bietet sie nicht an"],
    reads: "Worum sie TikTok bittet",
    noStores: "Noch ist kein Store verbunden.",
    next: "Wie es weitergeht",
    steps: [
      "TikTok fragt nach der Art des Kontos und zeigt, was wir lesen dürfen",
      "Danach geht es zurück zum neuen Store, Zustand Verbunden",
      "Bestellungen kommen neueste zuerst; die von heute sind in Sekunden da, der Rest in Minuten",
    ],
  },

  scopes: {
    title: "Worum die App TikTok bitten muss",
    words: "Im Partner Center unter Manage API, mit TikToks eigenen Namen. Customer service braucht am längsten bis zur Freigabe.",
    optional: "Nicht zwingend",
    all: [
      { scope: "seller.authorization.info", says: "Welche Shops autorisiert sind, und Hinweise dazu" },
      { scope: "seller.customer_service", says: "Unterhaltungen mit Käufern, und ihnen zu schreiben" },
      { scope: "seller.order.info", says: "Bestellungen, ihre Pakete und Empfänger, soweit TikTok sie zeigt" },
      { scope: "seller.product.basic", says: "Produkte, um zu zeigen, worum es in einer Bestellung geht" },
      { scope: "seller.logistics", says: "Scans des Versanddienstes und die Namen der Lager", isOptional: true },
    ],
  },

  install: {
    title: "TikTok-Shop-Marktplatz wählen",
    more: (count) => `${count} weitere Marktplätze`,
    isConnected: (stores) => `${stores} verbunden`,
    authorize: "Bei TikTok autorisieren",
    away: "Die Anmeldung geschieht bei TikTok, danach geht es hier weiter.",
    choose: "Den Marktplatz wählen, auf dem dieser Shop verkauft",
  },

  results: {
    connected: (facts) =>
      `${facts.shop ? `${facts.shop} ist verbunden.` : "Der Store ist verbunden."} Bestellungen und Unterhaltungen kommen herein, neueste zuerst.`,
    declined: () => "Bei TikTok wurde abgelehnt, darum ist nichts verbunden. Nichts wurde geändert.",
    "state-over": () => "Diese Autorisierung begann vor mehr als 30 Minuten oder wurde schon benutzt. Neu beginnen.",
    "return-strange": () => "Was zurückkam, schickt TikTok so nicht. Nichts wurde verbunden; noch einmal bei „Autorisieren“ beginnen.",
    "claims-full": () =>
      "Zu viele Autorisierungen, die niemand hier begonnen hat, warten auf einen Admin. Bei „Autorisieren“ beginnen oder es in einer halben Stunde noch einmal versuchen.",
    "state-of-another": () => "Diese Autorisierung hat jemand anders begonnen. Nichts ist verbunden; eine eigene beginnen.",
    "not-a-seller": () =>
      "Das bei TikTok angemeldete Konto gehört einem Creator oder Partner. Dort mit dem Verkäuferkonto anmelden, dem der Shop gehört.",
    "scopes-missing": ({ scopes }) =>
      `Der TikTok-App fehlen Berechtigungen, ohne die es nicht geht: ${scopes}. Im Partner Center der App hinzufügen, TikToks Freigabe abwarten, dann neu autorisieren.`,
    "tiktok-silent": () => "TikTok hat nicht rechtzeitig geantwortet. Nichts ist verbunden. In einer Minute noch einmal versuchen.",
    "code-refused": ({ words }) =>
      `TikTok hat die Autorisierung nicht abgeschlossen: „${words}“. Prüfen, ob das Secret der App stimmt, dann neu autorisieren.`,
    "another-seller": ({ shop }) =>
      `Dem Verkäufer, der eben zugestimmt hat, gehört ${shop || "der Shop dieses Stores"} nicht. Bei TikTok mit dem Konto anmelden, dem er gehört.`,
    "wrong-marketplace": ({ found, marketplace }) =>
      `Dieser Verkäufer hat keinen Shop in ${marketplace}. Gefunden: ${found || "keiner"}. Den Marktplatz des Shops wählen.`,
    "shop-taken": ({ store }) => `Dieser Shop ist schon verbunden, als ${store || "ein anderer Store"}.`,
    "shop-of-another-store": ({ store }) =>
      `Dieser Shop gehört zu ${store || "einem anderen Store"}, der getrennt ist. Jenen Store autorisieren, damit sein Verlauf weitergeht.`,
  },
  toStore: (store) => `${store} öffnen`,

  choose: {
    title: "Welche Shops sollen Stores werden?",
    words: (seller) => `${seller} hat mehrere Shops. Jeder gewählte wird ein eigener Store.`,
    anySeller: "Dieser Verkäufer",
    fresh: "Wird ein neuer Store",
    waiting: (store) => `Wird ${store}`,
    returns: (store) => `Kehrt zu ${store} zurück, mit dessen Verlauf`,
    taken: (store) => `Verbunden als ${store}`,
    crossBorder: "Grenzüberschreitend",
    act: (count) => (count === 1 ? "1 Shop verbinden" : `${count} Shops verbinden`),
    none: "Mindestens einen Shop wählen",
    failed: (shop) => `${shop} wurde inzwischen von einem anderen Store übernommen.`,
  },

  claim: {
    title: "TikTok hat jemanden hergeschickt",
    words:
      "Ein Verkäufer hat bei TikTok zugestimmt, aber nicht von dieser Seite aus: vielleicht im Seller Center oder in einem anderen Browser. War es jemand von hier, angeben, für welchen Store.",
    warning: "Keinen unbekannten Shop verbinden. Sein Besitzer würde nichts merken, und hier würden seine Käufer beantwortet.",
    store: "Für welchen Store",
    newStore: "Ein neuer Store",
    act: "Ja, das waren wir",
    expires: (time) => `Gilt bis ${time}.`,
    over: "Neu beginnen",
  },

  missing: {
    title: { US: "Zuerst die TikTok-App für US-Shops einrichten", ROW: "Zuerst die TikTok-App für Shops außerhalb der USA einrichten" },
    words:
      "TikTok gewährt Zugang über eine App. Nötig ist die In-house-App des Verkäufers: kostenlos, einmal im TikTok Shop Partner Center angelegt und von TikTok freigegeben. Sie braucht die Berechtigung Customer service.",
    steps: {
      US: "partner.us.tiktokshop.com öffnen, als Verkäufer anmelden, App & Service wählen, dann Create app und die Art In-house.",
      ROW: "partner.tiktokshop.com öffnen, als Verkäufer anmelden, App & Service wählen, dann Create app und die Art In-house.",
    },
    scopes: "Unter Manage API um diese Berechtigungen bitten. Customer service braucht am längsten bis zur Freigabe.",
    addresses: "TikTok diese beiden Adressen geben:",
    redirect: "Redirect-URL",
    webhook: "Webhook-URL",
    keys: "Dann Key, Secret und Service-ID der App aus dem Partner Center übernehmen:",
  },
  apps: {
    title: "TikTok-Apps",
    words: "Eine App für US-Shops, eine für alle anderen: TikTok führt sie in zwei Partner Centern.",
    regions: { US: "US-Shops", ROW: "Shops außerhalb der USA" },
    origin: {
      title: "Woher eine App kommt",
      words:
        "TikTok gewährt Zugang über eine App. Nötig ist die In-house-App des Verkäufers: kostenlos, im Partner Center unter App & Service angelegt und von TikTok freigegeben. „Einrichten“ zeigt den Weg Schritt für Schritt, mit den dort einzutragenden Adressen.",
      centers: { US: "Partner Center für US-Shops", ROW: "Partner Center für alle anderen" },
    },
    none: "Nicht eingerichtet",
    setUp: "Einrichten",
    edit: "Bearbeiten",
    key: "App Key",
    service: "Service-ID",
    serviceHint: "Die Zahl im Autorisierungslink der App",
    secret: "App Secret",
    secretNew: "Das Partner Center zeigt es einmal. Hier kann es danach niemand lesen.",
    secretKeep: "Leer lassen, um das Secret zu behalten. Ein neues gilt sofort; das alte gilt für Webhooks, bis der Wechsel beendet wird.",
    changed: "Geändert",
    save: "App speichern",
    rotating: "Für Webhooks gelten zwei Secrets: TikTok kann noch mit dem älteren signieren.",
    end: "Wechsel beenden",
    ended: "Jetzt gilt nur noch das neueste Secret.",
    endAsk: {
      title: "Den Wechsel beenden?",
      words: "Ab dann werden Webhooks mit dem älteren Secret abgelehnt. Richtig, sobald das Partner Center nur noch das neue zeigt.",
      keep: "Beide behalten",
    },
  },
};
