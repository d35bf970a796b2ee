/** The orders' door: counts, one order, what is done with it here, its parcels' way. Lists: workload/routes.ts. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { Problem } from "../problem.ts";
import { storeList } from "../stores/asked.ts";
import { findStore, openShop } from "../stores/shop.ts";
import { listTracking } from "../tiktok/orders.ts";
import { chooseWarehouse, holdOrder, releaseOrder, waiveReason } from "./actions.ts";
import { listOrderChanges } from "./history.ts";
import { countOrders } from "./list.ts";
import { openOrder } from "./order.ts";
import { REVIEW_REASONS } from "./review.ts";
import { openWork } from "./work.ts";

/** A reason or a note. */
const words = z.string().trim().min(1).max(200);
const UNITS_MAX = 500;

export const orderRoutes = new Hono<Door>()
  .get("/orders/counts", queryOf(z.object({ stores: storeList })), async (c) =>
    c.json({ counts: await countOrders(c.var.kit, askingOf(c), c.req.valid("query").stores) }),
  )
  .get("/orders/:id", async (c) => c.json(await openOrder(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/orders/:id/work", async (c) => {
    const { ref: _, ...work } = await openWork(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json(work);
  })
  .get("/orders/:id/history", async (c) => c.json({ changes: await listOrderChanges(c.var.kit, askingOf(c), c.req.param("id")) }))
  .post("/orders/:id/hold", jsonBody(z.object({ reason: words, until: z.number().int().positive().nullable() })), async (c) => {
    await holdOrder(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/orders/:id/release", jsonBody(z.object({})), async (c) => {
    await releaseOrder(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post(
    "/orders/:id/waive",
    jsonBody(z.object({ reason: z.enum(REVIEW_REASONS), ref: z.string().max(60), note: words.nullable() })),
    async (c) => {
      await waiveReason(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
      return c.json({ ok: true });
    },
  )
  .post(
    "/orders/:id/warehouse",
    jsonBody(z.object({ lines: z.array(z.string().max(40)).min(1).max(UNITS_MAX), warehouse: z.string().max(40).nullable() })),
    async (c) => {
      await chooseWarehouse(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
      return c.json({ ok: true });
    },
  )
  .get("/orders/:id/tracking", async (c) => {
    const { order } = await openOrder(c.var.kit, askingOf(c), c.req.param("id"));
    const store = await findStore(c.var.kit, order.store_id);
    if (!store) throw new Problem("missing", "store-missing");
    const events = await openShop(c.var.kit, store).call("person", (line) => listTracking(line, order.id));
    return c.json({ events });
  })
  .post("/orders/:id/pull", jsonBody(z.object({})), async (c) => {
    const { order } = await openOrder(c.var.kit, askingOf(c), c.req.param("id"));
    await c.env.LIVE.send({ do: "pull-orders", store: order.store_id, orders: [order.id] });
    return c.json({ ok: true });
  });
