// Every call the simulator answers, in one table. A call that is not here meets 36009009, as a path TikTok does not know.
import { CANCELLATION_ROUTES } from "./cancellations.ts";
import { CHAT_DESK_ROUTES } from "./chat-desk.ts";
import { CHAT_READ_ROUTES } from "./chat-read.ts";
import { CHAT_SEND_ROUTES } from "./chat-send.ts";
import { DOCUMENT_ROUTES } from "./documents.ts";
import { ELIGIBILITY_ROUTES } from "./eligibility.ts";
import { FBT_ROUTES } from "./fbt.ts";
import { INBOUND_ROUTES } from "./fbt-inbound.ts";
import { FBT_STOCK_ROUTES } from "./fbt-stock.ts";
import { INVENTORY_ROUTES } from "./inventory.ts";
import { LABEL_ROUTES } from "./labels.ts";
import { LOGISTICS_ROUTES } from "./logistics.ts";
import { MARK_SHIPPED_ROUTES } from "./mark-shipped.ts";
import { ORDER_ROUTES } from "./orders.ts";
import { PACKAGE_ROUTES } from "./packages.ts";
import { PRODUCT_IMAGE_ROUTES } from "./product-image.ts";
import { PRODUCT_ROUTES } from "./products.ts";
import { DECISION_ROUTES } from "./return-decisions.ts";
import { RETURN_ROUTES } from "./returns.ts";
import type { Route } from "./route.ts";
import { SCHEDULE_ROUTES } from "./schedule.ts";
import { SHOP_ROUTES } from "./shops.ts";
import { SPLIT_ROUTES } from "./splits.ts";
import { TOKEN_CALLS } from "./token.ts";

export const ROUTES: readonly Route[] = [
  ...SHOP_ROUTES,
  ...ORDER_ROUTES,
  ...SPLIT_ROUTES,
  ...LABEL_ROUTES,
  ...SCHEDULE_ROUTES,
  ...MARK_SHIPPED_ROUTES,
  ...DOCUMENT_ROUTES,
  ...PACKAGE_ROUTES,
  ...CANCELLATION_ROUTES,
  ...RETURN_ROUTES,
  ...DECISION_ROUTES,
  ...ELIGIBILITY_ROUTES,
  ...LOGISTICS_ROUTES,
  ...PRODUCT_ROUTES,
  ...PRODUCT_IMAGE_ROUTES,
  ...INVENTORY_ROUTES,
  ...FBT_ROUTES,
  ...FBT_STOCK_ROUTES,
  ...INBOUND_ROUTES,
  ...CHAT_READ_ROUTES,
  ...CHAT_SEND_ROUTES,
  ...CHAT_DESK_ROUTES,
];

/** First parts of a path that belong to the API; everything else is a page. */
const AREAS = new Set([
  "authorization",
  "seller",
  "event",
  "order",
  "fulfillment",
  "logistics",
  "product",
  "customer_service",
  "return_refund",
  "fbt",
  "finance",
]);

export const isApiPath = (path: string): boolean =>
  Object.hasOwn(TOKEN_CALLS, path) || /^\/\w+\/\d{6}\//.test(path) || AREAS.has(path.split("/")[1] ?? "");
