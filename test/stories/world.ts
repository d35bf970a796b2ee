// A whole world for one story file: the pretend TikTok Shop on a port, the built Worker with its D1, queues and rooms in workerd, people
// with sessions. Time is the machine's plus what the story adds. Nothing here is mocked; faults are the shop's.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makePushKey } from "../../scripts/push-key.ts";
import { freePort, startTillside, type Tillside, type TillsideOptions } from "../../scripts/workerd.ts";
import { type Hosted, hostSimulator } from "../../simulator/host.ts";
import type { World as ShopWorld } from "../../simulator/index.ts";
import { EVENT_TYPES } from "../../worker/tiktok/webhooks.ts";
import { Desk } from "./desk.ts";
import { type Insider, letIn, PASSWORD } from "./insider.ts";
import { AHEAD_AT_START_MS, type Heard, heardIn, LISTENING_ENTRY, UnderWay } from "./listening.ts";
import { beginState } from "./schema.ts";
import { judgeStatements } from "./statements.ts";

export const SECRETS = {
  SESSION_SECRET: "a session secret that is only good for tests, 40+",
  SEAL_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  SETUP_TOKEN: "setup-token-for-stories",
  PUSH_KEY: makePushKey(),
};
export { PASSWORD };

/** What the shop's own events and our answers to them have in common: one line of the log. */
export interface LogLine {
  door: string;
  route?: string;
  job?: string;
  verdict?: string;
  status?: number;
  count?: number;
  store?: string;
  trips?: number;
  rowsRead?: number;
  rowsWritten?: number;
  [field: string]: unknown;
}

export interface World {
  shop: ShopWorld;
  hosted: Hosted;
  readonly tillside: Tillside;
  /** The Worker ends and begins again, with other secrets where given. */
  restart(secrets?: Partial<typeof SECRETS>): Promise<void>;
  admin: Desk;
  log: LogLine[];
  /** What the Worker's process said that is no line of its log. */
  strays: string[];
  /** Moves time on for everyone. */
  later(ms: number): Promise<void>;
  now(): number;
  /** Until nothing is under way: no push, no queued job, no backfill. */
  settle(): Promise<void>;
  until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void>;
  rows<T = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<T[]>;
  /** A person with rights, signed in. */
  agent(name: string, rights: { store: string; rights: string[] }[]): Promise<Desk>;
  /** Authorizes a seller at TikTok as an admin would, by the store page; answers the store's id. */
  connect(marketplace: string, seller: string, name: string): Promise<string>;
  close(): Promise<void>;
}

const SETTLE_MS_MAX = 60_000;
/** What the Worker says comes by another way than its answers. */
const QUIET_MS = 60;
const POLL_MS = 15;

export interface WorldOptions {
  preset?: "seller" | "empty";
  vars?: Record<string, string>;
  queues?: TillsideOptions["queues"];
  /** With what wrangler.toml lets one browser ask. */
  limits?: boolean;
  /** Where people reach it, when that is not the Worker itself, and the folder in which whoever stands there finds the Worker. */
  front?: { url: string; registry: string };
  /** A name of this machine in place of its number: a passkey belongs to a name. */
  host?: "localhost";
  /** Where state outlives the world. */
  stateFolder?: string;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  let ahead = AHEAD_AT_START_MS;
  const now = () => Date.now() + ahead;
  const port = await freePort();
  const appUrl = options.front?.url ?? `http://${options.host ?? "127.0.0.1"}:${port}`;
  const app = (region: "US" | "ROW") => ({
    region,
    appKey: `app${region}`,
    appSecret: `secret-of-${region}`,
    serviceId: `service${region}`,
    redirectUrl: `${appUrl}/connect/tiktok/${region.toLowerCase()}`,
    webhookUrl: `${appUrl}/webhooks/tiktok/${region.toLowerCase()}`,
  });
  const hosted = await hostSimulator({
    port: 0,
    seed: 7,
    preset: options.preset ?? "empty",
    options: { clock: { now } },
    apps: [app("US"), app("ROW")],
  });
  const log: LogLine[] = [];
  const strays: string[] = [];
  let heardAt = Date.now();
  const statements: Heard[] = [];
  const underWay = new UnderWay();
  const hear = (line: string) => {
    const statement = heardIn(line);
    if (statement) return void statements.push(statement);
    heardAt = Date.now();
    if (underWay.hear(line)) return;
    if (line.startsWith("{")) log.push(JSON.parse(line) as LogLine);
    else strays.push(line);
    if (process.env.SHOW_LOG) console.error(line);
  };
  const stateFolder = options.stateFolder ?? mkdtempSync(path.join(tmpdir(), "tillside-world-"));
  await beginState(stateFolder);
  const start = (secrets: Partial<typeof SECRETS> = {}) =>
    startTillside({
      port,
      simulatorUrl: hosted.url.replace("localhost", "127.0.0.1"),
      secrets: { ...SECRETS, ...secrets },
      clockAhead: () => ahead,
      onLog: hear,
      entry: LISTENING_ENTRY,
      limits: options.limits === true,
      ...(options.host ? { appUrl } : {}),
      ...(options.front ? { appUrl, registry: options.front.registry } : {}),
      ...(options.vars ? { vars: options.vars } : {}),
      ...(options.queues ? { queues: options.queues } : {}),
      stateFolder,
    });
  let tillside = await start();
  const admin = new Desk(appUrl);
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> => {
    return (
      await tillside.database
        .prepare(sql)
        .bind(...values)
        .all<T>()
    ).results;
  };
  const enter = (desk: Desk, person: Insider) => letIn(desk, person, rows, now(), SECRETS.SESSION_SECRET);
  await enter(admin, { name: "Ana Admin", email: "ana@example.com", role: "admin", rights: [] });
  for (const region of ["US", "ROW"] as const) {
    const { appKey, serviceId, appSecret } = app(region);
    await admin.put(`/api/tiktok-apps/${region}`, { appKey, serviceId, secret: appSecret });
  }

