/** The buyer's details of a return made by hand: told by the customer, typed by one of us, sealed, and never written into the order. They are
 *  deleted by an act that is recorded, by the night when their time is over, and with the recipient's data of the order. The record of changes
 *  says that there were some and never what they were. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { newestKey, seal, sealingOf, sealTableAgain, unseal } from "../stores/seal.ts";
import { recordChange } from "../team/audit.ts";
import type { SignedIn } from "../team/session.ts";
import { EMAIL_CHARACTERS_MAX } from "../team/typed.ts";
import { DAY_MS } from "../units.ts";
import { insistOn, openOwnReturn } from "./page.ts";
import { DETAILS_MISSING, GOODS_TO_COME, OVER, turnOf } from "./return.ts";
import type { OwnReturnPersonRow } from "./table.ts";

/** Typed details of a return nobody ends. */
export const DETAILS_DAYS_MAX = 180;
/** After the goods came back, or never will. */
export const DETAILS_AFTER_END_DAYS = 30;
const DUE_PER_NIGHT_MAX = 200;

const line = (most: number) => z.string().trim().max(most);

export const detailsWish = z
  .object({
    name: line(120).min(1),
    /** Street, house, floor: as many lines as it takes. */
    lines: line(400).min(1),
    city: line(100).min(1),
    postalCode: line(20).min(1),
    region: line(100),
    country: z.string().regex(/^[A-Z]{2}$/),
    phone: line(40),
    email: z.union([z.literal(""), z.email().max(EMAIL_CHARACTERS_MAX)]),
  })
  .strict()
  // A carrier asks for a way to reach whoever sends.
  .refine(({ phone, email }) => phone !== "" || email !== "", { path: ["phone"] });
export type Details = z.infer<typeof detailsWish>;

const ownerOf = (returnId: string) => `own-return:${returnId}`;

export const readDetails = (kit: Kit, row: Pick<OwnReturnPersonRow, "return_id" | "sealed">): Details =>
  JSON.parse(unseal(kit.env.SEAL_KEYS, ownerOf(row.return_id), row.sealed)) as Details;

/** For the batch that begins a return, and for details that come later. `isFirst` in the record: nothing stood there before. */
export function writeDetails(kit: Kit, at: { id: string; storeId: string; userId: string; isFirst: boolean }, details: Details) {
  const now = kit.now();
  const sealed = seal(sealingOf(kit), ownerOf(at.id), JSON.stringify(details));
  const isThere = sql`EXISTS (SELECT 1 FROM own_return r WHERE r.id = ${at.id} AND r.phase <> ${OVER})`;
  return [
    sql`INSERT INTO own_return_person (return_id, sealed, seal_key, source, typed_by, typed_at, purge_at)
      SELECT ${at.id}, ${sealed}, ${newestKey(kit.env.SEAL_KEYS)}, 'customer', ${at.userId}, ${now}, ${now + DETAILS_DAYS_MAX * DAY_MS} WHERE ${isThere}
      ON CONFLICT (return_id) DO UPDATE SET sealed = excluded.sealed, seal_key = excluded.seal_key, typed_by = excluded.typed_by,
        typed_at = excluded.typed_at, purge_at = excluded.purge_at`,
    recordChange({
      at: now,
      userId: at.userId,
      action: "type-return-details",
      subject: at.id,
      storeId: at.storeId,
      before: { details: at.isFirst ? "none" : "typed" },
      after: { details: "typed" },
      when: isThere,
    }),
    sql`UPDATE own_return SET phase = ${GOODS_TO_COME}, turn = ${turnOf(now)} WHERE id = ${at.id} AND phase = ${DETAILS_MISSING}`,
  ];
}

export async function typeDetails(kit: Kit, signedIn: SignedIn, id: string, details: Details): Promise<void> {
  const seen = await openOwnReturn(kit, signedIn, id);
  insistOn(seen, "type");
  await kit.db.run(...writeDetails(kit, { id, storeId: seen.row.store_id, userId: seen.person.id, isFirst: !seen.details }, details));
  await tell(kit, seen.row);
}

export async function purgeDetails(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const seen = await openOwnReturn(kit, signedIn, id);
  insistOn(seen, "purge");
  const now = kit.now();
  await kit.db.run(
    recordChange({
      at: now,
      userId: seen.person.id,
      action: "purge-return-details",
      subject: id,
      storeId: seen.row.store_id,
      before: { details: "typed" },
      after: { details: "none" },
      when: sql`EXISTS (SELECT 1 FROM own_return_person p WHERE p.return_id = ${id})`,
    }),
    sql`UPDATE own_return SET purged_by = ${seen.person.id}, purged_at = ${now} WHERE id = ${id}`,
    sql`DELETE FROM own_return_person WHERE return_id = ${id}`,
  );
  await tell(kit, seen.row);
}

export const tell = (kit: Kit, row: { id: string; store_id: string; order_id: string }) =>
  kit.env.MAILBOX.getByName("mailbox").poke({ store: row.store_id, orders: [row.order_id], aftersales: [row.id] });

/** The night deletes what is due, of which the next night takes what is left over, and seals again all that lies under an older key. */
export async function tendDetails(kit: Kit): Promise<void> {
  const now = kit.now();
  const due = await kit.db.all<{ id: string; store_id: string }>(
    sql`SELECT r.id, r.store_id FROM own_return_person p CROSS JOIN own_return r ON r.id = p.return_id
      WHERE p.purge_at < ${now} ORDER BY p.purge_at LIMIT ${DUE_PER_NIGHT_MAX}`,
  );
  const [before, after] = [{ details: "typed" }, { details: "none" }];
  for (const { id, store_id } of due)
    await kit.db.run(
      recordChange({ at: now, userId: null, action: "purge-return-details", subject: id, storeId: store_id, before, after }),
      sql`UPDATE own_return SET purged_by = NULL, purged_at = ${now} WHERE id = ${id}`,
      sql`DELETE FROM own_return_person WHERE return_id = ${id}`,
    );
  await sealTableAgain(kit, { table: sql`own_return_person`, id: sql`return_id`, whose: sql`return_id`, ownerOf });
}
