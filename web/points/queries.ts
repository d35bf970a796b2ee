/** What the list of points asks. */
import { type Answer, api, ask } from "../api.ts";

export type Point = Answer<typeof api.points.$get>["rows"][number];
export type PointKind = Point["kind"];
export type When = "next" | "late";

/** Deadlines come and go by the clock alone. */
const ASKED_EVERY_MS = 60_000;

export interface PointFilter {
  stores: string | undefined;
  kind: PointKind | undefined;
  when: When;
}

export const askPoints = ({ stores, kind, when }: PointFilter) => ({
  queryKey: ["points", when, kind ?? "", stores ?? ""],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    ask(
      api.points.$get({
        query: { when, ...(stores ? { stores } : {}), ...(kind ? { kind } : {}), ...(pageParam ? { after: pageParam } : {}) },
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }: { next: string | null }) => next,
  refetchInterval: ASKED_EVERY_MS,
});

export const askPointCounts = (stores: string | undefined) => ({
  queryKey: ["points", "counts", stores ?? ""],
  queryFn: () => ask(api.points.counts.$get({ query: stores ? { stores } : {} })),
});
