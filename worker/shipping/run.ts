/** A print run's turns: each order for itself, parcels of one store handed over in one call, every call behind an act of its own. A step that comes
 *  again finds what the last one did, and asks TikTok for nothing twice. */
import { createHash } from "node:crypto";
import type { SQL } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pullOrders } from "../orders/pull.ts";
import { Problem } from "../problem.ts";
import { openShop, type Shop } from "../stores/shop.ts";
import { failureOf, TikTokFailure } from "../tiktok/failure.ts";
import { listSlots, PACKAGES_PER_SHIP_MAX, shipPackages } from "../tiktok/fulfilment.ts";
import { listOffers } from "../tiktok/labels.ts";
import { beginAct, endDone, endFailed, forgetAct } from "./act.ts";
import { carryOut, labelQuestion } from "./carry.ts";
import { contentsOf, recallSize } from "./contents.ts";
import { type Because, type Become, because, type RunWish } from "./job.ts";
import { keepPaper } from "./papers.ts";
import { planRun, printable } from "./plan.ts";
import { openScene, type Scene } from "./scene.ts";
import type { ItemRow, JobRow, PaperKind } from "./table.ts";
import { type ShipWish, whyNot } from "./wish.ts";

/** Papers that TikTok has not drawn by then are asked for again by a person. */
const DRAWN_SECONDS_MAX = 120;

type LabelWish = Extract<RunWish, { do: "labels" }>;

/** An order of the step, as far as it has come. */
interface Turn {
  item: ItemRow;
  scene: Scene;
  why: Because | null;
  /** TikTok had no time for it: its turn comes again. */
  isLater: boolean;
}

const nameOf = (job: JobRow, item: ItemRow, what: string) =>
  `run-${createHash("sha256").update(`${job.id}:${item.order_id}:${item.tries}:${what}`).digest("hex").slice(0, 24)}`;

export async function takeTurns(kit: Kit, job: JobRow, items: readonly ItemRow[], wish: RunWish): Promise<Become[]> {
  const became: Become[] = [];
  const turns: Turn[] = [];
  for (const item of items) {
    const scene = await sceneOf(kit, job, item.order_id);
    const plan = scene ? planRun(scene, wish) : null;
    if (!scene || !plan) became.push({ place: item.place, outcome: "skipped", because: because("order-missing") });
    else if (plan.do === "skip") became.push({ place: item.place, outcome: "skipped", because: plan.because });
    else turns.push({ item, scene, why: null, isLater: false });
  }
  for (const [, some] of Map.groupBy(turns, (turn) => turn.scene.store.id)) became.push(...(await shipAndPrint(kit, job, some, wish)));
  return became;
}

/** Null for what the person who began may not see by now. */
async function sceneOf(kit: Kit, job: JobRow, orderId: string): Promise<Scene | null> {
  try {
    return await openScene(kit, { personId: job.by_id }, orderId);
  } catch (thrown) {
    if (thrown instanceof Problem && (thrown.kind === "missing" || thrown.kind === "signed-out")) return null;
    throw thrown;
  }
}

async function shipAndPrint(kit: Kit, job: JobRow, turns: Turn[], wish: RunWish): Promise<Become[]> {
  const [first] = turns;
  if (!first) return [];
  const shop = openShop(kit, first.scene.store);
  if (wish.do === "labels") {
    await divideFirst(kit, shop, job, turns, wish);
    await handOver(kit, shop, job, turns, wish);
    await buyLabels(kit, shop, job, turns, wish);
    const moved = turns.filter((turn) => planRun(turn.scene, wish).do !== "print").map((turn) => turn.scene.order.id);
    if (moved.length > 0) await pullOrders(kit, shop, moved);
  }
  const became: Become[] = [];
  for (const turn of turns) became.push(await printTurn(kit, job, turn, wish.do === "labels" ? "label" : "slip"));
  return became;
}

