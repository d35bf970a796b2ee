/** Tickets that become one, are taken apart, or give a message away, in Spanish. */
import type { Dictionary } from "../words.ts";

export const joining: Dictionary["joining"] = {
  open: "Combinar con otro ticket…",
  states: { open: "Abierto", snoozed: "Pospuesto", resolved: "Resuelto", spam: "Spam" },
  relations: {
    follows: "este le sigue",
    followed: "sigue a este",
    "split-from": "este se separó de él",
    "split-into": "separado de este",
  },
  ticket: (number) => `#${number}`,
  merge: {
    title: (number) => `Combinar #${number} con otro ticket`,
    words: "Todo lo dicho queda en uno, y se puede deshacer hasta que se diga algo nuevo.",
    choose: "Elija un ticket",
    becomes: (gone, into) => `#${gone} pasa a formar parte de #${into}. Su número y sus enlaces llevan allí.`,
    act: (gone, into) => `Combinar #${gone} en #${into}`,
    keep: "Conservar ambos",
    done: (gone, into) => `#${gone} forma parte de #${into}`,
    undo: "Deshacer la combinación",
    undone: (number) => `#${number} vuelve a ser un ticket propio`,
  },
  move: {
    title: "Mover este mensaje a otro ticket",
    words: "Lo que espera respuesta la espera allí.",
    act: (number) => `Mover a #${number}`,
    choose: "Elija un ticket",
    keep: "Dejarlo aquí",
    done: (number) => `Movido a #${number}`,
  },
  list: "Los otros tickets del comprador",
  number: "Otro ticket por su número",
  numberHint: "Aquí están los tickets de este comprador; otros de esta tienda se encuentran por su número.",
  noNumber: (number) => `No hay ningún ticket #${number} en esta tienda, o usted no puede verlo.`,
  alone: "Este comprador no tiene otro ticket.",
  message: {
    from: "Separar desde aquí",
    only: "Separar solo este mensaje",
    move: "Mover a otro ticket…",
  },
  split: {
    done: (number) => `Separado como #${number}`,
    back: (number) => `Volver a #${number}`,
  },
  goTo: (number) => `Abrir #${number}`,
  topic: {
    asks: "Pregunta también por otro pedido:",
    split: "Separar aquí",
    notNow: "Ahora no",
  },
  former: { follows: "tras", "split-from": "de" },
  orders: {
    more: "Más de este pedido",
    earlier: (number) => `tratado en #${number}`,
    main: "Marcar como principal",
    unlink: "Desvincular",
    unlinked: (order) => `El pedido …${order} ya no está vinculado`,
  },
  buyer: {
    tickets: "Otros tickets",
    none: "Ningún otro ticket de este comprador",
  },
  withSummary: "Agregar un resumen como nota",
  sleepOn: "Seguir pospuesto cuando el comprador escriba",
};
