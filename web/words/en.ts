/** English, the language the others are translated from: its shape is the type of every dictionary. A part is fetched with the room that
 *  speaks it; nothing a person reads is written anywhere else. */
export const en = {
  frame: () => import("./en/frame.ts").then((part) => part.frame),
  problems: () => import("./en/problems.ts").then((part) => part.problems),
  team: () => import("./en/team.ts").then((part) => part.team),
  people: () => import("./en/people.ts").then((part) => part.people),
  sla: () => import("./en/sla.ts").then((part) => part.sla),
  sync: () => import("./en/sync.ts").then((part) => part.sync),
  stores: () => import("./en/stores.ts").then((part) => part.stores),
  connect: () => import("./en/connect.ts").then((part) => part.connect),
  orders: () => import("./en/orders.ts").then((part) => part.orders),
  order: () => import("./en/order.ts").then((part) => part.order),
  mailbox: () => import("./en/mailbox.ts").then((part) => part.mailbox),
  finding: () => import("./en/finding.ts").then((part) => part.finding),
  keys: () => import("./en/keys.ts").then((part) => part.keys),
  preferences: () => import("./en/preferences.ts").then((part) => part.preferences),
  audit: () => import("./en/audit.ts").then((part) => part.audit),
  thread: () => import("./en/thread.ts").then((part) => part.thread),
  templates: () => import("./en/templates.ts").then((part) => part.templates),
  facts: () => import("./en/facts.ts").then((part) => part.facts),
};
