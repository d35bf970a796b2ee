// How long reports take over a year of a million orders: the built Worker in workerd, days as the counting leaves them, a person who is signed in
// and whose rights are asked. Prints for each report the median, the slowest of twenty and what D1 read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makePushKey } from "../push-key.ts";
import { startTillside, type Tillside } from "../workerd.ts";
import { fillYear, storeId, type Year } from "./year.ts";

const STORES = 20;
const DAY_MS = 86_400_000;
const ASKED_TIMES = 20;
const WARM_UP_TIMES = 3;
/** What a report over a year may take. The median is judged: the slowest say as much of what else the machine does. */
export const REPORT_MS_MAX = 300;

const write = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** As many days again lie before them, to be compared with. */
function yearBefore(now: number): Year & { from: string } {
  const until = write(now);
  return { stores: STORES, orders: 1_000_000, skus: 300, days: 2 * 365 + 1, until, from: write(now - 364 * DAY_MS) };
}

export interface Measured {
  name: string;
  p50: number;
  p95: number;
  rowsRead: number;
  trips: number;
  bytes: number;
}

const REPORTS: [name: string, path: string, more?: string][] = [
  ["Sales", "sales"],
  ["Sales, one store", "sales", `&stores=${storeId(3)}`],
  ["Sales by SKU", "skus"],
  ["Sales by item", "items"],
  ["Stock cover", "cover"],
  ["Fulfilment", "fulfilment"],
  ["Returns", "returns"],
];

export async function measureReports(): Promise<Measured[]> {
  const year = yearBefore(Date.now());
  const folder = mkdtempSync(path.join(tmpdir(), "insights-"));
  const log: Record<string, unknown>[] = [];
  const secrets = {
    SESSION_SECRET: "a session secret that is only good for benchmarks",
    SEAL_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    SETUP_TOKEN: "setup-token-for-benchmarks",
    PUSH_KEY: makePushKey(),
  };
  const onLog = (line: string) => line.startsWith("{") && log.push(JSON.parse(line));
  const tillside = await startTillside({ simulatorUrl: "http://127.0.0.1:9", secrets, stateFolder: folder, limits: false, onLog });
  try {
    const begun = performance.now();
    const rows = await fillYear(tillside.database, year);
    console.error(`filled in ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(rows)}`);
    const cookie = await signIn(tillside, secrets.SETUP_TOKEN);
    const measured: Measured[] = [];
    for (const [name, report, more = ""] of REPORTS) {
      const address = `${tillside.url}/api/insights/${report}?from=${year.from}&to=${year.until}${more}`;
      measured.push({ name, ...(await measure(address, cookie, log)) });
    }
    return measured;
  } finally {
    await tillside.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first person of the desk, who may see every store; answers the cookie. */
async function signIn({ url }: Tillside, token: string): Promise<string> {
  const post = (address: string, body: object) =>
    fetch(url + address, { method: "POST", headers: { origin: url, "content-type": "application/json" }, body: JSON.stringify(body) });
  const person = { email: "ana@example.com", password: "correct horse battery" };
  await post("/api/setup", { token, name: "Ana Admin", ...person });
  const signedIn = await post("/api/auth/sign-in/email", person);
  return signedIn.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

async function measure(address: string, cookie: string, log: Record<string, unknown>[]): Promise<Omit<Measured, "name">> {
  const times: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < WARM_UP_TIMES + ASKED_TIMES; turn += 1) {
    const begun = performance.now();
    const answer = await fetch(address, { headers: { cookie } });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${body}`);
    if (turn >= WARM_UP_TIMES) times.push(performance.now() - begun);
    bytes = body.length;
  }
  const spent = log.findLast(({ door, route }) => door === "http" && String(route).startsWith("GET /api/insights/")) ?? {};
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), rowsRead: Number(spent.rowsRead), trips: Number(spent.trips), bytes };
}

if (import.meta.main) {
  const measured = await measureReports();
  const line = (cells: (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(20) : String(cell).padStart(12))).join("");
  console.log(line(["Report", "p50 ms", "p95 ms", "rows read", "round trips", "bytes"]));
  for (const { name, p50, p95, rowsRead, trips, bytes } of measured) console.log(line([name, p50, p95, rowsRead, trips, bytes]));
  const slow = measured.filter(({ p50 }) => p50 > REPORT_MS_MAX);
  for (const { name, p50 } of slow) console.error(`${name} takes ${p50} ms, more than ${REPORT_MS_MAX}`);
  process.exit(slow.length === 0 ? 0 : 1);
}
