// `npm run kills`: histories through the real runtime, whose process is killed in the middle of work again and again (test/stories/killing.ts).
// `-- --kills N --seeds N --from S`. After every kill each database on the disk is asked whether it is whole, and at the end all of them are held
// against what the pretend TikTok Shop knows.
import { parseArgs } from "node:util";
import { Killing } from "../test/stories/killing.ts";
import { build } from "./build.ts";

const KILLS_UNLESS_TOLD = 30;
const SEEDS_UNLESS_TOLD = 20;

const { values } = parseArgs({ options: { kills: { type: "string" }, seeds: { type: "string" }, from: { type: "string" } } });
const kills = Number(values.kills ?? KILLS_UNLESS_TOLD);
const seeds = Array.from({ length: Number(values.seeds ?? SEEDS_UNLESS_TOLD) }, (_, at) => Number(values.from ?? 1) + at);

build();
const startedAt = performance.now();
const killing = new Killing();
let differences: string[] = [];
let corrupt = 0;
try {
  await killing.begin(seeds);
  while (killing.kills < kills) {
    const broken = await killing.workAndKill();
    corrupt += broken.length;
    console.log([`kill ${killing.kills} of ${kills}: ${broken.length} databases broken`, ...broken].join("\n  "));
  }
  differences = await killing.end();
} finally {
  await killing.close();
}
for (const line of differences) console.log(`  ${line}`);
const accepted = [...killing.clicks.values()].filter((click) => click.accepted).length;
const seconds = Math.round((performance.now() - startedAt) / 1_000);
console.log(
  `${kills} kills over ${seeds.length} histories in ${seconds} s: ${accepted} replies accepted, ${corrupt} databases broken, ${differences.length} differences`,
);
process.exit(differences.length + corrupt === 0 ? 0 : 1);
