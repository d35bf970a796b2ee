// Sealed credentials open only for their owner, under a key we hold, unchanged.
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isSealedWithOldKey, seal, unseal } from "../../worker/stores/seal.ts";

const k1 = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
const k2 = `k2:${Buffer.alloc(32, 2).toString("base64")}`;
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const sealed = seal({ keys: k1, random }, "app:US", "the secret, grüße");

test("comes back for its owner", () => {
  expect(unseal(k1, "app:US", sealed)).toBe("the secret, grüße");
  expect(sealed).not.toContain("secret");
});

test("does not open for another owner, another key, or with a byte changed", () => {
  expect(() => unseal(k1, "app:ROW", sealed)).toThrow();
  expect(() => unseal(k2, "app:US", sealed)).toThrow("no seal key named k1");
  const text = Buffer.from(sealed.split(".")[1] ?? "", "base64url");
  for (let at = 0; at < text.length; at += 1) {
    const changed = Buffer.from(text);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => unseal(k1, "app:US", `k1.${changed.toString("base64url")}`)).toThrow();
  }
});

test("opens after a rotation, and says that its key is the old one", () => {
  expect(unseal(`${k2},${k1}`, "app:US", sealed)).toBe("the secret, grüße");
  expect(isSealedWithOldKey(`${k2},${k1}`, sealed)).toBe(true);
  expect(seal({ keys: `${k2},${k1}`, random }, "app:US", "x")).toMatch(/^k2\./);
});

test("two seals of one secret differ", () => {
  expect(seal({ keys: k1, random }, "o", "x")).not.toBe(seal({ keys: k1, random }, "o", "x"));
});

test.each(["", "k1", "k1:short", `:${Buffer.alloc(32).toString("base64")}`])("keys written as %j are refused", (keys) => {
  expect(() => seal({ keys, random }, "o", "x")).toThrow("SEAL_KEYS");
});
