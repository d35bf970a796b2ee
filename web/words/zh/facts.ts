/** What an order says, as sentences for a reply, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const facts: Dictionary["facts"] = {
  names: {
    tracking: "物流单号",
    status: "订单进度",
    expected: "预计送达",
    items: "商品",
    id: "订单号",
    total: "合计",
  },
  tracking: (carrier, number) => `您的包裹由 ${carrier} 承运，物流单号 ${number}。`,
  trackingOf: (place, carrier, number) => `包裹 ${place} 由 ${carrier} 承运，物流单号 ${number}。`,
  carrier: "承运商",
  status: {
    unpaid: "您的订单已提交，尚未收到付款。",
    on_hold: "我们已收到您的订单，待 TikTok 放行后即开始打包。",
    in_review: "我们已收到您的订单，正在核查。",
    held: "我们已收到您的订单，正在核查。",
    ready_to_ship: "您的订单正在打包，即将发出。",
    partially_shipped: "您的订单已有部分发出，其余随后发出。",
    shipped: "您的订单正在运输途中。",
    delivered: "您的订单已送达。",
    completed: "您的订单已送达并完成。",
    cancelled: "您的订单已取消。",
  },
  deliveredOn: (day) => `您的订单已于 ${day}送达。`,
  collectedOn: (day, carrier) => `您的订单已于 ${day}由 ${carrier} 运出，正在途中。`,
  expected: (day) => `预计不晚于 ${day}送达。`,
  shipsBy: (day) => `最迟于 ${day}发出。`,
  items: (list) => `您的订单包含 ${list}。`,
  id: (id) => `您的订单号是 ${id}。`,
  total: (amount) => `订单合计 ${amount}。`,
};
