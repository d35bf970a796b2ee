// `npm run bench`: what the desk reads, writes and takes, over data of every size. It takes minutes; `-- --full` takes the sizes goals
// are about; `--only reading,growing` names workloads, `--json file` says where the numbers go. Fails when a goal is missed.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "../build.ts";
import { measureCost } from "../cost.ts";
import { measureBringing } from "./bringing.ts";
import { measureBrowser } from "./browser.ts";
import { measureGrowing } from "./growing.ts";
import { measureReports } from "./insights.ts";
import { measureKeeping } from "./keeping.ts";
import { measureReading } from "./reading.ts";
import { type Goal, isMet, join, type Measured, type Row, type Workload } from "./row.ts";
import { measureRushing } from "./rushing.ts";
import { measureTalking } from "./talking.ts";

const WORKLOADS: Workload[] = [
  { name: "reading", about: "lists and search", measure: measureReading },
  { name: "keeping", about: "bytes of an order, rounds over a shop in which nothing changed", measure: measureKeeping },
  { name: "growing", about: "ratios of one run: more data, one row, a door that does nothing", measure: measureGrowing },
  { name: "bringing", about: "a first import against TikTok's pace", measure: measureBringing },
  { name: "rushing", about: "many webhooks, many screens", measure: measureRushing },
  { name: "cost", about: "what a million costs", measure: measureCost },
  { name: "browser", about: "what a person at a screen waits for", measure: measureBrowser },
  { name: "reports", about: "reports over a year", measure: measureReports },
  { name: "talking", about: "messages in, tickets opened", measure: measureTalking },
];

const { values } = parseArgs({
  options: {
    full: { type: "boolean" },
    only: { type: "string" },
    json: { type: "string", default: path.resolve(import.meta.dirname, "../../dist/bench.json") },
    "no-build": { type: "boolean" },
  },
});

const wanted = values.only?.split(",");
const unknown = wanted?.find((name) => !WORKLOADS.some((one) => one.name === name));
if (unknown) throw new Error(`no workload "${unknown}": there are ${WORKLOADS.map(({ name }) => name).join(", ")}`);
if (!values["no-build"]) build();

const parts: Measured[] = [];
for (const { name, about, measure } of WORKLOADS.filter((one) => !wanted || wanted.includes(one.name))) {
  const begun = performance.now();
  console.error(`── ${name}: ${about}`);
  const part = await measure({ isFull: values.full === true });
  parts.push(part);
  printRows(part.rows);
  console.error(`   ${Math.round((performance.now() - begun) / 1000)} s`);
}
const all = join(parts);
printGoals(all.goals);
writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), full: values.full === true, ...all }, null, 1)}\n`);
process.exit(all.goals.every(isMet) ? 0 : 1);

function printRows(rows: Row[]): void {
  const line = (cells: (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(52) : String(cell).padStart(10))).join("");
  console.log(line(["", "unit", "p50", "p95", "p99", "n", "read", "written", "trips"]));
  for (const { name, unit, p50, p95, p99, n, rows_read, rows_written, round_trips } of rows)
    console.log(line([name, unit, p50, p95, p99, n, rows_read ?? "", rows_written ?? "", round_trips ?? ""]));
}

function printGoals(goals: Goal[]): void {
  const missed = goals.filter((goal) => !isMet(goal));
  for (const { name, kind, is, most, least } of missed)
    console.log(`missed  ${kind}  ${name}: ${is}, ${most === undefined ? `at least ${least}` : `at most ${most}`}`);
  console.log(`${goals.length - missed.length} of ${goals.length} goals met`);
}
