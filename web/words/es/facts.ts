/** What an order says, as sentences for a reply, in Spanish. */
import type { Dictionary } from "../words.ts";

export const facts: Dictionary["facts"] = {
  names: {
    tracking: "Número de seguimiento",
    status: "Dónde está",
    expected: "Entrega prevista",
    items: "Artículos",
    id: "Número de pedido",
    total: "Total",
  },
  tracking: (carrier, number) => `Su paquete viaja con ${carrier}, número de seguimiento ${number}.`,
  trackingOf: (place, carrier, number) => `El paquete ${place} viaja con ${carrier}, número de seguimiento ${number}.`,
  carrier: "el transportista",
  status: {
    unpaid: "Recibimos su pedido, pero el pago aún no ha llegado.",
    on_hold: "Recibimos su pedido. Empezaremos a prepararlo en cuanto TikTok lo libere.",
    in_review: "Recibimos su pedido y lo estamos revisando.",
    held: "Recibimos su pedido y lo estamos revisando.",
    ready_to_ship: "Estamos preparando su pedido y pronto saldrá.",
    partially_shipped: "Una parte de su pedido está en camino; el resto le sigue.",
    shipped: "Su pedido va en camino.",
    delivered: "Su pedido fue entregado.",
    completed: "Su pedido fue entregado y está completo.",
    cancelled: "Su pedido fue cancelado.",
  },
  deliveredOn: (day) => `Su pedido fue entregado el ${day}.`,
  collectedOn: (day, carrier) => `Su pedido salió el ${day} con ${carrier} y va en camino.`,
  expected: (day) => `Debería llegar a más tardar el ${day}.`,
  shipsBy: (day) => `Saldrá a más tardar el ${day}.`,
  items: (list) => `Su pedido contiene ${list}.`,
  id: (id) => `Su número de pedido es ${id}.`,
  total: (amount) => `El total fue de ${amount}.`,
};
