/** The door of bursts: those there are, the one a ticket is in, and not wanting to hear of one. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { narrowing } from "../mailbox/routes.ts";
import { draftForBurst, openBurst } from "./draft.ts";
import { dismissBurst, findBurstOf, listBursts } from "./list.ts";

export const burstRoutes = new Hono<Door>()
  .get("/bursts", queryOf(z.object({ stores: narrowing.stores })), async (c) =>
    c.json({ bursts: await listBursts(c.var.kit, askingOf(c), c.req.valid("query").stores) }),
  )
  .get("/bursts/:id", async (c) => c.json(await openBurst(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/bursts/:id/draft", jsonBody(z.object({})), async (c) => c.json(await draftForBurst(c.var.kit, askingOf(c), c.req.param("id"))))
  .put("/bursts/:id/dismissed", jsonBody(z.object({})), async (c) => {
    await dismissBurst(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/tickets/:id/burst", async (c) => c.json({ burst: await findBurstOf(c.var.kit, askingOf(c), c.req.param("id")) }));
