/** The door of machine help's settings: server, models, budget, what stores give along, trying it, and the log. Admins only. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { callsQuery, listCalls, openAssist } from "./page.ts";
import { saveSetting, settingForm } from "./setting.ts";
import { saveStore, storeForm } from "./stores.ts";
import { listServerModels, tryTask, tryWish } from "./try.ts";

const version = z.number().int().min(0);

export const assistRoutes = new Hono<Door>()
  .get("/assist", async (c) => c.json(await openAssist(c.var.kit, askingOf(c))))
  .put("/assist", jsonBody(z.object({ version, setting: settingForm })), async (c) => {
    const wish = c.req.valid("json");
    await saveSetting(c.var.kit, askingOf(c), wish.version, wish.setting);
    return c.json({ ok: true });
  })
  .put("/assist/stores/:id", jsonBody(z.object({ version, store: storeForm })), async (c) => {
    const wish = c.req.valid("json");
    await saveStore(c.var.kit, askingOf(c), c.req.param("id"), wish.version, wish.store);
    return c.json({ ok: true });
  })
  .post("/assist/try", jsonBody(tryWish), async (c) => c.json(await tryTask(c.var.kit, askingOf(c), c.req.valid("json"))))
  .post("/assist/models", jsonBody(z.object({})), async (c) => c.json(await listServerModels(c.var.kit, askingOf(c))))
  .get("/assist/calls", queryOf(callsQuery), async (c) => c.json(await listCalls(c.var.kit, askingOf(c), c.req.valid("query"))));
