/** What a person may do to a ticket besides writing. Pure: an act gives the facts after it and the event that tells of it; an act without
 *  effect tells nothing. */
import type { EventEntry, EventName } from "./entries.ts";
import type { ThreadRules, TicketFacts } from "./timeline.ts";
import * as timeline from "./timeline.ts";

export type Act =
  | { do: "assign"; assigneeId: string; assigneeName: string }
  | { do: "snooze"; until: number; keepSnoozed: boolean }
  | { do: "resolve" }
  | { do: "reopen" }
  | { do: "spam" }
  | { do: "link-order"; orderId: string };

export interface Acted {
  facts: TicketFacts;
  event: EventName | null;
  told: EventEntry["facts"];
}

export function afterAct(facts: TicketFacts, act: Act, rules: ThreadRules, now: number): Acted {
  const nothing: Acted = { facts, event: null, told: {} };
  switch (act.do) {
    case "assign": {
      if (facts.assigneeId === act.assigneeId) return nothing;
      const event = act.assigneeId ? "assigned" : "unassigned";
      return { facts: { ...facts, assigneeId: act.assigneeId, touched: true }, event, told: { to: act.assigneeName } };
    }
    case "snooze": {
      // Put off for later, so it is no spam.
      const wanted = facts.state === "spam" ? timeline.reopen(facts, rules, now) : facts;
      return { facts: timeline.snooze(wanted, act.until, act.keepSnoozed, rules, now), event: "snoozed", told: { until: act.until } };
    }
    case "resolve":
      return facts.state === "resolved" ? nothing : { facts: timeline.resolve(facts, now), event: "resolved", told: {} };
    case "reopen": {
      if (facts.state === "open") return nothing;
      return { facts: timeline.reopen(facts, rules, now), event: facts.state === "spam" ? "not-spam" : "reopened", told: {} };
    }
    case "spam":
      return facts.state === "spam" ? nothing : { facts: timeline.markSpam(facts, now), event: "spam", told: {} };
    case "link-order": {
      if (facts.orders.includes(act.orderId)) return nothing;
      const orders = [...facts.orders, act.orderId];
      return { facts: { ...facts, orders, touched: true }, event: "order-linked", told: { order: act.orderId } };
    }
  }
}
