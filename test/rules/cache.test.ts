// What the browser keeps of the desk's answers: when it asks, when it does not, and that no burst of news, lost connection or slow answer leaves
// something older on the page than what was known. On a driven clock, without a page.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QueryClient, type Question } from "../../web/cache/cache.ts";
import type { Entry, Onlooker } from "../../web/cache/entry.ts";
import { loadPages } from "../../web/cache/pages.ts";
import { beginsWith, nameOfKey, shareEqual } from "../../web/cache/share.ts";

const FRESH_MS = 30_000;
const RETRIES_MAX = 2;

let cache: QueryClient;
let failures: Error[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  failures = [];
  cache = new QueryClient({
    staleTime: FRESH_MS,
    retryAfterMs: (times, error) => (error.message === "away" && times < RETRIES_MAX ? 1_000 << times : null),
    onError: (error) => failures.push(error),
  });
});
afterEach(() => void vi.useRealTimers());

/** A question whose answers come when the story says so. */
function asking(queryKey: readonly unknown[] = ["tickets"], more: Partial<Question<unknown>> = {}) {
  const open: PromiseWithResolvers<unknown>[] = [];
  const question = {
    queryKey,
    queryFn: () => {
      const one = Promise.withResolvers<unknown>();
      open.push(one);
      return one.promise;
    },
    ...more,
  };
  const settle = (act: (one: PromiseWithResolvers<unknown> | undefined) => void) => async (at: number) => {
    act(open[at]);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    question,
    times: () => open.length,
    answer: (at: number, data: unknown) => settle((one) => one?.resolve(data))(at),
    refuse: (at: number, words: string) => settle((one) => one?.reject(new Error(words)))(at),
  };
}

