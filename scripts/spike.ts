// `npm run spike`: one store's demand grows forty-fold for 25 minutes, many times over, under the desk's own rule and under what others do. Prints how
// much of the stock was sold and how much was sold twice. The demand is invented: the table compares ways of publishing, it promises nothing.
import { type Demand, type Outcome, replay, type Way } from "../worker/balancing/replay.ts";

const SEEDS = 120;
const STORES = ["hot", "b", "c", "d"];
const UNTIL_MINUTE = 180;
const SPIKE_FROM_MINUTE = 15;
const SPIKE_MINUTES = 25;
const SPIKE_TIMES = 40;
/** Units a minute and store that a piece of stock is asked for in calm. */
const CALM_PER_PIECE = 1 / 1200;
const DELAY_MINUTES = { from: 1.5, to: 6 };
const SEEN_MINUTES = 0.1;

/** The same numbers for the same seed (mulberry32). */
function openChance(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function drawDemand(seed: number, stock: number): Demand {
  const chance = openChance(seed);
  const calm = stock * CALM_PER_PIECE;
  const wanted = STORES.flatMap((store) => {
    const times: number[] = [];
    const isSpike = (minute: number) => store === "hot" && minute >= SPIKE_FROM_MINUTE && minute < SPIKE_FROM_MINUTE + SPIKE_MINUTES;
    // Thinned from the fastest: exact for a rate that changes.
    const fastest = store === "hot" ? calm * SPIKE_TIMES : calm;
    for (let minute = 0; minute < UNTIL_MINUTE; ) {
      minute += -Math.log(1 - chance()) / fastest;
      if (chance() * fastest < (isSpike(minute) ? calm * SPIKE_TIMES : calm)) times.push(minute);
    }
    return times.map((minute) => ({ minute, store }));
  }).toSorted((one, other) => one.minute - other.minute);
  const delay = () => DELAY_MINUTES.from + chance() * (DELAY_MINUTES.to - DELAY_MINUTES.from);
  return { stores: STORES, stock, wanted, untilMinute: UNTIL_MINUTE, delay, seenMinutes: SEEN_MINUTES };
}

const WAYS: { name: string; way: Way }[] = [
  { name: "full quantity everywhere", way: { buffer: 0 } },
  { name: "fixed buffer 5", way: { buffer: 5 } },
  { name: "fixed buffer 15", way: { buffer: 15 } },
  { name: "equal ring-fence", way: { fence: true } },
  { name: "mixed rule, Careful", way: { dial: "careful" } },
  { name: "mixed rule, Balanced", way: { dial: "balanced" } },
  { name: "mixed rule, Keen", way: { dial: "keen" } },
];

export interface Summary {
  /** Pieces, on average. */
  sold: number;
  /** Part of the stock that was sold, at most once. */
  part: number;
  oversoldMean: number;
  oversoldMost: number;
  runsWithAny: number;
  pushes: number;
}

export function runSpikes(way: Way, stock: number, seeds = SEEDS): Summary {
  const runs = Array.from({ length: seeds }, (_, at) => replay(drawDemand(at + 1, stock), way));
  const mean = (of: (run: Outcome) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return {
    sold: mean(({ sold }) => sold),
    part: mean(({ sold, oversold }) => sold - oversold) / stock,
    oversoldMean: mean(({ oversold }) => oversold),
    oversoldMost: Math.max(...runs.map(({ oversold }) => oversold)),
    runsWithAny: runs.filter(({ oversold }) => oversold > 0).length,
    pushes: mean(({ pushes }) => pushes),
  };
}

function printTable(stock: number): string {
  const head = ["Way", `Sold of ${stock}`, "Of the stock", "Oversold, mean (worst)", `Runs with any of ${SEEDS}`, "Pushes"];
  const rows = WAYS.map(({ name, way }) => {
    const { sold, part, oversoldMean, oversoldMost, runsWithAny, pushes } = runSpikes(way, stock);
    const oversold = oversoldMost === 0 ? "0" : `${oversoldMean.toFixed(2)} (${oversoldMost})`;
    return [name, sold.toFixed(1), `${(part * 100).toFixed(1)} %`, oversold, String(runsWithAny), pushes.toFixed(0)];
  });
  const widths = head.map((word, at) => Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => row.map((word, at) => (at === 0 ? word.padEnd(widths[at] ?? 0) : word.padStart(widths[at] ?? 0))).join("  "))
    .join("\n");
}

if (import.meta.main) for (const stock of [120, 600]) console.log(`${printTable(stock)}\n`);
