/** Settings, My preferences, in German. */
import type { Dictionary } from "../words.ts";

export const preferences: Dictionary["preferences"] = {
  title: "Meine Einstellungen",
  words: "Sie gelten auf jedem Gerät nach dem Anmelden und ändern für niemand anderen etwas.",
  look: "Darstellung und Zeit",
  language: "Sprache",
  languageDevice: (name) => `Die dieses Geräts, ${name}`,
  zone: "Zeiten werden gezeigt in",
  zoneHint: "Nachrichten der Käufer und Fristen nennen auch die Zeit des Stores.",
  zoneDevice: (zone) => `Die Zone dieses Geräts, ${zone}`,
  zoneSave: "Zeiten dort zeigen",
  hold: "Eine Antwort lässt sich zurückholen für",
  holdNone: "Sie geht sofort hinaus",
  holdSeconds: (seconds) => (seconds === 1 ? "1 Sekunde" : `${seconds} Sekunden`),
  desk: "wie bei Tillside eingestellt",
  handBack: "Wenn ich abwesend bin, meine Tickets",
  ways: { keep: "bleiben meine", team: "gehen an die Nächsten im Team", nobody: "stehen allen offen" },
  replyTakes: "Ein Ticket, das niemand hat, wenn ich antworte",
  takes: { yes: "wird meines", no: "bleibt niemandem zugewiesen" },
  keys: "Tasten",
  keysWords:
    "Eine Taste wählen, dann die gewünschte drücken; auch zwei Buchstaben nacheinander sind eine Taste. Die Rücktaste nimmt eine Taste weg, Esc lässt sie.",
  change: (name) => `Taste ändern: ${name}`,
  press: "Taste drücken",
  ours: (name) => `Vorgegebene Taste zurückgeben: ${name}`,
  allOurs: "Wieder alle vorgegebenen Tasten",
  taken: (key, name) => `${key} ist schon belegt: ${name}. Nichts wurde geändert; eine andere wählen oder zuerst „${name}“ ändern.`,
};
