/** What a recorded change holds, in words where the desk has some: a rule in the sentences of its editor, what a bulk job does in the same, a template
 *  as its own page calls its parts, stock in pieces. What is known nowhere stands as it was written, field by field, and never as code. */

import { nameLanguage } from "../templates/queries.ts";
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
  if (Array.isArray(value) && field === "actions") return value.map((act) => tellAct(act, nameOf, actWords())).join("; ");
  if (typeof value === "boolean") return value ? speak("audit").yes : speak("audit").no;
  return tellTemplate(field, value, nameOf) ?? tellStock(field, value) ?? tellAny(value, nameOf);
}

/** Of what rules and templates do; where both have a word, the rule's. */
const actWords = (): Record<string, unknown> => ({ ...speak("templates").acts, ...speak("rules").actions });

const isRecords = (value: unknown): value is Fields[] => Array.isArray(value) && value.every(isRecord);

/** A part of a template; null for anything else. */
function tellTemplate(field: string, value: unknown, nameOf: Naming): string | null {
  if (field === "variants" && isRecords(value))
    return value.map(({ language, text }) => `${nameLanguage(String(language))}: ${String(text)}`).join("; ");
  if (field === "pictures" && Array.isArray(value)) return value.length > 0 ? formatCount(value.length) : "";
  if (field === "kind") return (speak("templates").editor.kinds as Record<string, string>)[String(value)] ?? null;
  return field === "conditions" && isRecord(value) ? tellSuited(value, nameOf) : null;
}

/** When a template suits: where nothing is chosen it suits all. */
function tellSuited({ stages, hours, ...rest }: Fields, nameOf: Naming): string {
  const words = speak("audit");
  const names = speak("stages").order as Record<string, string>;
  const listed = Object.entries({ ...rest, stages: Array.isArray(stages) ? stages.map((one) => names[String(one)] ?? one) : [] });
  const parts = listed
    .filter(([, some]) => !Array.isArray(some) || some.length > 0)
    .map(([name, some]) => `${tellField(name)}: ${tellAny(some, nameOf)}`);
  if (isRecord(hours)) parts.push(`${words.fields.hours}: ${clockOf(hours.from)}–${clockOf(hours.to)}`);
  return parts.length > 0 ? parts.join("; ") : words.always;
}

const MINUTES = 60;
/** Minutes since midnight, as a clock shows them. */
const clockOf = (minutes: unknown) =>
  [Math.floor(Number(minutes) / MINUTES), Number(minutes) % MINUTES].map((part) => String(part).padStart(2, "0")).join(":");

/** Numbers of pieces, and why they changed; null for anything else. */
function tellStock(field: string, value: unknown): string | null {
  if (typeof value === "number" && ["on_hand", "unsellable", "there"].includes(field)) return formatCount(value);
  if (field !== "why") return null;
  const { reasons, shelves } = speak("stock").act;
  return ({ ...shelves, ...reasons } as Record<string, string>)[String(value)] ?? null;
}

/** What counts and names a row of the desk's, and says nothing to anybody. */
const TECHNICAL = ["id", "version", "ownerId", "uses", "usedAt"];
export const isTold = (field: string) => !TECHNICAL.includes(field);

/** A field as its editor calls it. */
export function tellField(field: string): string {
  const { when, if: asked, does } = speak("rules");
  return ({ trigger: when, condition: asked, actions: does } as Record<string, string>)[field] ?? speak("audit").fields[field] ?? field;
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
