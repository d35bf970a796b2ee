// The other half of the histories in seeds.test.ts, and that a seed tells its history again.
import { expect, test } from "vitest";
import { describeFailure, tellHistory } from "./history.ts";

const SEEDS = Array.from({ length: 50 }, (_, at) => at + 51);

test.for(SEEDS)("history %i ends equal to the truth", async (seed) => {
  const told = await tellHistory(seed);
  if (told.differences.length > 0) expect.fail(describeFailure(seed, told));
});

test("the same seed tells the same history", async () => {
  const [once, again] = [await tellHistory(7), await tellHistory(7)];
  expect(again.digest).toBe(once.digest);
  expect(again.events).toBeGreaterThan(1_000);
});
