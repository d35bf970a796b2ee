// `npm run faults`: histories under faults beyond those of the tests. `-- --seeds N --from S` runs many and names those that end wrong;
// `-- --seed N` runs one and prints all of its last events; `--first` stops at the first that ends wrong.
import { parseArgs } from "node:util";
import { describeFailure, tellHistory } from "../test/faults/history.ts";

const SEEDS_UNLESS_TOLD = 200;

const { values } = parseArgs({
  options: { seed: { type: "string" }, seeds: { type: "string" }, from: { type: "string" }, first: { type: "boolean" } },
});

process.exit(values.seed === undefined ? await runMany() : await runOne(Number(values.seed)));

async function runOne(seed: number): Promise<number> {
  const told = await tellHistory(seed);
  console.log(told.trace);
  console.log(told.weather.join("\n"));
  console.log(told.differences.length === 0 ? `seed ${seed}: equal to the truth, ${told.events} events` : describeFailure(seed, told));
  return told.differences.length === 0 ? 0 : 1;
}

async function runMany(): Promise<number> {
  const [count, from] = [Number(values.seeds ?? SEEDS_UNLESS_TOLD), Number(values.from ?? 1)];
  const startedAt = performance.now();
  let wrong = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const told = await tellHistory(seed);
    if (told.differences.length === 0) continue;
    wrong += 1;
    console.log(describeFailure(seed, told));
    if (values.first) break;
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(`${count} histories in ${seconds} s, ${wrong} ended wrong`);
  return wrong === 0 ? 0 : 1;
}
