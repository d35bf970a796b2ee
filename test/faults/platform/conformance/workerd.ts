// The conformance list's subject on real workerd, started by Miniflare without a build: Node strips the
// types of its few files. Time is real there, so slow lines run beside each other.
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { consumers } from "./bindings.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const NOT_OF_THE_SUBJECT = new Set(["bindings.ts", "shims.ts", "subject.ts", "workerd.ts"]);

export interface Workerd {
  fetch(path: string): Promise<Response>;
  close(): Promise<void>;
}

export async function openOnWorkerd(): Promise<Workerd> {
  const files = ["subject.ts", ...readdirSync(HERE).filter((name) => name.endsWith(".ts") && !NOT_OF_THE_SUBJECT.has(name))];
  const modules = files.map((name) => ({
    type: "ESModule" as const,
    path: HERE + name,
    contents: stripTypeScriptTypes(readFileSync(HERE + name, "utf8")),
  }));
  const queueConsumers = Object.fromEntries(
    Object.entries(consumers).map(([queue, { maxBatchTimeoutSeconds, ...rest }]) => [
      queue,
      { ...rest, maxBatchTimeout: maxBatchTimeoutSeconds },
    ]),
  );
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules,
      modulesRoot: HERE,
      compatibilityDate: "2026-10-15",
      compatibilityFlags: ["nodejs_compat"],
      d1Databases: { DB: "conformance" },
      durableObjects: { ROOM: { className: "Room", useSQLite: true } },
      queueProducers: { LIVE: "live", SLOW: "slow" },
      queueConsumers,
      r2Buckets: ["BUCKET"],
      port: 0,
      host: "127.0.0.1",
      cf: false,
      // Broken transactions make workerd print stack traces the list expects.
      handleStructuredLogs: () => {},
    }),
  );
  const origin = await miniflare.ready;
  const open: Workerd = {
    fetch: (path) => fetch(new URL(path, origin)),
    close: () => miniflare.dispose(),
  };
  await open.fetch("/setup");
  return open;
}
