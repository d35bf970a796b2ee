/** Conditions as the editor holds them. Pure. */
import type { Grammar, RuleForm } from "./queries.ts";

export type Test = Extract<RuleForm["condition"], { field: string }>;
/** As the Worker has it; the types of answers do not follow what contains itself. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test;
export type Field = Test["field"];
export type Mode = "all" | "any" | "none";

/** A sentence to begin with, of a field. */
export const newTest = ({ fields, operators }: Grammar, field: Field): Test => ({ field, is: operators[fields[field]][0], values: [] });

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
