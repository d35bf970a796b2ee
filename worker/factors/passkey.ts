/** What a passkey says of itself and whether that is so (https://www.w3.org/TR/webauthn-3/, §7.1 and §7.2), for passkeys that know their person by
 *  themselves and no statement of who made them. Pure but for the platform's own signatures; whatever does not fit is false. */
import { createHash, timingSafeEqual } from "node:crypto";

/** ES256, and RS256 for Windows Hello (https://www.iana.org/assignments/cose). */
const ALGORITHMS = { ES256: -7, RS256: -257 } as const;

const RP_ID_BYTES = 32;
const COORDINATE_BYTES = 32;
const RSA_BITS_MIN = 2_048;
/** Flags of authenticator data (§6.1). */
const PRESENT = 1;
const VERIFIED = 4;
const ATTESTED = 64;

export interface Expected {
  challenge: string;
  /** The desk's own origin. */
  origin: string;
}

export interface Registration {
  id: string;
  clientDataJSON: string;
  authenticatorData: string;
  /** SubjectPublicKeyInfo as the browser reads it out (§5.2.1.1). */
  publicKey: string;
  algorithm: number;
}

export interface Assertion {
  id: string;
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
}

const bytesOf = (text: string) => Buffer.from(text, "base64url");
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
export const rpIdOf = (origin: string) => new URL(origin).hostname;

/** The page really is ours, was asked by us just now, and does what was asked. */
function isOurs(json: Buffer, type: string, { challenge, origin }: Expected): boolean {
  try {
    const said = JSON.parse(json.toString("utf8")) as { type?: unknown; challenge?: unknown; origin?: unknown; crossOrigin?: unknown };
    return said.type === type && said.challenge === challenge && said.origin === origin && said.crossOrigin !== true;
  } catch {
    // No JSON, so nobody's page.
    return false;
  }
}

/** The signature counter, where the data names our host and the person was there and known to the device; null otherwise. */
function counterIn(data: Buffer, origin: string, more = 0): number | null {
  const flags = PRESENT | VERIFIED | more;
  if (data.length < RP_ID_BYTES + 5 || ((data[RP_ID_BYTES] ?? 0) & flags) !== flags) return null;
  return timingSafeEqual(data.subarray(0, RP_ID_BYTES), sha256(rpIdOf(origin))) ? data.readUInt32BE(RP_ID_BYTES + 1) : null;
}

/** The counter a new passkey begins with; null where it is none of ours. */
export async function readRegistration(said: Registration, expected: Expected): Promise<number | null> {
  const data = bytesOf(said.authenticatorData);
  const counter = counterIn(data, expected.origin, ATTESTED);
  if (counter === null || !isOurs(bytesOf(said.clientDataJSON), "webauthn.create", expected)) return null;
  // After the counter: 16 bytes of whose make, two of length, the credential's name (§6.5.1).
  const from = RP_ID_BYTES + 5 + 18;
  if (data.length < from) return null;
  const name = data.subarray(from, from + data.readUInt16BE(from - 2));
  const isNamed = name.length > 0 && name.toString("base64url") === said.id;
  return isNamed && (await openKey(said.publicKey, said.algorithm)) ? counter : null;
}

/** The counter a passkey answers with; null where its answer proves nothing. */
export async function readAssertion(
  said: Assertion,
  expected: Expected,
  key: { publicKey: string; algorithm: number; counter: number },
): Promise<number | null> {
  const [data, json] = [bytesOf(said.authenticatorData), bytesOf(said.clientDataJSON)];
  const counter = counterIn(data, expected.origin);
  if (counter === null || !isOurs(json, "webauthn.get", expected)) return null;
  // A counter that stands still or goes back is a copy's; many devices keep none and always say 0.
  if ((counter !== 0 || key.counter !== 0) && counter <= key.counter) return null;
  const opened = await openKey(key.publicKey, key.algorithm);
  const given = bytesOf(said.signature);
  const signature = key.algorithm === ALGORITHMS.ES256 ? plainSignature(given) : given;
  if (!opened || !signature) return null;
  const how = key.algorithm === ALGORITHMS.ES256 ? { name: "ECDSA", hash: "SHA-256" } : { name: "RSASSA-PKCS1-v1_5" };
  return (await crypto.subtle.verify(how, opened, signature, Buffer.concat([data, sha256(json)]))) ? counter : null;
}

async function openKey(publicKey: string, algorithm: number): Promise<CryptoKey | null> {
  const how =
    algorithm === ALGORITHMS.ES256
      ? { name: "ECDSA", namedCurve: "P-256" }
      : algorithm === ALGORITHMS.RS256
        ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
        : null;
  if (!how) return null;
  try {
    const key = await crypto.subtle.importKey("spki", bytesOf(publicKey), how, false, ["verify"]);
    const { modulusLength } = key.algorithm as { modulusLength?: number };
    return modulusLength === undefined || modulusLength >= RSA_BITS_MIN ? key : null;
  } catch {
    // The platform names no reason; this is no key of that kind.
    return null;
  }
}

/** ECDSA's two numbers out of DER (RFC 3279 §2.2.3), each as 32 bytes; null where it is anything else. */
function plainSignature(der: Buffer): Uint8Array<ArrayBuffer> | null {
  const plain = new Uint8Array(COORDINATE_BYTES * 2);
  let at = 2;
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  for (const half of [1, 2]) {
    const length = der[at + 1] ?? 0;
    const number = der.subarray(at + 2, at + 2 + length);
    const digits = number[0] === 0 ? number.subarray(1) : number;
    if (der[at] !== 2 || number.length !== length || length === 0 || digits.length > COORDINATE_BYTES) return null;
    plain.set(digits, COORDINATE_BYTES * half - digits.length);
    at += 2 + length;
  }
  return at === der.length ? plain : null;
}
