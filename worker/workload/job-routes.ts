/** The door of work on many orders: jobs, what became of each order in one, and lists written out as files. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { writeCsv } from "../inventory/csv.ts";
import { listCancelReasons } from "./cancelling.ts";
import { beginExport, EXPORT_DAYS, listExports, openExport, stopExport, wantedExport } from "./exports.ts";
import { DECISIONS, JOB_ORDERS_MAX, jobOf, jobOrder } from "./job.ts";
import { beginJob, decideJob, listItems, listJobs, openJob } from "./jobs.ts";
import { EXPORT_ROWS_MAX } from "./write.ts";

const OUTCOMES = ["waiting", "ready", "done", "skipped", "failed"] as const;

export const orderJobRoutes = new Hono<Door>()
  .get(
    "/orders/jobs",
    queryOf(z.object({ all: z.literal("1").optional(), before: z.coerce.number().int().positive().optional() })),
    async (c) => {
      const { all, before } = c.req.valid("query");
      return c.json(await listJobs(c.var.kit, askingOf(c), { all: all === "1", before: before ?? Number.MAX_SAFE_INTEGER }));
    },
  )
  .post("/orders/jobs", jsonBody(jobOrder), async (c) => c.json(await beginJob(c.var.kit, askingOf(c), c.req.valid("json"))))
  .post("/orders/jobs/cancel-reasons", jsonBody(z.object({ of: jobOf })), async (c) =>
    c.json({ markets: await listCancelReasons(c.var.kit, askingOf(c), c.req.valid("json").of) }),
  )
  .get("/orders/jobs/:id", async (c) => c.json(await openJob(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/jobs/:id", jsonBody(z.object({ decision: z.enum(DECISIONS) })), async (c) =>
    c.json(await decideJob(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").decision)),
  )
  .get(
    "/orders/jobs/:id/items",
    queryOf(z.object({ outcome: z.enum(OUTCOMES).optional(), after: z.coerce.number().int().min(-1).default(-1) })),
    async (c) => {
      const { outcome, after } = c.req.valid("query");
      return c.json(await listItems(c.var.kit, askingOf(c), c.req.param("id"), { outcome: outcome ?? null, after }));
    },
  )
  .get("/orders/jobs/:id/result", async (c) => {
    const question = { outcome: null, after: -1, most: JOB_ORDERS_MAX };
    const { items } = await listItems(c.var.kit, askingOf(c), c.req.param("id"), question);
    const rows = items.map(({ orderId, outcome, because }) => [
      orderId,
      outcome,
      because?.code ?? "",
      JSON.stringify(because?.facts ?? {}),
    ]);
    return c.body(writeCsv([["order_id", "outcome", "reason", "facts"], ...rows]), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="result-${c.req.param("id")}.csv"`,
    });
  })
  .get("/orders/exports", async (c) =>
    c.json({ exports: await listExports(c.var.kit, askingOf(c)), days: EXPORT_DAYS, most: EXPORT_ROWS_MAX }),
  )
  .post("/orders/exports", jsonBody(wantedExport), async (c) => c.json(await beginExport(c.var.kit, askingOf(c), c.req.valid("json"))))
  .post("/orders/exports/:id/stop", jsonBody(z.object({})), async (c) =>
    c.json(await stopExport(c.var.kit, askingOf(c), c.req.param("id"))),
  )
  .get("/orders/exports/:id/file", (c) => openExport(c.var.kit, askingOf(c), c.req.param("id")));
