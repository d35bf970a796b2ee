/** What people may say of how much of the stock a store, an item or one listing shows: how it takes part, and the limits on the number. Pure. Refuses
 *  nothing twice: the most specific rule stands in place of the others, it is not mixed with them. */
import * as z from "zod";

export const RULE_KINDS = ["shared", "percent", "ringfence", "fixed", "stop"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

const UNITS_MAX = 99_999;
const WEIGHT_MAX = 100;

const units = z.number().int().min(0).max(UNITS_MAX);

export const ruleForm = z
  .object({
    kind: z.enum(RULE_KINDS),
    /** Per cent, or units; nothing where the kind has no number. */
    amount: units.nullable(),
    /** Units kept back from the number. */
    reserve: units,
    max: units.nullable(),
    /** At or below this many the number is zero. */
    stopAt: units,
    /** How much a store counts when little is divided. */
    weight: z.number().int().min(1).max(WEIGHT_MAX),
  })
  .refine(({ kind, amount }) => (amount === null) === (kind === "shared" || kind === "stop"), { path: ["amount"] })
  .refine(({ kind, amount }) => kind !== "percent" || (amount ?? 0) <= 100, { path: ["amount"] });
export type Rule = z.infer<typeof ruleForm>;

export const usualRule: Rule = { kind: "shared", amount: null, reserve: 0, max: null, stopAt: 0, weight: 1 };

/** Whom a rule is about: a store, an item in every store, or one listing. */
export const LEVELS = ["store", "item", "listing"] as const;
export type Level = (typeof LEVELS)[number];

export interface PlacedRule extends Rule {
  level: Level;
}

/** The most specific one holds. */
export function ruleOf(rules: PlacedRule[]): PlacedRule {
  const best = rules.toSorted((one, other) => LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level));
  return best[0] ?? { ...usualRule, level: "store" };
}

/** Units kept back, the most, the least: in this order, never below zero. */
export function limitNumber(number: number, { reserve, max, stopAt }: Rule): number {
  const left = Math.min(Math.max(0, number - reserve), max ?? UNITS_MAX, UNITS_MAX);
  return left <= stopAt ? 0 : left;
}
