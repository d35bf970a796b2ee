/** 库存或仓库为何不能执行某项操作：每个代码一句话，与 problems.ts 并列。 */
import type { Dictionary } from "../words.ts";

export const stockProblems: Dictionary["stockProblems"] = {
  "warehouse-missing": () => "该仓库已不存在。未作任何更改。",
  "warehouse-name-taken": ({ name }) => `已有名为“${name}”的仓库。`,
  "warehouse-changed-meanwhile": () => "编辑期间已有他人保存了此仓库。此处的内容未保存。",
  "warehouse-not-empty": () => "那里仍有库存、预留或在途。请先盘出或调走。",
  "warehouse-ships": () => "仍有店铺从这里发货。请先将其移出该店铺的列表。",
  "warehouse-archived": () => "该仓库已停用。未作任何更改。",
  "warehouse-by-tiktok": () => "该仓库由 TikTok 运营，并由其清点库存。",
  "warehouses-full": ({ most }) => `已有 ${most} 个仓库，列表不再显示更多。`,
  "sources-twice": () => "列表中有仓库重复。未作任何更改。",
  "sources-linked-twice": () => "两个仓库对应 TikTok 的同一个仓库。未作任何更改。",
  "sources-fallback": () => "必须指定一个仓库，供缺货的订单等待。未作任何更改。",
  "shop-warehouse-unknown": () => "TikTok 未为该店铺列出此仓库。未作任何更改。",
  "item-is-kit": () => "套装不单独存放：请清点其组成货品。",
  "stock-moved-meanwhile": ({ now, seen }) => `开始时为 ${seen}，现在为 ${now}。未盘点；请重新查看。`,
  "stock-not-enough": ({ there }) => `只有 ${there} 件。未作任何更改。`,
  "adjust-way": () => "该原因的方向相反。未作任何更改。",
  "transfer-same": () => "货品已在那里。",
  "transfer-target": () => "无法调往该仓库。未作任何更改。",
  "transfer-more-than-free": ({ free, onHand }) => `现有 ${onHand} 件，其中 ${free} 件未被预留。确定无误时才可多调。`,
  "sheet-warehouse-unknown": ({ warehouse }) => `没有名为“${warehouse}”的自有仓库。`,
  "sheet-count-wrong": ({ text, most }) => `“${text}”不是 0 到 ${most} 之间的数字。`,
  "sheet-count-twice": () => "另一行盘点了同一仓库的同一货品，两行均不采用。",
};
