/** One thing asked of TikTok about an order's parcels. It is written down before it leaves, under the id of the click, and the table lets one
 *  order have one such thing under way: so a click that comes twice, two people, and an answer that was lost all ask once. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pullAfterAct } from "../orders/pull.ts";
import { type Facts, Problem } from "../problem.ts";
import { openShop } from "../stores/shop.ts";
import { recordChange } from "../team/audit.ts";
import type { Asker } from "../team/session.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { type ActOutcome, carryOut } from "./carry.ts";
import { contentsOf, rememberSize } from "./contents.ts";
import { openScene, requireFulfil, type Scene } from "./scene.ts";
import type { ActRow } from "./table.ts";
import { type ShipWish, whyNot } from "./wish.ts";

/** TikTok's reads may be this far behind its writes; before that nobody can tell whether it arrived. */
export const DOUBT_SECONDS = 30;
/** An act whose end nobody wrote down was cut off. */
const SENDING_SECONDS_MAX = 120;
const MS = 1000;

export interface ShownAct {
  id: string;
  wish: ShipWish;
  state: ActRow["state"];
  outcome: ActOutcome | null;
  code: number | null;
  words: string | null;
  by: string;
  at: number;
  lookAt: number | null;
}

export const showAct = (row: ActRow & { by_name?: string | null }): ShownAct => ({
  id: row.id,
  wish: JSON.parse(row.wish) as ShipWish,
  state: row.state,
  outcome: JSON.parse(row.outcome ?? "null") as ActOutcome | null,
  code: row.code,
  words: row.words,
  by: row.by_name ?? "",
  at: row.begun_at,
  lookAt: row.look_at,
});

export const findAct = (kit: Kit, id: string) => kit.db.first<ActRow>(sql`SELECT * FROM ship_act WHERE id = ${id}`);

/** Takes the order's turn. False where this click was taken before, or something else of the order is under way. */
export async function beginAct(kit: Kit, scene: Scene, id: string, wish: ShipWish): Promise<boolean> {
  const now = kit.now();
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO ship_act (id, order_id, store_id, wish, state, by_id, begun_at, look_at)
      VALUES (${id}, ${scene.order.id}, ${scene.store.id}, ${JSON.stringify(wish)}, 'sending', ${scene.person.id}, ${now},
        ${now + SENDING_SECONDS_MAX * MS}) RETURNING id`,
  ]);
  return begun.length > 0;
}

/** Written only while nobody else has. */
const endOf = (id: string, state: ActRow["state"], set: SQL) =>
  sql`UPDATE ship_act SET state = ${state}, ${set} WHERE id = ${id} AND state IN ('sending', 'unconfirmed')`;

/** `by`: who had asked for it. */
type Ended = Pick<Scene, "order" | "store" | "units"> & { by: string };

export function endDone(kit: Kit, scene: Ended, id: string, wish: ShipWish, outcome: ActOutcome): SQL[] {
  const now = kit.now();
  const remembered =
    wish.do === "buy-label"
      ? [rememberSize(scene.store.id, contentsOf(scene.units.filter((unit) => wish.units.includes(unit.id))), wish.measures, now)]
      : [];
  return [
    endOf(id, "done", sql`outcome = ${JSON.stringify(outcome)}, look_at = NULL, ended_at = ${now}`),
    recordChange({
      at: now,
      userId: scene.by,
      action: `ship-${wish.do}`,
      subject: scene.order.id,
      storeId: scene.store.id,
      after: { wish, outcome },
    }),
    ...remembered,
  ];
}

/** An answer that was lost leaves a doubt that only looking settles; everything else is a no. */
export function endFailed(kit: Kit, id: string, failure: TikTokFailure): SQL {
  const now = kit.now();
  if (failure.outcome === "unknown") return endOf(id, "unconfirmed", sql`look_at = ${now + DOUBT_SECONDS * MS}`);
  const { code, words, requestId } = failure;
  return endOf(id, "refused", sql`code = ${code}, words = ${words}, request_id = ${requestId}, look_at = NULL, ended_at = ${now}`);
}

/** It never left: what was to be asked may be begun again under the same name. */
export const forgetAct = (id: string) => sql`DELETE FROM ship_act WHERE id = ${id} AND state = 'sending'`;

/** Nothing arrived at TikTok. */
export const endLost = (kit: Kit, id: string) => endOf(id, "refused", sql`look_at = NULL, ended_at = ${kit.now()}`);

export async function actOnParcels(kit: Kit, asker: Asker, orderId: string, id: string, wish: ShipWish): Promise<ShownAct> {
  const scene = await openScene(kit, asker, orderId);
  requireFulfil(scene);
  const before = await findAct(kit, id);
  if (before) return showOwn(scene, before);
  const can = whyNot(scene, wish);
  if (!can.ok) throw refusalOf(can.because);
  if (!(await beginAct(kit, scene, id, wish))) {
    const taken = await findAct(kit, id);
    if (taken) return showOwn(scene, taken);
    throw new Problem("conflict", "ship-under-way");
  }
  const shop = openShop(kit, scene.store);
  try {
    const outcome = await shop.call("person", (line) => carryOut(line, scene, wish));
    await kit.db.run(...endDone(kit, { ...scene, by: scene.person.id }, id, wish, outcome));
    await pullAfterAct(kit, shop, [...new Set([orderId, ...(outcome.orders ?? [])])]);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    await kit.db.run(endFailed(kit, id, failure));
    await pullAfterAct(kit, shop, [orderId]);
    // A doubt is no failure: the page shows it, and what is done about it.
    if (failure.outcome !== "unknown") throw failure;
  }
  const row = await findAct(kit, id);
  if (!row) throw new Problem("missing", "order-missing");
  return showAct(row);
}

/** A click's id names one act of one order: another order's is not told. */
function showOwn(scene: Scene, row: ActRow): ShownAct {
  if (row.order_id !== scene.order.id) throw new Problem("conflict", "ship-under-way");
  return showAct(row);
}

/** What a hand typed wrong is told beside the field; what stands otherwise by now is a conflict. */
function refusalOf({ code, facts }: { code: string; facts: Facts }): Problem {
  return new Problem(code.startsWith("tracking-") || code.startsWith("split-") ? "invalid" : "conflict", code, facts);
}
