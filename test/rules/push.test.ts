// What leaves for a browser's push service: RFC 8291's own example byte by byte, the token of RFC 8292, the services that may be asked, and
// what a person wants to be told of and when.
import { createECDH, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { makePushKey } from "../../scripts/push-key.ts";
import { isAskable } from "../../worker/notifications/device.ts";
import { messageFor } from "../../worker/notifications/devices.ts";
import { encryptFor, PLAIN_BYTES_MAX } from "../../worker/notifications/encrypt.ts";
import { authorize, publicKeyOf } from "../../worker/notifications/vapid.ts";
import { isQuiet, isTold } from "../../worker/team/telling.ts";

const bytes = (text: string) => Buffer.from(text, "base64url");
const receiver = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};

test("RFC 8291, Appendix A: the same keys, salt and words give the same message", () => {
  const drawn = [bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), bytes("DGv6ra1nlYgDCS1FRnbzlw")];
  const message = encryptFor(receiver, Buffer.from("When I grow up, I want to be a watermelon"), () => drawn.shift() ?? Buffer.alloc(0));
  expect(Buffer.from(message).toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

test("a message fills one record and never begins another", () => {
  const random = (length: number) => Buffer.alloc(length, 9);
  expect(encryptFor(receiver, Buffer.alloc(PLAIN_BYTES_MAX), random)).toHaveLength(4_096);
  expect(() => encryptFor(receiver, Buffer.alloc(PLAIN_BYTES_MAX + 1), random)).toThrow();
});

test("the token names the service's origin and ends within a day, signed by the key it comes with", async () => {
  const key = makePushKey();
  const now = Date.UTC(2026, 0, 2);
  const header = await authorize(key, "https://push.example.com/v2/abc", "https://desk.example.com", now);
  const [, token = "", named] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = bytes(publicKeyOf(key));
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const open = { key: createPublicKey({ format: "jwk", key: jwk }), dsaEncoding: "ieee-p1363" } as const;
  expect(named).toBe(publicKeyOf(key));
  expect(verify("sha256", Buffer.from(`${head}.${body}`), open, bytes(signature))).toBe(true);
  expect(verify("sha256", Buffer.from(`${head}.${body}x`), open, bytes(signature))).toBe(false);
  expect(JSON.parse(bytes(body).toString())).toEqual({
    aud: "https://push.example.com",
    exp: now / 1000 + 43_200,
    sub: "https://desk.example.com",
  });
});

test("the key made for a desk is a pair", () => {
  const [open = "", secret = ""] = makePushKey().split(".");
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(bytes(secret));
  expect([pair.getPublicKey("base64url"), bytes(secret).length]).toEqual([open, 32]);
});

test.each([
  ["https://fcm.googleapis.com/fcm/send/abc", true],
  ["https://db5p.notify.windows.com/w/?token=abc", true],
  ["https://web.push.apple.com/abc", true],
  ["http://fcm.googleapis.com/fcm/send/abc", false],
  ["https://fcm.googleapis.com:8443/fcm/send/abc", false],
  ["https://user@fcm.googleapis.com/fcm/send/abc", false],
  ["https://fcm.googleapis.com.example.net/abc", false],
  ["https://evilnotify.windows.com/abc", false],
  ["https://127.0.0.1/abc", false],
  ["https://[::1]/abc", false],
  ["https://169.254.169.254/latest", false],
  ["https://localhost/abc", false],
])("a device at %s is kept: %s", (endpoint, isKept) => {
  const PUSH_SERVICES = "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com";
  expect([isAskable({ PUSH_SERVICES }, endpoint), isAskable({}, endpoint)]).toEqual([isKept, false]);
});

const at = (hour: number, minute = 0) => Date.UTC(2026, 5, 1, hour, minute);
test.each([
  ["by day", { from: 540, to: 1_020 }, at(10), true],
  ["by day, at its end", { from: 540, to: 1_020 }, at(17), false],
  ["over midnight, before it", { from: 1_320, to: 420 }, at(23), true],
  ["over midnight, after it", { from: 1_320, to: 420 }, at(6, 59), true],
  ["over midnight, by day", { from: 1_320, to: 420 }, at(12), false],
  ["of no length", { from: 600, to: 600 }, at(10), false],
])("quiet hours %s", (_, hours, now, isSo) => {
  expect(isQuiet({ quiet: { ...hours, zone: "UTC" } }, now)).toBe(isSo);
  expect(isQuiet({ quiet: { ...hours, zone: "Nowhere/None" } }, now)).toBe(false);
});

test("whatever was never chosen is told by every road", () => {
  expect(isTold({}, "mentioned", "push")).toBe(true);
  expect(isTold({ telling: { mentioned: { push: false } } }, "mentioned", "push")).toBe(false);
  expect(isTold({ telling: { mentioned: { push: false } } }, "mentioned", "app")).toBe(true);
});

const news = (ticket_id: string, kind: "buyer-wrote" | "mentioned" = "buyer-wrote") => ({
  ticket_id,
  kind,
  entry_id: "e",
  count: 1,
  by_name: kind === "mentioned" ? "Ana" : null,
  at: 1,
  number: 7,
  store: "GlowLab US",
  buyer_name: "maya",
  preview: "Where is it?",
});

test("a device is sent no word of a buyer unless its person asked for them, and a burst is one message", () => {
  const burst = ["a", "b", "c", "d", "e"].map((id) => news(id));
  const plain = messageFor(burst, {}, 0);
  expect(plain?.items.map((item) => item.ticket)).toEqual(["a", "b", "c"]);
  expect([plain?.more, JSON.stringify(plain).includes("maya"), JSON.stringify(plain).includes("Where")]).toEqual([2, false, false]);
  expect(messageFor(burst, { pushWords: true }, 0)?.items[0]).toMatchObject({ buyer: "maya", words: "Where is it?" });
  expect(messageFor([news("a", "mentioned")], { pushWords: true }, 0)?.items[0]).not.toHaveProperty("words");
  expect(plain).not.toHaveProperty("language");
  expect(messageFor(burst, { language: "de" }, 0)?.language).toBe("de");
  expect(messageFor(burst, { telling: { "buyer-wrote": { push: false } } }, 0)).toBeNull();
  expect(messageFor(burst, { quiet: { from: 0, to: 60, zone: "UTC" } }, 0)).toBeNull();
  expect(messageFor([], {}, 0)).toBeNull();
});
