/** A print run's turns: each order for itself, parcels of one store handed over in one call, every call behind an act of its own. A step that comes
 *  again finds what the last one did, and asks TikTok for nothing twice. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pullOrders } from "../orders/pull.ts";
import type { PackageRow } from "../orders/table.ts";
import { openShop, type Shop } from "../stores/shop.ts";
import { failureOf, TikTokFailure, unreachable } from "../tiktok/failure.ts";
import { listSlots, PACKAGES_PER_SHIP_MAX, shipPackages } from "../tiktok/fulfilment.ts";
import { endDone } from "./act.ts";
import { buyLabels } from "./buying.ts";
import { carryOut } from "./carry.ts";
import { type Become, because, type LabelWish, type RunWish } from "./job.ts";
import { keepPaper } from "./papers.ts";
import { planRun, printable } from "./plan.ts";
import type { ItemRow, JobRow } from "./table.ts";
import {
  type Asked,
  beginTurn,
  leaveOut,
  nameOf,
  putBack,
  putOff,
  putOffAsking,
  recallDone,
  sceneOf,
  type Turn,
  turnOf,
  waitFor,
} from "./turn.ts";
import type { ShipWish } from "./wish.ts";

export async function takeTurns(kit: Kit, job: JobRow, items: readonly ItemRow[], wish: RunWish): Promise<Become[]> {
  const became: Become[] = [];
  const turns: Turn[] = [];
  for (const item of items) {
    const scene = await sceneOf(kit, job, item.order_id);
    const plan = scene ? planRun(scene, wish) : null;
    if (!scene || !plan) became.push({ place: item.place, outcome: "skipped", because: because("order-missing") });
    else if (plan.do === "skip") became.push({ place: item.place, outcome: "skipped", because: plan.because });
    else if (plan.do === "wait") became.push(waitFor(kit, item, plan.because));
    else turns.push(turnOf(item, scene));
  }
  for (const [, some] of Map.groupBy(turns, (turn) => turn.scene.store.id)) became.push(...(await shipAndPrint(kit, job, some, wish)));
  return printOnce(kit, job, became);
}

async function shipAndPrint(kit: Kit, job: JobRow, turns: Turn[], wish: RunWish): Promise<Become[]> {
  const [first] = turns;
  if (!first) return [];
  const shop = openShop(kit, first.scene.store);
  if (wish.do === "labels") {
    const done = await recallDone(kit, job, turns);
    await lookAgain(kit, shop, job, turns, { wish, only: ({ isTold }) => isTold });
    await divideFirst(kit, shop, job, turns, wish);
    await handOver(kit, shop, job, turns, { wish, done });
    await buyLabels(kit, shop, job, turns, { wish, done });
    await lookAgain(kit, shop, job, turns, { wish, only: ({ isLater }) => !isLater });
  }
  const became: Become[] = [];
  for (const turn of turns) became.push(await printTurn(kit, turn, wish));
  return became;
}

/** What the desk does not see as shipped is brought in as TikTok has it. That was done stays done where this fails: the queue asks again, and so does
 *  the next step. */
async function lookAgain(
  kit: Kit,
  shop: Shop,
  job: JobRow,
  turns: readonly Turn[],
  { wish, only }: { wish: LabelWish; only: (turn: Turn) => boolean },
): Promise<void> {
  const unseen = turns.filter((turn) => only(turn) && isUnseen(turn, wish));
  const orders = unseen.map(({ item }) => item.order_id);
  if (orders.length === 0) return;
  try {
    await pullOrders(kit, shop, orders);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    await kit.env.LIVE.send({ do: "pull-orders", store: shop.store.id, orders });
    for (const turn of unseen) if (turn.isTold && !turn.why) putBack(kit, turn, because("run-no-parcel"));
  }
  for (const turn of unseen) turn.scene = (await sceneOf(kit, job, turn.item.order_id)) ?? turn.scene;
}

const isUnseen = ({ scene }: Turn, wish: RunWish) => ["split", "hand-over", "buy-label"].includes(planRun(scene, wish).do);

