/** Units cancelled here of which TikTok does not know: two truths, until somebody tells TikTok after all, or lets the units go on. Whatever TikTok
 *  refuses leaves them as they were. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { type Acted, recallAct } from "./acts.ts";
import { CLICK, cancelOrdered, standAnew } from "./cancel.ts";
import { insist, type Ordered, openOrdered } from "./ordered.ts";

export const untoldWish = z.object({ id: CLICK, do: z.enum(["tell", "drop"]) }).strict();
export type UntoldWish = z.infer<typeof untoldWish>;

interface UntoldRow {
  line_id: string;
  reason: string;
}

/** Whoever may cancel without telling TikTok may end that, while TikTok is not being told already. */
export function maySettleUntold({ bits, isTelling }: Pick<Ordered, "bits" | "isTelling">): Can {
  if ((bits & RIGHTS.manage) === 0) return cannot("right-missing", { right: "manage" });
  return isTelling ? cannot("order-cancelling") : { ok: true };
}

/** The same click again finds nothing untold, or its own act. */
export async function settleUntold(kit: Kit, signedIn: SignedIn, orderId: string, wish: UntoldWish): Promise<Acted> {
  const ordered = await openOrdered(kit, signedIn, orderId, { asTold: true });
  const known = await recallAct(kit, { id: wish.id, by_id: ordered.person.id, order_id: orderId });
  if (known) return known;
  insist(maySettleUntold(ordered));
  const rows = await kit.db.all<UntoldRow>(
    sql`SELECT c.line_id, a.reason FROM cancel_act c JOIN aftersale_act a ON a.id = c.act_id WHERE c.order_id = ${orderId} AND c.is_told = 0`,
  );
  const [first] = rows;
  if (!first) throw new Problem("conflict", "untold-none");
  const units = rows.map((row) => row.line_id);
  // Nothing is forgotten before TikTok has taken it: until then, whatever comes between, it stays untold.
  if (wish.do === "tell") return cancelOrdered(kit, ordered, { id: wish.id, units, reason: first.reason, tell: true }, true);
  const forget = sql`DELETE FROM cancel_act WHERE order_id = ${orderId} AND is_told = 0`;
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
