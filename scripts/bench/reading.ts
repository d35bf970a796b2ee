// Lists and search over data of each size: how many rows D1 reads for a page, which must not depend on how much there is, and how long a page takes.

import { SIZES } from "./data.ts";
import { ASKED, type Asked } from "./pages.ts";
import { type Counts, type Goal, type Measured, type Row, rowOf, type Scale } from "./row.ts";
import { type Stand, timed, withStands } from "./stand.ts";

const WARM_UP_TIMES = 3;
const TIMES = { quick: 15, full: 100 };
/** Rows a page may read more or less at another size: what is at the edge of a page, or just due. */
const SAME_ROWS = 5;
const ANSWER_BYTES_MOST = 50_000;

interface Asking {
  asked: Asked;
  counts: Counts;
  /** Rows of the page. */
  shown: number;
  bytes: number;
  row: Row;
}

export async function measureReading({ isFull }: Scale): Promise<Measured> {
  const rows: Row[] = [];
  const goals: Goal[] = [];
  let smallest: Asking[] | null = null;
  for (const size of isFull ? [SIZES.S, SIZES.M, SIZES.L] : [SIZES.S, SIZES.M]) {
    const asking = await withStands([{ size }], async (stand) => {
      const all: Asking[] = [];
      for (const asked of ASKED) all.push(await ask(stand, asked, isFull ? TIMES.full : TIMES.quick));
      return all;
    });
    rows.push(...asking.map(({ row }) => row));
    goals.push(...asking.flatMap((one) => goalsOf(one, size.name)));
    if (smallest) goals.push(...growth(smallest, asking, size.name));
    else smallest = asking;
  }
  return { rows, goals };
}

async function ask(stand: Stand, asked: Asked, times: number): Promise<Asking> {
  const desk = stand.desk(asked.person);
  for (let turn = 0; turn < WARM_UP_TIMES; turn += 1) await timed(desk, asked.address);
  let body = "";
  const counts = await stand.spend(
    ({ door, route }) => door === "http" && route?.startsWith("GET ") === true,
    async () => ({ body } = await timed(desk, asked.address)),
  );
  const spent: number[] = [];
  for (let turn = 0; turn < times; turn += 1) spent.push((await timed(desk, asked.address)).ms);
  const shown = (JSON.parse(body) as { rows: object[] }).rows.length;
  return { asked, counts, shown, bytes: body.length, row: rowOf(`${asked.name} @${stand.size.name}`, "ms", spent, counts) };
}

function goalsOf({ asked, counts, bytes }: Asking, size: string): Goal[] {
  const name = `${asked.name} @${size}`;
  return [
    { name: `${name}: rows read`, kind: "count", is: counts.rows_read, most: asked.rowsReadMost },
    { name: `${name}: rows written`, kind: "count", is: counts.rows_written, most: 0 },
    { name: `${name}: round trips`, kind: "count", is: counts.round_trips, most: asked.tripsMost },
    ...(asked.isList ? [] : [{ name: `${name}: bytes`, kind: "count", is: bytes, most: ANSWER_BYTES_MOST } as const]),
  ];
}

/** What a page reads beside the rows it shows is the same however much there is. */
function growth(small: Asking[], large: Asking[], size: string): Goal[] {
  return large.flatMap(({ asked, counts, shown }, at) => {
    const other = small[at];
    if (!other || !asked.isList || asked.rowsReadMost > 60) return [];
    const grown = counts.rows_read - shown - (other.counts.rows_read - other.shown);
    return [{ name: `${asked.name} @${size}: rows read more than @S`, kind: "count", is: Math.abs(grown), most: SAME_ROWS }];
  });
}
