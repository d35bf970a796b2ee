/** Acts whose answer was lost, cleared up by looking: TikTok either has what was asked for or has not. What it does not show after its reads have
 *  caught up is unconfirmed, its units are free again, and a person decides. Nothing is sent from here. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { pullAfterAct } from "../orders/pull.ts";
import type { Shop } from "../stores/shop.ts";
import type { TikTokAftersale } from "../tiktok/aftersales.ts";
import { settleAct } from "./acts.ts";
import { phaseOf } from "./case.ts";
import { type Stand, standOf } from "./known.ts";
import { pullAftersales } from "./pull.ts";
import type { ActRow } from "./table.ts";

const ACTS_PER_ROUND_MAX = 100;
/** Two clocks: TikTok's may be this far behind ours. */
const CLOCK_SECONDS = 60;

export async function nameActsToCheck(kit: Kit): Promise<Job[]> {
  const due = await kit.db.all<{ id: string; store_id: string }>(
    sql`SELECT id, store_id FROM aftersale_act WHERE check_at < ${kit.now()} ORDER BY check_at LIMIT ${ACTS_PER_ROUND_MAX}`,
  );
  return due.map(({ id, store_id }) => ({ do: "check-act", store: store_id, act: id }));
}

export async function checkAct(kit: Kit, shop: Shop, id: string): Promise<void> {
  const row = await kit.db.first<ActRow & { others: string }>(
    sql`SELECT a.*, (SELECT json_group_array(s.aftersale_id) FROM aftersale_act s INDEXED BY aftersale_act_of_order
        WHERE s.order_id = a.order_id AND s.id <> a.id AND s.kind = a.kind AND s.kind <> 'decide' AND s.aftersale_id IS NOT NULL) AS others
      FROM aftersale_act a WHERE a.id = ${id} AND a.state = 'sending' AND a.check_at < ${kit.now()}`,
  );
  if (!row) return;
  const found = await pullAftersales(kit, shop, [row.order_id]);
  const [units, others] = [JSON.parse(row.units) as string[], JSON.parse(row.others) as string[]];
  // A case that another act began is not this one's.
  const made = found.find((one) => !others.includes(one.id) && isMadeBy(row, units, one));
  await settleAct(kit, id, made ? "done" : "unconfirmed", null, made?.id ?? null);
  await pullAfterAct(kit, shop, [row.order_id]);
}

/** First TikTok asks about the request, later about the goods that came back. */
const isAboutGoods = (word: string | null) => /RECEIVED?_PACKAGE/.test(word ?? "");

const PAID: readonly Stand[] = ["granted", "done"];
/** Goods asked for may be on their way by now. */
const SENT_FOR: readonly Stand[] = ["to-send", "under-way"];

/** Where TikTok's decisions leave a case. Some are open while nothing waits for us: that nothing waits proves none of them. */
const LEADS_TO: Record<string, readonly Stand[]> = {
  APPROVE_REQUEST_CANCEL: PAID,
  REJECT_REQUEST_CANCEL: ["withdrawn"],
  APPROVE_REFUND: PAID,
  APPROVE_RETURN: [...SENT_FOR, ...PAID],
  APPROVE_RECEIVED_PACKAGE: PAID,
  APPROVE_REPLACEMENT: [...SENT_FOR, "replaced"],
  ISSUE_REPLACEMENT_REFUND: PAID,
  OFFER_PARTIAL_REFUND: ["offered", ...PAID],
  DIRECT_REFUND: PAID,
  REJECT_REFUND: ["refused"],
  REJECT_RETURN: ["refused"],
  REJECT_RECEIVED_PACKAGE: ["refused"],
  REJECT_REPLACEMENT: ["refused"],
};

/** Of a decision nobody here knows: answered is what no longer waits for us, or waits for something else by now. */
function isDecided(decision: string, one: TikTokAftersale): boolean {
  const stand = standOf(one.status);
  const stands = LEADS_TO[decision];
  if (stands) return stand !== null && stands.includes(stand);
  return phaseOf(one) !== "waiting" || isAboutGoods(one.action) !== isAboutGoods(decision);
}

/** Whether this case is what the act asked for. */
export function isMadeBy(
  act: Pick<ActRow, "kind" | "at" | "aftersale_id" | "reason" | "decision">,
  units: string[],
  one: TikTokAftersale,
): boolean {
  const since = act.at / 1000 - CLOCK_SECONDS;
  const isOpenedByUs = one.role !== "BUYER" && one.createTime >= since;
  const isAboutThem = units.length > 0 && units.every((id) => one.lines.some((line) => line.order_line_item_id === id));
  switch (act.kind) {
    case "cancel":
      return one.kind === "cancellation" && isOpenedByUs && isAboutThem;
    case "open":
      return one.kind === "return" && isOpenedByUs && isAboutThem && one.reason === act.reason;
    case "decide":
      return one.id === act.aftersale_id && one.updateTime >= since && isDecided(act.decision, one);
  }
}
