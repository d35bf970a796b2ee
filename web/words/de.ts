/** German. Buyers and colleagues are never addressed: buttons and hints are infinitives, sentences say what is so.
 *  ticket Ticket · conversation Unterhaltung · order Bestellung · line Position · unit Stück · package Paket · store Store · shop Shop · listing
 *  Angebot · item Artikel · warehouse Lager · mailbox Postfach · buyer Käufer · agent Agent · snooze zurückstellen · resolve erledigen · spam Spam · assign
 *  zuweisen · template Vorlage · snippet Textbaustein · macro Makro · rule Regel · auto-reply automatische Antwort · response rate Antwortrate ·
 *  deadline Frist · stage Stand · note Notiz · draft Entwurf · desk Tillside. Seller Center and TikTok's own statuses stay as they are. */
import type { Parts } from "./words.ts";

export const de: Parts = {
  frame: () => import("./de/frame.ts").then((part) => part.frame),
  problems: () => import("./de/problems.ts").then((part) => part.problems),
  team: () => import("./de/team.ts").then((part) => part.team),
  people: () => import("./de/people.ts").then((part) => part.people),
  compliance: () => import("./de/compliance.ts").then((part) => part.compliance),
  insights: () => import("./de/insights.ts").then((part) => part.insights),
  gaps: () => import("./de/gaps.ts").then((part) => part.gaps),
  points: () => import("./de/points.ts").then((part) => part.points),
  sla: () => import("./de/sla.ts").then((part) => part.sla),
  sync: () => import("./de/sync.ts").then((part) => part.sync),
  stores: () => import("./de/stores.ts").then((part) => part.stores),
  connect: () => import("./de/connect.ts").then((part) => part.connect),
  inventory: () => import("./de/inventory.ts").then((part) => part.inventory),
  stock: () => import("./de/stock.ts").then((part) => part.stock),
  stockProblems: () => import("./de/stock-problems.ts").then((part) => part.stockProblems),
  inventoryProblems: () => import("./de/inventory-problems.ts").then((part) => part.inventoryProblems),
  workload: () => import("./de/workload.ts").then((part) => part.workload),
  orders: () => import("./de/orders.ts").then((part) => part.orders),
  orderProblems: () => import("./de/order-problems.ts").then((part) => part.orderProblems),
  shipping: () => import("./de/shipping.ts").then((part) => part.shipping),
  order: () => import("./de/order.ts").then((part) => part.order),
  aftersales: () => import("./de/aftersales.ts").then((part) => part.aftersales),
  orderWork: () => import("./de/order-work.ts").then((part) => part.orderWork),
  mailbox: () => import("./de/mailbox.ts").then((part) => part.mailbox),
  finding: () => import("./de/finding.ts").then((part) => part.finding),
  keys: () => import("./de/keys.ts").then((part) => part.keys),
  preferences: () => import("./de/preferences.ts").then((part) => part.preferences),
  audit: () => import("./de/audit.ts").then((part) => part.audit),
  cards: () => import("./de/cards.ts").then((part) => part.cards),
  mail: () => import("./de/mail.ts").then((part) => part.mail),
  labels: () => import("./de/labels.ts").then((part) => part.labels),
  notifications: () => import("./de/notifications.ts").then((part) => part.notifications),
  tags: () => import("./de/tags.ts").then((part) => part.tags),
  joining: () => import("./de/joining.ts").then((part) => part.joining),
  thread: () => import("./de/thread.ts").then((part) => part.thread),
  rota: () => import("./de/rota.ts").then((part) => part.rota),
  bulk: () => import("./de/bulk.ts").then((part) => part.bulk),
  rules: () => import("./de/rules.ts").then((part) => part.rules),
  templates: () => import("./de/templates.ts").then((part) => part.templates),
  facts: () => import("./de/facts.ts").then((part) => part.facts),
};
