// `npm run faults`: histories under faults beyond those of the tests. `-- --seeds N --from S` runs many and names those that end wrong (`--first`
// stops at the first). `-- --seed N` runs one and prints all of its last events; `--shrink` looks for the least of it that still ends wrong, which
// `--steps` and `--without` then tell again. `-- --pairs` lets somebody die at every two steps of the six flows instead; `--only` names one of
// them. `--from` and `--stride` choose among seeds and pairs. With `--keep FILE` a run of hours may be cut off: said again it goes on behind what the
// file says was told of the same code.
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { FLOWS, type FlowName } from "../test/faults/drills/flows.ts";
import { type Pair, walkPairs } from "../test/faults/drills/pairs.ts";
import { type Cut, describeFailure, STEPS, type Told, tellHistory } from "../test/faults/history.ts";

const SEEDS_UNLESS_TOLD = 200;
const PAIRS_PER_LINE = 100;
const HISTORIES_PER_LINE = 500;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    shrink: { type: "boolean" },
    steps: { type: "string" },
    without: { type: "string" },
    seeds: { type: "string" },
    from: { type: "string" },
    first: { type: "boolean" },
    pairs: { type: "boolean" },
    only: { type: "string" },
    stride: { type: "string" },
    keep: { type: "string" },
  },
});
const given: Cut = {
  ...(values.steps === undefined ? {} : { steps: Number(values.steps) }),
  ...(values.without === undefined ? {} : { without: values.without.split(",") }),
};

process.exit(await (values.pairs ? runPairs() : values.seed === undefined ? runMany() : runOne(Number(values.seed))));

async function runOne(seed: number): Promise<number> {
  const cut = values.shrink ? await shrink(seed) : given;
  const told = await tellHistory(seed, cut);
  console.log(told.trace);
  console.log(told.weather.join("\n"));
  console.log(isWrong(told) ? describeFailure(seed, told, cut) : `seed ${seed}: equal to the truth, ${told.events} events`);
  return isWrong(told) ? 1 : 0;
}

/** Divided among as many processes as there are cores. */
async function runMany(): Promise<number> {
  const [count, from] = [Number(values.seeds ?? SEEDS_UNLESS_TOLD), Number(values.from ?? 1)];
  if (values.stride !== undefined) return tellSome(count, from, Number(values.stride));
  if (values.keep !== undefined) beginKeeping(values.keep);
  const cores = Math.min(availableParallelism(), count);
  const shares = Array.from({ length: cores }, (_, at) => ["--seeds", `${count - at}`, "--from", `${from + at}`, "--stride", `${cores}`]);
  const options = [...(values.first ? ["--first"] : []), ...(values.keep === undefined ? [] : ["--keep", values.keep])];
  const ends = await Promise.all(shares.map((share) => runShare([...share, ...options])));
  return ends.every((code) => code === 0) ? 0 : 1;
}

function runShare(share: string[]): Promise<number> {
  return new Promise((resolve) =>
    spawn(process.execPath, [import.meta.filename, ...share], { stdio: "inherit" }).on("exit", (code) => resolve(code ?? 1)),
  );
}

/** The file's first line names the code, each other a seed that was told and whether it ended wrong. */
function beginKeeping(file: string): void {
  const git = (...words: string[]) => execFileSync("git", words, { encoding: "utf8" }).trim();
  if (git("status", "--porcelain") !== "") throw new Error("Commit first: what is kept is of one commit.");
  const commit = git("rev-parse", "HEAD");
  if (!existsSync(file)) writeFileSync(file, `${commit}\n`);
  const kept = readFileSync(file, "utf8").split("\n", 1)[0];
  if (kept !== commit) throw new Error(`${file} is of ${kept}, and this is ${commit}.`);
}

/** What was told before, by seed. A line that was cut off is no line. */
function readKept(file: string): Map<number, boolean> {
  const lines = readFileSync(file, "utf8").split("\n").slice(1, -1);
  return new Map(lines.map((line) => line.split(" ")).map(([seed, end]) => [Number(seed), end === "wrong"]));
}

async function tellSome(count: number, from: number, stride: number): Promise<number> {
  const startedAt = performance.now();
  const kept = values.keep === undefined ? new Map<number, boolean>() : readKept(values.keep);
  let [tellings, wrong] = [0, 0];
  const describe = () => `${tellings} histories in ${Math.round((performance.now() - startedAt) / 1_000)} s, ${wrong} ended wrong`;
  for (let seed = from; seed < from + count; seed += stride) {
    const before = kept.get(seed);
    if (before !== undefined) {
      [tellings, wrong] = [tellings + 1, wrong + Number(before)];
      continue;
    }
    const told = await tellHistory(seed);
    tellings += 1;
    if (values.keep !== undefined) appendFileSync(values.keep, `${seed} ${isWrong(told) ? "wrong" : "equal"}\n`);
    if (tellings % HISTORIES_PER_LINE === 0) console.log(`at seed ${seed}: ${describe()}`);
    if (!isWrong(told)) continue;
    wrong += 1;
    console.log(describeFailure(seed, told));
    if (values.first) break;
  }
  console.log(describe());
  return wrong === 0 ? 0 : 1;
}

async function runPairs(): Promise<number> {
  const names = (Object.keys(FLOWS) as FlowName[]).filter((name) => values.only === undefined || name === values.only);
  const [from, stride] = [Number(values.from ?? 1), Number(values.stride ?? 1)];
  let [tried, wrong] = [0, 0];
  for (const name of names) {
    for await (const pair of walkPairs(name, { from, stride })) {
      tried += 1;
      if (pair.wrong.length > 0) {
        wrong += 1;
        console.log(describePair(name, pair));
      }
      if (tried % PAIRS_PER_LINE === 0) console.log(`${name}: pair ${pair.number} of ${pair.of}; ${tried} tried, ${wrong} did not recover`);
      if (wrong > 0 && values.first) break;
    }
  }
  console.log(`${tried} pairs of ${names.length} flows, ${wrong} did not recover`);
  return wrong === 0 ? 0 : 1;
}

function describePair(name: FlowName, { number, first, second, died, wrong }: Pair): string {
  const again = `npm run faults -- --pairs --only "${name}" --from ${number} --first`;
  return [
    `${name}, steps ${first} and ${second} after it (${died.join(", ")}):`,
    ...wrong.map((line) => `  ${line}`),
    `again: ${again}`,
  ].join("\n");
}

function isWrong({ differences }: Told): boolean {
  return differences.length > 0;
}

/** The fewest steps that still end wrong, as far as halving finds them, and then without each fault that is not needed for it. */
async function shrink(seed: number): Promise<Cut> {
  const whole = await tellHistory(seed);
  if (!isWrong(whole)) return {};
  let [enough, tooFew] = [Math.max(...Object.values(STEPS)), 0];
  while (enough - tooFew > 1) {
    const steps = Math.floor((enough + tooFew) / 2);
    if (isWrong(await tellHistory(seed, { steps }))) enough = steps;
    else tooFew = steps;
  }
  let without: string[] = [];
  const { weather } = await tellHistory(seed, { steps: enough });
  for (const name of new Set(weather.flatMap(faultsIn))) {
    const less = { steps: enough, without: [...without, name] };
    if (isWrong(await tellHistory(seed, less))) without = less.without;
  }
  return { steps: enough, without };
}

/** "dense, d1-before 0.031, lag on chat.list 0.500" names two. */
function faultsIn(line: string): string[] {
  return line.split(", ").flatMap((one) => /^(.+) \d\.\d+$/.exec(one)?.[1] ?? []);
}
