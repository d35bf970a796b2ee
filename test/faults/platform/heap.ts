// A binary heap of things to happen, earliest first, equal times in the order they were put in.

export interface Happening {
  at: number;
  order: number;
  who: string;
  what: string;
  cancelled: boolean;
  act(): void;
}

export class Heap {
  private readonly items: Happening[] = [];

  get size(): number {
    return this.items.length;
  }

  /** The earliest that is not cancelled; cancelled ones in front of it are dropped. */
  peek(): Happening | undefined {
    while (this.items[0]?.cancelled) this.take();
    return this.items[0];
  }

  put(item: Happening): void {
    const { items } = this;
    items.push(item);
    let child = items.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!isEarlier(item, items[parent] as Happening)) break;
      items[child] = items[parent] as Happening;
      child = parent;
    }
    items[child] = item;
  }

  take(): Happening | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (first && last && items.length > 0) this.sink(last);
    return first;
  }

  pending(): Happening[] {
    return this.items.filter((item) => !item.cancelled).toSorted((a, b) => (isEarlier(a, b) ? -1 : 1));
  }

  private sink(item: Happening): void {
    const { items } = this;
    let parent = 0;
    for (;;) {
      let child = parent * 2 + 1;
      if (child >= items.length) break;
      const right = items[child + 1];
      if (right && isEarlier(right, items[child] as Happening)) child += 1;
      if (!isEarlier(items[child] as Happening, item)) break;
      items[parent] = items[child] as Happening;
      parent = child;
    }
    items[parent] = item;
  }
}

function isEarlier(a: Happening, b: Happening): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
