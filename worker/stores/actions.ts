/** What people change about a store. Every change is recorded with what was there before; a save that did not see the newest version is
 *  refused, so that two admins never overwrite each other unseen. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { worksFor } from "../team/teams.ts";
import { dropUnusedAuthorization } from "./authorization.ts";
import { setFbt } from "./fbt.ts";
import { findStore } from "./shop.ts";
import { noAddress, replyTargetMinutesOf, type StoreChange, type StoreForm } from "./store.ts";
import type { StoreRow } from "./table.ts";

export async function createStore(kit: Kit, signedIn: SignedIn, form: StoreForm): Promise<{ id: string }> {
  const admin = await requireAdmin(kit, signedIn);
  if (await isNameTaken(kit, form.name)) throw new Problem("conflict", "store-name-taken", { name: form.name });
  const id = mintStoreId(kit);
  await kit.db.run(
    insertStore(kit, id, form),
    recordChange({ at: kit.now(), userId: admin.id, action: "create-store", subject: id, storeId: id, after: form }),
  );
  return { id };
}

export const mintStoreId = (kit: Kit) => mintId(kit, "sto_", 6);

/** Inserts nothing where another store has the shop already. */
export const insertStore = (kit: Kit, id: string, form: StoreForm, shopId: string | null = null) =>
  sql`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, address, reply_target_minutes, created_at)
    SELECT ${id}, ${form.name}, 1 + IFNULL((SELECT MAX(mark) FROM store), 0), ${form.marketplace}, ${form.currency}, ${form.timeZone},
      ${JSON.stringify(form.address ?? noAddress(form.marketplace))}, ${replyTargetMinutesOf(form.marketplace)}, ${kit.now()}
    WHERE NOT EXISTS (SELECT 1 FROM store WHERE shop_id = ${shopId})`;

export async function isNameTaken(kit: Kit, name: string, exceptId = ""): Promise<boolean> {
  return (await kit.db.first(sql`SELECT 1 AS yes FROM store WHERE name = ${name} AND id <> ${exceptId}`)) !== null;
}

const columns: Record<Exclude<keyof StoreChange, "fbt">, string> = {
  name: "name",
  currency: "currency",
  timeZone: "time_zone",
  address: "address",
  ordersImport: "orders_import",
  chatImport: "chat_import",
  stockManaged: "stock_managed",
  orderOpensTicket: "order_opens_ticket",
  reopenDays: "reopen_days",
  quietDays: "quiet_days",
  replyTargetMinutes: "reply_target_minutes",
  nextTargetMinutes: "next_target_minutes",
  resolutionTargetMinutes: "resolution_target_minutes",
  calendarId: "calendar_id",
  promiseOverrides: "promise_overrides",
  mailAddress: "mail_address",
  dealTo: "deal_to",
};

export async function changeStore(kit: Kit, signedIn: SignedIn, id: string, version: number, wanted: StoreChange): Promise<void> {
  const { fbt: wish, ...change } = wanted;
  const admin = await requireAdmin(kit, signedIn);
  const before = await findStore(kit, id);
  if (!before) throw new Problem("missing", "store-missing");
  if (change.name && (await isNameTaken(kit, change.name, id))) throw new Problem("conflict", "store-name-taken", { name: change.name });
  if (change.dealTo) await refuseUnknownTeam(kit, id, change.dealTo);
  const fbt = wish && (await setFbt(kit, before, wish));
  const keys = (Object.keys(change) as (keyof typeof change)[]).filter((key) => change[key] !== undefined);
  const sets = [...keys.map((key): SQL => sql`${sql.raw(columns[key])} = ${toColumn(change[key])}`), ...(fbt?.sets ?? [])];
  if (sets.length === 0) return;
  // What left before is not counted: the shelves are as they are found.
  if (change.stockManaged && !before.stock_managed) sets.push(sql`stock_since = ${Math.floor(kit.now() / 1000)}`);
  const [changed] = await kit.db.batch<[{ id: string }, never]>([
    sql`UPDATE store SET ${sql.join(sets, sql`, `)}, version = version + 1 WHERE id = ${id} AND version = ${version} RETURNING id`,
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "change-store",
      subject: id,
      storeId: id,
      before: { ...Object.fromEntries(keys.map((key) => [key, before[columns[key] as keyof StoreRow]])), ...(fbt && { fbt: fbt.before }) },
      after: { ...change, ...(fbt && { fbt: fbt.after }) },
    }),
  ]);
  if (changed.length === 0) throw new Problem("conflict", "store-changed-meanwhile");
  if (change.stockManaged !== undefined) await kit.env.LONG.send({ do: "settle-store", store: id });
  if (fbt?.after.isOn) await kit.env.LONG.send({ do: "backfill-fbt", store: id });
}

async function refuseUnknownTeam(kit: Kit, storeId: string, to: string): Promise<void> {
  if (to === "*") return;
  const team = await kit.db.first(
    sql`SELECT 1 AS yes FROM team t WHERE t.id = ${to} AND t.gone_at IS NULL AND ${worksFor(sql`${storeId}`)}`,
  );
  if (!team) throw new Problem("invalid", "team-unknown");
}

function toColumn(value: StoreChange[keyof StoreChange]): string | number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return value ?? null;
}

/** Keeps everything the store brought in. The tokens go when no other store lives on the same consent. */
export async function disconnectStore(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const store = await findStore(kit, id);
  if (!store) throw new Problem("missing", "store-missing");
  if (!store.authorization_id) return;
  await kit.db.run(
    sql`UPDATE store SET state = 'disconnected', reason = NULL, authorization_id = NULL, version = version + 1 WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "disconnect-store", subject: id, storeId: id }),
  );
  await dropUnusedAuthorization(kit, store.authorization_id);
}

/** TikTok answers this store only after the seller consents again: said everywhere, and nothing is thrown away. False when the seller has
 *  consented anew since the store was read, or it was changed otherwise, and what failed may simply be tried again. */
export async function markReauthorize(kit: Kit, store: Pick<StoreRow, "id" | "version">, reason: string): Promise<boolean> {
  const [, now] = await kit.db.batch<[never, Pick<StoreRow, "state">]>([
    sql`UPDATE store SET state = 'reauthorize', reason = ${reason}, version = version + 1
      WHERE id = ${store.id} AND state = 'connected' AND version = ${store.version}`,
    sql`SELECT state FROM store WHERE id = ${store.id}`,
  ]);
  return now[0]?.state !== "connected";
}
