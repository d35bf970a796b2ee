/** Where an order and a unit stand, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const stages: Dictionary["stages"] = {
  order: {
    unpaid: "未付款",
    on_hold: "暂缓",
    in_review: "待审核",
    held: "已搁置",
    ready_to_ship: "待发货",
    partially_shipped: "部分发货",
    shipped: "已发货",
    delivered: "已送达",
    completed: "已完成",
    cancelled: "已取消",
  },
  unit: {
    UNPAID: "未付款",
    ON_HOLD: "暂缓",
    AWAITING_SHIPMENT: "待发货",
    PARTIALLY_SHIPPING: "部分发货",
    AWAITING_COLLECTION: "待揽收",
    IN_TRANSIT: "运输中",
    DELIVERED: "已送达",
    COMPLETED: "已完成",
    CANCELLED: "已取消",
    CANCEL: "已取消",
  },
  cancelAsked: "买家申请取消",
};
