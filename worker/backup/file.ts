/** A backup as a file: a line that says what it is, a header, then sealed parts, each with its length before it. Every part is bound to its header and
 *  its place, and the last one knows that it is: no bit can change, no part can go, come twice or change places without being noticed. Pure. */
import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

export const MAGIC = "TILLSIDE BACKUP 1\n";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const LENGTH_BYTES = 4;
export const PART_BYTES_MAX = 64 * 1024 * 1024;

export interface Header {
  id: string;
  /** The last migration of the desk it was made of. */
  schema: string;
  /** Epoch milliseconds. */
  createdAt: number;
  /** The public half of the recovery key it is for, and of the key made for this file alone; base64url. */
  recipient: string;
  ephemeral: string;
  /** The file's own id, sealed by the desk it was made of: a desk that opens it can open that desk's secrets too. */
  proof: string;
}

/** What a part holds, one after another: a line of JSON that says what follows, and the bytes. */
export type FrameHead =
  | { kind: "rows"; table: string; columns: string[]; count: number }
  | { kind: "room"; room: RoomKind; name: string }
  | { kind: "object"; bucket: Bucket; key: string; custom: Record<string, string>; type: string | null; isLast: boolean }
  | { kind: "manifest" };
export type RoomKind = "AUTHORIZATION" | "QUOTA" | "TICKET";
export type Bucket = "MAIL" | "EVIDENCE";

export interface Frame {
  head: FrameHead;
  body: Uint8Array;
}

export interface TableTally {
  name: string;
  rows: number;
  /** Chained over the pages as they were read, hex SHA-256. */
  hash: string;
}

export interface Manifest {
  format: 1;
  schema: string;
  beganAt: number;
  endedAt: number;
  tables: TableTally[];
  rooms: number;
  objects: number;
}

export const tallyOn = (hash: string, body: Uint8Array) => createHash("sha256").update(hash).update(body).digest("hex");

const lengthOf = (bytes: number): Uint8Array => {
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, bytes);
  return length;
};
export const readLength = (bytes: Uint8Array, at = 0) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);

export const beginFile = (header: string): Uint8Array => new TextEncoder().encode(`${MAGIC}${header}\n`);

export function writeFrames(frames: Frame[]): Uint8Array {
  const pieces = frames.flatMap(({ head, body }) => {
    const line = new TextEncoder().encode(JSON.stringify(head));
    return [lengthOf(line.byteLength), line, lengthOf(body.byteLength), body];
  });
  return new Uint8Array(Buffer.concat(pieces));
}

export function readFrames(bytes: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  let at = 0;
  const take = () => {
    const length = readLength(bytes, at);
    const taken = bytes.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length);
    at += LENGTH_BYTES + length;
    return taken;
  };
  while (at < bytes.byteLength) frames.push({ head: JSON.parse(new TextDecoder().decode(take())) as FrameHead, body: take() });
  return frames;
}

export interface PartPlace {
  /** The header's text, to the letter. */
  header: string;
  part: number;
  isLast: boolean;
}

const bound = ({ header, part, isLast }: PartPlace) =>
  Buffer.from(`${createHash("sha256").update(header).digest("hex")}|${part}|${isLast ? "last" : "more"}`);

/** With its length before it, as it stands in the file. The nonce is random: a part that is written again is another text under the same key. */
export function sealPart(key: Uint8Array, nonce: Uint8Array, place: PartPlace, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound(place));
  const sealed = Buffer.concat([cipher.update(gzipSync(plain)), cipher.final()]);
  return new Uint8Array(Buffer.concat([lengthOf(NONCE_BYTES + TAG_BYTES + sealed.byteLength), nonce, cipher.getAuthTag(), sealed]));
}

/** Without the length. Null where a bit is not as it was, or the part stands elsewhere. */
export function openPart(key: Uint8Array, place: PartPlace, sealed: Uint8Array): Uint8Array | null {
  if (sealed.byteLength < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(bound(place)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return new Uint8Array(gunzipSync(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])));
  } catch {
    // The tag does not fit: which is what was asked.
    return null;
  }
}
