/** Labels a print run buys: for each set of units that waits, one, at the service the run asked for and with the weight they had the last time. */
import type { Kit } from "../env.ts";
import type { Shop } from "../stores/shop.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { listOffers } from "../tiktok/labels.ts";
import { endDone } from "./act.ts";
import { carryOut, labelQuestion } from "./carry.ts";
import { contentsOf, recallSize } from "./contents.ts";
import { because, type LabelWish } from "./job.ts";
import { planRun } from "./plan.ts";
import type { JobRow } from "./table.ts";
import { type Asked, beginTurn, leaveOut, nameOf, putOff, putOffAsking, type Turn } from "./turn.ts";
import { type ShipWish, whyNot } from "./wish.ts";

export async function buyLabels(kit: Kit, shop: Shop, job: JobRow, turns: Turn[], { wish, done }: Asked): Promise<void> {
  for (const turn of turns) {
    const plan = planRun(turn.scene, wish);
    if (plan.do !== "buy-label" || turn.why || turn.isLater) continue;
    for (const units of plan.parcels) {
      const act = nameOf(job, turn.item, units.join());
      if (!done.has(act)) await buyOne(kit, shop, job, turn, { act, units, wish });
      if (turn.why || turn.isLater) break;
    }
  }
}

async function buyOne(
  kit: Kit,
  shop: Shop,
  job: JobRow,
  turn: Turn,
  { act, units, wish }: { act: string; units: string[]; wish: LabelWish },
): Promise<void> {
  const { scene } = turn;
  const wanted = await chooseLabel(kit, shop, turn, units, wish);
  if (!wanted || !(await beginTurn(kit, turn, act, wanted))) return;
  try {
    const outcome = await shop.call("sync", (line) => carryOut(line, scene, wanted));
    await kit.db.run(...endDone(kit, { ...scene, by: job.by_id }, act, wanted, outcome));
    turn.isTold = true;
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    await kit.db.run(putOff(kit, turn, act, failure));
  }
}

/** Null where none can be bought now; the turn knows why. */
async function chooseLabel(kit: Kit, shop: Shop, turn: Turn, units: string[], wish: LabelWish): Promise<ShipWish | null> {
  const { scene } = turn;
  const inside = scene.units.filter((unit) => units.includes(unit.id));
  const measures = (await recallSize(kit, scene.store.id, contentsOf(inside))) ?? wish.measures;
  if (!measures) return leaveOut(turn, because("run-not-weighed"));
  try {
    const services = await shop.call("sync", (line) => listOffers(line, labelQuestion(scene, units, measures)));
    const cheapest = services.toSorted((one, other) => one.priceMinor - other.priceMinor)[0];
    const service = wish.service === "cheapest" ? cheapest : (services.find((one) => one.isDefault) ?? cheapest);
    if (!service) return leaveOut(turn, because("run-no-service"));
    const wanted: ShipWish = { do: "buy-label", units, service: service.id, measures };
    const may = whyNot(scene, wanted);
    return may.ok ? wanted : leaveOut(turn, may.because);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    putOffAsking(kit, turn, failure);
    return null;
  }
}
