/** The door of turns: being here or away, who a ticket can be given to, and what admins set. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { cap, changeCap, changeRota, rotaForm } from "./actions.ts";
import { beAway, findAtWork } from "./away.ts";
import { disablePerson } from "./disabling.ts";
import { listTakers, openRota } from "./list.ts";

export const rotaRoutes = new Hono<Door>()
  .get("/at-work", async (c) => {
    const { person: _, ...own } = await findAtWork(c.var.kit, askingOf(c));
    return c.json(own);
  })
  .put("/at-work", jsonBody(z.object({ away: z.boolean() })), async (c) => {
    await beAway(c.var.kit, askingOf(c), c.req.valid("json").away);
    return c.json({ ok: true });
  })
  .get("/stores/:id/colleagues", async (c) => c.json(await listTakers(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/rota", async (c) => c.json(await openRota(c.var.kit, askingOf(c))))
  .put("/rota", jsonBody(z.object({ version: z.number().int(), rota: rotaForm })), async (c) => {
    const { version, rota } = c.req.valid("json");
    await changeRota(c.var.kit, askingOf(c), version, rota);
    return c.json({ ok: true });
  })
  .put("/team/:id/cap", jsonBody(z.object({ cap })), async (c) => {
    await changeCap(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").cap);
    return c.json({ ok: true });
  })
  .put("/team/:id/disabled", jsonBody(z.object({ disabled: z.boolean() })), async (c) => {
    const id = c.req.param("id");
    await disablePerson(c.var.kit, askingOf(c), id, c.req.valid("json").disabled);
    await c.env.MAILBOX.getByName("mailbox").dropPerson(id);
    return c.json({ ok: true });
  });