/** What TikTok takes in smaller parcels only is divided as the desk proposes, and then looked at anew. */
async function divideFirst(kit: Kit, shop: Shop, job: JobRow, turns: Turn[], wish: LabelWish): Promise<void> {
  for (const turn of turns) {
    const plan = planRun(turn.scene, wish);
    if (plan.do !== "split") continue;
    const { item, scene } = turn;
    const wanted: ShipWish = { do: "split", groups: plan.groups };
    const act = nameOf(job, item, "split");
    if (!(await beginAct(kit, scene, act, wanted))) {
      turn.why = because("ship-under-way");
      continue;
    }
    try {
      const outcome = await shop.call("sync", (line) => carryOut(line, scene, wanted));
      await kit.db.run(...endDone(kit, { ...scene, by: job.by_id }, act, wanted, outcome));
      await pullOrders(kit, shop, [scene.order.id]);
      turn.scene = (await sceneOf(kit, job, item.order_id)) ?? scene;
      const next = planRun(turn.scene, wish);
      if (next.do === "skip") turn.why = next.because;
    } catch (failure) {
      if (!(failure instanceof TikTokFailure)) throw failure;
      await kit.db.run(putOff(kit, turn, act, failure));
    }
  }
}

interface Leaving {
  turn: Turn;
  act: string;
  wish: Extract<ShipWish, { do: "hand-over" }>;
}

/** One parcel of each order at a time, because an order has one thing under way; all of a round in one call. */
async function handOver(kit: Kit, shop: Shop, job: JobRow, turns: Turn[], wish: LabelWish): Promise<void> {
  const plans = turns.flatMap((turn) => {
    const plan = planRun(turn.scene, wish);
    return plan.do === "hand-over" ? [{ turn, packages: plan.packages }] : [];
  });
  const rounds = Math.max(0, ...plans.map((plan) => plan.packages.length));
  for (let round = 0; round < rounds; round += 1) {
    const leaving: Leaving[] = [];
    for (const { turn, packages } of plans) {
      const parcel = packages[round];
      if (!parcel || turn.why || turn.isLater) continue;
      const handover = await handoverFor(shop, parcel.id, wish.handover);
      const one = handover && {
        turn,
        act: nameOf(job, turn.item, parcel.id),
        wish: { do: "hand-over" as const, package: parcel.id, handover },
      };
      if (!one) turn.why = because("run-no-pickup");
      else if (await beginAct(kit, turn.scene, one.act, one.wish)) leaving.push(one);
      else turn.why = because("ship-under-way");
    }
    for (let at = 0; at < leaving.length; at += PACKAGES_PER_SHIP_MAX)
      await shipTogether(kit, shop, job, leaving.slice(at, at + PACKAGES_PER_SHIP_MAX));
  }
}

/** What TikTok does not name in its answer was done. */
async function shipTogether(kit: Kit, shop: Shop, job: JobRow, some: readonly Leaving[]): Promise<void> {
  const packages = some.map(({ wish }) => ({ id: wish.package, handover: wish.handover }));
  const settle = async ({ turn, act, wish }: Leaving, failure: TikTokFailure | null) => {
    const ended = failure
      ? [putOff(kit, turn, act, failure)]
      : endDone(kit, { ...turn.scene, by: job.by_id }, act, wish, { packages: [wish.package] });
    await kit.db.run(...ended);
  };
  try {
    const refused = await shop.call("sync", (line) => shipPackages(line, packages));
    for (const one of some) {
      const no = refused.find((refusal) => refusal.packageId === one.wish.package);
      await settle(one, no ? failureOf(no.code, no.words, null) : null);
    }
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    for (const one of some) await settle(one, failure);
  }
}

type Given = Extract<ShipWish, { do: "hand-over" }>["handover"];

/** The next time the carrier comes by; null where it does not. */
async function handoverFor(shop: Shop, packageId: string, method: LabelWish["handover"]): Promise<Given | null> {
  if (method === "DROP_OFF") return { method };
  const { slots } = await shop.call("sync", (line) => listSlots(line, packageId));
  const [slot] = slots;
  return slot ? { method, slot } : null;
}

