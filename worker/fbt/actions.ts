/** What people make happen about goods in TikTok's warehouses: read them now, and begin a comparison anew from what TikTok says today. Neither changes
 *  stock, TikTok's or ours. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { hasScope } from "../inventory/goods.ts";
import { Problem } from "../problem.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { recordChange } from "../team/audit.ts";
import { requireRight } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { pullInbounds } from "./inbound.ts";
import { pullStock } from "./pull.ts";
import type { FbtLevelRow, FbtWalkRow } from "./table.ts";

/** Read so recently, it is not read again: many people may press the same button. */
const FRESH_MS = 20_000;

export async function refreshStock(kit: Kit, signedIn: SignedIn, storeId: string): Promise<void> {
  await requireRight(kit, signedIn, storeId, "read");
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  if (store.state !== "connected") throw new Problem("conflict", "store-disconnected");
  const shop = openShop(kit, store);
  if (!(await hasScope(kit, shop))) throw new Problem("conflict", "fbt-scope-missing");
  const walk = await kit.db.first<FbtWalkRow>(sql`SELECT * FROM fbt_walk WHERE store_id = ${storeId}`);
  if (walk && walk.because === null && walk.at > kit.now() - FRESH_MS) return;
  await pullStock(kit, shop, null, "person");
  await pullInbounds(kit, shop, null);
}

interface Wish {
  store: string;
  goods: string;
  /** The difference the person saw. */
  seen: number;
}

/** Of the item the goods are, over all goods that are made of it. */
export async function compareAnew(kit: Kit, signedIn: SignedIn, { store, goods, seen }: Wish): Promise<void> {
  const person = await requireRight(kit, signedIn, store, "manage");
  const before = await kit.db.first<FbtLevelRow>(
    sql`SELECT l.* FROM fbt_line f CROSS JOIN fbt_level l ON l.store_id = f.store_id AND l.item_id = f.item_id
      WHERE f.store_id = ${store} AND f.id = ${goods}`,
  );
  if (!before) throw new Problem("missing", "fbt-goods-missing");
  const now = kit.now();
  const isSeen = sql`store_id = ${store} AND item_id = ${before.item_id} AND theirs - ours - received - base = ${seen}`;
  const change = { at: now, userId: person.id, action: "compare-fbt-anew", subject: before.item_id, storeId: store };
  const { theirs, ours, received, base } = before;
  const [, changed] = await kit.db.batch<[never, { item_id: string }]>([
    recordChange({
      ...change,
      before: { theirs, expected: ours + received + base },
      after: { theirs, expected: theirs },
      when: sql`EXISTS (SELECT 1 FROM fbt_level WHERE ${isSeen})`,
    }),
    sql`UPDATE fbt_level SET base = theirs - ours - received, begun_time = ${Math.floor(now / 1000)}, changed_at = ${now} WHERE ${isSeen}
      RETURNING item_id`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "fbt-moved-meanwhile");
}
