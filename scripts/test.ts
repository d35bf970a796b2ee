// `npm test`: everything that is proved, in the order in which it fails cheapest. Builds first; each kind has a budget in seconds on two
// cores, which is said when it is passed. Histories under faults are told beside the first of them, in the time these leave the cores idle; browsers
// have the machine to themselves, for they wait with a clock. Ends with one line: how many passed, how many failed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import path from "node:path";
import { build } from "./build.ts";

/** Stories wait for half of their time: a third process uses it. */
const KINDS: [name: string, seconds: number, atOnce: number][] = [
  ["rules", 40, 2],
  ["stories", 220, 3],
  ["browser", 310, 2],
  ["faults", 120, 2],
];

interface Result {
  passed: number;
  failed: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

const folder = mkdtempSync(path.join(tmpdir(), "tillside-test-"));
const total: Result = { passed: 0, failed: 0 };

await step("build", 30, async () => {
  build();
  return { passed: 1, failed: 0 };
});
const histories = runKind("histories", 2, constants.priority.PRIORITY_LOW);
// Whether they came to an end is asked further down; until then nobody listens, and Node ends a process for that.
histories.catch(() => undefined);
await step("check", 60, async () => {
  const ran = spawnSync("node", ["scripts/check.ts"], { stdio: "inherit" });
  return ran.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
});
for (const [name, seconds, atOnce] of KINDS) {
  if (name === "browser") await step("histories, when the others had ended", 200, () => histories);
  await step(name, seconds, () => runKind(name, atOnce));
}
rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function step(name: string, budget: number, run: () => Promise<Result>): Promise<void> {
  const startedAt = performance.now();
  let result = { passed: 0, failed: 1 };
  try {
    result = await run();
  } catch (error) {
    console.error(error);
  }
  total.passed += result.passed;
  total.failed += result.failed;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const over = seconds > budget ? `, over its budget of ${budget} s` : "";
  console.log(`\n── ${name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s${over}\n`);
}

async function runKind(name: string, atOnce: number, priority?: number): Promise<Result> {
  const file = path.join(folder, `${name}.json`);
  const args = [
    "run",
    "--project",
    name,
    `--maxWorkers=${atOnce}`,
    "--passWithNoTests",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const running = spawn("vitest", args, { stdio: "inherit" });
  // Left alone otherwise: under `nice` the ordinary priority would be a higher one, which only root may give.
  if (running.pid !== undefined && priority !== undefined) setPriority(running.pid, priority);
  const code = await new Promise<number>((resolve) => running.on("exit", (status) => resolve(status ?? 1)));
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  // A file that cannot even be loaded holds no test that could fail.
  const broken = code !== 0 && report.numFailedTests === 0 ? Math.max(1, report.numFailedTestSuites) : 0;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}
