/** 库存 › 平衡。 */
import type { Dictionary } from "../words.ts";

type Rule = Parameters<Dictionary["balancing"]["rule"]["sentence"]>[0];

const kindIn: Record<string, (amount: number | null) => string> = {
  shared: () => "与其他店铺共享",
  percent: (amount) => `最多显示可用数量的 ${amount ?? 0}%`,
  ringfence: (amount) => `独占 ${amount ?? 0} 件`,
  fixed: (amount) => `有货时显示 ${amount ?? 0} 件`,
  stop: () => "不显示库存",
};
const limits = ({ reserve, max, stopAt, weight }: Rule): string[] => [
  ...(reserve > 0 ? [`保留 ${reserve} 件`] : []),
  ...(max === null ? [] : [`最多 ${max} 件`]),
  ...(stopAt > 0 ? [`${stopAt} 件及以下显示为 0`] : []),
  ...(weight > 1 ? [`按 ${weight} 倍计`] : []),
];
const said = (rule: Rule) => [kindIn[rule.kind]?.(rule.amount) ?? rule.kind, ...limits(rule)].join("，");

export const balancing: Dictionary["balancing"] = {
  words:
    "销售同一批库存的店铺，在库存充足时几乎显示全部数量；所剩不多时，按各店铺的销售速度分配，避免同一件商品卖出两次。只有在此处开启的店铺才会把数量写入 TikTok。",
  pauseAll: "全部暂停",
  goOn: "继续",
  paused: "库存平衡已暂停，不会向 TikTok 写入任何数量；TikTok 显示的数量保持不变，并随每笔订单减少。",
  none: {
    title: "尚未为任何店铺平衡库存",
    words: "由管理员逐个开启店铺。开启后，店铺自有仓库在 TikTok 上显示的数量由此处设定。",
  },
  dial: {
    title: "谨慎程度",
    names: { careful: "谨慎", balanced: "均衡", keen: "积极" },
    says: {
      careful: "为新数量生效前可能卖出的商品保留最多，显示的数量略少。",
      balanced: "默认设置。在四个店铺的模拟抢购中没有超卖，每 100 件售出 98 件。这并非承诺。",
      keen: "显示最多。抢购时偶尔可能有一件商品卖出两次。",
    },
  },
  stores: {
    title: "店铺",
    isOn: "已平衡",
    isOff: "未平衡：TikTok 显示的数量在别处设定",
    isPaused: "已暂停",
    begin: "开启",
    end: "关闭",
    pause: "暂停",
    goOn: "继续",
    beginWith: (name) => `开启 ${name}`,
    endWith: (name) => `关闭 ${name}`,
    pauseOne: (name) => `暂停 ${name}`,
    goOnWith: (name) => `继续 ${name}`,
    ruleOf: (name) => `${name} 的规则`,
  },
  rule: {
    title: "规则",
    open: "规则",
    openOf: (level) => `规则：${level}`,
    levels: { store: "店铺", item: "货品（所有店铺）", listing: "此商品" },
    none: "没有单独的规则",
    holds: "生效中",
    kind: "参与方式",
    kinds: { shared: "共享", percent: "百分比", ringfence: "独占份额", fixed: "固定数量", stop: "停止" },
    says: {
      shared: "与其他店铺共享可用数量。",
      percent: "只显示可用数量的一部分。",
      ringfence: "这些数量归它独有，其余由其他店铺共享。",
      fixed: "只要有这么多可用，就显示此数量。",
      stop: "不显示库存，全部留给其他店铺。",
    },
    percent: "百分比",
    units: "件数",
    amountHint: "整数",
    reserve: "保留",
    reserveHint: "从数量中扣除",
    max: "最多",
    maxHint: "留空表示不限",
    stopAt: "低于或等于时显示 0",
    stopAtHint: "0 表示卖到最后一件",
    weight: "权重",
    weightHint: "分配少量库存时所占的比重",
    save: "保存规则",
    remove: "移除规则",
    sentence: said,
    effects: (rule) => (rule.kind === "shared" && limits(rule).length === 0 ? [] : [`规则：${said(rule)}。`]),
  },
  listings: {
    title: "商品显示的数量",
    store: "店铺",
    listing: "商品",
    wanted: "应显示",
    shown: "TikTok 显示",
    onWay: "发送中",
    nothing: "无",
    readAt: "以最近一次读取为准",
    next: (number) => `接下来发送 ${number}`,
    sent: (number) => `${number}，发送于`,
    failed: "未被接受：",
    explain: (number, name) => `说明 ${name} 的数量 ${number}`,
    more: "更多商品",
    none: { title: "此处没有可平衡的商品", words: "请先将店铺的商品关联到货品；套装和组合按其组成部分计算。" },
  },
  failures: {
    "no-shop-warehouse": "店铺的发货仓库都没有关联 TikTok 仓库，请在店铺页面关联一个",
    "sku-unknown": "TikTok 不认识此 SKU",
  },
  number: {
    title: (number, name) => `为何是 ${number}：${name}`,
    notYet: "尚未计算。",
    pool: ({ item, onHand, promised, pool }) =>
      `${item}：此店铺的仓库现有 ${onHand} − 已预留 ${promised} = ${onHand - promised}${pool === onHand - promised ? "。" : `，其中计入 ${pool}。`}`,
    modes: {
      alone: () => "没有其他店铺销售，因此可以全部显示。",
      shared: ({ guard, rivals, share }) =>
        guard > 0
          ? `${rivals} 个商品共享。为新数量生效前可能卖出的商品保留 ${guard} 件：${share}。`
          : `${rivals} 个商品共享，目前销售很少，因此各自显示全部：${share}。`,
      divided: ({ rivals, share, perMinute }) =>
        `所剩不多且有 ${rivals} 个商品在销售，因此按销售速度分配。此商品最近每分钟售出 ${perMinute} 件，分得 ${share}。`,
      ringfence: ({ share }) => `为它独留 ${share} 件，其他店铺不会销售。`,
      stop: () => "规则为停止：不显示库存，全部留给其他店铺。",
    },
    pack: ({ qty, item }) => `每件需要 ${qty} 件 ${item}。`,
    result: (number) => `因此应显示 ${number}。`,
    waiting: (count) => `其中 ${count} 件要等其他店铺的数量减少后再显示。`,
    others: "其他店铺：",
    unread: "尚未读取 TikTok。",
    shows: (number) => `TikTok 显示 ${number}，读取于`,
    pushes: "最近发送",
    noPushes: "尚未发送。",
    seenAfter: (seconds) => `${seconds} 秒后确认`,
    lost: (number) => `未确认；TikTok 显示 ${number}`,
    underWay: "尚未确认",
  },
  replay: {
    title: "最近一次抢购",
    act: "重新模拟",
    nothing: "最近 30 天内没有两个已平衡的店铺卖出过它。",
    about: ({ units: wanted, stock, stores, sku }) => `${sku} 在 ${stores} 个店铺共被订购 ${wanted} 件，当时有 ${stock} 件，开始于`,
    yours: (count) => `实际情况：超卖 ${count} 件`,
    way: (name, count) => `${name}：20 次模拟中最多超卖 ${count} 件`,
    ways: { careful: "谨慎", balanced: "均衡", keen: "积极", full: "各店铺显示全部数量", buffer: "固定保留 5 件" },
    doubt: "从未成交的订单无从得知，因此这里只说明会超卖多少，不说明还能多卖多少。",
  },
};
