/** A seller's consent as D1 knows it: which shops it covers and which stores live on it. Its tokens are in its room. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import type { AppRegion, AuthorizedShop, TokenPair } from "../tiktok/authorization.ts";

/** A seller who consents again keeps the same authorization, so that all its stores live on. */
export async function keepAuthorization(kit: Kit, region: AppRegion, pair: TokenPair, shops: AuthorizedShop[]): Promise<string> {
  const id = mintId(kit, "aut_");
  const row = await kit.db.first<{ id: string }>(
    sql`INSERT INTO authorization (id, region, open_id, seller_name, base_region, state, scopes, access_expires_time, refresh_expires_time, updated_at)
      VALUES (${id}, ${region}, ${pair.openId}, ${pair.sellerName}, ${pair.baseRegion}, 'connected', ${JSON.stringify(pair.scopes)},
        ${pair.accessExpiresTime}, ${pair.refreshExpiresTime}, ${kit.now()})
      ON CONFLICT (region, open_id) DO UPDATE SET seller_name = excluded.seller_name, state = 'connected', reason = NULL,
        scopes = excluded.scopes, updated_at = excluded.updated_at
      RETURNING id`,
  );
  const authorizationId = row?.id ?? id;
  await kit.env.AUTHORIZATION.getByName(authorizationId).keep(authorizationId, region, pair);
  await kit.db.run(
    sql`DELETE FROM authorized_shop WHERE authorization_id = ${authorizationId}`,
    sql`INSERT INTO authorized_shop (authorization_id, shop_id, name, region, seller_type, cipher)
      SELECT ${authorizationId}, value->>'id', value->>'name', value->>'region', value->>'sellerType', value->>'cipher'
      FROM json_each(${JSON.stringify(shops)})`,
    // Stores that already live on this consent, whatever became of it, live again; TikTok may have changed their ciphers.
    sql`UPDATE store SET state = 'connected', reason = NULL, version = version + 1, shop_name = s.name, shop_cipher = s.cipher,
        begin_since = ${kit.now()}
      FROM authorized_shop s WHERE store.authorization_id = ${authorizationId} AND s.authorization_id = ${authorizationId}
        AND s.shop_id = store.shop_id`,
  );
  const stores = await kit.db.all<{ id: string }>(sql`SELECT id FROM store WHERE authorization_id = ${authorizationId}`);
  for (const store of stores) await kit.env.LIVE.send({ do: "begin-store", store: store.id });
  return authorizationId;
}

/** Consent that no store lives on is not kept: its tokens are destroyed. */
export async function dropUnusedAuthorization(kit: Kit, id: string): Promise<void> {
  if (await kit.db.first(sql`SELECT 1 AS yes FROM store WHERE authorization_id = ${id} LIMIT 1`)) return;
  await kit.env.AUTHORIZATION.getByName(id).forget();
  await kit.db.run(sql`DELETE FROM authorization WHERE id = ${id}`);
}

/** Consent whose choice of shops was never made. */
export async function dropAbandoned(kit: Kit, olderThan: number): Promise<void> {
  const rows = await kit.db.all<{ id: string }>(sql`SELECT id FROM authorization WHERE updated_at < ${olderThan}`);
  for (const { id } of rows) await dropUnusedAuthorization(kit, id);
}
