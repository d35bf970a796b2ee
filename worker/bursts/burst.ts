/** Which tickets are one burst: enough of them that ask the same about the same, within two days, and far more than is usual. Pure: rows and numbers
 *  in, bursts out. It knows no ticket's words; what buyers ask is a class somebody has read, or where their orders stand. */
import { type ClassName, classOf } from "../assist/classes.ts";
import type { Stage } from "../orders/stage.ts";
import { HOUR_MS } from "../units.ts";
import type { Thing } from "./table.ts";

export const BURST_TICKETS_MIN = 8;
export const BURST_HOURS_MAX = 48;
export const BURST_TIMES_USUAL_MIN = 3;
/** With fewer that wait there is nothing to do at once. */
export const BURST_STAYS_TICKETS_MIN = 3;
/** What nobody has joined for so long is over, whoever still waits. */
export const BURST_QUIET_HOURS_MAX = 168;
/** What so many of its tickets have in common is said of all of them. */
const COMMON_SHARE_MIN = 0.8;

/** What buyers of each class may have in common. Nobody answers thanks or insults at once. */
const THINGS_OF: Partial<Record<ClassName, readonly Thing[]>> = {
  "where-is-my-order": ["listing", "carrier", "day"],
  "change-or-cancel": ["listing", "day"],
  "wrong-or-missing": ["listing", "carrier"],
  damaged: ["listing", "carrier"],
  "size-and-fit": ["listing"],
  "return-how-to": ["listing", "day"],
  "refund-status": ["listing", "day"],
  "price-and-promotion": ["listing", "day", "asked"],
  "product-question": ["listing", "asked"],
  stock: ["listing", "asked"],
  authenticity: ["listing", "asked"],
  "address-change": ["day"],
  invoice: ["day"],
};
/** The one that tells most first. */
const TELLING: readonly Thing[] = ["listing", "carrier", "day", "asked"];

export interface Asking {
  ticket: string;
  /** Since when the buyer waits. */
  at: number;
  /** Both levels of the class; null where nobody has read the question. */
  class: string | null;
  /** Of the order it is about; null without one. */
  stage: Stage | null;
  /** What its order has to do with: products, carriers with their day, its day; the day of the question where there is no order. */
  shares: readonly Shared[];
  /** The burst it is in already. */
  burst: string | null;
}

export interface Shared {
  thing: Thing;
  ref: string;
}

/** What makes a burst that burst. */
export interface BurstKey extends Shared {
  about: string;
}

export interface Standing extends BurstKey {
  id: string;
}

export interface Burst extends BurstKey {
  /** Null where it begins now. */
  id: string | null;
  tickets: string[];
  /** The class most of them have; null where it is not read, or they differ within one name. */
  class: string | null;
  /** What else nearly all of them share. */
  common: Shared[];
}

/** What they ask, as bursts are told apart; null where that says nothing. */
export function aboutOf({ class: given, stage }: Pick<Asking, "class" | "stage">): string | null {
  if (given !== null) return THINGS_OF[classOf(given)] ? `class:${classOf(given)}` : null;
  return stage === null || ORDER_STANDS[stage] === undefined ? null : `order:${ORDER_STANDS[stage]}`;
}

const ORDER_STANDS: Partial<Record<Stage, "waiting" | "shipped" | "delivered">> = {
  on_hold: "waiting",
  in_review: "waiting",
  held: "waiting",
  ready_to_ship: "waiting",
  partially_shipped: "waiting",
  shipped: "shipped",
  delivered: "delivered",
  completed: "delivered",
};

/** Without a class only a listing tells anything: of every day's orders some buyers ask. */
const thingsFor = (about: string): readonly Thing[] =>
  about.startsWith("class:") ? (THINGS_OF[about.slice("class:".length) as ClassName] ?? []) : ["listing"];

const groupName = ({ about, thing, ref }: BurstKey) => `${about} ${thing} ${ref}`;
const isOf = (key: BurstKey, { asking, about }: Placed) =>
  about === key.about && asking.shares.some(({ thing, ref }) => thing === key.thing && ref === key.ref);

interface Placed {
  asking: Asking;
  about: string;
}

