/** Choosing a card for a reply, in German. */
import type { Dictionary } from "../words.ts";

export const cards: Dictionary["cards"] = {
  title: "Karte zeigen",
  search: "Bestellnummer, Artikel, Produktname oder SKU, oder die ID eines Gutscheins",
  hint: "Eine Karte geht als eigene Nachricht hinaus, vor dem Text.",
  list: "Karten",
  waiting: "Produkte werden gesucht",
  none: "Keine Karte mit diesem Wort.",
  noneHint: "Ein Gutschein wird über seine ID gesendet: im Seller Center unter Marketing kopieren. TikTok gibt keine Liste.",
  groups: {
    linked: "Bestellungen dieses Tickets",
    others: "Andere Bestellungen dieses Käufers",
    products: "Produkte",
    coupon: "Gutschein",
  },
  kinds: {
    ORDER_CARD: "Bestellung",
    LOGISTICS_CARD: "Sendung",
    RETURN_REFUND_CARD: "Rückgabe oder Erstattung",
    PRODUCT_CARD: "Produkt",
    COUPON_CARD: "Gutschein",
  },
  noPackage: "Sendungsverfolgung des Pakets",
  couponById: (id) => `Gutschein ${id}`,
  couponHint: "Ob es ihn gibt, sagt TikTok beim Senden.",
};
