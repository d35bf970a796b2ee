/** Photos of returns and cancellations. What a buyer photographed is kept as the pictures of conversations are: fetched when somebody first looks,
 *  behind the right to see the case, and shown from the desk alone; it is named by its place in the return's records. What goes with a refusal is
 *  made fit, handed to TikTok, and kept here as what was said; a picture that is refused leaves nothing behind. */
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { mayAnswer } from "../aftersales/answer.ts";
import { insist } from "../aftersales/ordered.ts";
import { openCase, readRecords } from "../aftersales/page.ts";
import { EVIDENCE_PHOTOS_MAX, PHOTO_FILE } from "../aftersales/photos.ts";
import { askingOf, type Door } from "../door.ts";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { openShop } from "../stores/shop.ts";
import type { SignedIn } from "../team/session.ts";
import { EVIDENCE_BYTES_MAX, EVIDENCE_KINDS, EVIDENCE_SIDE_PIXELS_MIN, uploadEvidence } from "../tiktok/aftersale-acts.ts";
import { DAY_MS } from "../units.ts";
import { dropPictures, findPicture, keepBytes, keepPicture, readUpload, servePicture } from "./pictures.ts";

const PLACE = /^(\d{1,3})-(\d{1,2})$/;
/** Put in and not said: the refusal was given up, or the page was closed. */
const UNSAID_DAYS = 7;
const UNSAID_PER_CASE_MAX = 3 * EVIDENCE_PHOTOS_MAX;
const FORGOTTEN_PER_NIGHT_MAX = 500;

export const evidenceName = (caseId: string, file: string) => `evidence_${caseId}_${file}`;

/** What a buyer photographed, of all records of the return. */
export const returnedName = (caseId: string, place: string) => `return_${caseId}_${place}`;

async function openEvidence(kit: Kit, signedIn: SignedIn, id: string, place: string): Promise<Response> {
  if (PHOTO_FILE.test(place)) return openOwn(kit, signedIn, id, place);
  const [, record, image] = PLACE.exec(place) ?? [];
  if (record === undefined || image === undefined) throw new Problem("missing", "picture-gone");
  const { row } = await openCase(kit, signedIn, id);
  const name = returnedName(row.id, place);
  const kept = await findPicture(kit, row.store_id, name);
  if (kept) return servePicture(kit, kept, false);
  // TikTok goes on showing what was taken out here.
  const gone = await kit.db.first(
    sql`SELECT 1 AS one FROM (SELECT 1) CROSS JOIN ${orderById(sql`${row.order_id}`)} WHERE o.person_gone_at IS NOT NULL`,
  );
  if (gone) throw new Problem("missing", "picture-gone");
  const told = (await readRecords(kit, signedIn, id)).find((one) => one.place === Number(record));
  const became = await keepPicture(kit, row.store_id, name, told?.images[Number(image)]);
  const fetched = became === "kept" ? await findPicture(kit, row.store_id, name) : null;
  if (fetched) return servePicture(kit, fetched, false);
  throw became === "later" ? new Problem("unavailable", "picture-later") : new Problem("missing", "picture-gone");
}

async function openOwn(kit: Kit, signedIn: SignedIn, id: string, file: string): Promise<Response> {
  const { row } = await openCase(kit, signedIn, id);
  const kept = await findPicture(kit, row.store_id, evidenceName(row.id, file));
  if (!kept) throw new Problem("missing", "photo-gone");
  return servePicture(kit, kept, false);
}

/** Fit for TikTok, or the reason why not. */
function readEvidence(given: ArrayBuffer) {
  if (given.byteLength > EVIDENCE_BYTES_MAX) throw new Problem("too-large", "image-too-large", { bytes: EVIDENCE_BYTES_MAX });
  const picture = readUpload(given);
  if (!EVIDENCE_KINDS.includes(picture.type)) throw new Problem("invalid", "photo-kind");
  const pixels = EVIDENCE_SIDE_PIXELS_MIN;
  if (Math.min(picture.width, picture.height) < pixels) throw new Problem("invalid", "photo-small", { pixels });
  return picture;
}

/** The same picture put in twice is one. */
async function addEvidence(kit: Kit, signedIn: SignedIn, id: string, given: ArrayBuffer): Promise<{ file: string }> {
  const seen = await openCase(kit, signedIn, id);
  const { row, store, person } = seen;
  insist(mayAnswer(seen));
  const { type, file, bytes } = readEvidence(given);
  const unsaid = await kit.db.first<{ n: number }>(
    sql`SELECT COUNT(*) AS n FROM evidence_photo WHERE aftersale_id = ${row.id} AND is_said = 0`,
  );
  if ((unsaid?.n ?? 0) >= UNSAID_PER_CASE_MAX) throw new Problem("conflict", "photo-unsaid", { most: EVIDENCE_PHOTOS_MAX });
  const image = new Blob([bytes as BufferSource], { type });
  const { imageId, width, height } = await openShop(kit, store).call("person", (line) => uploadEvidence(line, image));
  await keepBytes(kit, row.store_id, evidenceName(row.id, file), { type, bytes });
  await kit.db.run(
    sql`INSERT INTO evidence_photo (aftersale_id, file, store_id, image_id, type, width, height, put_by, put_at)
      VALUES (${row.id}, ${file}, ${row.store_id}, ${imageId}, ${type}, ${width}, ${height}, ${person.id}, ${kit.now()})
      ON CONFLICT (aftersale_id, file) DO UPDATE SET image_id = excluded.image_id, put_at = excluded.put_at`,
  );
  return { file };
}

/** What nobody said is forgotten, picture first: a row without one is found again. */
export async function forgetUnsaid(kit: Kit): Promise<void> {
  const old = await kit.db.all<{ aftersale_id: string; file: string; store_id: string }>(
    sql`SELECT aftersale_id, file, store_id FROM evidence_photo INDEXED BY evidence_photo_unsaid
      WHERE is_said = 0 AND put_at < ${kit.now() - UNSAID_DAYS * DAY_MS} ORDER BY put_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`,
  );
  if (old.length === 0) return;
  await dropPictures(
    kit,
    old.map((one) => ({ storeId: one.store_id, name: evidenceName(one.aftersale_id, one.file) })),
  );
  await kit.db.run(
    sql`DELETE FROM evidence_photo WHERE is_said = 0 AND (aftersale_id, file) IN (
      SELECT value->>'aftersale_id', value->>'file' FROM json_each(${JSON.stringify(old)}))`,
  );
}

export const evidenceRoutes = new Hono<Door>()
  .get("/aftersales/:id/pictures/:name", (c) => openEvidence(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("name")))
  .post("/aftersales/:id/pictures", async (c) => {
    // Refused by what a request says of itself, before anything of it is read.
    if (Number(c.req.header("content-length") ?? 0) > EVIDENCE_BYTES_MAX)
      throw new Problem("too-large", "image-too-large", { bytes: EVIDENCE_BYTES_MAX });
    return c.json(await addEvidence(c.var.kit, askingOf(c), c.req.param("id"), await c.req.arrayBuffer()));
  });