/** `usual`: how many such tickets two days usually bring. */
export function findBursts(
  askings: readonly Asking[],
  standing: readonly Standing[],
  usual: (key: BurstKey) => number,
  now: number,
): Burst[] {
  const placed = askings.flatMap((asking): Placed[] => {
    const about = aboutOf(asking);
    return about === null ? [] : [{ asking, about }];
  });
  const kept = keepStanding(placed, standing, now);
  const taken = new Set(kept.flatMap(({ tickets }) => tickets));
  return [
    ...kept,
    ...beginNew(
      placed.filter(({ asking }) => !taken.has(asking.ticket) && isFresh(asking, now)),
      usual,
    ),
  ];
}

const isFresh = ({ at }: Asking, now: number) => now - at <= BURST_HOURS_MAX * HOUR_MS;

/** Those that are there go on with less than it takes to begin: whoever is in stays until they are answered, and the like of them join. */
function keepStanding(placed: Placed[], standing: readonly Standing[], now: number): Burst[] {
  return standing.flatMap((key) => {
    const members = placed.filter(
      (one) => isOf(key, one) && (one.asking.burst === key.id || (one.asking.burst === null && isFresh(one.asking, now))),
    );
    const newest = Math.max(...members.map(({ asking }) => asking.at));
    const isOver = members.length < BURST_STAYS_TICKETS_MIN || now - newest > BURST_QUIET_HOURS_MAX * HOUR_MS;
    return isOver ? [] : [describe(key, key.id, members)];
  });
}

function beginNew(placed: Placed[], usual: (key: BurstKey) => number): Burst[] {
  const begun: Burst[] = [];
  for (let left = placed; ; ) {
    const groups = groupsOf(left).filter(
      ({ key, members }) => members.length >= Math.max(BURST_TICKETS_MIN, BURST_TIMES_USUAL_MIN * usual(key)),
    );
    const found = choose(groups);
    if (!found) return begun;
    begun.push(describe(found.key, null, found.members));
    left = left.filter((one) => !found.members.includes(one));
  }
}

interface Group {
  key: BurstKey;
  members: Placed[];
}

/** What might be a burst by its number alone, for whoever asks what is usual. */
export function listCandidates(askings: readonly Asking[], now: number): BurstKey[] {
  const placed = askings.flatMap((asking) => {
    const about = isFresh(asking, now) ? aboutOf(asking) : null;
    return about === null ? [] : [{ asking, about }];
  });
  return groupsOf(placed).flatMap(({ key, members }) => (members.length >= BURST_TICKETS_MIN ? [key] : []));
}

function groupsOf(placed: Placed[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of placed) {
    for (const shared of one.asking.shares.filter(({ thing }) => thingsFor(one.about).includes(thing))) {
      const key = { about: one.about, ...shared };
      const group = groups.get(groupName(key)) ?? { key, members: [] };
      groups.set(groupName(key), group);
      if (!group.members.includes(one)) group.members.push(one);
    }
  }
  return [...groups.values()];
}

/** The largest; but where a thing that tells more is behind nearly all of it, that one. */
function choose(groups: Group[]): Group | undefined {
  const rank = ({ key }: Group) => TELLING.indexOf(key.thing);
  const byName = (one: Group, other: Group) => (groupName(one.key) < groupName(other.key) ? -1 : 1);
  const [largest] = groups.sort((one, other) => other.members.length - one.members.length || rank(one) - rank(other) || byName(one, other));
  if (!largest) return undefined;
  const within = (group: Group) => group.members.filter((one) => largest.members.includes(one)).length;
  const telling = groups.filter((group) => rank(group) < rank(largest) && within(group) >= largest.members.length * COMMON_SHARE_MIN);
  return telling.sort((one, other) => rank(one) - rank(other) || within(other) - within(one) || byName(one, other))[0] ?? largest;
}

function describe({ about, thing, ref }: BurstKey, id: string | null, members: Placed[]): Burst {
  const [given, most] = mostCommon(members.flatMap(({ asking }) => asking.class ?? []));
  const others = TELLING.filter((other) => other !== thing).flatMap((other): Shared[] => {
    const refs = members.flatMap(({ asking }) => [...new Set(asking.shares.flatMap((one) => (one.thing === other ? one.ref : [])))]);
    const [common, count] = mostCommon(refs);
    return common !== undefined && count >= members.length * COMMON_SHARE_MIN ? [{ thing: other, ref: common }] : [];
  });
  return {
    id,
    about,
    thing,
    ref,
    tickets: members.map(({ asking }) => asking.ticket),
    class: given !== undefined && most >= members.length * COMMON_SHARE_MIN ? given : null,
    common: others,
  };
}

function mostCommon(all: string[]): [value: string | undefined, count: number] {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))[0] ?? [undefined, 0];
}
