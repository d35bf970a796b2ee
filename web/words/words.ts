/** The words of the language this page speaks, once they have been fetched. A component asks for a part when it runs; whoever lets a room in has
 *  learned the room's parts before. Of other languages nothing is fetched. */
import { createSignal } from "solid-js";
import { en } from "./en.ts";
import { LANGUAGE } from "./language.ts";
import type { Language } from "./nearest.ts";

export type Dictionary = { [Part in keyof typeof en]: Awaited<ReturnType<(typeof en)[Part]>> };
/** Where the parts of a language come from. */
export type Parts = { [Part in keyof Dictionary]: () => Promise<Dictionary[Part]> };

const tables: Record<Language, () => Promise<Parts>> = {
  en: async () => en,
  de: () => import("./de.ts").then((table) => table.de),
  es: () => import("./es.ts").then((table) => table.es),
  "zh-Hans": () => import("./zh.ts").then((table) => table.zh),
};

const spoken: Partial<Dictionary> = {};
const [learned, noteLearned] = createSignal(undefined, { equals: false });

export async function learn<Part extends keyof Dictionary>(...parts: Part[]): Promise<void> {
  const table = await tables[LANGUAGE]();
  await Promise.all(
    parts.map(async (part) => {
      spoken[part] ??= await table[part]();
    }),
  );
  noteLearned();
}

export function speak<Part extends keyof Dictionary>(part: Part): Dictionary[Part] {
  const words = spoken[part];
  if (!words) throw new Error(`The words "${part}" were not learned before they were spoken.`);
  return words;
}

/** A part's words once they are learned, and nothing until then: whoever shows them shows them when they come. */
export function heard<Part extends keyof Dictionary>(part: Part): Dictionary[Part] | undefined {
  learned();
  return spoken[part];
}
