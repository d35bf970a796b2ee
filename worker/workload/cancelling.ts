/** Orders cancelled one by one, each as an act of its own: what TikTok refuses is said of that order and the rest goes on. An act is named by its
 *  job, its place and when it was last judged, so a step that comes again finds what it did, and only a person's "again" asks TikTok anew. */
import { sql } from "drizzle-orm";
import { type Acted, recallAct } from "../aftersales/acts.ts";
import { cancel } from "../aftersales/cancel.ts";
import { cancelMeanings } from "../aftersales/reasons.ts";
import { problemOf } from "../door.ts";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { readSeen } from "./acts.ts";
import type { Because, Become, JobOf } from "./job.ts";
import type { OrderJobItemRow, OrderJobRow } from "./table.ts";
import { type CancelManyWish, canWish, reasonFor } from "./wish.ts";

export type Turn = Pick<OrderJobItemRow, "place" | "order_id" | "at">;

/** Refusals that are the order's and not TikTok's: nothing was asked. */
const STANDS_IN_THE_WAY: readonly string[] = ["missing", "forbidden", "conflict", "invalid", "signed-out"];

export async function cancelTurn(kit: Kit, job: OrderJobRow, turn: Turn, wish: CancelManyWish): Promise<Become> {
  const { place, order_id: orderId } = turn;
  const id = `${job.id}:${place}:${turn.at ?? 0}`;
  const known = await recallAct(kit, { id, by_id: job.by_id, order_id: orderId });
  if (known) return { place, ...becomeOf(known) };
  const asker = { personId: job.by_id };
  const order = (await readSeen(kit, asker, [orderId], wish)).get(orderId);
  const can = order && canWish(wish, order, kit.now());
  if (!can) return { place, outcome: "skipped", because: { code: "order-missing", facts: {} } };
  if (!can.ok) return { place, outcome: "skipped", because: can.because };
  try {
    const reason = reasonFor(wish, order)?.name ?? "";
    return { place, ...becomeOf(await cancel(kit, asker, orderId, { id, units: null, reason, tell: true })) };
  } catch (thrown) {
    const problem = thrown instanceof TikTokFailure ? problemOf(thrown) : thrown;
    if (!(problem instanceof Problem)) throw thrown;
    return { place, outcome: STANDS_IN_THE_WAY.includes(problem.kind) ? "skipped" : "failed", because: becauseOf(problem) };
  }
}

/** A doubt is no success: it is looked up, and never asked again by the desk. */
function becomeOf({ state, words }: Acted): Pick<Become, "outcome" | "because"> {
  if (state === "done") return { outcome: "done" };
  if (state === "refused") return { outcome: "failed", because: { code: "tiktok-refused", facts: { words: words ?? "" } } };
  return { outcome: "failed", because: { code: state === "sending" ? "act-unanswered" : "act-unconfirmed", facts: {} } };
}

function becauseOf({ code, facts }: Problem): Because {
  const told = Object.entries(facts).filter((fact): fact is [string, string | number] => ["string", "number"].includes(typeof fact[1]));
  return { code, facts: Object.fromEntries(told) };
}

export interface MarketReasons {
  marketplace: string;
  reasons: ReturnType<typeof cancelMeanings>;
}

/** Why orders may be cancelled, for each market the chosen ones may lie in. */
export async function listCancelReasons(kit: Kit, signedIn: SignedIn, of: JobOf): Promise<MarketReasons[]> {
  const chosen =
    "orders" in of
      ? sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(of.orders)}) k
          CROSS JOIN ${orderById(sql`k.value`)}
          WHERE o.store_id = s.id)`
      : of.filters.stores === null
        ? sql`true`
        : sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(of.filters.stores)}))`;
  const rows = await kit.db.all<{ marketplace: string }>(
    sql`WITH ${who(signedIn)} SELECT s.marketplace FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "fulfil")} AND ${chosen}`,
  );
  const markets = [...new Set(rows.map((row) => row.marketplace))].sort();
  return markets.map((marketplace) => ({ marketplace, reasons: cancelMeanings(marketplace) }));
}
