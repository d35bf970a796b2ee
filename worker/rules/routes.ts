/** The door of rules: their list and order, one rule, its log, rehearsals, and what its words may be taken for. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { findPerson } from "../team/session.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { changeRule, createRule, deleteRule, orderRules, switchRule } from "./actions.ts";
import { GALLERY_LANGUAGES } from "./gallery.ts";
import { listRuns, openRules } from "./list.ts";
import { anyForm, RULES_MAX } from "./rule.ts";
import { beginTrial, openTrial } from "./trial.ts";
import { warnAbout } from "./wording.ts";

const before = z.coerce.number().int().positive().default(Number.MAX_SAFE_INTEGER);

export const ruleRoutes = new Hono<Door>()
  .get("/rules", queryOf(z.object({ language: z.enum(GALLERY_LANGUAGES).default("en") })), async (c) =>
    c.json(await openRules(c.var.kit, askingOf(c), c.req.valid("query").language)),
  )
  .post("/rules", jsonBody(anyForm), async (c) => c.json(await createRule(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/rules/order", jsonBody(z.object({ ids: z.array(z.string().max(40)).max(RULES_MAX) })), async (c) => {
    await orderRules(c.var.kit, askingOf(c), c.req.valid("json").ids);
    return c.json({ ok: true });
  })
  .post("/rules/wording", jsonBody(z.object({ text: z.string().max(TEXT_CHARACTERS_MAX) })), async (c) => {
    await findPerson(c.var.kit, askingOf(c));
    return c.json({ warnings: warnAbout(c.req.valid("json").text) });
  })
  .post("/rules/trials", jsonBody(anyForm), async (c) => c.json(await beginTrial(c.var.kit, askingOf(c), c.req.valid("json"))))
  .get("/rules/trials/:id", async (c) => c.json(await openTrial(c.var.kit, askingOf(c), c.req.param("id"))))
  .put("/rules/:id", jsonBody(z.object({ version: z.number().int(), form: anyForm })), async (c) => {
    const { version, form } = c.req.valid("json");
    await changeRule(c.var.kit, askingOf(c), c.req.param("id"), version, form);
    return c.json({ ok: true });
  })
  .put("/rules/:id/on", jsonBody(z.object({ on: z.boolean() })), async (c) => {
    await switchRule(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").on);
    return c.json({ ok: true });
  })
  .delete("/rules/:id", async (c) => {
    await deleteRule(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/rules/:id/runs", queryOf(z.object({ before })), async (c) =>
    c.json(await listRuns(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").before)),
  );
