/** Tickets that become one, are taken apart, or give a message away, in German. */
import type { Dictionary } from "../words.ts";

export const joining: Dictionary["joining"] = {
  open: "Mit einem anderen Ticket zusammenführen …",
  states: { open: "Offen", snoozed: "Zurückgestellt", resolved: "Erledigt", spam: "Spam" },
  relations: {
    follows: "dieses folgt darauf",
    followed: "folgt auf dieses",
    "split-from": "dieses wurde davon abgetrennt",
    "split-into": "von diesem abgetrennt",
  },
  ticket: (number) => `#${number}`,
  merge: {
    title: (number) => `#${number} mit einem anderen Ticket zusammenführen`,
    words: "Alles Gesagte steht dann in einem; rückgängig geht es, bis etwas Neues gesagt wird.",
    choose: "Ein Ticket wählen",
    becomes: (gone, into) => `#${gone} wird Teil von #${into}. Nummer und Links führen dorthin.`,
    act: (gone, into) => `#${gone} in #${into} überführen`,
    keep: "Beide behalten",
    done: (gone, into) => `#${gone} ist jetzt Teil von #${into}`,
    undo: "Zusammenführung aufheben",
    undone: (number) => `#${number} ist wieder ein eigenes Ticket`,
  },
  move: {
    title: "Diese Nachricht in ein anderes Ticket verschieben",
    words: "Was auf Antwort wartet, wartet dann dort.",
    act: (number) => `Nach #${number} verschieben`,
    choose: "Ein Ticket wählen",
    keep: "Hier lassen",
    done: (number) => `Nach #${number} verschoben`,
  },
  list: "Andere Tickets des Käufers",
  number: "Ein anderes Ticket nach Nummer",
  numberHint: "Die Tickets dieses Käufers stehen hier; andere dieses Stores finden sich über ihre Nummer.",
  noNumber: (number) => `Es gibt kein Ticket #${number} in diesem Store, oder es ist nicht sichtbar.`,
  alone: "Dieser Käufer hat kein anderes Ticket.",
  message: {
    from: "Ab hier abtrennen",
    only: "Nur diese Nachricht abtrennen",
    move: "In ein anderes Ticket verschieben …",
  },
  split: {
    done: (number) => `Als #${number} abgetrennt`,
    back: (number) => `Zurück zu #${number}`,
  },
  goTo: (number) => `#${number} öffnen`,
  topic: {
    asks: "Fragt auch nach einer anderen Bestellung:",
    split: "Hier abtrennen",
    notNow: "Nicht jetzt",
  },
  former: { follows: "nach", "split-from": "aus" },
  orders: {
    more: "Mehr zu dieser Bestellung",
    earlier: (number) => `Thema in #${number}`,
    main: "Zur Hauptbestellung machen",
    unlink: "Lösen",
    unlinked: (order) => `Bestellung …${order} ist nicht mehr verknüpft`,
  },
  buyer: {
    tickets: "Andere Tickets",
    none: "Kein anderes Ticket dieses Käufers",
  },
  withSummary: "Zusammenfassung als Notiz anhängen",
  sleepOn: "Zurückgestellt lassen, wenn der Käufer schreibt",
};
