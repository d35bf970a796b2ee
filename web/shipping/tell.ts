/** Units and parcels in words: "2 × BLK-M, CAP". */
import type { Unit } from "./queries.ts";

export function tellUnits(all: readonly Unit[], chosen: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const unit of all) if (chosen.includes(unit.id)) counts.set(nameOf(unit), (counts.get(nameOf(unit)) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(", ");
}

export const nameOf = (unit: Unit): string => unit.sku ?? ([unit.title, unit.variation].filter(Boolean).join(", ") || unit.skuId);
