// What happened, event by event: the last ones in full for printing when a run fails, and a digest of all
// of them for saying that two runs were the same.
import { hashOf } from "./chance.ts";

const KEPT_MAX = 400;

export interface TraceEntry {
  /** Counts every event of the run from 1. */
  step: number;
  /** Virtual epoch milliseconds. */
  at: number;
  /** Who it concerns: an invocation or an object. */
  who: string;
  what: string;
}

export interface Trace {
  /** The last entries, oldest first. */
  readonly entries: TraceEntry[];
  /** Over every entry of the run, also those no longer kept. */
  readonly digest: string;
  record(at: number, who: string, what: string): void;
  lines(last?: number): string;
}

export function createTrace(): Trace {
  const ring: TraceEntry[] = [];
  let step = 0;
  let digest = 0x811c9dc5;
  const entries = () => [...ring.slice(step % KEPT_MAX), ...ring.slice(0, step % KEPT_MAX)].slice(-KEPT_MAX);
  return {
    get entries() {
      return ring.length < KEPT_MAX ? [...ring] : entries();
    },
    get digest() {
      return `${step}:${digest.toString(16)}`;
    },
    record(at, who, what) {
      ring[step % KEPT_MAX] = { step: step + 1, at, who, what };
      step += 1;
      digest = hashOf(what, hashOf(who, digest ^ Math.floor(at * 1_000)));
    },
    lines(last = 40) {
      return this.entries
        .slice(-last)
        .map((entry) => `${entry.step} ${new Date(entry.at).toISOString()} ${entry.who}: ${entry.what}`)
        .join("\n");
    },
  };
}
