/** What an order's units take from the shelves, beside what they have taken already: the movements and allocations that are still missing, and
 *  nothing where all is as it should be. Pure. What it proposes is no promise: the ledger leaves out a reservation for which nothing is free. */
import { type Movement, type Place, releaseUnit, reserveUnit, shipUnit } from "../stock/ledger.ts";
import { type Placing, proposeWarehouses, type Wanted } from "../stock/propose.ts";
import type { AllocationRow } from "../stock/table.ts";

/** A unit holds what it will take, has taken it, or wants nothing. One that TikTok sends takes it from TikTok's warehouse, or gives it back there. */
export type Wish = "hold" | "sent" | "sold" | "back" | "none";

export interface StockUnit {
  line: string;
  sku: string;
  wish: Wish;
  /** What leaves a shelf for it; empty while nobody has said what the listing is. */
  parts: { item: string; qty: number }[];
  /** Where a person said it leaves from. */
  chosen: string | null;
  /** Somebody has said what the listing is, or that it is nothing of ours. */
  isMapped: boolean;
}

export type Held = Pick<AllocationRow, "line_id" | "item_id" | "warehouse_id" | "qty" | "state" | "because" | "attempt" | "turn">;

export interface StockOrder {
  id: string;
  turn: number;
  units: StockUnit[];
  held: Held[];
}

/** The shelves a store ships from. What is taken for one order is not free for the next. */
export interface Shelves {
  warehouses: { id: string; isFallback: boolean }[];
  /** Where what left without being asked for left from: TikTok's own word, else the fallback. */
  home: string | null;
  keepsSkusTogether: boolean;
  free(warehouse: string, item: string): number;
  take(warehouse: string, item: string, qty: number): void;
}

export type Become = Omit<Held, "state"> & { state: AllocationRow["state"] };

export interface Plan {
  movements: Movement[];
  /** Allocations to write; "reserved" only where the ledger took the reservation. */
  become: Become[];
  /** Allocations that never were more than a wish. */
  drop: { line_id: string; item_id: string }[];
}

export function planStock(order: StockOrder, shelves: Shelves): Plan {
  const units = order.units.map((unit) => ({ ...unit, parts: partsOf(unit, order.held) }));
  const desk = new OrderPlan({ ...order, units }, shelves);
  for (const unit of units) desk.dropUnwanted(unit);
  for (const unit of units) if (unit.wish === "sent") desk.send(unit);
  desk.place();
  return desk.told();
}

/** What has left was what its listing was then: of such a unit only what it had a row for is asked about, for that may still wait for a place. What
 *  a listing or a kit becomes later never lay in the parcel. */
function partsOf({ line, parts }: StockUnit, held: Held[]): StockUnit["parts"] {
  const rows = held.filter((row) => row.line_id === line);
  if (!rows.some(({ state }) => state === "shipped")) return parts;
  return parts.filter(({ item }) => rows.some((row) => row.item_id === item && row.state !== "released"));
}

class OrderPlan {
  readonly #movements: Movement[] = [];
  readonly #drop: Plan["drop"] = [];
  readonly #become = new Map<string, Become>();
  readonly #order: StockOrder;
  readonly #shelves: Shelves;
  readonly #held: Map<string, Held>;

  constructor(order: StockOrder, shelves: Shelves) {
    this.#order = order;
    this.#shelves = shelves;
    this.#held = new Map(order.held.map((row) => [keyOf(row.line_id, row.item_id), row]));
  }

