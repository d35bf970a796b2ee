/** What costs points next, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const points: Dictionary["points"] = {
  title: "接下来什么会扣分",
  short: "即将扣分",
  words: "TikTok 会对店铺作不利记录的每个时间点，涵盖所有店铺，最近的在前：聊天、待发货和待揽收的包裹，以及买家的申请。",
  rates: "回复率",
  when: { next: "即将到来", late: "已过" },
  whenLabel: "时间",
  all: "全部",
  kinds: { chat: "聊天", dispatch: "待发货", collection: "待揽收", cancellation: "取消申请", return: "退货" },
  kind: { chat: "聊天", dispatch: "发货", collection: "揽收", cancellation: "取消申请", return: "退货" },
  most: (count) => `${count}+`,
  none: {
    next: { title: "没有即将到期的事项", words: "没有聊天、包裹或申请在等待。" },
    late: { title: "没有已过期的事项", words: "所有可能扣分的事项都已按时完成。" },
  },
  list: "时限",
  more: "显示更多",
  order: (id) => `订单 ${id}`,
  todo: {
    reply: "回复",
    ship: "发货",
    review: "处理审核",
    release: "放行",
    wait: "等待 TikTok 的暂缓期结束",
    "hand-over": "交承运商扫描",
    answer: "答复",
  },
  costs: {
    response: (percent, hours) => `回复率：${hours} 小时内 ${percent}%`,
    lateDispatch: (percent) => `延迟发货率：不超过 ${percent}%`,
    lateCollection: "延迟揽收；之后 TikTok 会取消",
    granted: "不答复即同意",
    grantedFor: (amount) => `不答复即同意：退款 ${amount}`,
  },
};
