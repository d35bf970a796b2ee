/** The door of promises: what stores promise, calendars, and what a message that came now would be due, all of it an admin's; and how stores
 *  stand with TikTok, for whoever may read them. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { Problem } from "../problem.ts";
import { requireAdmin } from "../team/session.ts";
import { changeCalendar, changePromise, createCalendar, deleteCalendar } from "./actions.ts";
import { openCompliancePage, packForm, packMarketplace, savePack } from "./compliance.ts";
import { askFigure, typedForm, typeFigure } from "./figure.ts";
import { openPromisePage, previewOf } from "./list.ts";
import { calendarForm, hoursForm, isEverOpen, promiseForm } from "./policy.ts";

const version = z.number().int();

export const slaRoutes = new Hono<Door>()
  .get("/sla", async (c) => c.json(await openPromisePage(c.var.kit, askingOf(c))))
  .get("/compliance", async (c) => c.json(await openCompliancePage(c.var.kit, askingOf(c))))
  .put("/compliance/packs/:marketplace", jsonBody(packForm), async (c) => {
    await savePack(c.var.kit, askingOf(c), packMarketplace.parse(c.req.param("marketplace")), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/stores/:id/figure", jsonBody(z.object({})), async (c) => {
    await askFigure(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .put("/stores/:id/figure", jsonBody(typedForm), async (c) => {
    await typeFigure(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .put("/stores/:id/promise", jsonBody(promiseForm.extend({ version })), async (c) => {
    const { version: seen, ...form } = c.req.valid("json");
    await changePromise(c.var.kit, askingOf(c), c.req.param("id"), seen, form);
    return c.json({ ok: true });
  })
  .post("/calendars", jsonBody(calendarForm), async (c) => c.json(await createCalendar(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/calendars/:id", jsonBody(calendarForm.extend({ version })), async (c) => {
    const { version: seen, ...form } = c.req.valid("json");
    await changeCalendar(c.var.kit, askingOf(c), c.req.param("id"), seen, form);
    return c.json({ ok: true });
  })
  .delete("/calendars/:id", async (c) => {
    await deleteCalendar(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post("/sla/preview", jsonBody(z.object({ hours: hoursForm.nullable(), minutes: z.number().int().min(1).max(43_200) })), async (c) => {
    await requireAdmin(c.var.kit, askingOf(c));
    const { hours, minutes } = c.req.valid("json");
    if (hours && !isEverOpen(hours)) throw new Problem("invalid", "calendar-never-open");
    return c.json(previewOf(hours, minutes, c.var.kit.now()));
  });
