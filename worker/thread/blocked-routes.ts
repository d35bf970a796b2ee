/** The door of blocked buyers: from a ticket, and from their store. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { blockBuyer, listBlocked, REASON_CHARACTERS_MAX, unblockBuyer } from "./blocked.ts";

const before = z.coerce.number().int().positive().default(Number.MAX_SAFE_INTEGER);

export const blockedRoutes = new Hono<Door>()
  .post("/tickets/:id/block", jsonBody(z.object({ reason: z.string().trim().min(1).max(REASON_CHARACTERS_MAX) })), async (c) => {
    await blockBuyer(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").reason);
    return c.json({ ok: true });
  })
  .get("/stores/:id/blocked-buyers", queryOf(z.object({ before })), async (c) =>
    c.json(await listBlocked(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").before)),
  )
  .delete("/stores/:id/blocked-buyers/:buyer", async (c) => {
    await unblockBuyer(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("buyer"));
    return c.json({ ok: true });
  });
