// The other half of the histories in first.test.ts, and that a seed tells its history again.
import { expect, test } from "vitest";
import { tellHistory } from "../faults/history.ts";
import { TELLING_MS_MAX, tellHistories } from "./telling.ts";

test("histories 501 to 1000 end equal to the truth", { timeout: TELLING_MS_MAX }, () =>
  tellHistories(Array.from({ length: 500 }, (_, at) => at + 501)),
);

test("the same seed tells the same history", async () => {
  const [once, again] = [await tellHistory(7), await tellHistory(7)];
  expect(again.digest).toBe(once.digest);
  expect(again.events).toBeGreaterThan(1_000);
});
