// Data sets of three sizes, each made once and kept beside the machine's other temporary files under the schema's version and the seed's; whoever
// measures gets a copy. Rows go straight into D1's own file while nothing else has it open.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { StoreRow } from "../../worker/stores/table.ts";
import { DAY_MS } from "../../worker/units.ts";
import { makePushKey } from "../push-key.ts";
import { migrationNames, startTillside } from "../workerd.ts";
import { fillOrders } from "./orders.ts";
import { fillPeople, PEOPLE, personId } from "./people.ts";
import { fillTickets } from "./tickets.ts";

export interface Size {
  name: "S" | "M" | "L";
  tickets: number;
  orders: number;
}

export const SIZES = {
  S: { name: "S", tickets: 1_000, orders: 10_000 },
  M: { name: "M", tickets: 10_000, orders: 100_000 },
  L: { name: "L", tickets: 100_000, orders: 1_000_000 },
} as const satisfies Record<string, Size>;

const STORES = 20;
const MESSAGES_PER_TICKET = 10;
/** Changes with what is invented, so that an older set is not taken for it. */
const SEED = 1;
const CACHE_PAGES = -400_000;

export const SECRETS = {
  SESSION_SECRET: "a session secret that is only good for benchmarks",
  SEAL_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  SETUP_TOKEN: "setup-token-for-benchmarks",
  PUSH_KEY: makePushKey(),
};

const storeName = (at: number) => `sto_bench${String(at).padStart(2, "0")}`;
export const STORE_NAMES = Array.from({ length: STORES }, (_, at) => storeName(at));

const migrations = path.resolve(import.meta.dirname, "../../migrations");

/** Days pass, and what is due today is not due tomorrow: a set is good for its day. */
function nameOf(size: Size, today: number): string {
  const schema = createHash("sha256");
  for (const name of migrationNames()) schema.update(readFileSync(path.join(migrations, name)));
  return `${size.name}-${schema.digest("hex").slice(0, 10)}-${SEED}-${new Date(today).toISOString().slice(0, 10)}`;
}

/** A folder of its own with the data in it, for startTillside; the caller deletes it. */
export async function copyData(size: Size): Promise<string> {
  const kept = path.join(tmpdir(), "tillside-bench");
  mkdirSync(kept, { recursive: true });
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const made = path.join(kept, nameOf(size, today));
  if (!existsSync(made)) {
    dropOlder(kept, size);
    const begun = performance.now();
    const folder = mkdtempSync(path.join(kept, "making-"));
    await fill(folder, size);
    renameSync(folder, made);
    console.error(`data ${size.name}: ${size.tickets} tickets, ${size.orders} orders, made in ${seconds(begun)} s`);
  }
  const copy = mkdtempSync(path.join(kept, "run-"));
  cpSync(made, copy, { recursive: true });
  return copy;
}

const seconds = (since: number) => Math.round((performance.now() - since) / 1000);

function dropOlder(kept: string, size: Size): void {
  for (const name of readdirSync(kept)) if (name.startsWith(`${size.name}-`)) rmSync(path.join(kept, name), { recursive: true });
}

async function fill(folder: string, size: Size): Promise<void> {
  // The product makes its own schema, where Miniflare will look for it.
  const tillside = await startTillside({ simulatorUrl: "http://127.0.0.1:9", secrets: SECRETS, stateFolder: folder, limits: false });
  await tillside.stop();
  const database = openFile(folder);
  const now = Date.now();
  const store = database.prepare(`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at, stock_managed)
    VALUES (?, ?, ?, 'US', 'USD', 'America/Los_Angeles', 1, 0)`);
  for (const [at, id] of STORE_NAMES.entries()) store.run(id, `Store ${at}`, (at % 8) + 1);
  fillPeople(database, STORE_NAMES, now);
  const rows = database.prepare("SELECT * FROM store").all() as unknown as StoreRow[];
  await fillOrders(database, rows, { orders: size.orders, newest: Math.floor(now / 1000) - 60 });
  fillTickets(database, {
    tickets: size.tickets,
    messagesPerTicket: MESSAGES_PER_TICKET,
    orders: size.orders,
    stores: STORE_NAMES,
    people: Array.from({ length: PEOPLE }, (_, at) => personId(at)),
    now,
  });
  // As the counting of reports leaves it.
  database.exec("DELETE FROM figure_due; PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

/** D1's own file under a folder of Miniflare's. Nothing else may have it open. */
export function openFile(folder: string): DatabaseSync {
  const file = readdirSync(folder, { recursive: true, encoding: "utf8" }).find(
    (one) => /d1/i.test(one) && one.endsWith(".sqlite") && path.basename(one) !== "metadata.sqlite",
  );
  if (!file) throw new Error(`no database under ${folder}`);
  const database = new DatabaseSync(path.join(folder, file));
  database.exec(`PRAGMA synchronous = OFF; PRAGMA cache_size = ${CACHE_PAGES}`);
  return database;
}
