// `npm test`: everything that is proved, in the order in which it fails cheapest. Builds first; each kind has a budget in seconds on two
// cores, which is said when it is passed. Ends with one line: how many passed, how many failed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "./build.ts";

const KINDS: [name: string, seconds: number][] = [
  ["rules", 30],
  ["stories", 260],
  ["browser", 300],
  ["faults", 360],
];
/** On two cores, all of it; histories under faults take what the rest has left. */
const SECONDS_MAX = 700;
const DRILLS_SECONDS = 90;
const HISTORIES_SECONDS = { min: 45, max: 240 };

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

const folder = mkdtempSync(path.join(tmpdir(), "tillside-test-"));
let passed = 0;
let failed = 0;

await step("build", 30, async () => {
  build();
  return { passed: 1, failed: 0 };
});
await step("check", 60, async () => {
  const ran = spawnSync("node", ["scripts/check.ts"], { stdio: "inherit" });
  return ran.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
});
for (const [name, seconds] of KINDS) await step(name, seconds, () => runKind(name));
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function step(name: string, budget: number, run: () => Promise<{ passed: number; failed: number }>): Promise<void> {
  const startedAt = performance.now();
  let result = { passed: 0, failed: 1 };
  try {
    result = await run();
  } catch (error) {
    console.error(error);
  }
  passed += result.passed;
  failed += result.failed;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const over = seconds > budget ? `, over its budget of ${budget} s` : "";
  console.log(`\n── ${name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s${over}\n`);
}

async function runKind(name: string): Promise<{ passed: number; failed: number }> {
  const file = path.join(folder, `${name}.json`);
  const args = ["run", "--project", name, "--passWithNoTests", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const left = SECONDS_MAX - DRILLS_SECONDS - performance.now() / 1000;
  const seconds = Math.round(Math.min(HISTORIES_SECONDS.max, Math.max(HISTORIES_SECONDS.min, left)));
  const env = { ...process.env, HISTORIES_SECONDS: String(seconds) };
  const code = await new Promise<number>((resolve) =>
    spawn("vitest", args, { stdio: "inherit", env }).on("exit", (status) => resolve(status ?? 1)),
  );
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  // A file that cannot even be loaded holds no test that could fail.
  const broken = code !== 0 && report.numFailedTests === 0 ? Math.max(1, report.numFailedTestSuites) : 0;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}
