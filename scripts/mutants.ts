// `npm run mutants`: plants each bug of test/faults/bugs.ts in turn and tells histories, then drills, until one ends wrong. A bug that ends
// nothing wrong has survived: the tests do not see what it breaks. Writes docs/mutants.md; `-- --only "name"`, once or more, tries those and changes their rows.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { BUGS, type Bug } from "../test/faults/bugs.ts";

/** Fewer than `npm test` tells where it has the time. */
const SEEDS = 300;
const AT_ONCE = 2;
/** A bug that hangs the product is caught by whoever waits for it; so is a machine that is busy with something else. */
const MINUTES_MAX = 15;

const TABLE = path.resolve(import.meta.dirname, "../docs/mutants.md");
const ROW = /^\| (?<name>.+) \| `.+` \| (?<by>.+) \|$/;

type CaughtBy = "a history" | "a drill" | "its time" | "nothing";

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const left = BUGS.filter(({ name }) => values.only?.includes(name) ?? true);
/** By the names of bugs. */
const fates = new Map<string, string>(values.only === undefined ? [] : readTable());
await Promise.all(Array.from({ length: AT_ONCE }, tryOn));
const { caught, tried } = count();
console.log(`${caught} of ${tried.length} bugs caught`);
process.exit(caught === tried.length ? 0 : 1);

async function tryOn(): Promise<void> {
  for (let bug = left.shift(); bug; bug = left.shift()) {
    const startedAt = performance.now();
    const by = await fateOf(bug);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    fates.set(bug.name, by);
    // It takes an hour: what was found by then is kept when it is cut off.
    writeFileSync(TABLE, tableOf());
    console.log(`${by === "nothing" ? "SURVIVED" : "caught  "} ${bug.name}: by ${by}, ${seconds} s`);
  }
}

async function fateOf(bug: Bug): Promise<CaughtBy> {
  const histories = ["scripts/faults.ts", "--seeds", String(SEEDS), "--stride", "1", "--first"];
  const drills = ["run", "--project", "faults", "test/faults/drills", "test/faults/deliveries.test.ts", "--bail=1", "--reporter=dot"];
  const first = await tell(bug, "node", histories);
  if (first !== "well") return first === "late" ? "its time" : "a history";
  const second = await tell(bug, "vitest", drills);
  if (second !== "well") return second === "late" ? "its time" : "a drill";
  return "nothing";
}

/** How it ends. */
function tell(bug: Bug, command: string, args: string[]): Promise<"well" | "wrong" | "late"> {
  const env = { ...process.env, PLANTED_BUG: bug.name };
  return new Promise((resolve) =>
    spawn(command, args, { env, stdio: "ignore", timeout: MINUTES_MAX * 60_000 }).on("exit", (status) =>
      resolve(status === null ? "late" : status === 0 ? "well" : "wrong"),
    ),
  );
}

function readTable(): [name: string, by: string][] {
  const lines = existsSync(TABLE) ? readFileSync(TABLE, "utf8").split("\n") : [];
  return lines.flatMap((line): [string, string][] => {
    const { name, by } = ROW.exec(line)?.groups ?? {};
    return name && by ? [[name, by]] : [];
  });
}

function count(): { caught: number; tried: Bug[] } {
  const tried = BUGS.filter(({ name }) => fates.has(name));
  return { caught: tried.filter(({ name }) => fates.get(name) !== "nothing").length, tried };
}

function tableOf(): string {
  const { caught, tried } = count();
  const rows = tried.map(({ name, file }) => `| ${name} | \`${file}\` | ${fates.get(name)} |`);
  return `# Bugs planted on purpose

Each is a guard taken out of the product (test/faults/bugs.ts). ${caught} of ${tried.length} made one of the first ${SEEDS} histories or a drill end wrong.
Written by \`npm run mutants\`.

| bug | where | caught by |
|--|--|--|
${rows.join("\n")}
`;
}
