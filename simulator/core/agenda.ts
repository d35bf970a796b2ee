// What will happen by itself and when: one moment per key, kept in the state and found through a heap.
// Refuses to know what a key means; whoever takes it off the agenda decides.

export interface Agenda {
  set(key: string, at: number): void;
  drop(key: string): void;
  has(key: string): boolean;
  /** The earliest key, or null. */
  peek(): { key: string; at: number } | null;
  /** Removes and returns the earliest key that is due, or null. */
  takeDue(now: number): { key: string; at: number } | null;
}

interface Entry {
  key: string;
  at: number;
  turn: number;
}

const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.turn < b.turn);

function sink(heap: Entry[], start: number): void {
  let place = start;
  for (;;) {
    const entry = heap[place];
    const left = 2 * place + 1;
    const right = left + 1;
    let least = place;
    if (heap[left] && entry && isBefore(heap[left], heap[least] ?? entry)) least = left;
    const best = heap[least];
    if (heap[right] && best && isBefore(heap[right], best)) least = right;
    const other = heap[least];
    if (least === place || !entry || !other) return;
    heap[place] = other;
    heap[least] = entry;
    place = least;
  }
}

function rise(heap: Entry[], start: number): void {
  let place = start;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const [entry, above] = [heap[place], heap[parent]];
    if (!entry || !above || !isBefore(entry, above)) return;
    heap[place] = above;
    heap[parent] = entry;
    place = parent;
  }
}

/** `moments` is the state (key → epoch milliseconds); the heap is rebuilt from it and may hold outdated entries, which are skipped. */
export function openAgenda(moments: Record<string, number>): Agenda {
  const known = new Map<string, Entry>();
  const heap: Entry[] = [];
  let turns = 0;
  const push = (key: string, at: number) => {
    const entry = { key, at, turn: turns++ };
    known.set(key, entry);
    heap.push(entry);
    rise(heap, heap.length - 1);
  };
  for (const [key, at] of Object.entries(moments)) push(key, at);
  const pop = () => {
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      sink(heap, 0);
    }
  };
  const peek = () => {
    while (heap[0] && known.get(heap[0].key) !== heap[0]) pop();
    return heap[0] ? { key: heap[0].key, at: heap[0].at } : null;
  };
  const drop = (key: string) => {
    known.delete(key);
    delete moments[key];
  };
  return {
    set: (key, at) => {
      if (moments[key] === at && known.has(key)) return;
      delete moments[key];
      moments[key] = at;
      push(key, at);
    },
    drop,
    has: (key) => known.has(key),
    peek,
    takeDue: (now) => {
      const first = peek();
      if (!first || first.at > now) return null;
      drop(first.key);
      return first;
    },
  };
}
