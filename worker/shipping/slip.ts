/** The slip of a parcel that a seller's own carrier takes, for which TikTok has none: what is in the box, on one small page or more. It names the
 *  recipient only for whoever may see them, and writes what its plain fonts can: SKUs and numbers always, titles in Latin letters. */

import { type PDFDocument, type PDFFont, type PDFPage, StandardFonts } from "@cantoo/pdf-lib";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { PackageRow, RecipientRow } from "../orders/table.ts";
import { RIGHTS } from "../team/rights.ts";
import { type Scene, type SceneUnit, unitsIn } from "./scene.ts";
import { openSheet } from "./sheet.ts";

/** A6 in points of 1/72 inch. */
const A6: [number, number] = [297.64, 419.53];
const MARGIN = 22;
const LINE = 13;
const TITLE_CHARACTERS = 42;
/** WinAnsi, which every PDF reader can draw without a font in the file (ISO 32000-1, annex D). */
const DRAWABLE = /[^\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g;

interface Pen {
  document: PDFDocument;
  page: PDFPage;
  plain: PDFFont;
  bold: PDFFont;
  y: number;
}

export async function writeSlip(
  kit: Kit,
  scene: Pick<Scene, "order" | "store" | "units" | "bits">,
  parcel: PackageRow,
): Promise<Uint8Array> {
  const { order, store } = scene;
  const recipient =
    scene.bits & RIGHTS.personal
      ? await kit.db.first<RecipientRow>(sql`SELECT * FROM recipient WHERE order_id = ${order.id} AND is_masked = 0`)
      : null;
  const document = await openSheet();
  const pen: Pen = {
    document,
    page: document.addPage(A6),
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
    y: A6[1] - MARGIN - LINE,
  };
  write(pen, store.name, { size: 12, isBold: true });
  write(pen, order.id, { size: 10, isBold: true });
  if (parcel.tracking_number) write(pen, [parcel.provider, parcel.tracking_number].filter(Boolean).join("  "));
  pen.y -= LINE / 2;
  for (const text of addressOf(recipient)) write(pen, text);
  pen.y -= LINE / 2;
  for (const { unit, count } of groups(unitsIn(scene, parcel.id))) {
    write(pen, `${count} x  ${unit.seller_sku ?? unit.sku_id}`, { isBold: true });
    const title = drawable([unit.title, unit.variation].filter(Boolean).join(", "));
    if (title.replace(/[?\s,]/g, "")) write(pen, title.slice(0, TITLE_CHARACTERS));
  }
  return document.save();
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

const drawable = (text: string) => text.replace(/\s+/g, " ").replace(DRAWABLE, "?");

function write(pen: Pen, text: string, { size = 9, isBold = false } = {}): void {
  if (pen.y < MARGIN) {
    pen.page = pen.document.addPage(A6);
    pen.y = A6[1] - MARGIN - LINE;
  }
  pen.page.drawText(drawable(text).slice(0, 60), { x: MARGIN, y: pen.y, size, font: isBold ? pen.bold : pen.plain });
  pen.y -= LINE + Math.max(0, size - 9);
}
