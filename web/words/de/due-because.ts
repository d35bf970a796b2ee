/** Why a ticket is due when it is, in German. */
import type { Dictionary } from "../words.ts";

const clocks: Record<string, string> = { first: "Die erste Antwort", next: "Die Folgeantwort", resolution: "Die Erledigung" };

export const dueBecause: Dictionary["dueBecause"] = {
  due: (clock, time, place) => `${clocks[clock] ?? clock} ist ${time} fällig, ${place}.`,
  because: (span, since, calendar) =>
    `Zugesagt innerhalb von ${span}${calendar === null ? ", rund um die Uhr" : ` in den Zeiten von ${calendar}`}, gezählt ab ${since}.`,
  by: {
    tag: (name) => `So verlangt es das Schlagwort ${name}.`,
    priority: (name) => `So verlangt es die Priorität ${name}.`,
  },
  paused: (span) => `Die Uhr stand ${span} still, während auf den Käufer gewartet wurde oder das Ticket zurückgestellt war.`,
};
