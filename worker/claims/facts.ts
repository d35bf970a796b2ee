/** What a suggestion may say of an order or a shop: each fact with a name, as a person reads it, and as code compares it. Whatever else is a
 *  date, an amount, a link or a promise in a machine's words is made up (claims.ts). Pure. */
import { type Manner, type Value, writeValue } from "../templates/values.ts";

interface Named {
  /** `order.shipped_date`, `policy.3`: unique among the facts of one question. */
  id: string;
  /** As it reads in the buyer's language; what the agent sees as a chip. */
  shown: string;
}

export type Fact = Named &
  (
    | { kind: "date"; value: CivilDay }
    | { kind: "money"; value: { minor: number; currency: string } }
    /** With its unit it also allows "14 days" or "15 %"; without one it is a count. */
    | { kind: "number"; value: number; unit?: "hour" | "day" | "business-day" | "percent" }
    /** Sentences of the shop: what they state and promise may be stated and promised. */
    | { kind: "text"; value: string }
    | { kind: "link"; value: string }
  );

/** `2026-11-24`, in the store's zone. */
export type CivilDay = string;

/** The day a moment (epoch milliseconds) falls on. */
export const civilDay = (at: number, zone: string): CivilDay =>
  new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone }).format(at);

export function addDays(day: CivilDay, days: number): CivilDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A value as templates fill it in, as a fact; flags and lists are words. */
export function factOf(id: string, value: Value, manner: Manner): Fact {
  const shown = writeValue(value, manner);
  switch (value.kind) {
    case "date":
      return { id, kind: "date", shown, value: civilDay(value.time * 1000, manner.zone) };
    case "money":
      return { id, kind: "money", shown, value: { minor: value.minor, currency: value.currency } };
    case "number":
      return { id, kind: "number", shown, value: value.number };
    default:
      return { id, kind: "text", shown, value: shown };
  }
}
