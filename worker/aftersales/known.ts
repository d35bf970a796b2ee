/** What is known of an order's cancellations and returns for whoever writes to its buyer: where each stands, what is paid back and by whom. Pure but
 *  for the question it is read with. What TikTok does not tell (when money arrives) is not there. */
import { type SQL, sql } from "drizzle-orm";
import { PHASES, type Phase } from "./case.ts";
import type { AftersaleRow } from "./table.ts";

/** Where a case stands, as a buyer would be told. */
const STANDS = ["asked", "offered", "to-send", "under-way", "granted", "done", "replaced", "refused", "withdrawn"] as const;
export type Stand = (typeof STANDS)[number];

export interface KnownCase {
  id: string;
  kind: AftersaleRow["kind"];
  orderId: string;
  type: string;
  /** Null for a status nobody here knows. */
  stand: Stand | null;
  phase: Phase;
  /** Epoch seconds. */
  askedTime: number;
  changedTime: number;
  /** Until when the shop must answer; null where nothing waits for it. */
  answerBy: number | null;
  refund: { minor: number; currency: string } | null;
  carrier: string | null;
  tracking: string | null;
  keepsItem: boolean;
  wayBackBy: AftersaleRow["way_back_by"];
}

const STAND_OF: Record<string, Stand> = {
  CANCELLATION_REQUEST_PENDING: "asked",
  CANCELLATION_REQUEST_SUCCESS: "granted",
  CANCELLATION_REQUEST_COMPLETE: "done",
  CANCELLATION_REQUEST_CANCEL: "withdrawn",
  CANCELLATION_REQUEST_CANCELLED: "withdrawn",
  RETURN_OR_REFUND_REQUEST_PENDING: "asked",
  AWAITING_BUYER_RESPONSE: "offered",
  AWAITING_BUYER_SHIP: "to-send",
  BUYER_SHIPPED_ITEM: "under-way",
  RETURN_OR_REFUND_REQUEST_SUCCESS: "granted",
  RETURN_OR_REFUND_REQUEST_COMPLETE: "done",
  RETURN_OR_REFUND_REQUEST_CANCEL: "withdrawn",
  RETURN_OR_REFUND_REQUEST_CANCELLED: "withdrawn",
  REFUND_OR_RETURN_REQUEST_REJECT: "refused",
  REJECT_RECEIVE_PACKAGE: "refused",
  REPLACEMENT_REQUEST_PENDING: "asked",
  REPLACEMENT_REQUEST_REJECT: "refused",
  REPLACEMENT_REQUEST_REFUND_SUCCESS: "done",
  REPLACEMENT_REQUEST_CANCEL: "withdrawn",
  REPLACEMENT_REQUEST_COMPLETE: "replaced",
};

/** Null for a status nobody here knows. */
export const standOf = (status: string): Stand | null => STAND_OF[status] ?? null;

/** Where money is paid back at all, or may be. */
const PAYS: readonly (Stand | null)[] = ["asked", "offered", "to-send", "under-way", "granted", "done"];

const COLUMNS = [
  "id",
  "kind",
  "order_id",
  "type",
  "status",
  "create_time",
  "update_time",
  "action",
  "deadline",
  "currency",
  "refund_minor",
  "partial_minor",
  "provider",
  "tracking_number",
  "keeps_item",
  "phase",
  "way_back_by",
] as const satisfies (keyof AftersaleRow)[];
export type KnownRow = Pick<AftersaleRow, (typeof COLUMNS)[number]>;

/** The cases of an order, as JSON, for whoever reads the order anyway. */
export const casesOf = (orderId: SQL) =>
  sql`(SELECT json_group_array(json_array(${sql.raw(COLUMNS.map((column) => `a.${column}`).join(", "))}))
    FROM aftersale a INDEXED BY aftersale_of_order WHERE a.order_id = ${orderId})`;

export const readCases = (json: string): KnownCase[] =>
  (JSON.parse(json) as unknown[][]).map((values) =>
    readKnown(Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]])) as unknown as KnownRow),
  );

export function readKnown(row: KnownRow): KnownCase {
  const stand = standOf(row.status);
  const isReplaced = row.type === "REPLACEMENT" && row.status !== "REPLACEMENT_REQUEST_REFUND_SUCCESS";
  const minor = row.partial_minor ?? row.refund_minor;
  return {
    id: row.id,
    kind: row.kind,
    orderId: row.order_id,
    type: row.type,
    stand,
    phase: PHASES[row.phase] ?? "underway",
    askedTime: row.create_time,
    changedTime: row.update_time,
    answerBy: row.action === null ? null : row.deadline,
    refund: minor === null || row.currency === null || isReplaced || !PAYS.includes(stand) ? null : { minor, currency: row.currency },
    carrier: row.provider,
    tracking: row.tracking_number,
    keepsItem: row.keeps_item === 1,
    wayBackBy: row.way_back_by,
  };
}

/** The newest of an order, of one kind or any. */
export const newestOf = (cases: readonly KnownCase[], orderId: string | undefined, kind?: KnownCase["kind"]): KnownCase | null =>
  cases
    .filter((one) => one.orderId === orderId && (kind === undefined || one.kind === kind))
    .sort((one, other) => other.askedTime - one.askedTime)[0] ?? null;
