/** The door of periods: what they are, what a shorter one would empty, and changing one. Admins only. */
import { Hono } from "hono";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { changePeriod, openPeriods, periodWish, previewPeriod, previewWish } from "./periods.ts";

export const retentionRoutes = new Hono<Door>()
  .get("/retention", async (c) => c.json(await openPeriods(c.var.kit, askingOf(c))))
  .post("/retention/preview", jsonBody(previewWish), async (c) => c.json(await previewPeriod(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/retention", jsonBody(periodWish), async (c) => {
    await changePeriod(c.var.kit, askingOf(c), c.req.valid("json"));
    return c.json({ ok: true });
  });
