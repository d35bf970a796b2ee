// Twenty histories at once through the real runtime, whose process dies in the middle of work, three times and without a word (SIGKILL): queues
// are empty afterwards, whatever was in memory is gone. After the clock has gone round, what lies on its disk is what TikTok has, no reply was
// sent twice, and no database is broken.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Killing } from "./killing.ts";

const KILLS = 3;
const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);
/** Twenty stores begin, and three times everything does: on a busy machine that takes a while. */
const MS_MAX = 240_000;

const killing = new Killing();
beforeAll(() => killing.begin(SEEDS), MS_MAX);
afterAll(() => killing.close());

test(
  "killed three times in the middle of work, it holds what TikTok has",
  async () => {
    while (killing.kills < KILLS) await killing.workAndKill();
    expect(await killing.end()).toEqual([]);
    expect([...killing.clicks.values()].filter(({ accepted }) => accepted).length).toBeGreaterThan(KILLS);
  },
  MS_MAX,
);
