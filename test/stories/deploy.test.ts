// The deploy's rehearsal: everything is built and checked without the network, the steps come in order, and what a person has to do first
// is said in words.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

/** Where nobody has signed in at Cloudflare. */
const home = mkdtempSync(path.join(tmpdir(), "tillside-deploy-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function runDeploy(words: string[], env: Record<string, string> = {}) {
  const offline = { HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9", CLOUDFLARE_API_TOKEN: "" };
  return spawnSync("node", ["scripts/deploy.ts", "--built", ...words], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    encoding: "utf8",
    env: { ...process.env, ...offline, HOME: home, XDG_CONFIG_HOME: home, ...env },
  });
}

test("a dry run works offline, names every step in order and what is missing", () => {
  const ran = runDeploy(["--dry-run"]);
  expect(ran.stderr + ran.stdout).toContain("Would, in this order:");
  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain("npx wrangler d1 create tillside");
  expect(ran.stdout).toContain("set APP_URL in wrangler.toml");
  const order = ["create queues", "apply migrations 0001_team.sql", "deploy the Worker", "set the secrets", "deploy the pages"];
  const places = order.map((step) => ran.stdout.indexOf(step));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places.every((place) => place > 0)).toBe(true);
});

test("who is not signed in at Cloudflare is told so before anything is tried", () => {
  const ran = runDeploy([], { SEAL_KEYS: "k1:short" });
  expect(ran.status).toBe(1);
  expect(ran.stdout).toContain("npx wrangler login");
  expect(ran.stdout).toContain("SEAL_KEYS has to read");
});

test("npm keeps --dry-run for itself where the two dashes are forgotten: it stays a rehearsal", () => {
  const ran = runDeploy([], { npm_config_dry_run: "true" });
  expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining("Would, in this order:")]);
});
