/** Where pictures of conversations lie: in R2, under the store and the name of the message or of what is in them, so that writing one twice
 *  changes nothing. TikTok's links may end; a copy does not. What is not here yet is fetched when somebody looks. */
import { createHash } from "node:crypto";
import type { Kit } from "../env.ts";
import { fileTypeOf } from "../mail/sniff.ts";
import { Problem } from "../problem.ts";
import { fetchable, readWithin } from "../stores/download.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { IMAGE_BYTES_MAX, uploadImage } from "../tiktok/chat.ts";
import type { PictureBody } from "../timeline/entries.ts";
import { cleanPicture } from "./picture.ts";

/** More would be a bomb for whoever unpacks it. TikTok names no limit but that of the bytes. */
export const PICTURE_SIDE_PIXELS_MAX = 10_000;
const PICTURE_PIXELS_MAX = 50_000_000;
/** What a buyer sent may be larger than what we may send. */
const FETCHED_BYTES_MAX = 20 * 1024 * 1024;
const THUMBNAIL_PIXELS = 640;

const placeOf = (storeId: string, name: string) => `pictures/${storeId}/${name}`;
export const ownName = (bytes: Uint8Array) => `pic_${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}`;

export interface KeptPicture {
  type: string;
  width: number;
  height: number;
  file: string;
  bytes: Uint8Array;
}

/** A picture somebody wants to send, fit to be sent: still, within bounds, and without what it told of its maker. */
export function readUpload(given: ArrayBuffer): KeptPicture {
  if (given.byteLength > IMAGE_BYTES_MAX) throw new Problem("too-large", "image-too-large", { bytes: IMAGE_BYTES_MAX });
  const picture = cleanPicture(new Uint8Array(given));
  if (!picture) throw new Problem("invalid", "not-an-image");
  const { type, width, height, moves, bytes } = picture;
  if (moves) throw new Problem("invalid", "image-moves");
  if (Math.max(width, height) > PICTURE_SIDE_PIXELS_MAX || width * height > PICTURE_PIXELS_MAX)
    throw new Problem("too-large", "image-too-wide", { pixels: PICTURE_SIDE_PIXELS_MAX });
  return { type, width, height, bytes, file: ownName(bytes) };
}

/** Sent to TikTok before the reply that shows it, and kept here: should that reply fail or be taken back, the picture is there. */
export async function handPicture(
  kit: Kit,
  storeId: string,
  { type, file, bytes }: Omit<KeptPicture, "width" | "height">,
): Promise<PictureBody> {
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  await kit.env.MAIL.put(placeOf(storeId, file), bytes, { customMetadata: { type } });
  const uploaded = await openShop(kit, store).chat("person", (line) => uploadImage(line, new Blob([bytes as BufferSource], { type })));
  return { type: "IMAGE", ...uploaded, file };
}

export type Fetched = "kept" | "gone" | "later";

/** Brings in what a message of TikTok's points at. "gone": asking again will not help. */
export async function keepPicture(kit: Kit, storeId: string, messageId: string, url: unknown): Promise<Fetched> {
  const address = fetchable(kit, url);
  if (!address) return "gone";
  let bytes: Uint8Array | null;
  try {
    const response = await kit.fetch(new Request(address));
    if (!response.ok) {
      await response.body?.cancel();
      return response.status >= 500 || response.status === 429 ? "later" : "gone";
    }
    bytes = await readWithin(response, FETCHED_BYTES_MAX);
  } catch {
    // The connection broke; the runtime's words say no more.
    return "later";
  }
  const type = bytes && fileTypeOf(bytes);
  if (!bytes || !type?.startsWith("image/")) return "gone";
  await kit.env.MAIL.put(placeOf(storeId, messageId), bytes, { customMetadata: { type } });
  return "kept";
}

/** Null where it is not here. */
export const findPicture = (kit: Kit, storeId: string, name: string) => kit.env.MAIL.get(placeOf(storeId, name));

/** Bytes of a kind a browser may show, and nothing it could run. */
const INERT = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "content-disposition": "inline",
};

/** Small where this deployment can make it so, else as it is. */
export async function servePicture({ env }: Pick<Kit, "env">, kept: R2ObjectBody, isSmall: boolean): Promise<Response> {
  const type = kept.customMetadata?.type ?? "application/octet-stream";
  if (isSmall && env.IMAGES && type !== "image/gif") {
    const [shrinking, whole] = kept.body.tee();
    try {
      const small = await env.IMAGES.input(shrinking)
        .transform({ width: THUMBNAIL_PIXELS, fit: "scale-down" })
        .output({ format: "image/webp" });
      await whole.cancel();
      return new Response(small.image(), { headers: { ...INERT, "content-type": "image/webp" } });
    } catch {
      // What cannot be shrunk is shown as it came.
      return new Response(whole, { headers: { ...INERT, "content-type": type } });
    }
  }
  return new Response(kept.body, { headers: { ...INERT, "content-type": type } });
}
