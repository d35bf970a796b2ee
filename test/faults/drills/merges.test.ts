// Two tickets become one, are taken apart, and one is split: two rooms change, and somebody dies at every step there is. No message is in two
// tickets or in none, and what waited to be sent is sent once.
import { expect, test } from "vitest";
import { readRooms, repliesIn, saidIn } from "../truth/rooms.ts";
import { DAY, MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";
import { dieAtEveryStep, letCronsMend } from "./steps.ts";

interface Pair extends Scene {
  older: string;
  newer: string;
}

/** A resolved ticket, and the one that followed it when the buyer came back after the reopen window; each with a question and an answer. */
async function openPair(): Promise<Pair> {
  const scene = await openScene({ orders: 1, talks: 0 });
  const { buyer, ticketId: older } = await scene.ask();
  await scene.reply(older);
  await scene.settle();
  await scene.agents.do(older, { do: "resolve" });
  await scene.settle();
  await scene.later(8 * DAY);
  scene.write(buyer);
  await scene.settle();
  const newer = scene.ticketOf(buyer);
  await scene.world.admin.ask("POST", `/api/tickets/${newer}/notes`, { id: "note-of-newer", text: "careful here" });
  await scene.settle();
  return Object.assign(scene, { older, newer });
}

const merge = (scene: Pair) =>
  scene.world.admin.insist("POST", `/api/tickets/${scene.newer}/merge`, { id: "merge-0001", with: scene.older });
const undo = (scene: Pair) =>
  scene.world.admin.insist("POST", `/api/tickets/${scene.older}/unmerge`, { id: "undo-0001", merge: "merge-0001" });

const shapeOf = (scene: Scene) =>
  readRooms(scene.world)
    .map((room) => [room.id, saidIn(room).length, room.kept.facts.state] as const)
    .filter(([, said]) => said > 0);

test("two tickets are merged, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", {
    open: openPair,
    tell: (scene) => merge(scene as Pair),
    mend: async (scene) => {
      await letCronsMend(scene);
      expect(shapeOf(scene)).toEqual([[(scene as Pair).older, 3, "open"]]);
    },
  });
  expect(steps).toBeGreaterThan(8);
});

test("a merge is undone, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", {
    open: async () => {
      const scene = await openPair();
      await merge(scene);
      await scene.settle();
      return scene;
    },
    tell: (scene) => undo(scene as Pair),
    mend: async (scene) => {
      await letCronsMend(scene);
      const { older, newer } = scene as Pair;
      expect(shapeOf(scene)).toEqual([
        [older, 2, "resolved"],
        [newer, 1, "open"],
      ]);
    },
  });
  expect(steps).toBeGreaterThan(8);
});

test("a ticket is split, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", {
    open: async () => {
      const scene = await openScene({ orders: 1, talks: 0 });
      const { buyer, ticketId } = await scene.ask();
      const second = scene.write(buyer);
      await scene.settle();
      return Object.assign(scene, { ticketId, second: second.id });
    },
    tell: (scene) => {
      const { ticketId, second } = scene as Scene & { ticketId: string; second: string };
      return scene.world.admin.insist("POST", `/api/tickets/${ticketId}/split`, { id: "split-0001", entry: second, only: false });
    },
    mend: async (scene) => {
      await letCronsMend(scene);
      expect(shapeOf(scene).map(([, said, state]) => [said, state])).toEqual([
        [1, "open"],
        [1, "open"],
      ]);
    },
  });
  expect(steps).toBeGreaterThan(8);
});

test("a reply that is held goes along and is sent once; one whose sending nobody is sure of stays so; one on its way holds the merge up", async () => {
  const scene = await openPair();
  const { world, newer, older } = scene;
  const at = world.now() + 10 * MINUTE;
  await world.admin.ask("POST", `/api/tickets/${newer}/replies`, {
    id: "held-reply-01",
    body: { type: "TEXT", text: "later" },
    sendAt: at,
  });
  scene.agents.clicks.set("held-reply-01", { id: "held-reply-01", ticketId: newer, words: "later", accepted: true, wanted: 1 });
  world.simulator.faults.raise({ kind: "webhook_lost" });
  world.simulator.faults.raise({ kind: "timeout_before", on: "chat.send", how: "throw", count: 1 });
  const doubtful = await scene.reply(newer);
  expect((await merge(scene)).status).toBe(409);
  await scene.later(3 * MINUTE);
  expect(scene.stateOf(doubtful.id)).toBe("unconfirmed");
  expect((await merge(scene)).status).toBe(200);
  await scene.later(10 * MINUTE);
  await scene.recover();
  const sent = world.shop.sentReplies().filter(({ content }) => content.includes("later"));
  const [room] = readRooms(world).filter(({ id }) => id === older);
  expect([sent.length, room && repliesIn(room).map(({ id, state }) => [id, state])]).toEqual([
    1,
    expect.arrayContaining([
      ["held-reply-01", "sent"],
      [doubtful.id, "unconfirmed"],
    ]),
  ]);
  scene.expectTruth();
});
