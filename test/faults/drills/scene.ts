// Where every drill begins: one shop with a few orders and talks from before, connected, all of it brought in, everything quiet. What a
// drill does after that it says in these words.
import { expect } from "vitest";
import type { Buyer } from "../../../simulator/buyers/buyer.ts";
import type { Message } from "../../../simulator/chat/conversation.ts";
import type { Order } from "../../../simulator/orders/order.ts";
import type { StoreJob } from "../../../worker/jobs.ts";
import { Agents, type Click } from "../agents.ts";
import type { Mix } from "../mixes.ts";
import { createChance } from "../platform/chance.ts";
import type { ObjectView } from "../platform/index.ts";
import { addSeller, connectStores, type Store } from "../stores.ts";
import { WHISPER } from "../trade.ts";
import { readRooms, repliesIn } from "../truth/rooms.ts";
import { findDifferences } from "../truth.ts";
import { DAY, HOUR, MINUTE, openWorld, type World } from "../world.ts";

/** A quiet store's conversations are asked for this seldom (worker/sync/cron.ts), and its orders every five minutes. */
const SWEEP_PERIOD_MS = 15 * MINUTE;

/** Right after connecting a cursor stands where TikTok's search may still hide a change; a walk begins before it. */
const SEARCH_LAG_MS = 2 * MINUTE;

export interface Asked {
  buyer: Buyer;
  question: Message;
  ticketId: string;
}

export interface SceneOptions {
  seed?: number;
  orders?: number;
  talks?: number;
  /** Connected, and the past brought in. */
  connected?: boolean;
  mix?: Mix;
}

export class Scene {
  readonly world: World;
  readonly store: Store;
  readonly agents: Agents;
  private said = 0;
  private replied = 0;

  constructor(world: World, store: Store) {
    this.world = world;
    this.store = store;
    this.agents = new Agents(world, createChance(world.seed).stream("agents"));
  }

  /** The shop becomes a store, and its past is brought in. */
  async connect(): Promise<void> {
    await connectStores(this.world, [this.store]);
    await this.settle();
    await this.later(SEARCH_LAG_MS);
  }

  newBuyer(): Buyer {
    return this.world.shop.addBuyer({ region: this.store.shop.region });
  }

  /** A paid order, past the hour in which the buyer may still change their mind. */
  buy(buyer = this.newBuyer()): Order {
    const { shop } = this.world;
    const lines = [{ skuId: this.store.skus[0] ?? "", quantity: 2 }];
    const order = shop.placeOrder({ shopId: this.store.shop.id, buyerId: buyer.id, lines, paid: true });
    if (order.status === "ON_HOLD") shop.endHold(order.id);
    return order;
  }

  ship(order: Order): void {
    this.world.shop.ship(order.id, {});
  }

  write(buyer = this.newBuyer()): Message {
    this.said += 1;
    return this.world.shop.writeAsBuyer({ shopId: this.store.shop.id, buyerId: buyer.id, text: `${WHISPER} ${this.said} where is it` });
  }

  /** Until nothing is left to do. An act at TikTok is noticed with the next event, so there is one. */
  async settle(): Promise<void> {
    this.world.platform.after(0, () => {});
    await this.world.settle();
  }

  async later(ms: number): Promise<void> {
    this.world.platform.after(0, () => {});
    await this.world.later(ms);
  }

  /** A buyer asks, and the question is a ticket. */
  async ask(): Promise<Asked> {
    const buyer = this.newBuyer();
    const question = this.write(buyer);
    await this.settle();
    return { buyer, question, ticketId: this.ticketOf(buyer) };
  }

  ticketOf(buyer: Buyer): string {
    const rows = this.world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_user_id = ? AND is_current = 1", buyer.id);
    if (rows.length !== 1) throw new Error(`${rows.length} current tickets of one buyer`);
    return String(rows[0]?.id);
  }

  roomOf(ticketId: string): ObjectView {
    const room = this.world.platform.objects("TICKET").find(({ name }) => name === ticketId);
    if (!room) throw new Error(`ticket ${ticketId} has no room`);
    return room;
  }

  /** How often TikTok was asked for this, counted from a moment. */
  callsOf(name: string, since = 0): number {
    return this.world.shop.calls.filter((call) => call.name === name && call.at >= since).length;
  }

  /** A job that the clock or a page of ours gives. */
  async queue(job: StoreJob): Promise<void> {
    const queue = this.world.platform.env[job.do.startsWith("backfill-") ? "LONG" : "LIVE"] as { send(job: StoreJob): Promise<void> };
    await queue.send(job);
  }

  /** An agent clicks once. */
  reply(ticketId: string): Promise<Click> {
    this.replied += 1;
    return this.agents.reply(ticketId, `reply ${this.replied} is on its way`);
  }

  /** What became of replies, as the rooms have it. */
  stateOf(replyId: string): string {
    const replies = readRooms(this.world).flatMap(repliesIn);
    return replies.find((reply) => reply.id === replyId)?.state ?? "nowhere";
  }

  /** Crons run long enough for everything that was missed to be found. */
  async recover(ms = SWEEP_PERIOD_MS): Promise<void> {
    const { world } = this;
    world.platform.faults.clear();
    world.simulator.faults.clear();
    world.platform.crons.on = true;
    await world.later(ms);
    world.platform.crons.on = false;
    await world.settle();
  }

  differences(): string[] {
    return findDifferences(this.world, [this.store], this.agents);
  }

  expectTruth(): void {
    expect(this.differences()).toEqual([]);
  }
}

export async function openScene({ seed = 1, orders = 3, talks = 2, connected = true, mix }: SceneOptions = {}): Promise<Scene> {
  const world = await openWorld(seed, undefined, mix);
  const [store] = addSeller(world, "Northwind", ["US"]);
  if (!store) throw new Error("a seller without a shop");
  const scene = new Scene(world, store);
  for (let n = 0; n < orders; n += 1) {
    scene.buy();
    await world.later(HOUR);
  }
  for (let n = 0; n < talks; n += 1) scene.write();
  await world.later(DAY);
  if (connected) await scene.connect();
  return scene;
}
