/** What a print run has to do for one order before its papers can be printed: nothing, hand over parcels TikTok has made, or buy a label for what
 *  waits. Pure; what it leaves out, it says why. */
import type { PackageRow } from "../orders/table.ts";
import { type Because, because, type RunWish } from "./job.ts";
import { proposeParcels } from "./proposal.ts";
import { isWaiting, openUnits, type Scene, type SceneUnit, unitsIn } from "./scene.ts";
import { mayTear, whyNot } from "./wish.ts";

export type Plan =
  | { do: "skip"; because: Because }
  /** Something is on its way to TikTok, or in doubt. */
  | { do: "wait"; because: Because }
  | { do: "print" }
  | { do: "hand-over"; packages: PackageRow[] }
  /** TikTok takes no parcel this large: these are to be made of it first. */
  | { do: "split"; groups: string[][] }
  /** Each set of units becomes a parcel with a label of its own. */
  | { do: "buy-label"; parcels: string[][] };

const skip = (code: string, facts: Because["facts"] = {}): Plan => ({ do: "skip", because: because(code, facts) });

export function planRun(scene: Scene, wish: RunWish): Plan {
  const open = openUnits(scene);
  if (wish.do === "slips") return scene.packages.length > 0 ? { do: "print" } : skip("run-no-parcel");
  // What was shipped before is printed again; nothing of it is bought or handed over twice.
  if (open.length === 0 && printable(scene).length > 0) return { do: "print" };
  if (!scene.can.ship.ok) return { do: "skip", because: scene.can.ship.because };
  if (scene.isHeld) return skip("run-held");
  if (scene.pending) return { do: "wait", because: because(scene.pending.state === "sending" ? "ship-under-way" : "ship-unconfirmed") };
  if (scene.way === "mark-shipped" || scene.way === "self-ship") return skip("run-own-carrier");
  if (scene.way === "none") return skip("order-by-tiktok");
  const waiting = scene.packages.filter((parcel) => isWaiting(scene, parcel.id));
  const isFull = (units: readonly SceneUnit[]) => scene.mustSplit !== null && units.length > (scene.mustSplit.unitsMax ?? 1);
  if (scene.way === "ship-package") {
    if (waiting.some((parcel) => isFull(openUnits({ units: unitsIn(scene, parcel.id) })))) return divide(scene, waiting.length);
    return waiting.length > 0 ? { do: "hand-over", packages: waiting } : skip("run-no-parcel");
  }
  if (isFull(open) && scene.mustSplit?.unitsMax === null) return skip("run-must-split");
  const loose = open.filter((unit) => !waiting.some((parcel) => parcel.id === unit.package_id));
  const held = waiting.map((parcel) => openUnits({ units: unitsIn(scene, parcel.id) }));
  const sets = [...held, loose].filter((some) => some.length > 0);
  return { do: "buy-label", parcels: sets.flatMap((some) => (isFull(some) ? proposed(scene, some) : [some.map((unit) => unit.id)])) };
}

const proposed = (scene: Scene, units: readonly SceneUnit[]) =>
  proposeParcels(units, mayTear(scene), scene.mustSplit?.unitsMax ?? null).map((parcel) => parcel.units);

/** As the desk proposes. Where TikTok names no number, or what it would be divided into is what it is, a person decides. */
function divide(scene: Scene, parcels: number): Plan {
  const groups = scene.mustSplit?.unitsMax === null ? [] : proposed(scene, openUnits(scene));
  if (groups.length <= parcels) return skip("run-must-split");
  const can = whyNot(scene, { do: "split", groups });
  return can.ok ? { do: "split", groups } : { do: "skip", because: can.because };
}

/** Parcels whose papers belong to the set. */
export const printable = (scene: Pick<Scene, "units" | "packages">): PackageRow[] =>
  scene.packages.filter((parcel) => unitsIn(scene, parcel.id).some((unit) => unit.state === "dispatched" || unit.state === "in-transit"));
