/** Telling TikTok to do something, once. An act is written down under the id of the click before it leaves, so that a click that comes twice acts
 *  once; what came back is written beside it. TikTok's refusal leaves nothing behind but its words; an answer that was lost is looked up
 *  (check.ts) and never asked for again by the desk. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pullAfterAct } from "../orders/pull.ts";
import { Problem } from "../problem.ts";
import type { Shop } from "../stores/shop.ts";
import type { Line } from "../tiktok/client.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { isAsking } from "./ordered.ts";
import { pullAftersales } from "./pull.ts";
import type { ActRow } from "./table.ts";

/** TikTok's reads may lag behind its writes: what is not there before this has passed may still come. */
export const ACT_DOUBT_SECONDS = 30;
/** An act whose sender was cut off is looked up after this. */
const SENDING_SECONDS_MAX = 90;

export type NewAct = Pick<ActRow, "id" | "kind" | "store_id" | "order_id" | "decision" | "by_id"> &
  Partial<Pick<ActRow, "aftersale_id" | "reason" | "note" | "is_told" | "amount_minor" | "currency">> & {
    /** Units it is about, where it is no answer to a case. */
    units?: readonly string[];
    /** They are cancelled here alone, and stay so until TikTok has taken them. */
    isUntold?: boolean;
    /** Files of the case that the act shows. */
    photos?: readonly string[];
  };

export interface Acted {
  id: string;
  state: ActRow["state"];
  /** TikTok's own words where it refused. */
  words: string | null;
  /** This click had come before. */
  isRepeated: boolean;
}

/** What became of the click when it first came; null when it has not. */
export async function recallAct(kit: Kit, wish: Pick<NewAct, "id" | "by_id" | "order_id">): Promise<Acted | null> {
  const row = await kit.db.first<ActRow>(sql`SELECT * FROM aftersale_act WHERE id = ${wish.id}`);
  if (!row) return null;
  if (row.by_id !== wish.by_id || row.order_id !== wish.order_id) throw new Problem("conflict", "click-taken");
  return { id: row.id, state: row.state, words: row.words, isRepeated: true };
}

/** Null when it may go ahead. Throws where a unit is being cancelled by another click. */
async function writeDown(kit: Kit, act: NewAct): Promise<Acted | null> {
  const at = kit.now();
  const told = act.is_told ?? 1;
  const units = JSON.stringify(act.units ?? []);
  const photos = JSON.stringify(act.photos ?? []);
  const [written] = await kit.db.batch<[{ id: string }, object]>([
    sql`INSERT INTO aftersale_act (id, kind, store_id, order_id, aftersale_id, decision, reason, note, is_part, is_told, amount_minor, currency,
        state, by_id, at, check_at, photos, units)
      SELECT ${act.id}, ${act.kind}, ${act.store_id}, ${act.order_id}, ${act.aftersale_id ?? null}, ${act.decision}, ${act.reason ?? null},
        ${act.note ?? null}, ${isPart(act, units)}, ${told}, ${act.amount_minor ?? null}, ${act.currency ?? null},
        ${told ? "sending" : "done"}, ${act.by_id}, ${at}, ${told ? at + SENDING_SECONDS_MAX * 1000 : null}, ${photos}, ${units}
      WHERE NOT (${isTaken(act, units)})
      ON CONFLICT (id) DO NOTHING RETURNING id`,
    sql`INSERT OR IGNORE INTO cancel_act (order_id, line_id, act_id, is_told)
      SELECT a.order_id, k.value, a.id, a.is_told FROM aftersale_act a CROSS JOIN json_each(${units}) k
      WHERE a.id = ${act.id} AND a.at = ${at} AND a.kind = 'cancel'`,
    ...(act.photos?.length ? [keepPhotos(act, photos)] : []),
  ]);
  if (written.length > 0) return null;
  const known = await recallAct(kit, act);
  if (!known) throw new Problem("conflict", "cancel-under-way");
  return known;
}

/** A unit is in one cancellation at a time. One that is cancelled here alone may go with an act that tells TikTok of it. */
function isTaken({ kind, order_id, isUntold = false }: NewAct, units: string): SQL {
  if (kind !== "cancel") return sql`false`;
  return sql`EXISTS (SELECT 1 FROM json_each(${units}) k CROSS JOIN cancel_act c ON c.order_id = ${order_id} AND c.line_id = k.value
      WHERE c.is_told >= ${Number(isUntold)})
    OR EXISTS (SELECT 1 FROM aftersale_act a INDEXED BY aftersale_act_of_order CROSS JOIN json_each(a.units) k
      WHERE a.order_id = ${order_id} AND ${isAsking} AND k.value IN (SELECT value FROM json_each(${units})))`;
}