/** As a component does it. */
function look(question: Question<unknown>, { enabled = true, focus = true } = {}) {
  const asked = cache.complete(question);
  const entry: Entry = cache.find(asked);
  let changes = 0;
  const onlooker: Onlooker<unknown> = {
    asked: () => asked,
    isAsking: () => enabled,
    isRevisiting: () => focus,
    changed: () => (changes += 1),
  };
  const leave = entry.watch(onlooker);
  if (enabled) entry.refresh(asked).catch(() => null);
  return { entry, leave, changes: () => changes, data: () => entry.state.data };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("an answer is asked for", () => {
  it("once, however many look at it, and not again while it is young", async () => {
    const { question, times, answer } = asking();
    const one = look(question);
    const other = look(question);
    await pass(0);
    expect(times()).toBe(1);
    await answer(0, { rows: [1] });
    expect([one.data(), other.data()]).toEqual([{ rows: [1] }, { rows: [1] }]);
    await pass(FRESH_MS - 1);
    look(question);
    await pass(0);
    expect(times()).toBe(1);
    await pass(1);
    look(question);
    await pass(0);
    expect(times()).toBe(2);
  });

  it("by nobody who is not asking yet", async () => {
    const { question, times } = asking();
    look(question, { enabled: false });
    await cache.invalidateQueries();
    await pass(0);
    expect(times()).toBe(0);
  });

  it("again when somebody says that it changed, where it is looked at; elsewhere when it is next looked at", async () => {
    const seen = asking(["tickets", "todo"]);
    const unseen = asking(["tickets", "mine"]);
    const other = asking(["orders"]);
    look(seen.question);
    look(other.question);
    const left = look(unseen.question);
    await pass(0);
    await Promise.all([seen.answer(0, 1), other.answer(0, 1), unseen.answer(0, 1)]);
    left.leave();
    const isAskedFor = vi.fn();
    void cache.invalidateQueries({ queryKey: ["tickets"] }).then(isAskedFor);
    await pass(0);
    expect([seen.times(), unseen.times(), other.times()]).toEqual([2, 1, 1]);
    expect(isAskedFor).not.toHaveBeenCalled();
    await seen.answer(1, 2);
    expect(isAskedFor).toHaveBeenCalledOnce();
    look(unseen.question);
    await pass(0);
    expect(unseen.times()).toBe(2);
  });

  it("again when the window is looked at, where it is old and meant to be", async () => {
    const { question, times, answer } = asking();
    const still = asking(["rota"]);
    look(question);
    look(still.question, { focus: false });
    await pass(0);
    await Promise.all([answer(0, 1), still.answer(0, 1)]);
    cache.revisit();
    await pass(FRESH_MS);
    expect(times()).toBe(1);
    cache.revisit();
    await pass(0);
    expect([times(), still.times()]).toEqual([2, 1]);
  });
});

describe("what stands at the side of a page", () => {
  it("is first asked for when what the page is about is there, or slow; later it is asked like everything else", async () => {
    const page = asking(["tickets"]);
    const aside = asking(["names"], { isAside: true });
    const slow = asking(["orders"]);
    look(aside.question);
    look(page.question);
    await pass(0);
    expect([page.times(), aside.times()]).toEqual([1, 0]);
    await page.answer(0, 1);
    await pass(0);
    expect(aside.times()).toBe(1);
    await aside.answer(0, "Ana");
    look(slow.question);
    void cache.invalidateQueries({ queryKey: ["names"] });
    await pass(0);
    expect(aside.times()).toBe(2);
    const other = asking(["teams"], { isAside: true });
    look(other.question);
    await pass(1_999);
    expect(other.times()).toBe(0);
    await pass(1);
    expect(other.times()).toBe(1);
  });
});

describe("what is on its way", () => {
  it("is overtaken by news: the older answer changes nothing any more", async () => {
    const { question, answer } = asking();
    const { data } = look(question);
    await pass(0);
    await answer(0, "first");
    void cache.invalidateQueries();
    await pass(0);
    void cache.invalidateQueries();
    await pass(0);
    await answer(2, "newest");
    await answer(1, "older");
    expect(data()).toBe("newest");
  });

  it("is waited for where nothing is known yet, and then asked for once more", async () => {
    const { question, times, answer } = asking();
    const { data } = look(question);
    await pass(0);
    for (let news = 0; news < 5; news++) void cache.invalidateQueries();
    await pass(0);
    expect(times()).toBe(1);
    await answer(0, "before the news");
    expect([data(), times()]).toEqual(["before the news", 2]);
    await answer(1, "after it");
    expect([data(), times()]).toEqual(["after it", 2]);
  });

  it("is given to whoever fetched before it was overtaken", async () => {
    const { question, answer } = asking();
    const fetched = cache.fetchQuery(question);
    look(question);
    await pass(0);
    await answer(0, "old");
    await expect(fetched).resolves.toBe("old");
    const again = cache.fetchQuery({ ...question, staleTime: 0 });
    await pass(0);
    void cache.invalidateQueries();
    await pass(0);
    await answer(2, "new");
    await answer(1, "late");
    await expect(again).resolves.toBe("new");
  });
});

describe("a failure", () => {
  it("is tried again where nobody answered, later each time, and told once", async () => {
    const { question, times, refuse } = asking();
    const { entry } = look(question);
    await pass(0);
    await refuse(0, "away");
    expect(entry.state.status).toBe("pending");
    await pass(1_000);
    await refuse(1, "away");
    await pass(1_999);
    expect(times()).toBe(2);
    await pass(1);
    await refuse(2, "away");
    expect([entry.state.status, entry.state.error?.message, failures.length]).toEqual(["error", "away", 1]);
  });

  it("that is a refusal stays one; what was known stays beside it until an answer comes", async () => {
    const { question, times, answer, refuse } = asking();
    const { entry, data } = look(question);
    await pass(0);
    await answer(0, "known");
    void cache.invalidateQueries();
    await pass(0);
    await refuse(1, "forbidden");
    expect([data(), entry.state.status, times(), failures.length]).toEqual(["known", "error", 2, 1]);
    void entry.askAgain();
    await pass(0);
    await answer(2, "newer");
    expect([data(), entry.state.status, entry.state.error]).toEqual(["newer", "success", null]);
  });

  it("of something forgotten is nobody's", async () => {
    const { question, refuse } = asking();
    look(question);
    await pass(0);
    cache.clear();
    await refuse(0, "signed out");
    expect(failures).toEqual([]);
  });
});

describe("without a connection", () => {
  it("nothing is asked and nothing waited for, until it is back", async () => {
    const { question, times, answer } = asking();
    const { data } = look(question);
    await pass(0);
    await answer(0, "known");
    cache.setOnline(false);
    await cache.invalidateQueries();
    await pass(0);
    expect(times()).toBe(1);
    cache.setOnline(true);
    await pass(0);
    expect(times()).toBe(2);
    await answer(1, "newer");
    expect(data()).toBe("newer");
  });
});

describe("what nobody looks at", () => {
  it("is forgotten after its time, and kept for whoever comes back before", async () => {
    const { question, answer } = asking(["ticket", "a"], { gcTime: 10_000 });
    const { leave } = look(question);
    await pass(0);
    await answer(0, "known");
    leave();
    await pass(9_999);
    const again = look(question);
    expect(again.data()).toBe("known");
    await pass(60_000);
    expect(cache.getQueryData(["ticket", "a"])).toBe("known");
    again.leave();
    await pass(10_000);
    expect(cache.getQueryData(["ticket", "a"])).toBeUndefined();
  });

  it("goes with everything else when somebody signs out", async () => {
    const { question, answer } = asking(["me"]);
    look(question);
    await pass(0);
    await answer(0, "Ana");
    cache.clear();
    expect([cache.getQueryData(["me"]), cache.findAll({})]).toEqual([undefined, []]);
  });
});

describe("a list of pages", () => {
  const pageAfter = (after: number | undefined) => ({ rows: [after ?? 0], next: after === 2 ? null : (after ?? 0) + 1 });
  const question = {
    queryKey: ["tickets"],
    queryFn: async ({ pageParam }: { pageParam: number | undefined }) => pageAfter(pageParam),
    initialPageParam: undefined,
    getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
  };

  it("grows by a page, ends where the last names none, and is asked again as far as it went", async () => {
    const first = await loadPages(question, undefined, "all");
    const second = await loadPages(question, first, "next");
    const third = await loadPages(question, second, "next");
    expect(third.pages.map(({ rows }) => rows)).toEqual([[0], [1], [2]]);
    expect(await loadPages(question, third, "next")).toEqual(third);
    expect(await loadPages(question, third, "all")).toEqual(third);
    expect((await loadPages(question, second, "all")).pages).toHaveLength(2);
  });

  it("that became shorter is shorter", async () => {
    const long = { pages: [pageAfter(undefined), pageAfter(1), pageAfter(2)], pageParams: [undefined, 1, 2] };
    const shorter = { ...question, queryFn: async () => ({ rows: [7], next: null }) };
    expect((await loadPages(shorter, long, "all")).pages).toEqual([{ rows: [7], next: null }]);
  });

  it("lets a page come in that is on its way before all of it is asked for again", async () => {
    const calls: string[] = [];
    const waiting = Promise.withResolvers<string>();
    const asked = {
      ...cache.complete<string>({ queryKey: ["pages"], queryFn: async () => "" }),
      load: (_: string | undefined, part: "all" | "next") => {
        calls.push(part);
        return part === "next" ? waiting.promise : Promise.resolve(`all ${calls.length}`);
      },
    };
    const entry = cache.find(asked);
    entry.watch({ asked: () => asked, isAsking: () => true, isRevisiting: () => true, changed: () => undefined });
    await entry.refresh(asked);
    void entry.askFurther();
    await pass(0);
    void cache.invalidateQueries();
    await pass(0);
    waiting.resolve("and more");
    await pass(0);
    expect([calls, entry.state.data]).toEqual([["all", "next", "all"], "all 3"]);
  });
});

describe("two readings", () => {
  const before = {
    rows: [
      { id: "a", tags: ["x"] },
      { id: "b", tags: [] },
    ],
    next: null,
  };

  it("share whatever is equal", () => {
    const same = shareEqual(before, structuredClone(before));
    expect(same).toBe(before);
    const changed = shareEqual(before, { ...structuredClone(before), rows: [before.rows[0], { id: "b", tags: ["y"] }] });
    expect([changed === before, changed.rows[0] === before.rows[0], changed.rows[1]]).toEqual([false, true, { id: "b", tags: ["y"] }]);
  });

  it.each([
    [{ a: undefined }, {}],
    [{}, { a: undefined }],
    [[1, 2], [1]],
    [[1], [1, 2]],
    [{ 0: 1 }, [1]],
    [null, {}],
    [{ a: null }, { a: {} }],
  ])("of %j and %j are not the same", (one, other) => {
    expect(shareEqual(one, other)).toEqual(other);
    expect(shareEqual(one, other)).not.toBe(one);
  });

  it("have a name that is the same in whatever order it was written", () => {
    expect(nameOfKey(["a", { x: 1, y: [null] }])).toBe(nameOfKey(["a", { y: [null], x: 1 }]));
    expect(nameOfKey(["a", ["b"]])).not.toBe(nameOfKey(["a", "b"]));
    expect([beginsWith(["tickets", null, "todo"], ["tickets"]), beginsWith(["tickets"], ["tickets", null])]).toEqual([true, false]);
  });
});
