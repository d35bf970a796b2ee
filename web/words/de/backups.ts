/** Sicherungen: Wiederherstellungsschlüssel, Zeitplan, Liste, Wiederherstellung. */
import type { Facts } from "../../api.ts";

const problems: Record<string, (facts: Facts) => string> = {
  "recovery-key-missing": () => "Erzeugen Sie zuerst einen Wiederherstellungsschlüssel: Ohne ihn könnte niemand die Sicherung je lesen.",
  "backup-under-way": () => "Eine Sicherung wird gerade geschrieben. Warten Sie darauf, oder halten Sie sie an.",
  "backup-missing": () => "Diese Sicherung gibt es nicht mehr.",
  "bulk-not-now": () => "Diese Sicherung ist nicht vollständig.",
  "restore-not-empty": () => "Tillside ist hier schon in Gebrauch. Wiederhergestellt wird nur in ein leeres. Es wurde nichts geändert.",
  "restore-not-begun": () => "Hier wird eine andere Sicherung wiederhergestellt, oder diese ist schon da. Es wurde nichts geändert.",
  "restore-schema-older": ({ schema, own }) =>
    `Diese Sicherung stammt von einer älteren Version (${schema}; hier läuft ${own}). Richten Sie jene Version in einem leeren Konto ein, stellen Sie dort wieder her und richten Sie dann die neueste ein: Sie nimmt die Daten mit. Es wurde nichts geändert.`,
  "restore-schema-newer": ({ schema, own }) =>
    `Diese Sicherung stammt von einer neueren Version (${schema}; hier läuft ${own}). Richten Sie zuerst jene Version ein. Es wurde nichts geändert.`,
  "restore-unknown-table": ({ table }) => `Tillside kennt die Tabelle ${table} dieser Sicherung nicht.`,
  "restore-rows-missing": ({ table }) => `Zeilen von ${table} sind nicht angekommen. Starten Sie die Wiederherstellung noch einmal.`,
};

export const backups = {
  title: "Sicherungen",
  words:
    "Alles, was Tillside speichert, als eine verschlüsselte Datei: Bestellungen, Tickets, Notizen, Dateien, Bestand, Einstellungen, Personen. Ohne den Wiederherstellungsschlüssel kann sie niemand lesen, auch Tillside nicht.",
  key: {
    title: "Wiederherstellungsschlüssel",
    none: "Eine Sicherung enthält die Daten Ihrer Käufer und wird deshalb für einen Schlüssel verschlüsselt, den nur Sie aufbewahren. Erzeugen Sie ihn einmal, schreiben Sie ihn auf, und bewahren Sie ihn getrennt von den Sicherungen auf.",
    made: "Erzeugt",
    words:
      "Sicherungen werden für ihn verschlüsselt. Ist er verloren, erzeugen Sie einen neuen: Frühere Sicherungen brauchen weiterhin den früheren.",
    make: "Wiederherstellungsschlüssel erzeugen",
    again: "Neuen Schlüssel erzeugen",
    shown:
      "Er wird nur jetzt gezeigt und nirgends aufbewahrt. Schreiben Sie ihn auf oder legen Sie ihn in Ihren Passwortspeicher, bevor Sie diese Seite verlassen.",
    label: "Wiederherstellungsschlüssel",
    kept: "Ich habe ihn aufbewahrt",
  },
  schedule: {
    title: "Von selbst",
    weekly: "Jede Woche nachts eine Sicherung schreiben",
    kept: "Wie viele aufbewahrt werden",
    keptHint: "Ältere werden nachts gelöscht.",
    next: "Nächste",
    saved: "Gespeichert.",
  },
  list: {
    title: "Bisherige",
    begin: "Jetzt sichern",
    none: "Es wurde noch keine Sicherung geschrieben.",
    byClock: "von selbst",
    holds: (rows: string, rooms: string, files: string) => `Zeilen: ${rows}, Räume: ${rooms}, Dateien: ${files}`,
    earlierKey: "braucht einen früheren Wiederherstellungsschlüssel",
    states: { writing: "Wird geschrieben", done: "Fertig", stopped: "Angehalten", failed: "Fehlgeschlagen", forgotten: "Gelöscht" },
    stop: "Anhalten",
    open: "Herunterladen",
  },
  how: {
    title: "Wie Tillside wiederhergestellt wird",
    steps: [
      "Richten Sie dieselbe Version mit denselben SEAL_KEYS in einem leeren Konto ein. Mit anderen Schlüsseln kommt alles zurück außer der Zustimmung Ihrer Stores und anderen Geheimnissen, die neu gegeben werden.",
      "Laden Sie die Sicherung herunter, und nehmen Sie das alte Tillside vom Netz: Zwei an einem Shop würden beide dessen Käufern antworten.",
      "Rufen Sie auf: npm run restore -- DATEI --to ADRESSE. Gefragt wird nach dem Wiederherstellungsschlüssel und dem Einrichtungs-Token des leeren Tillside; die Datei wird zuerst ganz gelesen und abgelehnt, wenn auch nur ein Bit verändert ist. Abgebrochen geht es beim nächsten Aufruf weiter.",
      "Alle melden sich neu an. Was TikTok seitdem tat, holt der nächste Abgleich; Antworten, die unterwegs waren, stehen als unbestätigt da; Zeitsteuerungen von Regeln, Sammelarbeiten und Ausgleich warten, bis jemand sie startet.",
    ],
    moment:
      "Eine Sicherung, die während der Arbeit geschrieben wird, hält jede Tabelle, jedes Ticket und jede Datei, wie sie waren, als sie an der Reihe waren. Zahlen werden beim Wiederherstellen neu gezählt.",
  },
  problems,
};
