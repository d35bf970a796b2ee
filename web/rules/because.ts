/** Why a rule did nothing, as a sentence. */
import { speak } from "../words/words.ts";
import type { Run } from "./queries.ts";

export function explainBecause(because: Run["because"]): string {
  const words = speak("rules");
  if (because === null) return "";
  if (typeof because === "string") return words.suppressed[because];
  const found = because.found === null || because.found === "" ? words.unknown : String(because.found);
  return words.unmet(words.fields[because.field], words.operators[because.is], because.values.join(", "), found);
}
