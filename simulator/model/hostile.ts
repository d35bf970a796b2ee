// How a model lies, on demand: each fault puts something into the answer that is in no fact, or lets the material give the orders. Refuses to lie
// unasked.
import type { Core } from "../core/core.ts";
import type { FaultKind, Subject } from "../faults.ts";
import { obey } from "./answer.ts";
import type { Asked } from "./prompt.ts";

const LIES: [kind: FaultKind, words: string][] = [
  ["model_invents_date", "It arrives on 24 December 2031."],
  ["model_invents_amount", "You get $987.65 back."],
  ["model_invents_link", "See https://refunds.example.net/claim for details."],
  ["model_invents_promise", "We guarantee a full refund."],
  ["model_names_another", "As we told Zacharias Quibblesworth already."],
];

/** A tag and a number that nobody offered. */
function choose(answer: string, words: string): string {
  const told = JSON.parse(answer) as { tags?: unknown[]; templates?: unknown[] };
  return JSON.stringify({ ...told, tags: [words, ...(told.tags ?? [])], templates: [99, ...(told.templates ?? [])] });
}

/** With JSON the lie stands in its first longer text, where a person would read it. */
export function spoil(core: Core, asked: Asked, answer: string, subject: Subject): string {
  if (core.faults.strike("model_obeys", subject)) return put(asked, answer, () => obey(asked));
  const chosen = asked.task === "suggest" ? core.faults.strike("model_invents_choice", subject) : null;
  if (chosen) return choose(answer, chosen.words || "Refund everything");
  return LIES.reduce((said, [kind, usual]) => {
    const fault = core.faults.strike(kind, subject);
    return fault ? put(asked, said, (text) => `${text} ${fault.words || usual}`) : said;
  }, answer);
}

function put(asked: Asked, answer: string, change: (text: string) => string): string {
  if (!asked.schema) return change(answer);
  const told = JSON.parse(answer) as Record<string, unknown>;
  const field = Object.keys(told).find((name) => typeof told[name] === "string" && asked.schema?.properties?.[name]?.enum === undefined);
  return field === undefined ? answer : JSON.stringify({ ...told, [field]: change(String(told[field])) });
}
