// All chance of the simulator: independent seeded streams, each one number of state, so that a history replays from its seed and
// a poll that draws a request id does not change which order id comes next. Refuses every other source of randomness.

export interface Chance {
  /** A number in [0, 1). */
  number(): number;
  /** A whole number in [0, end). */
  below(end: number): number;
  /** True with this probability; draws nothing for 0 and 1, so an idle fault does not move the stream. */
  hits(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

const SPREAD = 0x9e3779b1;

/** Mixes text into 32 bits (FNV-1a with a final avalanche); also used to choose a picture for a name. */
export function mixText(text: string, start = 0x811c9dc5): number {
  let mixed = start;
  for (let i = 0; i < text.length; i++) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** The stream `name` over `streams`, which holds its state (mulberry32: 32 bits, one multiplication a draw). */
export function openChance(streams: Record<string, number>, name: string, seed: number): Chance {
  streams[name] ??= mixText(name, Math.imul(seed | 0, SPREAD) ^ 0x811c9dc5);
  const number = () => {
    const state = ((streams[name] ?? 0) + 0x6d2b79f5) | 0;
    streams[name] = state;
    let drawn = Math.imul(state ^ (state >>> 15), 1 | state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(number() * end);
  return {
    number,
    below,
    hits: (probability) => (probability >= 1 ? true : probability <= 0 ? false : number() < probability),
    pick: <T>(list: readonly T[]): T => {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new Error("Nothing to pick from.");
      return chosen;
    },
  };
}
