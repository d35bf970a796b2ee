/** One object of the archive: records pressed each by itself, one behind the other, so that one order is read by one question for a range; behind
 *  them a directory of which order is where. It is called by its content and never changes: the same records are the same object. */
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Kit } from "../env.ts";
import type { OrderRecord } from "./kept.ts";

/** Where in R2 the archive lies. */
export const ARCHIVE_PREFIX = "cold/";
const NAME_CHARACTERS = 32;

/** A record within its object. */
export interface Place {
  order: string;
  at: number;
  bytes: number;
}

export interface Built {
  key: string;
  body: Uint8Array<ArrayBuffer>;
  directoryAt: number;
  places: Place[];
}

/** Without waiting: an object is pressed order by order, and each is small. */
export const press = (text: string): Uint8Array => gzipSync(text);
const unpress = (bytes: Uint8Array) => gunzipSync(bytes).toString();

/** `store` and `month` ("2026-11") name the folder. */
export function buildObject(store: string, month: string, pressed: { order: string; bytes: Uint8Array }[]): Built {
  const places: Place[] = [];
  let end = 0;
  for (const { order, bytes } of pressed) {
    places.push({ order, at: end, bytes: bytes.byteLength });
    end += bytes.byteLength;
  }
  const directory = new TextEncoder().encode(JSON.stringify(places));
  const body = new Uint8Array(end + directory.byteLength);
  for (const [at, { bytes }] of pressed.entries()) body.set(bytes, places[at]?.at);
  body.set(directory, end);
  const name = createHash("sha256").update(body).digest("hex").slice(0, NAME_CHARACTERS);
  return { key: `${ARCHIVE_PREFIX}${store}/${month}/${name}`, body, directoryAt: end, places };
}

/** Something of the archive is not where it should be: nothing is shown or changed in its stead. */
class ArchiveGap extends Error {
  constructor(key: string) {
    super(`the archive has no readable ${key}`);
    this.name = "ArchiveGap";
  }
}

export async function readRecord(kit: Kit, key: string, { at, bytes }: Pick<Place, "at" | "bytes">): Promise<OrderRecord> {
  const found = await kit.env.MAIL.get(key, { range: { offset: at, length: bytes } });
  if (!found) throw new ArchiveGap(key);
  return JSON.parse(unpress(new Uint8Array(await found.arrayBuffer()))) as OrderRecord;
}

/** The whole object with its directory; null where it is gone. */
export async function readObject(kit: Kit, key: string, directoryAt: number): Promise<{ body: Uint8Array; places: Place[] } | null> {
  const found = await kit.env.MAIL.get(key);
  if (!found) return null;
  const body = new Uint8Array(await found.arrayBuffer());
  return { body, places: JSON.parse(new TextDecoder().decode(body.subarray(directoryAt))) as Place[] };
}
