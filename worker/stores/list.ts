/** The store pages' questions. What agents see of a store is in their session's list; these are for whoever may manage it. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS, type Right, rightsOf } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type FbtSetting, tellFbt } from "./fbt.ts";
import { type Connection, connectionOf } from "./store.ts";
import type { StoreRow } from "./table.ts";

interface BackfillRow {
  stream: "orders" | "products" | "conversations" | "cancellations" | "returns" | "fbt";
  state: "running" | "done";
  from_time: number;
  at_time: number;
  done: number;
  total: number | null;
}

interface ConsentRow {
  seller_name: string | null;
  scopes: string;
  refresh_expires_time: number;
}

/** What may be done with a store, and why not. Connecting and changing are an admin's. */
export interface StoreCan {
  change: Can;
  connect: Can;
  disconnect: Can;
  pull: Can;
}

export interface StorePage {
  can: StoreCan;
  store: Omit<StoreRow, "shop_cipher">;
  rights: Right[];
  connection: Connection & { sellerName: string | null; scopes: string[] };
  fbt: FbtSetting;
  backfills: BackfillRow[];
  /** Epoch seconds up to which a stream is known to be in; absent streams have not begun. */
  cursors: { stream: string; until_time: number }[];
  failedItems: { kind: string; item_id: string; reason: string; failed_at: number }[];
}

const FAILED_ITEMS_SHOWN_MAX = 50;

export async function openStorePage(kit: Kit, signedIn: SignedIn, storeId: string): Promise<StorePage> {
  const visible = sql`WITH ${who(signedIn)}, seen AS (SELECT s.* FROM store s WHERE s.id = ${storeId} AND ${mayIn(sql`s.id`, "read")})`;
  const [people, stores, consents, backfills, cursors, failedItems, warehouses] = await kit.db.batch<
    [
      Person,
      StoreRow & { bits: number },
      ConsentRow,
      BackfillRow,
      StorePage["cursors"][number],
      StorePage["failedItems"][number],
      FbtSetting["warehouses"][number],
    ]
  >([
    askWho(signedIn),
    sql`${visible} SELECT seen.*, ${bitsIn(sql`seen.id`)} AS bits FROM seen`,
    sql`${visible} SELECT a.seller_name, a.scopes, a.refresh_expires_time FROM seen JOIN authorization a ON a.id = seen.authorization_id`,
    sql`${visible} SELECT b.stream, b.state, b.from_time, b.at_time, b.done, b.total FROM seen JOIN backfill b ON b.store_id = seen.id`,
    sql`${visible} SELECT c.stream, c.until_time FROM seen JOIN cursor c ON c.store_id = seen.id`,
    sql`${visible} SELECT f.kind, f.item_id, f.reason, f.failed_at FROM seen JOIN failed_item f ON f.store_id = seen.id LIMIT ${FAILED_ITEMS_SHOWN_MAX}`,
    sql`${visible} SELECT w.id, w.name FROM seen JOIN warehouse w ON w.store_id = seen.id AND w.kind = 'fbt'`,
  ]);
  const person = requirePerson(people);
  const [row] = stores;
  if (!row) throw new Problem("missing", "store-missing");
  const { bits, shop_cipher: _, ...store } = row;
  const [consent] = consents;
  return {
    store,
    rights: rightsOf(bits),
    can: whatMayBeDone(person, row, bits),
    connection: {
      ...connectionOf(store, consent?.refresh_expires_time ?? null, kit.now() / 1000),
      sellerName: consent?.seller_name ?? null,
      scopes: consent ? (JSON.parse(consent.scopes) as string[]) : [],
    },
    fbt: tellFbt(store, warehouses, kit.now() / 1000),
    backfills,
    cursors,
    failedItems,
  };
}

function whatMayBeDone(person: Person, store: Pick<StoreRow, "state">, bits: number): StoreCan {
  const admin: Can = person.role === "admin" ? { ok: true } : cannot("admin-only");
  const isConnected = store.state === "connected";
  const pull =
    (bits & RIGHTS.manage) === 0
      ? cannot("right-missing", { right: "manage" })
      : isConnected
        ? ({ ok: true } as const)
        : cannot("store-disconnected");
  return { change: admin, connect: admin, disconnect: store.state === "disconnected" ? cannot("store-disconnected") : admin, pull };
}

export interface StoreListed {
  id: string;
  name: string;
  mark: number;
  marketplace: string;
  state: StoreRow["state"];
  shop_name: string | null;
  connection: Connection;
  /** Epoch seconds up to which each stream is in; null before it began. */
  until: { orders: number | null; conversations: number | null };
  running: { stream: string; done: number; total: number | null }[];
  failed: number;
}

interface StoreListRow extends Omit<StoreListed, "connection" | "until" | "running"> {
  refresh_expires_time: number | null;
  orders_until: number | null;
  conversations_until: number | null;
  running: string;
}

/** Directory › Stores. */
export async function listStores(kit: Kit, signedIn: SignedIn): Promise<StoreListed[]> {
  const [people, rows] = await kit.db.batch<[Person, StoreListRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id, s.name, s.mark, s.marketplace, s.state, s.shop_name, a.refresh_expires_time,
        (SELECT c.until_time FROM cursor c WHERE c.store_id = s.id AND c.stream = 'orders') AS orders_until,
        (SELECT c.until_time FROM cursor c WHERE c.store_id = s.id AND c.stream = 'conversations') AS conversations_until,
        (SELECT json_group_array(json_object('stream', b.stream, 'done', b.done, 'total', b.total))
          FROM backfill b WHERE b.store_id = s.id AND b.state = 'running') AS running,
        (SELECT COUNT(*) FROM failed_item f WHERE f.store_id = s.id) AS failed
      FROM who CROSS JOIN store s LEFT JOIN authorization a ON a.id = s.authorization_id WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  return rows
    .map(({ refresh_expires_time, orders_until, conversations_until, running, ...row }) => ({
      ...row,
      connection: connectionOf(row, refresh_expires_time, kit.now() / 1000),
      until: { orders: orders_until, conversations: conversations_until },
      running: JSON.parse(running) as StoreListed["running"],
    }))
    .sort((one, other) => one.mark - other.mark);
}
