// How TikTok's no is read: what its codes ask of a caller, and the one code whose meaning its words alone tell.
import { describe, expect, test } from "vitest";
import { callTikTok, type Line } from "../../worker/tiktok/client.ts";
import { failureOf, TikTokFailure, type Verdict } from "../../worker/tiktok/failure.ts";

const PARAMETER = 36009004;
/** As TikTok's page of common errors words them, and captures. */
const SAID: [code: number, said: string, verdict: Verdict][] = [
  [PARAMETER, "Invalid credentials. The `x-tts-access-token` header is invalid.", "reauthorize"],
  [
    PARAMETER,
    "Invalid credentials. The 'x-tts-access-token' header is invalid. For more details: https://m.tiktok.shop/s/1",
    "reauthorize",
  ],
  [PARAMETER, "Invalid credentials. The `access_token` header is invalid.", "reauthorize"],
  [PARAMETER, "Invalid credentials. Invalid `app_key` query parameter.", "rejected"],
  [PARAMETER, "Missing credentials. The request does not include a required signature in the query.", "rejected"],
  [PARAMETER, "Invalid timestamp. The value of the `timestamp` query parameter must not be lesser than 0.", "rejected"],
  [PARAMETER, "Unexpected identifier. The `shop_cipher` query parameter is not required for this request.", "rejected"],
  [PARAMETER, "Invalid request: page_token is invalid or has expired", "rejected"],
  [105001, "access token is invalid; detail:your token has been deauthorized", "reauthorize"],
  [105002, "Expired credentials. The `access_token` or `x-tts-access-token` header has expired.", "retry"],
  [36009037, "Too many requests.", "retry"],
  [25001003, "The `access_token` header is invalid.", "rejected"],
];

test.each(SAID)("%i: %s", (code, said, verdict) => {
  const failure = failureOf(code, said, null);
  expect([failure.code, failure.verdict]).toEqual([code, verdict]);
  expect(failure.isTokenRefused).toBe(code === PARAMETER && verdict === "reauthorize");
});

describe("a page of a search", () => {
  const line = (message: string): Line => ({
    apiUrl: "https://open-api.tiktokglobalshop.com",
    app: { key: "key", secret: "secret" },
    accessToken: "ROW_token",
    now: () => 1_767_225_600_000,
    fetch: () => Promise.resolve(Response.json({ code: PARAMETER, message, request_id: "1", data: null }, { status: 400 })),
  });
  const verdictOf = async (message: string) => {
    const call = { method: "POST", path: "/order/202309/orders/search", query: { page_token: "old" }, body: {} } as const;
    const failure = await callTikTok(line(message), call).catch((thrown: unknown) => thrown);
    return failure instanceof TikTokFailure ? failure.verdict : null;
  };

  test("whose place is lost is asked for again, one whose token is refused is not", async () => {
    expect(await verdictOf("Invalid request: page_token is invalid or has expired")).toBe("retry");
    expect(await verdictOf("Invalid credentials. The 'x-tts-access-token' header is invalid.")).toBe("reauthorize");
  });
});
