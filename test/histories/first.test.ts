// Histories: shops with a past are connected, everything goes wrong that can, and when it is quiet what we hold equals what is true. The other
// half is told in second.test.ts, at the same time.
import { test } from "vitest";
import { TELLING_MS_MAX, tellHistories } from "./telling.ts";

test("histories 1 to 500 end equal to the truth", { timeout: TELLING_MS_MAX }, () =>
  tellHistories(Array.from({ length: 500 }, (_, at) => at + 1)),
);
