// `npm run deploy`: the Worker, its schema and the pages onto the seller's own Cloudflare account, in that order, each step idempotent.
// What is missing is said before anything is changed. `--dry-run` builds and checks everything, offline, and changes nothing.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { build } from "./build.ts";
import { makePushKey } from "./push-key.ts";
import { migrationNames } from "./workerd.ts";

const root = path.resolve(import.meta.dirname, "..");
const web = path.join(root, "web");
const isDryRun = process.argv.includes("--dry-run");
const config = readConfig({ config: path.join(root, "wrangler.toml") }) as WorkerConfig;
const pages = readConfig({ config: path.join(web, "wrangler.toml") }) as PagesConfig;
const appUrl = String(config.vars.APP_URL);
/** How long proof of what TikTok told us is kept. */
const EVIDENCE_DAYS = 90;
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
  services: { binding: string }[];
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
  }
  if (!isDryRun && !process.env.CLOUDFLARE_API_TOKEN && run("wrangler", ["whoami"], root).status !== 0) {
    missing.push(
      "A sign-in at Cloudflare: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN. The account needs the Workers Paid plan.",
    );
  }
  return missing;
}

/** What the desk works without, and how to have it. */
function listOptional(): string[] {
  if ((config.send_email ?? []).some(({ name }) => name === "EMAIL")) return [];
  return [
    "E-mail: turn on Email Sending and Email Routing for a domain of yours at Cloudflare, take the two lines [[send_email]] in wrangler.toml in, and route the store's address and t@ (with subaddressing), or the catch-all, to this Worker.",
  ];
}

/** Queues, buckets and the pages' project that the two wrangler.toml name; creating one that exists is refused by Cloudflare, which is fine. */
function createResources(): void {
  run("wrangler", ["pages", "project", "create", pages.name, "--production-branch", "main"], web);
  const queues = config.queues.consumers.map((consumer) => consumer.queue);
  for (const queue of queues) run("wrangler", ["queues", "create", queue], root);
  for (const { binding, bucket_name: bucket } of config.r2_buckets) {
    run("wrangler", ["r2", "bucket", "create", bucket], root);
    // What buyers and suppliers wrote is kept; only evidence ends.
    if (binding === "EVIDENCE")
      run("wrangler", ["r2", "bucket", "lifecycle", "add", bucket, "expire", "--expire-days", String(EVIDENCE_DAYS), "--force"], root);
  }
}

/** Secrets that are not there yet are made up here and kept by Cloudflare alone; only the setup token is shown, once. */
function putSecrets(): string | null {
  const listed = run("wrangler", ["secret", "list", "--format", "json"], root);
  const known = listed.status === 0 ? (JSON.parse(listed.stdout) as { name: string }[]).map((secret) => secret.name) : [];
  const fresh: Record<string, string> = {
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    SEAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SETUP_TOKEN: randomBytes(16).toString("base64url"),
    PUSH_KEY: makePushKey(),
  };
  const put = Object.entries(fresh).filter(([name]) => !known.includes(name));
  for (const [name, value] of put) must(run("wrangler", ["secret", "put", name], root, value), `set the secret ${name}`);
  return put.some(([name]) => name === "SETUP_TOKEN") ? (fresh.SETUP_TOKEN ?? null) : null;
}

function deploy(): void {
  createResources();
  must(run("wrangler", ["d1", "migrations", "apply", "DB", "--remote"], root), "bring the schema up to date");
  must(run("wrangler", ["deploy"], root), "deploy the Worker");
  const setupToken = putSecrets();
  must(run("wrangler", ["pages", "deploy", "--branch", "main"], web), "deploy the pages");
  console.log(`Tillside runs at ${appUrl}`);
  if (setupToken) console.log(`First sign-in: ${appUrl}/setup#${setupToken}`);
}

/** What a real run would do, proved as far as this machine can. */
function rehearse(): void {
  must(
    run("wrangler", ["pages", "functions", "build", "functions", "--outdir", path.join(root, "dist/pages")], web),
    "compile the pages' functions",
  );
  const steps = [
    `create queues ${config.queues.consumers.map((consumer) => consumer.queue).join(", ")}`,
    `create buckets ${config.r2_buckets.map((bucket) => bucket.bucket_name).join(", ")}`,
    `apply migrations ${migrationNames().join(", ")}`,
    `deploy the Worker "${config.name}" from dist/worker with crons ${config.triggers.crons.join(" | ")}`,
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

function must(ran: { status: number | null; stdout: string; stderr: string }, what: string): void {
  if (ran.status === 0) return;
  console.error(`${ran.stdout}${ran.stderr}`);
  console.error(`Could not ${what}. What was done before stays; run the deploy again once it is mended.`);
  process.exit(1);
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
