/** What admins change about warehouses. Every change is recorded with what was there before. A warehouse in which something stands, is promised or
 *  is expected is not put away, nor one that a store ships from: its numbers would be true and nobody would see them. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { asRead } from "../team/typed.ts";
import type { WarehouseRow } from "./table.ts";
import { WAREHOUSES_MAX, type WarehouseForm } from "./warehouse.ts";

export async function createWarehouse(kit: Kit, signedIn: SignedIn, form: WarehouseForm): Promise<{ id: string }> {
  const admin = await requireAdmin(kit, signedIn);
  const all = await kit.db.all<WarehouseRow>(sql`SELECT * FROM warehouse`);
  if (all.length >= WAREHOUSES_MAX) throw new Problem("conflict", "warehouses-full", { most: WAREHOUSES_MAX });
  refuseTaken(all, form.name, "");
  const id = mintId(kit, "whs_");
  await kit.db.run(
    sql`INSERT INTO warehouse (id, name, kind, country, postal_code, time_zone, created_at)
      VALUES (${id}, ${form.name}, 'merchant', ${form.country}, ${form.postalCode}, ${form.timeZone}, ${kit.now()})`,
    recordChange({ at: kit.now(), userId: admin.id, action: "create-warehouse", subject: id, after: form }),
  );
  return { id };
}

/** Where a store's goods lie with TikTok: one for each store, and nobody counts or ships there but TikTok. */
export async function createFbtWarehouse(kit: Kit, signedIn: SignedIn, storeId: string, name: string): Promise<{ id: string }> {
  const admin = await requireAdmin(kit, signedIn);
  const [stores, all] = await kit.db.batch<[{ time_zone: string }, WarehouseRow]>([
    sql`SELECT time_zone FROM store WHERE id = ${storeId}`,
    sql`SELECT * FROM warehouse`,
  ]);
  const [store] = stores;
  if (!store) throw new Problem("missing", "store-missing");
  const own = all.find((one) => one.kind === "fbt" && one.store_id === storeId);
  if (own) throw new Problem("conflict", "fbt-warehouse-exists", { name: own.name });
  if (all.length >= WAREHOUSES_MAX) throw new Problem("conflict", "warehouses-full", { most: WAREHOUSES_MAX });
  refuseTaken(all, name, "");
  const id = mintId(kit, "whs_");
  await kit.db.run(
    sql`INSERT INTO warehouse (id, name, kind, store_id, time_zone, created_at) VALUES (${id}, ${name}, 'fbt', ${storeId}, ${store.time_zone}, ${kit.now()})`,
    recordChange({ at: kit.now(), userId: admin.id, action: "create-warehouse", subject: id, storeId, after: { name, kind: "fbt" } }),
  );
  return { id };
}

function refuseTaken(all: WarehouseRow[], name: string, exceptId: string): void {
  const taken = all.find((one) => one.id !== exceptId && asRead(one.name) === asRead(name));
  if (taken) throw new Problem("conflict", "warehouse-name-taken", { name: taken.name });
}

/** `seen` is what the form began with: whoever was faster is not overwritten unseen. */
export async function changeWarehouse(kit: Kit, signedIn: SignedIn, id: string, seen: WarehouseForm, form: WarehouseForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const all = await kit.db.all<WarehouseRow>(sql`SELECT * FROM warehouse`);
  if (!all.some((one) => one.id === id)) throw new Problem("missing", "warehouse-missing");
  refuseTaken(all, form.name, id);
  const isAsSeen = sql`id = ${id} AND name = ${seen.name} AND country IS ${seen.country} AND postal_code IS ${seen.postalCode} AND time_zone = ${seen.timeZone}`;
  const change = { at: kit.now(), userId: admin.id, action: "change-warehouse", subject: id, before: seen, after: form };
  const [, changed] = await kit.db.batch<[never, { id: string }]>([
    recordChange({ ...change, when: sql`EXISTS (SELECT 1 FROM warehouse WHERE ${isAsSeen})` }),
    sql`UPDATE warehouse SET name = ${form.name}, country = ${form.country}, postal_code = ${form.postalCode}, time_zone = ${form.timeZone}
      WHERE ${isAsSeen} RETURNING id`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "warehouse-changed-meanwhile");
}

/** True in SQL where anything stands in the warehouse `w`, is promised there or is expected. */
export const isStandingIn = sql`EXISTS (SELECT 1 FROM stock_level l WHERE l.warehouse_id = w.id
  AND (l.on_hand <> 0 OR l.allocated <> 0 OR l.unsellable <> 0 OR l.incoming <> 0))`;
export const isShippingFrom = sql`EXISTS (SELECT 1 FROM store_warehouse sw WHERE sw.warehouse_id = w.id)`;

export async function archiveWarehouse(kit: Kit, signedIn: SignedIn, id: string, archived: boolean): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const at = archived ? kit.now() : null;
  const isOther = sql`w.id = ${id} AND w.kind = 'merchant' AND (w.archived_at IS NULL) = ${Number(archived)}`;
  const mayGo = archived ? sql`${isOther} AND NOT ${isStandingIn} AND NOT ${isShippingFrom}` : isOther;
  const action = archived ? "archive-warehouse" : "restore-warehouse";
  const [, changed, found] = await kit.db.batch<[never, { id: string }, { archived_at: number | null; stands: number; kind: string }]>([
    recordChange({ at: kit.now(), userId: admin.id, action, subject: id, when: sql`EXISTS (SELECT 1 FROM warehouse w WHERE ${mayGo})` }),
    sql`UPDATE warehouse AS w SET archived_at = ${at} WHERE ${mayGo} RETURNING id`,
    sql`SELECT w.archived_at, w.kind, ${isStandingIn} AS stands FROM warehouse w WHERE w.id = ${id}`,
  ]);
  const [now] = found;
  if (!now) throw new Problem("missing", "warehouse-missing");
  if (changed.length > 0 || (now.archived_at !== null) === archived) return;
  if (now.kind === "fbt") throw new Problem("conflict", "warehouse-by-tiktok");
  throw new Problem("conflict", now.stands ? "warehouse-not-empty" : "warehouse-ships");
}
