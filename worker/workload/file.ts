/** Orders as rows of a file: for every column what stands in it. Headings and states are codes, the same in every language; times are the store's.
 *  A recipient stands there only where whoever asked for the file may see recipients of that store, at the moment the row is written. */
import { sql } from "drizzle-orm";
import { archivedIn, openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import type { Cells } from "../inventory/csv.ts";
import { stageName } from "../orders/stage.ts";
import type { OrderRow } from "../orders/table.ts";
import { localTime } from "../stores/calendar.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { type Asker, whoever } from "../team/session.ts";
import { type FileColumn, isPersonal } from "./columns.ts";

interface Recipient {
  name: string | null;
  phone: string | null;
  address: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
}

export interface FileRow extends OrderRow {
  bits: number;
  store: string;
  time_zone: string;
  skus: string | null;
  packages: string | null;
  tracking: string | null;
  reasons: string | null;
  tags: string | null;
  assignee: string | null;
  held: string | null;
  notes: string | null;
  recipient: string | null;
}

/** How many digits an amount has behind its point. */
const digits = new Map<string, number>();

function decimalsOf(currency: string): number {
  const known =
    digits.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, known);
  return known;
}

const amount = (minor: number | null, currency: string) =>
  minor === null ? null : (minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));

function moment(seconds: number | null, zone: string): string | null {
  if (seconds === null) return null;
  const { year, month, day, hour, minute } = localTime(seconds, zone);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

const ofRecipient = (field: keyof Recipient) => (row: FileRow) => (JSON.parse(row.recipient ?? "{}") as Partial<Recipient>)[field] ?? null;

/** An amount is a number to a spreadsheet, a minus before it no formula. */
const number = (text: string | null) => (text === null ? null : Number(text));

const CELLS: Record<FileColumn, (row: FileRow) => string | number | null> = {
  id: (row) => row.id,
  store: (row) => row.store,
  placed: (row) => moment(row.create_time, row.time_zone),
  paid: (row) => moment(row.paid_time, row.time_zone),
  status: (row) => row.status,
  stage: (row) => stageName(row.stage),
  reasons: (row) => row.reasons,
  by: (row) => (row.fulfilled_by === "store" ? "tiktok" : "merchant"),
  buyer: (row) => row.buyer_nickname,
  skus: (row) => row.skus,
  units: (row) => row.units,
  currency: (row) => row.currency,
  total: (row) => number(amount(row.total_minor, row.currency)),
  subtotal: (row) => number(amount(row.subtotal_minor, row.currency)),
  shipping_fee: (row) => number(amount(row.shipping_minor, row.currency)),
  tax: (row) => number(amount(row.tax_minor, row.currency)),
  delivery: (row) => row.delivery_option,
  shipping: (row) => row.shipping_type,
  tracking: (row) => row.tracking,
  packages: (row) => row.packages,
  ship_by: (row) => moment(row.due_time, row.time_zone),
  tags: (row) => row.tags,
  assignee: (row) => row.assignee,
  held: (row) => row.held,
  notes: (row) => row.notes,
  recipient: ofRecipient("name"),
  phone: ofRecipient("phone"),
  address: ofRecipient("address"),
  city: ofRecipient("city"),
  region: ofRecipient("region"),
  postal_code: ofRecipient("postal_code"),
  country: ofRecipient("country"),
};

export const cellsOf = (columns: FileColumn[], row: FileRow): Cells => columns.map((column) => CELLS[column](row));

const LISTED = " ";

/** The orders named, in this order, as far as they may be read now. */
export async function readFileRows(kit: Kit, asker: Asker, refs: { t: number; id: string }[], columns: FileColumn[]): Promise<FileRow[]> {
  const recipient = columns.some(isPersonal)
    ? sql`CASE WHEN ${bitsIn(sql`o.store_id`)} & ${RIGHTS.personal} THEN (SELECT json_object('name', r.name, 'phone', r.phone, 'address', r.address,
        'city', r.city, 'region', r.region, 'postal_code', r.postal_code, 'country', r.country) FROM recipient r WHERE r.order_id = o.id) END`
    : sql`NULL`;
  const ask = (from: Kit, some: { t: number; id: string }[]) =>
    from.db.all<FileRow>(
      sql`WITH ${whoever(asker)} SELECT o.*, ${bitsIn(sql`o.store_id`)} AS bits, s.name AS store, s.time_zone,
        (SELECT group_concat(IFNULL(g.seller_sku, l.sku_id), ${LISTED}) FROM order_line l LEFT JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id
          WHERE l.order_id = o.id) AS skus,
        (SELECT group_concat(p.id, ${LISTED}) FROM package p WHERE p.order_id = o.id) AS packages,
        (SELECT group_concat(p.tracking_number, ${LISTED}) FROM package p WHERE p.order_id = o.id) AS tracking,
        (SELECT group_concat(v.reason, ${LISTED}) FROM order_review v WHERE v.order_id = o.id) AS reasons,
        (SELECT group_concat(t.name, ', ') FROM order_mark m CROSS JOIN tag t ON t.id = m.mark WHERE m.order_id = o.id) AS tags,
        (SELECT u.name FROM order_mark m CROSS JOIN user u ON u.id = substr(m.mark, 2) WHERE m.order_id = o.id AND m.mark GLOB '@*') AS assignee,
        (SELECT h.reason FROM order_hold h WHERE h.order_id = o.id) AS held,
        (SELECT group_concat(n.text, ' | ') FROM order_note n WHERE n.order_id = o.id AND n.dropped_at IS NULL) AS notes,
        ${recipient} AS recipient
      FROM who CROSS JOIN json_each(${JSON.stringify(some)}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'
        CROSS JOIN store s ON s.id = o.store_id WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
    );
  const rows = await ask(kit, refs);
  const archived = new Set(archivedIn(rows));
  const archive = archived.size === 0 ? null : await openArchive(kit, [...archived]);
  const full = archive
    ? await ask(
        archive,
        refs.filter(({ id }) => archived.has(id)),
      )
    : [];
  return rows.map((row) => full.find(({ id }) => id === row.id) ?? row);
}
