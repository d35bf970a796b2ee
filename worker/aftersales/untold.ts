/** Units cancelled here of which TikTok does not know: two truths, until somebody tells TikTok after all, or lets the units go on. Whatever TikTok
 *  refuses leaves them as they were. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import type { Acted } from "./acts.ts";
import { CLICK, cancel, standAnew } from "./cancel.ts";
import { insist, type Ordered, openOrdered } from "./ordered.ts";

export const untoldWish = z.object({ id: CLICK, do: z.enum(["tell", "drop"]) }).strict();
export type UntoldWish = z.infer<typeof untoldWish>;

interface UntoldRow {
  line_id: string;
  act_id: string;
  reason: string;
}

/** Whoever may cancel without telling TikTok may end that. */
export const maySettleUntold = ({ bits }: Pick<Ordered, "bits">): Can =>
  (bits & RIGHTS.manage) === 0 ? cannot("right-missing", { right: "manage" }) : { ok: true };

/** The same click again finds nothing untold, or its own act. */
export async function settleUntold(kit: Kit, signedIn: SignedIn, orderId: string, wish: UntoldWish): Promise<Acted> {
  const ordered = await openOrdered(kit, signedIn, orderId);
  insist(maySettleUntold(ordered));
  const rows = await kit.db.all<UntoldRow>(
    sql`SELECT c.line_id, c.act_id, a.reason FROM cancel_act c JOIN aftersale_act a ON a.id = c.act_id WHERE c.order_id = ${orderId} AND c.is_told = 0`,
  );
  const [first] = rows;
  if (!first) throw new Problem("conflict", "untold-none");
  const forget = sql`DELETE FROM cancel_act WHERE order_id = ${orderId} AND is_told = 0`;
  if (wish.do === "tell") return tell(kit, signedIn, orderId, { id: wish.id, rows, reason: first.reason, forget });
  await standAnew(kit, ordered.order, forget, written(kit, ordered, rows.length));
  return { id: wish.id, state: "done", words: null, isRepeated: false };
}

const written = (kit: Kit, { order, person }: Ordered, units: number) =>
  recordChange({
    at: kit.now(),
    userId: person.id,
    action: "drop-untold",
    subject: order.id,
    storeId: order.store_id,
    before: { units },
  });

interface Telling {
  id: string;
  rows: UntoldRow[];
  reason: string;
  forget: ReturnType<typeof sql>;
}

/** As if it had not been cancelled before: a unit is in one act at a time. */
async function tell(kit: Kit, signedIn: SignedIn, orderId: string, { id, rows, reason, forget }: Telling): Promise<Acted> {
  await kit.db.run(forget);
  try {
    return await cancel(kit, signedIn, orderId, { id, units: rows.map((row) => row.line_id), reason, tell: true });
  } catch (failure) {
    if (!(failure instanceof TikTokFailure || failure instanceof Problem)) throw failure;
    await kit.db.run(
      sql`INSERT OR IGNORE INTO cancel_act (order_id, line_id, act_id, is_told)
        SELECT ${orderId}, k.value->>'line_id', k.value->>'act_id', 0 FROM json_each(${JSON.stringify(rows)}) k`,
    );
    throw failure;
  }
}
