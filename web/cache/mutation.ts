/** Acts of a component: done once for each time they are asked for, busy until everything that follows from them was done too, and never
 *  repeated by themselves. What one act says is shown until the next begins. */
import { createSignal, onCleanup } from "solid-js";
import { useQueryClient } from "./provider.tsx";

export interface After<Data, Wish> {
  /** What it answers is waited for. */
  onSuccess?: ((data: Data, wish: Wish) => unknown) | undefined;
  onError?: ((error: Error, wish: Wish) => unknown) | undefined;
  onSettled?: ((data: Data | undefined, error: Error | null, wish: Wish) => unknown) | undefined;
}

export interface MutationOptions<Data, Wish> extends After<Data, Wish> {
  mutationFn: (wish: Wish) => Promise<Data>;
}

interface Doing<Data, Wish> {
  status: "idle" | "pending" | "error" | "success";
  data?: Data;
  error: Error | null;
  variables?: Wish;
}

/** An act as whoever shows it knows it. */
export type Mutation<Data, Wish> = ReturnType<typeof useMutation<Data, Wish>>;

type Wished<Wish> = undefined extends Wish ? [wish?: Wish] : [wish: Wish];

export function useMutation<Data, Wish = void>(options: () => MutationOptions<Data, Wish>) {
  const [doing, setDoing] = createSignal<Doing<Data, Wish>>({ status: "idle", error: null });
  const { act, forget } = useActing(options, setDoing);
  return {
    mutate: (...asked: [...Wished<Wish>, after?: After<Data, Wish>]) => {
      const [wish, after] = asked as unknown as [Wish, After<Data, Wish>?];
      act(wish, after).catch(() => null);
    },
    mutateAsync: (...asked: Wished<Wish>) => act(asked[0] as Wish),
    reset: () => {
      forget();
      setDoing({ status: "idle", error: null });
    },
    get data() {
      return doing().data;
    },
    get error() {
      return doing().error;
    },
    get variables() {
      return doing().variables;
    },
    get isPending() {
      return doing().status === "pending";
    },
    get isError() {
      return doing().status === "error";
    },
    get isSuccess() {
      return doing().status === "success";
    },
  };
}

/** Acts, and shows what the latest act has come to. */
function useActing<Data, Wish>(options: () => MutationOptions<Data, Wish>, show: (doing: Doing<Data, Wish>) => void) {
  const cache = useQueryClient();
  let run = 0;
  let isHere = true;
  onCleanup(() => {
    isHere = false;
  });
  const act = async (wish: Wish, after: After<Data, Wish> = {}): Promise<Data> => {
    run += 1;
    const own = run;
    const finish = (doing: Doing<Data, Wish>) => {
      if (own !== run) return;
      show(doing);
      if (isHere) tell(after, doing.data, doing.error, wish);
    };
    show({ status: "pending", error: null, variables: wish });
    try {
      await cache.whenOnline();
      const data = await options().mutationFn(wish);
      await options().onSuccess?.(data, wish);
      await options().onSettled?.(data, null, wish);
      finish({ status: "success", error: null, data, variables: wish });
      return data;
    } catch (thrown) {
      const error = thrown as Error;
      cache.rules.onError(error);
      await options().onError?.(error, wish);
      await options().onSettled?.(undefined, error, wish);
      finish({ status: "error", error, variables: wish });
      throw error;
    }
  };
  const forget = () => {
    run += 1;
  };
  return { act, forget };
}

/** What the one who asked for this act alone wants done after it. */
function tell<Data, Wish>(after: After<Data, Wish>, data: Data | undefined, error: Error | null, wish: Wish): void {
  if (error) after.onError?.(error, wish);
  else after.onSuccess?.(data as Data, wish);
  after.onSettled?.(data, error, wish);
}
