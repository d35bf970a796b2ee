/** The door of joining tickets and taking them apart. Each order is named by the browser's click, so that one click is one hand-over. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { listRelated, mergeTickets, moveMessage, splitTicket, undoMerge } from "./merge.ts";

const click = z.string().regex(/^[\w-]{8,40}$/);
const id = z.string().min(1).max(80);

export const mergeRoutes = new Hono<Door>()
  .get("/tickets/:id/related", queryOf(z.object({ number: z.coerce.number().int().positive().max(999_999_999).optional() })), async (c) =>
    c.json({ tickets: await listRelated(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").number ?? null) }),
  )
  .post("/tickets/:id/merge", jsonBody(z.object({ id: click, with: id })), async (c) => {
    const { id: named, with: other } = c.req.valid("json");
    return c.json(await mergeTickets(c.var.kit, askingOf(c), c.req.param("id"), other, named));
  })
  .post("/tickets/:id/unmerge", jsonBody(z.object({ id: click, merge: click })), async (c) => {
    const { id: named, merge } = c.req.valid("json");
    return c.json(await undoMerge(c.var.kit, askingOf(c), c.req.param("id"), merge, named));
  })
  .post("/tickets/:id/split", jsonBody(z.object({ id: click, entry: id, only: z.boolean() })), async (c) => {
    const { id: named, ...what } = c.req.valid("json");
    return c.json(await splitTicket(c.var.kit, askingOf(c), c.req.param("id"), { ...what, click: named }));
  })
  .post("/tickets/:id/move", jsonBody(z.object({ id: click, entry: id, to: id })), async (c) => {
    const { id: named, ...what } = c.req.valid("json");
    return c.json(await moveMessage(c.var.kit, askingOf(c), c.req.param("id"), { ...what, click: named }));
  });
