/** Many buyers who ask the same, in Spanish. */
import type { Dictionary } from "../words.ts";

export const bursts: Dictionary["bursts"] = {
  says: (count, isRead) => (isRead ? `${count} tickets dicen lo mismo:` : `${count} tickets tratan de lo mismo:`),
  orders: { waiting: "Pedido aún sin enviar", shipped: "Pedido en camino", delivered: "Pedido entregado" },
  ordered: (day) => `pedidos del ${day}`,
  carrier: (carrier, day) => `${carrier}, entregado al transportista el ${day}`,
  asked: (day) => `preguntado el ${day}`,
  look: "Ver",
  answer: "Responder a todos",
  dismiss: "No volver a mostrármelo",
  filter: "Lo mismo",
  tickets: (count) => (count === "1" ? "1 ticket" : `${count} tickets`),
  over: "ha terminado",
  suggest: "Sugerir una respuesta para todos",
  suggested: "Está en el campo. No se envía nada hasta que las haya visto.",
  wroteOn: "Ha seguido escribiendo, así que sus palabras se quedan. Vuelva a pedirlo para poner una propuesta en su lugar.",
  blocked: (words) => `Decía ${words}, que ningún dato respalda. Vuelva a pedirlo.`,
  oneOf: (count) => `Uno de ${count} iguales`,
};
