/** What the bar and the pages of bulk jobs ask, under the name pokes call it by. */
import { type Answer, api, ask } from "../api.ts";
import type { Filters, View } from "../tickets/queries.ts";

export type Job = Answer<(typeof api.bulk.jobs)[":id"]["$get"]>;
export type Item = Answer<(typeof api.bulk.jobs)[":id"]["items"]["$get"]>["items"][number];
export type Previewed = NonNullable<Answer<(typeof api.bulk.jobs)[":id"]["preview"]["$get"]>["preview"]>;
export type Order = Parameters<typeof api.bulk.jobs.$post>[0]["json"];
export type Wish = Order["wish"];
export type Choices = Answer<typeof api.bulk.choices.$get>;
export type Decision = keyof Job["can"];
export type Outcome = Item["outcome"];

const LOOK_AGAIN_MS = 2_000;

export const askMatching = (view: View, { stores, state: _, ...filters }: Filters) => ({
  queryKey: ["ticket-counts", stores, "matching", view, Object.values(filters).join()],
  queryFn: () => {
    const narrowed = Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
    return ask(api.bulk.matching.$get({ query: { view, ...(stores ? { stores: stores.join(",") } : {}), ...narrowed } }));
  },
});

export const askChoices = { queryKey: ["bulk-choices"], queryFn: () => ask(api.bulk.choices.$get()) };

export const askJobs = (isAll: boolean) => ({
  queryKey: ["bulk-jobs", isAll],
  queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
    ask(
      api.bulk.jobs.$get({
        query: { ...(isAll ? { all: "1" as const } : {}), ...(pageParam === undefined ? {} : { before: String(pageParam) }) },
      }),
    ),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

/** Pokes tell whoever began it; others look again. */
export const askJob = (id: string) => ({
  queryKey: ["bulk-jobs", id],
  queryFn: () => ask(api.bulk.jobs[":id"].$get({ param: { id } })),
  refetchInterval: (query: { state: { data?: Job | undefined } }) => (query.state.data?.isWalking ? LOOK_AGAIN_MS : (false as const)),
});

export const askItems = (id: string, outcome: Outcome | null) => ({
  queryKey: ["bulk-jobs", id, "items", outcome],
  queryFn: ({ pageParam }: { pageParam: number }) =>
    ask(api.bulk.jobs[":id"].items.$get({ param: { id }, query: { ...(outcome ? { outcome } : {}), after: String(pageParam) } })),
  initialPageParam: -1,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

export const decideJob = (id: string, decision: Decision) => ask(api.bulk.jobs[":id"].$post({ param: { id }, json: { decision } }));

/** What a wish is called in the dictionary. */
export const nameOf = (wish: Wish): string => {
  if (wish.do === "mark") return wish.read ? "read" : "unread";
  return wish.do === "act" ? wish.act.do : "reply";
};
