// The code an authenticator scans. Whole codes were read back by a decoder when this was written; their hashes say that nothing has changed since.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drawQr } from "../../web/factors/qr.ts";

const uri = (letters: number) => `otpauth://totp/Tillside:${"a".repeat(letters)}?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=Tillside`;
const hashOf = (code: boolean[][] | null) =>
  createHash("sha256")
    .update((code ?? []).map((row) => row.map(Number).join("")).join("\n"))
    .digest("base64url")
    .slice(0, 12);

test.each([
  [3, 37, "aZiAbS6ENnv6"],
  [40, 45, "3v0Xe4gtzFz3"],
  [120, 57, "yJ4mIvwBpy4_"],
])("an address of %i letters is %i modules wide", (letters, size, hash) => {
  const code = drawQr(uri(letters));
  expect(code?.length).toBe(size);
  expect(hashOf(code)).toBe(hash);
});

test("three corners hold a finder, the fourth none", () => {
  const code = drawQr(uri(20)) ?? [];
  const last = code.length - 1;
  const finder = (top: number, left: number) => Array.from({ length: 7 }, (_, at) => code[top]?.[left + at]).every(Boolean);
  expect([finder(0, 0), finder(0, last - 6), finder(last, 0)]).toEqual([true, true, true]);
  expect(finder(last, last - 6)).toBe(false);
});

test("what is too long has no code", () => {
  expect(drawQr("x".repeat(213))).not.toBeNull();
  expect(drawQr("x".repeat(214))).toBeNull();
  expect(drawQr("é".repeat(107))).toBeNull();
});
