// Both of TikTok's signatures against published and independently computed vectors, and the door's refusal of anything else.

import fc from "fast-check";
import { expect, test } from "vitest";
import { signCall } from "../../simulator/wire/signature.ts";
import { isWebhookSignature, signRequest } from "../../worker/tiktok/signature.ts";

const KEY = "kx7demo0app1";
const SECRET = "5f1e9c0a77b24d3d8e6a1f0c2b9d4e7788aa55ee";
const common = { app_key: KEY, timestamp: "1767225600" };
const withCipher = { ...common, shop_cipher: "ROW_demoCipher01" };

test.each([
  {
    name: "TikTok's own example",
    secret: "e59af819cc",
    path: "/authorization/202309/shops",
    query: { app_key: "29a39d", timestamp: "1623812664" },
    body: null,
    sign: "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
  },
  {
    name: "GET",
    path: "/authorization/202309/shops",
    query: common,
    body: null,
    sign: "0daec4f2c8ae25a961035c3ae0727c0f212968cb273f7078d4bb72589565ee0f",
  },
  {
    name: "POST with a body and paging",
    path: "/order/202309/orders/search",
    query: { ...withCipher, page_size: "20", sort_field: "create_time", sort_order: "DESC" },
    body: '{"create_time_ge":1767139200,"order_status":"AWAITING_SHIPMENT"}',
    sign: "505d8c8b224e8aad5fdb0391d8dc39ea89aab18ae46ba73c85754fab293ee5a4",
  },
  {
    name: "a comma list is signed decoded",
    path: "/order/202507/orders",
    query: { ...withCipher, ids: "576461413038785752,576461413038785753" },
    body: null,
    sign: "5671cc8d9323a42123b64ced2d6c6ab73e6d32289af42f18f45b5e4475b5fc37",
  },
  {
    name: "a body beyond ASCII",
    path: "/customer_service/202309/conversations/7494560109732334262/messages",
    query: withCipher,
    body: '{"content":"{\\"content\\":\\"Grüße 👋\\"}","type":"TEXT"}',
    sign: "97d4217876b7341d47c46fc8e655c1deb61bf5a067430dca51403892f0fd6824",
  },
  {
    name: "a multipart body is not signed",
    path: "/customer_service/202309/images/upload",
    query: withCipher,
    body: null,
    sign: "b29565c6fb3d38c8e86001eaa3c5b5d55eb10f802a721e85018e5a20cd2e7f6f",
  },
  {
    name: "PUT",
    path: "/event/202309/webhooks",
    query: withCipher,
    body: '{"address":"https://hooks.example.test/tts","event_type":"NEW_MESSAGE"}',
    sign: "a19db0b069494e984f53baa58ab2c0fec5d21fa29034df8b3625f5d8afc30242",
  },
  {
    name: "DELETE with a body",
    path: "/event/202309/webhooks",
    query: withCipher,
    body: '{"event_type":"NEW_MESSAGE"}',
    sign: "577945c46d3de37bc4fef435f8158e55f355d8c76574f46d796217fb6edf662c",
  },
  {
    name: "POST without a body",
    path: "/customer_service/202309/conversations/7494560109732334262/messages/read",
    query: withCipher,
    body: null,
    sign: "50ee7a11075283441fe632ee42b817ef0339347d323807bf4850b3b0fb1a477e",
  },
])("a request is signed: $name", ({ secret = SECRET, path, query, body, sign }) => {
  expect(signRequest(secret, path, query, body)).toBe(sign);
});

test("what TikTok leaves out of the signature is left out", () => {
  const plain = signRequest(SECRET, "/a", common, null);
  expect(signRequest(SECRET, "/a", { ...common, sign: "x", access_token: "y" }, null)).toBe(plain);
  expect(signRequest(SECRET, "/a", { ...common, version: "" }, null)).not.toBe(signRequest(SECRET, "/a", { ...common, other: "" }, null));
});

const official = {
  key: "abcdef",
  secret: "123",
  body: '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}',
  signature: "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05",
};
const own = {
  key: KEY,
  secret: SECRET,
  body: String.raw`{"type":14,"tts_notification_id":"7600000000000000001","shop_id":"7495000000000000001","timestamp":1767225605,"data":{"content":"{\"content\":\"Where is my parcel? \u00fc\"}","conversation_id":"7494560109732334262","create_time":1767225600,"index":"1767225600000001","is_visible":true,"message_id":"7494560109732334299","type":"TEXT","sender":{"im_user_id":"7494560109732334261","role":"BUYER"}}}`,
  signature: "1c7c724a01ebf25e6cffcd414c472a460db2cabeddf0ac17ac8cbcc02a2a0326",
};
const bytes = (text: string) => new TextEncoder().encode(text);

test.each([official, own])("a webhook TikTok signed is known by its raw bytes", ({ key, secret, body, signature }) => {
  expect(isWebhookSignature(key, [secret], bytes(body), signature)).toBe(true);
});

test("both secrets are good while one is being rotated, and no third", () => {
  const { key, secret, body, signature } = official;
  expect(isWebhookSignature(key, ["newer", secret], bytes(body), signature)).toBe(true);
  expect(isWebhookSignature(key, ["newer", "newest"], bytes(body), signature)).toBe(false);
});

test("one changed bit anywhere, another key, or another spelling of the signature is refused", () => {
  const { key, secret, body, signature } = own;
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 127 }), (at, flip) => {
      const changed = bytes(body);
      changed[at] = (changed[at] ?? 0) ^ flip;
      return !isWebhookSignature(key, [secret], changed, signature);
    }),
    { numRuns: 1_000 },
  );
  for (const wrong of ["", signature.toUpperCase(), signature.slice(1), `${signature}0`, `Bearer ${signature}`, "z".repeat(64)]) {
    expect(isWebhookSignature(key, [secret], bytes(body), wrong)).toBe(false);
  }
  expect(isWebhookSignature("other", [secret], bytes(body), signature)).toBe(false);
});

test("whatever is asked, both sides of the wire sign it the same", () => {
  const names = fc.stringMatching(/^[a-z_]{1,12}$/);
  const query = fc.dictionary(names, fc.string({ unit: "grapheme", maxLength: 20 }), { maxKeys: 6 });
  fc.assert(
    fc.property(query, fc.option(fc.string({ unit: "grapheme", maxLength: 80 })), fc.string({ minLength: 1 }), (asked, body, secret) => {
      expect(signRequest(secret, "/order/202309/orders", asked, body)).toBe(
        signCall(secret, "/order/202309/orders", new URLSearchParams(asked), body),
      );
    }),
    { numRuns: 1_000 },
  );
});
