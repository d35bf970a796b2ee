/** The door of proof: days counted against TikTok, their receipts, checks at once, and packs of evidence. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { askForCheck, listGaps, listReceipts } from "./list.ts";
import { beginPack, EVIDENCE_DAYS, listPacks, openPack, stopPack, wantedPack } from "./packs.ts";

const day = z.string().max(10);

export const gapRoutes = new Hono<Door>()
  .get("/gaps", queryOf(z.object({ store: z.string().max(40).optional() })), async (c) =>
    c.json({ stores: await listGaps(c.var.kit, askingOf(c), c.req.valid("query").store ?? null) }),
  )
  .get("/stores/:id/gaps/:day", async (c) =>
    c.json({ receipts: await listReceipts(c.var.kit, askingOf(c), c.req.param("id"), day.parse(c.req.param("day"))) }),
  )
  .post("/stores/:id/gaps", jsonBody(z.object({ day: day.nullable() })), async (c) =>
    c.json({ waiting: await askForCheck(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").day) }),
  )
  .get("/evidence-packs", async (c) => c.json({ packs: await listPacks(c.var.kit, askingOf(c)), keptDays: EVIDENCE_DAYS }))
  .post("/evidence-packs", jsonBody(wantedPack), async (c) => c.json(await beginPack(c.var.kit, askingOf(c), c.req.valid("json"))))
  .post("/evidence-packs/:id/stop", jsonBody(z.object({})), async (c) => c.json(await stopPack(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/evidence-packs/:id/file", async (c) => openPack(c.var.kit, askingOf(c), c.req.param("id")));
