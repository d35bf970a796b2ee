// The simulator's own signature against TikTok's published vectors and ours; an error here would make client and simulator agree on
// something TikTok does not.
import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signPush } from "../../simulator/webhooks/deliver.ts";
import { signCall } from "../../simulator/wire/signature.ts";

const SECRET = "5f1e9c0a77b24d3d8e6a1f0c2b9d4e7788aa55ee";
const CIPHER = { shop_cipher: "ROW_demoCipher01" };
const CHAT = "/customer_service/202309/conversations/7494560109732334262/messages";

const VECTORS: [name: string, path: string, query: Record<string, string>, body: string | null, sign: string][] = [
  ["authorized shops", "/authorization/202309/shops", {}, null, "0daec4f2c8ae25a961035c3ae0727c0f212968cb273f7078d4bb72589565ee0f"],
  [
    "order search with a body",
    "/order/202309/orders/search",
    { ...CIPHER, page_size: "20", sort_field: "create_time", sort_order: "DESC" },
    '{"create_time_ge":1767139200,"order_status":"AWAITING_SHIPMENT"}',
    "505d8c8b224e8aad5fdb0391d8dc39ea89aab18ae46ba73c85754fab293ee5a4",
  ],
  [
    "a comma-joined list, signed decoded",
    "/order/202507/orders",
    { ...CIPHER, ids: "576461413038785752,576461413038785753" },
    null,
    "5671cc8d9323a42123b64ced2d6c6ab73e6d32289af42f18f45b5e4475b5fc37",
  ],
  [
    "UTF-8 in the body",
    CHAT,
    CIPHER,
    '{"content":"{\\"content\\":\\"Grüße 👋\\"}","type":"TEXT"}',
    "97d4217876b7341d47c46fc8e655c1deb61bf5a067430dca51403892f0fd6824",
  ],
  [
    "multipart, whose body is not signed",
    "/customer_service/202309/images/upload",
    CIPHER,
    null,
    "b29565c6fb3d38c8e86001eaa3c5b5d55eb10f802a721e85018e5a20cd2e7f6f",
  ],
  [
    "PUT with a body",
    "/event/202309/webhooks",
    CIPHER,
    '{"address":"https://hooks.example.test/tts","event_type":"NEW_MESSAGE"}',
    "a19db0b069494e984f53baa58ab2c0fec5d21fa29034df8b3625f5d8afc30242",
  ],
  [
    "DELETE with a body",
    "/event/202309/webhooks",
    CIPHER,
    '{"event_type":"NEW_MESSAGE"}',
    "577945c46d3de37bc4fef435f8158e55f355d8c76574f46d796217fb6edf662c",
  ],
  ["POST with an empty body", `${CHAT}/read`, CIPHER, "", "50ee7a11075283441fe632ee42b817ef0339347d323807bf4850b3b0fb1a477e"],
];

describe("signing a call", () => {
  it("agrees with TikTok's published vector", () => {
    const query = new URLSearchParams({ app_key: "29a39d", timestamp: "1623812664" });
    expect(signCall("e59af819cc", "/authorization/202309/shops", query, null)).toBe(
      "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    );
  });

  it.each(VECTORS)("agrees on %s", (_name, path, query, body, sign) => {
    const all = new URLSearchParams({ timestamp: "1767225600", app_key: "kx7demo0app1", ...query });
    expect(signCall(SECRET, path, all, body)).toBe(sign);
  });

  it("signs bytes as it signs their text", () => {
    const query = new URLSearchParams({ app_key: "a" });
    expect(signCall("s", "/p", query, new TextEncoder().encode("Grüße"))).toBe(signCall("s", "/p", query, "Grüße"));
  });

  it("leaves sign and access_token out, and everything else in", () => {
    const base = { app_key: "a", timestamp: "1", version: "202309", shop_id: "" };
    const plain = signCall("s", "/p", new URLSearchParams(base), null);
    expect(signCall("s", "/p", new URLSearchParams({ ...base, sign: "x", access_token: "y" }), null)).toBe(plain);
    expect(signCall("s", "/p", new URLSearchParams({ app_key: "a", timestamp: "1", version: "202309" }), null)).not.toBe(plain);
  });

  it("does not depend on the order of the query, and depends on every value", () => {
    const names = fc.uniqueArray(fc.constantFrom("app_key", "timestamp", "page_size", "ids", "shop_cipher", "sort_field"), {
      minLength: 2,
    });
    fc.assert(
      fc.property(names, fc.string(), fc.string({ minLength: 1 }), (keys, value, more) => {
        const pairs = keys.map((key): [string, string] => [key, value]);
        const forwards = signCall("s", "/p", new URLSearchParams(pairs), null);
        expect(signCall("s", "/p", new URLSearchParams(pairs.toReversed()), null)).toBe(forwards);
        const changed = new URLSearchParams(pairs);
        changed.set(keys[0] ?? "", value + more);
        expect(signCall("s", "/p", changed, null)).not.toBe(forwards);
      }),
    );
  });
});

describe("signing a push", () => {
  it("agrees with TikTok's published vector", () => {
    const body =
      '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}';
    expect(signPush("abcdef", "123", body)).toBe("5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05");
  });

  it("agrees on a body with an escaped letter, kept as it stands", () => {
    const body =
      '{"type":14,"tts_notification_id":"7600000000000000001","shop_id":"7495000000000000001","timestamp":1767225605,"data":{"content":"{\\"content\\":\\"Where is my parcel? \\u00fc\\"}","conversation_id":"7494560109732334262","create_time":1767225600,"index":"1767225600000001","is_visible":true,"message_id":"7494560109732334299","type":"TEXT","sender":{"im_user_id":"7494560109732334261","role":"BUYER"}}}';
    expect(signPush("kx7demo0app1", SECRET, body)).toBe("1c7c724a01ebf25e6cffcd414c472a460db2cabeddf0ac17ac8cbcc02a2a0326");
  });

  it("is HMAC-SHA256 over key and raw body, whatever they are", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (key, secret, body) => {
        expect(signPush(key, secret, body)).toBe(
          createHmac("sha256", secret)
            .update(Buffer.from(key + body))
            .digest("hex"),
        );
      }),
    );
  });
});
