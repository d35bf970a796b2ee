/** The list of orders, in Simplified Chinese. */
import type { Dictionary } from "../words.ts";

export const orders: Dictionary["orders"] = {
  title: "订单",
  all: "全部订单",
  fbt: "TikTok 发货",
  printRuns: "打印批次",
  views: "选择视图",
  stage: "阶段",
  allStages: "全部",
  search: "搜索订单",
  searchHint: "订单号、物流单号、SKU、标题或买家",
  results: (text) => `包含“${text}”的订单`,
  found: (count, more) => (more ? `最新 ${count} 条` : count),
  searchEverywhere: "搜索覆盖所有阶段；其他筛选暂不生效。",
  list: "订单",
  sortTime: "最新在前。时间按各店铺时区",
  sortDue: "最早到期在前。时间按各店铺时区",
  fresh: (count) => `${count} 条新订单`,

  noBuyer: "未提供",
  label: (time) => `面单，${time}`,
  scan: (time) => `扫描，${time}`,
  none: "–",

  filter: {
    open: "筛选",
    clear: "全部清除",
    remove: (name) => `移除筛选 ${name}`,
    store: "店铺",
    stage: "阶段",
    status: "TikTok 状态",
    by: "发货方",
    placed: "下单时间",
    from: "下单时间从",
    to: "下单时间至",
    due: "时限",
    any: "不限",
    since: (day) => `${day} 起`,
    until: (day) => `至 ${day}`,
    between: (from, to) => `${from} 至 ${to}`,
  },

  nothing: { title: "这里没有订单", words: "新订单会在几秒内自动出现。" },
  noStore: {
    title: "还没有店铺导入订单",
    words: "连接 TikTok 店铺：过去三个月的订单会在几分钟内导入，之后的新订单自动同步。",
    ask: "还没有可访问的店铺。管理员可以在“设置 › 成员”中授权。",
    act: "打开应用商店",
  },
  nothingFits: { title: "没有订单符合这些筛选条件", act: "清除全部筛选" },
  notFound: {
    title: (text) => `没有订单包含“${text}”`,
    words: "每个词都须出现：订单号、物流单号、SKU、标题或买家名称。最后一个词可以不完整。",
  },
  leavesOutArchived: "已归档的订单不在其中：其商品和包裹存放在归档中。可用关键词、编号和日期找到它们。",
  stopped: {
    sinceDay: (day, rows) => `已查找至 ${day}；其中 ${rows} 条符合。`,
    byStage: (rows) => `已查找此阶段最前的数百条订单；其中 ${rows} 条符合。`,
    act: "继续查找",
  },
};
