// TikTok's push topics by number and by the name the Event API knows. Refuses payloads, which belong to whoever publishes.

/** Topics with a name in the Event API's documented enum; newer ones can only be switched in Partner Center. */
export const EVENT_TYPES: Record<number, string> = {
  1: "ORDER_STATUS_CHANGE",
  2: "REVERSE_STATUS_UPDATE",
  3: "RECIPIENT_ADDRESS_UPDATE",
  4: "PACKAGE_UPDATE",
  5: "PRODUCT_STATUS_CHANGE",
  6: "SELLER_DEAUTHORIZATION",
  7: "UPCOMING_AUTHORIZATION_EXPIRATION",
  11: "CANCELLATION_STATUS_CHANGE",
  12: "RETURN_STATUS_CHANGE",
  13: "NEW_CONVERSATION",
  14: "NEW_MESSAGE",
  15: "PRODUCT_INFORMATION_CHANGE",
  16: "PRODUCT_CREATION",
  18: "PRODUCT_CATEGORY_CHANGE",
  33: "NEW_MESSAGE_LISTENER",
  36: "INVOICE_STATUS_CHANGE",
  37: "PRODUCT_AUDIT_STATUS_CHANGE",
};

export const topicName = (topic: number): string => EVENT_TYPES[topic] ?? `TOPIC_${topic}`;
export const isEventType = (name: string): boolean => Object.values(EVENT_TYPES).includes(name);

/** Topics whose samples show an id as a JSON number; the fault `ids_as_numbers` reproduces it. */
export const NUMBER_ID_TOPICS = new Set([5, 16, 37]);

/** Topics of a seller account, which carry `seller_open_id` in place of `shop_id`. */
export const SELLER_TOPICS = new Set([19, 21, 22, 23, 24, 35, 52, 58]);
