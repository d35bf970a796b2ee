/** Sends what is due. A round writes each e-mail down before it is sent, so that one moment is one e-mail to each address however often it is named;
 *  a job claims one and sends it once. An answer that was lost leaves it unconfirmed: Cloudflare takes no idempotency key, so nothing is repeated. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { type MailEntry, writeNotice } from "../mail/entry.ts";
import { sendMail } from "../mail/send.ts";
import { Problem } from "../problem.ts";
import { type BulletinForm, nextMoment } from "./bulletin.ts";
import { renderBulletin } from "./render.ts";
import type { BulletinRow, SendingRow } from "./table.ts";

/** A sending nobody has told of for so long was cut off. */
const CLAIM_MS = 600_000;
const LATER_MS = 900_000;
const TRIES_MAX = 20;
const DUE_PER_ROUND_MAX = 50;
export const SENDINGS_KEPT_MS = 90 * 86_400_000;

/** Writes down what is due, moves each bulletin to its next moment, and names what waits to be sent. Of moments missed while the desk was away one is
 *  made up for. */
export async function nameSendings(kit: Kit): Promise<Job[]> {
  const now = kit.now();
  const due = await kit.db.all<BulletinRow>(
    sql`SELECT * FROM bulletin WHERE next_at <= ${now} ORDER BY next_at LIMIT ${DUE_PER_ROUND_MAX}`,
  );
  for (const row of due) {
    const form = JSON.parse(row.form) as BulletinForm;
    const slot = row.next_at ?? now;
    const isHere = sql`(SELECT next_at FROM bulletin WHERE id = ${row.id} AND version = ${row.version}) = ${slot}`;
    await kit.db.run(
      sql`${writeDown(row.id, slot, form.addresses, String(slot))} AND ${isHere} ON CONFLICT (id) DO NOTHING`,
      sql`UPDATE bulletin SET next_at = ${nextMoment(form, now)} WHERE id = ${row.id} AND version = ${row.version} AND next_at = ${slot}`,
    );
  }
  const open = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM bulletin_sending WHERE look_at <= ${now} ORDER BY look_at LIMIT ${DUE_PER_ROUND_MAX}`,
  );
  return open.map(({ id }) => ({ do: "send-bulletin", sending: id }));
}

/** `name` tells one occasion of a bulletin from another. */
export const writeDown = (id: string, slot: number, addresses: readonly string[], name: string) =>
  sql`INSERT INTO bulletin_sending (id, bulletin_id, address, slot_at, state, look_at)
    SELECT ${`${id}:${name}:`} || k.value, ${id}, k.value, ${slot}, 'due', ${slot} FROM json_each(${JSON.stringify(addresses)}) k WHERE true`;

export async function sendBulletin(kit: Kit, id: string): Promise<void> {
  const now = kit.now();
  // Whoever claimed it and was cut off may have sent it.
  await kit.db.run(
    sql`UPDATE bulletin_sending SET state = 'unconfirmed', look_at = NULL, ended_at = ${now}
      WHERE id = ${id} AND state = 'sending' AND look_at <= ${now}`,
  );
  const claimed = await kit.db.first<SendingRow>(
    sql`UPDATE bulletin_sending SET state = 'sending', tries = tries + 1, look_at = ${now + CLAIM_MS}
      WHERE id = ${id} AND state = 'due' AND look_at <= ${now} RETURNING *`,
  );
  const row = claimed && (await kit.db.first<BulletinRow>(sql`SELECT * FROM bulletin WHERE id = ${claimed.bulletin_id}`));
  if (!claimed) return;
  const mail = row ? await letterOf(kit, row, claimed) : "bulletin-gone";
  if (typeof mail === "string") return settle(kit, id, "refused", mail);
  const answer = await sendMail(kit.env, mail);
  if (answer.is === "sent") return settle(kit, id, "sent", null);
  if (answer.is === "refused") return settle(kit, id, "refused", answer.words);
  if (answer.is === "unknown") return settle(kit, id, "unconfirmed", null);
  if (claimed.tries >= TRIES_MAX) return settle(kit, id, "refused", answer.words);
  await kit.db.run(
    sql`UPDATE bulletin_sending SET state = 'due', words = ${answer.words}, look_at = ${now + LATER_MS} WHERE id = ${id} AND state = 'sending'`,
  );
}

const settle = (kit: Kit, id: string, state: SendingRow["state"], words: string | null): Promise<void> =>
  kit.db.run(
    sql`UPDATE bulletin_sending SET state = ${state}, words = ${words}, look_at = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'sending'`,
  );

/** Or why there is none. */
async function letterOf(kit: Kit, row: BulletinRow, { id, address, slot_at }: SendingRow): Promise<MailEntry | string> {
  const form = JSON.parse(row.form) as BulletinForm;
  const stores = form.stores === null ? sql`true` : sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(form.stores)}))`;
  const [people, senders] = await kit.db.batch<[{ role: string }, { name: string; mark: number; mail_address: string }]>([
    sql`SELECT role FROM user WHERE id = ${row.by_id} AND disabled_at IS NULL`,
    sql`SELECT s.name, s.mark, s.mail_address FROM store s WHERE s.mail_address IS NOT NULL AND ${stores}`,
  ]);
  // Whoever is no admin any more sends nothing to anybody.
  if (people[0]?.role !== "admin") return "bulletin-nobody";
  const [sender] = senders.sort((one, other) => one.mark - other.mark);
  if (!sender) return "mail-address-missing";
  try {
    const { subject, text, stores: told } = await renderBulletin(kit, { personId: row.by_id }, form, slot_at);
    if (told === 0) return "bulletin-no-stores";
    const from = { address: sender.mail_address, name: sender.name };
    return writeNotice({ id, at: kit.now(), from, to: { address, name: "" }, subject, text });
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown.code;
    // Nothing has left: it is due again, as it was before it was claimed.
    await kit.db.run(sql`UPDATE bulletin_sending SET state = 'due', look_at = ${kit.now()} WHERE id = ${id} AND state = 'sending'`);
    throw thrown;
  }
}

export const forgetSendings = (kit: Kit): Promise<void> =>
  kit.db.run(sql`DELETE FROM bulletin_sending WHERE slot_at < ${kit.now() - SENDINGS_KEPT_MS} AND look_at IS NULL`);
