/** What a push service carries, so that only the browser it is for can read it: "aes128gcm" (RFC 8188) under keys agreed as RFC 8291 says.
 *  Pure: chance comes in as an argument, so that the RFC's own example can be written again byte by byte. */
import { createCipheriv, createECDH, hkdfSync } from "node:crypto";

export interface Receiver {
  /** The browser's public key and its secret, base64url. */
  p256dh: string;
  auth: string;
}

/** One record carries it all; services take at least this much (RFC 8291 §4). */
const RECORD_BYTES = 4_096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const POINT_BYTES = 65;
/** The header of a message: salt, record size, and the sender's key behind its length. */
const HEADER_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES;
/** The byte that ends the last record's words. */
const LAST_RECORD = 2;
export const PLAIN_BYTES_MAX = RECORD_BYTES - HEADER_BYTES - TAG_BYTES - 1;

export function encryptFor({ p256dh, auth }: Receiver, plain: Uint8Array, random: (bytes: number) => Uint8Array): Uint8Array {
  if (plain.length > PLAIN_BYTES_MAX) throw new Error("more than one record holds");
  const receiver = Buffer.from(p256dh, "base64url");
  const sender = createECDH("prime256v1");
  sender.setPrivateKey(Buffer.from(random(KEY_BYTES)));
  const salt = Buffer.from(random(SALT_BYTES));
  const mine = sender.getPublicKey();
  // RFC 8291 §3.3 and §3.4.
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver, mine]);
  const shared = derive(sender.computeSecret(receiver), Buffer.from(auth, "base64url"), info, KEY_BYTES);
  const key = derive(shared, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(shared, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.of(LAST_RECORD)])), cipher.final(), cipher.getAuthTag()]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  return new Uint8Array(Buffer.concat([salt, size, Buffer.of(mine.length), mine, sealed]));
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number) => Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));
