/** Settings › Tags, in German. */
import type { Dictionary } from "../words.ts";

export const tags: Dictionary["tags"] = {
  title: "Schlagwörter",
  words:
    "Worum es in einem Ticket geht, in den Worten des Teams. Ein Schlagwort grenzt Listen und Ansichten ein, Regeln können es setzen und auf es achten, und unter SLA & Zeiten kann es eine eigene Zusage haben.",
  add: "Neues Schlagwort",
  whoMakes: "Wer Schlagwörter anlegt",
  agentsCreate: "Agenten dürfen bei der Arbeit Schlagwörter anlegen",
  agentsCreateNo: "Admins legen Schlagwörter an; Agenten wählen daraus.",
  none: { title: "Noch keine Schlagwörter", words: "Hier eines anlegen oder in einem Ticket mit L." },
  archivedTitle: "Archiviert",
  archivedWords: "Nicht mehr angeboten. Tickets, die eines haben, behalten es.",
  used: (count) => (count === 0 ? "an keinem Ticket" : count === 1 ? "an 1 Ticket" : `an ${count} Tickets`),
  show: (used, name) => `${used}: Tickets mit ${name} zeigen`,
  edit: (name) => `${name} bearbeiten`,
  name: "Name",
  colour: "Farbe",
  colours: {
    slate: "Schiefer",
    rose: "Rosé",
    amber: "Bernstein",
    olive: "Oliv",
    green: "Grün",
    teal: "Petrol",
    blue: "Blau",
    violet: "Violett",
  },
  create: "Schlagwort anlegen",
  save: "Schlagwort speichern",
  created: (name) => `${name} kann an Tickets gesetzt werden`,
  saved: (name) => `${name} ist gespeichert`,
  archive: "Archivieren",
  archived: (name) => `${name} wird nicht mehr angeboten`,
  restore: "Wieder anbieten",
  restored: (name) => `${name} wird wieder angeboten`,
  merge: {
    open: "Vereinen mit …",
    title: (name) => `${name} vereinen`,
    words: (uses) =>
      `Tickets, Regeln, Makros, Ansichten und Zusagen damit bekommen stattdessen das andere Schlagwort (${uses}). Das lässt sich nicht zurücknehmen.`,
    into: "Mit",
    choose: "Schlagwort wählen",
    act: (into) => `Mit ${into} vereinen`,
    keep: "Beide behalten",
    done: (name, into) => `${name} ist jetzt ${into}. Tickets folgen binnen Minuten.`,
  },
};
