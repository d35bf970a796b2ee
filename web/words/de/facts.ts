/** What an order says, as sentences for a reply, in German. */
import type { Dictionary } from "../words.ts";

export const facts: Dictionary["facts"] = {
  names: {
    tracking: "Sendungsnummer",
    status: "Wo sie ist",
    expected: "Erwartete Zustellung",
    items: "Artikel",
    id: "Bestellnummer",
    total: "Summe",
  },
  tracking: (carrier, number) => `Das Paket ist unterwegs mit ${carrier}, Sendungsnummer ${number}.`,
  trackingOf: (place, carrier, number) => `Paket ${place} ist unterwegs mit ${carrier}, Sendungsnummer ${number}.`,
  carrier: "dem Versanddienst",
  status: {
    unpaid: "Ihre Bestellung ist eingegangen, die Zahlung aber noch nicht.",
    on_hold: "Ihre Bestellung ist bei uns eingegangen. Wir packen sie, sobald TikTok sie freigibt.",
    in_review: "Ihre Bestellung ist bei uns eingegangen und wird geprüft.",
    held: "Ihre Bestellung ist bei uns eingegangen und wird geprüft.",
    ready_to_ship: "Ihre Bestellung wird gepackt und verlässt uns bald.",
    partially_shipped: "Ein Teil Ihrer Bestellung ist unterwegs; der Rest folgt.",
    shipped: "Ihre Bestellung ist unterwegs zu Ihnen.",
    delivered: "Ihre Bestellung wurde zugestellt.",
    completed: "Ihre Bestellung wurde zugestellt und ist abgeschlossen.",
    cancelled: "Ihre Bestellung wurde storniert.",
  },
  deliveredOn: (day) => `Ihre Bestellung wurde am ${day} zugestellt.`,
  collectedOn: (day, carrier) => `Ihre Bestellung hat uns am ${day} mit ${carrier} verlassen und ist unterwegs zu Ihnen.`,
  expected: (day) => `Ihre Bestellung sollte bis ${day} ankommen.`,
  shipsBy: (day) => `Ihre Bestellung verlässt uns spätestens am ${day}.`,
  items: (list) => `Ihre Bestellung enthält ${list}.`,
  id: (id) => `Ihre Bestellnummer ist ${id}.`,
  total: (amount) => `Die Summe betrug ${amount}.`,
};