  // Signing in goes by the machine's clock alone; a story's leap in time is not meant to sign anyone out.
  const keepSignedIn = () => rows("UPDATE session SET expires_at = ?, updated_at = ?", now() + 7 * 86_400_000, now());
  const until = async (what: string, isSo: () => Promise<boolean> | boolean, explain: () => Promise<string> | string = () => "") => {
    const end = Date.now() + SETTLE_MS_MAX;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`still not so after ${SETTLE_MS_MAX / 1000} s: ${what} ${await explain()}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const backfilling = () =>
    rows(
      `SELECT b.store_id, b.stream FROM backfill b JOIN store s ON s.id = b.store_id WHERE b.state = 'running' AND s.state = 'connected'
        UNION ALL SELECT id, 'begin' FROM store WHERE state = 'connected' AND begin_since IS NOT NULL
        UNION ALL SELECT id, 'goods' FROM store WHERE state = 'connected' AND id NOT IN (SELECT store_id FROM fbt_pull)`,
    );
  const isQuiet = () =>
    hosted.simulator.quiet() && notifiedUnderWay(log) === 0 && underWay.names.length === 0 && Date.now() - heardAt >= QUIET_MS;
  const settle = () => {
    heardAt = Date.now();
    return until(
      "everything is quiet",
      async () => isQuiet() && (await backfilling()).length === 0 && isQuiet(),
      async () =>
        JSON.stringify({
          quiet: hosted.simulator.quiet(),
          notified: notifiedUnderWay(log),
          underWay: underWay.names,
          backfilling: await backfilling(),
          stuck: log
            .filter(({ store, door }) => door !== "http" && store)
            .map(({ store, job, verdict, code }) => [store, job, verdict, code].join(" ")),
        }),
    );
  };

  return {
    shop: hosted.simulator.world,
    hosted,
    get tillside() {
      return tillside;
    },
    restart: async (secrets) => {
      await tillside.stop();
      underWay.forget();
      tillside = await start(secrets);
    },
    admin,
    log,
    strays,
    now,
    settle,
    until,
    rows,
    later: async (ms) => {
      ahead += ms;
      await keepSignedIn();
      await hosted.simulator.tick();
    },
    agent: async (name, rights) => {
      const email = `${name.toLowerCase().replace(/\W+/g, ".")}@example.com`;
      const desk = new Desk(appUrl);
      await enter(desk, { name, email, role: "agent", rights });
      return desk;
    },
    connect: (marketplace, seller, name) => connectStore(hosted, admin, marketplace, seller, name),
    close: async () => {
      try {
        await judgeStatements(statements, rows);
      } finally {
        await tillside.stop();
        await hosted.close();
        if (!options.stateFolder) rmSync(stateFolder, { recursive: true, force: true });
      }
    },
  };
}

/** Webhooks the door has taken that no consumer has finished. A message that is retried is finished once. */
function notifiedUnderWay(log: LogLine[]): number {
  const taken = log.filter((line) => line.door === "webhook" && line.verdict === "taken").length;
  const finished = log.filter(
    (line) => line.door === "consumer" && line.job?.startsWith("notified") && !["retry", "bug"].includes(line.verdict ?? ""),
  );
  return taken - finished.reduce((sum, line) => sum + (line.count ?? 0), 0);
}

/** New store, Authorize, consent, and back: what an admin does on the store page. TikTok tells us of the seller's shops already, so that nobody
 *  waits for a dozen calls at the pace of a shop that is not known yet. */
export async function connectStore(hosted: Hosted, admin: Desk, marketplace: string, seller: string, name: string): Promise<string> {
  const { world } = hosted.simulator;
  const sellerId = world.sellers.find((one) => one.name === seller)?.id;
  for (const shop of world.shops.filter((one) => one.sellerId === sellerId))
    for (const { appKey, webhookUrl } of world.apps)
      for (const eventType of EVENT_TYPES) world.subscribe({ appKey, shopId: shop.id, eventType, address: webhookUrl });
  const id = await createStore(admin, marketplace, name);
  const { url } = await admin.post<{ url: string }>(`/api/stores/${id}/authorize`, {});
  await admin.follow(consentAs(hosted, new URL(url), seller));
  return id;
}

export async function createStore(admin: Desk, marketplace: string, name: string): Promise<string> {
  const { marketplaces } = await admin.get<{ marketplaces: { code: string; currency: string; timeZone: string }[] }>("/api/marketplaces");
  const market = marketplaces.find((one) => one.code === marketplace);
  if (!market) throw new Error(`no marketplace ${marketplace}`);
  const { id } = await admin.post<{ id: string }>("/api/stores", {
    name,
    marketplace,
    currency: market.currency,
    timeZone: market.timeZone,
  });
  return id;
}

/** The seller says yes at TikTok; answers the address their browser is sent back to. The pages themselves are walked by the browser stories. */
export function consentAs(hosted: Hosted, url: URL, sellerName: string): string {
  const { world } = hosted.simulator;
  const seller = world.sellers.find((one) => one.name === sellerName);
  const app = world.apps.find((one) => one.serviceId === url.searchParams.get("service_id"));
  if (!seller || !app) throw new Error(`no seller ${sellerName}, or no app behind ${url.href}`);
  const state = url.searchParams.get("state");
  return world.authorize({ appKey: app.appKey, sellerId: seller.id, ...(state === null ? {} : { state }) }).redirect;
}
