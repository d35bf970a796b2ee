/** What is held of a buyer, read from wherever it lies: a ticket's room, an order with all that hangs on it, and e-mails that belonged to no ticket,
 *  each with the files that belong to it. Nothing is changed by looking. */
import { type SQL, sql } from "drizzle-orm";
import { findLying, openArchive } from "../archive/over.ts";
import { readAids } from "../assist/aids.ts";
import type { Kit } from "../env.ts";
import type { UnmatchedRow } from "../mail/table.ts";
import type { OrderRef } from "../orders/unnamed.ts";
import { readDetails } from "../ownreturns/person.ts";
import type { OwnReturnPersonRow } from "../ownreturns/table.ts";
import { evidenceName, returnedName } from "../pictures/evidence.ts";
import { findPicture, listPictures } from "../pictures/pictures.ts";
import type { Copied } from "../tickets/forgetting.ts";
import { isOf, TICKETS } from "./buyer.ts";
import type { FileRef } from "./file.ts";
import { rawLetters, unsentKeys } from "./take-out.ts";

export interface Collected {
  record: object;
  files: FileRef[];
}

/** Every ticket and order of theirs as things to be written, tickets first. */
export type Named = { ticket: string; store: string } | OrderRef;
export const isTicket = (named: Named): named is { ticket: string; store: string } => "ticket" in named;

export const nameTickets = (kit: Kit, buyer: string) =>
  kit.db.all<{ ticket: string; store: string }>(sql`SELECT t.id AS ticket, t.store_id AS store FROM ${TICKETS} WHERE ${isOf(buyer)}`);

/** As TikTok named them, and whether we shut them out. */
export async function collectBuyer(kit: Kit, buyer: string): Promise<object> {
  const [conversations, blocked] = await kit.db.batch<[Row, Row]>([
    sql`SELECT c.id, c.buyer_name, c.avatar_url FROM conversation c WHERE ${isOf(buyer)}`,
    sql`SELECT b.buyer_name, b.reason, b.blocked_at FROM store s CROSS JOIN blocked_buyer b ON b.store_id = s.id AND b.buyer_user_id = ${buyer}`,
  ]);
  return { id: buyer, conversations, blocked };
}

export async function collectTicket(kit: Kit, { ticket, store }: { ticket: string; store: string }) {
  const copying: Promise<Copied> = kit.env.TICKET.getByName(ticket).copy();
  const [{ entries, drafts, traces }, { summaries }] = await Promise.all([copying, readAids(kit, ticket)]);
  const [row] = await kit.db.all<Row>(sql`SELECT number, conversation_id, buyer_name, state, created_at FROM ticket WHERE id = ${ticket}`);
  const mails = entries.filter((entry) => entry.kind === "email");
  const names = new Map(mails.flatMap(({ files }) => files.map(({ key, name }) => [key, name] as const)));
  const keyed = (key: string): FileRef => ({ name: names.get(key) ?? key, open: () => kit.env.MAIL.get(key) });
  const raw = await rawLetters(kit, traces.letters);
  const files = [
    ...[...new Set([...traces.keys, ...(await unsentKeys(kit, ticket))])].map(keyed),
    ...raw.map((key) => ({ ...keyed(key), isSaid: true })),
    ...traces.pictures.map((name) => ({ name, open: () => findPicture(kit, store, name) })),
  ];
  return { record: { ...row, entries, drafts, summaries }, files, addresses: traces.addresses };
}

type Row = Record<string, string | number | null>;
type OfOrder = Row & { order_id: string };

const each = (ids: string, joined: SQL, columns: SQL) => sql`SELECT ${columns} FROM json_each(${ids}) k CROSS JOIN ${joined}`;

/** A few orders at once; what of them lies in the archive is read there. */
export async function collectOrders(kit: Kit, refs: OrderRef[]): Promise<Collected[]> {
  const archived = new Set(
    (
      await findLying(
        kit,
        refs.map(({ id }) => id),
      )
    ).map(({ order_id }) => order_id),
  );
  const archive = archived.size === 0 ? null : await openArchive(kit, [...archived]);
  const here = archive ? refs.filter(({ id }) => !archived.has(id)) : refs;
  const there = archive ? refs.filter(({ id }) => archived.has(id)) : [];
  return [...(await collectIn(kit, here)), ...(archive ? await collectIn(archive, there) : [])];
}

async function collectIn(kit: Kit, refs: OrderRef[]): Promise<Collected[]> {
  const given = JSON.stringify(refs);
  const ids = JSON.stringify(refs.map(({ id }) => id));
  const of = (table: SQL) => each(ids, sql`${table} x ON x.order_id = k.value`, sql`x.*`);
  const [orders, ...sets] = await kit.db.batch<[Row & { id: string; store_id: string }, ...OfOrder[]]>([
    sql`SELECT o.* FROM json_each(${given}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'`,
    ...[sql`recipient`, sql`order_line`, sql`package`, sql`order_note`, sql`order_hold`, sql`review_waiver`, sql`parcel_paper`].map(of),
    of(sql`aftersale`),
    of(sql`aftersale_act`),
    each(ids, sql`aftersale a ON a.order_id = k.value CROSS JOIN aftersale_line x ON x.aftersale_id = a.id`, sql`a.order_id, x.*`),
    each(ids, sql`aftersale a ON a.order_id = k.value CROSS JOIN evidence_photo x ON x.aftersale_id = a.id`, sql`a.order_id, x.*`),
    of(sql`own_return`),
    each(ids, sql`own_return r ON r.order_id = k.value CROSS JOIN own_return_person x ON x.return_id = r.id`, sql`r.order_id, x.*`),
  ]);
  return Promise.all(orders.map((order) => collectOrder(kit, order, sets)));
}

async function collectOrder(kit: Kit, order: Row & { id: string; store_id: string }, sets: OfOrder[][]): Promise<Collected> {
  const [recipients = [], lines = [], packages = [], notes = [], holds = [], waivers = [], papers = [], ...more] = sets.map((rows) =>
    rows.filter(({ order_id }) => order_id === order.id),
  );
  const [cases = [], acts = [], caseLines = [], photos = [], returns = [], sealed = []] = more;
  const { store_id: store } = order;
  const details = sealed.map((row) => readDetails(kit, row as unknown as OwnReturnPersonRow));
  const theirs = (await Promise.all(cases.map(({ id }) => listPictures(kit, store, returnedName(String(id), ""))))).flat();
  const own = photos.map(({ aftersale_id, file }) => evidenceName(String(aftersale_id), String(file)));
  const files: FileRef[] = [
    ...papers.map(({ kind, number, file }) => ({ name: `${kind} ${number}`, open: () => kit.env.MAIL.get(String(file)) })),
    ...[...theirs, ...own].map((name) => ({ name, open: () => findPicture(kit, store, name) })),
  ];
  const goods = { ...order, recipients, lines, packages, notes, holds, waivers, papers };
  return { record: { ...goods, cases, acts, caseLines, photos, returns, returnDetails: details }, files };
}

export const collectLetter = (kit: Kit, letter: UnmatchedRow): Collected => ({
  record: letter,
  files: [{ name: letter.raw_key, open: () => kit.env.MAIL.get(letter.raw_key) }],
});
