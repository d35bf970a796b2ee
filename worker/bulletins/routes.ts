/** The door of reports by e-mail; for admins. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { bulletinForm } from "./bulletin.ts";
import { dropBulletin, openBulletins, saveBulletin, sendNow } from "./list.ts";

const wish = z.object({ form: bulletinForm, isOn: z.boolean(), version: z.number().int().nullable() });
const click = z.object({ click: z.string().regex(/^[\w-]{8,40}$/) });
const name = z.string().regex(/^bul_[\w-]{8,40}$/);

export const bulletinRoutes = new Hono<Door>()
  .get("/bulletins", async (c) => c.json(await openBulletins(c.var.kit, askingOf(c))))
  .put("/bulletins/:id", jsonBody(wish), async (c) => {
    await saveBulletin(c.var.kit, askingOf(c), name.parse(c.req.param("id")), c.req.valid("json"));
    return c.json({});
  })
  .delete("/bulletins/:id", async (c) => {
    await dropBulletin(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({});
  })
  .post("/bulletins/:id/send", jsonBody(click), async (c) => {
    await sendNow(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").click);
    return c.json({});
  });
