/** Codes of the Worker as sentences: for problems, and for acts that may not be done. A code without a sentence is shown as it is, so that
 *  a newer Worker is never silent. What only one room says is fetched with it. */
import type { Facts, Problem } from "../api.ts";
import { heard, learn, speak } from "./words.ts";

export interface Because {
  code: string;
  facts: Facts;
}

const PARTS = ["problems", "orderProblems", "stockProblems", "inventoryProblems", "doorProblems"] as const;

export function explain({ code, facts }: Because): string {
  const own = speak("frame").problems[code];
  if (own) return own;
  if (!heard("problems")) {
    // Before any room was let in that knows them; this is asked again once they are there.
    learn("problems").catch(() => null);
    return speak("frame").waiting;
  }
  for (const part of PARTS) {
    const sentence = heard(part)?.[code];
    if (sentence) return sentence(facts);
  }
  return code;
}

export const explainProblem = (problem: Problem): string => explain(problem);

export type Can = { ok: true } | { ok: false; because: { code: string; facts: Record<string, string | number> } };

/** The sentence for a disabled button; null where it may be pressed. Until it is known what may be done, nothing may. */
export function whyNot(can: Can | undefined): string | null {
  if (!can) return speak("frame").waiting;
  return can.ok ? null : explain(can.because);
}
