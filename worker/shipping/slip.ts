/** The slip of a parcel that a seller's own carrier takes, for which TikTok has none: what is in the box, on one small page or more. It names the
 *  recipient for whoever may see them, and there is one without for whoever may not. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { PackageRow, RecipientRow } from "../orders/table.ts";
import { isLegible, leaveRoom, openPen, type Paper, write } from "./pen.ts";
import { type Scene, type SceneUnit, unitsIn } from "./scene.ts";
import type { PaperRow } from "./table.ts";

/** A6. */
const PAPER: Paper = { size: [297.64, 419.53], margin: 22, line: 13, characters: 60 };
const TITLE_CHARACTERS = 42;

export async function writeSlip(
  kit: Kit,
  scene: Pick<Scene, "order" | "store" | "units">,
  parcel: PackageRow,
  isNamed: boolean,
): Promise<Uint8Array> {
  const { order, store } = scene;
  const recipient = isNamed
    ? await kit.db.first<RecipientRow>(sql`SELECT * FROM recipient WHERE order_id = ${order.id} AND is_masked = 0`)
    : null;
  const pen = await openPen(PAPER);
  write(pen, store.name, { size: 12, isBold: true });
  write(pen, order.id, { size: 10, isBold: true });
  if (parcel.tracking_number) write(pen, [parcel.provider, parcel.tracking_number].filter(Boolean).join("  "));
  leaveRoom(pen);
  for (const text of addressOf(recipient)) write(pen, text);
  leaveRoom(pen);
  for (const { unit, count } of groups(unitsIn(scene, parcel.id))) {
    write(pen, `${count} x  ${unit.seller_sku ?? unit.sku_id}`, { isBold: true });
    const title = [unit.title, unit.variation].filter(Boolean).join(", ");
    if (isLegible(title)) write(pen, title.slice(0, TITLE_CHARACTERS));
  }
  return pen.document.save();
}

/** Stands in a printed set for a paper that could not be put in, so that its parcel is missed by nobody. It speaks no language. */
export async function writeStandIn({
  order_id,
  package_id,
  number,
}: Pick<PaperRow, "order_id" | "package_id" | "number">): Promise<Uint8Array> {
  const pen = await openPen(PAPER);
  write(pen, "!  PDF  !", { size: 24, isBold: true });
  for (const text of [order_id, package_id, number]) write(pen, text, { size: 12, isBold: true });
  return pen.document.save();
}

const addressOf = (recipient: RecipientRow | null): string[] =>
  recipient
    ? [recipient.name, recipient.address, [recipient.postal_code, recipient.city].filter(Boolean).join(" "), recipient.country].filter(
        (text): text is string => Boolean(text),
      )
    : [];

function groups(units: readonly SceneUnit[]): { unit: SceneUnit; count: number }[] {
  const bySku = Map.groupBy(
    units.filter((unit) => unit.state !== "cancelled"),
    (unit) => unit.sku_id,
  );
  return [...bySku.values()].flatMap((some) => (some[0] ? [{ unit: some[0], count: some.length }] : []));
}
