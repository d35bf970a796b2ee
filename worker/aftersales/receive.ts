/** Goods that came back, unit by unit: fit to be sold again, not, missing, or not looked at yet. Each unit goes onto a shelf once for ever; one that
 *  was not looked at may be judged later. What was never ours to count (ignored or unmapped listings) is noted and moves nothing. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Movement, postMovements } from "../stock/ledger.ts";
import { pokeStock } from "../stock/poke.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { Person, SignedIn } from "../team/session.ts";
import { insist } from "./ordered.ts";
import { type CaseUnit, openCase, type SeenCase } from "./page.ts";
import type { AftersaleRow, ReceiptRow } from "./table.ts";

const CONDITIONS = ["sellable", "unsellable", "missing", "not_inspected"] as const satisfies ReceiptRow["condition"][];
const UNITS_MAX = 200;

export const receiveWish = z
  .object({
    units: z
      .array(z.object({ line: z.string().max(30), condition: z.enum(CONDITIONS) }).strict())
      .min(1)
      .max(UNITS_MAX),
    /** Where what may be sold, and what may not, is put. */
    warehouse: z.string().max(40).nullable(),
  })
  .strict();
export type ReceiveWish = z.infer<typeof receiveWish>;

/** The goods are still with the buyer, or stay there. */
const NOT_SENT = new Set([
  "RETURN_OR_REFUND_REQUEST_PENDING",
  "AWAITING_BUYER_RESPONSE",
  "AWAITING_BUYER_SHIP",
  "REFUND_OR_RETURN_REQUEST_REJECT",
  "RETURN_OR_REFUND_REQUEST_CANCEL",
  "RETURN_OR_REFUND_REQUEST_CANCELLED",
  "REPLACEMENT_REQUEST_PENDING",
  "REPLACEMENT_REQUEST_REJECT",
  "REPLACEMENT_REQUEST_CANCEL",
]);

export function mayReceive({ row, bits, isByTikTok }: SeenCase): Can {
  if ((bits & RIGHTS.fulfil) === 0) return cannot("right-missing", { right: "fulfil" });
  if (row.kind !== "return" || row.type === "REFUND" || row.keeps_item) return cannot("return-no-goods");
  if (NOT_SENT.has(row.status)) return cannot("return-not-sent");
  return isByTikTok ? cannot("order-by-tiktok") : { ok: true };
}

export interface Shelf {
  id: string;
  name: string;
}

/** Where returned goods may go: the store's own warehouses, in its order. */
export async function listShelves(kit: Kit, storeId: string): Promise<Shelf[]> {
  const shelves = await kit.db.all<Shelf & { rank: number }>(
    sql`SELECT w.id, w.name, sw.rank FROM store_warehouse sw CROSS JOIN warehouse w ON w.id = sw.warehouse_id
      WHERE sw.store_id = ${storeId} AND w.kind = 'merchant' AND w.archived_at IS NULL`,
  );
  return shelves.sort((one, other) => one.rank - other.rank).map(({ id, name }) => ({ id, name }));
}

interface Part {
  line_id: string;
  item_id: string;
  qty: number;
}

export async function receive(kit: Kit, signedIn: SignedIn, id: string, wish: ReceiveWish): Promise<{ received: number }> {
  const seen = await openCase(kit, signedIn, id);
  insist(mayReceive(seen));
  return takeIn(kit, seen, wish);
}

/** What a return is about, whoever began it. */
export interface Goods {
  row: Pick<AftersaleRow, "id" | "store_id" | "order_id">;
  units: Pick<CaseUnit, "line_id" | "sku_id">[];
  person: Person;
}

