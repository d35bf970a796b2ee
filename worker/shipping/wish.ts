/** What may be asked of TikTok about an order's parcels, and why not: each wish is checked against the order as we hold it before it leaves, with
 *  TikTok having the last word. Pure. https://partner.tiktokshop.com/docv2/page/fulfillment-api-overview. */
import * as z from "zod";
import { type Can, cannot } from "../team/rights.ts";
import { NUMBER_CHARACTERS_MAX, tidyNumber, whyNotNumber } from "./numbers.ts";
import { isWaiting, openUnits, type Scene, unitsIn } from "./scene.ts";
import { splitsByShipping, splitsUnits, type Way } from "./ways.ts";

const UNITS_MAX = 500;
/** A parcel heavier or longer than this travels on no service of TikTok's. */
const GRAMS_MAX = 70_000;
const SIDE_MM_MAX = 3_000;
const GROUPS_MAX = 26;
/** https://partner.tiktokshop.com/docv2/page/combine-package-202309: orders that share one tracking number. */
export const COMBINED_ORDERS_MAX = 20;

const id = z.string().regex(/^\d{6,30}$/);
const ids = z.array(id).min(1).max(UNITS_MAX);
const side = z.number().int().min(1).max(SIDE_MM_MAX);
export const measures = z.object({ grams: z.number().int().min(1).max(GRAMS_MAX), lengthMm: side, widthMm: side, heightMm: side });
const carrier = z.object({ id: z.string().min(1).max(40), name: z.string().min(1).max(80) });
const number = z.string().min(1).max(NUMBER_CHARACTERS_MAX).transform(tidyNumber);
const handover = z.union([
  z.object({ method: z.literal("DROP_OFF") }),
  z.object({ method: z.literal("PICKUP"), slot: z.object({ from: z.number().int(), until: z.number().int() }) }),
]);

export const shipWish = z.discriminatedUnion("do", [
  z.object({ do: z.literal("split"), groups: z.array(ids).min(2).max(GROUPS_MAX) }),
  z.object({ do: z.literal("combine"), draft: id, orders: z.array(id).min(2).max(COMBINED_ORDERS_MAX) }),
  z.object({ do: z.literal("uncombine"), package: id, orders: z.array(id).min(1).max(COMBINED_ORDERS_MAX) }),
  z.object({ do: z.literal("buy-label"), units: ids, service: z.string().min(1).max(40), measures }),
  z.object({ do: z.literal("hand-over"), package: id, handover }),
  z.object({ do: z.literal("mark-shipped"), units: ids, carrier, number }),
  z.object({ do: z.literal("self-ship"), package: id, carrier, number }),
  z.object({ do: z.literal("correct"), package: id, carrier, number }),
]);
export type ShipWish = z.infer<typeof shipWish>;

const may: Can = { ok: true };
const WAYS: Partial<Record<ShipWish["do"], Way>> = {
  "buy-label": "buy-label",
  "hand-over": "ship-package",
  "mark-shipped": "mark-shipped",
  "self-ship": "self-ship",
};

/** While something is on its way nothing else is asked: two labels for one parcel are paid twice. */
export function whyNot(scene: Scene, wish: ShipWish): Can {
  if (scene.pending) return cannot(scene.pending.state === "sending" ? "ship-under-way" : "ship-unconfirmed");
  const way = WAYS[wish.do];
  if (way && way !== scene.way) return cannot("ship-other-way");
  switch (wish.do) {
    case "split":
      return whyNotSplit(scene, wish.groups);
    case "combine":
      return wish.orders.includes(scene.order.id) ? scene.can.combine : cannot("combine-other-order");
    case "uncombine":
      return !isWaiting(scene, wish.package) ? cannot("parcel-shipped") : scene.can.ship;
    case "buy-label":
    case "mark-shipped":
      return first(scene.can.ship, whyNotUnits(scene, wish.units), "number" in wish ? readsAs(wish) : may);
    case "hand-over":
    case "self-ship":
      return first(scene.can.ship, whyNotParcel(scene, wish.package), "number" in wish ? readsAs(wish) : may);
    case "correct":
      return first(scene.can.track, whyNotCorrect(scene, wish.package), readsAs(wish));
  }
}

const first = (...cans: Can[]): Can => cans.find((can) => !can.ok) ?? may;

function readsAs({ carrier: by, number: written }: { carrier: { name: string }; number: string }): Can {
  const wrong = whyNotNumber(by.name, written);
  if (!wrong) return may;
  return wrong.example ? cannot("tracking-format", wrong) : cannot("tracking-characters");
}

function whyNotUnits(scene: Scene, chosen: readonly string[]): Can {
  const open = new Set(openUnits(scene).map((unit) => unit.id));
  if (new Set(chosen).size !== chosen.length || chosen.some((one) => !open.has(one))) return cannot("unit-not-open");
  // A combined parcel takes all of its orders along, and is not divided by shipping some of it.
  return may;
}

function whyNotParcel(scene: Scene, packageId: string): Can {
  if (!scene.packages.some((parcel) => parcel.id === packageId)) return cannot("parcel-missing");
  return isWaiting(scene, packageId) ? may : cannot("parcel-shipped");
}

function whyNotCorrect(scene: Scene, packageId: string): Can {
  const parcel = scene.packages.find((one) => one.id === packageId);
  if (!parcel) return cannot("parcel-missing");
  if (scene.order.shipping_type !== "SELLER") return cannot("tracking-by-tiktok");
  if (!parcel.tracking_number) return cannot("parcel-not-shipped");
  return unitsIn(scene, packageId).some((unit) => unit.state === "dispatched" || unit.state === "in-transit") ? may : cannot("parcel-over");
}

/** Whether the order may be divided at all, before anybody has divided it. */
export function canSplit(scene: Scene): Can {
  if (!scene.can.split.ok) return scene.can.split;
  if (splitsByShipping(scene.store.marketplace) && scene.packages.every((parcel) => !isWaiting(scene, parcel.id)))
    return cannot("split-by-shipping");
  const open = openUnits(scene);
  if (open.length < 2) return cannot("order-one-unit");
  return mayTear(scene) || new Set(open.map((unit) => unit.sku_id)).size > 1 ? may : cannot("split-one-sku");
}

export const mayTear = ({ store }: Pick<Scene, "store">) => splitsUnits(store.marketplace, store.seller_type === "CROSS_BORDER");

function whyNotSplit(scene: Scene, groups: readonly (readonly string[])[]): Can {
  const whole = canSplit(scene);
  if (!whole.ok) return whole;
  const named = groups.flat();
  const open = openUnits(scene);
  if (new Set(named).size !== named.length || named.length !== open.length || open.some((unit) => !named.includes(unit.id)))
    return cannot("split-not-all");
  return mayTear(scene) || !tearsSku(scene, groups) ? may : cannot("split-tears-sku");
}

function tearsSku(scene: Scene, groups: readonly (readonly string[])[]): boolean {
  const skuOf = new Map(scene.units.map((unit) => [unit.id, unit.sku_id]));
  const places = new Map<string | undefined, number>();
  return groups.some((group, at) =>
    group.some((unit) => {
      const sku = skuOf.get(unit);
      const before = places.get(sku) ?? at;
      places.set(sku, before);
      return before !== at;
    }),
  );
}
