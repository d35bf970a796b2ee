/** What the parcels' card, its dialogs and the print runs ask, under the names pokes call it by. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

const parcels = api.orders[":id"].parcels;
const runs = api["print-runs"];

export type Parcels = Answer<typeof parcels.$get>;
export type Parcel = Parcels["parcels"][number];
export type Unit = Parcels["units"][number];
export type Act = Parcels["acts"][number];
export type Wish = Parameters<typeof parcels.acts.$post>[0]["json"]["wish"];
export type Measures = Extract<Wish, { do: "buy-label" }>["measures"];
export type Offer = Answer<typeof parcels.rates.$post>["services"][number];
export type Run = Answer<(typeof runs)[":id"]["$get"]>;
export type RunWish = Run["wish"];
export type RunItem = Answer<(typeof runs)[":id"]["items"]["$get"]>["items"][number];
export type RunOutcome = RunItem["outcome"];

const LOOK_AGAIN_MS = 2_000;
/** What TikTok was asked is news only while the dialog is open. */
const FRESH_MS = 0;

export const askParcels = (id: string) =>
  queryOptions({ queryKey: ["order", id, "parcels"], queryFn: () => ask(parcels.$get({ param: { id } })) });

export const askSplit = (id: string) =>
  queryOptions({ queryKey: ["split", id], staleTime: FRESH_MS, queryFn: () => ask(parcels.split.$get({ param: { id } })) });

export const askCombinable = (id: string) =>
  queryOptions({ queryKey: ["combinable", id], staleTime: FRESH_MS, queryFn: () => ask(parcels.combinable.$get({ param: { id } })) });

export const askCarriers = (id: string) =>
  queryOptions({ queryKey: ["carriers", id], queryFn: () => ask(parcels.carriers.$get({ param: { id } })) });

export const askSlots = (id: string, parcel: string) =>
  queryOptions({
    queryKey: ["slots", id, parcel],
    staleTime: FRESH_MS,
    queryFn: () => ask(parcels[":parcel"].slots.$get({ param: { id, parcel } })),
  });

export const askMeasures = (id: string, units: string[]) =>
  queryOptions({
    queryKey: ["measures", id, units.join()],
    queryFn: () => ask(parcels.measures.$post({ param: { id }, json: { units } })),
  });

export const findOffers = (id: string, units: string[], measures: Measures) =>
  ask(parcels.rates.$post({ param: { id }, json: { units, measures } }));

export const sendWish = (id: string, click: string, wish: Wish) => ask(parcels.acts.$post({ param: { id }, json: { id: click, wish } }));

export const pullDetails = (id: string) => ask(parcels.details.$post({ param: { id }, json: {} }));

/** Pokes tell whoever began it; others look again. */
export const askRun = (id: string) => ({
  queryKey: ["bulk-jobs", "print", id],
  queryFn: () => ask(runs[":id"].$get({ param: { id } })),
  refetchInterval: (query: { state: { data?: Run | undefined } }) =>
    query.state.data?.state === "running" ? LOOK_AGAIN_MS : (false as const),
});

export const askRunItems = (id: string, outcome: RunOutcome | null) => ({
  queryKey: ["bulk-jobs", "print", id, "items", outcome],
  queryFn: ({ pageParam }: { pageParam: number }) =>
    ask(runs[":id"].items.$get({ param: { id }, query: { ...(outcome ? { outcome } : {}), after: String(pageParam) } })),
  initialPageParam: -1,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

export const askRuns = (isAll: boolean) => ({
  queryKey: ["bulk-jobs", "print", isAll],
  queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
    ask(
      runs.$get({ query: { ...(isAll ? { all: "1" as const } : {}), ...(pageParam === undefined ? {} : { before: String(pageParam) }) } }),
    ),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

export const beginRun = (id: string, orders: string[], wish: RunWish) => ask(runs.$post({ json: { id, orders, wish } }));
export const decideRun = (id: string, decision: "stop" | "retry") => ask(runs[":id"].$post({ param: { id }, json: { decision } }));
