/** Settings › Health, as admins read it: what is not well with what may be done about it, how each store is followed, and single things that could
 *  not be brought in, which may be asked for again. One batch to D1. */
import { sql } from "drizzle-orm";
import { type Size, type SizeDay, type SizeRow, showSize, sizeDays, sizeFound } from "../archiving/size.ts";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { Problem } from "../problem.ts";
import { type DriftRow, driftsFound, type RecountRow, recountFound, showRecount } from "../stock/recount.ts";
import { quotaName } from "../stores/shop.ts";
import { recordChange } from "../team/audit.ts";
import { askWho, type Person, requireAdmin, requirePerson, type SignedIn } from "../team/session.ts";
import { sendJobs } from "./consume.ts";
import { pulseOf, type StoreFacts, type Trouble, troublesOf } from "./troubles.ts";
import type { Heard } from "./well.ts";

/** A room is late once the minute's round should have woken it. */
const ROOM_LATE_MS = 90_000;
const LATE_ROOMS_COUNTED_MAX = 500;
const ITEMS_SHOWN_MAX = 100;
const COUNTED_MAX = 100;
/** Days of proof that are looked at, as the page of gaps shows them. */
const PROOF_DAYS_MS = 35 * 86_400_000;
const RETRIED_AT_ONCE_MAX = 500;

export interface FailedItem {
  store_id: string;
  kind: "order" | "conversation" | "product" | "cancellation" | "return";
  item_id: string;
  reason: string;
  failed_at: number;
}

export interface StoreHealth {
  id: string;
  state: Heard["state"];
  /** Epoch milliseconds; null where it never happened. */
  webhookAt: number | null;
  sweepAt: number | null;
  reconcileAt: number | null;
  aftersalesAt: number | null;
  /** Everything of the stream up to this epoch second is here; null before it began. */
  ordersUntil: number | null;
  messagesUntil: number | null;
  /** Epoch seconds: when the seller must consent again. */
  consentEnds: number | null;
  /** Single things of TikTok's that could not be brought in. */
  gaps: number;
  running: { stream: string; done: number; total: number | null }[];
  lateRooms: number;
  chatCalls: { used: number; most: number };
}

type StoreRow = Omit<StoreFacts, "lateRooms" | "chatCalls"> &
  Pick<StoreHealth, "ordersUntil" | "messagesUntil"> & {
    webhook_at: number | null;
    marketplace: string;
    shop_id: string | null;
    running: string;
  };

const askStores = (
  now: number,
) => sql`SELECT s.id, s.state, s.reason, s.marketplace, s.shop_id, s.orders_import, s.fbt_import, s.chat_import,
    s.connected_at, s.begin_since, h.webhook_at, h.sweep_at, h.reconcile_at, h.aftersales_at, a.refresh_expires_time AS consentEnds,
    (SELECT MAX(c.last_time) FROM conversation c WHERE c.store_id = s.id) AS last_time,
    (SELECT c.until_time FROM cursor c WHERE c.store_id = s.id AND c.stream = CASE s.orders_import WHEN 1 THEN 'orders' ELSE 'fbt' END) AS ordersUntil,
    (SELECT c.until_time FROM cursor c WHERE c.store_id = s.id AND c.stream = 'conversations') AS messagesUntil,
    (SELECT COUNT(*) FROM failed_item f WHERE f.store_id = s.id) AS gaps,
    (SELECT COUNT(*) FROM gap_day d WHERE d.store_id = s.id AND d.day >= ${new Date(now - PROOF_DAYS_MS).toISOString().slice(0, 10)}
      AND d.verdict = 'open') AS openDays,
    (SELECT b.paused_at FROM balance_store b WHERE b.store_id = s.id) AS balancingPausedAt,
    (SELECT json_group_array(json_object('stream', b.stream, 'done', b.done, 'total', b.total))
      FROM backfill b WHERE b.store_id = s.id AND b.state = 'running') AS running
  FROM store s LEFT JOIN store_health h ON h.store_id = s.id LEFT JOIN authorization a ON a.id = s.authorization_id`;

interface DeskRow {
  given_up: number;
  unmatched: number;
  paused_at: number | null;
}

export interface HealthPage {
  troubles: Trouble[];
  stores: StoreHealth[];
  items: FailedItem[];
  isMoreItems: boolean;
  /** When the clock's rounds last ran; epoch milliseconds. */
  pulseAt: number | null;
  recount: ReturnType<typeof showRecount>;
  size: Size;
}

