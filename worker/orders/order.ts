/** One order as its page shows it: the order, its units grouped by SKU, packages, money, the recipient or the reason why there is none, and
 *  what may be done with it. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type Stage, stageName } from "./stage.ts";
import type { LineRow, OrderRow, PackageRow, RecipientRow } from "./table.ts";

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
export type HiddenReason = "fbt" | "not-paid" | "on-hold" | "cancelled" | "platform-shipping" | "right-missing" | "masked";

export interface OrderPage {
  order: Omit<OrderRow, "stage" | "hash" | "sent_at" | "words_hash" | "turn"> & { stage: Stage; warehouse: string | null };
  groups: UnitGroup[];
  packages: PackageRow[];
  recipient: Omit<RecipientRow, "order_id" | "is_masked"> | null;
  recipientHidden: HiddenReason | null;
}

type GroupedLine = LineRow & Pick<UnitGroup, "title" | "variation" | "seller_sku" | "image_url" | "product_id">;
type SeenOrder = OrderRow & { bits: number; warehouse: string | null };

/** What is read of the orders in a common table `seen` (rows of orders the person may read): orders, lines, packages, recipients. */
export type OrderRows = [SeenOrder, GroupedLine, PackageRow, RecipientRow];

/** `seen` begins with WITH and holds `who` and `seen`. */
export function readSeenOrders(seen: SQL): SQL[] {
  return [
    sql`${seen} SELECT seen.*, ${bitsIn(sql`seen.store_id`)} AS bits, w.name AS warehouse
      FROM seen LEFT JOIN shop_warehouse w ON w.store_id = seen.store_id AND w.id = seen.warehouse_id`,
    sql`${seen} SELECT l.*, g.product_id, g.title, g.variation, g.seller_sku, g.image_url
      FROM seen CROSS JOIN order_line l ON l.order_id = seen.id LEFT JOIN listing g ON g.store_id = seen.store_id AND g.sku_id = l.sku_id`,
    sql`${seen} SELECT p.* FROM seen CROSS JOIN package p ON p.order_id = seen.id`,
    sql`${seen} SELECT r.* FROM seen CROSS JOIN recipient r ON r.order_id = seen.id WHERE ${bitsIn(sql`seen.store_id`)} & ${RIGHTS.personal}`,
  ];
}

export function assembleOrders(orders: SeenOrder[], lines: GroupedLine[], packages: PackageRow[], recipients: RecipientRow[]): OrderPage[] {
  return orders.map((row) => {
    const { bits, hash: _h, sent_at: _s, words_hash: _w, turn: _t, ...order } = row;
    const recipient = recipients.find((one) => one.order_id === row.id) ?? null;
    return {
      order: { ...order, stage: stageName(row.stage) },
      groups: groupUnits(lines.filter((line) => line.order_id === row.id)),
      packages: packages.filter((one) => one.order_id === row.id),
      recipient: recipient && readRecipient(recipient),
      recipientHidden: hiddenReason(row, recipient, (bits & RIGHTS.personal) !== 0),
    };
  });
}

/** An order by its id alone: one of its lines tells the second it is filed under. */
export const findSeen = (signedIn: SignedIn, orderId: string) => sql`WITH ${who(signedIn)}, seen AS MATERIALIZED (
  SELECT o.* FROM (SELECT create_time FROM order_line WHERE order_id = ${orderId} LIMIT 1) l
  CROSS JOIN orders o ON o.create_time = l.create_time AND o.id = ${orderId} WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read})`;

export async function openOrder(kit: Kit, signedIn: SignedIn, orderId: string): Promise<OrderPage> {
  const [people, ...rows] = await kit.db.batch<[Person, ...OrderRows]>([askWho(signedIn), ...readSeenOrders(findSeen(signedIn, orderId))]);
  requirePerson(people);
  const [page] = assembleOrders(...rows);
  if (!page) throw new Problem("missing", "order-missing");
  return page;
}

function readRecipient({ order_id: _o, is_masked: _m, ...shown }: RecipientRow): OrderPage["recipient"] {
  return shown;
}

/** TikTok's masking rules: https://partner.tiktokshop.com/docv2/page/order-api-overview ("recipient_address"). */
export function hiddenReason(
  order: Pick<OrderRow, "fulfilled_by" | "status" | "shipping_type">,
  recipient: RecipientRow | null,
  mayRead: boolean,
): HiddenReason | null {
  if (!mayRead) return "right-missing";
  if (recipient && !recipient.is_masked) return null;
  if (order.fulfilled_by === "store") return "fbt";
  if (order.status === "UNPAID") return "not-paid";
  if (order.status === "ON_HOLD") return "on-hold";
  if (order.status === "CANCELLED") return "cancelled";
  return order.shipping_type === "TIKTOK" ? "platform-shipping" : "masked";
}

export function groupUnits(lines: GroupedLine[]): UnitGroup[] {
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
