// Everything that can be judged without running the product: types, lint, format, house rules. Prints one line per check. Types come first: they
// write the declarations by which lint knows the Worker's types from outside, in half the time of working them out again.
import { spawnSync } from "node:child_process";

const checks: [name: string, command: string, ...args: string[]][] = [
  ["types", "tsc", "-b", "--checkers", "2"],
  ["format and lint", "biome", "check", "--error-on-warnings"],
  ["lint with types", "oxlint", "--type-aware", "--deny-warnings", "worker", "web", "simulator", "test", "scripts"],
  ["house rules", "vitest", "run", "--project", "rules", "test/house.test.ts", "--reporter=dot"],
];

let failed = 0;
for (const [name, command, ...args] of checks) {
  const ran = spawnSync(command, args, { encoding: "utf8" });
  const ok = ran.status === 0;
  if (!ok) {
    failed += 1;
    console.error(`${ran.stdout ?? ""}${ran.stderr ?? ""}`.trimEnd());
  }
  console.log(`${ok ? "passed" : "FAILED"}  ${name}`);
}
process.exit(failed === 0 ? 0 : 1);
