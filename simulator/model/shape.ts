// Anything in the shape a JSON schema asks for: what is known under a field's name where it fits, else what the material suggests. Refuses to leave
// a field out.
import { type Asked, buyersWords, type Schema, textsIn } from "./prompt.ts";

const SURE = 0.8;
const LINE_CHARACTERS_MAX = 80;
const CHOSEN_MAX = 3;

export function fill(schema: Schema | null, asked: Asked, known: Record<string, unknown>): unknown {
  if (!schema) return known;
  if (schema.anyOf) return fill(schema.anyOf.find(({ type }) => type !== "null") ?? {}, asked, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return choose(schema.enum, asked)[0] ?? schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, field]) => [
        name,
        fits(field, known[name]) ? known[name] : fill(field, asked, known),
      ]),
    );
  if (type === "array") return fillList(schema, asked, known);
  if (type === "number") return Math.min(schema.maximum ?? SURE, Math.max(schema.minimum ?? SURE, SURE));
  if (type === "integer") return Math.max(schema.minimum ?? 0, 0);
  if (type === "boolean") return false;
  return lineOf(buyersWords(asked));
}

function fillList(schema: Schema, asked: Asked, known: Record<string, unknown>): unknown[] {
  const { items, maxItems = CHOSEN_MAX } = schema;
  if (items?.enum) return choose(items.enum, asked).slice(0, maxItems);
  if (items?.type === "string") return offeredIn(asked).slice(0, Math.min(maxItems, CHOSEN_MAX));
  return items ? [fill(items, asked, known)] : [];
}

const fits = ({ enum: choices, anyOf }: Schema, value: unknown): boolean =>
  value !== undefined &&
  (choices === undefined || choices.includes(value)) &&
  (anyOf === undefined || anyOf.some((one) => fits(one, value)));

export const lineOf = (text: string) =>
  text
    .split(/[\n.!?。！？]/)[0]
    ?.trim()
    .slice(0, LINE_CHARACTERS_MAX) || "…";

const wordsIn = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Those of which a word stands in what the buyer said. */
function choose(choices: readonly unknown[], asked: Asked): unknown[] {
  const said = wordsIn(buyersWords(asked));
  return choices.filter((choice) => [...wordsIn(String(choice))].some((word) => word.length > 3 && said.has(word)));
}

/** Short texts of the material that the buyer's words name: tags, templates. */
function offeredIn(asked: Asked): string[] {
  const { conversation: _, message: __, ...rest } = (asked.data ?? {}) as Record<string, unknown>;
  const short = textsIn(rest).filter((text) => text.length <= LINE_CHARACTERS_MAX);
  return choose([...new Set(short)], asked) as string[];
}
