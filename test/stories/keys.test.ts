// Seal keys are rotated while the product runs: the new key is set beside the old, one night passes, the old key goes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk } from "./desk.ts";
import { openWorld, SECRETS, type World } from "./world.ts";

const FRESH_KEY = `k2:${Buffer.alloc(32, 8).toString("base64")}`;
const stateFolder = mkdtempSync(path.join(tmpdir(), "tillside-keys-"));

let world: World;
beforeAll(async () => {
  world = await openWorld({ stateFolder });
});
afterAll(async () => {
  await world.close();
  rmSync(stateFolder, { recursive: true, force: true });
});

const night = async () => {
  await world.tillside.cron("17 3 * * *");
  await world.settle();
};

test("after one night under a new seal key the old one is not needed for apps or tokens", async () => {
  world.shop.addSeller({ name: "Rotating Seller", region: "US", shops: [{ region: "US", name: "Rotating" }] });
  const store = await world.connect("US", "Rotating Seller", "Rotating");
  await world.settle();

  await world.restart({ SEAL_KEYS: `${FRESH_KEY},${SECRETS.SEAL_KEYS}` });
  await night();
  const sealed = await world.rows<{ secret_sealed: string }>("SELECT secret_sealed FROM tiktok_app");
  expect(sealed.map((row) => row.secret_sealed.split(".")[0])).toEqual(["k2", "k2"]);

  await world.restart({ SEAL_KEYS: FRESH_KEY });
  const asked = world.shop.calls.length;
  await world.admin.post(`/api/stores/${store}/pull`, {});
  await world.until("TikTok was asked with tokens sealed anew", () => world.shop.calls.length > asked);
  await world.settle();
  expect(await world.rows("SELECT state FROM store")).toEqual([{ state: "connected" }]);
});

test("tries at a password are counted on when the Worker begins anew", async () => {
  const tries = async (times: number) => {
    const codes = [];
    for (let at = 0; at < times; at += 1) {
      const answer = await new Desk(world.admin.origin).send("POST", "/api/auth/sign-in/email", {
        email: "guessed@example.com",
        password: "a guess",
      });
      codes.push(((await answer.json()) as { code: string }).code);
    }
    return codes;
  };
  expect(await tries(3)).toEqual(Array(3).fill("sign-in-refused"));
  await world.restart({ SEAL_KEYS: FRESH_KEY });
  expect(await tries(3)).toEqual(["sign-in-refused", "sign-in-refused", "too-many-sign-ins"]);
});