  told = (): Plan => ({ movements: this.#movements, become: [...this.#become.values()], drop: this.#drop });

  /** What a unit has although it wants it no more: it was cancelled, or its listing is something else now. */
  dropUnwanted(unit: StockUnit): void {
    for (const row of this.#order.held.filter(({ line_id }) => line_id === unit.line)) {
      const isWanted =
        (unit.wish === "hold" || unit.wish === "sent") && unit.parts.some(({ item, qty }) => item === row.item_id && qty === row.qty);
      if (isWanted || row.state === "shipped" || row.state === "released") continue;
      if (row.state === "reserved") this.#release(row);
      // A place that was tried before has a key in the ledger: its number must not be used again.
      if (row.state === "reserved" || (row.attempt > 1 && row.warehouse_id !== null)) this.#write({ ...row, state: "released" });
      else this.#forget(row);
    }
  }

  send(unit: StockUnit): void {
    for (const { item, qty } of unit.parts) {
      const row = this.#held.get(keyOf(unit.line, item));
      if (row?.state === "shipped") continue;
      const isReserved = row?.state === "reserved";
      const warehouse = row?.warehouse_id ?? unit.chosen ?? this.#shelves.home;
      const about = { line_id: unit.line, item_id: item, qty, attempt: row?.attempt ?? 1, turn: this.#order.turn };
      if (warehouse === null) {
        this.#want({ ...about, warehouse_id: null, state: "short", because: "no-warehouse" }, row);
        continue;
      }
      this.#movements.push(shipUnit(this.#placeOf({ ...about, warehouse_id: warehouse }), isReserved));
      if (!isReserved) this.#shelves.take(warehouse, item, qty);
      this.#write({ ...about, warehouse_id: warehouse, state: "shipped", because: row?.because ?? "fewest-parcels" });
    }
  }

  /** Units that lack something are given places anew, with what they hold counted as free. */
  place(): void {
    const holding = this.#order.units.filter(({ wish }) => wish === "hold");
    const open = holding.filter((unit) => !this.#isSettled(unit));
    if (open.length === 0) return;
    const own = new Map<string, number>();
    for (const row of open.flatMap((unit) => this.#reservedOf(unit))) {
      const key = keyOf(row.warehouse_id ?? "", row.item_id);
      own.set(key, (own.get(key) ?? 0) + row.qty);
    }
    const wanted = this.#order.units.flatMap((unit): Wanted[] => {
      const [place] = this.#standsAt(unit);
      const isOpen = open.includes(unit);
      if (!isOpen && place === undefined) return [];
      const { line, sku, parts, chosen } = unit;
      return [{ line, sku, parts, ...(isOpen ? { chosen: chosen ?? undefined } : { stands: place }) }];
    });
    const { warehouses, keepsSkusTogether } = this.#shelves;
    const free = (warehouse: string, item: string) => this.#shelves.free(warehouse, item) + (own.get(keyOf(warehouse, item)) ?? 0);
    for (const placing of proposeWarehouses(wanted, { warehouses, keepsSkusTogether, free })) this.#give(placing);
  }

  #give({ line, item, qty, warehouse, state, because }: Placing): void {
    const row = this.#held.get(keyOf(line, item));
    if (row?.state === "shipped") return;
    const isKept = row?.state === "reserved" && state === "reserved" && row.warehouse_id === warehouse && row.qty === qty;
    if (isKept) return;
    if (row?.state === "reserved") this.#release(row);
    const isUsed = row?.state === "reserved" || row?.state === "released";
    const attempt = (row?.attempt ?? 1) + (isUsed ? 1 : 0);
    const about = { line_id: line, item_id: item, qty, attempt, turn: this.#order.turn, because };
    // Once it has had a place, an allocation names one: which keys of the ledger are its own hangs on that.
    const place = warehouse ?? (attempt > 1 ? (row?.warehouse_id ?? null) : null);
    if (state === "short" || place === null) {
      this.#want({ ...about, warehouse_id: place, state: "short" }, row);
      return;
    }
    this.#movements.push(reserveUnit(this.#placeOf({ ...about, warehouse_id: place })));
    this.#shelves.take(place, item, qty);
    this.#write({ ...about, warehouse_id: place, state: "reserved" });
  }

  /** Waiting for the same thing as before is not written. */
  #want(wish: Become, row: Held | undefined): void {
    const same = ["warehouse_id", "qty", "because", "attempt", "turn"] as const;
    if (row?.state === "short" && same.every((name) => row[name] === wish[name])) return;
    this.#write(wish);
  }

  #release(row: Held): void {
    this.#movements.push(releaseUnit(this.#placeOf(row)));
    this.#shelves.take(row.warehouse_id ?? "", row.item_id, -row.qty);
  }

  #write(row: Become): void {
    this.#become.set(keyOf(row.line_id, row.item_id), row);
    this.#held.set(keyOf(row.line_id, row.item_id), row);
  }

  #forget({ line_id, item_id }: Held): void {
    this.#drop.push({ line_id, item_id });
    this.#held.delete(keyOf(line_id, item_id));
  }

  /** What has left is not held for a second time, though TikTok may say for a while that it has not: the ledger lets a unit leave once. */
  #isSettled(unit: StockUnit): boolean {
    return unit.parts.every(({ item, qty }) => {
      const row = this.#held.get(keyOf(unit.line, item));
      if (row?.state === "shipped") return true;
      return row?.state === "reserved" && row.qty === qty && (unit.chosen === null || row.warehouse_id === unit.chosen);
    });
  }

  #reservedOf(unit: StockUnit): Held[] {
    return unit.parts.flatMap(({ item }) => {
      const row = this.#held.get(keyOf(unit.line, item));
      return row?.state === "reserved" ? [row] : [];
    });
  }

  /** Where a unit stands, or left from. */
  #standsAt(unit: StockUnit): string[] {
    return unit.parts.flatMap(({ item }) => {
      const row = this.#held.get(keyOf(unit.line, item));
      return (row?.state === "reserved" || row?.state === "shipped") && row.warehouse_id !== null ? [row.warehouse_id] : [];
    });
  }

  #placeOf(row: Pick<Held, "line_id" | "item_id" | "warehouse_id" | "qty" | "attempt">): Place {
    const { line_id: line, item_id: item, warehouse_id, qty, attempt } = row;
    return { order: this.#order.id, line, item, warehouse: warehouse_id ?? "", qty, attempt };
  }
}

const keyOf = (one: string, other: string) => `${one} ${other}`;
