// All chance of a run, from one seed. Every concern draws from a stream of its own name, so switching one
// fault on does not shift what happens elsewhere. Not fit for secrets.

export interface Chance {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number below `below`. */
  whole(below: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  fill(bytes: Uint8Array): void;
  /** A further stream, decided by this one's seed and the name alone. */
  stream(name: string): Chance;
}

/** FNV-1a over UTF-16 units: enough to spread names and to compare traces. */
export function hashOf(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

export function createChance(seed: number): Chance {
  const origin = seed >>> 0;
  let state = hashOf("first", origin ^ 0x9e3779b9);
  // mulberry32: one 32-bit word of state, passes what a scheduler needs.
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = () => word() / 0x100000000;
  return {
    fraction,
    whole: (below) => Math.floor(fraction() * below),
    happens: (probability) => fraction() < probability,
    pick: (list) => list[Math.floor(fraction() * list.length)] as (typeof list)[number],
    fill: (bytes) => {
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = word() & 0xff;
    },
    stream: (name) => createChance(hashOf(name, origin ^ 0x85ebca6b)),
  };
}
