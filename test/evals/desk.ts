// The desk's own way of asking, around a server that is to be judged: its settings in a database of its own, its budget, its minimising and its checks.
import { sql } from "drizzle-orm";
import { type Hosted, hostSimulator } from "../../simulator/host.ts";
import { MODEL_KEY, MODEL_PATH, MODELS } from "../../simulator/model/server.ts";
import { ASSIST_TASKS } from "../../worker/assist/task.ts";
import type { Kit } from "../../worker/env.ts";
import { seal, sealingOf } from "../../worker/stores/seal.ts";
import { openDb, openSchema } from "../rules/sqlite.ts";
import { TODAY } from "./facts.ts";

export interface Judged {
  address: string;
  key: string;
  model: string;
}

export interface EvalDesk {
  kit: Kit;
  /** The pretended server, where no other was named. */
  hosted: Hosted | null;
  model: string;
  close(): Promise<void>;
}

const KEY_OWNER = "assist:key";
const SEAL_KEYS = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
const BUDGET = 10_000_000_000;

export async function openEvalDesk(judged: Judged | null): Promise<EvalDesk> {
  const hosted = judged === null ? await hostSimulator({ port: 0, preset: "empty" }) : null;
  const server = judged ?? { address: `${hosted?.url.replace("localhost", "127.0.0.1")}${MODEL_PATH}`, key: MODEL_KEY, model: MODELS[0] };
  const db = openDb(openSchema());
  const env = { SEAL_KEYS, TIKTOK_API_URL: hosted ? "http://127.0.0.1" : "https://tiktok.example" } as Kit["env"];
  const kit: Kit = {
    env,
    db,
    // Answers take real time; what day it is stands still, so that the same words are judged the same.
    now: () => TODAY,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch: (request, msMax = 60_000) => fetch(request, { signal: AbortSignal.timeout(msMax) }),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    later: () => {},
  };
  const key = server.key === "" ? null : seal(sealingOf(kit), KEY_OWNER, server.key);
  const models = JSON.stringify([{ name: server.model, in: 0, out: 0, sees: false }]);
  const tasks = JSON.stringify(Object.fromEntries(ASSIST_TASKS.map((task) => [task, server.model])));
  await db.run(
    sql`UPDATE assist_setting SET is_on = 1, address = ${server.address}, key_sealed = ${key}, models = ${models}, tasks = ${tasks},
      budget = ${BUDGET} WHERE one = 1`,
  );
  return { kit, hosted, model: server.model, close: async () => hosted?.close() };
}
