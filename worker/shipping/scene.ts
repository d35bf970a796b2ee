/** All that must be known of an order before a parcel of it is touched: the order, its units and where each stands, its parcels, the store, what
 *  whoever asks may do, and what is still on its way to TikTok. One round trip, behind that person's rights. */
import { sql } from "drizzle-orm";
import { archivedIn, askOver } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import { canOf, type OrderCan } from "../orders/can.ts";
import { type LineState, lineState } from "../orders/lines.ts";
import { orderById } from "../orders/order.ts";
import type { LineRow, OrderRow, PackageRow } from "../orders/table.ts";
import { Problem } from "../problem.ts";
import type { StoreRow } from "../stores/table.ts";
import { ALL_RIGHTS } from "../team/bits.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { type Asker, type Person, requirePerson, whoever } from "../team/session.ts";
import type { ActRow } from "./table.ts";
import { type Way, wayOf } from "./ways.ts";

export interface SceneUnit extends Pick<LineRow, "id" | "sku_id" | "status" | "package_id"> {
  state: LineState;
  title: string | null;
  variation: string | null;
  seller_sku: string | null;
  /** Where our stock of it is reserved; null where none is. */
  warehouse_id: string | null;
  warehouse: string | null;
}

export interface Scene {
  person: Person;
  order: OrderRow;
  store: StoreRow;
  bits: number;
  units: SceneUnit[];
  packages: PackageRow[];
  isHeld: boolean;
  /** TikTok wants it in several parcels, of so many units each at most; null where it asks for nothing. */
  mustSplit: { unitsMax: number | null } | null;
  way: Way;
  can: OrderCan;
  /** What was asked of TikTok and is not known to be done or refused. */
  pending: ActRow | null;
}

type UnitRow = Omit<SceneUnit, "state"> & { is_cancelling: number };

/** For work nobody waits for any more: what is looked at then is the desk's. */
const theDesk = sql`who AS MATERIALIZED (SELECT '' AS id, '' AS name, '' AS email, 'admin' AS role, ${ALL_RIGHTS} AS all_bits)`;

async function askScene(kit: Kit, asker: Asker | null, orderId: string) {
  const ask = asker === null ? theDesk : whoever(asker);
  const bits = bitsIn(sql`o.store_id`);
  const [people, orders, stores, lines, packages, acts] = await kit.db.batch<
    [Person, OrderRow & { bits: number; is_held: number; must_split: string | null }, StoreRow, UnitRow, PackageRow, ActRow]
  >([
    sql`WITH ${ask} SELECT * FROM who`,
    sql`WITH ${ask} SELECT o.*, ${bits} AS bits, EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id) AS is_held,
        (SELECT json_object('unitsMax', w.units_max) FROM split_word w WHERE w.order_id = o.id AND w.must = 1) AS must_split
      FROM who CROSS JOIN ${orderById(sql`${orderId}`)} WHERE ${bits} & ${RIGHTS.read}`,
    sql`SELECT s.* FROM (SELECT ${orderId} AS id) k CROSS JOIN ${orderById(sql`k.id`)} CROSS JOIN store s ON s.id = o.store_id`,
    unitsOf(orderId),
    sql`SELECT p.* FROM package p WHERE p.order_id = ${orderId}`,
    sql`SELECT a.* FROM ship_act a WHERE a.order_id = ${orderId} AND a.state IN ('sending', 'unconfirmed')`,
  ]);
  return { people, orders, stores, lines, packages, acts };
}

/** Missing for whoever may not read the order's store. Without anybody asking, the desk asks for itself. */
export async function openScene(kit: Kit, asker: Asker | null, orderId: string): Promise<Scene> {
  const { people, orders, stores, lines, packages, acts } = await askOver(
    kit,
    (from) => askScene(from, asker, orderId),
    (answer) => archivedIn(answer.orders),
  );
  const person = requirePerson(people);
  const [order] = orders;
  const [store] = stores;
  if (!order || !store) throw new Problem("missing", "order-missing");
  const units = lines.map(({ is_cancelling, ...line }) => ({ ...line, state: lineState(line, order, is_cancelling === 1) }));
  const isHeld = order.is_held === 1;
  const mustSplit = JSON.parse(order.must_split ?? "null") as Scene["mustSplit"];
  const can = canOf({ order, store, bits: order.bits, lines: units.map((unit) => unit.state), isHeld });
  const way = wayOf(order, store.marketplace);
  return { person, order, store, bits: order.bits, units, packages, isHeld, mustSplit, way, can, pending: acts[0] ?? null };
}

function unitsOf(orderId: string) {
  return sql`SELECT l.id, l.sku_id, l.status, l.package_id, g.title, g.variation, g.seller_sku, a.warehouse_id,
      (SELECT w.name FROM warehouse w WHERE w.id = a.warehouse_id) AS warehouse,
      EXISTS (SELECT 1 FROM cancel_act c WHERE c.order_id = l.order_id AND c.line_id = l.id) AS is_cancelling
    FROM (SELECT ${orderId} AS id) k CROSS JOIN ${orderById(sql`k.id`)} CROSS JOIN order_line l ON l.order_id = o.id
      LEFT JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id
      LEFT JOIN (SELECT order_id, line_id, MIN(warehouse_id) AS warehouse_id FROM allocation
        WHERE order_id = ${orderId} AND state = 'reserved' GROUP BY order_id, line_id) a ON a.order_id = l.order_id AND a.line_id = l.id`;
}

/** Units that wait to be shipped. */
export const openUnits = (scene: Pick<Scene, "units">) => scene.units.filter((unit) => unit.state === "open");

export const unitsIn = (scene: Pick<Scene, "units">, packageId: string) => scene.units.filter((unit) => unit.package_id === packageId);

/** A parcel that TikTok made and nobody has shipped. */
export const isWaiting = (scene: Pick<Scene, "units">, packageId: string) =>
  unitsIn(scene, packageId).some((unit) => unit.state === "open");

/** For what only those who ship may ask, whatever the order's state. */
export function requireFulfil({ bits }: Pick<Scene, "bits">): void {
  if ((bits & RIGHTS.fulfil) === 0) throw new Problem("forbidden", "right-missing", { right: "fulfil" });
}
