/** Which language is spoken here, and its parts once they have been fetched. A component asks for a part when it runs; whoever lets a room in
 *  has learned the room's parts before. */
import { en } from "./en.ts";

export type Dictionary = { [Part in keyof typeof en]: Awaited<ReturnType<(typeof en)[Part]>> };

/** The language numbers, days and sentences are written in. */
export const LANGUAGE = "en";

const spoken: Partial<Dictionary> = {};

export async function learn<Part extends keyof Dictionary>(...parts: Part[]): Promise<void> {
  await Promise.all(
    parts.map(async (part) => {
      spoken[part] ??= (await en[part]()) as Dictionary[Part];
    }),
  );
}

export function speak<Part extends keyof Dictionary>(part: Part): Dictionary[Part] {
  const words = spoken[part];
  if (!words) throw new Error(`The words "${part}" were not learned before they were spoken.`);
  return words;
}
