/** One answer the browser keeps under its key: asked for once however many look at it, asked again when it is old or somebody says that it
 *  changed, and forgotten a while after nobody looks. It knows neither the page nor Solid, and nothing of what it keeps. */
import { shareEqual } from "./share.ts";

export type Key = readonly unknown[];

export interface Known<Data> {
  /** Undefined until the first answer. */
  data: Data | undefined;
  /** When it was answered, 0 before. */
  updatedAt: number;
  /** Why the last question failed; null once one was answered. */
  error: Error | null;
  status: "pending" | "error" | "success";
  asking: "no" | "all" | "next";
}

export interface Asked<Data = unknown> {
  queryKey: Key;
  /** Asks for all of it, or for what follows. */
  load(before: Data | undefined, part: "all" | "next"): Promise<Data>;
  /** Younger answers are not asked for again. */
  staleTime: number;
  /** How long an answer nobody looks at is kept. */
  gcTime: number;
  /** When a question that failed is worth another try; null where it is not. */
  retryAfterMs(failures: number, error: Error): number | null;
  /** Stands at the side of a page: asked for once nothing more important is on its way. */
  isAside: boolean;
}

/** Somebody who looks at an entry. */
export interface Onlooker<Data> {
  asked(): Asked<Data>;
  /** Whoever is not asking yet looks, but nothing is asked for them. */
  isAsking(): boolean;
  /** Whether it is asked again when the window is looked at again. */
  isRevisiting(): boolean;
  changed(): void;
}

/** What an entry needs of the cache around it. */
export interface Around {
  /** Asks when there is a connection, and what can wait when nothing else is asked. */
  inTurn<Data>(canWait: boolean, ask: () => Promise<Data>): Promise<Data>;
  isOnline(): boolean;
  failed(error: Error): void;
  forget(entry: Entry): void;
}

export class Entry<Data = unknown> {
  readonly queryKey: Key;
  state: Known<Data> = { data: undefined, updatedAt: 0, error: null, status: "pending", asking: "no" };
  /** Taken out of the cache: whatever still comes is nobody's. */
  isGone = false;
  #around: Around;
  #asked: Asked<Data>;
  #onlookers = new Set<Onlooker<Data>>();
  #isOutdated = false;
  #isAskedAgain = false;
  #run = 0;
  #answer: Promise<Data> | null = null;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor(asked: Asked<Data>, around: Around) {
    this.queryKey = asked.queryKey;
    this.#asked = asked;
    this.#around = around;
    this.#forgetLater();
  }

  /** Answers what ends it. */
  watch(onlooker: Onlooker<Data>): () => void {
    clearTimeout(this.#forgetting);
    this.#onlookers.add(onlooker);
    this.#asked = onlooker.asked();
    return () => {
      this.#onlookers.delete(onlooker);
      if (this.#onlookers.size === 0) this.#forgetLater();
    };
  }

  isLookedAt(): boolean {
    return this.#asking() !== undefined;
  }

  isStale({ staleTime }: { staleTime: number }): boolean {
    return this.#isOutdated || this.state.data === undefined || this.state.updatedAt + staleTime <= Date.now();
  }

  /** Asks where what is known is old; joins a question that is on its way. */
  refresh(asked: Asked<Data>): Promise<Data> {
    this.#asked = asked;
    if (this.#answer) return this.#answer;
    return this.isStale(asked) ? this.#ask("all") : Promise.resolve(this.state.data as Data);
  }

  /** When the window is looked at again, or the connection is back. */
  revisit(isFocus: boolean): void {
    const onlooker = [...this.#onlookers].find((one) => one.isAsking() && (!isFocus || one.isRevisiting()));
    if (onlooker && !this.#answer && this.isStale(onlooker.asked())) void this.#ask("all");
  }

  /** Asks anew. A first answer on its way, or a further page, comes in before: nothing that was waited for is lost to a burst of news. */
  askAgain(): Promise<Data> {
    this.#asked = this.#asking()?.asked() ?? this.#asked;
    if (this.#answer && (this.state.asking === "next" || this.state.data === undefined)) {
      this.#isAskedAgain = true;
      return this.#answer;
    }
    return this.#ask("all");
  }

  /** For a timer: joins what is on its way. */
  askInTurn(): void {
    if (!this.#answer) void this.askAgain();
  }

  /** What follows the last page, after whatever is on its way. */
  async askFurther(): Promise<void> {
    if (this.state.asking === "next") return;
    await this.#answer?.catch(() => null);
    if (!this.#answer && this.state.data !== undefined) await this.#ask("next").catch(() => null);
  }

  /** What is known is old; whoever looks at it is asked for, and the promise waits for that. */
  async outdate(): Promise<void> {
    this.#isOutdated = true;
    if (!this.isLookedAt()) return;
    const answer = this.askAgain().catch(() => null);
    if (this.#around.isOnline()) await answer;
  }

  /** What somebody knows without asking. */
  put(data: Data | undefined): void {
    if (data !== undefined) this.#learn(data, this.state.asking);
  }

  leave(): void {
    this.isGone = true;
    clearTimeout(this.#forgetting);
  }

  #asking(): Onlooker<Data> | undefined {
    return [...this.#onlookers].find((one) => one.isAsking());
  }

  #ask(part: "all" | "next"): Promise<Data> {
    this.#run += 1;
    this.#isAskedAgain = false;
    const hasNothing = this.state.updatedAt === 0;
    this.#set({ ...this.state, asking: part, ...(hasNothing ? { status: "pending", error: null } : {}) });
    const answer = this.#walk(this.#run, part);
    this.#answer = answer;
    // Whoever waits for it hears of a failure, and so do those who look.
    answer.catch(() => null);
    return answer;
  }

  async #walk(run: number, part: "all" | "next"): Promise<Data> {
    const { load, retryAfterMs, isAside } = this.#asked;
    for (let failures = 0; ; failures++) {
      let failure: Error;
      try {
        const { data: before } = this.state;
        const data = await this.#around.inTurn(isAside && before === undefined, () => load(before, part));
        return this.#isOvertaken(run) ? this.#newer() : this.#land(data);
      } catch (error) {
        failure = error as Error;
      }
      if (this.#isOvertaken(run)) return this.#newer();
      const after = retryAfterMs(failures, failure);
      if (after === null) return this.#fail(failure);
      await new Promise((wake) => setTimeout(wake, after));
      if (this.#isOvertaken(run)) return this.#newer();
    }
  }

  #isOvertaken = (run: number) => run !== this.#run;

  #newer(): Promise<Data> {
    return this.#answer ?? Promise.resolve(this.state.data as Data);
  }

  #land(data: Data): Data | Promise<Data> {
    this.#answer = null;
    this.#learn(data, "no");
    return this.#isAskedAgain ? this.#ask("all") : (this.state.data as Data);
  }

  #fail(error: Error): Promise<Data> {
    this.#answer = null;
    this.#set({ ...this.state, error, status: "error", asking: "no" });
    if (!this.isGone) this.#around.failed(error);
    if (this.#isAskedAgain) return this.#ask("all");
    throw error;
  }

  #learn(data: Data, asking: Known<Data>["asking"]): void {
    this.#isOutdated = false;
    this.#set({ data: shareEqual(this.state.data, data), updatedAt: Date.now(), error: null, status: "success", asking });
  }

  #set(state: Known<Data>): void {
    this.state = state;
    for (const onlooker of this.#onlookers) onlooker.changed();
  }

  #forgetLater(): void {
    if (this.isGone || !Number.isFinite(this.#asked.gcTime)) return;
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.#around.forget(this as unknown as Entry), this.#asked.gcTime);
  }
}
