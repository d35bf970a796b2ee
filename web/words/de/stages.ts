/** Where an order and a unit stand, in German. */
import type { Dictionary } from "../words.ts";

export const stages: Dictionary["stages"] = {
  order: {
    unpaid: "Unbezahlt",
    on_hold: "Bedenkzeit",
    in_review: "In Prüfung",
    held: "Zurückgehalten",
    ready_to_ship: "Versandbereit",
    partially_shipped: "Teilweise versandt",
    shipped: "Versandt",
    delivered: "Zugestellt",
    completed: "Abgeschlossen",
    cancelled: "Storniert",
  },
  unit: {
    UNPAID: "Unbezahlt",
    ON_HOLD: "Bedenkzeit",
    AWAITING_SHIPMENT: "Zu versenden",
    PARTIALLY_SHIPPING: "Teilweise versandt",
    AWAITING_COLLECTION: "Wartet auf den Versanddienst",
    IN_TRANSIT: "Unterwegs",
    DELIVERED: "Zugestellt",
    COMPLETED: "Abgeschlossen",
    CANCELLED: "Storniert",
    CANCEL: "Storniert",
  },
  cancelAsked: "Stornowunsch",
};
