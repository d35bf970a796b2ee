/** The number every listing is to show: almost everything while stock is deep, a share of it when it is shallow, for there alone two stores may sell the
 *  same piece. Pure, and the same for one item in one warehouse as for kits and packs over several. Refuses to count a piece of TikTok's own
 *  warehouses: only shelves of ours come in. */
import { divide } from "./divide.ts";
import { limitNumber, type PlacedRule } from "./rule.ts";
import { type Dial, soldUnseen } from "./speed.ts";

/** Below so many guards stock counts as shallow. */
const SHALLOW_GUARDS = 3;
/** What has not sold lately still gets a share: units a minute. */
const SPEED_FLOOR = 0.05;

export interface Listing {
  id: string;
  store: string;
  /** What one unit takes from a shelf; kits are taken apart. */
  parts: { item: string; qty: number }[];
  /** The warehouses it may be sent from. */
  warehouses: string[];
  rule: PlacedRule;
  /** Units a minute. */
  perMinute: number;
  lagMinutes: number;
}

export interface Shelf {
  warehouse: string;
  item: string;
  /** On hand less what is promised. */
  free: number;
}

export type Mode = "alone" | "shared" | "divided" | "ringfence" | "stop";

/** Why a number is what it is. Pieces are of the item that is scarcest for the listing. */
export interface Told {
  id: string;
  number: number;
  mode: Mode;
  item: string;
  /** Pieces free in the warehouses it is sent from. */
  pool: number;
  /** Pieces kept back for what may be sold unseen. */
  guard: number;
  /** Pieces left to it. */
  share: number;
  /** Listings that take from the same pieces. */
  rivals: number;
  perMinute: number;
}

const keyOf = (warehouse: string, item: string) => `${warehouse} ${item}`;

export function planNumbers(listings: Listing[], shelves: Shelf[], dial: Dial): Told[] {
  const free = new Map(shelves.map(({ warehouse, item, free: pieces }) => [keyOf(warehouse, item), Math.max(0, pieces)]));
  const sorted = listings.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const fenced = sorted.filter(({ rule }) => rule.kind === "ringfence").map((listing) => fenceOff(listing, free));
  const open = sorted.filter(({ rule }) => rule.kind !== "ringfence" && rule.kind !== "stop");
  const shares = new Map<string, Share[]>();
  for (const item of new Set(open.flatMap(({ parts }) => parts.map((part) => part.item))))
    for (const [id, share] of shareItem(item, open, free, dial)) shares.set(id, [...(shares.get(id) ?? []), share]);
  return [
    ...fenced,
    ...sorted.filter(({ rule }) => rule.kind === "stop").map((listing) => stopped(listing, free)),
    ...open.map((listing) => numberOf(listing, shares.get(listing.id) ?? [])),
  ];
}

interface Share extends Pick<Told, "item" | "pool" | "guard" | "share" | "rivals"> {
  mode: Mode;
  qty: number;
}

const freeFor = ({ warehouses }: Listing, item: string, free: Map<string, number>) =>
  warehouses.reduce((sum, warehouse) => sum + (free.get(keyOf(warehouse, item)) ?? 0), 0);

/** What all who sell an item may take of it. */
function shareItem(item: string, open: Listing[], free: Map<string, number>, dial: Dial): Map<string, Share> {
  const rivals = open.filter(({ parts }) => parts.some((part) => part.item === item));
  const qtyIn = ({ parts }: Listing) => parts.find((part) => part.item === item)?.qty ?? 1;
  const lag = Math.max(...rivals.map(({ lagMinutes }) => lagMinutes));
  const perMinute = rivals.reduce((sum, listing) => sum + listing.perMinute * qtyIn(listing), 0);
  const guard = rivals.length > 1 ? soldUnseen(dial, lag, perMinute * rivals.length) : 0;
  const divided = new Map<string, number>();
  for (const warehouse of new Set(rivals.flatMap(({ warehouses }) => warehouses))) {
    const claims = rivals
      .filter(({ warehouses }) => warehouses.includes(warehouse))
      .map((one) => ({ id: one.id, weight: one.rule.weight * (one.perMinute + SPEED_FLOOR) * qtyIn(one) }));
    for (const [id, pieces] of divide(free.get(keyOf(warehouse, item)) ?? 0, claims)) divided.set(id, (divided.get(id) ?? 0) + pieces);
  }
  return new Map(
    rivals.map((listing): [string, Share] => {
      const pool = freeFor(listing, item, free);
      const about = { item, pool, guard, rivals: rivals.length, qty: qtyIn(listing) };
      if (rivals.length === 1) return [listing.id, { ...about, mode: "alone", share: pool }];
      if (pool > SHALLOW_GUARDS * guard && pool > rivals.length) return [listing.id, { ...about, mode: "shared", share: pool - guard }];
      return [listing.id, { ...about, mode: "divided", share: divided.get(listing.id) ?? 0 }];
    }),
  );
}

/** The scarcest part decides; a per cent or a fixed number only lowers what is safe. */
function numberOf({ id, rule, perMinute }: Listing, shares: Share[]): Told {
  const unitsIn = (share: Share) => Math.floor(share.share / share.qty);
  const scarcest = shares.toSorted((one, other) => unitsIn(one) - unitsIn(other))[0];
  if (!scarcest) return { id, number: 0, mode: "shared", item: "", pool: 0, guard: 0, share: 0, rivals: 0, perMinute };
  const { item, mode, pool, guard, share, rivals } = scarcest;
  const units = Math.min(...shares.map((share) => Math.floor(share.pool / share.qty)));
  const cap = rule.kind === "percent" ? Math.floor((units * (rule.amount ?? 0)) / 100) : rule.kind === "fixed" ? (rule.amount ?? 0) : units;
  const number = limitNumber(Math.min(unitsIn(scarcest), cap), rule);
  return { id, number, mode, item, pool, guard, share, rivals, perMinute };
}

/** Its pieces are its own: they are off the shelf before anybody else looks. */
function fenceOff(listing: Listing, free: Map<string, number>): Told {
  const { id, parts, warehouses, rule, perMinute } = listing;
  const pools = parts.map(({ item, qty }) => ({ item, qty, pool: freeFor(listing, item, free) }));
  const scarcest = pools.toSorted((one, other) => Math.floor(one.pool / one.qty) - Math.floor(other.pool / other.qty))[0];
  const units = scarcest ? Math.min(rule.amount ?? 0, Math.floor(scarcest.pool / scarcest.qty)) : 0;
  for (const { item, qty } of parts) {
    let wanted = units * qty;
    for (const warehouse of warehouses) {
      const there = free.get(keyOf(warehouse, item)) ?? 0;
      const taken = Math.min(there, wanted);
      free.set(keyOf(warehouse, item), there - taken);
      wanted -= taken;
    }
  }
  const { item = "", pool = 0, qty = 1 } = scarcest ?? {};
  return { id, number: limitNumber(units, rule), mode: "ringfence", item, pool, guard: 0, share: units * qty, rivals: 1, perMinute };
}

function stopped(listing: Listing, free: Map<string, number>): Told {
  const item = listing.parts[0]?.item ?? "";
  const pool = freeFor(listing, item, free);
  return { id: listing.id, number: 0, mode: "stop", item, pool, guard: 0, share: 0, rivals: 0, perMinute: listing.perMinute };
}
