// A desk to be measured: the built Worker in workerd over a copy of the data, with nothing between it and whoever asks; where it is wanted, a
// pretend TikTok Shop on the wire. What a request cost in D1 is what the Worker's own log says of it.
import { rmSync } from "node:fs";
import { type Hosted, hostSimulator } from "../../simulator/host.ts";
import { Desk } from "../../test/stories/desk.ts";
import { freePort, startTillside, type Tillside, type TillsideOptions } from "../workerd.ts";
import { copyData, SECRETS, type Size } from "./data.ts";
import { cookieOf } from "./people.ts";
import type { Counts } from "./row.ts";

export interface LogLine {
  door: string;
  route?: string;
  job?: string;
  store?: string;
  verdict?: string;
  count?: number;
  what?: string;
  trips?: number;
  rowsRead?: number;
  rowsWritten?: number;
  ms?: number;
}

export interface Stand {
  size: Size;
  tillside: Tillside;
  hosted: Hosted;
  /** How far TikTok's clock is behind ours, in milliseconds. */
  clock: { behind: number };
  log: LogLine[];
  /** 0 is the admin. */
  desk(person: number): Desk;
  rows<T>(sql: string, ...values: unknown[]): Promise<T[]>;
  /** What lines of the log that `counts` took meanwhile say together. */
  spend(counts: (line: LogLine) => boolean, act: () => Promise<unknown>): Promise<Counts>;
  until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void>;
  /** Until TikTok has nothing to push and the Worker has said nothing for a while. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface StandOptions {
  /** Without it the desk is empty but for its people. */
  size: Size;
  entry?: string;
  queues?: TillsideOptions["queues"];
}

const WAIT_MS_MAX = 900_000;
const POLL_MS = 5;
const QUIET_MS = 400;
const REGION = "US";
export const APP = { region: REGION, appKey: "benchapp", appSecret: "secret-of-bench", serviceId: "benchservice" } as const;

async function openStand({ size, entry, queues }: StandOptions): Promise<Stand> {
  const stateFolder = await copyData(size);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const clock = { behind: 0 };
  const hosted = await hostShop(url, clock);
  const log: LogLine[] = [];
  let heardAt = 0;
  const tillside = await startTillside({
    port,
    simulatorUrl: hosted.url.replace("localhost", "127.0.0.1"),
    secrets: SECRETS,
    stateFolder,
    // Nobody at a desk asks as fast as a benchmark.
    limits: false,
    onLog: (line) => {
      heardAt = performance.now();
      if (line.startsWith("{")) log.push(JSON.parse(line) as LogLine);
    },
    ...(entry ? { entry } : {}),
    ...(queues ? { queues } : {}),
  });
  const desks = new Map<number, Desk>();
  const desk = (person: number): Desk => {
    const known = desks.get(person) ?? new Desk(url);
    known.cookies.set("tillside", cookieOf(person, SECRETS.SESSION_SECRET));
    desks.set(person, known);
    return known;
  };
  // Data is kept for a day, sessions for less than that when nobody uses them.
  await tillside.database.prepare("UPDATE session SET updated_at = ?1, expires_at = ?1 + 86400000").bind(Date.now()).all();
  const { serviceId, appKey, appSecret } = APP;
  await desk(0).put(`/api/tiktok-apps/${REGION}`, { appKey, serviceId, secret: appSecret });
  return {
    size,
    tillside,
    hosted,
    clock,
    log,
    desk,
    until,
    settle: () => until("it is quiet", () => hosted.simulator.quiet() && performance.now() - heardAt > QUIET_MS),
    rows: async <T>(sql: string, ...values: unknown[]) =>
      (
        await tillside.database
          .prepare(sql)
          .bind(...values)
          .all<T>()
      ).results,
    spend: (counts, act) => spend(log, counts, act),
    close: async () => {
      await tillside.stop();
      await hosted.close();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

const hostShop = (url: string, clock: Stand["clock"]) =>
  hostSimulator({
    port: 0,
    seed: 7,
    preset: "empty",
    options: { clock: { now: () => Date.now() - clock.behind } },
    apps: [{ ...APP, redirectUrl: `${url}/connect/tiktok/us`, webhookUrl: `${url}/webhooks/tiktok/us` }],
  });

async function spend(log: LogLine[], counts: (line: LogLine) => boolean, act: () => Promise<unknown>): Promise<Counts> {
  const from = log.length;
  await act();
  await until("it is logged", () => log.slice(from).some(counts));
  const lines = log.slice(from).filter(counts);
  const sum = (field: "trips" | "rowsRead" | "rowsWritten") => lines.reduce((total, line) => total + (line[field] ?? 0), 0);
  return { rows_read: sum("rowsRead"), rows_written: sum("rowsWritten"), round_trips: sum("trips") };
}

async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + WAIT_MS_MAX;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`still not so after ${WAIT_MS_MAX / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Opens stands, measures with them and closes them whatever happens. */
export async function withStands<T>(options: StandOptions[], measure: (...stands: Stand[]) => Promise<T>): Promise<T> {
  const stands: Stand[] = [];
  try {
    for (const one of options) stands.push(await openStand(one));
    return await measure(...stands);
  } finally {
    for (const stand of stands) await stand.close();
  }
}

/** How long one answer took, to its last byte; refuses an answer that is no answer. */
export async function timed(desk: Desk, address: string): Promise<{ ms: number; body: string }> {
  const begun = performance.now();
  const answer = await desk.send("GET", address);
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${body}`);
  return { ms: performance.now() - begun, body };
}
