/** Where pictures of conversations lie: in R2, under the store and the name of the message, or of what is in them and the ticket they leave in, so
 *  that writing one twice changes nothing and taking one ticket's away takes no other's. TikTok's links may end; a copy does not. What is not here
 *  yet is fetched when somebody looks. */
import { createHash } from "node:crypto";
import type { Kit } from "../env.ts";
import { fileTypeOf } from "../mail/sniff.ts";
import { Problem } from "../problem.ts";
import { askOutside, readWithin } from "../stores/download.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { IMAGE_BYTES_MAX, uploadImage } from "../tiktok/chat.ts";
import type { PictureBody } from "../timeline/entries.ts";
import { DAY_MS } from "../units.ts";
import { cleanPicture } from "./picture.ts";

/** More would be a bomb for whoever unpacks it. TikTok names no limit but that of the bytes. */
export const PICTURE_SIDE_PIXELS_MAX = 10_000;
const PICTURE_PIXELS_MAX = 50_000_000;
/** What a buyer sent may be larger than what we may send. */
const FETCHED_BYTES_MAX = 20 * 1024 * 1024;
const THUMBNAIL_PIXELS = 640;

/** A picture in a composer that is left unsent for longer is put in anew: the composer holds it in the page alone, and no draft names one. */
const UNSENT_DAYS = 7;

const placeOf = (storeId: string, name: string) => `pictures/${storeId}/${name}`;
/** Apart from what was sent, so that the night lists no more than what may be forgotten. */
const UNSENT = "unsent/";
const unsentPlaceOf = (storeId: string, name: string) => `${UNSENT}${storeId}/${name}`;
const OWN = "pic_";
const ownName = (bytes: Uint8Array, whose = "") => `${OWN}${createHash("sha256").update(bytes).update(whose).digest("hex").slice(0, 24)}`;
/** Not a message's, but one that somebody put in. */
export const isOwn = (name: string) => name.startsWith(OWN);

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

/** Sent to TikTok before the reply that shows it, and kept here: should that reply fail or be taken back, the picture is there. One that goes
 *  into a composer first is kept for good once its reply is sent. */
export async function handPicture(
  kit: Kit,
  { ticketId, storeId }: { ticketId: string; storeId: string },
  { type, bytes }: Pick<KeptPicture, "type" | "bytes">,
  into: "reply" | "composer",
): Promise<PictureBody> {
  const file = ownName(bytes, ticketId);
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  const place = into === "reply" ? placeOf : unsentPlaceOf;
  await kit.env.MAIL.put(place(storeId, file), bytes, { customMetadata: { type } });
  const uploaded = await openShop(kit, store).chat("person", (line) => uploadImage(line, new Blob([bytes as BufferSource], { type })));
  return { type: "IMAGE", ...uploaded, file };
}

/** Under a name of the caller's own. */
export async function keepBytes(
  { env }: Pick<Kit, "env">,
  storeId: string,
  name: string,
  { type, bytes }: Pick<KeptPicture, "type" | "bytes">,
): Promise<void> {
  await env.MAIL.put(placeOf(storeId, name), bytes, { customMetadata: { type } });
}

/** Names of a store's pictures that begin so. */
export async function listPictures({ env }: Pick<Kit, "env">, storeId: string, begins: string): Promise<string[]> {
  const { objects } = await env.MAIL.list({ prefix: placeOf(storeId, begins) });
  return objects.map(({ key }) => key.slice(placeOf(storeId, "").length));
}

export const dropPictures = ({ env }: Pick<Kit, "env">, pictures: readonly { storeId: string; name: string }[]) =>
  env.MAIL.delete(pictures.map(({ storeId, name }) => placeOf(storeId, name)));

/** Its reply is about to be sent, now or later. Whatever is between the copy and the room finds the copy. */
export async function keepUnsent({ env }: Pick<Kit, "env">, storeId: string, file: string): Promise<void> {
  const unsent = await env.MAIL.get(unsentPlaceOf(storeId, file));
  if (!unsent) return;
  await env.MAIL.put(placeOf(storeId, file), await unsent.arrayBuffer(), { customMetadata: unsent.customMetadata ?? {} });
  await env.MAIL.delete(unsentPlaceOf(storeId, file));
}

/** A page a night: what is beyond it waits for the next. */
export async function forgetUnsent({ env, now }: Pick<Kit, "env" | "now">): Promise<void> {
  const { objects } = await env.MAIL.list({ prefix: UNSENT });
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < now() - UNSENT_DAYS * DAY_MS);
  if (old.length > 0) await env.MAIL.delete(old.map(({ key }) => key));
}

export type Fetched = "kept" | "gone" | "later";

/** Brings in what a message of TikTok's points at. "gone": asking again will not help. */
export async function keepPicture(kit: Kit, storeId: string, messageId: string, url: unknown): Promise<Fetched> {
  let bytes: Uint8Array | null;
  try {
    const response = await askOutside(kit, url);
    if (!response) return "gone";
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
export const findPicture = async ({ env }: Pick<Kit, "env">, storeId: string, name: string) =>
  (await env.MAIL.get(placeOf(storeId, name))) ?? (await env.MAIL.get(unsentPlaceOf(storeId, name)));

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