/** Orders that travel together have one paper: it is printed with the first of them, in whichever step that was. */
async function printOnce(kit: Kit, job: JobRow, became: readonly Become[]): Promise<Become[]> {
  const wanted = JSON.stringify(became.flatMap(({ packages = [] }) => packages));
  const before = await kit.db.all<{ id: string }>(
    sql`SELECT p.value AS id FROM ship_item i INDEXED BY ship_item_by_outcome CROSS JOIN json_each(i.packages) p
      WHERE i.job_id = ${job.id} AND i.outcome = 'done' AND p.value IN (SELECT value FROM json_each(${wanted}))`,
  );
  const printed = new Set(before.map(({ id }) => id));
  return became.map((one) => {
    const packages = (one.packages ?? []).filter((id) => !printed.has(id));
    for (const id of packages) printed.add(id);
    return { ...one, packages };
  });
}

/** What TikTok takes in smaller parcels only is divided as the desk proposes, and then looked at anew. */
async function divideFirst(kit: Kit, shop: Shop, job: JobRow, turns: Turn[], wish: LabelWish): Promise<void> {
  for (const turn of turns) {
    const plan = planRun(turn.scene, wish);
    if (plan.do !== "split" || turn.why || turn.isLater) continue;
    const { item, scene } = turn;
    const wanted: ShipWish = { do: "split", groups: plan.groups };
    const act = nameOf(job, item, "split");
    if (!(await beginTurn(kit, turn, act, wanted))) continue;
    try {
      const outcome = await shop.call("sync", (line) => carryOut(line, scene, wanted));
      await kit.db.run(...endDone(kit, { ...scene, by: job.by_id }, act, wanted, outcome));
    } catch (failure) {
      if (!(failure instanceof TikTokFailure)) throw failure;
      await kit.db.run(putOff(kit, turn, act, failure));
      continue;
    }
    turn.isTold = true;
    await lookAgain(kit, shop, job, [turn], { wish, only: () => true });
    const next = planRun(turn.scene, wish);
    if (next.do === "skip") turn.why = next.because;
    // The parcels that were divided are there still, by what the desk sees: nothing of them is handed over.
    else if (next.do === "split" && !turn.why) putBack(kit, turn, because("run-no-parcel"));
  }
}

interface Leaving {
  turn: Turn;
  act: string;
  wish: Extract<ShipWish, { do: "hand-over" }>;
}

type Given = Extract<ShipWish, { do: "hand-over" }>["handover"];

/** What the step knows of parcels by now: orders that travel together share theirs. */
interface Known {
  /** Null where the carrier does not come by. */
  handovers: Map<string, Given | null>;
  /** TikTok's no, or null where it was done. */
  answers: Map<string, TikTokFailure | null>;
  done: Asked["done"];
}

/** One parcel of each order at a time, because an order has one thing under way; all of a round in one call. */
async function handOver(kit: Kit, shop: Shop, job: JobRow, turns: Turn[], { wish, done }: Asked): Promise<void> {
  const plans = turns.flatMap((turn) => {
    const plan = planRun(turn.scene, wish);
    return plan.do === "hand-over" ? [{ turn, packages: plan.packages }] : [];
  });
  const rounds = Math.max(0, ...plans.map((plan) => plan.packages.length));
  const known: Known = { handovers: new Map(), answers: new Map(), done };
  for (let round = 0; round < rounds; round += 1) {
    const leaving: Leaving[] = [];
    for (const { turn, packages } of plans) {
      const parcel = packages[round];
      if (!parcel || turn.why || turn.isLater) continue;
      const one = await beginLeaving(kit, shop, job, turn, { parcel: parcel.id, method: wish.handover, known });
      if (one) leaving.push(one);
    }
    await shipTogether(kit, shop, job, leaving, known);
  }
}

