/** Spanish as it is read anywhere in Latin America: usted where somebody is addressed, never tú or vos.
 *  ticket ticket · conversation conversación · order pedido · line línea · unit unidad · package paquete · store tienda · listing publicación · item artículo ·
 *  warehouse almacén · mailbox bandeja · buyer comprador · agent agente · snooze posponer · resolve resolver · spam spam · assign asignar ·
 *  template plantilla · snippet fragmento · macro macro · rule regla · auto-reply respuesta automática · response rate tasa de respuesta ·
 *  deadline plazo · stage etapa · note nota · draft borrador · desk Tillside. Seller Center and TikTok's own statuses stay as they are. */
import type { Parts } from "./words.ts";

export const es: Parts = {
  frame: () => import("./es/frame.ts").then((part) => part.frame),
  problems: () => import("./es/problems.ts").then((part) => part.problems),
  team: () => import("./es/team.ts").then((part) => part.team),
  people: () => import("./es/people.ts").then((part) => part.people),
  compliance: () => import("./es/compliance.ts").then((part) => part.compliance),
  insights: () => import("./es/insights.ts").then((part) => part.insights),
  gaps: () => import("./es/gaps.ts").then((part) => part.gaps),
  points: () => import("./es/points.ts").then((part) => part.points),
  sla: () => import("./es/sla.ts").then((part) => part.sla),
  sync: () => import("./es/sync.ts").then((part) => part.sync),
  stores: () => import("./es/stores.ts").then((part) => part.stores),
  connect: () => import("./es/connect.ts").then((part) => part.connect),
  inventory: () => import("./es/inventory.ts").then((part) => part.inventory),
  stock: () => import("./es/stock.ts").then((part) => part.stock),
  stockProblems: () => import("./es/stock-problems.ts").then((part) => part.stockProblems),
  inventoryProblems: () => import("./es/inventory-problems.ts").then((part) => part.inventoryProblems),
  workload: () => import("./es/workload.ts").then((part) => part.workload),
  orders: () => import("./es/orders.ts").then((part) => part.orders),
  orderProblems: () => import("./es/order-problems.ts").then((part) => part.orderProblems),
  shipping: () => import("./es/shipping.ts").then((part) => part.shipping),
  order: () => import("./es/order.ts").then((part) => part.order),
  aftersales: () => import("./es/aftersales.ts").then((part) => part.aftersales),
  orderWork: () => import("./es/order-work.ts").then((part) => part.orderWork),
  mailbox: () => import("./es/mailbox.ts").then((part) => part.mailbox),
  finding: () => import("./es/finding.ts").then((part) => part.finding),
  keys: () => import("./es/keys.ts").then((part) => part.keys),
  preferences: () => import("./es/preferences.ts").then((part) => part.preferences),
  audit: () => import("./es/audit.ts").then((part) => part.audit),
  cards: () => import("./es/cards.ts").then((part) => part.cards),
  mail: () => import("./es/mail.ts").then((part) => part.mail),
  labels: () => import("./es/labels.ts").then((part) => part.labels),
  notifications: () => import("./es/notifications.ts").then((part) => part.notifications),
  tags: () => import("./es/tags.ts").then((part) => part.tags),
  joining: () => import("./es/joining.ts").then((part) => part.joining),
  thread: () => import("./es/thread.ts").then((part) => part.thread),
  rota: () => import("./es/rota.ts").then((part) => part.rota),
  bulk: () => import("./es/bulk.ts").then((part) => part.bulk),
  rules: () => import("./es/rules.ts").then((part) => part.rules),
  templates: () => import("./es/templates.ts").then((part) => part.templates),
  facts: () => import("./es/facts.ts").then((part) => part.facts),
};