export async function openHealthPage(kit: Kit, signedIn: SignedIn): Promise<HealthPage> {
  const now = kit.now();
  const [people, rows, late, items, beats, desks, recounts, drifts, sizes, days] = await kit.db.batch<
    [Person, StoreRow, { store_id: string }, FailedItem, { name: string; at: number }, DeskRow, RecountRow, DriftRow, SizeRow, SizeDay]
  >([
    askWho(signedIn),
    askStores(now),
    sql`SELECT store_id FROM ticket INDEXED BY ticket_overdue WHERE wake_at < ${now - ROOM_LATE_MS} LIMIT ${LATE_ROOMS_COUNTED_MAX}`,
    sql`SELECT f.* FROM store s CROSS JOIN failed_item f ON f.store_id = s.id LIMIT ${ITEMS_SHOWN_MAX + 1}`,
    sql`SELECT name, at FROM desk_beat`,
    sql`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM dead_letter INDEXED BY dead_letter_open WHERE replayed_at IS NULL AND failed_at > 0 LIMIT ${COUNTED_MAX})) AS given_up,
      (SELECT COUNT(*) FROM (SELECT 1 FROM unmatched_mail INDEXED BY unmatched_mail_open WHERE settled_at IS NULL AND at > 0 LIMIT ${COUNTED_MAX})) AS unmatched,
      (SELECT d.paused_at FROM balance_dial d WHERE d.one = 1) AS paused_at`,
    recountFound,
    driftsFound,
    sizeFound,
    sizeDays(now),
  ]);
  if (requirePerson(people).role !== "admin") throw new Problem("forbidden", "admin-only");
  const calls = await countCalls(kit, rows);
  const stores = rows.map((row) => ({
    ...row,
    lateRooms: late.filter(({ store_id }) => store_id === row.id).length,
    chatCalls: calls.get(quotaName(kit, row)) ?? { used: 0, most: 0 },
  }));
  const [desk] = desks;
  const recount = showRecount(recounts, drifts);
  const pulseAt = pulseOf(beats);
  const facts = { pulseAt, givenUp: desk?.given_up ?? 0, unmatched: desk?.unmatched ?? 0, balancingPausedAt: desk?.paused_at ?? null };
  const size = showSize(kit, sizes, days);
  const troubles = troublesOf({ ...facts, drifts: recount?.drifts.length ?? 0, full: size.bytes / size.limit }, stores, now);
  const isWell = ({ id }: StoreFacts) => Number(!troubles.some(({ store }) => store === id));
  return {
    troubles,
    stores: stores.toSorted((one, other) => isWell(one) - isWell(other)).map(showStore),
    items: items.slice(0, ITEMS_SHOWN_MAX),
    isMoreItems: items.length > ITEMS_SHOWN_MAX,
    pulseAt,
    recount,
    size,
  };
}

/** Stores may share a day's calls: each count is asked for once. */
async function countCalls(kit: Kit, rows: StoreRow[]): Promise<Map<string, StoreHealth["chatCalls"]>> {
  const names = [...new Set(rows.map((row) => quotaName(kit, row)))];
  return new Map(await Promise.all(names.map(async (name) => [name, await kit.env.QUOTA.getByName(name).count()] as const)));
}

function showStore({ id, state, webhook_at, sweep_at, reconcile_at, aftersales_at, running, ...row }: StoreRow & StoreFacts): StoreHealth {
  const { ordersUntil, messagesUntil, consentEnds, gaps, lateRooms, chatCalls } = row;
  const heard = { webhookAt: webhook_at, sweepAt: sweep_at, reconcileAt: reconcile_at, aftersalesAt: aftersales_at };
  const work = JSON.parse(running) as StoreHealth["running"];
  return { id, state, ...heard, ordersUntil, messagesUntil, consentEnds, gaps, running: work, lateRooms, chatCalls };
}

/** One thing of a store, or all of a store's, asked for again; answers how many. Those that TikTok tells by name go by name; the others are
 *  gone over with what has changed. */
export async function retryItems(
  kit: Kit,
  signedIn: SignedIn,
  wish: { store: string; kind?: FailedItem["kind"]; item?: string },
): Promise<number> {
  const admin = await requireAdmin(kit, signedIn);
  const { store, kind, item } = wish;
  const one = kind === undefined || item === undefined ? sql`` : sql`AND kind = ${kind} AND item_id = ${item}`;
  const items = await kit.db.all<FailedItem>(sql`SELECT * FROM failed_item WHERE store_id = ${store} ${one} LIMIT ${RETRIED_AT_ONCE_MAX}`);
  if (items.length === 0) throw new Problem("missing", "item-came-in");
  await sendJobs(kit.env.LIVE, jobsFor(store, items));
  const after = { count: items.length };
  await kit.db.run(recordChange({ at: kit.now(), userId: admin.id, action: "retry-items", subject: item ?? store, storeId: store, after }));
  return items.length;
}

function jobsFor(store: string, items: FailedItem[]): Job[] {
  const of = (kind: FailedItem["kind"]) => items.filter((item) => item.kind === kind).map(({ item_id }) => item_id);
  const orders = of("order");
  const isAftersale = items.some(({ kind }) => kind === "cancellation" || kind === "return");
  return [
    ...(orders.length > 0 ? [{ do: "pull-orders", store, orders } as const] : []),
    ...of("conversation").map((conversation) => ({ do: "pull-conversation", store, conversation }) as const),
    ...of("product").map((product) => ({ do: "pull-product", store, product }) as const),
    ...(isAftersale ? [{ do: "reconcile-aftersales", store } as const] : []),
  ];
}
