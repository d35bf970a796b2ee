/** Questions in a component: asked of the one cache while the component is there, and read field by field, so that what did not change draws
 *  nothing. Reading an answer waits for nobody: what is not there yet is undefined. */
import { createComputed, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { afterPaint } from "../ui/clock.ts";
import type { Question } from "./cache.ts";
import type { Asked, Entry, Known, Onlooker } from "./entry.ts";
import { type InfiniteData, loadPages, type PagedQuestion } from "./pages.ts";
import { useQueryClient } from "./provider.tsx";

interface Looking<Data> {
  /** False where nothing is asked yet; absent, it is. */
  enabled?: boolean;
  /** How often it is asked again while somebody looks at the window. */
  refetchInterval?: number | false | ((query: { state: Known<NoInfer<Data>> }) => number | false);
  refetchOnWindowFocus?: boolean;
  /** What stands there until the first answer, given what stood there before. */
  placeholderData?: (before: NoInfer<Data> | undefined) => NoInfer<Data> | undefined;
}

export interface QueryOptions<Data> extends Question<Data>, Looking<Data> {}
export interface InfiniteQueryOptions<Page, Param> extends PagedQuestion<Page, Param>, Looking<InfiniteData<Page>> {}

export interface UseQueryResult<Data = unknown> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly dataUpdatedAt: number;
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  readonly isError: boolean;
  /** Nothing was ever answered. */
  readonly isLoadingError: boolean;
  /** What is shown is older than it should be. */
  readonly isRefetchError: boolean;
  readonly isFetching: boolean;
  refetch(): Promise<unknown>;
}

export interface UseInfiniteQueryResult<Data = unknown> extends UseQueryResult<Data> {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): Promise<void>;
}

export const queryOptions = <Data>(options: QueryOptions<Data>) => options;
export const infiniteQueryOptions = <Page, Param>(options: InfiniteQueryOptions<Page, Param>) => options;
/** For `placeholderData`: what stood there before goes on standing there. */
export const keepPreviousData = <Data>(before: Data | undefined): Data | undefined => before;

export function useQuery<Data>(options: () => QueryOptions<Data>): UseQueryResult<Data> {
  const cache = useQueryClient();
  const given = createMemo(options);
  return resultOf(useLook(() => cache.complete(given()), given));
}

export function useInfiniteQuery<Page, Param>(
  options: () => InfiniteQueryOptions<Page, Param>,
): UseInfiniteQueryResult<InfiniteData<Page>> {
  const cache = useQueryClient();
  const given = createMemo(options);
  const looked = useLook((): Asked<InfiniteData<Page>> => {
    const question = { ...given(), queryFn: () => loadPages(given(), undefined, "all") };
    return { ...cache.complete(question), load: (before, part) => loadPages(given(), before, part) };
  }, given);
  const hasNextPage = createMemo(() => {
    const last = looked.data()?.pages.at(-1);
    return last !== undefined && (given().getNextPageParam(last) ?? null) !== null;
  });
  const { asking, entry } = looked;
  const more = {
    get hasNextPage() {
      return hasNextPage();
    },
    get isFetchingNextPage() {
      return asking() === "next";
    },
    fetchNextPage: () => untrack(entry).askFurther(),
  };
  return Object.defineProperties(resultOf(looked), Object.getOwnPropertyDescriptors(more)) as UseInfiniteQueryResult<InfiniteData<Page>>;
}

interface Looked<Data> {
  entry(): Entry<Data>;
  data(): Data | undefined;
  error(): Error | null;
  status(): Known<Data>["status"];
  asking(): Known<Data>["asking"];
  updatedAt(): number;
}

