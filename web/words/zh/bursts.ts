/** Many buyers who ask the same, in Chinese. */
import type { Dictionary } from "../words.ts";

export const bursts: Dictionary["bursts"] = {
  says: (count, isRead) => (isRead ? `${count} 个工单说的是同一件事：` : `${count} 个工单有关同一件事：`),
  orders: { waiting: "订单尚未发货", shipped: "订单运输中", delivered: "订单已送达" },
  ordered: (day) => `${day}的订单`,
  carrier: (carrier, day) => `${carrier}，${day}交运`,
  asked: (day) => `${day}提问`,
  look: "查看",
  answer: "全部回复",
  dismiss: "不再向我显示",
  filter: "同一件事",
  tickets: (count) => `${count} 个工单`,
  over: "已结束",
  suggest: "为所有工单建议回复",
  suggested: "已填入文本框。您逐一查看之前不会发送任何内容。",
  wroteOn: "您在此期间继续输入，已保留您的文字。如需替换为建议，请再次请求。",
  blocked: (words) => `建议中提到${words}，没有事实依据。请重新生成。`,
  oneOf: (count) => `${count} 个同类工单之一`,
};
