/** A reply that is to leave later, in Spanish. */
import type { Dictionary } from "../words.ts";

export const sendLater: Dictionary["sendLater"] = {
  title: "Enviar más tarde",
  at: "Fecha y hora de envío",
  hint: "Vuelve a usted si el comprador escribe primero o alguien responde en Seller Center.",
  there: (time, place) => `Hora de ${place}: ${time}.`,
  act: "Enviar entonces",
};
