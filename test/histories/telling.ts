// Many histories in the time there is: a machine with faster cores tells all of them, a slower one says how many it came to.
import { expect } from "vitest";
import { describeFailure, tellHistory } from "../faults/history.ts";

/** Of a core, not of the clock: beside the other tests histories have what these leave idle. No history is begun after that. */
const SECONDS = Number(process.env.HISTORIES_SECONDS ?? 300);
/** Fewer would prove little, whatever the clock says. */
const HISTORIES_MIN = 50;

/** Only what hangs takes so long: on a machine that is busy with everything else most are told when the others have ended. */
export const TELLING_MS_MAX = (SECONDS + 900) * 1_000;

function secondsSpent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export async function tellHistories(seeds: number[]): Promise<void> {
  const until = secondsSpent() + SECONDS;
  const failures: string[] = [];
  let tellings = 0;
  for (const seed of seeds) {
    if (tellings >= HISTORIES_MIN && secondsSpent() > until) break;
    const told = await tellHistory(seed);
    tellings += 1;
    if (told.differences.length > 0) failures.push(describeFailure(seed, told));
  }
  process.stdout.write(`\n${tellings} of ${seeds.length} histories from seed ${seeds[0]} told, ${failures.length} ended wrong\n`);
  expect(failures.join("\n\n")).toBe("");
}
