/** One order as its page shows it: the order, its units grouped by SKU, packages, money, the recipient or the reason why there is none, and
 *  what may be done with it. */
import { type SQL, sql } from "drizzle-orm";
import { openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn, type Can, cannot, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type Stage, stageName } from "./stage.ts";
import type { OrderRow, PackageRow, RecipientRow } from "./table.ts";

export interface Unit {
  id: string;
  status: string;
  package_id: string | null;
  price_minor: number;
  is_gift: number;
  cancel_by: string | null;
  cancel_reason: string | null;
}

export interface UnitGroup {
  sku_id: string;
  product_id: string | null;
  title: string;
  variation: string | null;
  seller_sku: string | null;
  image_url: string | null;
  units: Unit[];
}

/** Why a recipient is absent or starred. A normal state, always with its reason. */
export type HiddenReason = "fbt" | "not-paid" | "on-hold" | "cancelled" | "platform-shipping" | "right-missing" | "masked" | "erased";

export interface OrderPage {
  order: Omit<OrderRow, "stage" | "hash" | "sent_at" | "words_hash" | "turn"> & { stage: Stage; warehouse: string | null };
  groups: UnitGroup[];
  packages: Omit<PackageRow, "order_id">[];
  recipient: Omit<RecipientRow, "order_id" | "is_masked"> | null;
  recipientHidden: HiddenReason | null;
  can: { write: Can };
}

interface GroupedLine extends Unit, Omit<UnitGroup, "units"> {}

/** One order with all that hangs on it, as one row: the children come as JSON, so that the session is asked about once. */
export interface SeenOrder extends OrderRow {
  bits: number;
  store_state: StoreRow["state"];
  warehouse: string | null;
  lines: string;
  packages: string;
  recipient: string | null;
}

/** What is read of an order `o` by a person of `who` whose rights in its store are `bits`. */
export function readOrder(bits: SQL, storeState = sql`(SELECT s.state FROM store s WHERE s.id = o.store_id)`): SQL {
  return sql`o.*, ${bits} AS bits, ${storeState} AS store_state,
    (SELECT w.name FROM shop_warehouse w WHERE w.store_id = o.store_id AND w.id = o.warehouse_id) AS warehouse,
    (SELECT json_group_array(json_object('id', l.id, 'status', l.status, 'package_id', l.package_id, 'price_minor', l.price_minor,
        'is_gift', l.is_gift, 'cancel_by', l.cancel_by, 'cancel_reason', l.cancel_reason, 'sku_id', l.sku_id, 'product_id', g.product_id,
        'title', g.title, 'variation', g.variation, 'seller_sku', g.seller_sku, 'image_url', g.image_url))
      FROM order_line l LEFT JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id WHERE l.order_id = o.id) AS lines,
    (SELECT json_group_array(json_object('id', p.id, 'status', p.status, 'provider', p.provider, 'tracking_number', p.tracking_number))
      FROM package p WHERE p.order_id = o.id) AS packages,
    CASE WHEN ${bits} & ${RIGHTS.personal} THEN (SELECT json_object('is_masked', r.is_masked, 'name', r.name, 'phone', r.phone,
        'address', r.address, 'city', r.city, 'region', r.region, 'postal_code', r.postal_code, 'country', r.country, 'email', r.email)
      FROM recipient r WHERE r.order_id = o.id) END AS recipient`;
}

export function assembleOrder(row: SeenOrder): OrderPage {
  const { bits, store_state, hash: _h, sent_at: _s, words_hash: _w, turn: _t, lines, packages, recipient: written, ...order } = row;
  const recipient = written ? (JSON.parse(written) as Omit<RecipientRow, "order_id">) : null;
  return {
    order: { ...order, stage: stageName(row.stage) },
    groups: groupUnits(JSON.parse(lines) as GroupedLine[]),
    packages: JSON.parse(packages) as OrderPage["packages"],
    recipient: recipient && readRecipient(recipient),
    recipientHidden: hiddenReason(row, recipient, (bits & RIGHTS.personal) !== 0),
    can: { write: canWrite(bits, store_state, row.buyer_user_id) },
  };
}

