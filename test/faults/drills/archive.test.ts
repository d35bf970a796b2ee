// Somebody dies after every step of putting orders into the archive, of bringing them back, and of settling what was archived before its listing was
// known: whatever is left behind is finished by the clock, nothing is lost, nothing is there twice, and what the orders are is TikTok's truth again.
import { expect, test } from "vitest";
import { MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";
import { dieAtEveryStep } from "./steps.ts";

const DAY = 86_400_000;
const MEND_MS = 6 * MINUTE;
const ORDERS = 3;
const UNITS_PER_ORDER = 2;
const RECEIVED = 20;

const idsOf = ({ world, store }: Scene) => world.shop.orders(store.shop.id).map(({ id }) => id);
const archivedIn = ({ world }: Scene) =>
  world.rows<{ id: string }>("SELECT order_id AS id FROM order_cold ORDER BY order_id").map(({ id }) => id);

/** All is over for longer than an order stays. */
async function openOld(begin: (scene: Scene) => Promise<void> = async () => {}): Promise<Scene> {
  const scene = await openScene({ orders: ORDERS, talks: 0 });
  await begin(scene);
  const { shop } = scene.world;
  for (const id of idsOf(scene)) {
    shop.ship(id, {});
    shop.scan(id);
    shop.deliver(id);
  }
  await scene.settle();
  await scene.later(80 * DAY);
  await scene.recover(MEND_MS);
  scene.world.rows("UPDATE archive_setting SET months = 1");
  return scene;
}

async function archive({ world }: Scene): Promise<void> {
  world.rows(`INSERT INTO archive_night (one, began_at, step, walk_at) VALUES (1, ${world.now()}, 'orders', ${world.now()})`);
  await (world.platform.env.LONG as { send(job: object): Promise<void> }).send({ do: "archive-cold" });
}

async function openArchived(begin?: (scene: Scene) => Promise<void>): Promise<Scene> {
  const scene = await openOld(begin);
  await archive(scene);
  await scene.recover(MEND_MS);
  expect(archivedIn(scene)).toHaveLength(ORDERS);
  return scene;
}

/** The shelves are kept here, and nobody says what the listing is. */
async function keepShelves({ world, store }: Scene): Promise<void> {
  world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_hat', 'HAT', 'Hat', 1)");
  world.rows("INSERT INTO warehouse (id, name, kind, time_zone, created_at) VALUES ('whs_east', 'East', 'merchant', 'UTC', 1)");
  world.rows("INSERT INTO store_warehouse VALUES (?, 'whs_east', 0, 1, NULL)", store.id);
  world.rows(
    `INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key)
      VALUES ('whs_east', 'itm_hat', 'receive', ${RECEIVED}, 'ana', ?, 'received')`,
    world.now(),
  );
  const version = Number(world.rows("SELECT version FROM store WHERE id = ?", store.id)[0]?.version);
  await world.admin.insist("PATCH", `/api/stores/${store.id}`, { version, change: { stockManaged: true } });
}

const mapping = ({ store }: Scene) => ({
  mappings: [{ store: store.id, sku: store.skus[0], state: "mapped", parts: [{ item: "itm_hat", qty: 1 }] }],
});

async function bringAllBack(scene: Scene): Promise<void> {
  for (const id of idsOf(scene)) await scene.world.admin.insist("POST", `/api/orders/${id}/bring-back`, {});
}

/** The night ends by itself, with every order archived once and none here; then they come back. */
async function endNight(scene: Scene): Promise<void> {
  const { world } = scene;
  await scene.recover(MEND_MS);
  expect(world.rows("SELECT step, walk_at FROM archive_night")).toEqual([{ step: "done", walk_at: null }]);
  expect(archivedIn(scene)).toEqual(idsOf(scene).sort());
  for (const table of ["order_line", "package", "recipient"]) expect(world.rows(`SELECT 1 FROM ${table}`), table).toEqual([]);
  expect(world.rows("SELECT orders FROM cold_count")).toEqual([{ orders: ORDERS }]);
  await bringAllBack(scene);
  await scene.settle();
}

test("orders go into the archive, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", { open: () => openOld(), tell: archive, mend: endNight });
  expect(steps).toBeGreaterThan(8);
});

test("orders come back, and somebody dies after every step", async () => {
  const mend = async (scene: Scene) => {
    await bringAllBack(scene);
    await scene.settle();
    expect(archivedIn(scene)).toEqual([]);
  };
  const tell = async (scene: Scene) => {
    const [id] = idsOf(scene);
    await scene.world.admin.ask("POST", `/api/orders/${id}/bring-back`, {});
  };
  const steps = await dieAtEveryStep("after", { open: () => openArchived(), tell, mend });
  expect(steps).toBeGreaterThan(2);
});

test("the listing of archived orders is mapped, and somebody dies after every step: they come back, and what left is booked out once", async () => {
  const tell = async (scene: Scene) => {
    await scene.world.admin.ask("POST", "/api/mappings", mapping(scene));
  };
  const mend = async (scene: Scene) => {
    const { world } = scene;
    await world.admin.insist("POST", "/api/mappings", mapping(scene));
    await scene.recover(MEND_MS);
    expect(archivedIn(scene)).toEqual([]);
    expect(world.rows("SELECT on_hand, allocated FROM stock_level")).toEqual([
      { on_hand: RECEIVED - ORDERS * UNITS_PER_ORDER, allocated: 0 },
    ]);
    expect(world.rows("SELECT 1 FROM order_review")).toEqual([]);
  };
  const steps = await dieAtEveryStep("after", { open: () => openArchived(keepShelves), tell, mend });
  expect(steps).toBeGreaterThan(5);
});
