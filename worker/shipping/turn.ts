/** An order's turn in a step of a print run: how far it has come, and what keeps it. Whatever is asked of TikTok about it is an act named by run,
 *  order and try, so that a step that comes again finds what the last one did. */
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import type { TikTokFailure } from "../tiktok/failure.ts";
import { MINUTE_MS } from "../units.ts";
import { beginAct, endFailed, findAct, forgetAct } from "./act.ts";
import { type Because, type Become, because, type LabelWish } from "./job.ts";
import { openScene, type Scene } from "./scene.ts";
import type { ActRow, ItemRow, JobRow } from "./table.ts";
import type { ShipWish } from "./wish.ts";

/** Papers that TikTok has not drawn by then are asked for again by a person. */
const DRAWN_MS_MAX = 2 * MINUTE_MS;
/** By then the clock has looked at an act whose answer was lost. */
const SETTLED_MS_MAX = 5 * MINUTE_MS;

/** What all turns of a step go by. */
export interface Asked {
  wish: LabelWish;
  /** Acts of this run that are done, whether or not the desk sees it yet. */
  done: ReadonlySet<string>;
}

export interface Turn {
  item: ItemRow;
  scene: Scene;
  why: Because | null;
  /** Its turn comes again. */
  isLater: boolean;
  /** TikTok has done something of it that the desk may not see yet. */
  isTold: boolean;
}

export const turnOf = (item: ItemRow, scene: Scene): Turn => ({ item, scene, why: null, isLater: false, isTold: false });

export const nameOf = (job: JobRow, item: ItemRow, what: string) =>
  `run-${createHash("sha256").update(`${job.id}:${item.order_id}:${item.tries}:${what}`).digest("hex").slice(0, 24)}`;

/** Null for what the person who began may not see by now. */
export async function sceneOf(kit: Kit, job: JobRow, orderId: string): Promise<Scene | null> {
  try {
    return await openScene(kit, { personId: job.by_id }, orderId);
  } catch (thrown) {
    if (thrown instanceof Problem && (thrown.kind === "missing" || thrown.kind === "signed-out")) return null;
    throw thrown;
  }
}

/** What the run has had done by now about the orders of these turns, as names of acts. A step that was cut off told nobody else. */
export async function recallDone(kit: Kit, job: JobRow, turns: readonly Turn[]): Promise<Set<string>> {
  const orders = JSON.stringify(turns.map(({ item }) => item.order_id));
  const acts = await kit.db.all<Pick<ActRow, "id" | "order_id">>(
    sql`SELECT a.id, a.order_id FROM json_each(${orders}) k CROSS JOIN ship_act a ON a.order_id = k.value AND a.begun_at >= ${job.created_at}
      WHERE a.state = 'done'`,
  );
  const touched = new Set(acts.map(({ order_id }) => order_id));
  for (const turn of turns) turn.isTold = touched.has(turn.item.order_id);
  return new Set(acts.map(({ id }) => id));
}

/** False where it may not be asked now; the turn knows why, or comes again. */
export async function beginTurn(kit: Kit, turn: Turn, act: string, wish: ShipWish): Promise<boolean> {
  if (await beginAct(kit, turn.scene, act, wish)) return true;
  const before = await findAct(kit, act);
  if (before?.state === "refused") turn.why = refusedBefore(before);
  else putBack(kit, turn, because("ship-under-way"));
  return false;
}

/** Of an act whose answer was lost nothing arrived where TikTok said nothing. */
const refusedBefore = ({ words, code, request_id }: ActRow): Because =>
  words === null ? because("run-lost") : because("tiktok-refused", { words, code: code ?? "", requestId: request_id ?? "" });

/** What TikTok refused stays refused; what it had no time for is forgotten, so that it can be begun again. Of a lost answer the clock finds out. */
export function putOff(kit: Kit, turn: Turn, act: string, failure: TikTokFailure): SQL {
  if (failure.outcome === "unknown") turn.isLater = true;
  else if (comesAgain(failure)) {
    turn.isLater = true;
    return forgetAct(act);
  } else turn.why = becauseOf(failure);
  return endFailed(kit, act, failure);
}

/** A question that was lost leaves nothing in doubt: it is put again, for as long as papers are waited for. */
export function putOffAsking(kit: Kit, turn: Turn, failure: TikTokFailure): void {
  if (comesAgain(failure)) turn.isLater = true;
  else if (failure.verdict === "retry") putBack(kit, turn, because("label-not-drawn"));
  else turn.why = becauseOf(failure);
}

/** Its turn comes again, until it has come for too long: then that is why. */
export function putBack(kit: Kit, turn: Turn, why: Because): void {
  if (hasWaited(turn.item, DRAWN_MS_MAX, kit.now())) turn.why = why;
  else turn.isLater = true;
}

/** What is on its way to TikTok, or in doubt, is waited for. */
export const waitFor = (kit: Kit, item: ItemRow, why: Because): Become =>
  hasWaited(item, SETTLED_MS_MAX, kit.now())
    ? { place: item.place, outcome: "failed", because: why }
    : { place: item.place, outcome: "waiting" };

const hasWaited = ({ at }: ItemRow, most: number, now: number) => at !== null && now - at > most;

const comesAgain = ({ verdict, outcome }: TikTokFailure) => verdict === "retry" && outcome === "none";

const becauseOf = ({ words, code, requestId }: TikTokFailure): Because => because("tiktok-refused", { words, code, requestId });

export function leaveOut(turn: Turn, why: Because): null {
  turn.why = why;
  return null;
}
