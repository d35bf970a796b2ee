// Orders that TikTok ships, imported by their stores in one history of five: switched on from some day of the month, off and on again, and from an
// earlier day later on. Where nobody keeps shelves the listings are mapped here, some of them late and some never.
import type { Chance } from "./platform/chance.ts";
import type { Store } from "./stores.ts";
import type { Trade } from "./trade.ts";
import type { World } from "./world.ts";

const ITEM = "itm_theirs";
const SWITCH_TRIES_MAX = 8;
const SOLD_PER_ACT = 3;

interface Setting {
  isOn: boolean;
  since: string | null;
  earliest: string;
  latest: string;
  warehouse: string | null;
  warehouses: { id: string }[];
}

export class Imports {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #stores: Store[];
  readonly #trade: Trade;
  readonly #maps: boolean;

  /** `maps`: nobody else says what listings are. */
  constructor(world: World, chance: Chance, stores: Store[], trade: Trade, maps: boolean) {
    this.#world = world;
    this.#chance = chance;
    this.#stores = stores;
    this.#trade = trade;
    this.#maps = maps;
    if (maps) world.rows("INSERT INTO item (id, sku, name, created_at) VALUES (?, 'THEIRS', 'Theirs', 1)", ITEM);
  }

  async act(): Promise<void> {
    const store = this.#chance.pick(this.#stores);
    for (let sold = 0; sold < SOLD_PER_ACT; sold += 1) this.#sell(store);
    if (store.id === "" || this.#chance.happens(0.4)) return;
    if (this.#maps && this.#chance.happens(0.4)) await this.#map(store, this.#chance.pick(store.skus));
    else await this.#switch(store, this.#chance.happens(0.8));
  }

  /** Of what buyers order by themselves too little is TikTok's. */
  #sell(store: Store): void {
    const open = this.#world.shop
      .orders(store.shop.id)
      .filter(({ fbt, status }) => fbt && status !== "COMPLETED" && status !== "CANCELLED");
    if (open.length === 0 || this.#chance.happens(0.3)) this.#trade.place(store, true);
    else this.#trade.move(this.#chance.pick(open));
  }

  /** Everything that was to be imported is, once the faults are over; what nobody mapped by then stays in review. */
  async importAll(): Promise<void> {
    for (const store of this.#stores)
      for (let tries = 0; store.id !== "" && !this.#isOn(store) && tries < SWITCH_TRIES_MAX; tries += 1) await this.#switch(store, true);
    for (const store of this.#maps ? this.#stores : []) await this.#map(store, store.skus[0] ?? "");
  }

  #isOn = (store: Store) => this.#world.rows("SELECT 1 FROM store WHERE id = ? AND fbt_import = 1", store.id).length > 0;

  async #switch(store: Store, isOn: boolean): Promise<void> {
    const { admin } = this.#world;
    const page = await admin.insist<{ store: { version: number }; fbt: Setting }>("GET", `/api/stores/${store.id}`);
    if (page.status !== 200) return;
    const { fbt, store: row } = page.body;
    const made =
      fbt.warehouses[0] ??
      (await admin.insist<{ id: string }>("POST", `/api/stores/${store.id}/fbt-warehouse`, { name: `T ${store.id}` })).body;
    if (isOn && !made?.id) return;
    // Never later than it was: what was let in between the two days would stay in.
    const picked = this.#chance.pick([fbt.earliest, fbt.latest]);
    const since = fbt.since !== null && fbt.since < picked ? fbt.since : picked;
    const wish = isOn ? { isOn, since, warehouse: made?.id } : { isOn, since: null, warehouse: null };
    await admin.insist("PATCH", `/api/stores/${store.id}`, { version: row.version, change: { fbt: wish } });
  }

  async #map(store: Store, sku: string): Promise<void> {
    const qty = 1 + store.skus.indexOf(sku);
    const mapping = { store: store.id, sku, state: "mapped", parts: [{ item: ITEM, qty }] };
    await this.#world.admin.insist("POST", "/api/mappings", { mappings: [mapping] });
  }
}
