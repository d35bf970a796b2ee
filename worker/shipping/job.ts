/** What a print run may be and may become: labels or slips for many orders. Pure: its wishes, its limits and which decisions are open. It decides
 *  for no order: each is asked about when its turn comes. */
import * as z from "zod";
import type { Facts } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import type { JobRow, Outcome } from "./table.ts";
import { measures } from "./wish.ts";

export const RUN_ORDERS_MAX = 500;
/** No job or run has more. */
const PLACE_MAX = 10_000;
/** More than this is no selection. */
const ORDERS_READ_MAX = 5_000;
/** Runs of one person that are not over. */
export const OPEN_RUNS_MAX = 5;

/** Where in a run or job a page of it goes on. */
export const placeInJob = z.coerce.number().int().min(-1).max(PLACE_MAX).default(-1);

const runWish = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("labels"),
    /** Which of TikTok's services, where a label is bought. */
    service: z.enum(["usual", "cheapest"]).default("usual"),
    handover: z.enum(["DROP_OFF", "PICKUP"]).default("DROP_OFF"),
    /** For parcels nobody has weighed yet; null leaves those out. */
    measures: measures.nullable().default(null),
  }),
  z.object({ do: z.literal("slips") }),
]);
export type RunWish = z.infer<typeof runWish>;
export type LabelWish = Extract<RunWish, { do: "labels" }>;

export const runOrder = z.object({
  /** Comes from the browser and names this click. */
  id: z.string().regex(/^[\w-]{8,40}$/),
  orders: z
    .array(z.string().regex(/^\d{6,30}$/))
    .min(1)
    .max(ORDERS_READ_MAX),
  wish: runWish,
});
export type RunOrder = z.infer<typeof runOrder>;

export const RUN_DECISIONS = ["stop", "retry"] as const;
export type RunDecision = (typeof RUN_DECISIONS)[number];

export interface Because {
  code: string;
  facts: Facts;
}
export const because = (code: string, facts: Facts = {}): Because => ({ code, facts });

/** What became of one order in one step. "waiting": its papers are still being drawn. */
export interface Become {
  place: number;
  outcome: Outcome;
  because?: Because;
  packages?: string[];
}

export function whatMayBeDecided(job: JobRow, isOwn: boolean): Record<RunDecision, Can> {
  const when = (is: boolean): Can => (is ? { ok: true } : cannot("bulk-not-now"));
  return {
    // Whoever may see it may stop it: what runs wild is not its owner's alone.
    stop: when(job.state === "running"),
    retry: isOwn ? when(job.state !== "running" && job.failed > 0) : cannot("bulk-not-yours"),
  };
}
