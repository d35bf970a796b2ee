// What every act of the simulator is handed: the state, the clock, chance, the agenda and the indexes over the state.
// Refuses to act; and refuses a clock or chance of its own, so that two runs of one history are equal.
import type { ReturnCase } from "../aftersales/return.ts";
import type { Conversation } from "../chat/conversation.ts";
import { type Faults, openFaults } from "../faults.ts";
import type { Cancellation } from "../orders/cancellation.ts";
import type { Order } from "../orders/order.ts";
import type { Package } from "../orders/package.ts";
import { type Agenda, openAgenda } from "./agenda.ts";
import { type Chance, openChance } from "./chance.ts";
import { type Ids, openIds } from "./ids.ts";
import { type Groups, openShelf, type Shelf } from "./shelf.ts";
import type { State } from "./state.ts";

/** Streams of chance, apart so that one consumer does not move another. */
export type Stream = "ids" | "tokens" | "wire" | "faults" | "people" | "orders" | "seed";

export interface Core {
  state: State;
  /** Where the simulator's own pages, images and documents live. */
  origin: string;
  /** Epoch milliseconds. */
  now(): number;
  chance(stream: Stream): Chance;
  ids: Ids;
  /** Moves that happen by themselves, by key ("order:577…"). */
  agenda: Agenda;
  /** Pushes that wait to be sent, by push id. */
  postbag: Agenda;
  faults: Faults;
  orders(shopId: string): Shelf<Order>;
  packages(shopId: string): Shelf<Package>;
  cancellations(shopId: string): Shelf<Cancellation>;
  /** The order a cancellation hangs on. */
  orderOfCancel: Map<string, string>;
  returns(shopId: string): Shelf<ReturnCase>;
  /** Return ids by order, oldest first. */
  returnsOf: Map<string, string[]>;
  /** A conversation changes when somebody says something in it. */
  conversations(shopId: string): Shelf<Conversation>;
  /** Conversation id by shop and buyer (`talkKey`). */
  talks: Map<string, string>;
  /** Order ids by shop and buyer (`talkKey`), oldest first. */
  bought: Map<string, string[]>;
  /** Says that something visible changed. */
  changed(): void;
}

/** An act that TikTok's rules do not allow now; its words are for the person at the panel or the author of a test. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** The thing, or a refusal that names what is missing. */
export function found<T>(thing: T | undefined, noun: string, id: string): T {
  if (thing === undefined) throw new Refusal(`There is no ${noun} "${id}".`);
  return thing;
}

/** The group of parcels that package search offers. */
export const SEARCHABLE = "SEARCHABLE";

export const seconds = (core: Core): number => Math.floor(core.now() / 1000);
export const talkKey = (shopId: string, buyerId: string): string => `${shopId}/${buyerId}`;

/** The same world seen from another moment: how a past is invented and how a due act happens at its own time. */
export const at = (core: Core, moment: number): Core => ({ ...core, now: () => moment });

function shelves<T extends { id: string; shopId: string; status: string; createTime: number; updateTime: number }>(
  things: readonly T[],
  moreGroups?: Groups<T>,
) {
  const byShop = new Map<string, T[]>();
  for (const thing of things) {
    const list = byShop.get(thing.shopId);
    if (list) list.push(thing);
    else byShop.set(thing.shopId, [thing]);
  }
  const open = new Map<string, Shelf<T>>();
  return (shopId: string): Shelf<T> => {
    let shelf = open.get(shopId);
    if (!shelf) {
      shelf = openShelf(byShop.get(shopId) ?? [], moreGroups);
      byShop.delete(shopId);
      open.set(shopId, shelf);
    }
    return shelf;
  };
}

/** Indexes are built from the state here and kept up by the acts; nothing but acts may write to the state after. */
export function openCore(state: State, clock: { now(): number }, origin: string): Core {
  const streams = new Map<string, Chance>();
  const chance = (stream: Stream) => {
    let opened = streams.get(stream);
    if (!opened) {
      opened = openChance(state.streams, stream, state.seed);
      streams.set(stream, opened);
    }
    return opened;
  };
  const talks = new Map(Object.values(state.conversations).map((talk) => [talkKey(talk.shopId, talk.buyerId), talk.id]));
  const bought = new Map<string, string[]>();
  for (const order of Object.values(state.orders)) {
    const key = talkKey(order.shopId, order.buyerId);
    const list = bought.get(key);
    if (list) list.push(order.id);
    else bought.set(key, [order.id]);
  }
  const cancellations = Object.values(state.orders).flatMap((order) => order.cancellations);
  const returnsOf = new Map<string, string[]>();
  for (const one of Object.values(state.returns)) returnsOf.set(one.orderId, [...(returnsOf.get(one.orderId) ?? []), one.id]);
  const ids = openIds(state.tails, chance("ids"), state.seed);
  return {
    state,
    origin: origin.replace(/\/$/, ""),
    now: () => clock.now(),
    chance,
    ids,
    agenda: openAgenda(state.agenda),
    postbag: openAgenda(state.postbag),
    faults: openFaults(state, chance("faults"), () => `fault-${ids.count("fault")}`),
    orders: shelves(Object.values(state.orders)),
    packages: shelves(Object.values(state.packages), (parcel) => (parcel.status === "TO_FULFILL" ? [] : [SEARCHABLE])),
    cancellations: shelves(cancellations),
    orderOfCancel: new Map(cancellations.map((one) => [one.id, one.orderId])),
    returns: shelves(Object.values(state.returns)),
    returnsOf,
    conversations: shelves(Object.values(state.conversations)),
    talks,
    bought,
    changed: () => {
      state.changes++;
    },
  };
}
