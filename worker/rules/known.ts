/** What rules know of a ticket: the room's own timeline and facts, the linked order, the store and its hours, put under the names conditions
 *  ask by. And what a named cause was: which triggers it pulls. Pure. */
import { STAGES, type Stage } from "../orders/stage.ts";
import { type Calendar, isOpen } from "../sla/calendar.ts";
import { guessLanguage } from "../templates/language.ts";
import { type Entry, isByRule, type MessageEntry, partOf } from "../timeline/entries.ts";
import { type TicketFacts, waitsSince } from "../timeline/timeline.ts";
import { MINUTE_MS } from "../units.ts";
import type { Known } from "./condition.ts";
import type { Trigger } from "./rule.ts";

/** All that is pulled about a ticket before a rule looks at it. */
export interface Pulled {
  facts: TicketFacts;
  entries: Entry[];
  store: { id: string; marketplace: string };
  calendar: Calendar | null;
  buyerName: string;
  /** The linked orders, the one talked about first. */
  orders: { id: string; stage: Stage }[];
}

/** What a cause was, as far as the timeline and the cause's own name tell; null where it is none any more. */
export interface Happened {
  triggers: Trigger[];
  ofRule: string | null;
  byRule: string | null;
  message: MessageEntry | null;
  /** What it was before, and the order it is about. */
  was: string | null;
  order: { id: string; stage: Stage } | null;
  /** The tag that was put on. */
  tag: string | null;
}

const NOTHING = { ofRule: null, byRule: null, message: null, was: null, order: null, tag: null };

const isQuestion = (entry: Entry): entry is MessageEntry =>
  entry.kind === "message" && entry.type !== "HIDDEN" && partOf(entry) === "question";

/** Causes are an entry's id, "clock:<rule>:<trigger>:<since>", or "stage:<order>:<from>:<to>:<when>". */
export function whatHappened(cause: string, entries: Entry[]): Happened | null {
  const [kind, subject = "", from = "", to = ""] = cause.split(":");
  if (kind === "clock") return { ...NOTHING, triggers: [from as Trigger], ofRule: subject };
  if (kind === "stage") {
    const stage = STAGES[Number(to)];
    const was = STAGES[Number(from)];
    return stage && was ? { ...NOTHING, triggers: ["order-moved"], was, order: { id: subject, stage } } : null;
  }
  const entry = entries.find((one) => one.id === cause);
  return entry ? whatEntry(entry, entries) : null;
}

/** Whether what the cause's clock measured still goes on. One that was answered, began anew or ended after it ran out is nobody's any more. */
export function stillStands(cause: string, facts: TicketFacts): boolean {
  const [kind, , trigger, since] = cause.split(":");
  return kind !== "clock" || String(sinceWhen(trigger as Trigger, facts)) === since;
}

/** As the summary says it, by which clocks are set. */
function sinceWhen(trigger: Trigger, facts: TicketFacts): number | null {
  if (trigger === "resolved-for") return facts.state === "resolved" ? facts.resolvedAt : null;
  if (facts.state !== "open") return null;
  return trigger === "waiting" ? waitsSince(facts) : facts.lastAt;
}

function whatEntry(entry: Entry, entries: Entry[]): Happened | null {
  const byRule = "by" in entry && isByRule(entry.by) ? entry.by : null;
  if (entry.kind === "reply") return entry.state === "sent" && !byRule ? { ...NOTHING, triggers: ["answered"] } : null;
  if (entry.kind === "message") {
    if (!isQuestion(entry)) return partOf(entry) === "answer" ? { ...NOTHING, triggers: ["answered"] } : null;
    const isFirst = entries.find(isQuestion)?.id === entry.id && !entries.some((one) => one.kind === "event" && one.name === "started");
    return { ...NOTHING, triggers: isFirst ? ["opened", "buyer-wrote"] : ["buyer-wrote"], message: entry };
  }
  if (entry.kind !== "event") return null;
  switch (entry.name) {
    case "started":
      return { ...NOTHING, triggers: ["opened"], byRule };
    case "reopened":
      return { ...NOTHING, triggers: ["reopened"], byRule, was: "resolved" };
    case "not-spam":
      return { ...NOTHING, triggers: ["reopened"], byRule, was: "spam" };
    case "resolved":
      return { ...NOTHING, triggers: ["resolved"], byRule, was: "open" };
    case "assigned":
    case "dealt":
      return { ...NOTHING, triggers: ["assigned"], byRule };
    case "tagged":
      return { ...NOTHING, triggers: ["tagged"], byRule, tag: String(entry.facts.tagId ?? "") };
    default:
      return null;
  }
}

const textOf = (message: MessageEntry | null) => {
  const text = message?.content.content ?? message?.content.text;
  return typeof text === "string" ? text : null;
};

/** `was` is an order's stage where an order moved, and the ticket's state otherwise. */
export function knownOf({ facts, entries, store, calendar, buyerName, orders }: Pulled, happened: Happened, now: number): Known {
  const questions = entries.filter(isQuestion);
  const message = happened.message ?? questions.at(-1) ?? null;
  const order = happened.order ?? orders[0] ?? null;
  return {
    "message.text": textOf(message),
    "message.type": message?.type ?? null,
    "message.language": guessLanguage(textOf(message) ?? "", store.marketplace),
    "buyer.name": buyerName,
    "buyer.messages": questions.length,
    "ticket.state": facts.state,
    "ticket.was": happened.order ? null : happened.was,
    "ticket.lastBy": facts.lastBy,
    "ticket.assignee": facts.assigneeId,
    "ticket.tags": facts.tags,
    "ticket.tagged": happened.tag,
    "ticket.priority": facts.priority,
    "ticket.assigned": facts.assigneeId !== "",
    "ticket.answered": facts.firstReplyAt !== null,
    "ticket.reopened": facts.reopened,
    "ticket.waitingMinutes": facts.waitingSince === null ? null : Math.floor((now - facts.waitingSince) / MINUTE_MS),
    "order.linked": orders.length > 0,
    "order.stage": order?.stage ?? null,
    "order.was": happened.order ? happened.was : null,
    "order.count": orders.length,
    "store.id": store.id,
    "store.marketplace": store.marketplace,
    "hours.open": isOpen(calendar, now),
  };
}
