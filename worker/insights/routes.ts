/** The door of reports: each answers for the stores one may read. */
import { Hono } from "hono";
import { askingOf, type Door, queryOf } from "../door.ts";
import { coverQuery, reportCover } from "./cover.ts";
import { reportFulfilment } from "./fulfilment.ts";
import { periodQuery } from "./period.ts";
import { reportReturns } from "./returns.ts";
import { reportSales } from "./sales.ts";
import { reportItems, reportSkus, soldQuery } from "./skus.ts";

export const insightRoutes = new Hono<Door>()
  .get("/insights/sales", queryOf(periodQuery), async (c) => c.json(await reportSales(c.var.kit, askingOf(c), c.req.valid("query"))))
  .get("/insights/items", queryOf(soldQuery), async (c) => c.json(await reportItems(c.var.kit, askingOf(c), c.req.valid("query"))))
  .get("/insights/skus", queryOf(soldQuery), async (c) => c.json(await reportSkus(c.var.kit, askingOf(c), c.req.valid("query"))))
  .get("/insights/cover", queryOf(coverQuery), async (c) => c.json(await reportCover(c.var.kit, askingOf(c), c.req.valid("query"))))
  .get("/insights/fulfilment", queryOf(periodQuery), async (c) =>
    c.json(await reportFulfilment(c.var.kit, askingOf(c), c.req.valid("query"))),
  )
  .get("/insights/returns", queryOf(periodQuery), async (c) => c.json(await reportReturns(c.var.kit, askingOf(c), c.req.valid("query"))));
