/** Proof of what TikTok told us, as rows somebody may hand in: which objects of the batch ledger a span of time lies in, which of their rows are meant,
 *  and how they are written. Pure. */
import { createHash } from "node:crypto";
import * as z from "zod";
import { writeCsv, writeRows } from "../inventory/csv.ts";

const proof = z.object({
  notification: z.string(),
  message: z.string(),
  shop: z.string(),
  topic: z.string(),
  ids: z.array(z.string()),
  verdict: z.string(),
  at: z.number(),
});
const batch = z.object({ queue: z.string(), proofs: z.array(proof) });
export type LedgerRow = z.infer<typeof proof>;

export const LEDGER_PREFIX = "batches/";
/** A batch is written down at its end, and none takes longer. */
const BATCH_MS_MAX = 900_000;

/** Keys sort by the moment a batch was written. */
export function keyAfterWhich(fromAt: number): string {
  return `${LEDGER_PREFIX}${new Date(fromAt).toISOString().slice(0, 10)}/${fromAt}`;
}

export function isBeyond(key: string, untilAt: number): boolean {
  const at = Number(/\/(\d+)-[^/]*$/.exec(key)?.[1] ?? 0);
  return at > untilAt + BATCH_MS_MAX;
}

export interface Wanted {
  /** TikTok's id of the shop; null: every shop. */
  shop: string | null;
  order: string | null;
  /** Epoch milliseconds, both included. */
  fromAt: number;
  untilAt: number;
}

export interface LedgerBatch {
  key: string;
  /** Of the object's bytes, counted now. */
  sha256: string;
  /** As it was noted when the object was written, and still is. */
  isIntact: boolean;
  body: string;
  rows: LedgerRow[];
}

/** Null where none of its rows is meant. An object that cannot be read is nobody's proof, and said to be broken. */
export function readBatch(key: string, body: string, notedSha256: string | undefined, wanted: Wanted): LedgerBatch | null {
  const sha256 = createHash("sha256").update(body).digest("hex");
  const isIntact = sha256 === notedSha256;
  const read = batch.safeParse(parsed(body));
  const rows = (read.data?.proofs ?? []).filter(
    ({ shop, ids, at }) =>
      (wanted.shop === null || shop === wanted.shop) &&
      (wanted.order === null || ids.includes(wanted.order)) &&
      at >= wanted.fromAt &&
      at <= wanted.untilAt,
  );
  return rows.length > 0 || !read.success ? { key, sha256, isIntact: isIntact && read.success, body, rows } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said by the caller, who knows its key.
    return null;
  }
}

const PACK_COLUMNS = [
  "notification_id",
  "topic",
  "shop_id",
  "ids",
  "done_at",
  "verdict",
  "message_id",
  "batch",
  "batch_sha256",
  "batch_intact",
];

const cellsOf = ({ key, sha256, isIntact, rows }: LedgerBatch) =>
  rows.map((row) => [
    row.notification,
    row.topic,
    row.shop,
    row.ids.join(" "),
    new Date(row.at).toISOString(),
    row.verdict,
    row.message,
    key,
    sha256,
    isIntact ? "yes" : "no",
  ]);

/** One part of a file; together they are one table. */
export function writePackCsv(batches: LedgerBatch[], isFirst: boolean): string {
  const rows = batches.flatMap(cellsOf);
  return isFirst ? writeCsv([PACK_COLUMNS, ...rows]) : writeRows(rows);
}

/** Batches whole, for only what was hashed can be hashed again. */
export function writePackJson(batches: LedgerBatch[], isFirst: boolean, isLast: boolean, hadAny: boolean): string {
  const told = batches.map(({ key, sha256, isIntact, body, rows }) => JSON.stringify({ batch: key, sha256, intact: isIntact, rows, body }));
  const joined = told.length > 0 ? `${hadAny ? ",\n" : ""}${told.join(",\n")}` : "";
  return `${isFirst ? "[\n" : ""}${joined}${isLast ? "\n]\n" : ""}`;
}
