/** What a person may do to a ticket besides writing. Pure: an act gives the facts after it and the event that tells of it; an act without
 *  effect tells nothing. */
import { type Priority, TAGS_OF_TICKET_MAX } from "../labels/label.ts";
import type { EventEntry, EventName } from "./entries.ts";
import { afterCorrection, afterReading, type Reading } from "./reading.ts";
import type { ThreadRules, TicketFacts } from "./timeline.ts";
import * as timeline from "./timeline.ts";

export type Act =
  | { do: "assign"; assigneeId: string; assigneeName: string }
  | { do: "assign-team"; teamId: string; teamName: string }
  /** By whose turn it is: an empty assignee leaves the ticket with the team, an empty team leaves the team as it is. */
  | { do: "deal"; teamId: string; teamName: string; assigneeId: string; assigneeName: string }
  | { do: "hand-back"; from: string; fromName: string }
  | { do: "snooze"; until: number; keepSnoozed: boolean }
  | { do: "resolve" }
  | { do: "reopen" }
  | { do: "spam" }
  | { do: "link-order" | "unlink-order" | "put-order-first"; orderId: string }
  | { do: "tag"; tagId: string; tagName: string }
  | { do: "untag"; tagId: string; tagName: string }
  | { do: "priority"; priority: Priority }
  | { do: "block"; reason: string }
  | { do: "unblock" }
  /** A model has read the newest question. */
  | { do: "read"; reading: Reading }
  | { do: "classify"; class: string };

/** What a person asks for: whom they name is looked up. What turns do, nobody asks for. */
export type WantedAct =
  | Exclude<Act, { do: "assign" | "assign-team" | "deal" | "hand-back" | "tag" | "untag" | "block" | "unblock" | "read" | "classify" }>
  | { do: "assign"; assigneeId: string }
  | { do: "assign-team"; teamId: string }
  | { do: "tag"; tagId: string }
  | { do: "untag"; tagId: string };

export interface Acted {
  facts: TicketFacts;
  /** Null where nobody did it. */
  event: EventName | null;
  told: EventEntry["facts"];
}

export function afterAct(facts: TicketFacts, act: Act, rules: ThreadRules, now: number): Acted {
  const nothing: Acted = { facts, event: null, told: {} };
  switch (act.do) {
    case "assign": {
      if (facts.assigneeId === act.assigneeId) return nothing;
      const event = act.assigneeId ? "assigned" : "unassigned";
      return {
        facts: { ...facts, assigneeId: act.assigneeId, touched: true },
        event,
        told: { to: act.assigneeName, toId: act.assigneeId },
      };
    }
    case "assign-team": {
      if (facts.teamId === act.teamId) return nothing;
      const event = act.teamId ? "team-assigned" : "team-unassigned";
      return { facts: { ...facts, teamId: act.teamId, touched: true }, event, told: { team: act.teamName } };
    }
    case "deal":
      return afterDeal(facts, act) ?? nothing;
    case "hand-back": {
      if (facts.assigneeId !== act.from || facts.state !== "open") return nothing;
      return { facts: { ...facts, assigneeId: "" }, event: "handed-back", told: { from: act.fromName } };
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
    case "unlink-order":
    case "put-order-first":
      return afterOrder(facts, act) ?? nothing;
    case "tag":
    case "untag":
    case "priority":
      return afterLabel(facts, act, rules, now) ?? nothing;
    case "read":
      return { ...nothing, facts: afterReading(facts, act.reading) ?? facts };
    case "classify":
      return afterClassify(facts, act.class) ?? nothing;
    case "block":
      return facts.blockedFrom ? nothing : { facts: timeline.block(facts, now), event: "blocked", told: { reason: act.reason } };
    case "unblock":
      return facts.blockedFrom === null ? nothing : { facts: timeline.unblock(facts, rules, now), event: "unblocked", told: {} };
  }
}

function afterClassify(facts: TicketFacts, given: string): Acted | null {
  const { reading } = facts;
  if (reading?.index === facts.questionIndex && reading.isByHand && reading.class === given) return null;
  const told: EventEntry["facts"] = reading ? { class: given, was: reading.class } : { class: given };
  return { facts: afterCorrection(facts, given), event: "classified", told };
}

/** The last of its orders is what a ticket is about. */
function afterOrder(facts: TicketFacts, act: Extract<Act, { orderId: string }>): Acted | null {
  const others = facts.orders.filter((order) => order !== act.orderId);
  const isFirst = act.do === "put-order-first";
  if (others.length === facts.orders.length || (isFirst && facts.orders.at(-1) === act.orderId)) return null;
  const orders = isFirst ? [...others, act.orderId] : others;
  const event = isFirst ? "order-first" : "order-unlinked";
  return { facts: { ...facts, orders, touched: true }, event, told: { order: act.orderId } };
}

/** What somebody has is never taken from them, and what needs no work is not given out. */
function afterDeal(facts: TicketFacts, act: Extract<Act, { do: "deal" }>): Acted | null {
  if (facts.assigneeId !== "" || facts.state !== "open") return null;
  const teamId = act.teamId || facts.teamId;
  const told: EventEntry["facts"] = act.teamName === "" ? {} : { team: act.teamName };
  if (act.assigneeId)
    return {
      facts: { ...facts, teamId, assigneeId: act.assigneeId },
      event: "dealt",
      told: { ...told, to: act.assigneeName, toId: act.assigneeId },
    };
  return teamId === facts.teamId ? null : { facts: { ...facts, teamId }, event: "team-assigned", told };
}

type LabelAct = Extract<Act, { do: "tag" | "untag" | "priority" }>;

/** Promises may depend on labels, so that what runs is computed again. Null where nothing changes. */
function afterLabel(facts: TicketFacts, act: LabelAct, rules: ThreadRules, now: number): Acted | null {
  if (act.do === "priority") {
    if (facts.priority === act.priority) return null;
    const told = { from: facts.priority, to: act.priority };
    return { facts: labelled(facts, { priority: act.priority }, rules, now), event: "prioritised", told };
  }
  const { tagId, tagName } = act;
  const has = facts.tags.includes(tagId);
  const told = { tag: tagName, tagId };
  if (act.do === "untag")
    return has
      ? { facts: labelled(facts, { tags: facts.tags.filter((one) => one !== tagId) }, rules, now), event: "untagged", told }
      : null;
  if (has || facts.tags.length >= TAGS_OF_TICKET_MAX) return null;
  return { facts: labelled(facts, { tags: [...facts.tags, tagId] }, rules, now), event: "tagged", told };
}

const labelled = (facts: TicketFacts, labels: Partial<Pick<TicketFacts, "tags" | "priority">>, rules: ThreadRules, now: number) =>
  facts.state === "open" || facts.state === "snoozed"
    ? timeline.retime({ ...facts, ...labels, touched: true }, now, rules)
    : { ...facts, ...labels, touched: true };

/** One tag has become another: the ticket bears that one, once. */
export function afterRetag(facts: TicketFacts, from: string, into: string, rules: ThreadRules, now: number): TicketFacts {
  if (!facts.tags.includes(from)) return facts;
  return labelled(facts, { tags: [...new Set(facts.tags.map((one) => (one === from ? into : one)))] }, rules, now);
}
