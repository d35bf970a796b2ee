/** Personendaten: Käufer finden, was gespeichert ist, und das Löschen: in German. */
import type { Dictionary } from "../words.ts";

export const persons: Dictionary["people"]["persons"] = {
  title: "Personendaten",
  words: "Was hier über einen Käufer in allen Stores gespeichert ist, und das Löschen, wenn er darum bittet.",
  search: "Name bei TikTok, Bestellung oder Ticketnummer",
  find: "Suchen",
  none: {
    title: "Niemand gefunden",
    words: "Verglichen wird mit den Namen, die TikTok nennt. Die Nummer einer Bestellung oder eines Tickets (#1042) führt sicher zum Ziel.",
  },
  nameless: "Ohne Namen",
  open: (name) => `Was über ${name} gespeichert ist`,
  held: "Wird gelöscht",
  kept: "Bleibt, ohne die Person",
  what: {
    orders: (count) => `Bestellungen (${count}): Name, Nachricht und Notiz`,
    recipients: (count) => `Empfänger (${count}): Name, Adresse, Telefon, E-Mail`,
    tickets: (count) => `Tickets (${count}): alle Worte, E-Mails, Bilder und Dateien, Entwürfe und spätere Antworten`,
    papers: (count) => `Versandlabels und Packzettel (${count})`,
    returns: (count) => `Retouren und Stornos (${count}): Gründe, Notizen, Fotos, eingegebene Angaben`,
    notes: (count) => `Notizen an Bestellungen (${count})`,
    files: "Exportierte Listen mit Empfängern, gleich wer darin steht",
  },
  stays: [
    "Bestellungen, Beträge und Lagerbewegungen: Buchführung",
    "Wann Tickets geöffnet, beantwortet und erledigt wurden, und von wem im Team: Berichte",
    "Ein verschlüsselter Prüfwert, damit der Käufer fernbleibt, wenn TikTok alte Bestellungen erneut meldet",
  ],
  later: "Wer später wieder kauft oder schreibt, ist ein neuer Käufer.",
  cloudflare:
    "Cloudflare kann seine Datenbanken 30 Tage zurückdrehen. Bis dahin kann, wer das Cloudflare-Konto besitzt, die Daten wiederherstellen.",
  erase: "Löschen …",
  sure: (name) => `${name} löschen?`,
  noWay: "Das lässt sich nicht zurücknehmen.",
  type: (confirm) => `Zur Bestätigung „${confirm}“ eingeben`,
  eraseNow: "Endgültig löschen",
  cancel: "Abbrechen",
  begun: "Das Löschen hat begonnen",
  list: "Löschungen",
  listNone: "Noch wurde niemand gelöscht.",
  states: { tickets: "Tickets …", orders: "Bestellungen …", search: "Suchverzeichnisse …", done: "Gelöscht", failed: "Fehlgeschlagen" },
  progress: (done, total) => `${done} von ${total}`,
  counts: (orders, tickets, files) => `Bestellungen: ${orders} · Tickets: ${tickets} · Dateien: ${files}`,
  failed: "Immer wieder ging etwas schief. Bitte den Käufer suchen und löschen, was noch da ist.",
};
