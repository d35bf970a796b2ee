/** The door to parcels: an order's page of them, what is asked before deciding, the acts themselves, papers, and print runs over many orders. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { Problem } from "../problem.ts";
import { actOnParcels } from "./act.ts";
import { pullDetails } from "./details.ts";
import { placeInJob, RUN_DECISIONS, runOrder } from "./job.ts";
import { openParcels } from "./page.ts";
import { printPaper } from "./papers.ts";
import { printPicks } from "./pick.ts";
import { askAboutSplit, askCarriers, askCombinable, askRates, askSlots, recallMeasures } from "./questions.ts";
import { beginRun, decideRun, listRunItems, listRuns, openRun, printRun } from "./runs.ts";
import { servePdf } from "./sheet.ts";
import { measures, shipWish } from "./wish.ts";

const units = z
  .array(z.string().regex(/^\d{6,30}$/))
  .min(1)
  .max(500);
const outcome = z.enum(["waiting", "done", "skipped", "failed"]);
const click = z.string().regex(/^[\w-]{8,40}$/);

export const shippingRoutes = new Hono<Door>()
  .get("/orders/:id/parcels", async (c) => c.json(await openParcels(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/:id/parcels/details", jsonBody(z.object({})), async (c) =>
    c.json({ asked: await pullDetails(c.var.kit, askingOf(c), c.req.param("id")) }),
  )
  .post("/orders/:id/parcels/acts", jsonBody(z.object({ id: click, wish: shipWish })), async (c) => {
    const { id, wish } = c.req.valid("json");
    return c.json(await actOnParcels(c.var.kit, askingOf(c), c.req.param("id"), id, wish));
  })
  .get("/orders/:id/parcels/split", async (c) => c.json(await askAboutSplit(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/orders/:id/parcels/combinable", async (c) => c.json(await askCombinable(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/orders/:id/parcels/carriers", async (c) => c.json(await askCarriers(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/:id/parcels/measures", jsonBody(z.object({ units })), async (c) =>
    c.json(await recallMeasures(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").units)),
  )
  .post("/orders/:id/parcels/rates", jsonBody(z.object({ units, measures })), async (c) => {
    const asked = c.req.valid("json");
    return c.json(await askRates(c.var.kit, askingOf(c), c.req.param("id"), asked.units, asked.measures));
  })
  .get("/orders/:id/parcels/:parcel/slots", async (c) =>
    c.json(await askSlots(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("parcel"))),
  )
  .get("/orders/:id/parcels/:parcel/:paper", async (c) => {
    const paper = z.enum(["label", "slip"]).safeParse(c.req.param("paper"));
    if (!paper.success) throw new Problem("missing", "address-missing");
    const { bytes, name } = await printPaper(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("parcel"), paper.data);
    return servePdf(bytes, name);
  })
  .get("/print-runs", queryOf(z.object({ all: z.literal("1").optional(), before: z.coerce.number().int().optional() })), async (c) => {
    const { all, before = Number.MAX_SAFE_INTEGER } = c.req.valid("query");
    return c.json(await listRuns(c.var.kit, askingOf(c), { all: all === "1", before }));
  })
  .post("/print-runs", jsonBody(runOrder), async (c) => c.json(await beginRun(c.var.kit, askingOf(c), c.req.valid("json"))))
  .get("/print-runs/:id", async (c) => c.json(await openRun(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/print-runs/:id", jsonBody(z.object({ decision: z.enum(RUN_DECISIONS) })), async (c) =>
    c.json(await decideRun(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").decision)),
  )
  .get("/print-runs/:id/items", queryOf(z.object({ outcome: outcome.nullable().default(null), after: placeInJob })), async (c) =>
    c.json(await listRunItems(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query"))),
  )
  .get("/print-runs/:id/pick-list", async (c) => {
    const id = c.req.param("id");
    return servePdf(await printPicks(c.var.kit, askingOf(c), id), `pick-${id}`);
  })
  .get("/print-runs/:id/sheet", queryOf(z.object({ from: z.coerce.number().int().min(0).max(5_000).default(0) })), async (c) => {
    const bytes = await printRun(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").from);
    return servePdf(bytes, c.req.param("id"));
  });
