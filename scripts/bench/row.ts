// What a workload hands back: rows that are measured, and goals that are judged. Counts and ratios of one run are judged as they are; a timing
// says as much of the machine as of the product, so it fails only at twice its goal.

export interface Counts {
  rows_read: number;
  rows_written: number;
  round_trips: number;
}

export interface Row extends Partial<Counts> {
  name: string;
  unit: string;
  p50: number;
  p95: number;
  p99: number;
  n: number;
}

export interface Goal {
  name: string;
  kind: "count" | "ratio" | "timing";
  is: number;
  most?: number;
  least?: number;
}

export interface Measured {
  rows: Row[];
  goals: Goal[];
}

export interface Workload {
  name: string;
  /** What it answers, in a few words. */
  about: string;
  measure(scale: Scale): Promise<Measured>;
}

/** quick: minutes, to see that it works and what is read and written; full: the sizes goals are about. */
export interface Scale {
  isFull: boolean;
}

const TIMING_SLACK = 2;
const DIGITS = 100;

export const round = (value: number) => Math.round(value * DIGITS) / DIGITS;

export function rowOf(name: string, unit: string, values: number[], counts: Partial<Counts> = {}): Row {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
  return { name, unit, p50: at(0.5), p95: at(0.95), p99: at(0.99), n: values.length, ...counts };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function isMet({ kind, is, most, least }: Goal): boolean {
  const slack = kind === "timing" ? TIMING_SLACK : 1;
  return (most === undefined || is <= most * slack) && (least === undefined || is * slack >= least);
}

export const join = (parts: Measured[]): Measured => ({
  rows: parts.flatMap(({ rows }) => rows),
  goals: parts.flatMap(({ goals }) => goals),
});
