/** What a recorded change holds, in words where the desk has some: a rule in the sentences of its editor, and what a bulk job does in the same. What is
 *  known nowhere stands as it was written, field by field, and never as code. */
import { formatCount } from "../ui/money.ts";
import { speak } from "../words/words.ts";

type Fields = Record<string, unknown>;
/** The name of whatever bears an id, where it has one. */
export type Naming = (id: string) => string | null | undefined;

export const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
/** Longer lists of ids are counted. */
const LISTED_MAX = 5;

/** Null for what was not there. */
export function tellValue(field: string, value: unknown, nameOf: Naming): string | null {
  if (value === null || value === undefined) return null;
  if (isRecord(value) && field === "trigger") return tellTrigger(value);
  if (isRecord(value) && field === "condition") return tellCondition(value, nameOf);
  if (isRecord(value) && field === "wish") return tellAct(isRecord(value.act) ? value.act : value, nameOf, speak("rules").actions);
  if (Array.isArray(value) && field === "actions") return value.map((act) => tellAct(act, nameOf, speak("rules").actions)).join("; ");
  return tellAny(value, nameOf);
}

/** A field of a rule as its editor calls it. */
export function tellField(field: string): string {
  const { when, if: asked, does } = speak("rules");
  return ({ trigger: when, condition: asked, actions: does } as Record<string, string>)[field] ?? field;
}

function tellAny(value: unknown, nameOf: Naming): string {
  if (typeof value === "string") return nameOf(value) ?? value;
  if (Array.isArray(value))
    return value.length > LISTED_MAX ? formatCount(value.length) : value.map((one) => tellAny(one, nameOf)).join(", ");
  if (!isRecord(value)) return value === null ? "–" : JSON.stringify(value);
  return Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([name, inner]) => `${name}: ${tellAny(inner, nameOf)}`)
    .join("; ");
}

function tellTrigger({ on, minutes }: Fields): string {
  const words = speak("rules");
  const says = (words.triggers as Record<string, string>)[String(on)] ?? String(on);
  return typeof minutes === "number" ? `${says} ${words.minutes(minutes)}` : says;
}

function tellCondition(condition: Fields, nameOf: Naming): string {
  const words = speak("rules");
  for (const group of ["all", "any"] as const) {
    const inner = condition[group];
    if (!Array.isArray(inner)) continue;
    const told = inner.filter(isRecord).map((one) => tellCondition(one, nameOf));
    return told.length > 1 ? `${words.groups[group]}: ${told.join("; ")}` : (told[0] ?? words.always);
  }
  if (isRecord(condition.not)) return `${words.groups.none}: ${tellCondition(condition.not, nameOf)}`;
  const { field, is, values } = condition;
  const named = (words.fields as Record<string, string>)[String(field)] ?? String(field);
  const compared = (words.operators as Record<string, string>)[String(is)] ?? String(is);
  return [named, compared, tellAny(values ?? [], nameOf)].filter(Boolean).join(" ");
}

/** An act by its word, and whatever it is done with. */
function tellAct(act: unknown, nameOf: Naming, words: Record<string, unknown>): string {
  if (!isRecord(act)) return tellAny(act, nameOf);
  const { do: done, ...rest } = act;
  const word = words[String(done)];
  const says = typeof word === "string" ? word : String(done);
  return [
    says,
    tellAny(
      Object.values(rest).filter((one) => one !== null),
      nameOf,
    ),
  ]
    .filter(Boolean)
    .join(" ");
}
