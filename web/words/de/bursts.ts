/** Many buyers who ask the same, in German. */
import type { Dictionary } from "../words.ts";

export const bursts: Dictionary["bursts"] = {
  says: (count, isRead) => (isRead ? `${count} Tickets sagen dasselbe:` : `${count} Tickets betreffen dasselbe:`),
  orders: { waiting: "Bestellung noch nicht verschickt", shipped: "Bestellung unterwegs", delivered: "Bestellung zugestellt" },
  ordered: (day) => `Bestellungen vom ${day}`,
  carrier: (carrier, day) => `${carrier}, übergeben am ${day}`,
  asked: (day) => `gefragt am ${day}`,
  look: "Ansehen",
  answer: "Allen antworten",
  dismiss: "Mir nicht mehr zeigen",
  filter: "Dasselbe",
  tickets: (count) => (count === "1" ? "1 Ticket" : `${count} Tickets`),
  over: "ist vorbei",
  suggest: "Antwort für alle vorschlagen",
  suggested: "Steht im Feld. Nichts geht hinaus, bevor Sie alle gesehen haben.",
  wroteOn: "Sie haben inzwischen weitergeschrieben; Ihre Worte bleiben. Fragen Sie noch einmal, wenn der Vorschlag an ihre Stelle soll.",
  blocked: (words) => `Der Vorschlag sagte ${words}, was keine Tatsache belegt. Bitte noch einmal fragen.`,
  oneOf: (count) => `Eines von ${count} gleichen`,
};
