/** The door to work on many tickets at once: how many match, what may be done with them, jobs, and what became of each ticket. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { VIEWS } from "../mailbox/filters.ts";
import { narrowing } from "../mailbox/routes.ts";
import { Problem } from "../problem.ts";
import { placeInJob } from "../shipping/job.ts";
import { beginJob, decideJob } from "./actions.ts";
import { DECISIONS, isForMany, jobOrder } from "./job.ts";
import { countAll, listChoices, listItems, listJobs, openJob, previewReply } from "./list.ts";

const outcome = z.enum(["ready", "leaving", "done", "skipped", "failed", "undone", "kept", "waiting"]);

export const bulkRoutes = new Hono<Door>()
  .get("/bulk/matching", queryOf(z.object({ view: z.enum(VIEWS), ...narrowing })), async (c) =>
    c.json(await countAll(c.var.kit, askingOf(c), c.req.valid("query"))),
  )
  .get("/bulk/choices", async (c) => c.json(await listChoices(c.var.kit, askingOf(c))))
  .get("/bulk/jobs", queryOf(z.object({ all: z.literal("1").optional(), before: z.coerce.number().int().optional() })), async (c) => {
    const { all, before = Number.MAX_SAFE_INTEGER } = c.req.valid("query");
    return c.json(await listJobs(c.var.kit, askingOf(c), { all: all === "1", before }));
  })
  .post("/bulk/jobs", jsonBody(jobOrder), async (c) => {
    const order = c.req.valid("json");
    if (order.wish.do === "act" && !isForMany(order.wish)) throw new Problem("invalid", "bulk-not-for-many");
    return c.json(await beginJob(c.var.kit, askingOf(c), order));
  })
  .get("/bulk/jobs/:id", async (c) => c.json(await openJob(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/bulk/jobs/:id/items", queryOf(z.object({ outcome: outcome.nullable().default(null), after: placeInJob })), async (c) =>
    c.json(await listItems(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query"))),
  )
  .get("/bulk/jobs/:id/preview", queryOf(z.object({ place: placeInJob, way: z.enum(["next", "previous"]).default("next") })), async (c) =>
    c.json(await previewReply(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query"))),
  )
  .post("/bulk/jobs/:id", jsonBody(z.object({ decision: z.enum(DECISIONS) })), async (c) =>
    c.json(await decideJob(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").decision)),
  );
