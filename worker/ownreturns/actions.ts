/** What people do with a return made by hand: begin it, ask the buyer, take in what came back, end it. Nothing of it is told to TikTok, and nothing
 *  is sent to the buyer from here: asking opens a reply that somebody reads and sends. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import { describeItems } from "../aftersales/case.ts";
import { insist } from "../aftersales/ordered.ts";
import { type ReceiveWish, takeIn } from "../aftersales/receive.ts";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { cannot, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { startFromOrder } from "../thread/actions.ts";
import { DAY_MS } from "../units.ts";
import { openOrderForReturn } from "./list.ts";
import { insistOn, openOwnReturn } from "./page.ts";
import { DETAILS_AFTER_END_DAYS, detailsWish, tell, writeDetails } from "./person.ts";
import { requestFor } from "./request.ts";
import { DETAILS_MISSING, OVER, turnOf } from "./return.ts";

const UNITS_MAX = 100;
const REASON_CHARACTERS_MAX = 300;

export const beginWish = z
  .object({
    /** The click's own. */
    id: z.string().min(8).max(80),
    units: z.array(z.string().max(30)).min(1).max(UNITS_MAX),
    reason: z.string().trim().min(1).max(REASON_CHARACTERS_MAX),
    /** Null: the customer is to be asked. */
    details: detailsWish.nullable(),
  })
  .strict();
export type BeginWish = z.infer<typeof beginWish>;

export async function beginReturn(kit: Kit, signedIn: SignedIn, orderId: string, wish: BeginWish): Promise<{ id: string }> {
  const { ordered, units, begin } = await openOrderForReturn(kit, signedIn, orderId);
  const { order, person, bits } = ordered;
  const known = await kit.db.first<{ id: string; order_id: string; created_by: string }>(
    sql`SELECT id, order_id, created_by FROM own_return WHERE click = ${wish.id}`,
  );
  if (known && known.order_id === orderId && known.created_by === person.id) return { id: known.id };
  if (known) throw new Problem("conflict", "click-taken");
  insist(begin);
  if (wish.details && (bits & RIGHTS.personal) === 0) insist(cannot("right-missing", { right: "personal" }));
  const chosen = units.filter(({ id }) => wish.units.includes(id));
  if (chosen.length < new Set(wish.units).size) throw new Problem("invalid", "cancel-units-unknown");
  for (const { canReturn } of chosen) insist(canReturn);
  const id = mintId(kit, "ret_");
  const now = kit.now();
  const lines = chosen.map((unit) => ({ ...unit, title: unit.title ?? "" }));
  await kit.db.run(
    sql`INSERT INTO own_return (id, click, store_id, order_id, reason, items, units, phase, turn, created_by, created_at)
      VALUES (${id}, ${wish.id}, ${order.store_id}, ${order.id}, ${wish.reason}, ${describeItems(lines)}, ${lines.length}, ${DETAILS_MISSING},
        ${turnOf(now)}, ${person.id}, ${now})`,
    sql`INSERT INTO own_return_line (return_id, line_id, sku_id, title, variation, seller_sku, image_url)
      SELECT ${id}, k.value->>'id', k.value->>'sku_id', k.value->>'title', k.value->>'variation', k.value->>'seller_sku', k.value->>'image_url'
      FROM json_each(${JSON.stringify(lines)}) k`,
    ...(wish.details ? writeDetails(kit, { id, storeId: order.store_id, userId: person.id, isFirst: true }, wish.details) : []),
  );
  await tell(kit, { id, store_id: order.store_id, order_id: order.id });
  return { id };
}

export interface Request {
  ticketId: string;
  language: string;
  text: string;
}

/** The order's ticket, or one that begins, and the words to ask with. */
export async function askCustomer(kit: Kit, signedIn: SignedIn, id: string): Promise<Request> {
  const seen = await openOwnReturn(kit, signedIn, id);
  insistOn(seen, "ask");
  const { ticketId } = await startFromOrder(kit, signedIn, seen.row.order_id);
  await kit.db.run(sql`UPDATE own_return SET asked_by = ${seen.person.id}, asked_at = ${kit.now()} WHERE id = ${id}`);
  const about = await kit.db.first<{ preview: string; last_by: string; marketplace: string }>(
    sql`SELECT t.preview, t.last_by, s.marketplace FROM ticket t CROSS JOIN store s ON s.id = t.store_id WHERE t.id = ${ticketId}`,
  );
  await tell(kit, seen.row);
  return { ticketId, ...requestFor(seen.row.order_id, about?.last_by === "buyer" ? about.preview : "", about?.marketplace ?? "") };
}

const endsAt = (now: number) => now + DETAILS_AFTER_END_DAYS * DAY_MS;

export async function receiveOwn(kit: Kit, signedIn: SignedIn, id: string, wish: ReceiveWish): Promise<{ received: number }> {
  const seen = await openOwnReturn(kit, signedIn, id);
  insistOn(seen, "receive");
  // Over as soon as somebody has looked at each unit.
  const isWhole = sql`NOT EXISTS (SELECT 1 FROM own_return_line l WHERE l.return_id = ${id} AND NOT EXISTS (
    SELECT 1 FROM return_receipt c WHERE c.line_id = l.line_id AND c.condition <> 'not_inspected'))`;
  return takeIn(kit, seen, wish, [...ended(kit, id, seen.person.id, isWhole)]);
}

export async function closeReturn(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const seen = await openOwnReturn(kit, signedIn, id);
  insistOn(seen, "close");
  await kit.db.run(...ended(kit, id, seen.person.id, sql`true`));
  await tell(kit, seen.row);
}

/** The details have no use any more, and go soon. */
function ended(kit: Kit, id: string, userId: string, when: ReturnType<typeof sql>) {
  const now = kit.now();
  return [
    sql`UPDATE own_return SET phase = ${OVER}, turn = ${turnOf(now)}, closed_by = ${userId}, closed_at = ${now}
      WHERE id = ${id} AND phase <> ${OVER} AND ${when}`,
    sql`UPDATE own_return_person SET purge_at = MIN(purge_at, ${endsAt(now)})
      WHERE return_id = ${id} AND EXISTS (SELECT 1 FROM own_return r WHERE r.id = ${id} AND r.phase = ${OVER})`,
  ];
}
