// The deploy's rehearsal: everything is built and checked without the network, the steps come in order, and what a person has to do first
// is said in words.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

test("a dry run works offline, names every step in order and what is missing", () => {
  const offline = { ...process.env, HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9", CLOUDFLARE_API_TOKEN: "" };
  const ran = spawnSync("node", ["scripts/deploy.ts", "--dry-run", "--built"], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    encoding: "utf8",
    env: offline,
  });
  expect(ran.stderr + ran.stdout).toContain("Would, in this order:");
  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain("npx wrangler d1 create tillside");
  expect(ran.stdout).toContain("set APP_URL in wrangler.toml");
  const order = ["create queues", "apply migrations 0001_team.sql", "deploy the Worker", "set the secrets", "deploy the pages"];
  const places = order.map((step) => ran.stdout.indexOf(step));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places.every((place) => place > 0)).toBe(true);
});
