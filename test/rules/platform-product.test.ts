// The product itself, unchanged, on the platform: it is set up, somebody signs in, its crons run, and two
// such histories of one seed are the same.
import { expect, test } from "vitest";
import { createPlatform } from "../faults/platform/index.ts";
import { readProduct } from "../faults/platform/product.ts";
import { START } from "../faults/platform/toy.ts";

const APP = "https://desk.example.com";
const MINUTES = 6;
const PERSON = { name: "Ana", email: "ana@example.com", password: "correct horse battery" };

const product = await readProduct(new URL("../../wrangler.toml", import.meta.url));

async function history(seed: number): Promise<{ digest: string; statuses: number[]; name: string; logs: number }> {
  const secrets = { SESSION_SECRET: "s".repeat(40), SEAL_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`, SETUP_TOKEN: "setup" };
  const config = { ...product.config, vars: { ...product.config.vars, ...secrets, APP_URL: APP } };
  const platform = createPlatform({ seed, startAt: START, ...product.begin(), config });
  const post = (path: string, body: unknown) => {
    const headers = { "content-type": "application/json", origin: APP };
    return platform.fetch(new Request(APP + path, { method: "POST", headers, body: JSON.stringify(body) }));
  };
  const setUp = await post("/api/setup", { token: "setup", ...PERSON });
  const signedIn = await post("/api/auth/sign-in/email", PERSON);
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]);
  const me = await platform.fetch(new Request(`${APP}/api/me`, { headers: { cookie: cookie.join("; ") } }));
  platform.crons.on = true;
  await platform.runUntil(START + MINUTES * 60_000);
  await platform.settle();
  const { person } = await me.json();
  return { digest: platform.digest, statuses: [setUp.status, signedIn.status, me.status], name: person.name, logs: platform.logs.length };
}

test("it runs, and replays", async () => {
  const first = await history(1);
  expect([first.statuses, first.name]).toEqual([[200, 200, 200], "Ana"]);
  expect(first.logs).toBeGreaterThan(MINUTES);
  expect(await history(1)).toEqual(first);
  expect((await history(2)).digest).not.toBe(first.digest);
});
