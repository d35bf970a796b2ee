/** Tags and priorities on tickets, and buyers nobody listens to, in German. */
import type { Dictionary } from "../words.ts";

export const labels: Dictionary["labels"] = {
  priority: "Priorität",
  priorities: { urgent: "Dringend", high: "Hoch", normal: "Normal", low: "Niedrig" },
  setPriority: (name) => `Priorität: ${name}`,
  tag: "Schlagwort",
  tags: "Schlagwörter",
  addTag: "Schlagwort",
  more: (count) => `+${count}`,
  moreTags: (names) => `Weitere Schlagwörter: ${names}`,
  archived: "nicht mehr angeboten",
  picker: {
    title: (number) => `Schlagwörter von #${number}`,
    search: "Schlagwort suchen",
    list: "Schlagwörter",
    hint: "Enter setzt ein Schlagwort oder nimmt es ab. Esc schließt.",
    none: "Noch kein Schlagwort",
    noneWords: "Einen Namen tippen, um das erste anzulegen.",
    noneFound: (text) => `Kein Schlagwort heißt „${text}“`,
    create: (name) => `Schlagwort „${name}“ anlegen`,
    done: "Fertig",
  },
  block: {
    open: "Käufer sperren",
    title: (buyer) => `${buyer} sperren?`,
    words:
      "Was dieser Käufer ab jetzt schreibt, gilt als Spam: keine Uhr, keine Meldung, in der Suche weiter zu finden. Offene Tickets in diesem Store werden Spam. TikTok erfährt nichts.",
    reason: "Warum",
    reasonHint: "Das Team liest es im Ticket und in den Einstellungen des Stores.",
    act: "Käufer sperren",
    keep: "Weiter zuhören",
    done: (buyer) => `${buyer} ist gesperrt`,
    blocked: (by, reason) => `${by} hat diesen Käufer gesperrt: ${reason}`,
    somebody: "Jemand",
    unblock: "Entsperren",
    unblocked: (buyer) => `${buyer} wird wieder gehört`,
  },
  blockedCard: {
    title: "Gesperrte Käufer",
    words: "Was sie schreiben, gilt als Spam und startet keine Uhr.",
    none: "Hier ist niemand gesperrt.",
    by: (by) => `von ${by}`,
    more: "Mehr zeigen",
    unblock: (name) => `${name} entsperren`,
  },
};
