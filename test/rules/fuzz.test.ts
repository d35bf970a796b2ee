// What strangers may send, ten thousand times differently for each place where it comes in, and all that ever went wrong there once more.
// `npm run fuzz` tries a million.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createChance } from "../faults/platform/chance.ts";
import { mutate } from "../fuzz/mutate.ts";
import { TARGETS } from "../fuzz/targets.ts";

const INPUTS = 10_000;
const SEED = 1;

const kept = JSON.parse(readFileSync(new URL("../fuzz/kept.json", import.meta.url), "utf8")) as Record<string, string[]>;

test.for(TARGETS)("$name takes whatever comes", async ({ name, corpus, judge }) => {
  const chance = createChance(SEED).stream(name);
  const drawn = Array.from({ length: INPUTS }, () => mutate(chance, corpus));
  for (const text of [...corpus, ...(kept[name] ?? []), ...drawn]) {
    try {
      await judge(text);
    } catch (error) {
      expect.fail(`${String(error)}\nkeep it in test/fuzz/kept.json under "${name}": ${JSON.stringify(text)}`);
    }
  }
});
