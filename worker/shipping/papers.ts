/** A parcel's papers: the label, and the slip that lies in the box. TikTok's are fetched once, because their addresses end after a day, and kept
 *  in R2; where TikTok has no slip the desk writes one. A label is made for one tracking number and is never shown for another. */

import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { bringBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import type { PackageRow } from "../orders/table.ts";
import { Problem } from "../problem.ts";
import { askOutside, readWithin } from "../stores/download.ts";
import { openShop } from "../stores/shop.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { findDocument } from "../tiktok/fulfilment.ts";
import { openScene, requireFulfil, type Scene, unitsIn } from "./scene.ts";
import { writeSlip } from "./slip.ts";
import type { PaperKind, PaperRow } from "./table.ts";

const PAPER_BYTES_MAX = 8 * 1024 * 1024;
/** TikTok is still drawing it: https://partner.tiktokshop.com/docv2/page/get-package-shipping-document-202309. */
const STILL_DRAWN: ReadonlySet<number | null> = new Set([11034037, 11034023]);
/** Printable bytes begin with this (ISO 32000-1, 7.5.2). */
const PDF = "%PDF-";

type Kept = Pick<Scene, "order" | "store" | "packages" | "units" | "bits" | "person">;

/** What may be printed of a parcel by whoever asks: labels belong to those who ship. */
export function canPrint(kind: PaperKind, scene: Pick<Scene, "order" | "bits" | "units" | "store">, parcel: PackageRow): Can {
  if ((scene.bits & RIGHTS.fulfil) === 0) return cannot("right-missing", { right: "fulfil" });
  if (scene.order.fulfilled_by === "store") return cannot("order-by-tiktok");
  if (kind === "slip" && scene.order.shipping_type !== "TIKTOK") return { ok: true };
  if (scene.order.shipping_type !== "TIKTOK") return cannot("label-by-seller");
  const units = unitsIn(scene, parcel.id);
  if (units.length > 0 && units.every((unit) => unit.state === "cancelled")) return cannot("order-cancelled");
  if (units.some((unit) => unit.state === "open" || unit.state === "pending")) return cannot("parcel-not-shipped");
  return { ok: true };
}

/** Every file there ever was of a parcel's paper: its key says as well for which number it was made. */
export const paperPlace = ({ store_id, package_id, kind }: Pick<PaperRow, "store_id" | "package_id" | "kind">) =>
  `papers/${store_id}/${package_id}/${kind}-`;
const nameOf = (number: string) => createHash("sha256").update(number).digest("hex").slice(0, 12);

/** "later": TikTok has not drawn it yet. */
export type Fetched = PaperRow | "later";

/** Written here, because TikTok has none for a parcel it does not carry. */
const isOwnSlip = (kind: PaperKind, { order }: Pick<Scene, "order">) => kind === "slip" && order.shipping_type !== "TIKTOK";

/** The same slip without its recipient, for whoever may not see them; null where the paper is the same for everybody. */
export const bareSlip = async (kit: Kit, scene: Kept, packageId: string, kind: PaperKind): Promise<Uint8Array | null> => {
  const parcel = scene.packages.find((one) => one.id === packageId);
  return parcel && isOwnSlip(kind, scene) && (scene.bits & RIGHTS.personal) === 0 ? writeSlip(kit, scene, parcel, false) : null;
};

/** The paper's row, its bytes in R2. Throws TikTok's refusal. */
export async function keepPaper(kit: Kit, scene: Kept, parcel: PackageRow, kind: PaperKind, caller: "person" | "sync"): Promise<Fetched> {
  const number = parcel.tracking_number ?? "";
  if (scene.order.cold_at !== null) await bringBack(kit, [scene.order.id]);
  const known = await kit.db.first<PaperRow>(sql`SELECT * FROM parcel_paper WHERE package_id = ${parcel.id} AND kind = ${kind}`);
  if (known && known.number === number && scene.order.shipping_type === "TIKTOK") return known;
  const bytes = await paperBytes(kit, scene, parcel, kind, caller);
  if (bytes === "later") return "later";
  const { store, order } = scene;
  const file = `${paperPlace({ store_id: store.id, package_id: parcel.id, kind })}${nameOf(number)}.pdf`;
  await kit.env.MAIL.put(file, bytes);
  const [[row]] = await kit.db.batch<[PaperRow]>([
    sql`INSERT INTO parcel_paper (package_id, kind, order_id, store_id, number, file, bytes, fetched_at)
      VALUES (${parcel.id}, ${kind}, ${order.id}, ${store.id}, ${number}, ${file}, ${bytes.byteLength}, ${kit.now()})
      ON CONFLICT (package_id, kind) DO UPDATE SET number = excluded.number, file = excluded.file, bytes = excluded.bytes,
        fetched_at = excluded.fetched_at,
        printed_at = CASE WHEN number = excluded.number THEN printed_at END,
        printed_by = CASE WHEN number = excluded.number THEN printed_by END RETURNING *`,
  ]);
  // What was made for a former number is shown by nobody, and no row names it any more.
  if (known && known.file !== file) await kit.env.MAIL.delete(known.file);
  return row ?? "later";
}

async function paperBytes(kit: Kit, scene: Kept, parcel: PackageRow, kind: PaperKind, caller: "person" | "sync") {
  // What is kept is whole; who may not see recipients is written one of their own.
  if (isOwnSlip(kind, scene)) return writeSlip(kit, scene, parcel, true);
  const type = kind === "label" ? "SHIPPING_LABEL" : "PACKING_SLIP";
  try {
    const url = await openShop(kit, scene.store).call(caller, (line) => findDocument(line, parcel.id, type));
    return (await download(kit, url)) ?? "later";
  } catch (failure) {
    if (failure instanceof TikTokFailure && STILL_DRAWN.has(failure.code)) return "later";
    throw failure;
  }
}

/** Null where it is not to be had now. */
async function download(kit: Kit, url: string): Promise<Uint8Array | null> {
  try {
    const response = await askOutside(kit, url);
    if (!response?.ok) {
      await response?.body?.cancel();
      return null;
    }
    const bytes = await readWithin(response, PAPER_BYTES_MAX);
    return bytes && new TextDecoder("latin1").decode(bytes.subarray(0, PDF.length)) === PDF ? bytes : null;
  } catch {
    // The connection broke; the runtime's words say no more.
    return null;
  }
}

/** When and by whom papers were first handed out to be printed. */
export const markPrinted = (keys: readonly { package_id: string; kind: PaperKind }[], by: string, at: number): SQL =>
  sql`UPDATE parcel_paper SET printed_at = ${at}, printed_by = ${by} WHERE printed_at IS NULL AND (package_id, kind) IN
    (SELECT k.value->>'package_id', k.value->>'kind' FROM json_each(${JSON.stringify(keys)}) k)`;

/** One paper, to be printed now. */
export async function printPaper(kit: Kit, signedIn: SignedIn, orderId: string, packageId: string, kind: PaperKind) {
  const scene = await openScene(kit, signedIn, orderId);
  requireFulfil(scene);
  const parcel = scene.packages.find((one) => one.id === packageId);
  if (!parcel) throw new Problem("missing", "parcel-missing");
  const can = canPrint(kind, scene, parcel);
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  const paper = await keepPaper(kit, scene, parcel, kind, "person");
  const kept = paper === "later" ? null : await kit.env.MAIL.get(paper.file);
  if (!kept) throw new Problem("unavailable", "label-not-drawn");
  const bare = await bareSlip(kit, scene, packageId, kind);
  if (bare) await kept.body.cancel();
  await kit.db.run(markPrinted([{ package_id: packageId, kind }], scene.person.id, kit.now()));
  return { bytes: bare ?? kept.body, name: `${kind}-${orderId}` };
}
