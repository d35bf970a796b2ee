// `npm run mutants`: plants each bug of test/faults/bugs.ts in turn and tells histories, then drills, until one ends wrong. A bug that ends
// nothing wrong has survived: the tests do not see what it breaks. Writes docs/mutants.md; `-- --only "name"` tries one and writes nothing.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { BUGS, type Bug } from "../test/faults/bugs.ts";

/** Fewer than `npm test` tells where it has the time. */
const SEEDS = 300;
const AT_ONCE = 2;
/** A bug that hangs the product is caught by whoever waits for it. */
const MINUTES_MAX = 15;

interface Fate {
  bug: Bug;
  by: "a history" | "a drill" | "nothing";
  seconds: number;
}

const { values } = parseArgs({ options: { only: { type: "string" } } });
const left = BUGS.filter(({ name }) => values.only === undefined || name === values.only);
const fates: Fate[] = [];
await Promise.all(Array.from({ length: AT_ONCE }, tryOn));
fates.sort((one, other) => BUGS.indexOf(one.bug) - BUGS.indexOf(other.bug));
const caught = fates.filter(({ by }) => by !== "nothing").length;
console.log(`${caught} of ${fates.length} bugs caught`);
if (values.only === undefined) writeFileSync(path.resolve(import.meta.dirname, "../docs/mutants.md"), tableOf());
process.exit(caught === fates.length ? 0 : 1);

async function tryOn(): Promise<void> {
  for (let bug = left.shift(); bug; bug = left.shift()) {
    const startedAt = performance.now();
    const by = await fateOf(bug);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    fates.push({ bug, by, seconds });
    console.log(`${by === "nothing" ? "SURVIVED" : "caught  "} ${bug.name}: by ${by}, ${seconds} s`);
  }
}

async function fateOf(bug: Bug): Promise<Fate["by"]> {
  if (!(await endsWell(bug, "node", ["scripts/faults.ts", "--seeds", String(SEEDS), "--stride", "1", "--first"]))) return "a history";
  const drills = ["run", "--project", "faults", "test/faults/drills", "test/faults/deliveries.test.ts", "--bail=1", "--reporter=dot"];
  return (await endsWell(bug, "vitest", drills)) ? "nothing" : "a drill";
}

function endsWell(bug: Bug, command: string, args: string[]): Promise<boolean> {
  const env = { ...process.env, PLANTED_BUG: bug.name };
  return new Promise((resolve) =>
    spawn(command, args, { env, stdio: "ignore", timeout: MINUTES_MAX * 60_000 }).on("exit", (status) => resolve(status === 0)),
  );
}

function tableOf(): string {
  const rows = fates.map(({ bug, by }) => `| ${bug.name} | \`${bug.file}\` | ${by} |`);
  return `# Bugs planted on purpose

Each is a guard taken out of the product (test/faults/bugs.ts). ${caught} of ${fates.length} made one of the first ${SEEDS} histories or a drill end wrong.
Written by \`npm run mutants\`.

| bug | where | caught by |
|--|--|--|
${rows.join("\n")}
`;
}
