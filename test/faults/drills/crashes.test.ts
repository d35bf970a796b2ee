// Somebody dies between two steps, at every step there is, of a webhook's job, an order pull and a reconcile page: what is left behind is found
// and finished.
import { expect, test } from "vitest";
import { FLOWS } from "./flows.ts";
import { dieAtEveryStep, MOMENTS } from "./steps.ts";

test("a webhook's job: a buyer writes for the first time, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", FLOWS.webhook);
  expect(steps).toBeGreaterThan(30);
});

test.each(MOMENTS)("an order pull: an order moves on, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, FLOWS["order pull"]);
  expect(steps).toBeGreaterThan(5);
});

test.each(MOMENTS)("a reconcile page: webhooks are off, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, FLOWS["reconcile page"]);
  expect(steps).toBeGreaterThan(5);
});
