/** The door of reports: each answers for the stores one may read. */
import { Hono } from "hono";
import { askingOf, type Door, queryOf } from "../door.ts";
import { periodQuery } from "./period.ts";
import { reportSales } from "./sales.ts";

export const insightRoutes = new Hono<Door>().get("/insights/sales", queryOf(periodQuery), async (c) =>
  c.json(await reportSales(c.var.kit, askingOf(c), c.req.valid("query"))),
);
