/** Conditions as the editor holds them. Pure. */
import type { RuleForm } from "./queries.ts";

export type Test = Extract<RuleForm["condition"], { field: string }>;
/** As the Worker has it; the types of answers do not follow what contains itself. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test;
export type Field = Test["field"];
export type Mode = "all" | "any" | "none";
type Kind = "text" | "choice" | "number" | "flag";

const KINDS: Record<Field, Kind> = {
  "message.text": "text",
  "message.type": "choice",
  "message.language": "choice",
  "buyer.name": "text",
  "buyer.messages": "number",
  "ticket.state": "choice",
  "ticket.was": "choice",
  "ticket.lastBy": "choice",
  "ticket.assignee": "choice",
  "ticket.assigned": "flag",
  "ticket.answered": "flag",
  "ticket.reopened": "number",
  "ticket.waitingMinutes": "number",
  "order.linked": "flag",
  "order.stage": "choice",
  "order.was": "choice",
  "order.count": "number",
  "store.id": "choice",
  "store.marketplace": "choice",
  "hours.open": "flag",
};
export const FIELDS = Object.keys(KINDS) as Field[];
export const OPERATORS: Record<Kind, Test["is"][]> = {
  text: ["contains", "contains-not", "equals", "starts-with"],
  choice: ["is", "is-not"],
  number: ["at-least", "at-most"],
  flag: ["yes", "no"],
};

export const kindOf = (field: Field): Kind => KINDS[field];
export const newTest = (field: Field): Test => ({ field, is: OPERATORS[kindOf(field)][0] ?? "is", values: [] });

/** Any condition as a group of parts. */
export function groupOf(condition: Condition): { mode: Mode; parts: Condition[] } {
  if ("all" in condition) return { mode: "all", parts: condition.all };
  if ("any" in condition) return { mode: "any", parts: condition.any };
  if ("field" in condition) return { mode: "all", parts: [condition] };
  return { mode: "none", parts: "any" in condition.not ? condition.not.any : [condition.not] };
}

/** Any of nothing would never be so: without parts a group is one of all. */
export function whole(mode: Mode, parts: Condition[]): Condition {
  if (parts.length === 0 || mode === "all") return { all: parts };
  return mode === "any" ? { any: parts } : { not: { any: parts } };
}
