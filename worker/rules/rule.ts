/** What a rule is: what it listens to, what must be so, what it does. And what an auto-reply is: a rule with hours, dates and a buyer who is
 *  told once. Pure: forms with their limits, rows read back, and which rules an occasion concerns. */
import * as z from "zod";
import { priority, tagId } from "../labels/label.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { MINUTE_MS } from "../units.ts";
import { type Condition, conditionForm, findUnmet, type Known, type Unmet } from "./condition.ts";
import type { RuleRow, RunRow } from "./table.ts";

export const RULES_MAX = 100;
export const ACTIONS_MAX = 8;
const NAME_CHARACTERS_MAX = 80;
const NOTE_CHARACTERS_MAX = 2_000;
const STORES_MAX = 200;
const SNOOZE_HOURS_MAX = 24 * 30;
const CLOCK_MINUTES_MAX = 60 * 24 * 60;
const QUIET_MINUTES_MAX = 60 * 24 * 30;
const BUYER_HOURS_MAX = 24 * 30;
/** Rules that answer rules' acts, one after the other, in one ticket within CHAIN_MINUTES. */
export const RULE_CHAIN_MAX = 3;
export const CHAIN_MINUTES = 10;

export const TRIGGERS = ["buyer-wrote", "answered", "opened", "reopened", "resolved", "assigned", "tagged", "order-moved"] as const;
/** These listen to the clock and need minutes. */
export const CLOCKS = ["waiting", "silent", "resolved-for"] as const;
export type Trigger = (typeof TRIGGERS)[number] | (typeof CLOCKS)[number];
export const isClock = (trigger: Trigger) => (CLOCKS as readonly string[]).includes(trigger);

const action = z.discriminatedUnion("do", [
  /** Empty hands the ticket back to everybody. */
  z.object({ do: z.literal("assign"), to: z.string().max(40) }),
  /** In turn, among a team's people or everyone ("*") who may reply. */
  z.object({ do: z.literal("deal"), to: z.string().min(1).max(40) }),
  z.object({ do: z.literal("snooze"), hours: z.number().int().min(1).max(SNOOZE_HOURS_MAX) }),
  z.object({ do: z.literal("resolve") }),
  z.object({ do: z.literal("reopen") }),
  z.object({ do: z.literal("spam") }),
  z.object({ do: z.literal("tag"), tagId }),
  z.object({ do: z.literal("untag"), tagId }),
  z.object({ do: z.literal("priority"), priority }),
  z.object({ do: z.literal("note"), text: z.string().trim().min(1).max(NOTE_CHARACTERS_MAX) }),
  z.object({ do: z.literal("reply"), text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX) }),
  z.object({ do: z.literal("template"), templateId: z.string().min(1).max(40) }),
]);
export type RuleAction = z.infer<typeof action>;

const name = z.string().trim().min(1).max(NAME_CHARACTERS_MAX);
const stores = z.array(z.string().min(1).max(40)).min(1).max(STORES_MAX).nullable();

const ruleForm = z.object({
  kind: z.literal("rule"),
  name,
  stores,
  trigger: z
    .object({ on: z.enum([...TRIGGERS, ...CLOCKS]), minutes: z.number().int().min(1).max(CLOCK_MINUTES_MAX).optional() })
    .refine(({ on, minutes }) => isClock(on) === (minutes !== undefined)),
  condition: conditionForm,
  actions: z.array(action).min(1).max(ACTIONS_MAX),
  /** The rules after it do not look at what it matched. */
  stops: z.boolean(),
  /** At most once per ticket in so many minutes; 0 is every time. */
  quietMinutes: z.number().int().min(0).max(QUIET_MINUTES_MAX),
});
export type RuleForm = z.infer<typeof ruleForm>;

const autoReplyForm = z.object({
  kind: z.literal("auto-reply"),
  name,
  stores,
  when: z.enum(["closed", "always"]),
  /** Epoch milliseconds; null is since ever, or for ever. */
  from: z.number().int().positive().nullable(),
  until: z.number().int().positive().nullable(),
  text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX),
  /** Each buyer is told once in so many hours. */
  buyerHours: z.number().int().min(1).max(BUYER_HOURS_MAX),
});
export type AutoReplyForm = z.infer<typeof autoReplyForm>;

