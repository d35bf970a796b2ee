// Which passwords are refused although they are long enough.
import { expect, test } from "vitest";
import { COMMON_HASHES } from "../../worker/team/frequent.ts";
import { COMMON_KEPT, isCommon, keepCommon, wordWithin } from "../../worker/team/password.ts";

test("the list holds more than the three thousand that ASVS asks for, each once", () => {
  const bytes = Buffer.from(COMMON_HASHES, "base64");
  expect(bytes.length / 4).toBe(COMMON_KEPT);
  expect(COMMON_KEPT).toBeGreaterThan(3_000);
});

test.each([
  "1q2w3e4r5t6y",
  "1Q2W3E4R5T6Y",
  "qwerty123456",
  "qwerty-123456",
  "123qweasdzxc",
  "aaaaaaaaaaaaaaaa",
  "123412341234",
  "............1",
])("%s is what everybody tries", (password) => expect(isCommon(password)).toBe(true));

test.each(["correct horse battery", "three blind mice in a teapot", "Zq8#mmT!04-vx", "密码不是这个但是够长了吧对"])(
  "%s is not",
  (password) => expect(isCommon(password)).toBe(false),
);

test.each([
  ["GlowLab2026!!", "glowlab"],
  ["glow-lab_2026_", "glowlab"],
  ["TillsideTillside", "tillside"],
  ["ana.admin@example", "example"],
  ["GLOWLAB tillside 12", "tillside"],
])("%s is made of %s", (password, word) => expect(wordWithin(password, ["Glow Lab", "Ana", "admin", "example", "tillside"])).toBe(word));

test.each(["glowlab correct horse", "ana likes long walks", "example of nothing"])("%s says enough besides", (password) =>
  expect(wordWithin(password, ["Glow Lab", "Ana", "example"])).toBeNull(),
);

test("what is too short to be chosen is not kept, and neither are two spellings of one", () => {
  const kept = keepCommon(["123456", "Qwerty123456", "qwerty123456", "x".repeat(129)]);
  expect(Buffer.from(kept, "base64")).toHaveLength(4);
});
