// `npm run deploy`: the Worker, its schema and the pages onto the seller's own Cloudflare account, in that order, each step idempotent.
// What is missing is said before anything is changed. `--dry-run` builds and checks everything, offline, and changes nothing.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { EVIDENCE_DAYS } from "../worker/gaps/packs.ts";
import { newestKey } from "../worker/stores/seal.ts";
import { DeployStopped, deployTo, type Plan } from "./account.ts";
import { build } from "./build.ts";
import { makePushKey } from "./push-key.ts";
import { migrationNames } from "./workerd.ts";

const root = path.resolve(import.meta.dirname, "..");
const web = path.join(root, "web");
// Without the two dashes before it npm keeps the word for itself and says so here: whoever wanted a rehearsal gets one.
const isDryRun = process.argv.includes("--dry-run") || process.env.npm_config_dry_run === "true";
const config = readConfig({ config: path.join(root, "wrangler.toml") }) as WorkerConfig;
const pages = readConfig({ config: path.join(web, "wrangler.toml") }) as PagesConfig;
const appUrl = String(config.vars.APP_URL);
const PLACEHOLDER_DATABASE = "00000000-0000-0000-0000-000000000000";

/** What we read of wrangler's files; the published types of its reader name packages that are not published. */
interface WorkerConfig {
  name: string;
  vars: Record<string, unknown>;
  d1_databases: { database_id: string }[];
  queues: { consumers: { queue: string }[] };
  r2_buckets: { binding: string; bucket_name: string }[];
  send_email?: { name: string }[];
  triggers: { crons: string[] };
}

interface PagesConfig {
  name: string;
  services: { binding: string; service: string }[];
}

/** Everything a person has to do first, in words; empty when the deploy can go. */
function listMissing(): string[] {
  const missing: string[] = [];
  if (config.d1_databases[0]?.database_id === PLACEHOLDER_DATABASE) {
    missing.push("A database: run `npx wrangler d1 create tillside` and write its id into wrangler.toml as database_id.");
  }
  if (appUrl.endsWith(".example.com")) {
    missing.push(
      `An address: set APP_URL in wrangler.toml to where people will open the desk, for example https://${pages.name}.pages.dev.`,
    );
  } else if (!appUrl.startsWith("https://") || URL.parse(appUrl)?.origin !== appUrl) {
    missing.push(`An address as browsers say it: APP_URL in wrangler.toml is "${appUrl}", and has to read like https://desk.example.com.`);
  }
  if (pages.services[0]?.service !== config.name) {
    missing.push(
      `One name: web/wrangler.toml binds the Worker "${pages.services[0]?.service}", and wrangler.toml calls it "${config.name}".`,
    );
  }
  if (process.env.SEAL_KEYS !== undefined && !isSealKeys(process.env.SEAL_KEYS)) {
    missing.push("Seal keys that open something: SEAL_KEYS has to read k1:<32 bytes in base64>, older ones behind it after a comma.");
  }
  // Only so does it end with a refusal where nobody is signed in.
  if (!isDryRun && !process.env.CLOUDFLARE_API_TOKEN && run("wrangler", ["whoami", "--json"], root).status !== 0) {
    missing.push(
      "A sign-in at Cloudflare: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN. The account needs the Workers Paid plan.",
    );
  }
  return missing;
}

function isSealKeys(keys: string): boolean {
  try {
    return newestKey(keys) !== "";
  } catch {
    // In its own words it says no more than we do.
    return false;
  }
}

/** What the desk works without, and how to have it. */
function listOptional(): string[] {
  if ((config.send_email ?? []).some(({ name }) => name === "EMAIL")) return [];
  return [
    "E-mail: turn on Email Sending and Email Routing for a domain of yours at Cloudflare, take the two lines [[send_email]] in wrangler.toml in, and route the store's address and t@ (with subaddressing), or the catch-all, to this Worker.",
  ];
}

function deploy(): void {
  const given = process.env.SEAL_KEYS;
  const plan: Plan = {
    appUrl,
    pages: pages.name,
    queues: config.queues.consumers.map((consumer) => consumer.queue),
    // What buyers and suppliers wrote is kept; only evidence ends.
    buckets: config.r2_buckets.map(({ binding, bucket_name: name }) => ({
      name,
      ...(binding === "EVIDENCE" ? { expireDays: EVIDENCE_DAYS } : {}),
    })),
    secrets: {
      SESSION_SECRET: randomBytes(32).toString("base64url"),
      SEAL_KEYS: given ?? `k1:${randomBytes(32).toString("base64")}`,
      SETUP_TOKEN: randomBytes(16).toString("base64url"),
      PUSH_KEY: makePushKey(),
    },
    hasOwnSealKeys: given !== undefined,
    isWatched: process.stdout.isTTY === true,
  };
  try {
    deployTo((args, { in: where, input } = {}) => run("wrangler", args, where === "pages" ? web : root, input), plan, console.log);
  } catch (error) {
    if (!(error instanceof DeployStopped)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** What a real run would do, proved as far as this machine can. */
function rehearse(): void {
  const compiled = run("wrangler", ["pages", "functions", "build", "functions", "--outdir", path.join(root, "dist/pages")], web);
  if (compiled.status !== 0) {
    console.error(`${compiled.stdout}${compiled.stderr}\nCould not compile the pages' functions.`);
    process.exit(1);
  }
  const steps = [
    `create queues ${config.queues.consumers.map((consumer) => consumer.queue).join(", ")}`,
    `create buckets ${config.r2_buckets.map((bucket) => bucket.bucket_name).join(", ")}`,
    `apply migrations ${migrationNames().join(", ")}`,
    `deploy the Worker "${config.name}" from worker/index.ts with crons ${config.triggers.crons.join(" | ")}`,
    "set the secrets SESSION_SECRET, SEAL_KEYS, SETUP_TOKEN, PUSH_KEY where they are missing",
    `deploy the pages "${pages.name}" from dist/web with the Worker bound as ${pages.services[0]?.binding}`,
  ];
  console.log(`Would, in this order:\n${steps.map((step, at) => `  ${at + 1}. ${step}`).join("\n")}`);
}

function run(command: string, args: string[], cwd: string, input?: string) {
  const env = {
    ...process.env,
    CI: "true",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: path.join(root, ".wrangler/logs"),
  };
  return spawnSync(command, args, { cwd, env, encoding: "utf8", ...(input === undefined ? {} : { input }) });
}

// The tests have built already, and others are reading what was built.
if (!process.argv.includes("--built")) build();
const missing = listMissing();
if (missing.length > 0) console.log(`Still missing:\n${missing.map((line) => `  - ${line}`).join("\n")}`);
const optional = listOptional();
if (optional.length > 0) console.log(`Not set up, and not needed to run:\n${optional.map((line) => `  - ${line}`).join("\n")}`);
if (isDryRun) rehearse();
else if (missing.length > 0) process.exit(1);
else deploy();
