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
  const row = await kit.db.first<ActRow & { units: string }>(
    sql`SELECT a.*, (SELECT json_group_array(c.line_id) FROM cancel_act c WHERE c.order_id = a.order_id AND c.act_id = a.id) AS units
      FROM aftersale_act a WHERE a.id = ${id} AND a.state = 'sending' AND a.check_at < ${kit.now()}`,
  );
  if (!row) return;
  const found = await pullAftersales(kit, shop, [row.order_id]);
  const made = found.find((one) => isMadeBy(row, JSON.parse(row.units) as string[], one));
  await settleAct(kit, id, made ? "done" : "unconfirmed", null, made?.id ?? null);
  await pullAfterAct(kit, shop, [row.order_id]);
}

/** First TikTok asks about the request, later about the goods that came back. */
const isAboutGoods = (word: string | null) => /RECEIVED?_PACKAGE/.test(word ?? "");

/** Whether this case is what the act asked for. */
export function isMadeBy(
  act: Pick<ActRow, "kind" | "at" | "aftersale_id" | "reason" | "decision">,
  units: string[],
  one: TikTokAftersale,
): boolean {
  const isSince = one.createTime >= act.at / 1000 - CLOCK_SECONDS;
  switch (act.kind) {
    case "cancel":
      return (
        one.kind === "cancellation" &&
        one.role !== "BUYER" &&
        isSince &&
        units.every((id) => one.lines.some((line) => line.order_line_item_id === id))
      );
    case "open":
      return one.kind === "return" && one.role !== "BUYER" && isSince && one.reason === act.reason;
    case "decide":
      // Answered is what no longer waits for us, or waits for something else by now.
      return one.id === act.aftersale_id && (phaseOf(one) !== "waiting" || isAboutGoods(one.action) !== isAboutGoods(act.decision));
  }
}
