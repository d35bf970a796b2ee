// `npm start`: Tillside and a pretend TikTok Shop on this machine, with everything they need built, migrated and kept in .local. Works
// offline. `--fresh` forgets what is kept. PORT and SIMULATOR_PORT choose where.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { hostSimulator } from "../simulator/host.ts";
import { MODEL_KEY, MODEL_PATH, MODELS } from "../simulator/model/server.ts";
import { seal } from "../worker/stores/seal.ts";
import { build } from "./build.ts";
import { runCrons } from "./crons.ts";
import { tell } from "./install.mjs";
import { makePushKey } from "./push-key.ts";
import type { Database } from "./sql-door.ts";
import { startTillside } from "./workerd.ts";

const root = path.resolve(import.meta.dirname, "..");
const local = path.join(root, ".local");
const port = Number(process.env.PORT ?? 8787);
const simulatorPort = Number(process.env.SIMULATOR_PORT ?? 8788);
const runningFile = path.join(local, "running.json");
const appUrl = `http://localhost:${port}`;
const REGIONS = ["US", "ROW"] as const;
const PORT_MAX = 65_535;

interface Secrets {
  SESSION_SECRET: string;
  SEAL_KEYS: string;
  SETUP_TOKEN: string;
  PUSH_KEY: string;
  /** What Partner Center would show for the two local apps. */
  appSecrets: Record<(typeof REGIONS)[number], string>;
}

const isFresh = process.argv.includes("--fresh") || process.env.npm_config_fresh === "true";
if (port === simulatorPort) refuse(`PORT and SIMULATOR_PORT are both ${port}: each needs its own.`);
refuseSecond();
for (const [name, wanted] of [
  ["PORT", port],
  ["SIMULATOR_PORT", simulatorPort],
] as const)
  await refuseTakenPort(name, wanted);
// Nothing is forgotten by a start that comes to nothing.
if (isFresh) rmSync(local, { recursive: true, force: true });
mkdirSync(local, { recursive: true });
writeFileSync(runningFile, JSON.stringify({ pid: process.pid, appUrl }));

tell("Building …");
build();
tell("Starting …");
const secrets = readSecrets();
const hosted = await hostSimulator({
  port: simulatorPort,
  preset: "seller",
  snapshotFile: path.join(local, "simulator.json"),
  apps: REGIONS.map((region) => ({
    region,
    appKey: appKey(region),
    appSecret: secrets.appSecrets[region],
    serviceId: serviceId(region),
    redirectUrl: `${appUrl}/connect/tiktok/${region.toLowerCase()}`,
    webhookUrl: `${appUrl}/webhooks/tiktok/${region.toLowerCase()}`,
  })),
});
const { appSecrets: _, ...workerSecrets } = secrets;
const tillside = await startTillside({
  port,
  appUrl,
  simulatorUrl: hosted.url,
  secrets: workerSecrets,
  stateFolder: path.join(local, "state"),
  onLog: (line) => writeFileSync(path.join(local, "tillside.log"), `${line}\n`, { flag: "a" }),
});
const { database } = tillside;
await registerLocalApps(database, secrets);
await enterPretendModel(database, secrets);
const stopCrons = runCrons(tillside);
const isSetUp = (await database.prepare("SELECT 1 AS yes FROM user LIMIT 1").bind().all()).results.length > 0;
tell("");
console.log(
  [
    `Tillside             ${appUrl}`,
    `Pretend TikTok Shop  ${hosted.url}`,
    isSetUp ? `Sign in              ${appUrl}/sign-in` : `First sign-in        ${appUrl}/setup#${secrets.SETUP_TOKEN}`,
    "Stop with Ctrl-C. State and log are kept in .local; `npm start -- --fresh` forgets them.",
  ].join("\n"),
);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    stopCrons();
    void Promise.all([tillside.stop(), hosted.close()]).then(() => {
      rmSync(runningFile, { force: true });
      process.exit(0);
    });
  });
}

function appKey(region: string) {
  return `local${region.toLowerCase()}app`;
}

function serviceId(region: string) {
  return region === "US" ? "7300000000000000001" : "7300000000000000002";
}

function readSecrets(): Secrets {
  const file = path.join(local, "secrets.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const word = (bytes: number) => randomBytes(bytes).toString("base64url");
  const fresh: Secrets = {
    SESSION_SECRET: word(32),
    SEAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SETUP_TOKEN: word(16),
    PUSH_KEY: makePushKey(),
    appSecrets: { US: randomBytes(20).toString("hex"), ROW: randomBytes(20).toString("hex") },
    // What an older version kept lacks what has been added since.
    ...known,
  };
  writeFileSync(file, JSON.stringify(fresh, null, 2), { mode: 0o600 });
  return fresh;
}

/** In production an admin enters the apps of Partner Center on the settings page; the pretend one's are known. */
async function registerLocalApps(d1: Database, { SEAL_KEYS, appSecrets }: Secrets): Promise<void> {
  const sealing = { keys: SEAL_KEYS, random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };
  for (const region of REGIONS) {
    const sealed = seal(sealing, `app:${region}`, appSecrets[region]);
    await d1
      .prepare("INSERT OR IGNORE INTO tiktok_app (region, app_key, service_id, secret_sealed, updated_at) VALUES (?, ?, ?, ?, ?)")
      .bind(region, appKey(region), serviceId(region), sealed, Date.now())
      .all();
  }
}

/** The pretend server of models is entered and switched off: an admin switches it on, or enters another. */
async function enterPretendModel(d1: Database, { SEAL_KEYS }: Secrets): Promise<void> {
  const sealed = seal({ keys: SEAL_KEYS, random: (bytes: number) => new Uint8Array(randomBytes(bytes)) }, "assist:key", MODEL_KEY);
  const models = MODELS.map((name) => ({ name, in: 0, out: 0, sees: name === "pretend-eyes" }));
  const tasks = Object.fromEntries(["classify", "draft", "rewrite", "translate"].map((task) => [task, MODELS[0]]));
  await d1
    .prepare("UPDATE assist_setting SET address = ?, key_sealed = ?, models = ?, tasks = ? WHERE one = 1 AND version = 1 AND is_on = 0")
    .bind(`${hosted.url}${MODEL_PATH}`, sealed, JSON.stringify(models), JSON.stringify(tasks))
    .all();
}

/** Two that keep their state in one folder would write into each other's database. */
function refuseSecond(): void {
  if (!existsSync(runningFile)) return;
  const { pid, appUrl: where } = JSON.parse(readFileSync(runningFile, "utf8")) as { pid: number; appUrl: string };
  try {
    process.kill(pid, 0);
  } catch {
    // It ended without a word, and its number is nobody's.
    return;
  }
  refuse(`Tillside runs from this folder already, at ${where} (process ${pid}). Where that is not so, delete .local/running.json.`);
}

function refuse(words: string): never {
  console.error(words);
  process.exit(1);
}

async function refuseTakenPort(name: string, wanted: number): Promise<void> {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > PORT_MAX)
    refuse(`${name} is "${process.env[name]}", and has to be a number up to ${PORT_MAX}.`);
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(wanted, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
  if (!isFree) refuse(`Port ${wanted} is taken. Choose another: ${name}=${wanted + 10} npm start`);
}
