/** Where each unit of an order should leave from: one warehouse for all of it where there is one, else the fewest parcels, else the store's own
 *  order. Pure: it is told what is free and promises nothing, for the race for the last unit is decided by the ledger. A unit is one listing
 *  sold once and leaves in one parcel, so all its parts come from one warehouse. */

/** A store's list is short enough for every choice of warehouses to be weighed. */
export const STORE_WAREHOUSES_MAX = 8;

const BECAUSES = [
  "only-warehouse",
  "first-has-all",
  "only-has-all",
  "with-others",
  "fewest-parcels",
  "with-its-sku",
  "by-hand",
  "nowhere-free",
  "no-warehouse",
] as const;
export type Because = (typeof BECAUSES)[number];

/** One unit of an order: a line of TikTok's. */
export interface Wanted {
  line: string;
  sku: string;
  /** What leaves a shelf for it, kits taken apart; a unit without parts gets no place. */
  parts: { item: string; qty: number }[];
  /** Where a person said it leaves from. */
  chosen?: string | undefined;
  /** Where it is reserved already, or left from: it stays there, and the others are drawn to it. */
  stands?: string | undefined;
}

export interface Standing {
  /** The store's merchant warehouses, best first; at most STORE_WAREHOUSES_MAX. */
  warehouses: { id: string; isFallback: boolean }[];
  /** On hand less reserved. What the units now placed hold themselves counts as free, for it comes back. */
  free(warehouse: string, item: string): number;
  /** TikTok takes a SKU of an order in one parcel only (its markets in South-East Asia). */
  keepsSkusTogether: boolean;
}

/** One part of one unit and its place; null only where the store has no warehouse. */
export interface Placing {
  line: string;
  item: string;
  qty: number;
  warehouse: string | null;
  state: "reserved" | "short";
  because: Because;
}

/** Units that share a parcel whatever is chosen. */
interface Block {
  units: Wanted[];
  need: Map<string, number>;
  forced: { warehouse: string; because: Because } | null;
}

interface Plan {
  at: Map<Block, string>;
  units: number;
  parcels: number;
  /** Parcels beyond those the order has already. */
  fresh: number;
}

/** One place for each part of each unit that does not stand anywhere yet. */
export function proposeWarehouses(units: Wanted[], standing: Standing): Placing[] {
  const shelf = new Shelf(standing);
  const blocks = blocksOf(units, standing);
  if (standing.warehouses.length === 0)
    return blocks.flatMap((block) => partsOf(block).map((part) => ({ ...part, warehouse: null, state: "short", because: "no-warehouse" })));
  const forced = blocks.flatMap((block) => (block.forced ? shelf.fill(block, block.forced.warehouse, block.forced.because) : []));
  const open = blocks.filter((block) => !block.forced).sort((one, other) => shelf.takersOf(one).length - shelf.takersOf(other).length);
  const used = new Set([...units.flatMap((unit) => unit.stands ?? []), ...forced.flatMap((placing) => placing.warehouse ?? [])]);
  const plan = bestPlan(open, shelf, used);
  const covering = shelf.order.filter((id) => shelf.hasAll(open, id)).length;
  const placed = [...plan.at].map(([block, warehouse]) => ({ block, warehouse, because: whyHere(warehouse) }));
  const covered = placed.flatMap(({ block, warehouse, because }) => shelf.fill(block, warehouse, because));
  const short = open.filter((block) => !plan.at.has(block)).flatMap((block) => shelf.fillBest(block));
  return [...forced, ...covered, ...short];

  function whyHere(warehouse: string): Because {
    if (standing.warehouses.length === 1) return "only-warehouse";
    if (used.has(warehouse)) return "with-others";
    if (plan.parcels > 1 || plan.at.size < open.length || used.size > 0) return "fewest-parcels";
    return covering === 1 ? "only-has-all" : "first-has-all";
  }
}

function blocksOf(units: Wanted[], { keepsSkusTogether }: Standing): Block[] {
  const stood = new Map(units.flatMap(({ sku, stands }) => (stands === undefined ? [] : [[sku, stands] as const])));
  const open = units.filter(({ stands, parts }) => stands === undefined && parts.length > 0);
  const groups = keepsSkusTogether ? [...Map.groupBy(open, ({ sku }) => sku).values()] : open.map((unit) => [unit]);
  return groups.map((group): Block => {
    const chosen = group.find((unit) => unit.chosen !== undefined)?.chosen;
    const sibling = keepsSkusTogether ? stood.get(group[0]?.sku ?? "") : undefined;
    const need = new Map<string, number>();
    for (const { item, qty } of group.flatMap(({ parts }) => parts)) need.set(item, (need.get(item) ?? 0) + qty);
    const forced = sibling !== undefined ? ({ warehouse: sibling, because: "with-its-sku" } as const) : null;
    return { units: group, need, forced: forced ?? (chosen === undefined ? null : { warehouse: chosen, because: "by-hand" }) };
  });
}

