/** 订单或其中某件商品为何不能执行某项操作：每个代码一句话，与 problems.ts 并列。 */
import type { Dictionary } from "../words.ts";

export const orderProblems: Dictionary["orderProblems"] = {
  "order-unpaid": () => "买家尚未付款。",
  "order-on-hold": () => "TikTok 会在买家下单后的第一个小时内保留订单，在此之前不能打包。",
  "order-not-shipped": () => "尚未发出任何商品。",
  "order-partly-shipped": () => "其中一部分已发货，请改为选择单件商品。",
  "order-shipped": () => "订单已发货。",
  "order-cancelled": () => "订单已取消。",
  "order-by-tiktok": () => "此订单由 TikTok 的仓库发货，这里无需操作。",
  "order-status-unknown": ({ status }) => `TikTok 将其标为“${status}”，我们不认识这个状态。请到 Seller Center 查看。`,
  "order-cancel-asked": () => "买家已申请取消，请先答复。",
  "order-cancelling": () => "取消请求已提交给 TikTok，尚未答复。",
  "order-no-request": () => "买家没有申请取消。",
  "order-one-unit": () => "只剩一件商品。",
  "order-part-market": ({ marketplace }) => `TikTok 仅允许在美国和英国取消订单的一部分，${marketplace} 不支持。请取消整个订单。`,
  "order-held": () => "订单已被搁置。",
  "order-not-held": () => "订单未被搁置。",
  "stock-elsewhere": () => "该店铺的库存不在这里管理。管理员可以在店铺页面更改。",
  "line-pending": () => "TikTok 尚未放行这件商品。",
  "line-cancelling": () => "取消请求已提交给 TikTok，尚未答复。",
  "line-shipped": () => "这件商品已发货。",
  "line-cancelled": () => "这件商品已取消。",
};
