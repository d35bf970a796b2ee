/** What the pages of gaps ask, and how often: days that wait to be checked move while somebody looks. */
import { type Answer, api, ask } from "../api.ts";

export type StoreGaps = Answer<typeof api.gaps.$get>["stores"][number];
export type GapDay = StoreGaps["days"][number];
export type Receipt = Answer<(typeof api.stores)[":id"]["gaps"][":day"]["$get"]>["receipts"][number];
export type PackPage = Answer<(typeof api)["evidence-packs"]["$get"]>;
export type Pack = PackPage["packs"][number];

export const askGaps = { queryKey: ["gaps"], queryFn: () => ask(api.gaps.$get({ query: {} })) };

export const askStoreGaps = (store: string) => ({
  queryKey: ["gaps", store],
  queryFn: async () => (await ask(api.gaps.$get({ query: { store } }))).stores[0] ?? null,
});

export const askReceipts = (store: string, day: string) => ({
  queryKey: ["gaps", store, day],
  queryFn: () => ask(api.stores[":id"].gaps[":day"].$get({ param: { id: store, day } })),
});

export const checkDays = (store: string, day: string | null) => ask(api.stores[":id"].gaps.$post({ param: { id: store }, json: { day } }));

export const askPacks = { queryKey: ["evidence-packs"], queryFn: () => ask(api["evidence-packs"].$get()) };
