// How long reports take over a year of a million orders: the built Worker in workerd, days as the counting leaves them, a person who is signed in
// and whose rights are asked.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DAY_MS } from "../../worker/units.ts";
import { startTillside, type Tillside } from "../workerd.ts";
import { SECRETS } from "./data.ts";
import { type Goal, type Measured, type Row, rowOf, type Scale } from "./row.ts";
import { fillYear, storeId, type Year } from "./year.ts";

const YEAR = { quick: { stores: 4, orders: 50_000 }, full: { stores: 20, orders: 1_000_000 } };
const ASKED_TIMES = 20;
const WARM_UP_TIMES = 3;
/** What a report over a year may take. */
const REPORT_MS_MAX = 300;
const ROUND_TRIPS_MOST = 3;

const write = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** As many days again lie before them, to be compared with. */
function yearBefore(now: number, size: { stores: number; orders: number }): Year & { from: string } {
  const until = write(now);
  return { ...size, skus: 300, days: 2 * 365 + 1, until, from: write(now - 364 * DAY_MS) };
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

export async function measureReports({ isFull }: Scale): Promise<Measured> {
  const year = yearBefore(Date.now(), isFull ? YEAR.full : YEAR.quick);
  const folder = mkdtempSync(path.join(tmpdir(), "insights-"));
  const log: Record<string, unknown>[] = [];
  const onLog = (line: string) => line.startsWith("{") && log.push(JSON.parse(line));
  const tillside = await startTillside({ simulatorUrl: "http://127.0.0.1:9", secrets: SECRETS, stateFolder: folder, limits: false, onLog });
  try {
    const begun = performance.now();
    const rows = await fillYear(tillside.database, year);
    console.error(`filled in ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(rows)}`);
    const cookie = await signIn(tillside, SECRETS.SETUP_TOKEN);
    const measured: Measured = { rows: [], goals: [] };
    for (const [name, report, more = ""] of REPORTS) {
      const address = `${tillside.url}/api/insights/${report}?from=${year.from}&to=${year.until}${more}`;
      const row = await measure(`report: ${name}`, address, cookie, log);
      measured.rows.push(row);
      measured.goals.push(...goalsOf(row));
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

/** The median is judged: the slowest say as much of what else the machine does. */
const goalsOf = ({ name, p50, round_trips = 0 }: Row): Goal[] => [
  { name: `${name}: median, ms`, kind: "timing", is: p50, most: REPORT_MS_MAX },
  { name: `${name}: round trips`, kind: "count", is: round_trips, most: ROUND_TRIPS_MOST },
];

async function measure(name: string, address: string, cookie: string, log: Record<string, unknown>[]): Promise<Row> {
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UP_TIMES + ASKED_TIMES; turn += 1) {
    const begun = performance.now();
    const answer = await fetch(address, { headers: { cookie } });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${body}`);
    if (turn >= WARM_UP_TIMES) times.push(performance.now() - begun);
  }
  const spent = log.findLast(({ door, route }) => door === "http" && String(route).startsWith("GET /api/insights/")) ?? {};
  return rowOf(name, "ms", times, {
    rows_read: Number(spent.rowsRead),
    rows_written: Number(spent.rowsWritten),
    round_trips: Number(spent.trips),
  });
}
