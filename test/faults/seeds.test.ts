// Histories: shops with a past are connected, everything goes wrong that can, and when it is quiet what we hold equals what is true. The other
// half is told in seeds-more.test.ts, at the same time.
import { expect, test } from "vitest";
import { describeFailure, tellHistory } from "./history.ts";

const SEEDS = Array.from({ length: 50 }, (_, at) => at + 1);

test.for(SEEDS)("history %i ends equal to the truth", async (seed) => {
  const told = await tellHistory(seed);
  if (told.differences.length > 0) expect.fail(describeFailure(seed, told));
});
