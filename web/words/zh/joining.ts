/** Tickets that become one, are taken apart, or give a message away, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const joining: Dictionary["joining"] = {
  open: "与其他工单合并…",
  states: { open: "处理中", snoozed: "稍后处理", resolved: "已解决", spam: "垃圾消息" },
  relations: {
    follows: "此工单接续它",
    followed: "接续此工单",
    "split-from": "此工单从它拆出",
    "split-into": "从此工单拆出",
  },
  ticket: (number) => `#${number}`,
  merge: {
    title: (number) => `将 #${number} 与其他工单合并`,
    words: "两边的内容会合到一处；在有新消息之前可以撤销。",
    choose: "选择工单",
    becomes: (gone, into) => `#${gone} 将成为 #${into} 的一部分，其编号和链接都指向那里。`,
    act: (gone, into) => `将 #${gone} 并入 #${into}`,
    keep: "保留两者",
    done: (gone, into) => `#${gone} 已成为 #${into} 的一部分`,
    undo: "撤销合并",
    undone: (number) => `#${number} 又是独立的工单`,
  },
  move: {
    title: "将此消息移到其他工单",
    words: "等待回复的内容将在那里等待。",
    act: (number) => `移到 #${number}`,
    choose: "选择工单",
    keep: "留在这里",
    done: (number) => `已移到 #${number}`,
  },
  list: "买家的其他工单",
  number: "按编号查找其他工单",
  numberHint: "这里列出此买家的工单；本店铺的其他工单可按编号查找。",
  noNumber: (number) => `本店铺没有工单 #${number}，或者您无权查看。`,
  alone: "此买家没有其他工单。",
  message: {
    from: "从这里起拆分",
    only: "只拆分此消息",
    move: "移到其他工单…",
  },
  split: {
    done: (number) => `已拆分为 #${number}`,
    back: (number) => `返回 #${number}`,
  },
  goTo: (number) => `打开 #${number}`,
  topic: {
    asks: "还询问了另一个订单：",
    split: "在此拆分",
    notNow: "暂不",
  },
  former: { follows: "接续", "split-from": "拆自" },
  orders: {
    more: "此订单的更多操作",
    earlier: (number) => `曾在 #${number} 中谈及`,
    main: "设为主要订单",
    unlink: "取消关联",
    unlinked: (order) => `订单 …${order} 已取消关联`,
  },
  buyer: {
    tickets: "其他工单",
    none: "此买家没有其他工单",
  },
  withSummary: "附上总结作为备注",
  sleepOn: "买家发来消息时也不提前返回",
};
