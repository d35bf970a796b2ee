// Second factors by their papers: codes by RFC 6238's own numbers, passkeys by an authenticator made here, with every part of its answer bent once.
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readAssertion, readRegistration } from "../../worker/factors/passkey.ts";
import { codeOf, stepOf, uriOf, writeBase32 } from "../../worker/factors/totp.ts";

describe("codes by the clock", () => {
  const secret = Buffer.from("12345678901234567890");
  test.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("RFC 6238, Appendix B: at second %i it is %s", (second, code) => {
    expect(codeOf(secret, Math.floor(second / 30))).toBe(code);
    expect(stepOf(secret, code, second * 1000, 0)).toBe(Math.floor(second / 30));
  });
  test("one is good in its own half minute and the ones beside it, and never after it or a later one was taken", () => {
    const at = (step: number) => step * 30_000;
    const code = codeOf(secret, 1_000);
    expect([998, 999, 1_000, 1_001, 1_002].map((step) => stepOf(secret, code, at(step), 0))).toEqual([null, 1_000, 1_000, 1_000, null]);
    expect(stepOf(secret, code, at(1_000), 1_000)).toBeNull();
    expect(stepOf(secret, code, at(1_000), 1_001)).toBeNull();
    for (const wrong of ["", code.slice(1), `${code}0`, ` ${code}`, "abcdef", "٠١٢٣٤٥"])
      expect(stepOf(secret, wrong, at(1_000), 0)).toBeNull();
  });
  test("a secret is written as RFC 4648 says, and an authenticator can read who it is for", () => {
    expect(["", "f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => writeBase32(Buffer.from(text)))).toEqual([
      "",
      "MY",
      "MZXQ",
      "MZXW6",
      "MZXW6YQ",
      "MZXW6YTB",
      "MZXW6YTBOI",
    ]);
    expect(uriOf("MZXW6", "a+b@x.example")).toBe("otpauth://totp/Tillside%3Aa%2Bb%40x.example?secret=MZXW6&issuer=Tillside");
  });
});

describe.each(["ES256", "RS256"] as const)("a passkey of %s", (kind) => {
  const ORIGIN = "https://desk.example.com";
  const expected = { challenge: "a-challenge", origin: ORIGIN };
  const id = Buffer.from("credential").toString("base64url");
  const pair = (bits = 2_048): { publicKey: KeyObject; privateKey: KeyObject } =>
    kind === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("rsa", { modulusLength: bits });
  const keys = pair();
  const algorithm = kind === "ES256" ? -7 : -257;
  const spki = (key: KeyObject) => key.export({ type: "spki", format: "der" }).toString("base64url");
  const publicKey = spki(keys.publicKey);

  const client = (type: string, more: object = {}) =>
    Buffer.from(JSON.stringify({ type, challenge: "a-challenge", origin: ORIGIN, crossOrigin: false, ...more }));
  const data = (flags: number, counter: number, host = "desk.example.com", tail = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(host).digest(), Buffer.from([flags]), count, tail]);
  };
  const attested = (name: string) => {
    const bytes = Buffer.from(name, "base64url");
    return Buffer.concat([Buffer.alloc(16), Buffer.from([0, bytes.length]), bytes, Buffer.from([0xa5])]);
  };
  const made = (json: Buffer, bytes: Buffer, more = {}) => ({
    id,
    publicKey,
    algorithm,
    clientDataJSON: json.toString("base64url"),
    authenticatorData: bytes.toString("base64url"),
    ...more,
  });
  const answer = (json: Buffer, bytes: Buffer, key = keys.privateKey) => ({
    id,
    clientDataJSON: json.toString("base64url"),
    authenticatorData: bytes.toString("base64url"),
    signature: sign("sha256", Buffer.concat([bytes, createHash("sha256").update(json).digest()]), key).toString("base64url"),
  });
  const known = (counter: number) => ({ publicKey, algorithm, counter });

  test("is taken as it is made, and for nothing it is not", async () => {
    const json = client("webauthn.create");
    expect(await readRegistration(made(json, data(69, 3, undefined, attested(id))), expected)).toBe(3);
    const bent = [
      made(client("webauthn.get"), data(69, 0, undefined, attested(id))),
      made(client("webauthn.create", { challenge: "another" }), data(69, 0, undefined, attested(id))),
      made(client("webauthn.create", { origin: "https://evil.example" }), data(69, 0, undefined, attested(id))),
      made(client("webauthn.create", { crossOrigin: true }), data(69, 0, undefined, attested(id))),
      made(json, data(69, 0, "evil.example", attested(id))),
      made(json, data(65, 0, undefined, attested(id))),
      made(json, data(68, 0, undefined, attested(id))),
      made(json, data(5, 0, undefined, attested(id))),
      made(json, data(69, 0, undefined, attested("AAAA"))),
      made(json, data(69, 0)),
      made(json, Buffer.alloc(0)),
      made(Buffer.from("no json"), data(69, 0, undefined, attested(id))),
      made(json, data(69, 0, undefined, attested(id)), { algorithm: -8 }),
      made(json, data(69, 0, undefined, attested(id)), { publicKey: "AAAA" }),
      made(json, data(69, 0, undefined, attested(id)), { algorithm: kind === "ES256" ? -257 : -7 }),
    ];
    for (const one of bent) expect(await readRegistration(one, expected)).toBeNull();
    if (kind === "RS256") {
      const weak = made(json, data(69, 0, undefined, attested(id)), { publicKey: spki(pair(1_024).publicKey) });
      expect(await readRegistration(weak, expected)).toBeNull();
    }
  });

  test("proves who it is by signing, and by nothing else", async () => {
    const [json, bytes] = [client("webauthn.get"), data(5, 8)];
    for (let again = 0; again < 20; again += 1) expect(await readAssertion(answer(json, bytes), expected, known(7))).toBe(8);
    expect(await readAssertion(answer(json, data(5, 0)), expected, known(0))).toBe(0);
    const right = answer(json, bytes);
    const bent = [
      answer(client("webauthn.create"), bytes),
      answer(client("webauthn.get", { challenge: "former" }), bytes),
      answer(client("webauthn.get", { origin: "http://desk.example.com" }), bytes),
      answer(json, data(1, 8)),
      answer(json, data(4, 8)),
      answer(json, data(5, 8, "example.com")),
      answer(json, bytes, pair().privateKey),
      { ...right, authenticatorData: data(5, 9).toString("base64url") },
      { ...right, clientDataJSON: client("webauthn.get", { more: 1 }).toString("base64url") },
      { ...right, signature: "" },
      { ...right, signature: right.signature.slice(0, -4) },
      { ...right, signature: `${right.signature}AAAA` },
    ];
    for (const one of bent) expect(await readAssertion(one, expected, known(7))).toBeNull();
    for (const copied of [8, 9]) expect(await readAssertion(right, expected, known(copied))).toBeNull();
  });
});
