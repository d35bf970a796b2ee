// The platform's shims answer as Cloudflare does: every line of the conformance list, acted on the shims
// in virtual time. The same list is acted on workerd in test/stories/conformance.test.ts.
import { beforeAll, describe, expect, test } from "vitest";
import { list, openOnShims } from "../faults/platform/conformance/shims.ts";
import type { Platform } from "../faults/platform/index.ts";

const SEEDS = [1, 2, 3];

describe.each(SEEDS)("on the shims, seed %i", (seed) => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await openOnShims(seed);
  });

  test.each(list.list.map((behaviour, line) => ({ ...behaviour, line })))("$line $says", async ({ line, expect: alike, shims }) => {
    const answer = await platform.fetch(new Request(`https://subject/${line}`));
    const { outcome } = await answer.json();
    expect(outcome).toEqual(shims === undefined ? alike : shims);
  });
});

test("a line that differs from workerd says why", () => {
  const different = list.list.filter(({ shims }) => shims !== undefined);
  expect(different.filter(({ because }) => !because)).toEqual([]);
  // Few enough to know by heart; a new one wants a reason that good.
  expect(different.length).toBeLessThanOrEqual(4);
});
