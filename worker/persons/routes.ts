/** The door of a person's data: finding a buyer, what is held of them, handing it out, and erasing it. Admins only. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { findBuyers, openBuyer } from "./buyer.ts";
import { beginErasure, listErasures, wantedErasure } from "./erasures.ts";
import { beginFile, listFiles, openFile, wantedFile } from "./files.ts";

export const personRoutes = new Hono<Door>()
  .get("/buyers", queryOf(z.object({ q: z.string().trim().max(100).default("") })), async (c) =>
    c.json({ buyers: await findBuyers(c.var.kit, askingOf(c), c.req.valid("query").q) }),
  )
  .get("/buyers/:id", async (c) => c.json(await openBuyer(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/buyers/:id/erase", jsonBody(wantedErasure), async (c) =>
    c.json(await beginErasure(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/buyers/:id/files", async (c) => c.json(await listFiles(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/buyers/:id/files", jsonBody(wantedFile), async (c) =>
    c.json(await beginFile(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/buyer-files/:id", (c) => openFile(c.var.kit, askingOf(c), c.req.param("id")))
  .get("/erasures", async (c) => c.json({ erasures: await listErasures(c.var.kit, askingOf(c)) }));
