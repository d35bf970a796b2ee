/** Why a ticket is due when it is, in Spanish. */
import type { Dictionary } from "../words.ts";

const clocks: Record<string, string> = { first: "primera respuesta", next: "siguiente respuesta", resolution: "resolución" };

export const dueBecause: Dictionary["dueBecause"] = {
  due: (clock, time, place) => `Plazo de la ${clocks[clock] ?? clock}: ${time}, ${place}.`,
  because: (span, since, calendar) =>
    `Se prometió en ${span}${calendar === null ? ", a toda hora" : ` del horario de ${calendar}`}, contado desde ${since}.`,
  by: {
    tag: (name) => `Así lo pide la etiqueta ${name}.`,
    priority: (name) => `Así lo pide la prioridad ${name}.`,
  },
  paused: (span) => `El reloj estuvo detenido ${span} mientras se esperaba al comprador o el ticket estaba pospuesto.`,
};
