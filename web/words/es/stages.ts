/** Where an order and a unit stand, in Spanish. */
import type { Dictionary } from "../words.ts";

export const stages: Dictionary["stages"] = {
  order: {
    unpaid: "Sin pagar",
    on_hold: "En pausa",
    in_review: "En revisión",
    held: "Retenido",
    ready_to_ship: "Listo para enviar",
    partially_shipped: "Enviado en parte",
    shipped: "Enviado",
    delivered: "Entregado",
    completed: "Completado",
    cancelled: "Cancelado",
  },
  unit: {
    UNPAID: "Sin pagar",
    ON_HOLD: "En pausa",
    AWAITING_SHIPMENT: "Por enviar",
    PARTIALLY_SHIPPING: "Enviado en parte",
    AWAITING_COLLECTION: "Espera al transportista",
    IN_TRANSIT: "En camino",
    DELIVERED: "Entregado",
    COMPLETED: "Completado",
    CANCELLED: "Cancelado",
    CANCEL: "Cancelado",
  },
  cancelAsked: "Piden cancelar",
};
