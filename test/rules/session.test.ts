// A session's cookie: bound to its host, and of no use once a letter of it was changed.
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hashToken, readSession, sessionCookie } from "../../worker/team/session.ts";

const SECRET = "a secret of at least thirty-two characters";
const sign = (token: string, secret = SECRET) => `${token}.${createHmac("sha256", secret).update(token).digest("base64")}`;
const asked = (cookie: string, url = "https://desk.example.com") =>
  readSession(new Request(url, { headers: { cookie } }), "https://desk.example.com", SECRET, 7);

test("the cookie is bound to its host wherever there is TLS", () => {
  expect(sessionCookie("https://desk.example.com")).toBe("__Host-tillside");
  expect(sessionCookie("http://localhost:8787")).toBe("tillside");
});

test("a session is read from our own cookie alone, and as its hash", () => {
  const cookie = `a=b; __Host-tillside=${encodeURIComponent(sign("token"))}`;
  expect(asked(cookie)).toEqual({ tokenHash: hashToken("token"), now: 7 });
  for (const wrong of [
    `tillside=${encodeURIComponent(sign("token"))}`,
    `__Host-tillside=${encodeURIComponent(sign("token", "another secret"))}`,
    `__Host-tillside=${encodeURIComponent(sign("token").replace("token", "tokem"))}`,
    `__Host-tillside=${encodeURIComponent(sign("token").slice(0, -1))}`,
    "__Host-tillside=token",
    "__Host-tillside=token.",
    "__Host-tillside=.",
    "__Host-tillside=",
    "",
  ])
    expect(asked(wrong), wrong).toBeNull();
});
