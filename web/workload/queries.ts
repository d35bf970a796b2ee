/** What working lists ask, under the names pokes call it by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";
import { ownZone } from "../ui/clock.ts";

export type WaitingCounts = Answer<typeof api.orders.waiting.$get>["waiting"];
export type Waiting = keyof WaitingCounts;
export type Choices = Answer<typeof api.orders.choices.$get>;
export type ListColumn = Choices["columns"]["list"][number];
export type FileColumn = Choices["columns"]["file"][number];
export type OrderView = Answer<typeof api.orders.views.$get>["views"][number];
export type Job = Answer<(typeof api.orders.jobs)[":id"]["$get"]>;
export type JobOrder = Parameters<typeof api.orders.jobs.$post>[0]["json"];
export type Wish = JobOrder["wish"];
export type Of = JobOrder["of"];
export type Meaning = Extract<Wish, { do: "cancel" }>["reasons"][string];
export type JobItem = Answer<(typeof api.orders.jobs)[":id"]["items"]["$get"]>["items"][number];
export type Outcome = JobItem["outcome"];
export type Export = Answer<typeof api.orders.exports.$get>["exports"][number];
export type Desk = Answer<(typeof api.orders)[":id"]["desk"]["$get"]>;

const FRESH_MS = 300_000;
const LOOK_AGAIN_MS = 2_000;

export const askWaiting = (stores: string[] | null) =>
  queryOptions({
    queryKey: ["order-counts", stores, "waiting"],
    queryFn: () => ask(api.orders.waiting.$get({ query: { stores: stores?.join(), zone: ownZone } })),
  });

export const askOrderChoices = queryOptions({
  queryKey: ["order-choices"],
  queryFn: () => ask(api.orders.choices.$get()),
  staleTime: FRESH_MS,
});

export const askOrderViews = queryOptions({ queryKey: ["order-views"], queryFn: () => ask(api.orders.views.$get()) });
export const askOrderViewCounts = queryOptions({
  queryKey: ["order-counts", null, "kept"],
  queryFn: () => ask(api.orders.views.counts.$get()),
});

export const askJobs = {
  queryKey: ["bulk-jobs", "orders"],
  queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
    ask(api.orders.jobs.$get({ query: pageParam === undefined ? {} : { before: String(pageParam) } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
  refetchInterval: (query: { state: { data?: { pages: { jobs: Job[] }[] } | undefined } }) =>
    query.state.data?.pages.some(({ jobs }) => jobs.some(({ isWalking }) => isWalking)) ? LOOK_AGAIN_MS : (false as const),
};

export const askJob = (id: string) => ({
  queryKey: ["bulk-jobs", "orders", id],
  queryFn: () => ask(api.orders.jobs[":id"].$get({ param: { id } })),
  refetchInterval: (query: { state: { data?: Job | undefined } }) => (query.state.data?.isWalking ? LOOK_AGAIN_MS : (false as const)),
});

export const askJobItems = (id: string, outcome: Outcome | null) => ({
  queryKey: ["bulk-jobs", "orders", id, "items", outcome],
  queryFn: ({ pageParam }: { pageParam: number }) =>
    ask(api.orders.jobs[":id"].items.$get({ param: { id }, query: { ...(outcome ? { outcome } : {}), after: String(pageParam) } })),
  initialPageParam: -1,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

export const decideJob = (id: string, decision: keyof Job["can"]) =>
  ask(api.orders.jobs[":id"].$post({ param: { id }, json: { decision } }));

export const askCancelReasons = (of: Of | null) =>
  queryOptions({
    queryKey: ["cancel-reasons", of],
    enabled: of !== null,
    queryFn: () => ask(api.orders.jobs["cancel-reasons"].$post({ json: { of: of ?? { orders: [] } } })),
  });

/** Orders nothing more will become of, in the state the job is in. */
export const settledOf = ({ counts, state }: Job): number =>
  counts.skipped + counts.failed + (state === "checking" ? counts.ready : counts.done);

export const askExports = {
  queryKey: ["bulk-jobs", "exports"],
  queryFn: () => ask(api.orders.exports.$get()),
  refetchInterval: (query: { state: { data?: { exports: Export[] } | undefined } }) =>
    query.state.data?.exports.some(({ state }) => state === "writing") ? LOOK_AGAIN_MS : (false as const),
};

export const askDesk = (id: string) =>
  queryOptions({ queryKey: ["order", id, "desk"], queryFn: () => ask(api.orders[":id"].desk.$get({ param: { id } })) });