/** `and` is written in the same batch, after the receipts. */
export async function takeIn(kit: Kit, seen: Goods, wish: ReceiveWish, and: SQL[] = []): Promise<{ received: number }> {
  const { id } = seen.row;
  const fresh = wish.units.filter(({ line }) => seen.units.some((unit) => unit.line_id === line));
  if (fresh.length < wish.units.length) throw new Problem("invalid", "cancel-units-unknown");
  const isShelved = fresh.some(({ condition }) => condition === "sellable" || condition === "unsellable");
  const shelves = isShelved ? await listShelves(kit, seen.row.store_id) : [];
  if (wish.warehouse !== null && isShelved && !shelves.some((shelf) => shelf.id === wish.warehouse))
    throw new Problem("invalid", "warehouse-unknown");
  const parts =
    wish.warehouse === null
      ? []
      : await listParts(
          kit,
          seen,
          fresh.map(({ line }) => line),
        );
  const [written] = await kit.db.batch<{ line_id: string }[]>([
    writeReceipts(kit, seen, fresh, wish.warehouse),
    recordChange({
      at: kit.now(),
      userId: seen.person.id,
      action: "receive-return",
      subject: seen.row.order_id,
      storeId: seen.row.store_id,
      after: { warehouse: shelves.find((shelf) => shelf.id === wish.warehouse)?.name, ...countConditions(fresh) },
      when: sql`changes() > 0`,
    }),
    ...postMovements(movementsOf(seen, fresh, parts, wish.warehouse ?? ""), seen.person.id, kit.now(), isReceived),
    ...and,
  ]);
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: seen.row.store_id, orders: [seen.row.order_id], aftersales: [id] });
  await pokeStock(
    kit,
    parts.map(({ item_id }) => item_id),
  );
  return { received: written?.length ?? 0 };
}

/** What each unit took from the shelf when it left, whatever its listing is mapped to by now; of what left before its stock was counted here, what
 *  it would take today, kits opened up. */
function listParts(kit: Kit, { row, units }: Goods, lines: string[]): Promise<Part[]> {
  const named = units.filter((unit) => lines.includes(unit.line_id)).map((unit) => ({ line: unit.line_id, sku: unit.sku_id }));
  const given = JSON.stringify(named);
  return kit.db.all<Part>(
    sql`SELECT a.line_id, a.item_id, a.qty FROM json_each(${given}) k
        CROSS JOIN allocation a ON a.order_id = ${row.order_id} AND a.line_id = k.value->>'line' AND a.state = 'shipped'
      UNION ALL
      SELECT k.value->>'line', IFNULL(c.item_id, p.item_id), p.qty * IFNULL(c.qty, 1) FROM json_each(${given}) k
        CROSS JOIN listing_part p ON p.store_id = ${row.store_id} AND p.sku_id = k.value->>'sku'
        LEFT JOIN kit_part c ON c.kit_id = p.item_id
      WHERE NOT EXISTS (SELECT 1 FROM allocation a WHERE a.order_id = ${row.order_id} AND a.line_id = k.value->>'line' AND a.state = 'shipped')`,
  );
}

/** How many units came back in which condition. */
const countConditions = (units: ReceiveWish["units"]) =>
  Object.fromEntries([...Map.groupBy(units, ({ condition }) => condition)].map(([condition, some]) => [condition, some.length]));

function writeReceipts(kit: Kit, { row, person }: Goods, units: ReceiveWish["units"], warehouse: string | null) {
  return sql`INSERT INTO return_receipt (line_id, aftersale_id, order_id, store_id, condition, warehouse_id, received_by, received_at)
    SELECT k.value->>'line', ${row.id}, ${row.order_id}, ${row.store_id}, k.value->>'condition',
      CASE WHEN k.value->>'condition' IN ('sellable', 'unsellable') THEN ${warehouse} END, ${person.id}, ${kit.now()}
    FROM json_each(${JSON.stringify(units)}) k WHERE true
    ON CONFLICT (line_id) DO UPDATE SET condition = excluded.condition, warehouse_id = excluded.warehouse_id, received_by = excluded.received_by,
      received_at = excluded.received_at WHERE return_receipt.condition = 'not_inspected' AND excluded.condition <> 'not_inspected'
    RETURNING line_id`;
}

/** Of a movement: it goes by what stands of its unit. Who judged it before, as missing or for no shelf, is not overruled. */
const isReceived = sql`EXISTS (SELECT 1 FROM return_receipt r WHERE r.line_id = value->>'line' AND r.warehouse_id = value->>'warehouse'
  AND value->>'kind' = 'return_' || r.condition)`;

/** The key has no condition in it: a unit moves once, whatever is said of it later. */
function movementsOf({ row }: Goods, units: ReceiveWish["units"], parts: Part[], warehouse: string): Movement[] {
  return parts.flatMap(({ line_id, item_id, qty }): Movement[] => {
    const condition = units.find(({ line }) => line === line_id)?.condition;
    if (condition !== "sellable" && condition !== "unsellable") return [];
    const isSellable = condition === "sellable";
    return [
      {
        kind: isSellable ? "return_sellable" : "return_unsellable",
        warehouse,
        item: item_id,
        ...(isSellable ? { onHand: qty } : { unsellable: qty }),
        order: row.order_id,
        line: line_id,
        reason: row.id,
        key: `return:${line_id}:${item_id}`,
      },
    ];
  });
}
