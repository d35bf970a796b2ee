/** E-mail that belongs to no ticket: admins see it, name its ticket, or put it away. The raw message is kept whatever they decide. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { UnmatchedRow } from "../mail/table.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { takeMail } from "./incoming.ts";

const UNMATCHED_PER_PAGE = 50;

export type UnmatchedShown = Omit<UnmatchedRow, "raw_key" | "settled_at">;

/** The newest first; `before` is where a page goes on. */
export async function listUnmatched(kit: Kit, signedIn: SignedIn, before = Number.MAX_SAFE_INTEGER) {
  await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<UnmatchedShown>(
    sql`SELECT id, nature, from_address, from_name, to_address, subject, says, at FROM unmatched_mail
      WHERE settled_at IS NULL AND at < ${before} ORDER BY at DESC LIMIT ${UNMATCHED_PER_PAGE + 1}`,
  );
  const shown = rows.slice(0, UNMATCHED_PER_PAGE);
  return { rows: shown, next: rows.length > UNMATCHED_PER_PAGE ? (shown.at(-1)?.at ?? null) : null };
}

export type UnmatchedDecision = { do: "assign"; number: number } | { do: "dismiss" };

export async function settleUnmatched(kit: Kit, signedIn: SignedIn, id: string, decision: UnmatchedDecision): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const row = await kit.db.first<{ raw_key: string }>(sql`SELECT raw_key FROM unmatched_mail WHERE id = ${id} AND settled_at IS NULL`);
  if (!row) throw new Problem("missing", "mail-settled");
  const change = { at: kit.now(), userId: admin.id, subject: id };
  if (decision.do === "dismiss") {
    await kit.db.run(
      sql`UPDATE unmatched_mail SET settled_at = ${kit.now()} WHERE id = ${id}`,
      recordChange({ ...change, action: "dismiss-mail" }),
    );
    return;
  }
  const ticket = await kit.db.first<{ id: string; store_id: string }>(
    sql`SELECT IFNULL(leads_to, id) AS id, store_id FROM ticket WHERE number = ${decision.number}`,
  );
  if (!ticket) throw new Problem("missing", "mail-ticket-unknown", { number: decision.number });
  if (!(await takeMail(kit, row.raw_key, ticket.id))) throw new Problem("missing", "mail-settled");
  await kit.db.run(recordChange({ ...change, action: "assign-mail", storeId: ticket.store_id, after: { ticket: decision.number } }));
}
