/** The doors of attention: who follows a ticket, how far one has read it, and whom a note in it can be written to. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { listMentionable } from "./mentions.ts";
import { requireTicket } from "./page.ts";
import { markRead } from "./unread.ts";

const reading = z.object({
  /** The page's own count of what came from outside. */
  heard: z.number().int().nonnegative(),
  read: z.boolean(),
});

export const attentionRoutes = new Hono<Door>()
  .get("/tickets/:id/mentionable", async (c) => c.json({ people: await listMentionable(c.var.kit, askingOf(c), c.req.param("id")) }))
  .put("/tickets/:id/following", jsonBody(z.object({ following: z.boolean() })), async (c) => {
    const { person, ticket } = await requireTicket(c.var.kit, askingOf(c), c.req.param("id"), "read");
    await c.env.TICKET.getByName(ticket.id).follow({ id: person.id, name: person.name }, c.req.valid("json").following);
    return c.json({ ok: true });
  })
  .put("/tickets/:id/read", jsonBody(reading), async (c) => {
    const { heard, read } = c.req.valid("json");
    await markRead(c.var.kit, askingOf(c), c.req.param("id"), heard, read);
    return c.json({ ok: true });
  });
