/** The recovery key: the half of a key pair that only its holder has. The desk keeps the other half, so it can write backups by itself for years and
 *  read none of them. Each file has a key of its own, agreed by X25519 (RFC 7748) and HKDF (RFC 5869). */
import { createHash, hkdfSync } from "node:crypto";
import { LETTERS } from "../env.ts";

export const KEY_BYTES = 32;
/** Before the 32 bytes of a private key: RFC 8410, section 7. */
const PKCS8_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");
const ALGORITHM = { name: "X25519" };

const BITS = 5;
const GROUP = 4;
const CHECK_LETTERS = 4;

/** Groups of four letters; the last group says whether the others were copied right. */
export function writeRecoveryKey(secret: Uint8Array): string {
  const letters = lettersOf(secret);
  return (
    (letters + checkOf(letters))
      .toUpperCase()
      .match(new RegExp(`.{1,${GROUP}}`, "g"))
      ?.join("-") ?? ""
  );
}

/** Null where it was not copied right. */
export function readRecoveryKey(text: string): Uint8Array | null {
  const letters = text
    .toLowerCase()
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1")
    .replaceAll(/[^0-9a-z]/g, "");
  const [key, check] = [letters.slice(0, -CHECK_LETTERS), letters.slice(-CHECK_LETTERS)];
  if (key.length !== Math.ceil((KEY_BYTES * 8) / BITS) || checkOf(key) !== check) return null;
  let bits = 0n;
  for (const letter of key) bits = (bits << BigInt(BITS)) | BigInt(LETTERS.indexOf(letter));
  const spare = BigInt(key.length * BITS - KEY_BYTES * 8);
  return new Uint8Array(Buffer.from((bits >> spare).toString(16).padStart(KEY_BYTES * 2, "0"), "hex"));
}

function lettersOf(bytes: Uint8Array): string {
  const count = Math.ceil((bytes.byteLength * 8) / BITS);
  const spare = BigInt(count * BITS - bytes.byteLength * 8);
  const bits = BigInt(`0x${Buffer.from(bytes).toString("hex")}`) << spare;
  return Array.from({ length: count }, (_, at) => LETTERS[Number((bits >> BigInt((count - 1 - at) * BITS)) & 31n)]).join("");
}

const checkOf = (letters: string) => lettersOf(createHash("sha256").update(letters).digest().subarray(0, 3)).slice(0, CHECK_LETTERS);

const openSecret = (secret: Uint8Array, isTold: boolean) =>
  crypto.subtle.importKey("pkcs8", Buffer.concat([PKCS8_HEAD, secret]), ALGORITHM, isTold, ["deriveBits"]);

/** base64url. */
export async function publicHalf(secret: Uint8Array): Promise<string> {
  const told = (await crypto.subtle.exportKey("jwk", await openSecret(secret, true))) as JsonWebKey;
  return told.x ?? "";
}

/** Of one file: from its own secret and the recovery key's public half when it is written, the other way round when it is read. */
export async function agreeKey(secret: Uint8Array, other: string, ephemeral: string): Promise<Uint8Array> {
  const theirs = await crypto.subtle.importKey("raw", Buffer.from(other, "base64url"), ALGORITHM, false, []);
  const shared = await crypto.subtle.deriveBits(
    { ...ALGORITHM, public: theirs } as SubtleCryptoDeriveKeyAlgorithm,
    await openSecret(secret, false),
    KEY_BYTES * 8,
  );
  return new Uint8Array(
    hkdfSync("sha256", new Uint8Array(shared as ArrayBuffer), Buffer.from(ephemeral, "base64url"), "tillside backup 1", KEY_BYTES),
  );
}
