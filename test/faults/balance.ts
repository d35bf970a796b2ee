// Numbers told to TikTok in one history of six, of those that keep shelves: an admin switches balancing on and off, turns the dial, says rules and stops it
// all for a while. Every number that reaches the shop is counted.
import type { Chance } from "./platform/chance.ts";
import type { Store } from "./stores.ts";
import type { World } from "./world.ts";

const DIALS = ["careful", "balanced", "keen"];
const INVENTORY_UPDATE = /\/products\/\d+\/inventory\/update$/;
const SWITCH_TRIES_MAX = 8;
/** With a token that has expired, or too many at once: turned away unread, and asked again. */
const UNREAD = [401, 429];
const USUAL = { kind: "shared", amount: null, reserve: 0, max: null, stopAt: 0, weight: 1 };

export class Balance {
  /** How often the shop was asked to set a SKU. */
  readonly told = new Map<string, number>();
  /** Numbers for warehouses that are TikTok's own. */
  readonly strayed: string[] = [];
  readonly #world: World;
  readonly #chance: Chance;
  readonly #stores: Store[];

  constructor(world: World, chance: Chance, stores: Store[]) {
    this.#world = world;
    this.#chance = chance;
    this.#stores = stores;
    world.witness(async (request, answer) => {
      if (!INVENTORY_UPDATE.test(new URL(request.url).pathname)) return answer();
      const asked = request.clone();
      const answered = await answer();
      if (!UNREAD.includes(answered.status)) await this.#count(asked);
      return answered;
    });
  }

  async act(): Promise<void> {
    const { admin } = this.#world;
    const chance = this.#chance;
    const store = chance.pick(this.#stores);
    if (store.id === "") return;
    const what = chance.fraction();
    if (what < 0.4) await this.#turn(store, true);
    else if (what < 0.45) await this.#turn(store, false);
    else if (what < 0.55) await admin.insist("PUT", "/api/balancing/dial", { dial: chance.pick(DIALS) });
    else if (what < 0.65) await admin.insist("PUT", "/api/balancing/paused", { paused: chance.happens(0.5) });
    else if (what < 0.75) await admin.insist("PUT", `/api/balancing/stores/${store.id}/paused`, { paused: chance.happens(0.5) });
    else await this.#rule(store);
  }

  /** Every store whose stock is managed here is balanced, and nothing stands still. */
  async balanceAll(): Promise<void> {
    const { admin, rows } = this.#world;
    await admin.insist("PUT", "/api/balancing/paused", { paused: false });
    for (const { id } of this.#stores) {
      await admin.insist("PUT", `/api/balancing/stores/${id}/paused`, { paused: false });
      const isOn = () => rows("SELECT 1 FROM balance_store WHERE store_id = ?", id).length > 0;
      for (let tries = 0; !isOn() && tries < SWITCH_TRIES_MAX; tries += 1)
        await admin.insist("PUT", `/api/balancing/stores/${id}/on`, { on: true });
    }
  }

  #turn = ({ id }: Store, on: boolean) => this.#world.admin.insist("PUT", `/api/balancing/stores/${id}/on`, { on });

  async #rule(store: Store): Promise<void> {
    const chance = this.#chance;
    const few = chance.whole(4);
    const rule = chance.pick([
      USUAL,
      { ...USUAL, reserve: few },
      { ...USUAL, max: few },
      { ...USUAL, stopAt: few },
      { ...USUAL, kind: "fixed", amount: few },
      { ...USUAL, kind: "percent", amount: 50 },
      { ...USUAL, kind: "stop" },
      null,
    ]);
    const sku = chance.pick(store.skus);
    const place = chance.happens(0.5)
      ? { level: "store", store: store.id, item: null, sku: null }
      : { level: "listing", store: store.id, item: null, sku };
    await this.#world.admin.insist("PUT", "/api/balancing/rules", { place, rule });
  }

  async #count(request: Request): Promise<void> {
    const { skus } = (await request.json()) as { skus: { id: string; inventory: { warehouse_id: string }[] }[] };
    const theirs = this.#stores.flatMap(({ shop }) => this.#world.shop.warehouses(shop.id).filter(({ kind }) => kind === "FBT"));
    for (const { id, inventory } of skus) {
      this.told.set(id, (this.told.get(id) ?? 0) + 1);
      const stray = inventory.filter(({ warehouse_id }) => theirs.some((one) => one.id === warehouse_id));
      this.strayed.push(...stray.map(({ warehouse_id }) => `SKU ${id} was told a number for TikTok's own warehouse ${warehouse_id}`));
    }
  }
}
