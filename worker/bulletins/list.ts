/** Bulletins as an admin has them: saved, stopped, taken away, sent once at a click, and what became of the last sendings. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot } from "../team/rights.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { type BulletinForm, LANGUAGES, nextMoment, REPORTS } from "./bulletin.ts";
import { SENDINGS_KEPT_MS, writeDown } from "./send.ts";
import type { BulletinRow, SendingRow } from "./table.ts";

const BULLETINS_MAX = 20;
const SENDINGS_SHOWN_MAX = 50;

export interface BulletinPage {
  bulletins: { id: string; form: BulletinForm; isOn: boolean; nextAt: number | null; version: number; by: string | null }[];
  sendings: Pick<SendingRow, "id" | "bulletin_id" | "address" | "slot_at" | "state" | "words" | "ended_at">[];
  choices: { reports: readonly BulletinForm["reports"][number][]; languages: readonly BulletinForm["language"][] };
  can: { send: Can };
}

export async function openBulletins(kit: Kit, signedIn: SignedIn): Promise<BulletinPage> {
  await requireAdmin(kit, signedIn);
  const [rows, sendings, senders] = await kit.db.batch<[BulletinRow & { by: string | null }, SendingRow, { n: number }]>([
    sql`SELECT b.*, u.name AS by FROM bulletin b LEFT JOIN user u ON u.id = b.by_id ORDER BY b.id LIMIT ${BULLETINS_MAX}`,
    sql`SELECT * FROM bulletin_sending INDEXED BY bulletin_sending_newest
      WHERE slot_at > ${kit.now() - SENDINGS_KEPT_MS} ORDER BY slot_at DESC, id DESC LIMIT ${SENDINGS_SHOWN_MAX}`,
    sql`SELECT COUNT(*) AS n FROM store WHERE mail_address IS NOT NULL`,
  ]);
  const mayLeave = kit.env.EMAIL ? senders[0]?.n !== 0 : false;
  return {
    bulletins: rows.map(({ id, form, is_on, next_at: nextAt, version, by }) => ({
      id,
      form: JSON.parse(form) as BulletinForm,
      isOn: is_on === 1,
      nextAt,
      version,
      by,
    })),
    sendings: sendings.map(({ id, bulletin_id, address, slot_at, state, words, ended_at }) => ({
      id,
      bulletin_id,
      address,
      slot_at,
      state,
      words,
      ended_at,
    })),
    choices: { reports: REPORTS, languages: LANGUAGES },
    can: { send: mayLeave ? { ok: true } : cannot(kit.env.EMAIL ? "mail-address-missing" : "mail-not-set-up") },
  };
}

export interface SaveWish {
  form: BulletinForm;
  isOn: boolean;
  /** Of what was on screen; null makes a new one. */
  version: number | null;
}

/** `id` is the browser's: a click that comes twice is one bulletin. */
export async function saveBulletin(kit: Kit, signedIn: SignedIn, id: string, { form, isOn, version }: SaveWish): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const [[before], [count]] = await kit.db.batch<[BulletinRow, { n: number }]>([
    sql`SELECT * FROM bulletin WHERE id = ${id}`,
    sql`SELECT COUNT(*) AS n FROM bulletin`,
  ]);
  if (before && version === null) return;
  if (!before && version !== null) throw new Problem("missing", "bulletin-gone");
  if (before && before.version !== version) throw new Problem("conflict", "bulletin-changed");
  if (!before && (count?.n ?? 0) >= BULLETINS_MAX) throw new Problem("conflict", "bulletins-full", { most: BULLETINS_MAX });
  const nextAt = isOn ? nextMoment(form, kit.now()) : null;
  const text = JSON.stringify(form);
  await kit.db.run(
    sql`INSERT INTO bulletin (id, form, by_id, is_on, next_at) VALUES (${id}, ${text}, ${admin.id}, ${Number(isOn)}, ${nextAt})
      ON CONFLICT (id) DO UPDATE SET form = excluded.form, by_id = excluded.by_id, is_on = excluded.is_on, next_at = excluded.next_at,
        version = version + 1 WHERE version = ${version}`,
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "save-bulletin",
      subject: id,
      before: before ? { ...(JSON.parse(before.form) as BulletinForm), isOn: before.is_on === 1 } : null,
      after: { ...form, isOn },
    }),
  );
}

export async function dropBulletin(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.first<BulletinRow>(sql`SELECT * FROM bulletin WHERE id = ${id}`);
  if (!before) return;
  await kit.db.run(
    sql`DELETE FROM bulletin WHERE id = ${id}`,
    sql`UPDATE bulletin_sending SET state = 'refused', words = 'bulletin-gone', look_at = NULL, ended_at = ${kit.now()}
      WHERE look_at IS NOT NULL AND bulletin_id = ${id} AND state = 'due'`,
    recordChange({ at: kit.now(), userId: admin.id, action: "drop-bulletin", subject: id, before: JSON.parse(before.form) }),
  );
}

/** The same click twice is one sending. */
export async function sendNow(kit: Kit, signedIn: SignedIn, id: string, click: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const row = await kit.db.first<BulletinRow>(sql`SELECT * FROM bulletin WHERE id = ${id}`);
  if (!row) throw new Problem("missing", "bulletin-gone");
  const { addresses } = JSON.parse(row.form) as BulletinForm;
  await kit.db.run(
    sql`${writeDown(id, kit.now(), addresses, click)} ON CONFLICT (id) DO NOTHING`,
    recordChange({ at: kit.now(), userId: admin.id, action: "send-bulletin", subject: id, after: { addresses } }),
  );
  // Should these be lost, the clock names them again.
  for (const address of addresses) await kit.env.LONG.send({ do: "send-bulletin", sending: `${id}:${click}:${address}` });
}
