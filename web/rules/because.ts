/** Why a rule did nothing, as a sentence. */
import { speak } from "../words/words.ts";
import type { Run, Tried } from "./queries.ts";

type Because = Run["because"] | Tried["because"];

/** `tagOf`: a tag's name by its id. */
export function explainBecause(because: Because, tagOf: (id: string) => string | undefined): string {
  const words = speak("rules");
  if (because === null) return "";
  if (typeof because === "string") return words.suppressed[because];
  const { found, field } = because;
  const nameOf = (value: string) => (field.startsWith("ticket.tag") ? (tagOf(value) ?? value) : value);
  const wanted = [words.fields[field], words.operators[because.is], because.values.map(nameOf).join(", ")] as const;
  if (found === undefined) return words.unmet(...wanted);
  const isNothing = found === null || found === "" || (Array.isArray(found) && found.length === 0);
  const shown = isNothing ? words.unknown : [found].flat().map((one) => nameOf(String(one)));
  return words.unmet(...wanted, [shown].flat().join(", "));
}
