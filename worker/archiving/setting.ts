/** After how many months an order is archived, or that none is; and bringing one back by hand. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import { bringBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requireAdmin, requirePerson, type SignedIn, who } from "../team/session.ts";
import type { ArchiveSettingRow } from "./table.ts";

/** TikTok lets goods come back and money go for half a year. */
export const ARCHIVE_MONTHS_MIN = 6;
export const ARCHIVE_MONTHS_MAX = 120;

/** Null: never. `version` is what the page showed. */
export const settingWish = z.object({
  months: z.number().int().min(ARCHIVE_MONTHS_MIN).max(ARCHIVE_MONTHS_MAX).nullable(),
  version: z.number().int(),
});

export async function changeSetting(kit: Kit, signedIn: SignedIn, { months, version }: z.infer<typeof settingWish>): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.first<ArchiveSettingRow>(sql`SELECT * FROM archive_setting WHERE one = 1`);
  if (before?.months === months) return;
  const isSo = sql`EXISTS (SELECT 1 FROM archive_setting s WHERE s.one = 1 AND s.version = ${version})`;
  const told = { action: "change-archiving", subject: "archive", before: { months: before?.months ?? null }, after: { months } };
  const [, changed] = await kit.db.batch<[never, { one: number }]>([
    recordChange({ at: kit.now(), userId: admin.id, ...told, when: isSo }),
    sql`UPDATE archive_setting SET months = ${months}, version = version + 1 WHERE one = 1 AND version = ${version} RETURNING one`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "archiving-changed");
}

/** By whoever may read it: nothing of the order changes. */
export async function bringBackOrder(kit: Kit, signedIn: SignedIn, orderId: string): Promise<void> {
  const [people, rows] = await kit.db.batch<[Person, { id: string; store: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT o.id, o.store_id AS store FROM who CROSS JOIN ${orderById(sql`${orderId}`)}
      WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
  ]);
  requirePerson(people);
  const [order] = rows;
  if (!order) throw new Problem("missing", "order-missing");
  await bringBack(kit, [order.id]);
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: order.store, orders: [order.id] });
}
