/** Choosing a card for a reply, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const cards: Dictionary["cards"] = {
  title: "发送卡片",
  search: "订单号、订单内商品、商品名称或 SKU，或优惠券 ID",
  hint: "卡片会作为单独的消息，在文字之前发送。",
  list: "卡片",
  waiting: "正在查找商品",
  none: "没有匹配的卡片。",
  noneHint: "优惠券按 ID 发送：请从 Seller Center 的营销页面复制。TikTok 不提供优惠券列表。",
  groups: { linked: "此工单的订单", others: "此买家的其他订单", products: "商品", coupon: "优惠券" },
  kinds: {
    ORDER_CARD: "订单",
    LOGISTICS_CARD: "物流",
    RETURN_REFUND_CARD: "退货或退款",
    PRODUCT_CARD: "商品",
    COUPON_CARD: "优惠券",
  },
  noPackage: "包裹物流",
  couponById: (id) => `优惠券 ${id}`,
  couponHint: "发送后 TikTok 会告知其是否存在。",
};
