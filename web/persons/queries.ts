/** What the page of people's data asks. An erasure moves while somebody looks. */
import { type Answer, api, ask } from "../api.ts";

export type BuyerPage = Answer<(typeof api.buyers)[":id"]["$get"]>;
export type Erasure = Answer<typeof api.erasures.$get>["erasures"][number];

export type PersonFile = Answer<(typeof api.buyers)[":id"]["files"]["$get"]>["files"][number];

const ASKED_EVERY_MS = 2_000;
export const isUnderWay = ({ state }: Erasure) => state !== "done" && state !== "failed";

export const askBuyers = (q: string) => ({ queryKey: ["buyers", q], queryFn: () => ask(api.buyers.$get({ query: { q } })) });
export const askBuyer = (id: string) => ({ queryKey: ["buyer", id], queryFn: () => ask(api.buyers[":id"].$get({ param: { id } })) });
export const askErasures = {
  queryKey: ["erasures"],
  queryFn: () => ask(api.erasures.$get()),
  refetchInterval: (query: { state: { data?: { erasures: Erasure[] } | undefined } }) =>
    query.state.data?.erasures.some(isUnderWay) ? ASKED_EVERY_MS : (false as const),
};
export type PeriodsPage = Answer<typeof api.retention.$get>;
export type Period = PeriodsPage["periods"][number];

export const askPeriods = { queryKey: ["periods"], queryFn: () => ask(api.retention.$get()) };
export const askPreview = (kind: Period["kind"], days: number) => ({
  queryKey: ["periods-preview", kind, days],
  queryFn: () => ask(api.retention.preview.$post({ json: { kind, days } })),
});

export const askFiles = (id: string) => ({
  queryKey: ["buyer-files", id],
  queryFn: () => ask(api.buyers[":id"].files.$get({ param: { id } })),
  refetchInterval: (query: { state: { data?: { files: PersonFile[] } | undefined } }) =>
    query.state.data?.files.some(({ state }) => state === "writing") ? ASKED_EVERY_MS : (false as const),
});
