/** What we note about an order for ourselves, and how it is marked. Buyers and TikTok see neither. A note is taken back by whoever wrote
 *  it, or an admin, and stays in the record. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { createTimeOf } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, type Can, cannot, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { isTag } from "./filters.ts";

const NOTES_SHOWN_MAX = 200;

export interface ShownNote {
  id: string;
  at: number;
  by: string;
  text: string;
  can: { drop: Can };
}

export interface OrderDesk {
  tags: string[];
  assignee: string | null;
  notes: ShownNote[];
  can: { note: Can; sort: Can };
}

interface Opened {
  store_id: string;
  bits: number;
}

const orderOf = (signedIn: SignedIn, orderId: string) => sql`WITH ${who(signedIn)}, opened AS MATERIALIZED (
  SELECT o.store_id, o.id, ${bitsIn(sql`o.store_id`)} AS bits FROM who CROSS JOIN orders o
  ON o.create_time = ${createTimeOf(sql`${orderId}`)} AND o.id = ${orderId}
  WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read})`;

/** What the desk itself keeps of an order. */
export async function openDesk(kit: Kit, signedIn: SignedIn, orderId: string): Promise<OrderDesk> {
  const order = orderOf(signedIn, orderId);
  type NoteRow = Omit<ShownNote, "can" | "by"> & { by_id: string; by: string | null };
  const [people, opened, marks, notes] = await kit.db.batch<[Person, Opened, { mark: string }, NoteRow]>([
    askWho(signedIn),
    sql`${order} SELECT * FROM opened`,
    sql`${order} SELECT m.mark FROM opened CROSS JOIN order_mark m ON m.order_id = opened.id`,
    sql`${order} SELECT n.id, n.at, n.by_id, n.text, u.name AS by FROM order_note n LEFT JOIN user u ON u.id = n.by_id
      WHERE n.order_id = ${orderId} AND n.dropped_at IS NULL AND EXISTS (SELECT 1 FROM opened) ORDER BY n.at DESC LIMIT ${NOTES_SHOWN_MAX}`,
  ]);
  const person = requirePerson(people);
  const [found] = opened;
  if (!found) throw new Problem("missing", "order-missing");
  const sort: Can = (found.bits & (RIGHTS.reply | RIGHTS.fulfil)) === 0 ? cannot("right-missing", { right: "fulfil" }) : { ok: true };
  return {
    tags: marks.flatMap(({ mark }) => (isTag(mark) ? [mark] : [])),
    assignee: marks.find(({ mark }) => mark.startsWith("@"))?.mark.slice(1) ?? null,
    notes: notes.map(({ by_id, by, ...note }) => ({ ...note, by: by ?? "", can: { drop: mayDrop(person, by_id) } })),
    can: { note: sort, sort },
  };
}

const mayDrop = (person: Person, writer: string): Can =>
  person.id === writer || person.role === "admin" ? { ok: true } : cannot("note-of-another");

async function requireDesk(kit: Kit, signedIn: SignedIn, orderId: string): Promise<{ person: Person; storeId: string }> {
  const [people, opened] = await kit.db.batch<[Person, Opened]>([
    askWho(signedIn),
    sql`${orderOf(signedIn, orderId)} SELECT * FROM opened`,
  ]);
  const person = requirePerson(people);
  const [found] = opened;
  if (!found) throw new Problem("missing", "order-missing");
  if ((found.bits & (RIGHTS.reply | RIGHTS.fulfil)) === 0) throw new Problem("forbidden", "right-missing", { right: "fulfil" });
  return { person, storeId: found.store_id };
}

/** The same click twice is one note. */
export async function writeNote(kit: Kit, signedIn: SignedIn, orderId: string, note: { id: string; text: string }): Promise<void> {
  const { person, storeId } = await requireDesk(kit, signedIn, orderId);
  const now = kit.now();
  await kit.db.run(
    recordChange({
      at: now,
      userId: person.id,
      action: "note-order",
      subject: orderId,
      storeId,
      // Never the words: they are about a buyer, and nothing is ever taken out of the record.
      after: { note: note.id },
      when: sql`NOT EXISTS (SELECT 1 FROM order_note WHERE id = ${note.id})`,
    }),
    sql`INSERT OR IGNORE INTO order_note (order_id, at, id, by_id, text) VALUES (${orderId}, ${now}, ${note.id}, ${person.id}, ${note.text})`,
  );
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: storeId, orders: [orderId] });
}

export async function dropNote(kit: Kit, signedIn: SignedIn, orderId: string, id: string): Promise<void> {
  const { person, storeId } = await requireDesk(kit, signedIn, orderId);
  const [note] = await kit.db.all<{ by_id: string }>(
    sql`SELECT by_id FROM order_note WHERE id = ${id} AND order_id = ${orderId} AND dropped_at IS NULL`,
  );
  if (!note) throw new Problem("missing", "note-missing");
  const can = mayDrop(person, note.by_id);
  if (!can.ok) throw new Problem("forbidden", can.because.code);
  await kit.db.run(
    sql`UPDATE order_note SET dropped_at = ${kit.now()} WHERE id = ${id} AND dropped_at IS NULL`,
    recordChange({ at: kit.now(), userId: person.id, action: "drop-note", subject: orderId, storeId, before: { note: id } }),
  );
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: storeId, orders: [orderId] });
}