/** Null where it has left, by a step that did not live to see it, or cannot leave now; the turn knows why. */
async function beginLeaving(
  kit: Kit,
  shop: Shop,
  job: JobRow,
  turn: Turn,
  { parcel, method, known }: { parcel: string; method: LabelWish["handover"]; known: Known },
): Promise<Leaving | null> {
  const act = nameOf(job, turn.item, parcel);
  if (known.done.has(act)) {
    known.answers.set(parcel, null);
    return null;
  }
  try {
    if (!known.handovers.has(parcel)) known.handovers.set(parcel, await handoverFor(shop, parcel, method));
  } catch (failure) {
    // The others of the step have acts that wait for their call: one order's trouble must not keep it from leaving.
    if (!(failure instanceof TikTokFailure)) throw failure;
    putOffAsking(kit, turn, failure);
    return null;
  }
  const handover = known.handovers.get(parcel);
  if (!handover) {
    turn.why = because("run-no-pickup");
    return null;
  }
  const one: Leaving = { turn, act, wish: { do: "hand-over", package: parcel, handover } };
  return (await beginTurn(kit, turn, act, one.wish)) ? one : null;
}

/** A parcel is sent once, however many orders are in it: TikTok would refuse it as shipped the second time. Its answer is theirs. */
async function shipTogether(kit: Kit, shop: Shop, job: JobRow, leaving: readonly Leaving[], { answers }: Known): Promise<void> {
  const fresh = new Map(leaving.filter(({ wish }) => !answers.has(wish.package)).map(({ wish }) => [wish.package, wish.handover]));
  const packages = [...fresh].map(([id, handover]) => ({ id, handover }));
  for (let at = 0; at < packages.length; at += PACKAGES_PER_SHIP_MAX) {
    const some = packages.slice(at, at + PACKAGES_PER_SHIP_MAX);
    const answer = await sendOff(shop, some);
    for (const { id } of some) answers.set(id, answer(id));
  }
  for (const { turn, act, wish } of leaving) {
    const failure = answers.get(wish.package);
    const ended = failure
      ? [putOff(kit, turn, act, failure)]
      : endDone(kit, { ...turn.scene, by: job.by_id }, act, wish, { packages: [wish.package] });
    await kit.db.run(...ended);
    if (!failure) turn.isTold = true;
  }
}

/** What TikTok says of each parcel; what it does not name was done, unless its no names nothing. */
async function sendOff(shop: Shop, packages: readonly { id: string; handover: Given }[]): Promise<(id: string) => TikTokFailure | null> {
  try {
    const refused = await shop.call("sync", (line) => shipPackages(line, packages));
    const answers = new Map(refused.map(({ packageId, code, words }) => [packageId, failureOf(code, words, null)]));
    const nameless = answers.get(null);
    return (id) => answers.get(id) ?? (nameless ? unreachable(nameless.words) : null);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    return () => failure;
  }
}

/** The next time the carrier comes by; null where it does not. */
async function handoverFor(shop: Shop, packageId: string, method: LabelWish["handover"]): Promise<Given | null> {
  if (method === "DROP_OFF") return { method };
  const { slots } = await shop.call("sync", (line) => listSlots(line, packageId));
  const [slot] = slots;
  return slot ? { method, slot } : null;
}

async function printTurn(kit: Kit, turn: Turn, wish: RunWish): Promise<Become> {
  const { item, scene } = turn;
  const parcels = wish.do === "labels" ? printable(scene) : scene.packages;
  if (!turn.why && !turn.isLater) await keepPapers(kit, turn, parcels, wish);
  if (turn.isLater) return { place: item.place, outcome: "waiting" };
  if (turn.why) return { place: item.place, outcome: "failed", because: turn.why };
  return { place: item.place, outcome: "done", packages: parcels.map((parcel) => parcel.id) };
}

async function keepPapers(kit: Kit, turn: Turn, parcels: readonly PackageRow[], wish: RunWish): Promise<void> {
  // TikTok's reads may be behind its writes: what was handed over a moment ago waits there still, for a while.
  if (wish.do === "labels" && turn.isTold && isUnseen(turn, wish)) return putBack(kit, turn, because("run-no-parcel"));
  if (parcels.length === 0) return void leaveOut(turn, because("run-no-parcel"));
  try {
    for (const parcel of parcels) {
      const paper = await keepPaper(kit, turn.scene, parcel, wish.do === "labels" ? "label" : "slip", "sync");
      if (paper === "later") return putBack(kit, turn, because("label-not-drawn"));
    }
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    putOffAsking(kit, turn, failure);
  }
}
