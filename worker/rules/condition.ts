/** What a rule may ask about a ticket, and how a question is answered. Pure: a condition over what is known gives the first thing that is not
 *  so, or nothing. What is not known contains nothing, equals nothing and is no number. */
import * as z from "zod";

export const CONDITION_DEPTH_MAX = 4;
export const CONDITIONS_MAX = 30;
const VALUES_MAX = 50;
const VALUE_CHARACTERS_MAX = 200;

export const FIELDS = {
  "message.text": "text",
  "message.type": "choice",
  "message.language": "choice",
  "buyer.name": "text",
  "buyer.messages": "number",
  "ticket.state": "choice",
  "ticket.was": "choice",
  "ticket.lastBy": "choice",
  "ticket.assignee": "choice",
  "ticket.tags": "set",
  "ticket.tagged": "choice",
  "ticket.priority": "choice",
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
} as const;
export type Field = keyof typeof FIELDS;

export type FieldKind = (typeof FIELDS)[Field];
export const OPERATORS = {
  text: ["contains", "contains-not", "equals", "starts-with"],
  choice: ["is", "is-not"],
  set: ["has", "has-not"],
  number: ["at-least", "at-most"],
  flag: ["yes", "no"],
} as const satisfies Record<FieldKind, readonly string[]>;
export type Operator = (typeof OPERATORS)[FieldKind][number];

export interface Test {
  field: Field;
  is: Operator;
  /** Any of these is enough; none of these where the operator says not. A number stands alone; a flag needs none. */
  values: string[];
}
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test;

/** What is known; null where it is not. */
export type Known = Record<Field, string | number | boolean | string[] | null>;

export interface Unmet extends Test {
  /** What was found instead. */
  found: Known[Field];
}

const FIELD_NAMES = Object.keys(FIELDS) as [Field, ...Field[]];
const EVERY_OPERATOR = Object.values(OPERATORS).flat() as [Operator, ...Operator[]];

const test = z
  .object({
    field: z.enum(FIELD_NAMES),
    is: z.enum(EVERY_OPERATOR),
    values: z.array(z.string().trim().min(1).max(VALUE_CHARACTERS_MAX)).max(VALUES_MAX),
  })
  .refine(({ field, is, values }) => {
    const kind = FIELDS[field];
    if (!(OPERATORS[kind] as readonly string[]).includes(is)) return false;
    if (kind === "flag") return values.length === 0;
    return kind === "number" ? values.length === 1 && Number.isFinite(Number(values[0])) : values.length > 0;
  });

const nested: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(nested).max(CONDITIONS_MAX) }),
    z.strictObject({ any: z.array(nested).min(1).max(CONDITIONS_MAX) }),
    z.strictObject({ not: nested }),
    test,
  ]),
);

export const conditionForm = nested.refine((one) => depthOf(one) <= CONDITION_DEPTH_MAX && countTests(one) <= CONDITIONS_MAX);

const partsOf = (condition: Condition): Condition[] =>
  "all" in condition ? condition.all : "any" in condition ? condition.any : "not" in condition ? [condition.not] : [];

export function depthOf(condition: Condition): number {
  return "field" in condition ? 0 : 1 + Math.max(0, ...partsOf(condition).map(depthOf));
}

export function countTests(condition: Condition): number {
  return "field" in condition ? 1 : partsOf(condition).reduce((sum, part) => sum + countTests(part), 0);
}

/** The first thing that is not so; null where all of it is. */
export function findUnmet(condition: Condition, known: Known): Unmet | null {
  if ("field" in condition) return isSo(condition, known) ? null : { ...condition, found: known[condition.field] };
  if ("not" in condition) return findUnmet(condition.not, known) ? null : firstTest(condition.not, known);
  if ("any" in condition) {
    const unmet = condition.any.map((part) => findUnmet(part, known));
    return unmet.includes(null) ? null : (unmet[0] ?? null);
  }
  for (const part of condition.all) {
    const unmet = findUnmet(part, known);
    if (unmet) return unmet;
  }
  return null;
}

/** What a denial that failed is told by. An empty list is always so, and is told by the ticket's state. */
function firstTest(condition: Condition, known: Known): Unmet {
  if ("field" in condition) return { ...condition, found: known[condition.field] };
  const [first] = partsOf(condition);
  return first ? firstTest(first, known) : { field: "ticket.state", is: "is-not", values: [], found: known["ticket.state"] };
}

const lower = (text: string) => text.normalize("NFKC").toLowerCase();

function isSo({ field, is, values }: Test, known: Known): boolean {
  const found = known[field];
  const wanted = values.map(lower);
  const text = found === null ? null : lower(String(found));
  const borne = Array.isArray(found) ? found.map(lower) : [];
  switch (is) {
    case "contains":
      return text !== null && wanted.some((one) => text.includes(one));
    case "contains-not":
      return text === null || wanted.every((one) => !text.includes(one));
    case "equals":
      return text !== null && wanted.some((one) => text.trim() === one);
    case "starts-with":
      return text !== null && wanted.some((one) => text.trimStart().startsWith(one));
    case "is":
      return text !== null && wanted.includes(text);
    case "is-not":
      return text === null || !wanted.includes(text);
    case "has":
      return wanted.some((one) => borne.includes(one));
    case "has-not":
      return !wanted.some((one) => borne.includes(one));
    case "at-least":
      return typeof found === "number" && found >= Number(values[0]);
    case "at-most":
      return typeof found === "number" && found <= Number(values[0]);
    case "yes":
      return found === true;
    case "no":
      return found === false;
  }
}
