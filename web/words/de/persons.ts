/** Personendaten: Käufer finden, was gespeichert ist, und das Löschen: in German. */
import type { Dictionary } from "../words.ts";

export const persons: Dictionary["people"]["persons"] = {
  title: "Personendaten",
  words:
    "Was hier über einen Käufer in allen Stores gespeichert ist: als Datei oder zum Löschen, wenn er darum bittet, und mit Fristen, nach denen es von selbst geht.",
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
    papers: (count) => `Etiketten und Packzettel (${count})`,
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
  file: {
    title: "Alles Gespeicherte als eine Datei",
    words: (hours, size) =>
      `Unterhaltungen mit Antworten und Notizen, Bestellungen mit Empfängern und Positionen, Retouren, E-Mails, und Dateien bis ${size}. Sie wird nach ${hours} Stunden gelöscht. Bitte vor der Herausgabe lesen: Notizen über den Käufer stehen darin. Wer sie schrieb, steht nicht darin; wer im Text selbst genannt wird, schon.`,
    make: "Datei erstellen",
    open: "JSON herunterladen",
    none: "Noch wurde keine erstellt.",
    progress: (done, total) => `${done} von ${total} Tickets und Bestellungen`,
    size: (bytes, files) => `${bytes}, Dateien: ${files}`,
    leftOut: (count) => `nur mit Namen: ${count}`,
    until: "bis",
    states: { writing: "Wird geschrieben …", done: "Bereit", failed: "Fehlgeschlagen", forgotten: "Datei gelöscht" },
  },
  periods: {
    title: "Was von selbst geht",
    words:
      "Nichts, solange Sie nicht entscheiden. Jede Nacht wird geleert, was älter ist als seine Frist, als wäre der Käufer gelöscht worden: Beträge, Zahlen und Berichte bleiben. Nie angetastet: nicht zugestellte Bestellungen, offene Retouren und Fälle, nicht geschlossene Tickets.",
    kept: "Bleibt",
    days: (count) => `${count} Tage`,
    kinds: {
      recipients: {
        name: "Käufer in Bestellungen",
        words:
          "Name, Adresse, Telefon, E-Mail, Nachricht, Notizen, Etiketten und Fotos. Exportierte Listen mit Empfängern gehen in derselben Nacht.",
        since: "Ab Zustellung oder Stornierung.",
      },
      conversations: {
        name: "Unterhaltungen geschlossener Tickets",
        words: "Alle Worte, Notizen, E-Mails, Bilder und Dateien, und der Name des Käufers.",
        since: "Ab dem letzten Wort, oder ab dem Schließen, wenn das später war.",
      },
      mails: {
        name: "Dateien von E-Mails in geschlossenen Tickets",
        words: "E-Mails, wie sie kamen, ihre Gestaltung und Anhänge; ihre Worte bleiben. E-Mails ohne Ticket gehen ganz.",
        since: "Gezählt wie bei Unterhaltungen.",
      },
    },
    sure: (name, days) => `${name}: nur ${days} Tage?`,
    tonight: {
      recipients: (orders) => `Bestellungen, die heute Nacht geleert würden: ${orders}.`,
      conversations: (tickets) => `Tickets, die heute Nacht geleert würden: ${tickets}.`,
      mails: (tickets, letters) =>
        `Tickets, deren E-Mails heute Nacht ihre Dateien verlören: ${tickets}. E-Mails ohne Ticket, die gingen: ${letters}.`,
    },
    more: "Es sind mehr, als gezählt wurden.",
    noWay: "Was geleert ist, lässt sich nicht zurückholen.",
    save: "Speichern",
    saved: "Frist gespeichert",
    cancel: "Abbrechen",
    fixed: {
      hours: (count) => `${count} Stunden`,
      copies: (count) => `neueste: ${count}`,
      returnDetails: {
        name: "Eingegebene Angaben zu Retouren",
        words: (most) => `Nach dem Ende der Retoure; wird eine nie beendet, ${most} Tage nach der Eingabe.`,
      },
      exports: { name: "Exportierte Bestelllisten", words: "Nachdem sie angefordert wurden." },
      personFiles: { name: "Daten eines Käufers als eine Datei", words: "Nachdem sie angefordert wurde; in der Nacht danach gelöscht." },
      packs: { name: "Dateien mit Nachweisen", words: "Nummern, Zeiten und Prüfwerte, keine Worte von Käufern." },
      proof: { name: "Nachweise über Webhooks", words: "Nummern, Zeiten und Prüfwerte, keine Worte von Käufern." },
      backups: {
        name: "Sicherungen",
        words: "So viele, wie unter Einstellungen › Sicherungen behalten werden. Aus keiner wird etwas entfernt.",
      },
    },
  },
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
