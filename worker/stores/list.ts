/** The store pages' questions. What agents see of a store is in their session's list; these are for whoever may manage it. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, mayIn, type Right, rightsOf } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type Connection, connectionOf } from "./store.ts";
import type { StoreRow } from "./table.ts";

interface BackfillRow {
  stream: "orders" | "products" | "conversations";
  state: "running" | "done";
  from_time: number;
  at_time: number;
  done: number;
  total: number | null;
  error: string | null;
}

interface ConsentRow {
  seller_name: string | null;
  scopes: string;
  refresh_expires_time: number;
}

export interface StorePage {
  store: Omit<StoreRow, "shop_cipher">;
  rights: Right[];
  connection: Connection & { sellerName: string | null; scopes: string[] };
  backfills: BackfillRow[];
  /** Epoch seconds up to which a stream is known to be in; absent streams have not begun. */
  cursors: { stream: string; until_time: number; error: string | null }[];
  failedItems: { kind: string; item_id: string; reason: string; failed_at: number }[];
}

const FAILED_ITEMS_SHOWN_MAX = 50;

export async function openStorePage(kit: Kit, signedIn: SignedIn, storeId: string): Promise<StorePage> {
  const visible = sql`WITH ${who(signedIn)}, seen AS (SELECT s.* FROM store s WHERE s.id = ${storeId} AND ${mayIn(sql`s.id`, "read")})`;
  const [people, stores, consents, backfills, cursors, failedItems] = await kit.db.batch<
    [Person, StoreRow & { bits: number }, ConsentRow, BackfillRow, StorePage["cursors"][number], StorePage["failedItems"][number]]
  >([
    askWho(signedIn),
    sql`${visible} SELECT seen.*, ${bitsIn(sql`seen.id`)} AS bits FROM seen`,
    sql`${visible} SELECT a.seller_name, a.scopes, a.refresh_expires_time FROM seen JOIN authorization a ON a.id = seen.authorization_id`,
    sql`${visible} SELECT b.stream, b.state, b.from_time, b.at_time, b.done, b.total, b.error FROM seen JOIN backfill b ON b.store_id = seen.id`,
    sql`${visible} SELECT c.stream, c.until_time, c.error FROM seen JOIN cursor c ON c.store_id = seen.id`,
    sql`${visible} SELECT f.kind, f.item_id, f.reason, f.failed_at FROM seen JOIN failed_item f ON f.store_id = seen.id LIMIT ${FAILED_ITEMS_SHOWN_MAX}`,
  ]);
  requirePerson(people);
  const [row] = stores;
  if (!row) throw new Problem("missing", "store-missing");
  const { bits, shop_cipher: _, ...store } = row;
  const [consent] = consents;
  return {
    store,
    rights: rightsOf(bits),
    connection: {
      ...connectionOf(store, consent?.refresh_expires_time ?? null, kit.now() / 1000),
      sellerName: consent?.seller_name ?? null,
      scopes: consent ? (JSON.parse(consent.scopes) as string[]) : [],
    },
    backfills,
    cursors,
    failedItems,
  };
}
