// The process dies in the middle of work, three times and without a word (SIGKILL): queues are empty afterwards, whatever was in memory is gone.
// After it has begun again and the clock has gone round, what lies on its disk is what TikTok has, and no reply was sent twice.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Click } from "../faults/agents.ts";
import { createChance } from "../faults/platform/chance.ts";
import { addSeller, type Store } from "../faults/stores.ts";
import { Trade } from "../faults/trade.ts";
import { compareAll } from "../faults/truth.ts";
import { Refused } from "./desk.ts";
import { readDisk } from "./disk.ts";
import { openWorld, type World } from "./world.ts";

const KILLS = 3;
const ACTS_PER_BURST = 12;
const MINUTE = 60_000;
const ROUNDS = ["* * * * *", "*/5 * * * *"];
/** Reconcile, a quiet store's sweep of conversations, and TikTok's first push again are due within this. */
const RECOVERY_MINUTES = [1, 3, 6, 16, 20];

const stateFolder = mkdtempSync(path.join(tmpdir(), "tillside-kills-"));
const chance = createChance(11);
const clicks = new Map<string, Click>();
let world: World;
let store: Store;
let trade: Trade;

beforeAll(async () => {
  world = await openWorld({ stateFolder });
  const [added] = addSeller(world, "Northwind", ["US"]);
  if (!added) throw new Error("a seller without a shop");
  store = added;
  trade = new Trade(world, chance.stream("trade"));
  for (let step = 0; step < ACTS_PER_BURST; step += 1) trade.talk(store);
  store.id = await world.connect("US", "Northwind", "Northwind US");
  await world.settle();
});
afterAll(async () => {
  await world.close().catch(() => {});
  rmSync(stateFolder, { recursive: true, force: true });
});

test("killed three times in the middle of work, it holds what TikTok has", async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await workFor(kill);
    killWorkerd();
    await world.restart();
    // What was under way then is told by nobody any more.
    world.log.length = 0;
  }
  for (const minutes of RECOVERY_MINUTES) {
    await world.later(minutes * MINUTE);
    for (const round of ROUNDS) await world.tillside.cron(round);
    await world.settle();
  }
  const now = world.now();
  await world.tillside.stop();
  expect(compareAll(readDisk(stateFolder, world.shop, now), [store], { clicks })).toEqual([]);
  expect([...clicks.values()].filter(({ accepted }) => accepted).length).toBeGreaterThan(KILLS);
});

/** Orders, talk and replies at once; nobody waits for the end of any of it. */
async function workFor(kill: number): Promise<void> {
  const tickets = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE is_current = 1 ORDER BY id LIMIT ?", ACTS_PER_BURST);
  const replies: Promise<void>[] = [];
  for (let step = 0; step < ACTS_PER_BURST; step += 1) {
    if (step % 3 === 0) trade.order(store);
    else trade.talk(store);
    const ticket = tickets[step];
    if (ticket && step % 2 === 0) replies.push(reply(ticket.id, `reply ${kill}-${step} is on its way`));
  }
  await world.hosted.simulator.tick();
  // Some are answered, some are cut off, and some have just been pushed.
  await Promise.race(replies);
  await Promise.race([Promise.allSettled(replies), new Promise((resolve) => setTimeout(resolve, chance.whole(80)))]);
}

async function reply(ticketId: string, words: string): Promise<void> {
  const click: Click = { id: `click-${clicks.size + 1}-0000`, ticketId, words, accepted: false, wanted: 1 };
  clicks.set(click.id, click);
  try {
    await world.admin.post(`/api/tickets/${ticketId}/replies`, { id: click.id, body: { type: "TEXT", text: words } });
    click.accepted = true;
  } catch (error) {
    // Cut off with the process: nobody knows.
    if (error instanceof Refused) throw error;
  }
}

/** The one child of ours that is workerd. */
function killWorkerd(): void {
  const children = readdirSync("/proc").filter((name) => {
    try {
      const [, command = "", , parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      return command === "workerd" && Number(parent) === process.pid;
    } catch {
      return false;
    }
  });
  expect(children).toHaveLength(1);
  process.kill(Number(children[0]), "SIGKILL");
}