/** Looks at an entry for as long as the component is there; another key is another entry. */
function useLook<Data>(asked: () => Asked<Data>, given: () => Looking<Data> & { reconcile?: string }): Looked<Data> {
  const cache = useQueryClient();
  const entry = createMemo(() => cache.find(asked()));
  const [heard, hear] = createSignal(undefined, { equals: false });
  const isAsking = createMemo(() => given().enabled !== false);
  const onlooker: Onlooker<Data> = {
    asked: () => untrack(asked),
    isAsking: () => untrack(isAsking),
    isRevisiting: () => untrack(given).refetchOnWindowFocus !== false,
    changed: () => hear(undefined),
  };
  createComputed(() => onCleanup(entry().watch(onlooker)));
  createComputed(() => {
    const one = entry();
    if (isAsking()) onCleanup(refreshOnceDrawn(one, () => untrack(asked)));
  });
  const state = createMemo(() => {
    heard();
    return entry().state;
  });
  useRepeats(entry, state, given, isAsking);
  const known = createMemo(() => state().data);
  const status = createMemo(() => state().status);
  const error = createMemo(() => state().error);
  const asking = createMemo(() => state().asking);
  const updatedAt = createMemo(() => state().updatedAt);
  const data = useStandIn(known, status, given);
  return {
    entry,
    data: useParts(data, untrack(given).reconcile),
    error,
    status: () => (status() === "pending" && data() !== undefined ? "success" : status()),
    asking,
    updatedAt,
  };
}

/** What is known is drawn before it is asked for again. Answers what makes it needless. */
function refreshOnceDrawn<Data>(entry: Entry<Data>, asked: () => Asked<Data>): () => void {
  let isLeft = false;
  const refresh = () => void (isLeft || entry.refresh(asked()).catch(() => null));
  if (entry.state.data === undefined) refresh();
  else afterPaint(refresh);
  return () => {
    isLeft = true;
  };
}

function useRepeats<Data>(entry: () => Entry<Data>, state: () => Known<Data>, given: () => Looking<Data>, isAsking: () => boolean): void {
  const every = createMemo(() => {
    const { refetchInterval = false } = given();
    return typeof refetchInterval === "function" ? refetchInterval({ state: state() }) : refetchInterval;
  });
  createComputed(() => {
    const [one, ms] = [entry(), every()];
    if (ms === false || !isAsking()) return;
    const timer = setInterval(() => !document.hidden && one.askInTurn(), ms);
    onCleanup(() => clearInterval(timer));
  });
}

/** What is known, or what stands there until it is. */
function useStandIn<Data>(known: () => Data | undefined, status: () => string, given: () => Looking<Data>): () => Data | undefined {
  let before: Data | undefined;
  return createMemo(() => {
    const data = known();
    if (data !== undefined) before = data;
    else if (status() === "pending") return given().placeholderData?.(before);
    return data;
  });
}

/** Parts that are told apart by `key` stay the same objects while their fields change. */
function useParts<Data>(data: () => Data | undefined, key: string | undefined): () => Data | undefined {
  if (key === undefined) return data;
  const [kept, keep] = createStore<{ data: Data | undefined }>({ data: undefined });
  // A store changes what it was given; the cache's own copy is nobody's to change. A whole of another name is another object: whoever still holds
  // the one before goes on reading that.
  createComputed(() => keep(reconcile({ data: structuredClone(data()) }, { key })));
  return () => kept.data;
}

function resultOf<Data>({ entry, data, error, status, asking, updatedAt }: Looked<Data>): UseQueryResult<Data> {
  return {
    get data() {
      return data();
    },
    get error() {
      return error();
    },
    get dataUpdatedAt() {
      return updatedAt();
    },
    get isPending() {
      return status() === "pending";
    },
    get isSuccess() {
      return status() === "success";
    },
    get isError() {
      return status() === "error";
    },
    get isLoadingError() {
      return status() === "error" && updatedAt() === 0;
    },
    get isRefetchError() {
      return status() === "error" && updatedAt() !== 0;
    },
    get isFetching() {
      return asking() !== "no";
    },
    refetch: () =>
      untrack(entry)
        .askAgain()
        .catch(() => null),
  };
}
