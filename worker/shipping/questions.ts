/** What is asked of TikTok before somebody decides: whether an order may be divided, what a label costs, when a parcel can be fetched, who else
 *  could travel with it. Each needs the right to ship, because each is the first step of shipping. */
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { openShop } from "../stores/shop.ts";
import { type Can, cannot } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { askSplit, type Combinable, listSlots, searchCombinable } from "../tiktok/fulfilment.ts";
import { listCarriers, listOffers, type Measures } from "../tiktok/labels.ts";
import { labelQuestion } from "./carry.ts";
import { contentsOf, recallSize } from "./contents.ts";
import { exampleOf } from "./numbers.ts";
import { proposeParcels } from "./proposal.ts";
import { openScene, openUnits, requireFulfil, type Scene } from "./scene.ts";
import { canSplit, mayTear } from "./wish.ts";

const COMBINABLE_PAGES_MAX = 6;

async function openFor(kit: Kit, signedIn: SignedIn, orderId: string, can: (scene: Scene) => Can): Promise<Scene> {
  const scene = await openScene(kit, signedIn, orderId);
  requireFulfil(scene);
  const may = can(scene);
  if (may.ok) return scene;
  throw new Problem("conflict", may.because.code, may.because.facts);
}

/** TikTok's answer, and parcels to begin with. */
export async function askAboutSplit(kit: Kit, signedIn: SignedIn, orderId: string) {
  const scene = await openFor(kit, signedIn, orderId, canSplit);
  const [answer] = await openShop(kit, scene.store).call("person", (line) => askSplit(line, [orderId]));
  const can: Can = answer?.can ? { ok: true } : cannot("split-refused", { words: answer?.reason ?? "" });
  const open = openUnits(scene);
  const tears = mayTear(scene);
  const parcels = proposeParcels(open, tears, answer?.unitsMax ?? null);
  return { can, must: answer?.must ?? false, unitsMax: answer?.unitsMax ?? null, tears, parcels };
}

export async function askRates(kit: Kit, signedIn: SignedIn, orderId: string, units: string[], measures: Measures) {
  const scene = await openFor(kit, signedIn, orderId, (one) => (one.way === "buy-label" ? one.can.ship : cannot("ship-other-way")));
  const question = labelQuestion(scene, units, measures);
  return { services: await openShop(kit, scene.store).call("person", (line) => listOffers(line, question)) };
}

/** What these units weighed the last time. */
export async function recallMeasures(kit: Kit, signedIn: SignedIn, orderId: string, unitIds: readonly string[]) {
  const scene = await openFor(kit, signedIn, orderId, (one) => one.can.ship);
  const units = scene.units.filter((unit) => unitIds.includes(unit.id));
  return { measures: await recallSize(kit, scene.store.id, contentsOf(units)) };
}

export async function askSlots(kit: Kit, signedIn: SignedIn, orderId: string, packageId: string) {
  const scene = await openFor(kit, signedIn, orderId, (one) => one.can.ship);
  if (!scene.packages.some((parcel) => parcel.id === packageId)) throw new Problem("missing", "parcel-missing");
  return openShop(kit, scene.store).call("person", (line) => listSlots(line, packageId));
}

/** With what a number of each looks like. */
export async function askCarriers(kit: Kit, signedIn: SignedIn, orderId: string) {
  const scene = await openFor(kit, signedIn, orderId, (one) => (one.can.ship.ok ? one.can.ship : one.can.track));
  const carriers = await openShop(kit, scene.store).call("person", (line) => listCarriers(line, orderId));
  return { carriers: carriers.map((carrier) => ({ ...carrier, example: exampleOf(carrier.name) })) };
}

/** TikTok lists what could travel together shop by shop; the order is looked for in the first pages. */
export async function askCombinable(kit: Kit, signedIn: SignedIn, orderId: string) {
  const scene = await openFor(kit, signedIn, orderId, (one) => one.can.combine);
  const shop = openShop(kit, scene.store);
  let token = "";
  const found: Combinable[] = [];
  for (let page = 0; page < COMBINABLE_PAGES_MAX; page += 1) {
    const { found: some, next } = await shop.call("person", (line) => searchCombinable(line, token));
    found.push(...some.filter((one) => one.orders.includes(orderId)));
    if (found.length > 0 || !next) break;
    token = next;
  }
  return { combinable: found };
}
