// The product in workerd on this machine: the built Worker with its D1, queues, rooms and files, configured by wrangler.toml. `npm start`,
// the stories and the benchmarks all run this one arrangement; only the deploy runs another.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as readConfig } from "wrangler";
import { POSTBOX_BINDING, postboxWorker } from "./postbox.ts";
import { type Database, openDatabase, sqlDoorWorker } from "./sql-door.ts";

const root = path.resolve(import.meta.dirname, "..");

export interface TillsideOptions {
  port?: number;
  /** Where people reach it, when that is not http://127.0.0.1:<port>. */
  appUrl?: string;
  simulatorUrl: string;
  secrets: { SESSION_SECRET: string; SEAL_KEYS: string; SETUP_TOKEN: string; PUSH_KEY: string };
  /** False: a deployment that may not send e-mail. */
  mail?: boolean;
  /** A folder to keep state in; absent: state is forgotten on stop. */
  stateFolder?: string;
  vars?: Record<string, string>;
  /** Milliseconds the Worker's clock is ahead of the machine's. */
  clockAhead?: () => number;
  /** Overrides of queue settings, by queue name. */
  queues?: Record<string, { maxRetries?: number; maxBatchSize?: number; retryDelay?: number }>;
  onLog?: (line: string) => void;
  /** A folder through which other local Workers find this one by its name. */
  registry?: string;
  /** False: nobody is counted, as where one browser measures or plays all of them. */
  limits?: boolean;
  /** The source of a module that stands in front of the Worker ("./index.js") and exports what it exports. */
  entry?: string;
}

type V4Options = Parameters<typeof convertV4MiniflareOptions>[0];

export interface Tillside {
  url: string;
  miniflare: Miniflare;
  database: Database;
  /** Fires one cron expression of wrangler.toml. */
  cron(expression: string): Promise<void>;
  stop(): Promise<void>;
}

/** What we touch of wrangler's reading of its own file, whose published types name packages that are not published. */
interface WorkerOptions {
  compatibilityDate: string;
  bindings: Record<string, unknown>;
  queueConsumers: unknown;
  d1Databases: unknown;
  ratelimits: unknown;
}

export async function startTillside(options: TillsideOptions): Promise<Tillside> {
  const { queueConsumers, ...config } = readConfig(path.join(root, "wrangler.toml")).workerOptions as unknown as WorkerOptions;
  const port = options.port ?? (await freePort());
  const appUrl = options.appUrl ?? `http://127.0.0.1:${port}`;
  const tillside = {
    ...config,
    name: "tillside",
    rootPath: undefined,
    modulesRules: undefined,
    modules: modulesOf(options.entry),
    bindings: { ...config.bindings, ...varsOf(options, appUrl) },
    queueConsumers: withOverrides(queueConsumers, options.queues),
    ratelimits: options.limits === false ? {} : config.ratelimits,
    serviceBindings: {
      ...(options.clockAhead ? { CLOCK: async () => new Response(String(options.clockAhead?.() ?? 0)) } : {}),
      ...(options.mail === false ? {} : { EMAIL: POSTBOX_BINDING }),
    },
  };
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      port,
      host: "127.0.0.1",
      cf: false,
      // Lets the simulator deliver e-mail at /cdn-cgi/local/email, and the clock be told at /cdn-cgi/local/scheduled.
      unsafeTriggerHandlers: true,
      handleStructuredLogs: ({ message }: { message: string }) => options.onLog?.(message),
      workers: [
        tillside,
        postboxWorker(options.simulatorUrl, config.compatibilityDate),
        sqlDoorWorker(config.d1Databases, config.compatibilityDate),
      ],
    } as unknown as V4Options),
    ...(options.stateFolder ? { resourcePersistencePath: options.stateFolder } : {}),
    ...(options.registry ? { enableDevRegistry: true, unsafeDevRegistryPath: options.registry } : {}),
  });
  await miniflare.ready;
  const database = await openDatabase(miniflare);
  await migrate(database);
  return {
    url: `http://127.0.0.1:${port}`,
    miniflare,
    database,
    cron: async (expression) => {
      await fetch(`http://127.0.0.1:${port}/cdn-cgi/local/scheduled?${new URLSearchParams({ cron: expression })}`);
    },
    stop: () => miniflare.dispose(),
  };
}

/** State of a desk that has its schema and has never run. */
export async function writeSchema(folder: string): Promise<void> {
  const { d1Databases, compatibilityDate } = readConfig(path.join(root, "wrangler.toml")).workerOptions as unknown as WorkerOptions;
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({ cf: false, workers: [sqlDoorWorker(d1Databases, compatibilityDate)] } as unknown as V4Options),
    resourcePersistencePath: folder,
  });
  await migrate(await openDatabase(miniflare));
  await miniflare.dispose();
}

function modulesOf(entry?: string): object[] {
  const worker = { type: "ESModule", path: path.join(root, "dist/worker/index.js") };
  return entry ? [{ type: "ESModule", path: path.join(root, "dist/worker/entry.js"), contents: entry }, worker] : [worker];
}

function varsOf(options: TillsideOptions, appUrl: string): Record<string, string> {
  return {
    ...options.secrets,
    APP_URL: appUrl,
    TIKTOK_API_URL: options.simulatorUrl,
    TIKTOK_AUTH_URL: options.simulatorUrl,
    TIKTOK_AUTHORIZE_US_URL: options.simulatorUrl,
    TIKTOK_AUTHORIZE_ROW_URL: options.simulatorUrl,
    ...options.vars,
  };
}

function withOverrides(consumers: unknown, overrides: TillsideOptions["queues"] = {}): unknown {
  const entries = Object.entries(consumers as Record<string, object>);
  return Object.fromEntries(entries.map(([name, settings]) => [name, { ...settings, ...overrides[name] }]));
}

/** Applies what is new in migrations/, in order, as `wrangler d1 migrations apply` does, and remembers it in the same table. */
async function migrate(database: Database): Promise<string[]> {
  await database.exec(
    "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
  );
  const { results } = await database.prepare("SELECT name FROM d1_migrations").bind().all<{ name: string }>();
  const known = new Set(results.map((row) => row.name));
  const fresh = migrationNames().filter((name) => !known.has(name));
  // D1 takes each line for a statement; all in one call, for each costs as much as many.
  const lines = fresh.flatMap((name) => [
    ...splitStatements(readFileSync(path.join(root, "migrations", name), "utf8")),
    `INSERT INTO d1_migrations (name) VALUES ('${name}');`,
  ]);
  if (lines.length > 0) await database.exec(lines.map((statement) => statement.replace(/\s*\n\s*/g, " ")).join("\n"));
  return fresh;
}

export const migrationNames = () =>
  readdirSync(path.join(root, "migrations"))
    .filter((name) => name.endsWith(".sql"))
    .sort();

/** One statement a piece; a trigger's body holds semicolons of its own and ends with END. */
function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let open = "";
  for (const line of text.split("\n")) {
    if (line.trimStart().startsWith("--") || line.trim() === "") continue;
    open += `${line}\n`;
    const isTrigger = /^\s*CREATE TRIGGER/i.test(open);
    const isOver = isTrigger ? /\bEND;\s*$/i.test(open) : /;\s*$/.test(open);
    if (isOver) {
      statements.push(open.trim());
      open = "";
    }
  }
  return statements;
}

export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
