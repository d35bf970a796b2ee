/** Taking a person out of a ticket and out of orders, wherever anything of them lies: the room, D1, its searches, R2. Each is whole by itself and
 *  does nothing the second time, so that whoever walks may die at any moment and come again. */
import { type SQL, sql } from "drizzle-orm";
import { bringBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import { type OrderRef, unnameOrders } from "../orders/unnamed.ts";
import { evidenceName, returnedName } from "../pictures/evidence.ts";
import { dropPictures, isOwn, listPictures } from "../pictures/pictures.ts";
import { paperPlace } from "../shipping/papers.ts";
import type { PaperRow } from "../shipping/table.ts";
import type { ForgetErrand, Forgotten, Traces } from "../tickets/forgetting.ts";
import { dropUnder } from "../workload/parts.ts";
import { IS_HELD, NO_NAME } from "./buyer.ts";

/** R2 takes this many keys in one delete (developers.cloudflare.com/r2/api/workers/workers-api-reference). */
const KEYS_PER_DELETE_MAX = 1_000;

export interface Emptying {
  /** Epoch milliseconds: what TikTok tells of until then stays away. */
  until: number;
  what: ForgetErrand["what"];
  /** A ticket that lives on after that moment loses nothing. */
  spares: boolean;
}

/** Answers what was known of the person there · busy: something is on its way to TikTok, and it is to be tried again · alive: it was spared. */
export async function emptyTicket(
  kit: Kit,
  ticket: { id: string; store_id: string },
  { until, what, spares }: Emptying,
): Promise<{ files: number; addresses: string[] } | "busy" | "alive"> {
  const room = kit.env.TICKET.getByName(ticket.id);
  const errand = { what, sparing: spares ? until : null };
  const looked: Forgotten = await room.forget({ do: "look", ...errand });
  if (looked.is !== "done") return looked.is;
  const { traces } = looked;
  const files = await deleteFiles(kit, ticket, traces, what);
  if (what === "all") await kit.db.run(...forgetWords(ticket.id, traces));
  const forgotten: Forgotten = await room.forget({ do: "forget", ...errand });
  if (forgotten.is !== "done") return forgotten.is;
  await kit.db.run(...(what === "all" ? leaveTicket(ticket.id, until) : [leaveMails(ticket.id, until)]));
  return { files, addresses: traces.addresses };
}

function forgetWords(ticketId: string, traces: Traces): SQL[] {
  const rows = sql`SELECT CAST(value AS INTEGER) FROM json_each(${JSON.stringify(traces.rows)})`;
  return [
    sql`DELETE FROM message_search WHERE rowid IN (${rows})`,
    sql`DELETE FROM message_text WHERE row IN (${rows})`,
    sql`DELETE FROM notification WHERE (person_id, ticket_id, kind) IN (
      SELECT n.person_id, n.ticket_id, n.kind FROM user u CROSS JOIN notification n ON n.person_id = u.id AND n.ticket_id = ${ticketId})`,
    // Why a rule did not match is told by what it found, a name or words.
    sql`UPDATE rule_run SET buyer_id = NULL, because = json_remove(because, '$.found') WHERE ticket_id = ${ticketId}`,
  ];
}

const leaveMails = (ticketId: string, until: number) =>
  sql`UPDATE ticket SET mails_gone_at = MAX(${until}, last_at) WHERE id = ${ticketId}`;

const leaveTicket = (ticketId: string, until: number): SQL[] => [
  sql`UPDATE ticket SET buyer_user_id = NULL, buyer_name = ${NO_NAME}, preview = '', reading = NULL, is_current = 0, person_gone_at = MAX(${until}, last_at)
    WHERE id = ${ticketId}`,
  ...leaveConversations(sql`(store_id, id) IN (SELECT t.store_id, t.conversation_id FROM ticket t WHERE t.id = ${ticketId})`, until),
];

/** The mark the mirror respects: what was said until then is nobody's any more, and what is said later is said by a buyer as any other. Whose it
 *  is stays known while a ticket of it is held. */
export const leaveConversations = (which: SQL, until: number): SQL[] => [
  sql`UPDATE conversation SET person_gone_at = MAX(IFNULL(person_gone_at, 0), ${until}) WHERE ${which}`,
  sql`UPDATE conversation SET buyer_user_id = NULL, buyer_name = '', avatar_url = NULL WHERE ${which}
    AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.conversation_id = conversation.id AND t.store_id = conversation.store_id AND ${IS_HELD})`,
];

async function deleteFiles(
  kit: Kit,
  ticket: { id: string; store_id: string },
  traces: Traces,
  what: ForgetErrand["what"],
): Promise<number> {
  const unsent = what === "all" ? await unsentKeys(kit, ticket.id) : [];
  const keys = [...new Set([...traces.keys, ...unsent, ...(await rawLetters(kit, traces.letters))])];
  for (let at = 0; at < keys.length; at += KEYS_PER_DELETE_MAX) await kit.env.MAIL.delete(keys.slice(at, at + KEYS_PER_DELETE_MAX));
  const pictures = (await leaveCarried(kit, traces.pictures)).map((name) => ({ storeId: ticket.store_id, name }));
  for (let at = 0; at < pictures.length; at += KEYS_PER_DELETE_MAX) await dropPictures(kit, pictures.slice(at, at + KEYS_PER_DELETE_MAX));
  return keys.length + pictures.length;
}

/** Pictures of templates lay once for all tickets they were sent in: what a template carries still is nobody's. */
async function leaveCarried(kit: Kit, names: string[]): Promise<string[]> {
  const own = names.filter(isOwn);
  if (own.length === 0) return names;
  const rows = await kit.db.all<{ file: string }>(
    sql`SELECT p.value->>'file' AS file FROM template t CROSS JOIN json_each(t.pictures) p
      WHERE p.value->>'file' IN (SELECT value FROM json_each(${JSON.stringify(own)}))`,
  );
  const carried = new Set(rows.map(({ file }) => file));
  return names.filter((name) => !carried.has(name));
}

/** Files of e-mails that never left. */
export async function unsentKeys(kit: Kit, ticket: string): Promise<string[]> {
  const unsent = await kit.env.MAIL.list({ prefix: `out/${ticket}/`, limit: KEYS_PER_DELETE_MAX });
  return unsent.objects.map(({ key }) => key);
}

/** What letters were read from lies under the day they came on, with the moment beside it. */
export async function rawLetters(kit: Kit, moments: number[]): Promise<string[]> {
  const days = new Set(moments.map((at) => new Date(at).toISOString().slice(0, 10)));
  const wanted = new Set(moments.map(String));
  const keys: string[] = [];
  for (const day of days) {
    let cursor: string | undefined;
    do {
      const page: R2Objects = await kit.env.MAIL.list({
        prefix: `raw/${day}/`,
        include: ["customMetadata"],
        ...(cursor ? { cursor } : {}),
      });
      keys.push(...page.objects.filter((one) => wanted.has(one.customMetadata?.at ?? "")).map(({ key }) => key));
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor);
  }
  return keys;
}

interface Filed {
  file: string;
}
type Paper = Pick<PaperRow, "store_id" | "package_id" | "kind" | "file">;
interface OrderCase {
  id: string;
  store_id: string;
}

/** The orders stay as business, without whose they were; what people of ours wrote about the buyer goes with the buyer. */
export async function emptyOrders(kit: Kit, refs: OrderRef[], at: number): Promise<number> {
  await bringBack(
    kit,
    refs.map(({ id }) => id),
  );
  const ids = sql`SELECT k.value->>'id' FROM json_each(${JSON.stringify(refs)}) k`;
  const [papers, photos, cases] = await kit.db.batch<[Paper, { aftersale_id: string; store_id: string } & Filed, OrderCase]>([
    sql`SELECT p.store_id, p.package_id, p.kind, p.file FROM json_each(${JSON.stringify(refs)}) k CROSS JOIN parcel_paper p ON p.order_id = k.value->>'id'`,
    sql`SELECT e.aftersale_id, e.store_id, e.file FROM json_each(${JSON.stringify(refs)}) k CROSS JOIN aftersale a ON a.order_id = k.value->>'id'
      CROSS JOIN evidence_photo e ON e.aftersale_id = a.id`,
    sql`SELECT a.id, a.store_id FROM json_each(${JSON.stringify(refs)}) k CROSS JOIN aftersale a ON a.order_id = k.value->>'id'`,
  ]);
  for (const { id, store_id: storeId } of cases) {
    const theirs = await listPictures(kit, storeId, returnedName(id, ""));
    if (theirs.length > 0)
      await dropPictures(
        kit,
        theirs.map((name) => ({ storeId, name })),
      );
  }
  if (papers.length > 0) await kit.env.MAIL.delete(papers.map(({ file }) => file));
  // A paper made for a former number lies beside the one its row names.
  for (const paper of papers) await dropUnder(kit, paperPlace(paper));
  if (photos.length > 0)
    await dropPictures(
      kit,
      photos.map((one) => ({ storeId: one.store_id, name: evidenceName(one.aftersale_id, one.file) })),
    );
  const returns = sql`SELECT r.id FROM json_each(${JSON.stringify(refs)}) k CROSS JOIN own_return r ON r.order_id = k.value->>'id'`;
  await unnameOrders(kit, refs, at, [
    sql`DELETE FROM parcel_paper WHERE order_id IN (${ids})`,
    sql`DELETE FROM evidence_photo WHERE aftersale_id IN (SELECT a.id FROM aftersale a WHERE a.order_id IN (${ids}))`,
    sql`DELETE FROM own_return_person WHERE return_id IN (${returns})`,
    sql`UPDATE own_return SET reason = '', purged_at = IFNULL(purged_at, ${at}) WHERE order_id IN (${ids})`,
    sql`UPDATE aftersale SET reason_text = '' WHERE order_id IN (${ids})`,
    sql`UPDATE aftersale_act SET note = NULL WHERE order_id IN (${ids})`,
    sql`DELETE FROM order_note WHERE order_id IN (${ids})`,
    sql`UPDATE review_waiver SET note = '' WHERE order_id IN (${ids})`,
    sql`UPDATE order_hold SET reason = '' WHERE order_id IN (${ids})`,
  ]);
  return papers.length + photos.length;
}
