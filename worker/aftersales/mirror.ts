/** TikTok's cancellations and returns becoming rows: the only writer of what TikTok says of them. The newer word wins; within one second the
 *  later question wins if the answer differs; units follow their case or stay; what is unchanged writes nothing. */
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { writeBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import type { TikTokAftersale } from "../tiktok/aftersales.ts";
import { type AftersaleFacts, factsOf } from "./case.ts";
import { aftersale } from "./table.ts";

export interface Mirrored {
  /** Cases this page brought or changed, and the orders they belong to. */
  changed: { id: string; order_id: string }[];
  broken: { id: string; reason: string }[];
}

const COLUMNS = Object.keys(getTableColumns(aftersale));

/** `sentAt`: epoch milliseconds at which the request that brought them left. */
export async function mirrorAftersales(kit: Kit, storeId: string, raws: TikTokAftersale[], sentAt: number): Promise<Mirrored> {
  const broken: Mirrored["broken"] = [];
  const facts: AftersaleFacts[] = [];
  for (const raw of raws) {
    try {
      facts.push(factsOf(storeId, raw));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      broken.push({ id: raw.id, reason: error.message });
    }
  }
  if (facts.length === 0) return { changed: [], broken };
  const statements = [insertCases(facts, sentAt), insertUnits(facts, sentAt), dropUnits(facts, sentAt)];
  const [changed] = await writeBack(
    kit,
    () => kit.db.batch<[{ id: string; order_id: string }]>(statements),
    async () => facts.map(({ row }) => row.order_id),
  );
  return { changed, broken };
}

function insertCases(facts: AftersaleFacts[], sentAt: number): SQL {
  const names = COLUMNS.map((name) => sql.raw(name));
  const values = COLUMNS.map((name) => (name === "sent_at" ? sql`${sentAt}` : sql.raw(`k.value->>'${name}'`)));
  // Words of somebody who was erased are empty and stay so.
  const takes = (name: string) =>
    name === "reason_text" ? "IIF(aftersale.reason_text = '', '', excluded.reason_text)" : `excluded.${name}`;
  const updates = COLUMNS.filter((name) => name !== "id").map((name) => sql.raw(`${name} = ${takes(name)}`));
  return sql`INSERT INTO aftersale (${sql.join(names, sql`, `)}) SELECT ${sql.join(values, sql`, `)}
    FROM json_each(${JSON.stringify(facts.map(({ row }) => row))}) k WHERE true
    ON CONFLICT (id) DO UPDATE SET ${sql.join(updates, sql`, `)}
    WHERE excluded.store_id = aftersale.store_id AND (excluded.update_time > aftersale.update_time
      OR (excluded.update_time = aftersale.update_time AND excluded.hash <> aftersale.hash AND ${sentAt} > aftersale.sent_at))
    RETURNING id, order_id`;
}

/** True for units `k` whose case was written by this very batch. */
const won = (sentAt: number) =>
  sql`EXISTS (SELECT 1 FROM aftersale a WHERE a.id = k.value->>'aftersale_id' AND a.sent_at = ${sentAt} AND a.hash = k.value->>'hash')`;

function insertUnits(facts: AftersaleFacts[], sentAt: number): SQL {
  const given = JSON.stringify(facts.flatMap(({ row, lines }) => lines.map((line) => ({ ...line, hash: row.hash }))));
  return sql`INSERT INTO aftersale_line (aftersale_id, line_id, sku_id, title, variation, seller_sku, image_url, refund_minor)
    SELECT k.value->>'aftersale_id', k.value->>'line_id', k.value->>'sku_id', k.value->>'title', k.value->>'variation', k.value->>'seller_sku',
      k.value->>'image_url', k.value->>'refund_minor'
    FROM json_each(${given}) k WHERE ${won(sentAt)}
    ON CONFLICT (aftersale_id, line_id) DO UPDATE SET refund_minor = excluded.refund_minor, title = excluded.title, image_url = excluded.image_url
    WHERE excluded.refund_minor IS NOT refund_minor OR excluded.title IS NOT title OR excluded.image_url IS NOT image_url`;
}

/** A buyer may change what a request is about. */
function dropUnits(facts: AftersaleFacts[], sentAt: number): SQL {
  const given = facts.map(({ row, lines }) => ({ aftersale_id: row.id, hash: row.hash, lines: lines.map(({ line_id }) => line_id) }));
  return sql`DELETE FROM aftersale_line WHERE (aftersale_id, line_id) IN (
    SELECT l.aftersale_id, l.line_id FROM json_each(${JSON.stringify(given)}) k CROSS JOIN aftersale_line l ON l.aftersale_id = k.value->>'aftersale_id'
    WHERE ${won(sentAt)} AND l.line_id NOT IN (SELECT value FROM json_each(k.value->'lines')))`;
}