/** What was shown is kept, whatever TikTok answers. */
const keepPhotos = (act: NewAct, photos: string) =>
  sql`UPDATE evidence_photo SET is_said = 1 WHERE aftersale_id = ${act.aftersale_id ?? ""} AND file IN (SELECT value FROM json_each(${photos}))`;

/** Some units of the order stay: decided by the table's own rows, for a part needs another reason. */
function isPart(act: NewAct, units: string): SQL {
  if (act.kind !== "cancel") return sql`0`;
  return sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = ${act.order_id} AND l.status NOT IN ('CANCELLED', 'CANCEL')
    AND l.id NOT IN (SELECT value FROM json_each(${units})))`;
}

/** `send` answers the id of what TikTok opened, where it opens something. */
export async function act(kit: Kit, shop: Shop, wish: NewAct, send: (line: Line) => Promise<string | null>): Promise<Acted> {
  const before = await writeDown(kit, wish);
  if (before) return before;
  if (wish.is_told === 0) return { id: wish.id, state: "done", words: null, isRepeated: false };
  let opened: string | null;
  try {
    opened = await shop.call("person", send);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    if (failure.outcome === "unknown") return doubt(kit, wish.id, failure);
    await settleAct(kit, wish.id, "refused", failure);
    throw failure;
  }
  await settleAct(kit, wish.id, "done", null, opened);
  await showAct(kit, shop, wish.order_id);
  return { id: wish.id, state: "done", words: null, isRepeated: false };
}

/** It may have happened: looked up when TikTok's reads have caught up. */
async function doubt(kit: Kit, id: string, failure: TikTokFailure): Promise<Acted> {
  await kit.db.run(
    sql`UPDATE aftersale_act SET check_at = ${kit.now() + ACT_DOUBT_SECONDS * 1000}, code = ${failure.code}, words = ${failure.words},
      request_id = ${failure.requestId} WHERE id = ${id} AND state = 'sending'`,
  );
  return { id, state: "sending", words: failure.words, isRepeated: false };
}

/** What became of an act. Units TikTok did not take are free again, or cancelled here alone as they were; those it took it knows of. */
export async function settleAct(
  kit: Kit,
  id: string,
  state: "done" | "refused" | "unconfirmed",
  failure: TikTokFailure | null,
  opened: string | null = null,
): Promise<void> {
  const settled = sql`UPDATE aftersale_act SET state = ${state}, check_at = NULL, aftersale_id = IFNULL(aftersale_id, ${opened}),
    code = ${failure?.code ?? null}, words = ${failure?.words ?? null}, request_id = ${failure?.requestId ?? null}
    WHERE id = ${id} AND state = 'sending'`;
  const freed = sql`DELETE FROM cancel_act WHERE (order_id, line_id) IN (
    SELECT c.order_id, c.line_id FROM aftersale_act a CROSS JOIN cancel_act c ON c.order_id = a.order_id
    WHERE a.id = ${id} AND a.state IN ('refused', 'unconfirmed') AND c.act_id = a.id)`;
  await kit.db.run(settled, ...(state === "done" ? knownOf(id) : [freed]));
}

/** Deleted and put anew: the mark of what TikTok was not told goes with the row. */
function knownOf(id: string): SQL[] {
  const units = sql`FROM aftersale_act a CROSS JOIN json_each(a.units) k WHERE a.id = ${id} AND a.kind = 'cancel' AND a.state = 'done'`;
  return [
    sql`DELETE FROM cancel_act WHERE is_told = 0 AND (order_id, line_id) IN (SELECT a.order_id, k.value ${units})`,
    sql`INSERT OR IGNORE INTO cancel_act (order_id, line_id, act_id, is_told) SELECT a.order_id, k.value, a.id, 1 ${units}`,
  ];
}

/** The order and its cases as TikTok has them now. What cannot be asked now comes with TikTok's own word, or the next walk. */
async function showAct(kit: Kit, shop: Shop, orderId: string): Promise<void> {
  await pullAfterAct(kit, shop, [orderId]);
  try {
    await pullAftersales(kit, shop, [orderId], { caller: "person" });
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
  }
}
