// The summary a ticket's room writes to D1 fails, before its commit or after: the room's alarm makes it good, and the cron does where the
// alarm is lost as well.
import { expect, test } from "vitest";
import type { FaultName } from "../platform/index.ts";
import { MINUTE } from "../world.ts";
import { type Asked, openScene, type Scene } from "./scene.ts";

const FAILURES = [
  ["before its commit", "d1-before"],
  ["after its commit", "d1-after"],
] as const satisfies [string, FaultName][];

/** The room's very next word to D1 is lost: nobody else is at work. */
function failNextSummary({ world }: Scene, fault: FaultName): void {
  const { platform } = world;
  let isOpen = true;
  platform.onEvent(() => {
    if (!isOpen || !platform.trace.at(-1)?.what.startsWith("call act")) return;
    isOpen = false;
    platform.faults.next(fault);
  });
}

const isTold = (scene: Scene, { ticketId }: Asked) => {
  const [version] = scene.roomOf(ticketId).rows("SELECT json_extract(body, '$.version') FROM kept").flat();
  return scene.world.rows("SELECT version FROM ticket WHERE id = ?", ticketId)[0]?.version === version;
};

async function resolveUnder(scene: Scene, fault: FaultName): Promise<Asked> {
  const asked = await scene.ask();
  failNextSummary(scene, fault);
  const answer = await scene.world.admin.ask("POST", `/api/tickets/${asked.ticketId}/acts`, { do: "resolve" });
  expect([answer.status, scene.world.platform.faults.struck.get(fault)]).toEqual([200, 1]);
  expect(isTold(scene, asked)).toBe(fault === "d1-after");
  return asked;
}

test.each(FAILURES)("the summary fails %s, and the alarm makes it good", async (_, fault) => {
  const scene = await openScene();
  const asked = await resolveUnder(scene, fault);
  await scene.later(10_000);
  expect(isTold(scene, asked)).toBe(true);
  scene.expectTruth();
});

test.each(FAILURES)("the summary fails %s, the alarm is lost, and the cron makes it good", async (_, fault) => {
  const scene = await openScene();
  const { platform } = scene.world;
  platform.faults.next("alarm-lost");
  const asked = await resolveUnder(scene, fault);
  await scene.later(MINUTE);
  expect([isTold(scene, asked), platform.faults.struck.get("alarm-lost")]).toEqual([fault === "d1-after", 1]);
  await scene.recover(3 * MINUTE);
  expect(isTold(scene, asked)).toBe(true);
  scene.expectTruth();
});

test.each(FAILURES)("the room dies with a summary that failed %s, and its alarm wakes it", async (_, fault) => {
  const scene = await openScene();
  const asked = await resolveUnder(scene, fault);
  scene.roomOf(asked.ticketId).crash();
  await scene.later(10_000);
  expect(isTold(scene, asked)).toBe(true);
  scene.expectTruth();
});
