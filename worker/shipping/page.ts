/** An order's parcels as its page and the ticket's panel show them: what lies in each, what the carrier has, what may be done with each and with
 *  what still waits, and what was asked of TikTok lately. */
import { sql } from "drizzle-orm";
import { openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import type { LineState } from "../orders/lines.ts";
import type { PackageRow } from "../orders/table.ts";
import type { Can } from "../team/rights.ts";
import { type SignedIn, whoever } from "../team/session.ts";
import { type ShownAct, showAct } from "./act.ts";
import { canPrint } from "./papers.ts";
import { isWaiting, openScene, openUnits, type Scene, unitsIn } from "./scene.ts";
import type { ActRow, DetailRow, PaperRow } from "./table.ts";
import { usesPounds, type Way } from "./ways.ts";
import { canSplit, mayTear, whyNot } from "./wish.ts";

const ACTS_SHOWN_MAX = 10;

export interface ShownUnit {
  id: string;
  skuId: string;
  sku: string | null;
  title: string;
  variation: string | null;
  state: LineState;
  warehouse: string | null;
}

export interface ShownParcel {
  id: string;
  /** TikTok's words. */
  status: string;
  exception: string | null;
  handover: string | null;
  pickup: [number, number] | null;
  carrier: string | null;
  carrierId: string | null;
  number: string | null;
  /** Other orders that travel in it. */
  others: string[];
  units: string[];
  isWaiting: boolean;
  printedAt: number | null;
  can: Record<"ship" | "label" | "slip" | "correct" | "uncombine", Can>;
}

export interface ParcelsPage {
  way: Way;
  units: ShownUnit[];
  parcels: ShownParcel[];
  /** Units that wait and lie in no parcel. */
  loose: string[];
  /** What TikTok has been asked and not yet said, and the newest of what it has. */
  acts: ShownAct[];
  /** Pounds and inches, or grams and centimetres. */
  isImperial: boolean;
  tearsSkus: boolean;
  can: Record<"ship" | "split" | "combine", Can>;
}

type Extras = { details: DetailRow[]; papers: PaperRow[]; acts: (ActRow & { by_name: string | null })[] };

export async function openParcels(kit: Kit, signedIn: SignedIn, orderId: string): Promise<ParcelsPage> {
  const scene = await openScene(kit, signedIn, orderId);
  const ids = JSON.stringify(scene.packages.map((parcel) => parcel.id));
  const { db } = (scene.order.cold_at === null ? null : await openArchive(kit, [orderId])) ?? kit;
  const [details, papers, acts] = await db.batch<[DetailRow, PaperRow, ActRow & { by_name: string | null }]>([
    sql`WITH ${whoever(signedIn)} SELECT d.* FROM who CROSS JOIN json_each(${ids}) k CROSS JOIN package_detail d ON d.package_id = k.value`,
    sql`SELECT p.* FROM parcel_paper p WHERE p.order_id = ${orderId}`,
    sql`SELECT a.*, u.name AS by_name FROM ship_act a LEFT JOIN user u ON u.id = a.by_id WHERE a.order_id = ${orderId}
      ORDER BY a.begun_at DESC LIMIT ${ACTS_SHOWN_MAX}`,
  ]);
  return assemble(scene, { details, papers, acts });
}

function assemble(scene: Scene, extras: Extras): ParcelsPage {
  const packed = new Set(scene.packages.flatMap((parcel) => unitsIn(scene, parcel.id).map((unit) => unit.id)));
  const free: Can = scene.pending ? whyNot(scene, { do: "uncombine", package: "", orders: [] }) : { ok: true };
  const unless = (can: Can): Can => (free.ok ? can : free);
  return {
    way: scene.way,
    units: scene.units.map(({ id, sku_id, seller_sku, title, variation, state, warehouse }) => ({
      id,
      skuId: sku_id,
      sku: seller_sku,
      title: title ?? "",
      variation,
      state,
      warehouse,
    })),
    parcels: scene.packages.map((parcel) => showParcel(scene, parcel, extras, unless)),
    loose: openUnits(scene).flatMap((unit) => (packed.has(unit.id) ? [] : [unit.id])),
    acts: extras.acts.map(showAct),
    isImperial: usesPounds(scene.store.marketplace),
    tearsSkus: mayTear(scene),
    can: { ship: unless(scene.can.ship), split: unless(canSplit(scene)), combine: unless(scene.can.combine) },
  };
}

function showParcel(scene: Scene, parcel: PackageRow, { details, papers }: Extras, unless: (can: Can) => Can): ShownParcel {
  const detail = details.find((one) => one.package_id === parcel.id);
  const label = papers.find((one) => one.package_id === parcel.id && one.kind === "label");
  const orders = JSON.parse(detail?.orders ?? "[]") as string[];
  const correct = { do: "correct" as const, package: parcel.id, carrier: { id: "-", name: "-" }, number: "AAAAAAAA" };
  const waits = isWaiting(scene, parcel.id);
  return {
    id: parcel.id,
    status: parcel.status,
    exception: detail?.exception ?? null,
    handover: detail?.handover ?? null,
    pickup: detail?.pickup_from && detail.pickup_until ? [detail.pickup_from, detail.pickup_until] : null,
    carrier: parcel.provider,
    carrierId: detail?.carrier_id ?? null,
    number: parcel.tracking_number,
    others: orders.filter((order) => order !== scene.order.id),
    units: unitsIn(scene, parcel.id).map((unit) => unit.id),
    isWaiting: waits,
    printedAt: label?.printed_at ?? null,
    can: {
      ship: unless(waits ? scene.can.ship : { ok: false, because: { code: "parcel-shipped", facts: {} } }),
      label: canPrint("label", scene, parcel),
      slip: canPrint("slip", scene, parcel),
      correct: whyNot(scene, correct),
      uncombine: unless(whyNot(scene, { do: "uncombine", package: parcel.id, orders: [scene.order.id] })),
    },
  };
}
