/** Everything the browser knows of the desk, in memory and nowhere else: answers by key, asked again when they are old, when somebody says that
 *  they changed, when the window is looked at again and when the connection is back. There is no second cache beside it. */
import { type Around, type Asked, Entry, type Key } from "./entry.ts";
import { beginsWith, nameOfKey } from "./share.ts";

/** A question as rooms write it. */
export interface Question<Data> {
  queryKey: Key;
  queryFn: () => Promise<Data>;
  staleTime?: number;
  gcTime?: number;
  retry?: false;
  /** What stands at the side of a page is first asked for when nothing more important is on its way. */
  isAside?: true;
  /** The name of what tells parts of the answer apart: what stays keeps its place on the page, field by field. */
  reconcile?: string;
}

interface Which {
  /** Those whose key begins so; absent, all. */
  queryKey?: Key;
  predicate?: (entry: Entry) => boolean;
}

export interface CacheRules {
  staleTime: number;
  /** When what failed so often is asked again; null where it never is. */
  retryAfterMs(failures: number, error: Error): number | null;
  /** Told of every failure of a question or an act. */
  onError(error: Error): void;
}

const KEPT_MS = 300_000;
/** Whatever is more important may be slow; then it is not waited for. */
const ASIDE_MS_MAX = 2_000;

export class QueryClient {
  readonly rules: CacheRules;
  #entries = new Map<string, Entry>();
  #around: Around;
  #online: Promise<void> | null = null;
  /** Questions on their way that somebody waits for, and who waits for them to be answered. */
  #important = 0;
  #waiting: (() => void)[] = [];
  #comeOnline: () => void = () => undefined;

  constructor(rules: CacheRules) {
    this.rules = rules;
    this.#around = {
      inTurn: (canWait, ask) => this.#askInTurn(canWait, ask),
      isOnline: () => this.#online === null,
      failed: rules.onError,
      forget: (entry) => this.#remove(entry),
    };
  }

  /** What a question amounts to once what holds for all is filled in. */
  complete<Data>({ queryFn, ...question }: Question<Data>): Asked<Data> {
    return {
      queryKey: question.queryKey,
      load: () => queryFn(),
      staleTime: question.staleTime ?? this.rules.staleTime,
      gcTime: question.gcTime ?? KEPT_MS,
      retryAfterMs: question.retry === false ? () => null : this.rules.retryAfterMs,
      isAside: question.isAside === true,
    };
  }

  /** The entry of a question; a new one where there is none. */
  find<Data>(asked: Asked<Data>): Entry<Data> {
    const name = nameOfKey(asked.queryKey);
    const found = this.#entries.get(name) ?? new Entry(asked as Asked, this.#around);
    this.#entries.set(name, found);
    return found as unknown as Entry<Data>;
  }

  /** What is known, where it is young enough; otherwise what is answered. Throws what the question throws. */
  fetchQuery<Data>(question: Question<Data>): Promise<Data> {
    const asked = this.complete(question);
    return this.find(asked).refresh(asked);
  }

  prefetchQuery(question: Question<unknown>): void {
    // Whoever looks at it hears of a failure.
    this.fetchQuery(question).catch(() => null);
  }

  getQueryData<Data>(queryKey: Key): Data | undefined {
    return this.#entries.get(nameOfKey(queryKey))?.state.data as Data | undefined;
  }

  setQueryData<Data>(queryKey: Key, change: Data | ((before: Data | undefined) => Data | undefined)): void {
    const asked = this.complete({ queryKey, queryFn: () => Promise.reject(new Error("nobody asked")) });
    const entry = this.find(asked) as unknown as Entry<Data>;
    entry.put(typeof change === "function" ? (change as (before: Data | undefined) => Data | undefined)(entry.state.data) : change);
  }

  /** Says that what is known is old. Resolves when all of it that is looked at was asked for again. */
  async invalidateQueries(which: Which = {}): Promise<void> {
    await Promise.all(this.findAll(which).map((entry) => entry.outdate()));
  }

  removeQueries(which: Which): void {
    for (const entry of this.findAll(which)) this.#remove(entry);
  }

  clear(): void {
    this.removeQueries({});
  }

  findAll({ queryKey, predicate }: Which): Entry[] {
    return [...this.#entries.values()].filter(
      (entry) => (queryKey === undefined || beginsWith(entry.queryKey, queryKey)) && (predicate?.(entry) ?? true),
    );
  }

  whenOnline(): Promise<void> {
    return this.#online ?? Promise.resolve();
  }

  /** What is asked without a connection waits for it. */
  setOnline(isOnline: boolean): void {
    if (isOnline) {
      this.#comeOnline();
      this.#online = null;
      this.revisit(false);
    } else {
      this.#online ??= new Promise((come) => {
        this.#comeOnline = come;
      });
    }
  }

  /** What is looked at and old is asked for again. `isFocus`: the window is looked at again. */
  revisit(isFocus = true): void {
    for (const entry of this.#entries.values()) entry.revisit(isFocus);
  }

  async #askInTurn<Data>(canWait: boolean, ask: () => Promise<Data>): Promise<Data> {
    await this.whenOnline();
    if (canWait) {
      await this.#whenQuiet();
      return ask();
    }
    this.#important += 1;
    try {
      return await ask();
    } finally {
      this.#important -= 1;
      // After what was answered has been drawn.
      if (this.#important === 0) setTimeout(() => this.#wake());
    }
  }

  #wake(): void {
    if (this.#important > 0) return;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Once the page that is being drawn has asked for what it needs, and that is there. */
  async #whenQuiet(): Promise<void> {
    await new Promise((drawn) => setTimeout(drawn));
    if (this.#important === 0) return;
    await new Promise<void>((wake) => {
      this.#waiting.push(wake);
      setTimeout(wake, ASIDE_MS_MAX);
    });
  }

  #remove(entry: Entry): void {
    entry.leave();
    this.#entries.delete(nameOfKey(entry.queryKey));
  }
}
