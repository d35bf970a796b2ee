/** Codes by the clock: RFC 6238 over HMAC-SHA1 with six digits and steps of 30 seconds, which is what every authenticator reads. Pure. A code is
 *  good in its own step and one to either side, for clocks that are off; that each is taken once is the caller's to see to. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const STEP_SECONDS = 30;
const DIGITS = 6;
const STEPS_OFF_MAX = 1;
export const SECRET_BYTES = 20;
/** RFC 4648 §6. */
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function writeBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** RFC 4226 §5.3. */
export function codeOf(secret: Uint8Array, step: number): string {
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(moment).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The step a code belongs to, if it is later than the newest one taken; null otherwise. */
export function stepOf(secret: Uint8Array, code: string, now: number, newest: number): number | null {
  if (!/^[0-9]{6}$/.test(code)) return null;
  const given = Buffer.from(code);
  const present = Math.floor(now / 1000 / STEP_SECONDS);
  let found: number | null = null;
  for (let step = present - STEPS_OFF_MAX; step <= present + STEPS_OFF_MAX; step += 1)
    if (step > newest && timingSafeEqual(given, Buffer.from(codeOf(secret, step)))) found ??= step;
  return found;
}

/** What an authenticator reads: https://github.com/google/google-authenticator/wiki/Key-Uri-Format. */
export const uriOf = (secret: string, email: string) =>
  `otpauth://totp/${encodeURIComponent(`Tillside:${email}`)}?${new URLSearchParams({ secret, issuer: "Tillside" })}`;
