// Stock at the desk, in half of the histories: two warehouses with too little in them, listings of which one is mapped late, and an admin who
// lets the desk manage the stock of every store. What people do with stock happens as rows, as their rooms write them; settling is the product's.
import type { Chance } from "./platform/chance.ts";
import type { Store } from "./stores.ts";
import type { World } from "./world.ts";

const WAREHOUSES = ["whs_east", "whs_west"];
const ITEMS = ["itm_one", "itm_two"];
const OPENING_UNITS_MAX = 12;

export class Shelves {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #stores: Store[];
  #moves = 0;

  constructor(world: World, chance: Chance, stores: Store[]) {
    this.#world = world;
    this.#chance = chance;
    this.#stores = stores;
    for (const [at, id] of ITEMS.entries())
      world.rows("INSERT INTO item (id, sku, name, created_at) VALUES (?, ?, ?, 1)", id, `SKU-${at}`, id);
    for (const id of WAREHOUSES)
      world.rows("INSERT INTO warehouse (id, name, kind, time_zone, created_at) VALUES (?, ?, 'merchant', 'UTC', 1)", id, id);
    for (const id of WAREHOUSES) for (const item of ITEMS) this.#receive(id, item, chance.whole(OPENING_UNITS_MAX));
  }

  async act(): Promise<void> {
    const store = this.#chance.pick(this.#stores);
    if (store.id === "") return;
    if (this.#isManaged(store)) {
      if (this.#chance.happens(0.5)) this.#receive(this.#chance.pick(WAREHOUSES), this.#chance.pick(ITEMS), 1 + this.#chance.whole(6));
      else if (this.#chance.happens(0.3)) this.#mapLate(store);
    } else await this.manage(store);
  }

  /** Everything that was to be managed is, once the faults are over. */
  async manageAll(): Promise<void> {
    for (const store of this.#stores) if (store.id !== "" && !this.#isManaged(store)) await this.manage(store);
  }

  async manage(store: Store): Promise<void> {
    const { rows } = this.#world;
    const [first, second] = store.skus;
    for (const [rank, warehouse] of WAREHOUSES.entries())
      rows("INSERT OR IGNORE INTO store_warehouse VALUES (?, ?, ?, ?, NULL)", store.id, warehouse, rank, Number(rank === 0));
    this.#map(store, first ?? "", [[ITEMS[0] ?? "", 1]]);
    // A pack of two of one with one of the other.
    this.#map(store, second ?? "", [
      [ITEMS[0] ?? "", 2],
      [ITEMS[1] ?? "", 1],
    ]);
    const version = Number(rows("SELECT version FROM store WHERE id = ?", store.id)[0]?.version);
    await this.#world.admin.insist("PATCH", `/api/stores/${store.id}`, { version, change: { stockManaged: true } });
  }

  #isManaged = (store: Store) => this.#world.rows("SELECT 1 FROM store WHERE id = ? AND stock_managed = 1", store.id).length > 0;

  #receive(warehouse: string, item: string, units: number): void {
    if (units === 0) return;
    this.#moves += 1;
    this.#world.rows(
      "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES (?, ?, 'receive', ?, 'ana', ?, ?)",
      warehouse,
      item,
      units,
      this.#world.now(),
      `receive:${this.#moves}`,
    );
  }

  #mapLate(store: Store): void {
    const sku = store.skus[2] ?? "";
    this.#map(store, sku, [[ITEMS[1] ?? "", 1]]);
    this.#world.rows(
      `INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
        SELECT order_id, create_time, store_id, ? FROM order_review WHERE store_id = ? AND reason = 'listing-unmapped' AND ref = ?`,
      this.#world.now(),
      store.id,
      sku,
    );
  }

  #map(store: Store, sku: string, parts: [item: string, qty: number][]): void {
    for (const [item, qty] of parts) this.#world.rows("INSERT OR IGNORE INTO listing_part VALUES (?, ?, ?, ?)", store.id, sku, item, qty);
    this.#world.rows("INSERT OR IGNORE INTO listing_map VALUES (?, ?, 'mapped', 1, 'ana')", store.id, sku);
  }
}
