/** The door of the archive: after how long, and bringing an order back. Every act on an order, a case or a return of one that is archived brings it
 *  back before it is asked whether it may be done. */
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import * as z from "zod";
import { bringBack } from "../archive/back.ts";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { who } from "../team/session.ts";
import { bringBackOrder, changeSetting, settingWish } from "./setting.ts";

/** Questions that come with a body: an archived order answers them where it lies. */
const ASKS = /\/(rates|measures|details|amount)$/;

/** Stands before the rooms whose acts they are. An order one may not read is left where it is. */
export const bringBackFirst = createMiddleware<Door>(async (c, next) => {
  const asking = c.get("asking");
  if (c.req.method !== "GET" && asking && !ASKS.test(c.req.path)) {
    const id = c.req.param("id") ?? "";
    const rows = await c.var.kit.db.all<{ id: string }>(
      sql`WITH ${who(asking)} SELECT c.order_id AS id FROM who CROSS JOIN (SELECT ${id} AS id
          UNION SELECT a.order_id FROM aftersale a WHERE a.id = ${id} UNION SELECT r.order_id FROM own_return r WHERE r.id = ${id}) k
        CROSS JOIN order_cold c ON c.order_id = k.id CROSS JOIN orders o ON o.create_time = c.create_time AND o.id = c.order_id
        WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
    );
    if (rows.length > 0)
      await bringBack(
        c.var.kit,
        rows.map((row) => row.id),
      );
  }
  await next();
});

export const archivingRoutes = new Hono<Door>()
  .put("/archive", jsonBody(settingWish), async (c) => {
    await changeSetting(c.var.kit, askingOf(c), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/orders/:id/bring-back", jsonBody(z.object({})), async (c) => {
    await bringBackOrder(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  });
