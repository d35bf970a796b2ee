// How a walk over what changed is cut into jobs: whatever many changes fall into whatever short time, each job goes on where nobody has been, and
// the walk ends.
import { expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { walkChanges } from "../../worker/sync/reconcile.ts";
import { openDb, openSchema } from "./sqlite.ts";

const NOW = 1_800_000_000;
const HOUR = 3_600;
const PER_PAGE = 100;
const JOB_SECONDS = 10;
const JOBS_MAX = 20;

const database = openSchema();

interface Told {
  jobs: number;
  pages: number;
  /** Changes nobody has read. */
  unread: number;
  cursor: number;
}

/** One job after the other, as long as one says that something is left. */
async function walk(times: number[], until: number, isNews: boolean): Promise<Told> {
  database.exec(`INSERT OR REPLACE INTO cursor VALUES ('sto_1', 'orders', ${until})`);
  const cursor = () => Number(database.prepare("SELECT until_time FROM cursor").get()?.until_time);
  const unread = new Set(times.keys());
  let pages = 0;
  for (let jobs = 1; jobs <= JOBS_MAX; jobs += 1) {
    const now = (NOW + (jobs - 1) * JOB_SECONDS) * 1000;
    const kit = { db: openDb(database), now: () => now } as unknown as Kit;
    const { finished } = await walkChanges(kit, { storeId: "sto_1", stream: "orders", until: cursor() }, async (range) => {
      pages += 1;
      const found = [...times.keys()].filter((at) => (times[at] ?? 0) >= range.from && (times[at] ?? 0) < range.before);
      const at = Number(range.pageToken);
      const some = found.slice(at, at + PER_PAGE);
      const hasNews = isNews && some.some((one) => unread.has(one));
      for (const one of some) unread.delete(one);
      const nextPageToken = at + PER_PAGE < found.length ? String(at + PER_PAGE) : "";
      return { times: some.map((one) => times[one] ?? 0), isNews: hasNews, nextPageToken };
    });
    if (finished) return { jobs, pages, unread: unread.size, cursor: cursor() };
  }
  throw new Error(`more than ${JOBS_MAX} jobs`);
}

/** So many changes, evenly over so many seconds. */
const changes = (count: number, from: number, seconds: number) =>
  Array.from({ length: count }, (_, at) => from + Math.floor((at * seconds) / count));

const LAST = NOW - HOUR;

test.each<[what: string, times: number[], until: number, isNews: boolean, most: { jobs: number; pages: number }]>([
  ["nothing has changed", [], LAST, false, { jobs: 1, pages: 1 }],
  ["a page, known already", changes(80, LAST, HOUR), LAST, false, { jobs: 1, pages: 1 }],
  ["6 000 within an hour", changes(6_000, LAST, HOUR), LAST, true, { jobs: 2, pages: 70 }],
  ["6 000 within 200 seconds", changes(6_000, LAST + 60, 200), LAST, true, { jobs: 2, pages: 100 }],
  ["6 000 within 200 seconds, known already", changes(6_000, LAST + 60, 200), LAST, false, { jobs: 2, pages: 100 }],
  ["20 000 within half an hour, known already", changes(20_000, LAST + 60, HOUR / 2), LAST, false, { jobs: 6, pages: 400 }],
  ["6 000 that were walked before", changes(6_000, LAST - 200, 200), LAST, false, { jobs: 1, pages: 60 }],
  ["6 000 within one second", changes(6_000, LAST + 60, 1), LAST, true, { jobs: 2, pages: 120 }],
  ["6 000 within the last minute", changes(6_000, NOW - 60, 60), LAST, true, { jobs: 1, pages: 60 }],
  ["6 000 within the last minute, right after a walk", changes(6_000, NOW - 60, 60), NOW - 120, true, { jobs: 1, pages: 60 }],
])("%s: every change is read, and the walk ends", async (_, times, until, isNews, most) => {
  const told = await walk(times, until, isNews);
  expect(told).toMatchObject({ unread: 0 });
  expect(told.jobs).toBeLessThanOrEqual(most.jobs);
  expect(told.pages).toBeLessThanOrEqual(most.pages);
  if (isNews) expect(told.cursor).toBe(Math.max(until, NOW + (told.jobs - 1) * JOB_SECONDS - 120));
});

test("a walk that found nothing new and left nothing does not write", async () => {
  expect(await walk(changes(80, LAST, 60), NOW - 1_000, false)).toMatchObject({ cursor: NOW - 1_000 });
});
