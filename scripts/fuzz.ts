// `npm run fuzz`: a million inputs for each place where bytes of strangers come in, beyond those of the tests. `-- --inputs N --from SEED --only
// "name"`. An input for which something does not hold is printed as JSON: kept in test/fuzz/kept.json, every test run tries it again.
import { parseArgs } from "node:util";
import { createChance } from "../test/faults/platform/chance.ts";
import { mutate } from "../test/fuzz/mutate.ts";
import { TARGETS, type Target } from "../test/fuzz/targets.ts";

const INPUTS_UNLESS_TOLD = 1_000_000;
const FAILURES_SHOWN_MAX = 5;
/** Slower than this and somebody could keep a Worker busy with it. */
const INPUT_MS_MAX = 500;

const { values } = parseArgs({ options: { inputs: { type: "string" }, from: { type: "string" }, only: { type: "string" } } });
const inputs = Number(values.inputs ?? INPUTS_UNLESS_TOLD);
const seed = Number(values.from ?? Date.now());
let failed = 0;
for (const target of TARGETS.filter(({ name }) => values.only === undefined || name === values.only)) failed += await fuzz(target);
process.exit(failed === 0 ? 0 : 1);

async function fuzz(target: Target): Promise<number> {
  const chance = createChance(seed).stream(target.name);
  const startedAt = performance.now();
  let wrong = 0;
  let slowest = 0;
  let tried = 0;
  for (; tried < inputs && wrong < FAILURES_SHOWN_MAX; tried += 1) {
    const text = mutate(chance, target.corpus);
    let { why, ms } = await time(target, text);
    // A machine that was busy elsewhere is not slow at the same input twice.
    if (!why && ms > INPUT_MS_MAX) ({ why, ms } = await time(target, text));
    slowest = Math.max(slowest, ms);
    if (!why && ms <= INPUT_MS_MAX) continue;
    wrong += 1;
    console.log(`${target.name}: ${why ?? `${Math.round(ms)} ms`}\n  ${JSON.stringify(text)}`);
  }
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${target.name}: ${tried} inputs from ${seed}, ${wrong} wrong, slowest ${Math.round(slowest)} ms, ${seconds} s`);
  return wrong;
}

async function time(target: Target, text: string): Promise<{ why: string | null; ms: number }> {
  const begun = performance.now();
  const why = await whyNot(target, text);
  return { why, ms: performance.now() - begun };
}

async function whyNot(target: Target, text: string): Promise<string | null> {
  try {
    await target.judge(text);
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
  }
}
