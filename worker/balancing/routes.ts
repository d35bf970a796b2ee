/** The balancing's door: the dial, stores and rules, what each listing shows, and one number explained. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { balanceStore, changeDial, changeRule, pauseAll, pauseStore } from "./actions.ts";
import { explainNumber, listBalanced, openBalancing } from "./list.ts";
import { replayRush } from "./replayed.ts";
import { LEVELS, ruleForm } from "./rule.ts";
import { DIALS } from "./speed.ts";

const id = z.string().min(1).max(40);
const place = z
  .object({ level: z.enum(LEVELS), store: id.nullable(), item: id.nullable(), sku: id.nullable() })
  .refine(({ level, store, item, sku }) => (level === "item" ? item : level === "store" ? store : store && sku) !== null);

export const balancingRoutes = new Hono<Door>()
  .get("/balancing", async (c) => c.json(await openBalancing(c.var.kit, askingOf(c))))
  .put("/balancing/dial", jsonBody(z.object({ dial: z.enum(DIALS) })), async (c) => {
    await changeDial(c.var.kit, askingOf(c), c.req.valid("json").dial);
    return c.json({ ok: true });
  })
  .put("/balancing/paused", jsonBody(z.object({ paused: z.boolean() })), async (c) => {
    await pauseAll(c.var.kit, askingOf(c), c.req.valid("json").paused);
    return c.json({ ok: true });
  })
  .put("/balancing/stores/:id/on", jsonBody(z.object({ on: z.boolean() })), async (c) => {
    await balanceStore(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").on);
    return c.json({ ok: true });
  })
  .put("/balancing/stores/:id/paused", jsonBody(z.object({ paused: z.boolean() })), async (c) => {
    await pauseStore(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").paused);
    return c.json({ ok: true });
  })
  .put("/balancing/rules", jsonBody(z.object({ place, rule: ruleForm.nullable() })), async (c) => {
    const wish = c.req.valid("json");
    await changeRule(c.var.kit, askingOf(c), wish.place, wish.rule);
    return c.json({ ok: true });
  })
  .get("/balancing/stores/:id/listings", queryOf(z.object({ after: z.string().max(40).default("") })), async (c) =>
    c.json(await listBalanced(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").after)),
  )
  .get("/balancing/stores/:id/listings/:sku", async (c) =>
    c.json(await explainNumber(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("sku"))),
  )
  .get("/balancing/items/:id/replay", async (c) => c.json({ replayed: await replayRush(c.var.kit, askingOf(c), c.req.param("id")) }));
