// Builds what is served: the browser's files into dist/web, the Worker into dist/worker/index.js. Nothing is fetched from the network.
import { spawnSync } from "node:child_process";

const quiet = { CI: "true", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true", WRANGLER_LOG_PATH: ".wrangler/logs" };

export function build(parts: ("web" | "worker")[] = ["web", "worker"]): void {
  if (parts.includes("web")) run("vite", ["build", "--logLevel", "warn"]);
  if (parts.includes("worker")) run("wrangler", ["deploy", "--dry-run", "--outdir", "dist/worker"]);
}

function run(command: string, args: string[]): void {
  const ran = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, ...quiet } });
  if (ran.status === 0) return;
  console.error(`${ran.stdout ?? ""}${ran.stderr ?? ""}`);
  throw new Error(`${command} ${args[0]} failed`);
}

if (import.meta.main) build();
