/** Photos a refusal may show, as TikTok takes them: how many, of what kind and size, and which of a case were put in. TikTok's limits:
 *  https://partner.tiktokshop.com/docv2/page/upload-product-image-202309. How many it takes with one refusal is on no page; the number is ours. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { EVIDENCE_BYTES_MAX, EVIDENCE_KINDS, EVIDENCE_SIDE_PIXELS_MIN, type EvidencePhoto } from "../tiktok/aftersale-acts.ts";
import type { PhotoRow } from "./table.ts";

export const EVIDENCE_PHOTOS_MAX = 10;

export const PHOTO_FILE = /^pic_[0-9a-f]{24}$/;

/** What a picker says before anybody chooses. */
export const EVIDENCE_LIMITS = {
  most: EVIDENCE_PHOTOS_MAX,
  bytes: EVIDENCE_BYTES_MAX,
  pixels: EVIDENCE_SIDE_PIXELS_MIN,
  kinds: EVIDENCE_KINDS.join(),
};

/** Those photos of the case, in the order they were named; all of them or none. */
export async function findPhotos(kit: Kit, caseId: string, files: readonly string[]): Promise<EvidencePhoto[]> {
  if (files.length === 0) return [];
  const rows = await kit.db.all<PhotoRow>(
    sql`SELECT p.* FROM json_each(${JSON.stringify(files)}) k CROSS JOIN evidence_photo p ON p.aftersale_id = ${caseId} AND p.file = k.value`,
  );
  return files.map((file) => {
    const row = rows.find((one) => one.file === file);
    if (!row) throw new Problem("missing", "photo-gone");
    return { imageId: row.image_id, type: row.type, width: row.width, height: row.height };
  });
}
