/** Simplified Chinese, in the words of e-commerce support; nobody is addressed where a sentence can do without.
 *  ticket 工单 · conversation 会话 · order 订单 · line 明细 · unit 件 · package 包裹 · store 店铺 · listing 商品 · item 货品 · warehouse 仓库 · mailbox 收件箱 ·
 *  buyer 买家 · agent 客服 · snooze 稍后处理 · resolve 解决 · spam 垃圾消息 · assign 分配 · template 模板 · snippet 片段 · macro 宏 · rule 规则 ·
 *  auto-reply 自动回复 · response rate 回复率 · deadline 时限 · stage 阶段 · note 备注 · draft 草稿 · desk Tillside. Seller Center and TikTok's
 *  own statuses stay as they are. */
import type { Parts } from "./words.ts";

export const zh: Parts = {
  frame: () => import("./zh/frame.ts").then((part) => part.frame),
  problems: () => import("./zh/problems.ts").then((part) => part.problems),
  team: () => import("./zh/team.ts").then((part) => part.team),
  people: () => import("./zh/people.ts").then((part) => part.people),
  compliance: () => import("./zh/compliance.ts").then((part) => part.compliance),
  insights: () => import("./zh/insights.ts").then((part) => part.insights),
  gaps: () => import("./zh/gaps.ts").then((part) => part.gaps),
  points: () => import("./zh/points.ts").then((part) => part.points),
  sla: () => import("./zh/sla.ts").then((part) => part.sla),
  sync: () => import("./zh/sync.ts").then((part) => part.sync),
  stores: () => import("./zh/stores.ts").then((part) => part.stores),
  connect: () => import("./zh/connect.ts").then((part) => part.connect),
  inventory: () => import("./zh/inventory.ts").then((part) => part.inventory),
  stock: () => import("./zh/stock.ts").then((part) => part.stock),
  stockProblems: () => import("./zh/stock-problems.ts").then((part) => part.stockProblems),
  inventoryProblems: () => import("./zh/inventory-problems.ts").then((part) => part.inventoryProblems),
  workload: () => import("./zh/workload.ts").then((part) => part.workload),
  orders: () => import("./zh/orders.ts").then((part) => part.orders),
  orderProblems: () => import("./zh/order-problems.ts").then((part) => part.orderProblems),
  shipping: () => import("./zh/shipping.ts").then((part) => part.shipping),
  order: () => import("./zh/order.ts").then((part) => part.order),
  aftersales: () => import("./zh/aftersales.ts").then((part) => part.aftersales),
  orderWork: () => import("./zh/order-work.ts").then((part) => part.orderWork),
  mailbox: () => import("./zh/mailbox.ts").then((part) => part.mailbox),
  finding: () => import("./zh/finding.ts").then((part) => part.finding),
  keys: () => import("./zh/keys.ts").then((part) => part.keys),
  preferences: () => import("./zh/preferences.ts").then((part) => part.preferences),
  audit: () => import("./zh/audit.ts").then((part) => part.audit),
  cards: () => import("./zh/cards.ts").then((part) => part.cards),
  mail: () => import("./zh/mail.ts").then((part) => part.mail),
  labels: () => import("./zh/labels.ts").then((part) => part.labels),
  notifications: () => import("./zh/notifications.ts").then((part) => part.notifications),
  tags: () => import("./zh/tags.ts").then((part) => part.tags),
  joining: () => import("./zh/joining.ts").then((part) => part.joining),
  thread: () => import("./zh/thread.ts").then((part) => part.thread),
  rota: () => import("./zh/rota.ts").then((part) => part.rota),
  bulk: () => import("./zh/bulk.ts").then((part) => part.bulk),
  rules: () => import("./zh/rules.ts").then((part) => part.rules),
  templates: () => import("./zh/templates.ts").then((part) => part.templates),
  facts: () => import("./zh/facts.ts").then((part) => part.facts),
};
