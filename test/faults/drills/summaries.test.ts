// The summary a ticket's room writes to D1 fails, before its commit or after: the room's alarm makes it good, and the cron does where the
// alarm is lost as well. Two summaries under way at once are answered in any order, and reports know what happened all the same.
import { expect, test } from "vitest";
import type { FaultName } from "../platform/index.ts";
import { MINUTE } from "../world.ts";
import { type Asked, openScene, type Scene } from "./scene.ts";

const FAILURES = [
  ["before its commit", "d1-before"],
  ["after its commit", "d1-after"],
] as const satisfies [string, FaultName][];

/** The room's very next word to D1 after this call is lost: nobody else is at work. */
function failNextSummary({ world }: Scene, fault: FaultName, call = "act"): void {
  const { platform } = world;
  let isOpen = true;
  platform.onEvent(() => {
    if (!isOpen || !platform.trace.at(-1)?.what.startsWith(`call ${call} `)) return;
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

test("the room dies as soon as it has written a resolved ticket down, before a word to D1: its alarm tells", async () => {
  const scene = await openScene();
  const asked = await scene.ask();
  const { platform, admin } = scene.world;
  let isOpen = true;
  failNextSummary(scene, "d1-before");
  platform.onEvent(() => {
    const { who, what } = platform.trace.at(-1) ?? { who: "", what: "" };
    if (!isOpen || !what.startsWith("d1 batch") || !who.endsWith(asked.ticketId)) return;
    isOpen = false;
    scene.roomOf(asked.ticketId).crash();
  });
  await admin.ask("POST", `/api/tickets/${asked.ticketId}/acts`, { do: "resolve" });
  expect([isOpen, isTold(scene, asked)]).toEqual([false, false]);
  await scene.later(10_000);
  expect(isTold(scene, asked)).toBe(true);
  scene.expectTruth();
});

test("a buyer writes to a resolved ticket, and it is open again and waits", async () => {
  const scene = await openScene();
  const { buyer, ticketId } = await scene.ask();
  const standing = () => scene.world.rows("SELECT state, waiting_since IS NOT NULL AS waits FROM ticket WHERE id = ?", ticketId);
  await scene.agents.do(ticketId, { do: "resolve" });
  await scene.settle();
  expect(standing()).toEqual([{ state: 2, waits: 0 }]);
  scene.write(buyer);
  await scene.settle();
  expect(standing()).toEqual([{ state: 0, waits: 1 }]);
  scene.expectTruth();
});

test("a rule ends a ticket, the summary fails before its commit, alarms are lost: its job comes again", async () => {
  const scene = await openScene({ orders: 1, talks: 0 });
  const { admin, platform } = scene.world;
  const rule = { kind: "rule", name: "First", stores: null, stops: false, quietMinutes: 0, condition: { all: [] } };
  const ends = { ...rule, trigger: { on: "buyer-wrote" }, actions: [{ do: "resolve" }] };
  const made = await admin.insist<{ id: string }>("POST", "/api/rules", ends);
  expect((await admin.insist("PUT", `/api/rules/${made.body.id}/on`, { on: true })).status).toBe(200);
  failNextSummary(scene, "d1-before", "actOnce");
  platform.faults.set("alarm-lost", 1);
  const asked = await scene.ask();
  await scene.later(MINUTE);
  expect(platform.faults.struck.get("d1-before")).toBe(1);
  expect(isTold(scene, asked)).toBe(true);
  scene.expectTruth();
});

/** Often enough for every order in which two tellings are asked and answered. */
const ROUNDS = 25;

test("a ticket becomes spam while D1 is told that it was resolved, and is none after all: it is in the reports", async () => {
  const scene = await openScene({ orders: 1, talks: 0 });
  const { ticketId } = await scene.ask();
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all([scene.agents.do(ticketId, { do: "resolve" }), scene.agents.do(ticketId, { do: "spam" })]);
    await scene.settle();
    await scene.agents.do(ticketId, { do: "reopen" });
    await scene.settle();
    scene.expectTruth();
  }
});

/** So many and so close that one is being told of when the message is handed over. */
const ACTS = 12;
const ACT_EVERY_MS = 10;

test("a message comes while D1 is told of an act, and D1 loses some of what it is told then: the words are searched", async () => {
  const scene = await openScene({ orders: 1, talks: 0 });
  const { buyer, ticketId } = await scene.ask();
  const { platform, admin } = scene.world;
  const prefer = (at: number) =>
    admin.ask("POST", `/api/tickets/${ticketId}/acts`, { do: "priority", priority: at % 2 === 0 ? "high" : "low" });
  for (let round = 0; round < ROUNDS; round += 1) {
    platform.faults.set("d1-before", 0.3);
    scene.write(buyer);
    const acts: Promise<unknown>[] = [];
    for (let at = 0; at < ACTS; at += 1) {
      await scene.later(ACT_EVERY_MS);
      acts.push(prefer(at));
    }
    await Promise.all(acts);
    platform.faults.clear();
    await scene.later(MINUTE);
  }
  await scene.recover();
  scene.expectTruth();
});
