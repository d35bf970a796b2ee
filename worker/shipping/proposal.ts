/** How an order could be divided into parcels, for a person to change: by where each unit's stock lies, and by how many units TikTok lets one parcel
 *  hold. Where units of one SKU stay together, they go where most of them lie. Pure. */
import type { SceneUnit } from "./scene.ts";

export interface ProposedParcel {
  /** Null: nobody has said where from. */
  warehouse: string | null;
  units: string[];
}

type Placed = Pick<SceneUnit, "id" | "sku_id" | "warehouse">;

export function proposeParcels(units: readonly Placed[], tears: boolean, unitsMax: number | null): ProposedParcel[] {
  const placed = tears ? units : bySku(units).flatMap(keepTogether);
  const parcels = [...Map.groupBy(placed, (unit) => unit.warehouse)].map(([warehouse, some]) => ({ warehouse, units: some }));
  return parcels.flatMap((parcel) =>
    fill(parcel.units, tears, unitsMax ?? Number.POSITIVE_INFINITY).map((some) => ({
      warehouse: parcel.warehouse,
      units: some.map((unit) => unit.id),
    })),
  );
}

const bySku = (units: readonly Placed[]) => [...Map.groupBy(units, (unit) => unit.sku_id).values()];

function keepTogether(units: Placed[]): Placed[] {
  const places = [...Map.groupBy(units, (unit) => unit.warehouse)].sort(([, one], [, other]) => other.length - one.length);
  return units.map((unit) => ({ ...unit, warehouse: places[0]?.[0] ?? null }));
}

/** Parcels of at most so many units; a SKU that may not be torn and is larger than that has one of its own, for TikTok to judge. */
function fill(units: readonly Placed[], tears: boolean, most: number): Placed[][] {
  const parcels: Placed[][] = [];
  for (const piece of tears ? units.map((unit) => [unit]) : bySku(units)) {
    const last = parcels.at(-1);
    if (last && last.length + piece.length <= most) last.push(...piece);
    else parcels.push([...piece]);
  }
  return parcels;
}
