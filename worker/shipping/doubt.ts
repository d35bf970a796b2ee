/** What is done when nobody knows whether TikTok has taken an act: the order is brought in as it is there, and looked at. What has come about is
 *  done; what has not, half a minute and a whole one after it was asked, never arrived. Nothing is ever asked again by itself. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { isActive, isDispatched } from "../orders/lines.ts";
import { pullOrders } from "../orders/pull.ts";
import type { Shop } from "../stores/shop.ts";
import { DOUBT_SECONDS, endDone, endLost, findAct } from "./act.ts";
import type { ActOutcome } from "./carry.ts";
import { openScene, type Scene, unitsIn } from "./scene.ts";
import type { ActRow } from "./table.ts";
import type { ShipWish } from "./wish.ts";

const ACTS_PER_ROUND_MAX = 100;
const MS = 1000;
/** How long after it was asked an act that cannot be found is given up. */
const GIVEN_UP_SECONDS = 2 * DOUBT_SECONDS;

export async function nameActsInDoubt(kit: Kit): Promise<Job[]> {
  const due = await kit.db.all<{ id: string; store_id: string }>(
    sql`SELECT id, store_id FROM ship_act WHERE look_at <= ${kit.now()} ORDER BY look_at LIMIT ${ACTS_PER_ROUND_MAX}`,
  );
  return due.map(({ id, store_id }) => ({ do: "look-at-ship-act", store: store_id, act: id }));
}

export async function lookAtAct(kit: Kit, shop: Shop, id: string): Promise<void> {
  const act = await findAct(kit, id);
  if (!act || act.look_at === null || act.look_at > kit.now()) return;
  const wish = JSON.parse(act.wish) as ShipWish;
  const others = "orders" in wish ? wish.orders : [];
  await pullOrders(kit, shop, [...new Set([act.order_id, ...others])]);
  const scene = await openScene(kit, null, act.order_id);
  const found = whatCameAbout({ ...scene, shared: others.length > 1 ? await findShared(kit, others) : [] }, wish);
  if (found) await kit.db.run(...endDone(kit, { ...scene, by: act.by_id }, id, wish, found));
  else if (isGivenUp(act, kit.now())) await kit.db.run(endLost(kit, id));
  else await kit.db.run(lookLater(id, kit.now()));
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: act.store_id, orders: [act.order_id] });
}

const isGivenUp = (act: ActRow, now: number) => act.state === "unconfirmed" && now - act.begun_at >= GIVEN_UP_SECONDS * MS;

/** Unless its answer has come meanwhile. */
const lookLater = (id: string, now: number) =>
  sql`UPDATE ship_act SET state = 'unconfirmed', look_at = ${now + DOUBT_SECONDS * MS} WHERE id = ${id} AND state IN ('sending', 'unconfirmed')`;

/** Parcels in which all of these orders travel. */
async function findShared(kit: Kit, orders: readonly string[]): Promise<string[]> {
  const parcels = await kit.db.all<{ id: string }>(
    sql`SELECT p.id FROM json_each(${JSON.stringify(orders)}) k CROSS JOIN package p ON p.order_id = k.value`,
  );
  return [...Map.groupBy(parcels, ({ id }) => id)].flatMap(([id, some]) => (some.length === orders.length ? [id] : []));
}

/** Null while nothing of it is to be seen. `shared`: parcels in which all orders it names travel. */
export function whatCameAbout(scene: Pick<Scene, "units" | "packages"> & { shared: readonly string[] }, wish: ShipWish): ActOutcome | null {
  const packageOf = (unitId: string) => scene.units.find((unit) => unit.id === unitId)?.package_id ?? null;
  // What was cancelled meanwhile says nothing of whether the rest has left.
  const hasLeft = (unitIds: readonly string[]) => {
    const states = scene.units.flatMap((unit) => (unitIds.includes(unit.id) && isActive(unit.state) ? [unit.state] : []));
    return states.length > 0 && states.every(isDispatched);
  };
  const packagesOf = (unitIds: readonly string[]) => [...new Set(unitIds.flatMap((unit) => packageOf(unit) ?? []))];
  switch (wish.do) {
    case "buy-label":
    case "mark-shipped":
      return hasLeft(wish.units) ? { packages: packagesOf(wish.units) } : null;
    case "hand-over":
    case "self-ship": {
      const held = unitsIn(scene, wish.package).map((unit) => unit.id);
      return held.length > 0 && hasLeft(held) ? { packages: [wish.package] } : null;
    }
    case "correct": {
      const parcel = scene.packages.find((one) => one.id === wish.package);
      return parcel?.tracking_number === wish.number ? { packages: [wish.package] } : null;
    }
    case "split": {
      const parcels = wish.groups.map(packagesOf);
      const isDivided = parcels.every((some) => some.length === 1) && new Set(parcels.flat()).size === wish.groups.length;
      return isDivided ? { packages: parcels.flat() } : null;
    }
    case "combine": {
      // The draft's parcel, or another that was made of it: its orders travel in one either way.
      const [parcel] = scene.packages.filter(({ id }) => id === wish.draft || scene.shared.includes(id));
      return parcel ? { packages: [parcel.id], orders: wish.orders } : null;
    }
    case "uncombine":
      return scene.packages.every((parcel) => parcel.id !== wish.package) ? { packages: [], orders: wish.orders } : null;
  }
}
