/** The door of the helpdesk's report: each answers for the stores one may read. */
import { Hono } from "hono";
import { askingOf, type Door, queryOf } from "../door.ts";
import { periodQuery } from "../insights/period.ts";
import { reportHelpdesk } from "./report.ts";
import { reportSuggested } from "./suggested.ts";
import { deedQuery, listDeeds } from "./tickets.ts";

export const helpdeskRoutes = new Hono<Door>()
  .get("/insights/service", queryOf(periodQuery), async (c) => c.json(await reportHelpdesk(c.var.kit, askingOf(c), c.req.valid("query"))))
  .get("/insights/service/suggested", queryOf(periodQuery), async (c) =>
    c.json(await reportSuggested(c.var.kit, askingOf(c), c.req.valid("query"))),
  )
  .get("/insights/service/tickets", queryOf(periodQuery.extend(deedQuery.shape)), async (c) =>
    c.json(await listDeeds(c.var.kit, askingOf(c), c.req.valid("query"))),
  );
