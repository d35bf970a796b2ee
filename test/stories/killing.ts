// Short histories through the real runtime, one for each seed and all of them at once: a store of its own, its trade, its replies, its bad days at
// TikTok. The process is killed in the middle without a word; afterwards the clock goes round, and what lies on its disk is what TikTok has.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { FaultOrder } from "../../simulator/index.ts";
import type { Click } from "../faults/agents.ts";
import { type Chance, createChance } from "../faults/platform/chance.ts";
import { addSeller, type Store } from "../faults/stores.ts";
import { Trade } from "../faults/trade.ts";
import { compareAll } from "../faults/truth.ts";
import { Refused } from "./desk.ts";
import { readDisk } from "./disk.ts";
import { openWorld, type World } from "./world.ts";

const ACTS_PER_BURST = 6;
const TALKS_BEFORE = 3;
const MINUTE = 60_000;
const ROUNDS = ["* * * * *", "*/5 * * * *"];
/** Reconcile, a quiet store's sweep of conversations, and TikTok's first push again are due within this. */
const RECOVERY_MINUTES = [1, 3, 6, 16, 20, 20];
const KILLED_WITHIN_MS = 80;
/** What many kills have left behind takes a busy machine minutes. */
const SETTLE_TRIES_MAX = 8;

/** What a shop may suffer, each with the strongest it gets. */
const BAD_DAYS: (FaultOrder & { most: number })[] = [
  { kind: "webhook_lost", most: 1 },
  { kind: "webhook_repeated", most: 0.5 },
  { kind: "webhook_reordered", ms: 300, most: 0.5 },
  { kind: "webhook_late", ms: 4 * MINUTE, most: 0.5 },
  { kind: "error500", most: 0.1 },
  { kind: "rate_limit", most: 0.1 },
  { kind: "html", most: 0.05 },
  { kind: "truncated", most: 0.05 },
  { kind: "timeout_after", on: "chat.send", how: "throw", most: 0.4 },
  { kind: "timeout_before", on: "chat.send", how: "throw", most: 0.2 },
  { kind: "rows_repeat", most: 0.4 },
  { kind: "ids_as_numbers", most: 0.5 },
  { kind: "unknown_fields", most: 0.5 },
];
const BAD_DAY_SHARE = 0.3;

interface Life {
  seed: number;
  store: Store;
  trade: Trade;
  chance: Chance;
}

export class Killing {
  readonly clicks = new Map<string, Click>();
  kills = 0;
  private readonly folder = mkdtempSync(path.join(tmpdir(), "tillside-kills-"));
  private lives: Life[] = [];
  private world: World | null = null;

  private get open(): World {
    if (!this.world) throw new Error("no world is open");
    return this.world;
  }

  /** Shops with a little past, connected. */
  async begin(seeds: number[]): Promise<void> {
    this.world = await openWorld({ stateFolder: this.folder });
    const { world } = this;
    this.lives = seeds.flatMap((seed) => {
      const chance = createChance(seed).stream("killing");
      const trade = new Trade(world, chance.stream("trade"));
      return addSeller(world, `Seller ${seed}`, ["US"]).map((store) => ({ seed, store, trade, chance }));
    });
    for (const { trade, store } of this.lives) for (let talk = 0; talk < TALKS_BEFORE; talk += 1) trade.talk(store);
    for (const { store, seed } of this.lives) store.id = await world.connect("US", `Seller ${seed}`, `Seller ${seed} US`);
    await world.settle();
    for (const life of this.lives) this.drawBadDay(life);
  }

  private drawBadDay({ chance, store }: Life): void {
    for (const { most, ...order } of BAD_DAYS)
      if (chance.happens(BAD_DAY_SHARE))
        this.open.hosted.simulator.faults.raise({ ...order, shopId: store.shop.id, probability: most * chance.fraction() });
  }

  /** Orders, talk and replies in every store at once, and then the end: nobody waits for any of it. Answers which databases it broke. */
  async workAndKill(): Promise<string[]> {
    const { open: world } = this;
    this.kills += 1;
    const replies = (await Promise.all(this.lives.map((life) => this.work(life)))).flat();
    await world.hosted.simulator.tick();
    const [{ chance } = { chance: createChance(1) }] = this.lives;
    // Some are answered, some are cut off, and some have just been pushed.
    await Promise.race(replies);
    await Promise.race([Promise.allSettled(replies), new Promise((resolve) => setTimeout(resolve, chance.whole(KILLED_WITHIN_MS)))]);
    killWorkerd();
    await world.tillside.stop();
    const broken = this.findCorrupt();
    await world.restart();
    // What was under way then is told by nobody any more.
    world.log.length = 0;
    return broken;
  }

  private async work({ store, trade, chance }: Life): Promise<Promise<void>[]> {
    const tickets = await this.open.rows<{ id: string }>(
      "SELECT id FROM ticket WHERE store_id = ? AND is_current = 1 ORDER BY id",
      store.id,
    );
    const replies: Promise<void>[] = [];
    for (let step = 0; step < ACTS_PER_BURST; step += 1) {
      if (chance.happens(0.4)) trade.order(store);
      else trade.talk(store);
      if (tickets.length > 0 && chance.happens(0.3)) replies.push(this.reply(chance.pick(tickets).id));
    }
    return replies;
  }

  private async reply(ticketId: string): Promise<void> {
    const id = `click-${this.clicks.size + 1}-0000`;
    const click: Click = { id, ticketId, words: `${id} is on its way`, accepted: false, wanted: 1 };
    this.clicks.set(id, click);
    try {
      await this.open.admin.post(`/api/tickets/${ticketId}/replies`, { id, body: { type: "TEXT", text: click.words } });
      click.accepted = true;
    } catch (error) {
      // Cut off with the process: nobody knows. Where that was between a ticket's row and its room, the clock has yet to fill the room.
      if (error instanceof Refused && error.problem.status < 500 && error.problem.code !== "ticket-missing") throw error;
    }
  }

  /** The bad days are over, and the clock goes round. Answers what differs from the truth. */
  async end(): Promise<string[]> {
    const { open: world } = this;
    world.hosted.simulator.faults.clear();
    for (const minutes of RECOVERY_MINUTES) {
      await world.later(minutes * MINUTE);
      for (const round of ROUNDS) await world.tillside.cron(round);
      await this.settle();
    }
    const now = world.now();
    await world.tillside.stop();
    const stores = this.lives.map(({ store }) => store);
    return [...compareAll(readDisk(this.folder, world.shop, now), stores, this), ...this.findCorrupt()];
  }

  private async settle(): Promise<void> {
    for (let left = SETTLE_TRIES_MAX - 1; ; left -= 1) {
      try {
        return await this.open.settle();
      } catch (error) {
        // Not quiet within a minute: work may still be going on.
        if (left === 0) throw error;
      }
    }
  }

  /** Databases on the disk that SQLite itself finds broken. */
  private findCorrupt(): string[] {
    const files = readdirSync(this.folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sqlite"));
    return files.flatMap((file) => {
      const database = new DatabaseSync(path.join(this.folder, file));
      const [row] = database.prepare("PRAGMA integrity_check").all();
      database.close();
      return row?.integrity_check === "ok" ? [] : [`${path.basename(file)}: ${String(row?.integrity_check)}`];
    });
  }

  async close(): Promise<void> {
    await this.world?.close().catch(() => {});
    rmSync(this.folder, { recursive: true, force: true });
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
  if (children.length !== 1) throw new Error(`${children.length} children are workerd`);
  process.kill(Number(children[0]), "SIGKILL");
}
