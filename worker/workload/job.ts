/** What a job over many orders may be and may become. Pure: its order, its limits, and which decisions are open in which state, with the reason
 *  where not. Nothing happens to an order before it was said what would happen to each. */
import * as z from "zod";
import { type Can, cannot } from "../team/rights.ts";
import { orderFilters } from "./filters.ts";
import type { OrderJobRow, Outcome } from "./table.ts";
import { jobWish } from "./wish.ts";

export const JOB_ORDERS_MAX = 2_000;
/** Jobs of one person that are not over. */
export const OPEN_JOBS_MAX = 10;

export const orderId = z.string().regex(/^\d{10,25}$/);
export const clickId = z.string().regex(/^[\w-]{8,40}$/);

/** Orders each chosen, or whatever matches. */
export const jobOf = z.union([z.object({ orders: z.array(orderId).min(1).max(JOB_ORDERS_MAX) }), z.object({ filters: orderFilters })]);
export type JobOf = z.infer<typeof jobOf>;

export const jobOrder = z
  .object({
    /** Comes from the browser and names this click. */
    id: clickId,
    of: jobOf,
    wish: jobWish,
    /** Without asking again once it is known what would happen: for what is undone as easily. */
    straight: z.boolean().default(false),
  })
  .refine(({ wish, straight }) => wish.do !== "cancel" || !straight);
export type JobOrder = z.infer<typeof jobOrder>;

export const DECISIONS = ["start", "stop", "retry"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Why nothing became of an order: a code for the browser's dictionary and its facts. */
export interface Because {
  code: string;
  facts: Record<string, string | number>;
}

export interface Become {
  place: number;
  outcome: Outcome;
  because?: Because;
}

export const isWalking = ({ state }: Pick<OrderJobRow, "state">) => ["naming", "checking", "running"].includes(state);

export function whatMayBeDone(job: OrderJobRow, isOwn: boolean): Record<Decision, Can> {
  const when = (is: boolean): Can => (!isOwn ? cannot("bulk-not-yours") : is ? { ok: true } : cannot("bulk-not-now"));
  return {
    start: when(job.state === "ready" && job.ready > 0),
    // Whoever may see it may stop it: what runs wild is not its owner's alone.
    stop: isWalking(job) || job.state === "ready" ? { ok: true } : cannot("bulk-not-now"),
    retry: when(["done", "stopped"].includes(job.state) && job.failed > 0),
  };
}
