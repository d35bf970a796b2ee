// Random lives of a buyer's tickets, each step told to the rooms and to a model of a few rules (ticket.ts): messages new, again and out of order,
// replies with every fate, acts, hand-overs, sleep, death and D1 gone in between. A failing life is shrunk and says how to see it again.
import fc from "fast-check";
import { test } from "vitest";
import { openScene } from "../drills/scene.ts";
import { LIVES } from "./acting.ts";
import type { Tickets } from "./happening.ts";
import { Talk } from "./talk.ts";
import { ask, openTicket } from "./ticket.ts";

const { MODEL_SEED = "1", MODEL_PATH = "", MODEL_RUNS = "150" } = process.env;
const STEPS_MAX = 12;

test("whatever happens to a ticket, agents see it, D1 has it, and TikTok has each reply once", async () => {
  const scene = await openScene({ orders: 1, talks: 0 });
  const lives = fc.asyncProperty(fc.oneof(...LIVES.map((some) => fc.commands(some, { maxCommands: STEPS_MAX }))), async (steps) => {
    // A life that ended badly leaves nothing to the next. Only pulling and handing brings messages; that webhooks do is told elsewhere.
    scene.world.simulator.faults.clear();
    scene.world.simulator.faults.raise({ kind: "webhook_lost" });
    scene.world.platform.faults.clear();
    await scene.settle();
    const current = openTicket();
    const [tickets, talk]: [Tickets, Talk] = [{ all: [current], current }, new Talk(scene)];
    const { id, createTime, index } = talk.write();
    await talk.pull();
    ask(current, { id, at: createTime * 1_000, index: BigInt(index) });
    await fc.asyncModelRun(() => ({ model: tickets, real: talk }), steps);
  });
  const found = await fc.check(lives, { seed: Number(MODEL_SEED), path: MODEL_PATH, numRuns: Number(MODEL_RUNS) });
  const again = `again: MODEL_SEED=${found.seed} MODEL_PATH=${found.counterexamplePath} npx vitest run --project faults test/faults/models`;
  if (!found.failed) {
    await scene.recover();
    return scene.expectTruth();
  }
  const { errorInstance: error } = found;
  if (!(error instanceof Error)) throw error;
  error.message = `${fc.stringify(found.counterexample)}\n${error.message}\n${again}`;
  throw error;
});
