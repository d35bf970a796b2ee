// `npm start` where it cannot start: it says why, and what an earlier run kept is still there.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "tillside-start-"));
const kept = path.join(folder, ".local/secrets.json");
const PARTS = ["scripts", "simulator", "worker", "package.json", "wrangler.toml"];
let other: Server;
let taken: string;

beforeAll(async () => {
  for (const part of PARTS) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  mkdirSync(path.dirname(kept));
  writeFileSync(kept, "{}");
  other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  taken = String((other.address() as { port: number }).port);
});
afterAll(() => {
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>, ...words: string[]) {
  const ran = spawnSync(process.execPath, ["scripts/start.ts", ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return [ran.status, ran.stderr];
}

test("on a taken port --fresh forgets nothing", () => {
  expect(start({ PORT: taken }, "--fresh")).toEqual([1, expect.stringContaining(`Port ${taken} is taken`)]);
  expect(existsSync(kept)).toBe(true);
});

test("ports that are none, and one port for two, are told apart from taken ones", () => {
  expect(start({ PORT: "desk" })).toEqual([1, expect.stringContaining('PORT is "desk"')]);
  expect(start({ PORT: taken, SIMULATOR_PORT: taken })).toEqual([1, expect.stringContaining("each needs its own")]);
});

test("two do not share one folder's state", () => {
  const running = path.join(folder, ".local/running.json");
  writeFileSync(running, JSON.stringify({ pid: process.pid, appUrl: "http://localhost:8787" }));
  expect(start({}, "--fresh")).toEqual([1, expect.stringContaining("runs from this folder already, at http://localhost:8787")]);
  expect(existsSync(kept)).toBe(true);
  rmSync(running);
});
