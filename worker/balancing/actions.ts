/** What people decide about balancing: for which stores it may write to TikTok, how careful it is, whose rule differs, and that it stops. Every change is
 *  recorded with what was there before, and thought over at once. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireRight } from "../team/rights.ts";
import { type Person, requireAdmin, type SignedIn } from "../team/session.ts";
import { nameItems } from "./plan.ts";
import type { Level, Rule } from "./rule.ts";
import type { Dial } from "./speed.ts";
import type { BalanceDialRow, BalanceRuleRow } from "./table.ts";

const thinkOver = (kit: Kit) => kit.env.LIVE.send({ do: "balance-stock" });

export async function changeDial(kit: Kit, signedIn: SignedIn, dial: Dial): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.first<BalanceDialRow>(sql`SELECT * FROM balance_dial WHERE one = 1`);
  if (before?.dial === dial) return;
  await kit.db.run(
    sql`UPDATE balance_dial SET dial = ${dial} WHERE one = 1`,
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "change-balance-dial",
      subject: "balancing",
      before: before?.dial,
      after: dial,
    }),
    nameItems(null),
  );
  await thinkOver(kit);
}

/** Nothing more is sent, anywhere; what is on its way is still read. */
export async function pauseAll(kit: Kit, signedIn: SignedIn, isPaused: boolean): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const [changed] = await kit.db.batch<[object, never]>([
    sql`UPDATE balance_dial SET paused_at = ${isPaused ? kit.now() : null} WHERE one = 1 AND (paused_at IS NULL) = ${Number(isPaused)} RETURNING one`,
    recordPause(kit, admin, "balancing", null, isPaused),
  ]);
  if (changed.length > 0 && !isPaused) await wake(kit, nameItems(null));
}

export async function pauseStore(kit: Kit, signedIn: SignedIn, storeId: string, isPaused: boolean): Promise<void> {
  const person = await requireRight(kit, signedIn, storeId, "manage");
  const [changed] = await kit.db.batch<[object, never]>([
    sql`UPDATE balance_store SET paused_at = ${isPaused ? kit.now() : null}
      WHERE store_id = ${storeId} AND (paused_at IS NULL) = ${Number(isPaused)} RETURNING store_id`,
    recordPause(kit, person, storeId, storeId, isPaused),
  ]);
  if (changed.length === 0) return;
  if (!isPaused) await wake(kit, nameItems(storeId));
}

const recordPause = (kit: Kit, { id: userId }: Person, subject: string, storeId: string | null, isPaused: boolean) =>
  recordChange({
    at: kit.now(),
    userId,
    action: isPaused ? "pause-balancing" : "resume-balancing",
    subject,
    storeId,
    when: sql`changes() > 0`,
  });

async function wake(kit: Kit, ...statements: SQL[]): Promise<void> {
  await kit.db.run(...statements);
  await thinkOver(kit);
}

/** It writes to TikTok, so an admin says so for each store; without stock that is managed here there is nothing to tell. */
export async function balanceStore(kit: Kit, signedIn: SignedIn, storeId: string, isOn: boolean): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const store = await kit.db.first<{ stock_managed: number; began_at: number | null }>(
    sql`SELECT s.stock_managed, b.began_at FROM store s LEFT JOIN balance_store b ON b.store_id = s.id WHERE s.id = ${storeId}`,
  );
  if (!store) throw new Problem("missing", "store-missing");
  if (isOn && store.stock_managed === 0) throw new Problem("conflict", "balance-not-managed");
  if (isOn === (store.began_at !== null)) return;
  const recorded = recordChange({
    at: kit.now(),
    userId: admin.id,
    action: isOn ? "begin-balancing" : "end-balancing",
    subject: storeId,
    storeId,
  });
  // What TikTok shows stays as it is; the others may have what it no longer shares.
  if (isOn)
    await wake(
      kit,
      sql`INSERT OR IGNORE INTO balance_store (store_id, began_at) VALUES (${storeId}, ${kit.now()})`,
      recorded,
      nameItems(storeId),
    );
  else
    await wake(
      kit,
      nameItems(storeId),
      sql`DELETE FROM balance_store WHERE store_id = ${storeId}`,
      sql`DELETE FROM balance_listing WHERE store_id = ${storeId}`,
      recorded,
    );
}

/** Whom a rule is about. */
export interface RulePlace {
  level: Level;
  store: string | null;
  item: string | null;
  sku: string | null;
}

/** No rule puts the next wider one in its place. An item's rule holds in every store, so an admin says it. */
export async function changeRule(kit: Kit, signedIn: SignedIn, place: RulePlace, rule: Rule | null): Promise<void> {
  const person =
    place.level === "item" ? await requireAdmin(kit, signedIn) : await requireRight(kit, signedIn, place.store ?? "", "manage");
  const { store, item, sku } = await findPlace(kit, place);
  const same = sql`store_id = ${store} AND item_id = ${item} AND sku_id = ${sku}`;
  const before = await kit.db.first<BalanceRuleRow>(sql`SELECT * FROM balance_rule WHERE ${same}`);
  await wake(
    kit,
    rule
      ? sql`INSERT OR REPLACE INTO balance_rule (store_id, item_id, sku_id, kind, amount, reserve, max, stop_at, weight, changed_at)
          VALUES (${store}, ${item}, ${sku}, ${rule.kind}, ${rule.amount}, ${rule.reserve}, ${rule.max}, ${rule.stopAt}, ${rule.weight}, ${kit.now()})`
      : sql`DELETE FROM balance_rule WHERE ${same}`,
    recordChange({
      at: kit.now(),
      userId: person.id,
      action: rule ? "change-balance-rule" : "remove-balance-rule",
      subject: sku || item || store,
      storeId: store || null,
      before: before && {
        kind: before.kind,
        amount: before.amount,
        reserve: before.reserve,
        max: before.max,
        stopAt: before.stop_at,
        weight: before.weight,
      },
      after: rule ?? undefined,
    }),
    nameItems(store === "" ? null : store),
  );
}

async function findPlace(kit: Kit, { level, store, item, sku }: RulePlace): Promise<{ store: string; item: string; sku: string }> {
  if (level === "item") {
    if (!(await kit.db.first(sql`SELECT 1 AS yes FROM item WHERE id = ${item}`))) throw new Problem("missing", "item-missing");
    return { store: "", item: item ?? "", sku: "" };
  }
  if (level === "store") return { store: store ?? "", item: "", sku: "" };
  const listing = await kit.db.first(sql`SELECT 1 AS yes FROM listing WHERE store_id = ${store} AND sku_id = ${sku}`);
  if (!listing) throw new Problem("missing", "listing-missing");
  return { store: store ?? "", item: "", sku: sku ?? "" };
}
