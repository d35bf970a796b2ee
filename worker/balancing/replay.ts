/** A stretch of demand lived through under one way of publishing: what is sold, what is sold twice and what nobody could buy. Pure; the numbers come from
 *  the functions the desk itself uses. TikTok is taken as it is: it takes an order while its own number is above zero, lowers that number itself, and
 *  overwrites it with whatever arrives, however old. */
import { chooseMoves, type Move } from "./moves.ts";
import { type Listing, planNumbers } from "./numbers.ts";
import { type PlacedRule, usualRule } from "./rule.ts";
import { type Dial, LAG_MINUTES_FIRST, noSpeed, type Speed, soldAt, speedAt } from "./speed.ts";

export interface Wanted {
  minute: number;
  store: string;
}

export interface Demand {
  stores: string[];
  stock: number;
  /** In the order of time: one unit each. */
  wanted: Wanted[];
  untilMinute: number;
  /** Minutes until a sent number is shown. */
  delay(): number;
  /** Minutes until the desk hears of an order. */
  seenMinutes: number;
}

/** The desk's own rule, or a number everybody shows and nobody thinks about. */
export type Way = { dial: Dial; rules?: Record<string, PlacedRule> } | { buffer: number } | { fence: true };

export interface Outcome {
  sold: number;
  oversold: number;
  /** Buyers who found nothing although pieces were there. */
  lost: number;
  pushes: number;
}

interface Stand {
  store: string;
  /** What TikTok shows. */
  number: number;
  read: number;
  readAt: number;
  /** Orders the desk knows of that TikTok took after it was read. */
  since: number;
  sent: number | null;
  landsAt: number;
  lastSent: number;
  speed: Speed;
}

type News = { at: number } & (
  | { is: "wanted"; store: string }
  | { is: "seen"; store: string; orderedAt: number }
  | { is: "lands"; store: string }
);

const ITEM = "item";
const SHELF = "shelf";
const usual: PlacedRule = { ...usualRule, level: "store" };

export function replay(demand: Demand, way: Way): Outcome {
  const told: Outcome = { sold: 0, oversold: 0, lost: 0, pushes: 0 };
  const stands = openStands(demand, way);
  const news = new Agenda(demand.wanted.map(({ minute, store }) => ({ at: minute, is: "wanted", store })));
  let pool = demand.stock;
  const push = (now: number) => {
    for (const { id, number } of movesOf(way, [...stands.values()], pool, now)) {
      const stand = stands.get(id) as Stand;
      Object.assign(stand, { sent: number, lastSent: number, landsAt: now + demand.delay() });
      told.pushes += 1;
      news.add({ at: stand.landsAt, is: "lands", store: id });
    }
  };
  for (let next = news.take(); next && next.at <= demand.untilMinute; next = news.take()) {
    const stand = stands.get(next.store) as Stand;
    if (next.is === "wanted") {
      if (stand.number > 0) {
        stand.number -= 1;
        told.sold += 1;
        if (told.sold > demand.stock) told.oversold += 1;
        news.add({ at: next.at + demand.seenMinutes, is: "seen", store: next.store, orderedAt: next.at });
      } else if (told.sold < demand.stock) told.lost += 1;
      continue;
    }
    if (next.is === "seen") {
      pool -= 1;
      stand.speed = soldAt(stand.speed, next.at);
      if (next.orderedAt >= stand.readAt) stand.since += 1;
    } else land(stand, next.at);
    push(next.at);
  }
  return told;
}

/** What was sent is shown, whatever was sold meanwhile, and read back. */
function land(stand: Stand, now: number): void {
  stand.number = stand.sent ?? stand.number;
  Object.assign(stand, { read: stand.number, readAt: now, since: 0, sent: null });
}

function openStands({ stores, stock }: Demand, way: Way): Map<string, Stand> {
  const calm = stores.map((store) => listingOf(store, 0, "rules" in way ? way.rules?.[store] : undefined));
  const numbers = "dial" in way ? planNumbers(calm, [{ warehouse: SHELF, item: ITEM, free: stock }], way.dial) : [];
  const first = (store: string, at: number) => {
    if ("fence" in way) return Math.floor(stock / stores.length) + (at < stock % stores.length ? 1 : 0);
    return "buffer" in way ? Math.max(0, stock - way.buffer) : (numbers.find(({ id }) => id === store)?.number ?? 0);
  };
  return new Map(
    stores.map((store, at) => {
      const number = first(store, at);
      return [store, { store, number, read: number, readAt: 0, since: 0, sent: null, landsAt: 0, lastSent: number, speed: noSpeed }];
    }),
  );
}

const listingOf = (store: string, perMinute: number, rule: PlacedRule = usual): Listing => ({
  id: store,
  store,
  parts: [{ item: ITEM, qty: 1 }],
  warehouses: [SHELF],
  rule,
  perMinute,
  lagMinutes: LAG_MINUTES_FIRST,
});

function movesOf(way: Way, stands: Stand[], pool: number, now: number): Pick<Move, "id" | "number">[] {
  if ("fence" in way) return [];
  if ("buffer" in way) {
    const number = Math.max(0, pool - way.buffer);
    return stands.filter(({ sent, lastSent }) => sent === null && lastSent !== number).map(({ store }) => ({ id: store, number }));
  }
  const listings = stands.map(({ store, speed }) => listingOf(store, speedAt(speed, now), way.rules?.[store]));
  const numbers = planNumbers(listings, [{ warehouse: SHELF, item: ITEM, free: pool }], way.dial);
  const shown = stands.map(({ store, read, since, sent }) => ({ id: store, number: Math.max(0, read - since), sent }));
  return chooseMoves(listings, numbers, shown, way.dial).moves;
}

/** What happens next: demand in its order, and what follows from it. */
class Agenda {
  #at = 0;
  readonly #first: News[];
  readonly #more: News[] = [];

  constructor(first: News[]) {
    this.#first = first;
  }

  add(news: News): void {
    const at = this.#more.findIndex((other) => other.at > news.at);
    if (at < 0) this.#more.push(news);
    else this.#more.splice(at, 0, news);
  }

  take(): News | undefined {
    const [first, more] = [this.#first[this.#at], this.#more[0]];
    if (more && (!first || more.at <= first.at)) return this.#more.shift();
    this.#at += 1;
    return first;
  }
}
