// Runs the simulator as a process of its own: real clock, real network, a port, a file that keeps its state between runs.
// Refuses to be imported for its clock; tests that want a driven clock use createSimulator.
import { readFile, rename, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { type AppRegistration, createSimulator, type Simulator, type SimulatorOptions, type Snapshot } from "./index.ts";
import { serve } from "./webserver.ts";
import { brokenConnection } from "./wire/broken.ts";

export interface HostOptions {
  port: number;
  hostname?: string;
  seed?: number;
  snapshotFile?: string;
  options?: Partial<SimulatorOptions>;
  apps?: AppRegistration[];
  preset?: "seller" | "empty";
}

export interface Hosted {
  url: string;
  simulator: Simulator;
  close(): Promise<void>;
}

const TICK_MS = 50;
const SAVE_MS = 2_000;

async function readSnapshot(file: string | undefined): Promise<Snapshot | undefined> {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(await readFile(file, "utf8")) as Snapshot;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Written beside and moved over, so that a crash leaves the old file or the new one, never half of one. */
async function writeSnapshot(file: string, snapshot: Snapshot): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(snapshot));
  await rename(`${file}.new`, file);
}

const deliverOverNetwork = (request: Request, msMax: number) => fetch(request, { signal: AbortSignal.timeout(msMax), redirect: "manual" });
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function registerApps(simulator: Simulator, apps: readonly AppRegistration[]): void {
  for (const app of apps) {
    const known = simulator.world.apps.find((one) => one.appKey === app.appKey);
    if (!known) simulator.world.registerApp(app);
    else {
      // The host's word counts: a kept world may know the app under yesterday's port or secret.
      const { redirectUrl, webhookUrl, appSecret = known.appSecret, serviceId = known.serviceId } = app;
      simulator.world.changeApp(known.appKey, { redirectUrl, webhookUrl, appSecret, serviceId });
    }
  }
}

/** Saves when something changed, at most once per SAVE_MS, one write at a time. */
function openSaver(simulator: Simulator, file: string | undefined) {
  let saved = -1;
  let last: Promise<void> = Promise.resolve();
  const save = () => {
    if (file === undefined) return last;
    if (simulator.world.changes === saved) return last;
    saved = simulator.world.changes;
    last = last.then(() => writeSnapshot(file, simulator.snapshot()));
    return last;
  };
  const timer = file === undefined ? undefined : setInterval(() => void save().catch((error: unknown) => console.error(error)), SAVE_MS);
  timer?.unref();
  return {
    save,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Listens first, for the port becomes part of every picture's address; answers once the world is open. */
export async function hostSimulator(host: HostOptions): Promise<Hosted> {
  const hostname = host.hostname ?? "127.0.0.1";
  const snapshot = await readSnapshot(host.snapshotFile);
  let simulator: Simulator | undefined;
  const answer = (request: Request) => (simulator ? simulator.fetch(request) : Promise.reject(brokenConnection()));
  const shown = hostname === "127.0.0.1" || hostname === "0.0.0.0" ? "localhost" : hostname;
  const server = await serve(answer, `http://${shown}`, host.port, hostname);
  const url = `http://${shown}:${(server.address() as AddressInfo).port}`;
  const clock = host.options?.clock ?? { now: () => Date.now() };
  const running = createSimulator({
    clock,
    origin: url,
    deliver: deliverOverNetwork,
    pause: wait,
    ...(host.seed === undefined ? {} : { seed: host.seed }),
    ...(host.preset === undefined ? {} : { preset: host.preset }),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...host.options,
  });
  registerApps(running, host.apps ?? []);
  simulator = running;
  const ticker = setInterval(() => {
    const due = running.nextDue();
    if (due !== null && due <= clock.now()) void running.tick().catch((error: unknown) => console.error(error));
  }, TICK_MS);
  const saver = openSaver(running, host.snapshotFile);
  const close = async () => {
    clearInterval(ticker);
    saver.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await saver.save();
  };
  return { url, simulator: running, close };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      hostname: { type: "string" },
      seed: { type: "string" },
      snapshot: { type: "string" },
      preset: { type: "string" },
    },
  });
  const hosted = await hostSimulator({
    port: Number(values.port ?? 8788),
    preset: values.preset === "empty" ? "empty" : "seller",
    ...(values.hostname === undefined ? {} : { hostname: values.hostname }),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.snapshot === undefined ? {} : { snapshotFile: values.snapshot }),
  });
  console.log(`Pretend TikTok Shop at ${hosted.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void hosted.close().then(() => process.exit(0)));
}
