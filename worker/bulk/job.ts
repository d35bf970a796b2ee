/** What a bulk job may be and may become. Pure: its wishes, its limits, and which decisions are open in which state, with the reason where
 *  not. It never decides for a ticket: each is asked when its turn comes. */
import * as z from "zod";
import { viewFilters } from "../mailbox/views.ts";
import { type Can, cannot } from "../team/rights.ts";
import { wantedAct } from "../thread/routes.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { HOUR_MS } from "../units.ts";
import type { JobRow, Outcome } from "./table.ts";

export const JOB_TICKETS_MAX = 2_000;
const REPLIES_PER_MINUTE_MIN = 6;
const REPLIES_PER_MINUTE_MAX = 120;
export const PACES: readonly number[] = [12, 30, 60, REPLIES_PER_MINUTE_MAX];
export const REPLIES_PER_MINUTE_USUAL = 30;
/** Jobs of one person that are not over. */
export const OPEN_JOBS_MAX = 10;
const UNDO_HOURS_MAX = 24;

const replyWish = z
  .object({
    do: z.literal("reply"),
    text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX).optional(),
    templateId: z.string().max(40).optional(),
    /** As a model worded it, and nobody changed it: what it states is held against each ticket's facts. */
    isSuggested: z.boolean().optional(),
    perMinute: z.number().int().min(REPLIES_PER_MINUTE_MIN).max(REPLIES_PER_MINUTE_MAX).default(REPLIES_PER_MINUTE_USUAL),
  })
  .refine(({ text, templateId }) => (text === undefined) !== (templateId === undefined), { path: ["text"] });
export type ReplyWish = z.infer<typeof replyWish>;

const actWish = z.object({ do: z.literal("act"), act: wantedAct });
export type ActWish = z.infer<typeof actWish>;

/** Only whoever asks sees this mark. */
const markWish = z.object({ do: z.literal("mark"), read: z.boolean() });
export type MarkWish = z.infer<typeof markWish>;

export type Wish = ActWish | MarkWish | ReplyWish;

export const jobOrder = z.object({
  /** Comes from the browser and names this click. */
  id: z.string().regex(/^[\w-]{8,40}$/),
  of: z.union([
    z.object({
      tickets: z
        .array(z.string().regex(/^[\w-]{1,40}$/))
        .min(1)
        .max(JOB_TICKETS_MAX),
    }),
    z.object({ filters: viewFilters }),
  ]),
  wish: z.union([actWish, markWish, replyWish]),
});
export type JobOrder = z.infer<typeof jobOrder>;

/** Acts that mean something for many tickets: an order belongs to one. */
export const isForMany = (wish: ActWish) => !("orderId" in wish.act);

export const DECISIONS = ["start", "pause", "resume", "stop", "retry", "undo"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Why nothing became of a ticket: a code for the browser's dictionary and its facts. */
export interface Because {
  code: string;
  facts: Record<string, string | number | boolean | null>;
}

export const because = (code: string, facts: Because["facts"] = {}): Because => ({ code, facts });

/** What became of one ticket in one step. */
export interface Become {
  place: number;
  outcome: Outcome;
  because?: Because;
  seen?: number;
}

export const isWalking = ({ state }: Pick<JobRow, "state">) => ["naming", "checking", "running", "undoing"].includes(state);

export function whatMayBeDone(job: JobRow, isOwn: boolean, now: number): Record<Decision, Can> {
  const when = (is: boolean): Can => (!isOwn ? cannot("bulk-not-yours") : is ? { ok: true } : cannot("bulk-not-now"));
  const undo = (): Can => {
    if (job.kind === "reply") return cannot("bulk-sent");
    if (job.done === 0) return cannot("bulk-nothing-done");
    const isOver = job.ended_at !== null && now - job.ended_at > UNDO_HOURS_MAX * HOUR_MS;
    return isOver ? cannot("bulk-undo-late", { hours: UNDO_HOURS_MAX }) : when(["done", "stopped"].includes(job.state));
  };
  return {
    start: when(job.state === "ready" && job.ready > 0),
    pause: when(job.state === "running"),
    resume: when(job.state === "paused"),
    // Whoever may see it may stop it: what runs wild is not its owner's alone.
    stop: ["naming", "checking", "ready", "running", "paused"].includes(job.state) ? { ok: true } : cannot("bulk-not-now"),
    retry: when(["done", "stopped"].includes(job.state) && job.failed > 0),
    undo: undo(),
  };
}