async function buyLabels(kit: Kit, shop: Shop, job: JobRow, turns: Turn[], wish: LabelWish): Promise<void> {
  for (const turn of turns) {
    const plan = planRun(turn.scene, wish);
    if (plan.do !== "buy-label") continue;
    for (const units of plan.parcels) {
      turn.why = await buyOne(kit, shop, job, turn, { units, wish });
      if (turn.why || turn.isLater) break;
    }
  }
}

/** Null when the label is bought, or its turn comes again. */
async function buyOne(kit: Kit, shop: Shop, job: JobRow, turn: Turn, of: { units: string[]; wish: LabelWish }): Promise<Because | null> {
  const { item, scene } = turn;
  const inside = scene.units.filter((unit) => of.units.includes(unit.id));
  const measures = (await recallSize(kit, scene.store.id, contentsOf(inside))) ?? of.wish.measures;
  if (!measures) return because("run-not-weighed");
  const act = nameOf(job, item, of.units.join());
  try {
    const services = await shop.call("sync", (line) => listOffers(line, labelQuestion(scene, of.units, measures)));
    const cheapest = services.toSorted((one, other) => one.priceMinor - other.priceMinor)[0];
    const service = of.wish.service === "cheapest" ? cheapest : (services.find((one) => one.isDefault) ?? cheapest);
    if (!service) return because("run-no-service");
    const wanted: ShipWish = { do: "buy-label", units: of.units, service: service.id, measures };
    const may = whyNot(scene, wanted);
    if (!may.ok) return may.because;
    if (!(await beginAct(kit, scene, act, wanted))) return because("ship-under-way");
    const outcome = await shop.call("sync", (line) => carryOut(line, scene, wanted));
    await kit.db.run(...endDone(kit, { ...scene, by: job.by_id }, act, wanted, outcome));
    return null;
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    await kit.db.run(putOff(kit, turn, act, failure));
    return turn.why;
  }
}

/** What TikTok refused stays refused; what it had no time for is forgotten, so that it can be begun again. */
function putOff(kit: Kit, turn: Turn, act: string, failure: TikTokFailure): SQL {
  turn.isLater = comesAgain(failure);
  if (turn.isLater) return forgetAct(act);
  turn.why = becauseOf(failure);
  return endFailed(kit, act, failure);
}

const comesAgain = ({ verdict, outcome }: TikTokFailure) => verdict === "retry" && outcome === "none";

function becauseOf(failure: TikTokFailure): Because {
  if (failure.outcome === "unknown") return because("ship-unconfirmed");
  return because("tiktok-refused", { words: failure.words, code: failure.code, requestId: failure.requestId });
}

async function printTurn(kit: Kit, job: JobRow, { item, why, isLater }: Turn, kind: PaperKind): Promise<Become> {
  const { place } = item;
  if (isLater) return { place, outcome: "waiting" };
  if (why) return { place, outcome: "failed", because: why };
  const scene = await sceneOf(kit, job, item.order_id);
  if (!scene) return { place, outcome: "skipped", because: because("order-missing") };
  const parcels = kind === "label" ? printable(scene) : scene.packages;
  if (parcels.length === 0) return { place, outcome: "failed", because: because("run-no-parcel") };
  try {
    for (const parcel of parcels) {
      if ((await keepPaper(kit, scene, parcel, kind, "sync")) === "later") return drawnLater(item, kit.now());
    }
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    return comesAgain(failure) ? { place, outcome: "waiting" } : { place, outcome: "failed", because: becauseOf(failure) };
  }
  return { place, outcome: "done", packages: parcels.map((parcel) => parcel.id) };
}

function drawnLater({ place, at }: ItemRow, now: number): Become {
  const isOver = at !== null && now - at > DRAWN_SECONDS_MAX * 1000;
  return isOver ? { place, outcome: "failed", because: because("label-not-drawn") } : { place, outcome: "waiting" };
}