/** Whether a conversation with the buyer may be begun; whether TikTok allows it is only known by asking. */
function canWrite(bits: number, store: StoreRow["state"], buyer: string | null): Can {
  if ((bits & RIGHTS.reply) === 0) return cannot("right-missing", { right: "reply" });
  if (store === "disconnected") return cannot("store-disconnected");
  return buyer ? { ok: true } : cannot("buyer-unknown");
}

/** The second an order is filed under, by its id alone: one of its lines tells it, or the archive. */
export const createTimeOf = (orderId: SQL) => sql`IFNULL((SELECT l.create_time FROM order_line l WHERE l.order_id = ${orderId} LIMIT 1),
  (SELECT c.create_time FROM order_cold c WHERE c.order_id = ${orderId}))`;

/** `o` by its id alone, for FROM. */
export const orderById = (orderId: SQL) => sql`orders o ON o.create_time = ${createTimeOf(orderId)} AND o.id = ${orderId}`;

/** What of these orders lies in the archive, read there. */
export async function fillFromArchive<T extends SeenOrder>(kit: Kit, rows: T[]): Promise<T[]> {
  const cold = rows.filter((row) => row.cold_at !== null);
  if (cold.length === 0) return rows;
  const asked = JSON.stringify(cold.map(({ create_time: t, id, bits, store_state: state }) => ({ t, id, bits, state })));
  const archive = await openArchive(
    kit,
    cold.map(({ id }) => id),
  );
  const full = await (archive ?? kit).db.all<SeenOrder>(
    sql`SELECT ${readOrder(sql`(k.value->>'bits')`, sql`k.value->>'state'`)} FROM json_each(${asked}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'`,
  );
  return rows.map((row) => ({ ...row, ...full.find(({ id }) => id === row.id) }));
}

export async function openOrder(kit: Kit, signedIn: SignedIn, orderId: string): Promise<OrderPage> {
  const [people, rows] = await kit.db.batch<[Person, SeenOrder]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${readOrder(bitsIn(sql`o.store_id`))} FROM who CROSS JOIN ${orderById(sql`${orderId}`)}
      WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
  ]);
  requirePerson(people);
  const [row] = await fillFromArchive(kit, rows);
  if (!row) throw new Problem("missing", "order-missing");
  return assembleOrder(row);
}

function readRecipient({ is_masked: _m, ...shown }: Omit<RecipientRow, "order_id">): OrderPage["recipient"] {
  return shown;
}

/** TikTok's masking rules: https://partner.tiktokshop.com/docv2/page/order-api-overview ("recipient_address"). */
function hiddenReason(
  order: Pick<OrderRow, "fulfilled_by" | "status" | "shipping_type" | "person_gone_at">,
  recipient: Pick<RecipientRow, "is_masked"> | null,
  mayRead: boolean,
): HiddenReason | null {
  if (!mayRead) return "right-missing";
  if (order.person_gone_at !== null) return "erased";
  if (recipient && !recipient.is_masked) return null;
  if (order.fulfilled_by === "store") return "fbt";
  if (order.status === "UNPAID") return "not-paid";
  if (order.status === "ON_HOLD") return "on-hold";
  if (order.status === "CANCELLED") return "cancelled";
  return order.shipping_type === "TIKTOK" ? "platform-shipping" : "masked";
}

function groupUnits(lines: GroupedLine[]): UnitGroup[] {
  const groups = new Map<string, UnitGroup>();
  for (const line of lines) {
    const { sku_id, product_id, title, variation, seller_sku, image_url } = line;
    const group = groups.get(sku_id) ?? { sku_id, product_id, title: title ?? "", variation, seller_sku, image_url, units: [] };
    const { id, status, package_id, price_minor, is_gift, cancel_by, cancel_reason } = line;
    group.units.push({ id, status, package_id, price_minor, is_gift, cancel_by, cancel_reason });
    groups.set(sku_id, group);
  }
  return [...groups.values()];
}