export const anyForm = z
  .discriminatedUnion("kind", [ruleForm, autoReplyForm])
  .refine((form) => form.kind === "rule" || form.from === null || form.until === null || form.from < form.until, { path: ["until"] });
export type AnyForm = z.infer<typeof anyForm>;

/** A rule as the engine sees it, whichever form it came from. */
export interface Rule extends Omit<RuleForm, "kind"> {
  id: string;
  kind: RuleRow["kind"];
  byId: string;
  auto: Pick<AutoReplyForm, "from" | "until" | "buyerHours"> | null;
}

/** An unanswered buyer, and nobody at work where that is asked: then the words. */
export function asRule(form: AnyForm, id: string, byId: string): Rule {
  if (form.kind === "rule") return { ...form, id, byId, auto: null };
  const { kind, name: called, stores: some, when, from, until, buyerHours, text } = form;
  const unanswered: Condition[] = [{ field: "ticket.waitingMinutes", is: "at-least", values: ["0"] }];
  const closed: Condition[] = when === "closed" ? [{ field: "hours.open", is: "no", values: [] }] : [];
  return {
    id,
    byId,
    kind,
    name: called,
    stores: some,
    stops: false,
    quietMinutes: 0,
    trigger: { on: "buyer-wrote" },
    condition: { all: [...unanswered, ...closed] },
    actions: [{ do: "reply", text }],
    auto: { from, until, buyerHours },
  };
}

export const formOf = (row: Pick<RuleRow, "body">): AnyForm => JSON.parse(row.body) as AnyForm;
export const ruleOf = (row: RuleRow): Rule => asRule(formOf(row), row.id, row.by_id);

/** Something that happened in a ticket, as rules see it. */
export interface Occasion {
  cause: string;
  triggers: Trigger[];
  /** The one rule it was measured for, where it is of the clock. */
  ofRule: string | null;
  /** The rule whose act it is. */
  byRule: string | null;
  storeId: string;
  buyerId: string | null;
  known: Known;
  now: number;
}

export type PastRun = Pick<RunRow, "rule_id" | "ticket_id" | "cause" | "at" | "outcome" | "by_rule" | "buyer_id">;

export const concerns = (rule: Rule, { triggers, ofRule, storeId }: Pick<Occasion, "triggers" | "ofRule" | "storeId">) =>
  triggers.includes(rule.trigger.on) && (ofRule === null || ofRule === rule.id) && (rule.stores === null || rule.stores.includes(storeId));

export type Suppressed = "own-act" | "chain" | "quiet" | "buyer-told" | "not-yet" | "over";
export type Judged = { outcome: "matched" } | { outcome: "unmatched"; because: Unmet } | { outcome: "suppressed"; because: Suppressed };

const acted = (run: PastRun) => run.outcome === "done" || run.outcome === "failed" || run.outcome === "running";

/** `past`: what rules did in this ticket, and what auto-replies told this buyer, of other causes than this one. */
export function judge(rule: Rule, occasion: Occasion, past: PastRun[]): Judged {
  const held = whySuppressed(rule, occasion, past);
  if (held) return { outcome: "suppressed", because: held };
  const unmet = findUnmet(rule.condition, occasion.known);
  return unmet ? { outcome: "unmatched", because: unmet } : { outcome: "matched" };
}

function whySuppressed(rule: Rule, { byRule, buyerId, now, cause }: Occasion, past: PastRun[]): Suppressed | null {
  const since = (minutes: number) => now - minutes * MINUTE_MS;
  if (byRule === rule.id) return "own-act";
  const chain = past.filter((run) => acted(run) && run.by_rule !== null && run.cause !== cause && run.at > since(CHAIN_MINUTES));
  if (byRule !== null && chain.length >= RULE_CHAIN_MAX) return "chain";
  const own = past.filter((run) => run.rule_id === rule.id && acted(run) && run.cause !== cause);
  if (rule.quietMinutes > 0 && own.some((run) => run.at > since(rule.quietMinutes))) return "quiet";
  if (!rule.auto) return null;
  const { from, until, buyerHours } = rule.auto;
  if (from !== null && now < from) return "not-yet";
  if (until !== null && now >= until) return "over";
  return own.some((run) => run.buyer_id === buyerId && run.at > since(buyerHours * 60)) ? "buyer-told" : null;
}
