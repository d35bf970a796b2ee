/** The record of what people changed: one row per change, written in the same batch as the change itself. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { requireAdmin, type SignedIn } from "./session.ts";

export interface Change {
  at: number;
  userId: string | null;
  /** A verb with its object: "rename-store". */
  action: string;
  /** The id of what was changed. */
  subject: string;
  storeId?: string | null;
  before?: unknown;
  after?: unknown;
  /** Recorded only where this holds: what a statement of the same batch may leave undone is not said to have been done. */
  when?: SQL;
}

export function recordChange(change: Change): SQL {
  const { at, userId, action, subject, storeId = null, before, after, when = sql`true` } = change;
  return sql`INSERT INTO audit (at, user_id, action, subject, store_id, before, after)
    SELECT ${at}, ${userId}, ${action}, ${subject}, ${storeId}, ${jsonOrNull(before)}, ${jsonOrNull(after)} WHERE ${when}`;
}

interface ReadChange extends Pick<Change, "at" | "userId" | "action"> {
  /** What was moved, and in SQL the JSON of how it was and is. */
  subject: SQL;
  before: SQL;
  after: SQL;
  from: SQL;
}

/** Changes that only the statements before have worked out, read from what they wrote. */
export function recordRead({ at, userId, action, subject, before, after, from }: ReadChange): SQL {
  return sql`INSERT INTO audit (at, user_id, action, subject, before, after)
    SELECT ${at}, ${userId}, ${action}, ${subject}, ${before}, ${after} FROM ${from}`;
}

/** The same change of many things, in one statement. */
export function recordChanges(change: Omit<Change, "subject" | "storeId" | "when">, subjects: { id: string; storeId: string }[]): SQL {
  const { at, userId, action, before, after } = change;
  return sql`INSERT INTO audit (at, user_id, action, subject, store_id, before, after)
    SELECT ${at}, ${userId}, ${action}, k.value->>'id', k.value->>'storeId', ${jsonOrNull(before)}, ${jsonOrNull(after)}
    FROM json_each(${JSON.stringify(subjects)}) k`;
}

const jsonOrNull = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

const CHANGES_PER_PAGE = 50;

export interface ShownChange {
  id: number;
  at: number;
  /** Null for what the desk did by itself. */
  person: string | null;
  action: string;
  subject: string;
  /** The person, the store or the item that was changed, where it has a name. */
  subject_name: string | null;
  store: string | null;
  before: unknown;
  after: unknown;
}

type ChangeRow = Omit<ShownChange, "before" | "after"> & { before: string | null; after: string | null };

/** The newest changes first, or those of one subject. `next` is the id below which the next page begins. */
export async function listChanges(
  kit: Kit,
  signedIn: SignedIn,
  question: { before?: number | undefined; subject?: string | undefined },
): Promise<{ rows: ShownChange[]; next: number | null }> {
  await requireAdmin(kit, signedIn);
  const { before = Number.MAX_SAFE_INTEGER, subject } = question;
  const rows = await kit.db.all<ChangeRow>(
    sql`SELECT a.id, a.at, p.name AS person, a.action, a.subject, IFNULL(IFNULL(q.name, t.name), i.sku) AS subject_name, s.name AS store, a.before, a.after
      FROM audit a ${subject === undefined ? sql`NOT INDEXED` : sql`INDEXED BY audit_by_subject`}
        LEFT JOIN user p ON p.id = a.user_id LEFT JOIN user q ON q.id = a.subject LEFT JOIN store t ON t.id = a.subject LEFT JOIN item i ON i.id = a.subject
        LEFT JOIN store s ON s.id = a.store_id
      WHERE a.id < ${before} ${subject === undefined ? sql`` : sql`AND a.subject = ${subject}`} ORDER BY a.id DESC LIMIT ${CHANGES_PER_PAGE + 1}`,
  );
  const shown = rows.slice(0, CHANGES_PER_PAGE).map((row) => ({ ...row, before: parsed(row.before), after: parsed(row.after) }));
  return { rows: shown, next: rows.length > CHANGES_PER_PAGE ? (shown.at(-1)?.id ?? null) : null };
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
