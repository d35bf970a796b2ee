/** Where an order and a unit stand, in a word. */
export const stages = {
  order: {
    unpaid: "Unpaid",
    on_hold: "On hold",
    in_review: "In review",
    held: "Held",
    ready_to_ship: "Ready to ship",
    partially_shipped: "Partially shipped",
    shipped: "Shipped",
    delivered: "Delivered",
    completed: "Completed",
    cancelled: "Cancelled",
  },
  /** TikTok's word for a unit, as a person says it. */
  unit: {
    UNPAID: "Unpaid",
    ON_HOLD: "On hold",
    AWAITING_SHIPMENT: "To ship",
    PARTIALLY_SHIPPING: "Partly shipped",
    AWAITING_COLLECTION: "Waits for the carrier",
    IN_TRANSIT: "In transit",
    DELIVERED: "Delivered",
    COMPLETED: "Completed",
    CANCELLED: "Cancelled",
    CANCEL: "Cancelled",
  } as Record<string, string>,
  cancelAsked: "Cancel asked",
};