const partsOf = (block: Block) => block.units.flatMap(({ line, parts }) => parts.map(({ item, qty }) => ({ line, item, qty })));

/** Every choice among the warehouses that could take something, smallest first; the better rank comes first among equals. */
function bestPlan(blocks: Block[], shelf: Shelf, used: Set<string>): Plan {
  const useful = shelf.order.filter((id) => blocks.some((block) => shelf.has(block, id))).slice(0, STORE_WAREHOUSES_MAX);
  const all = blocks.reduce((sum, { units }) => sum + units.length, 0);
  let best: Plan = { at: new Map(), units: 0, parcels: 0, fresh: 0 };
  for (let size = 1; size <= useful.length; size += 1) {
    for (const choice of choicesOf(useful, size)) {
      const plan = planWith(blocks, choice, shelf, used);
      if (isBetter(plan, best)) best = plan;
    }
    if (best.units === all && (used.size === 0 || best.fresh === 0)) break;
  }
  return best;
}

/** More units first, then fewer parcels beside those there are, then fewer parcels. */
function isBetter(plan: Plan, than: Plan): boolean {
  if (plan.units !== than.units) return plan.units > than.units;
  return plan.fresh === than.fresh ? plan.parcels < than.parcels : plan.fresh < than.fresh;
}

function planWith(blocks: Block[], choice: string[], shelf: Shelf, used: Set<string>): Plan {
  const trial = shelf.copy();
  const at = new Map<Block, string>();
  for (const block of blocks) {
    const warehouse = choice.find((id) => trial.has(block, id));
    if (warehouse === undefined) continue;
    trial.take(block.need, warehouse);
    at.set(block, warehouse);
  }
  const parcels = new Set(at.values());
  const units = [...at.keys()].reduce((sum, block) => sum + block.units.length, 0);
  return { at, units, parcels: parcels.size, fresh: [...parcels].filter((id) => !used.has(id)).length };
}

function* choicesOf(ids: string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  else
    for (let at = from; at <= ids.length - size; at += 1)
      for (const rest of choicesOf(ids, size - 1, at + 1)) yield [ids[at] as string, ...rest];
}

/** What is still free while units are given their places. */
class Shelf {
  readonly order: string[];
  readonly #standing: Standing;
  readonly #taken: Map<string, number>;

  constructor(standing: Standing, taken: Map<string, number> = new Map()) {
    this.#standing = standing;
    this.#taken = taken;
    this.order = standing.warehouses.map(({ id }) => id);
  }

  copy = () => new Shelf(this.#standing, new Map(this.#taken));

  free = (warehouse: string, item: string) => this.#standing.free(warehouse, item) - (this.#taken.get(`${warehouse} ${item}`) ?? 0);

  has = (block: Block, warehouse: string) => [...block.need].every(([item, qty]) => this.free(warehouse, item) >= qty);

  takersOf = (block: Block) => this.order.filter((id) => this.has(block, id));

  hasAll(blocks: Block[], warehouse: string): boolean {
    const trial = this.copy();
    return blocks.every((block) => trial.has(block, warehouse) && trial.take(block.need, warehouse));
  }

  take(need: Iterable<[string, number]>, warehouse: string): true {
    for (const [item, qty] of need) this.#taken.set(`${warehouse} ${item}`, (this.#taken.get(`${warehouse} ${item}`) ?? 0) + qty);
    return true;
  }

  /** Part by part: what is there is reserved although another part of the unit is not, or it would be sold elsewhere meanwhile. */
  fill(block: Block, warehouse: string, because: Because): Placing[] {
    return partsOf(block).map((part) => {
      const isThere = this.free(warehouse, part.item) >= part.qty;
      if (isThere) this.take([[part.item, part.qty]], warehouse);
      return { ...part, warehouse, state: isThere ? "reserved" : "short", because };
    });
  }

  /** No warehouse of the plan had all of it: the one that still has, or lacks least, the fallback before others. */
  fillBest(block: Block): Placing[] {
    const lackAt = (id: string) => new Shelf(this.#standing, new Map(this.#taken)).fill(block, id, "nowhere-free").filter(isShort).length;
    const places = this.#standing.warehouses.map(({ id, isFallback }, rank) => ({ id, lack: lackAt(id), rank: isFallback ? -1 : rank }));
    const [best] = places.sort((one, other) => one.lack - other.lack || one.rank - other.rank);
    return best ? this.fill(block, best.id, best.lack === 0 ? "fewest-parcels" : "nowhere-free") : [];
  }
}

const isShort = ({ state }: Placing) => state === "short";
