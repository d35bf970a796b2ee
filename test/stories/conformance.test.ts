// What the shims claim of Cloudflare is true of workerd: every line of the conformance list, acted inside
// a real Worker with real D1, queues, Durable Objects and R2. Topics that wait run beside each other.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list } from "../faults/platform/conformance/shims.ts";
import { openOnWorkerd, type Workerd } from "../faults/platform/conformance/workerd.ts";

/** Topics that mostly wait; each is its own lane, its lines one after the other, for they share queues. */
const WAITING = new Set(["deliveries", "alarms", "sockets"]);
/** Lines that only sleep, each for itself. */
const SLEEPING = "sleeps";

const lines = Object.entries(list.topics)
  .flatMap(([topic, behaviours]) => behaviours.map((behaviour) => ({ ...behaviour, topic })))
  .map((behaviour, line) => ({ ...behaviour, line }));

const laneOf = ({ topic, line }: { topic: string; line: number }) => {
  if (topic === SLEEPING) return `${topic} ${line}`;
  return WAITING.has(topic) ? topic : "quick";
};

describe("on workerd", () => {
  let workerd: Workerd;
  const outcomes = new Map<number, unknown>();

  beforeAll(async () => {
    workerd = await openOnWorkerd();
    const lanes = Map.groupBy(lines, laneOf);
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const { line } of lane) {
          const answer = await workerd.fetch(`/${line}`);
          outcomes.set(line, (await answer.json()).outcome);
        }
      }),
    );
  });
  afterAll(() => workerd.close());

  test.each(lines)("$line $says", ({ line, expect: wanted }) => {
    expect(outcomes.get(line)).toEqual(wanted);
  });
});
